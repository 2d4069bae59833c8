-- Enquiries are listed for those who may read them: by the team that has or had each, and by the one whose matter it is.

alter table enquiries
    add column last_team   text,   -- the team that has it, or had it last
    add column same_as     text;   -- the one whose matter it is: it went into that, or repeats it

update enquiries set
    last_team = coalesce(enquiries.team, aggregates.state -> 'asked' ->> 'routed_to'),
    same_as = case aggregates.state ->> 'state'
        when 'MERGED' then aggregates.state ->> 'into'
        when 'DUPLICATE' then aggregates.state ->> 'of'
    end
from aggregates
where aggregates.aggregate = 'enquiry' and aggregates.reference = enquiries.reference;
