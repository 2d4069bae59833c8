-- What waits for someone, and what members of an organisation are to it.

alter table memberships add column roles text[] not null default '{}';

-- A row per audience. Only what is open stands here, so each index holds nothing else.
create table tasks (
    id               bigint generated always as identity primary key,
    aggregate        text not null,
    reference        text not null,
    what             text not null,          -- a stable code
    title            text not null,          -- plain words; no names, no free text of anyone
    due_on           date,
    path             text not null,          -- where it stands in the API
    for_role         text,                   -- of the body's staff
    for_organisation text,
    membership_roles text[],                 -- of that organisation's members; `authority`: who may sign for it,
                                             -- `body-authority`: who may sign for it as the body's signatory
    constraint tasks_audience check (num_nonnulls(for_role, for_organisation) = 1),
    constraint tasks_members check ((for_organisation is null) = (membership_roles is null))
);
create index tasks_of on tasks (aggregate, reference);
create index tasks_of_role on tasks (for_role, due_on, reference, what) where for_role is not null;
create index tasks_of_organisation on tasks (for_organisation, due_on, reference, what)
    where for_organisation is not null;
