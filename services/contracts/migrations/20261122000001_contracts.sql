-- What contracts keeps beside the bus' tables: lists, due dates, and what others told. Each row is written in the
-- transaction of the command or fact that changes it.

create table agreements (
    nic                 text   primary key,
    organisation        text   not null,      -- the applicant's code
    organisations       text[] not null,      -- whoever may know of it, the applicant among them
    application_version text   not null       -- the approved version it was drafted from
);
create index agreements_of_organisations on agreements using gin (organisations);

create table framework_contracts (
    contract     text primary key,
    organisation text not null,
    start_day    date not null,
    end_day      date not null
);
create index framework_contracts_of_organisation on framework_contracts (organisation, contract);

-- When the dates next make something true, for agreements and framework contracts; no row: never.
create table next_due (
    aggregate text not null,
    reference text not null,
    due_on    date not null,                  -- from this day's midnight in London
    primary key (aggregate, reference)
);
create index next_due_by_date on next_due (due_on, aggregate, reference);

-- Copies of what was submitted, as intake told it, until an agreement is drafted from it.
create table application_versions (
    nic          text  not null,
    version      text  not null,
    organisation text  not null,
    sha256       text  not null,
    source_event uuid  not null,              -- the fact it came with: a redaction names it
    body         jsonb,                       -- the content; null once redacted, or drafted from
    primary key (nic, version)
);
create index application_versions_source on application_versions (source_event);

-- What was approved, as review told it; the approved version may come before or after it.
create table approvals (
    nic          text        not null,
    version      text        not null,
    sha256       text        not null,
    approved_at  timestamptz not null,        -- trade time
    source_event uuid        not null,
    title        text,                        -- null once redacted, or drafted from
    primary key (nic, version)
);
create index approvals_source on approvals (source_event);

-- Who approved it: they must not sign for the body.
create table approvers (
    nic      text not null,
    version  text not null,
    approver uuid not null,
    primary key (nic, version)
);

create table organisations (
    id   text primary key,
    name text not null
);

-- Who belongs where: what makes an agreement visible to them.
create table memberships (
    person       uuid not null,
    organisation text not null,
    from_day     date not null,
    until_day    date,                        -- the last day; null: open
    primary key (person, organisation)
);

-- Who may sign for whom.
create table signing_authorities (
    person       uuid not null,
    organisation text not null,
    from_day     date not null,
    until_day    date,                        -- the last day; null: open
    primary key (person, organisation)
);

-- Which journal entries hold content that came with which fact: where a redaction told by its owner goes on.
create table derived_entries (
    source_event uuid   not null,
    reference    text   not null,             -- the agreement
    number       bigint not null,             -- the entry
    primary key (source_event, reference, number)
);
create index derived_entries_of on derived_entries (reference);
