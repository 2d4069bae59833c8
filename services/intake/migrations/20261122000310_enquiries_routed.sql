-- Who has an enquiry, where its words said that it belongs and where it went; numbers of requests as people quote them.

alter table enquiries
    add column owner          uuid,                            -- the officer who has it
    add column suggested      text,                            -- the team or place that its words suggest
    add column suggested_line smallint,                        -- the line of the signposting order
    add column routed         text,                            -- the team or place where it went last
    add column overruled      boolean not null default false;  -- it went elsewhere than was suggested

-- Work queues: of an officer, and of a state.
create index enquiries_of_owner on enquiries (owner, answer_due, reference)
    where owner is not null and state in ('NEW', 'TRIAGED', 'WITH_EXPERT', 'AWAITING_ENQUIRER');
create index enquiries_by_state on enquiries (state, answer_due, reference);

create index applications_by_number on applications (ltrim(split_part(nic, '-', 3), '0'));
