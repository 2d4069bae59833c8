-- Framework contracts through all their stages; service agreements.

-- Between which days it is in force, as far as is known; null before both sides have signed.
alter table framework_contracts rename column start_day to in_force_from;
alter table framework_contracts rename column end_day to in_force_until;
alter table framework_contracts alter column in_force_from drop not null;
alter table framework_contracts alter column in_force_until drop not null;
alter table framework_contracts add column state text not null default 'SIGNED';
alter table framework_contracts alter column state drop default;
-- Of one organisation few stand, or are under way.
create index framework_contracts_at_work on framework_contracts (organisation)
    where state not in ('ENDED');

-- Those recorded before there were stages: signed elsewhere.
update framework_contracts f set state = case g.state->>'state' when 'ACTIVATED' then 'ACTIVE' else 'SIGNED' end
from aggregates g where g.aggregate = 'framework_contract' and g.reference = f.contract;
insert into next_due (aggregate, reference, due_on)
select 'framework_contract', contract, greatest(in_force_until - 90, in_force_from) from framework_contracts
where state = 'ACTIVE'
on conflict (aggregate, reference) do nothing;
update aggregates set state = case state->>'state'
    when 'ACTIVATED' then jsonb_build_object('state', 'ACTIVE', 'expiring_told', false, 'signed', jsonb_build_object(
        'terms', state - 'state', 'papers', null, 'signed_on', state->'start', 'successor', null))
    else jsonb_build_object('state', 'SIGNED', 'terms', state - 'state', 'papers', null,
        'signed_on', state->'start', 'successor', null)
    end
where aggregate = 'framework_contract' and state->>'state' in ('RECORDED', 'ACTIVATED');

-- 900000 and above are of tests and fixtures.
create sequence contract_numbers as integer start 100001 maxvalue 899999;
create sequence service_agreement_numbers as integer start 1;

create table service_agreements (
    reference    text primary key,
    nic          text not null,
    organisation text not null,             -- who orders it
    service      text not null,             -- the access service's code
    state        text not null,
    start_day    date not null,
    end_day      date not null
);
create index service_agreements_of_agreement on service_agreements (nic);
create index service_agreements_of_organisation on service_agreements (organisation, reference);
