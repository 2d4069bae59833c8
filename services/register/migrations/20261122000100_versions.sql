-- An entry has a version for each version of its agreement that was issued: what waits for the publisher, and until
-- which edition. Nothing of what stands in a version is kept here.

create table entry_versions (
    nic        text    not null references entries (nic),
    major      integer not null,
    minor      integer not null,
    state      text    not null,
    publish_by date,                          -- the next edition's day, while it waits
    primary key (nic, major, minor)
);
-- The publisher's tasks, by due date, and the list of what waits.
create index entry_versions_by_due on entry_versions (publish_by, nic, major, minor) where state = 'PENDING';
create index entry_versions_pending on entry_versions (nic, major, minor) where state = 'PENDING';

drop index entries_pending;

-- Entries that were kept before they had versions: the same, as the one version each of them has.
with kept as (
    select reference,
           state ->> 'state' as stage,
           coalesce(state -> 'nic', state -> 'entry' -> 'nic') as nic,
           coalesce(state ->> 'version', state -> 'entry' ->> 'version') as version,
           jsonb_build_object(
               'in_force', state ->> 'state' in ('PENDING', 'PUBLISHED') or coalesce((state ->> 'in_force')::boolean, false),
               'from', null, 'expired_on', state -> 'ended_on', 'terminated_on', null, 'superseded_by', null,
               'access', null, 'closed_on', null, 'releases', '{}'::jsonb
           ) as heard,
           state
    from aggregates where aggregate = 'entry' and state ->> 'state' in ('AWAITED', 'HELD', 'PENDING', 'PUBLISHED')
), listed as (
    insert into entry_versions (nic, major, minor, state)
    select reference, split_part(substr(version, 2), '.', 1)::integer, split_part(version, '.', 2)::integer, stage
    from kept
)
update aggregates g
set state = jsonb_build_object(
    'state', 'KNOWN',
    'nic', k.nic,
    'versions', jsonb_build_object(
        k.version,
        case k.stage
            when 'AWAITED' then jsonb_build_object('stage', k.stage, 'heard', k.heard)
            when 'HELD' then jsonb_build_object('stage', k.stage, 'entry', k.state -> 'entry', 'heard', k.heard)
            when 'PENDING' then
                jsonb_build_object('stage', k.stage, 'entry', k.state -> 'entry', 'heard', k.heard, 'since', null)
            else jsonb_build_object(
                'stage', k.stage, 'entry', k.state -> 'entry', 'heard', k.heard,
                'published_on', k.state -> 'published_on', 'published_by', k.state -> 'published_by',
                'end_told', k.state -> 'ended_on')
        end
    )
)
from kept k
where g.aggregate = 'entry' and g.reference = k.reference;
