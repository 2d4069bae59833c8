-- Attachments of applications: uploads on their way, and the files themselves, each stored once whoever attached it.

-- An upload on its way. Its chunks go when it is committed, refused or a day old; the row stays for that day, so that a
-- repeated commit gets the same answer.
create table uploads (
    id         uuid        primary key,
    nic        text        not null,
    person     uuid        not null,            -- whose it is: nobody else adds to it
    name       text        not null,            -- emptied by the commit
    media_type text        not null,            -- as the uploader says
    begun_at   timestamptz not null default now(), -- technical time
    attachment bigint                           -- its number, once committed
);
create index uploads_by_age on uploads (begun_at);
create index uploads_open on uploads (nic, person) where attachment is null;

create table upload_chunks (
    upload uuid    not null references uploads on delete cascade,
    number integer not null,
    bytes  bytea   not null,
    primary key (upload, number)
);
-- Files hardly shrink, and text is read whole.
alter table upload_chunks alter column bytes set storage external;

-- A file by its content. How many attachments hold it is counted in "attachments", so that the count cannot drift.
create table files (
    sha256       bytea       primary key,
    size         bigint      not null,
    verdict      text,                          -- of the scanner: passed or harmful; null: none yet
    emptied      boolean     not null default false, -- its bytes are gone: harmful, or forgotten
    scan_at      timestamptz not null default now(), -- technical time: not to be scanned before
    scan_tries   integer     not null default 0,
    constraint files_verdict check (verdict in ('passed', 'harmful'))
);
create index files_to_scan on files (scan_at) where verdict is null and not emptied;

create table file_chunks (
    sha256 bytea   not null references files on delete cascade,
    number integer not null,
    bytes  bytea   not null,
    primary key (sha256, number)
);
alter table file_chunks alter column bytes set storage external;

-- Which attachment holds which file.
create table attachments (
    nic    text   not null,
    number bigint not null,
    sha256 bytea  not null references files,
    primary key (nic, number)
);
create index attachments_of_file on attachments (sha256);
