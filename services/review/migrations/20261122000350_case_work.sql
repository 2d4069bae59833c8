-- The work on cases: notes, who covers for whom, the work queue's filters, and one search over cases.

-- For similarity and parts of words; a trusted extension, which the database's owner may create.
create extension if not exists pg_trgm;

-- The queue of one officer, and that of one stage; of what is under way alone.
create index cases_of_officer on cases (officer, decision_due, nic) where ended_on is null;
create index cases_in_state on cases (state, decision_due, nic) where ended_on is null;

alter table cases
    add column title  text,                   -- of the version under review; null once redacted
    add column number integer;                -- of the reference: what is found by a reference that was mistyped
update cases set number = split_part(nic, '-', 3)::integer where number is null;
create index cases_by_number on cases (number);
create index cases_by_check on cases ((split_part(nic, '-', 4)));
create index cases_by_title on cases using gin (lower(title) gin_trgm_ops);
create index cases_by_organisation on cases (organisation);

-- Every name that an organisation was ever told by, so that it is found by a former one.
create table organisation_names (
    organisation text not null,
    name         text not null,
    primary key (organisation, name)
);
insert into organisation_names (organisation, name) select id, name from organisations;
create index organisation_names_like on organisation_names using gin (lower(name) gin_trgm_ops);

-- Whether they lead applications of that organisation: who may ask that a decision be reviewed. Rows from before are
-- written anew when intake tells the membership again.
alter table memberships add column leads boolean not null default false;

-- Notes for staff alone; they never leave this service.
create table case_notes (
    nic        text        not null,
    number     integer     not null,
    case_entry bigint      not null,          -- the entry of the case's journal that holds the same
    author     uuid        not null,
    written_at timestamptz not null,          -- trade time
    text       text,                          -- null once redacted
    primary key (nic, number)
);

-- Who acts for an officer who is away, while the absence is not over or was not called off altogether.
create table absences (
    officer    uuid    not null,
    number     integer not null,
    from_day   date    not null,
    to_day     date    not null,              -- the last day on which somebody acts
    covered_by uuid    not null,
    primary key (officer, number)
);
create index absences_covered_by on absences (covered_by, to_day);
create index absences_by_end on absences (to_day, officer, number);
