-- Whoever only collaborates knows of those applications alone on which they are named.
alter table memberships add column sees_all boolean not null default false;
-- What is known of earlier members: who leads sees all. The others are told anew with their next membership.
update memberships set sees_all = leads;

-- Who works on an application, as intake told it last.
create table application_people (
    nic     text primary key,
    people  uuid[] not null,
    told_at timestamptz not null              -- an older word that comes late changes nothing
);
