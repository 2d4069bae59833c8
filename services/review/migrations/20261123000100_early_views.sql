-- What advisory groups thought of an application before it was handed in, as intake tells it; it binds nobody, and who
-- gave it never decides.
create table early_views (
    source_event uuid   primary key,          -- the fact that told it
    nic          text   not null,
    group_code   text   not null,
    given_on     date   not null,
    advisers     uuid[] not null,             -- who gave it, and who recorded it
    text         text                         -- null once redacted
);
create index early_views_of on early_views (nic);
