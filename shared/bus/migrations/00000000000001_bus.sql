-- The tables of the bus: named alike in every service's database (design.md §3). Services add theirs from 2026… on.

-- One row per aggregate: its state, its version, and length and head of its chain.
create table aggregates (
    aggregate    text   not null,            -- which kind: enquiry, agreement …
    reference    text   not null,            -- what people quote
    version      bigint not null,            -- counts saves; the ETag
    chain_length bigint not null,            -- how many journal rows
    chain_head   bytea  not null,            -- SHA-256 of the last of them
    state        jsonb  not null,            -- the folded events
    primary key (aggregate, reference)
) with (fillfactor = 70);

-- What happened, for ever: each row's hash binds the row before. `entry` is the exact bytes that are hashed.
create table journal (
    aggregate text   not null,
    reference text   not null,
    number    bigint not null,               -- from 1, gapless
    entry     bytea  not null,               -- canonical JSON: who, when, request, event with commitments
    previous  bytea  not null,               -- the hash of the row before; 32 zero bytes at the start
    hash      bytea  not null,               -- SHA-256(previous || entry)
    primary key (aggregate, reference, number)
);

-- Personal data and free text of journal rows: salt and content, where a redaction can empty them.
create table journal_contents (
    aggregate  text   not null,
    reference  text   not null,
    number     bigint not null,
    commitment bytea  not null,              -- SHA-256(salt || content); stands in the journal row
    salt       bytea,                        -- 256 random bits; null once redacted
    content    bytea,                        -- canonical JSON (RFC 8785); null once redacted
    primary key (aggregate, reference, number, commitment)
);

-- Everything ever published or to be published; the broker may forget it all.
create table outbox (
    id           bigint generated always as identity primary key,
    stream       text        not null,
    subject      text        not null,
    event_id     uuid        not null,
    trade_time   timestamptz not null,       -- ce-time
    traceparent  text,                       -- W3C, so that one trace spans the relay
    body         bytea,                      -- null: a contact that was sent
    aggregate    text,                       -- the journal row it came from
    reference    text,
    number       bigint,
    generation   bigint,                     -- of the stream, when published
    sequence     bigint,                     -- in that stream
    published_at timestamptz,                -- technical time
    constraint outbox_event_id unique (event_id)
) with (fillfactor = 70, autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 1000);
-- The relay orders by (id + 0): the primary key cannot serve that, so the planner cannot choose to walk all that was
-- ever published, which it does when its statistics are from a time at which most rows waited.
create index outbox_waiting on outbox (stream, (id + 0)) where published_at is null;
create index outbox_sent on outbox (stream, generation desc, sequence) where published_at is not null;
create index outbox_entry on outbox (aggregate, reference, number);

-- The newest body of each contact of this owner: what a lost contacts stream is rebuilt from.
create table contacts_present (
    subject text  primary key,
    stream  text  not null,
    body    bytea not null
);

-- What we know of our streams in the broker.
create table streams (
    stream        text   primary key,
    generation    bigint not null,
    base_sequence bigint,                    -- the stream's last sequence when the generation began; null: must begin anew
    created       text                       -- the broker's own creation time of the stream
);

-- How far each durable of ours has come.
create table positions (
    durable    text   primary key,
    generation bigint not null,
    sequence   bigint not null
);

-- Every message that had its effect, for ever.
create table inbox (
    event_id uuid primary key,
    durable  text not null
);

-- Messages that could not have their effect, and those parked behind them.
create table dead_letters (
    id        bigint generated always as identity primary key,
    durable   text        not null,
    event_id  uuid        not null,
    subject   text        not null,
    reference text        not null,
    headers   jsonb       not null,
    body      bytea,                         -- null once redacted or settled
    code      text        not null,          -- why, as a stable code
    state     text        not null check (state in ('open', 'parked', 'settled', 'discarded')),
    failed_at timestamptz not null default now(),
    settled_at timestamptz,
    settled_by uuid,
    settled_because text,
    constraint dead_letters_once unique (durable, event_id)
);
create index dead_letters_open on dead_letters (durable, reference, id) where state in ('open', 'parked');
create index dead_letters_swept on dead_letters (settled_at) where state in ('settled', 'discarded');

-- Who looked into a dead letter or decided about it, and why.
create table dead_letter_access (
    id          bigint generated always as identity primary key,
    dead_letter bigint      not null references dead_letters (id) on delete cascade,
    actor       uuid        not null,
    verb        text        not null,
    reason      text        not null,
    at          timestamptz not null default now()
);

-- How often a message failed, so that five failures in ten minutes survive a restart.
create table failures (
    durable  text        not null,
    event_id uuid        not null,
    attempts integer     not null,
    first_at timestamptz not null default now(),
    primary key (durable, event_id)
);

-- Answers of accepted commands, for seven days.
create table idempotency_keys (
    actor       uuid        not null,
    path        text        not null,
    key         text        not null,
    body_sha256 bytea       not null,
    status      smallint    not null,
    etag        bigint,
    answer      jsonb       not null,
    created_at  timestamptz not null default now(),
    primary key (actor, path, key)
);
create index idempotency_keys_due on idempotency_keys (created_at);
