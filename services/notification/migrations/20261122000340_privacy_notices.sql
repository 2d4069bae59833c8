-- Pages that applications name as their privacy notices (V27), and how the last look at each went.
create table privacy_notices (
    nic         text        primary key,
    url         text        not null,              -- emptied once nobody looks any more, or when it was redacted
    url_sha256  text        not null,
    named_by    uuid,                              -- the fact that named it
    named_at    timestamptz,                       -- when, in trade time
    due_at      timestamptz,                       -- the next look, in trade time; null: none
    not_before  timestamptz,                       -- it rests between tries, in technical time
    lease       uuid,                              -- who has it in hand
    lease_until timestamptz,
    attempts    integer     not null default 0,    -- looks in a row that did not settle it
    live        boolean,
    code        text,
    checked_on  date,
    told        boolean     not null default false, -- whether the answer to the last question was told
    over_at     timestamptz                        -- what was named before is of no interest any more
);
create index privacy_notices_due on privacy_notices (due_at) where due_at is not null;
