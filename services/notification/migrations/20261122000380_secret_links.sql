-- What mails to enquirers need beside their address.

-- Which link of an enquiry is the newest; no row: the first. The link itself follows from a key.
create table enquiry_links (
    reference  text    primary key,
    generation integer not null check (generation >= 1)
);

-- Mails handed over to an enquirer's address within the last hour; older rows go.
create table address_mails (
    mail    bigint      primary key references mails (id),
    address bytea       not null,            -- SHA-256 of the address
    sent_at timestamptz not null default now()   -- technical time
);
create index address_mails_of on address_mails (address, sent_at);
create index address_mails_old on address_mails (sent_at);
