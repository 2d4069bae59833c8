-- The whole life of an enquiry, what organisations show, what the rules ask of the catalogue; what falls due and what
-- waits for someone, of every kind of aggregate.

-- The open ones alone are listed, and few of all there ever were.
create index enquiries_in_work on enquiries (answer_due, reference)
    where state in ('NEW', 'TRIAGED', 'WITH_EXPERT', 'AWAITING_ENQUIRER');
drop index enquiries_open;

-- What an organisation shows last, per kind; its reference lies in the journal alone.
create table assurances (
    organisation  text    not null,
    kind          text    not null,
    outcome       text    not null,
    valid_to      date    not null,          -- the last day on which it holds
    plan_approved boolean not null,
    primary key (organisation, kind)
);

alter table datasets add column traits jsonb not null default '{}';

-- When the dates next make something true of an aggregate.
create table next_due (
    aggregate text not null,
    reference text not null,
    due_on    date not null,                 -- from this day in London
    primary key (aggregate, reference)
);
create index next_due_by_date on next_due (due_on, aggregate, reference);

-- What waits for someone: a row per audience. Only what is open stands here, so each index holds nothing else.
create table tasks (
    id               bigint generated always as identity primary key,
    aggregate        text not null,
    reference        text not null,
    what             text not null,          -- a stable code
    title            text not null,          -- plain words; no names, no free text of anyone
    due_on           date,
    path             text not null,          -- where it stands in the API
    for_person       uuid,
    for_role         text,                   -- of the body's staff
    for_organisation text,
    membership_roles text[],                 -- of that organisation's members
    members_from     date,                   -- they see it from this day
    constraint tasks_audience check (num_nonnulls(for_person, for_role, for_organisation) = 1),
    constraint tasks_members check (
        num_nulls(for_organisation, membership_roles, members_from) in (0, 3)
    )
);
create index tasks_of on tasks (aggregate, reference);
create index tasks_of_person on tasks (for_person, due_on, reference, what) where for_person is not null;
create index tasks_of_role on tasks (for_role, due_on, reference, what) where for_role is not null;
create index tasks_of_organisation on tasks (for_organisation, due_on, reference, what)
    where for_organisation is not null;
