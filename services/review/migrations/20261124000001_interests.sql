-- What the members of meetings said of the cases on their lists, as far as it closes a case to them: nothing yet, while
-- the case waits there, or that they have an interest, which stays wherever the case goes.
create table meeting_interests (
    reference text not null,
    nic       text not null,
    person    uuid not null,
    interest  boolean not null,
    primary key (nic, person, reference)
);
create index meeting_interests_of on meeting_interests (reference);

insert into meeting_interests (reference, nic, person, interest)
select reference, item ->> 'nic', (said ->> 'adviser')::uuid, true
from aggregates
cross join lateral jsonb_array_elements(
    (state #> '{meeting,items}') || coalesce(state #> '{meeting,taken_off}', '[]')
) item
cross join lateral jsonb_array_elements(item -> 'declarations') said
where aggregate = 'meeting' and state ? 'meeting' and (said ->> 'interest')::boolean
on conflict do nothing;

insert into meeting_interests (reference, nic, person, interest)
select reference, item ->> 'nic', member::uuid, false
from aggregates
cross join lateral jsonb_array_elements(state #> '{meeting,items}') item
cross join lateral jsonb_array_elements_text(state #> '{meeting,members}') member
where aggregate = 'meeting' and state ->> 'state' = 'SCHEDULED' and item -> 'outcome' = 'null'
    and not exists (
        select from jsonb_array_elements(item -> 'declarations') said where said ->> 'adviser' = member
    )
on conflict do nothing;
