-- What intake keeps beside the bus' tables: lists and lookups, each written in the transaction of the command or fact
-- that changes it.

create table enquiries (
    reference  text        primary key,
    state      text        not null,
    team       text,                          -- who has it; null until routed
    topic      text        not null,
    answer_due date        not null,
    changed_at timestamptz not null           -- trade time
);
create index enquiries_open on enquiries (answer_due, reference) where state <> 'CONVERTED';

create table applications (
    nic          text        primary key,
    organisation text        not null,
    lead         uuid        not null,
    state        text        not null,
    pen_holder   text        not null,        -- who holds the pen
    changed_at   timestamptz not null         -- trade time
);
create index applications_of_organisation on applications (organisation, nic);

-- The draft as it was last saved: autosaves are not history.
create table drafts (
    nic      text   primary key,
    revision bigint not null,                 -- counts saves; part of the ETag
    content  jsonb  not null
);

create table organisations (
    id                text primary key,
    name              text not null,
    organisation_type text not null
);

create table memberships (
    person       uuid   not null,
    organisation text   not null,
    roles        text[] not null,
    from_day     date   not null,
    until_day    date,
    primary key (person, organisation)
);

create table datasets (
    id    text primary key,
    name  text not null,
    scope text not null
);

-- Every step of a request, of its own and as other services told it.
create table timeline (
    id        bigint generated always as identity primary key,
    reference text        not null,
    at        timestamptz not null,           -- trade time
    service   text        not null,
    what      text        not null            -- the event's name; no free text
);
create index timeline_of on timeline (reference, id);

-- Numbers of enquiries and applications; 900xxx is kept for fixtures.
create sequence enquiry_numbers as integer start 1;
create sequence nic_numbers as integer start 100001 maxvalue 899999;
