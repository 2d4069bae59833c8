-- One search over what intake owns: organisations by any name they ever had, people by name, requests by number.

-- For parts of words; a trusted extension, which the database's owner may create.
create extension if not exists pg_trgm;

-- Every name that an organisation ever had.
create table organisation_names (
    organisation text not null,
    name         text not null,
    primary key (organisation, name)
);
insert into organisation_names (organisation, name) select id, name from organisations;
create index organisation_names_like on organisation_names using gin (lower(name) gin_trgm_ops);

-- People's names: personal data, for staff alone, in no other service; emptied with the entry that told them.
create table people_names (
    person       uuid   not null,
    organisation text   not null,
    entry        bigint not null,             -- of the organisation's journal
    name         text,                        -- null once redacted
    primary key (person, organisation)
);
create index people_names_like on people_names using gin (lower(name) gin_trgm_ops);

-- The title of what was handed in last; null once redacted. What is being written lies in the draft.
alter table applications add column title text;
create index applications_searched_by_number on applications ((split_part(nic, '-', 3)));
create index applications_searched_by_check on applications ((split_part(nic, '-', 4)));
