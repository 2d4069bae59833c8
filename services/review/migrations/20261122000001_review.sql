-- What review keeps beside the bus' tables: the work queue, and what others told. Each row is written in the
-- transaction of the command or fact that changes it.

create table cases (
    nic          text        primary key,
    organisation text        not null,        -- the applicant's code
    state        text        not null,
    officer      uuid,                        -- who has it; null until assigned
    decision_due date        not null,
    changed_at   timestamptz not null         -- trade time
);
create index cases_open on cases (decision_due, nic) where state not in ('APPROVED', 'REFUSED');
create index cases_decided on cases (decision_due, nic) where state in ('APPROVED', 'REFUSED');

-- Copies of what was submitted, as intake told it.
create table application_versions (
    nic          text   not null,
    version      text   not null,
    source_event uuid   not null,             -- the fact it came with: a redaction names it
    case_entry   bigint,                      -- the entry of the case's journal that holds the same; null: it opened none
    body         jsonb,                       -- the content; null once redacted
    primary key (nic, version),
    constraint application_versions_source unique (source_event)
);

create table organisations (
    id                text primary key,
    name              text not null,
    organisation_type text not null
);

-- Who belongs where: nobody reviews their own organisation's request. As what they belong there does not matter here.
create table memberships (
    person       uuid not null,
    organisation text not null,
    from_day     date not null,
    until_day    date,                        -- the last day; null: open
    primary key (person, organisation)
);
