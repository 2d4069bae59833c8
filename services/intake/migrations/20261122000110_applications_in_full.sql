-- The whole life of an application: framework contracts as contracts tells them, when drafts were last saved, and which
-- journal entries hold what came with others' facts.

-- The day in London: 90 days of silence let an application lapse.
alter table drafts add column saved_on date;

create table framework_contracts (
    contract     text primary key,
    organisation text not null,
    start_day    date,                       -- null when its end was told first
    end_day      date,
    ended_on     date                        -- its last day in force, once it is over
);
create index framework_contracts_of on framework_contracts (organisation);

create table derived_entries (
    source_event uuid   not null,            -- the fact whose content the entry holds
    reference    text   not null,            -- of an application
    number       bigint not null,
    primary key (source_event, reference, number)
);
