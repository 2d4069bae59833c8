-- What notification keeps beside the bus' tables: addresses, who is what for whom, what there is to tell, and the mails.

-- The newest name and address of everyone; the only personal data here beside rendered mails. Deleted with a contact.
create table contacts (
    id    text primary key,                   -- the person's id, or the enquiry's reference
    name  text not null,
    email text not null
);

create table organisations (
    id   text primary key,
    name text not null
);

create table members (
    organisation text   not null,
    person       uuid   not null,
    roles        text[] not null,
    from_day     date   not null,
    until_day    date,
    primary key (organisation, person)
);
create index members_person on members (person);

create table signatories (
    organisation text not null,
    person       uuid not null,
    from_day     date not null,
    until_day    date,
    primary key (organisation, person)
);

create table applications (
    nic          text primary key,
    organisation text not null,
    lead         uuid not null
);
create index applications_of_organisation on applications (organisation);

create table enquiries (
    reference text primary key,
    topic     text not null
);

-- What there is to tell, as it was heard. Waits, unplanned, until the people concerned are known: facts of different
-- owners come in any order.
create table occasions (
    id            text        primary key,    -- the fact's id, or the rung of a ladder
    cause         uuid        not null,       -- the fact, or the sweep, that brought it
    reference     text        not null,
    organisations text[]      not null,       -- those whose signatories are concerned, as far as the fact says
    occasion      jsonb       not null,
    at            timestamptz not null,       -- trade time
    planned       boolean     not null default false,
    told          boolean     not null default false   -- whether reminder_sent was told of it
);
create index occasions_about on occasions (reference);
create index occasions_waiting on occasions (reference) where not planned;
create index occasions_at on occasions (at);

create table mails (
    id             bigint      generated always as identity primary key,
    key            text        not null constraint mails_once unique,   -- what makes it the same mail
    message_id     uuid        not null,      -- left of the @ of its Message-ID; follows from the key
    occasion       text        not null references occasions (id),
    reference      text        not null,
    mail           text        not null,      -- its number in domain.md §13
    recipient_kind text        not null check (recipient_kind in ('person', 'enquirer', 'team')),
    recipient_id   text        not null,
    data           jsonb       not null,      -- what it says; nobody's name
    due_at         timestamptz not null,      -- trade time
    state          text        not null default 'planned'
                               check (state in ('planned', 'sending', 'sent', 'uncertain', 'failed')),
    doubtful       boolean     not null default false,  -- one copy may have been accepted: sent once more, then uncertain
    not_before     timestamptz,               -- technical time, after a failure
    lease_owner    uuid,
    lease_until    timestamptz,               -- technical time
    attempts       integer     not null default 0,
    problem        text,                      -- the last failure, as a code; never a server's words
    sent_at        timestamptz,               -- trade time
    subject        text,
    text_body      text,                      -- as it went out; emptied after 90 days or with its recipient's contact
    html_body      text,
    rendered_at    timestamptz                -- technical time
);
create index mails_due on mails (due_at, id) where state = 'planned';
create index mails_leased on mails (lease_until) where state = 'sending';
create index mails_about on mails (reference, id);
create index mails_of_occasion on mails (occasion);
create index mails_to on mails (recipient_id) where text_body is not null;
create index mails_rendered on mails (rendered_at) where text_body is not null;

-- Plans whose next rung is still to come, for the sweep.
create table plans (
    reference text primary key,
    next_due  date                            -- London; null when nothing is to come
);
create index plans_due on plans (next_due) where next_due is not null;
