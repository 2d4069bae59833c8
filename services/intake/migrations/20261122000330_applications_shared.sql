-- Who works on an application and came by invitation; who saved what last; papers and signing authorities, for lookups.

-- Who saved each section last, when, and as which revision; whoever comes too late is told.
alter table drafts add column saves jsonb not null default '{}';

-- Those named on it: a member who only collaborates sees no others.
alter table applications add column people uuid[] not null default '{}';
-- Of a copy: what it began with, so that a redaction of that reaches the draft.
alter table applications add column copied_from text;
alter table applications add column copied_version text;
create index applications_copied_from on applications (copied_from) where copied_from is not null;

update applications a set people = array(
    select distinct named::uuid
    from aggregates g,
         coalesce(g.state -> 'application', g.state #> '{review,application}') as about,
         jsonb_array_elements_text((about -> 'collaborators') || jsonb_build_array(about -> 'lead')) as named
    where g.aggregate = 'application' and g.reference = a.nic and about is not null
);

create index memberships_of_organisation on memberships (organisation);

-- Open invitations: only the token's hash is known.
create table invitations (
    token_sha256 text primary key,
    id           uuid not null unique,
    nic          text not null
);

create table signing_authorities (
    organisation text not null,
    person       uuid not null,
    from_day     date not null,
    until_day    date,
    primary key (organisation, person)
);

insert into signing_authorities (organisation, person, from_day, until_day)
select g.reference, held.key::uuid, (held.value ->> 'from')::date, (held.value ->> 'until')::date
from aggregates g, jsonb_each(g.state -> 'authorities') as held
where g.aggregate = 'organisation' and jsonb_typeof(g.state -> 'authorities') = 'object';

-- The papers that an organisation's applications name, as they stand there now.
create table papers (
    organisation text not null,
    nic          text not null,
    reference    text not null,
    sha256       text not null,
    title        text not null,
    primary key (organisation, reference, sha256, nic)
);
create index papers_of_application on papers (nic);

insert into papers (organisation, nic, reference, sha256, title)
select a.organisation, a.nic, item ->> 'reference', item ->> 'sha256', item ->> 'title'
from applications a
join aggregates g on g.aggregate = 'application' and g.reference = a.nic
left join drafts d on d.nic = a.nic,
     jsonb_array_elements(coalesce(
         nullif(d.content, '{}') #> '{evidence,items}',
         g.state #> '{case,submission,content,$open,evidence,items}',
         g.state #> '{review,case,submission,content,$open,evidence,items}',
         g.state #> '{approval,case,submission,content,$open,evidence,items}',
         '[]'
     )) as item
where (item ->> 'sha256') ~ '^[0-9a-fA-F]{64}$' and length(item ->> 'reference') between 1 and 200
on conflict do nothing;
