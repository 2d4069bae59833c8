-- From whose advice an approval departs was in the journal alone: it is read with the case from now on.
update aggregates set state = jsonb_set(state, '{approval,against_advice}', approved.groups)
from (
    select distinct on (reference) reference, event.said -> 'against_advice' as groups
    from journal, lateral (select convert_from(entry, 'UTF8')::jsonb -> 'event' as said) event
    where aggregate = 'case' and event.said ->> 'type' = 'application_approved'
    order by reference, number desc
) approved
where aggregates.aggregate = 'case' and aggregates.reference = approved.reference and aggregates.state ? 'approval';
