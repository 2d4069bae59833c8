-- Who has a case, so that what quotes it waits for them; how many enquiries an address raised of late.

create table case_officers (
    nic     text        primary key,
    officer uuid        not null,
    since   timestamptz not null             -- trade time: what is told later of an earlier time changes nothing
);
create index case_officers_of on case_officers (officer);

-- What waits for whoever has a case: for its officer, and for all case officers while none is known.
alter table tasks add column for_case text;
alter table tasks drop constraint tasks_audience;
alter table tasks add constraint tasks_audience
    check (num_nonnulls(for_person, for_role, for_organisation, for_case) = 1);
create index tasks_of_case on tasks (for_case, due_on, reference, what) where for_case is not null;

-- No address stands here: a hash is enough to count, and what is older than an hour is cleared.
create table enquiries_raised (
    address bytea       not null,            -- SHA-256 of the address in small letters
    at      timestamptz not null             -- technical time
);
create index enquiries_raised_of on enquiries_raised (address, at);
create index enquiries_raised_old on enquiries_raised (at);
