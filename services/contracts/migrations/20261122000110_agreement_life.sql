-- Agreements to their end: versions, conditions, certificates, and what the rules of issue need to know.

-- Of the version that is in force or, of a first one, signed. It is in force on a day if start_day <= day <= end_day,
-- ended_on is null and it is not suspended; all null before it is signed by every party.
alter table agreements add column version   text;
alter table agreements add column start_day date;
alter table agreements add column end_day   date;                             -- with a next one that is signed and follows
alter table agreements add column ended_on  date;                             -- the last day in force, once it is over
alter table agreements add column suspended boolean not null default false;

-- What a decision asks for beside the standard terms comes with who decided, until an agreement is drafted from it.
alter table approvers add column source_event uuid;
alter table approvers add column conditions   jsonb;                          -- null once redacted, or drafted from
create index approvers_source on approvers (source_event);
alter table approvals add column with_conditions boolean not null default false;

alter table organisations add column organisation_type text;

-- What the rules need to know of the catalogue.
create table datasets (
    dataset text  primary key,
    traits  jsonb not null
);

-- What an organisation shows last, per kind.
create table assurances (
    organisation  text    not null,
    kind          text    not null,
    outcome       text    not null,
    valid_to      date    not null,                                           -- the last day on which it holds
    plan_approved boolean not null,
    primary key (organisation, kind)
);

-- The numbers of destruction certificates.
create sequence certificate_numbers;
