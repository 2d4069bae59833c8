-- What organisations show for their security and registration, and their framework contracts: V02, V03, V06 and V07 are
-- found in review, too.

create table assurances (
    organisation  text    not null,
    kind          text    not null,
    outcome       text    not null,
    valid_to      date    not null,          -- the last day on which it holds
    plan_approved boolean not null,
    particulars   jsonb   not null default '{}',
    told_at       timestamptz not null,      -- an older word that comes late changes nothing
    primary key (organisation, kind)
);

create table framework_contracts (
    contract     text primary key,
    organisation text not null,
    start_day    date,                       -- null when its end was told first
    end_day      date,
    ended_on     date                        -- its last day in force, once it is over
);
create index framework_contracts_of on framework_contracts (organisation);

-- What intake told of assurances before review heard of them is read again from the beginning of its stream; the inbox
-- knows everything else that comes with it.
update positions set sequence = 0 where durable = 'review-intake';
