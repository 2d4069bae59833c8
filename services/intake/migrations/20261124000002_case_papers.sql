-- To whom a meeting opens and closes a case on its list, as review told it last. Of what comes out of order the latest
-- counts: by trade time, then by the event's id, which sorts by the time it was made.
create table case_papers (
    nic        text        not null,
    meeting    text        not null,
    requesters text[]      not null,
    considered boolean     not null,
    undeclared uuid[]      not null,
    interested uuid[]      not null,
    open_to    uuid[]      not null,
    since      timestamptz not null,
    event_id   uuid        not null,
    primary key (nic, meeting)
);
