-- The enquirer's secret link, and mails that reach us.

-- Links themselves are kept nowhere: each follows from a key, its enquiry and its generation. No row: the first link of an
-- enquiry that is open.
create table enquiry_links (
    reference  text        primary key,
    generation integer     not null default 1 check (generation >= 1),
    closed_on  date,                         -- London: when the enquiry ended; null while it is open
    renewed_on date,                         -- London: when this link was made, unless it is the first
    renewed_at timestamptz                   -- technical time: another one rests until some minutes later
);
insert into enquiry_links (reference, closed_on)
select reference, (changed_at at time zone 'Europe/London')::date from enquiries
where state not in ('NEW', 'TRIAGED', 'WITH_EXPERT', 'AWAITING_ENQUIRER');

-- Each mail acts once, however often it is delivered.
create table mails_in (
    id       bytea       primary key,        -- SHA-256 of its Message-ID, or of the whole mail without one
    outcome  text        not null,           -- a code
    taken_at timestamptz not null default now()  -- technical time
);

-- What joined no thread and waits for a triage officer; what was written lies in the journal alone.
create table unfiled_mails (
    id          uuid        primary key,
    why         text        not null,
    names       text,                        -- the enquiry that it may belong to
    attachments integer     not null,
    received_at timestamptz not null         -- trade time
);
create index unfiled_mails_in_order on unfiled_mails (received_at, id);
