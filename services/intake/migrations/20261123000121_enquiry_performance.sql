-- How long enquiries take, by stage: counters, so that what everyone reads costs the months and not the enquiries.

-- Where each enquiry stands, or how it ended, and since when.
create table enquiry_spells (
    enquiry    text    primary key,
    stage      text    not null,
    began_on   date    not null,              -- the day in London
    raised_on  date    not null,
    total_days integer                        -- working days from raised_on to began_on, once it ended; null: under way
);
-- The open ones alone are counted one by one.
create index enquiry_spells_open on enquiry_spells (stage) where total_days is null;

-- How many left a stage, or ended so, in a month after so many working days.
create table enquiry_counts (
    stage        text    not null,
    month        date    not null,            -- its first day
    working_days integer not null,
    enquiries    integer not null check (enquiries > 0),
    primary key (month, stage, working_days)
) with (fillfactor = 50);

-- Those under way count from their last change on; the stages that they left before are not known.
insert into enquiry_spells (enquiry, stage, began_on, raised_on)
select e.reference, e.state, (e.changed_at at time zone 'Europe/London')::date,
    (e.changed_at at time zone 'Europe/London')::date
from enquiries e where e.state in ('NEW', 'TRIAGED', 'WITH_EXPERT', 'AWAITING_ENQUIRER');
