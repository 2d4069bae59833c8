-- Enquiries are listed for those who may read them: by the team that has or had each, and by the one in which it goes on.

alter table enquiries
    add column last_team   text,   -- the team that has it, or had it last
    add column merged_into text;   -- the one in which it goes on

update enquiries set
    last_team = coalesce(enquiries.team, aggregates.state -> 'asked' ->> 'routed_to'),
    merged_into = case when aggregates.state ->> 'state' = 'MERGED' then aggregates.state ->> 'into' end
from aggregates
where aggregates.aggregate = 'enquiry' and aggregates.reference = enquiries.reference;
