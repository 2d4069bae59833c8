-- Releases, and tasks that wait for all of a role but one.

-- 1 and up within each year's references; the numbers go on from year to year.
create sequence release_numbers as integer start 1;

create table releases (
    reference text primary key,
    nic       text not null,
    dataset   text not null,
    state     text not null
);
create index releases_of_agreement on releases (nic, reference);
-- What went out, for what may flow only once.
create index releases_made on releases (nic, dataset) where state in ('RELEASED', 'ACKNOWLEDGED');

-- Who may not do it, though their role may: nobody checks what they produced.
alter table tasks add column not_for_person uuid;
