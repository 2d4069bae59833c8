-- What register keeps beside the bus' tables: its list, and what others told. Each row is written in the transaction
-- of the command or fact that changes it.

create table entries (
    nic   text primary key,
    state text not null                       -- only what is PUBLISHED is public
);
create index entries_published on entries (nic) where state = 'PUBLISHED';
create index entries_pending on entries (nic) where state = 'PENDING';

create table organisations (
    id   text primary key,
    name text not null
);

-- The catalogue: an entry's data sets must stand in it (V33).
create table datasets (
    id   text primary key,
    name text not null
);

-- Which journal entries hold content that came with which fact: where a redaction told by its owner goes on.
create table derived_entries (
    source_event uuid   not null,
    reference    text   not null,             -- the agreement
    number       bigint not null,             -- the entry
    primary key (source_event, reference, number)
);
