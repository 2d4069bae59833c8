-- Precedents, and the advisory groups' meetings: their lists, and what waits for whom.

create sequence precedent_numbers;

-- The list of precedents. Where one stands on a day is computed from its dates.
create table precedents (
    reference  text    primary key,
    state      text    not null,                  -- as it is stored: expired is computed
    version    integer not null,                  -- the newest approved; 0: none
    title      text,                              -- its title, or the proposal's; null once redacted
    from_day   date,                              -- of the newest approved version
    until_day  date,
    proposed   integer,                           -- the version that waits for an approver
    uses       integer not null
);

-- Each use of a precedent.
create table precedent_uses (
    reference    text    not null,
    nic          text    not null,
    case_version text    not null,
    version      integer not null,                -- of the precedent
    used_on      date    not null,
    primary key (reference, nic, case_version)
);
create index precedent_uses_by_day on precedent_uses (reference, used_on, nic, case_version);

-- What a case rests on and waits for: its precedent, and the meeting that has it on its list.
create table case_routes (
    nic       text primary key,
    precedent text,
    meeting   text
);
create index case_routes_waiting on case_routes (meeting, nic) where meeting is not null;

create table meetings (
    reference      text   primary key,
    advisory_group text   not null,
    meets_on       date   not null,
    state          text   not null,
    items          integer not null,
    members        uuid[] not null
);
create index meetings_by_day on meetings (meets_on, reference);

-- Minutes that everyone may read; what they say stands in the meeting.
create table published_minutes (
    reference      text    primary key,
    advisory_group text    not null,
    met_on         date    not null,
    edition        integer not null,
    published_on   date    not null
);
create index published_minutes_by_day on published_minutes (met_on, reference);

-- What waits at a meeting, or for a precedent: by name, or for everyone of a role but those who may not. A row goes when
-- it is done, so the table holds what is open and no more.
create table advice_tasks (
    reference text   not null,
    what      text   not null,
    nic       text,                               -- the case it is about; it waits no longer once the case left the list
    role      text,                               -- whoever has this staff role
    person    uuid,                               -- or this person alone
    due       date,
    not_for   uuid[] not null,
    path      text   not null,
    constraint advice_tasks_for_one_or_all check (num_nonnulls(role, person) = 1)
);
create index advice_tasks_of on advice_tasks (reference);
create index advice_tasks_by_person on advice_tasks (person, due, reference) where person is not null;
create index advice_tasks_by_role on advice_tasks (role, due, reference) where role is not null;
