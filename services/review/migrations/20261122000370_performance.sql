-- How long cases take: each stage of each case, and each case that has ended. No content, no person.

create table stage_spells (
    nic          text    not null,
    number       integer not null,            -- of this case, from 1
    stage        text    not null,
    began_on     date    not null,            -- the day in London
    ended_on     date,                        -- null: it stands there now
    working_days integer,                     -- after began_on, ended_on included; null while it stands there
    primary key (nic, number),
    constraint stage_spells_ended check ((ended_on is null) = (working_days is null))
);
create unique index stage_spells_open on stage_spells (nic) where ended_on is null;
create index stage_spells_ended on stage_spells (ended_on) include (stage, working_days) where ended_on is not null;

create table finished_cases (
    nic       text    not null,
    version   text    not null,
    outcome   text    not null,
    reason    text,                           -- of a refusal
    ended_on  date    not null,
    our_days  integer not null,
    your_days integer not null,
    primary key (nic, version)
);
create index finished_cases_ended on finished_cases (ended_on) include (outcome, reason, our_days, your_days);

-- The decided ones by likeness, from the closest to all: a forecast reads the newest of one group.
create table decided_likes (
    likeness  text    not null,
    ended_on  date    not null,
    nic       text    not null,
    version   text    not null,
    our_days  integer not null,
    your_days integer not null,
    primary key (likeness, ended_on, nic, version)
);
create index decided_likes_case on decided_likes (nic, version);
