-- Clarifications, advice and every ending: the queue learns of clocks and pens, and what waits for whom is listed.

alter table cases
    -- The day of submission; the default is for rows of the binary before this one.
    add column submitted_on date  not null default '2026-11-22',
    -- When the clock stood still: [{"from", "until"}], the last may be open.
    add column pauses       jsonb not null default '[]',
    -- Whose turn it is; null once it ended.
    add column pen          text,
    -- The day from which no clock runs: it ended, or was sent back.
    add column stopped_on   date,
    -- The day on which it ended, however it did.
    add column ended_on     date;

update cases
set ended_on = (changed_at at time zone 'Europe/London')::date,
    stopped_on = (changed_at at time zone 'Europe/London')::date
where state in ('APPROVED', 'REFUSED');

drop index cases_open;
drop index cases_decided;
create index cases_under_way on cases (decision_due, nic) where ended_on is null;
create index cases_ended on cases (decision_due, nic) where ended_on is not null;

-- What waits for someone: by name, or for everyone of a role but those who may not. A row goes when it is done, so the
-- table holds what is open and no more.
create table tasks (
    nic        text    not null,
    what       text    not null,
    number     integer not null,              -- of the clarification; 0: about the whole case
    role       text,                          -- whoever has this staff role
    person     uuid,                          -- or this person alone
    due        date    not null,
    requesters text[]  not null,              -- nobody does it for an organisation of their own
    not_for    uuid[]  not null,              -- those who worked on the case
    primary key (nic, what, number),
    constraint tasks_for_one_or_all check (num_nonnulls(role, person) = 1)
);
create index tasks_by_person on tasks (person, due, nic) where person is not null;
create index tasks_by_role on tasks (role, due, nic) where role is not null;

-- The catalogue, as intake told it: what the rules ask for, no names.
create table datasets (
    id     text  primary key,
    traits jsonb not null
);

-- With which fact an answer came, and which entry of the case's journal holds it: a redaction names the fact.
create table heard_answers (
    source_event uuid   primary key,
    nic          text   not null,
    case_entry   bigint not null
);
