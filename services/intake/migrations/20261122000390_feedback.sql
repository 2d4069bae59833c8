-- How people found it: whom we asked, the marks without names, and what we changed.

create table feedback_requests (
    person    uuid not null,
    about     text not null,                  -- an enquiry or a NIC
    occasion  text not null,
    sector    text not null,                  -- for which group they speak
    asked_on  date not null,
    until_day date not null,                  -- the last day on which it can be given
    given_on  date,                           -- null: not yet
    primary key (person, about, occasion)
);
create index feedback_requests_asked on feedback_requests (asked_on) include (occasion, sector);

-- The marks, apart from whoever gave them.
create table feedback_marks (
    number    bigint   generated always as identity primary key,
    reference text     not null unique,       -- of the aggregate that holds the rest
    occasion  text     not null,
    sector    text     not null,
    ease      smallint not null,
    clarity   smallint not null,
    given_on  date     not null
);
create index feedback_marks_given on feedback_marks (given_on) include (occasion, sector, ease, clarity);

create table improvements (
    reference  text primary key,
    changed_on date not null,
    heard      text not null,
    changed    text not null
);
create index improvements_newest on improvements (changed_on desc, reference desc);
create sequence improvement_numbers;
