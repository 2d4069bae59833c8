-- Who is named on an application, as intake told it last: a member who only collaborates knows of what is in force of
-- these alone.
create table application_people (
    nic    text not null,
    person uuid not null,                     -- opaque
    primary key (person, nic)
);
create index application_people_of_application on application_people (nic);
