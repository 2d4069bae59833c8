//! What each service keeps of a request, line by line: the journals, the facts told, the lists, what waits for whom, what
//! falls due, what was copied from others, the mails. `$1` are the references the request is known by.
//!
//! Left out is what may honestly differ: an order that is open, and what a clarification's mail makes of it.

use dars_messages::Owner;

/// What every service keeps, in order.
pub const OF_ALL: [(&str, &str); 3] = [
    (
        "journal",
        // What an application hears of its case and of its agreement comes on two streams, so their order is open.
        "select aggregate || ' ' || (convert_from(entry, 'UTF8')::jsonb #>> '{event,type}') from journal
         where reference = any($1) and convert_from(entry, 'UTF8')::jsonb #>> '{event,type}' <> 'agreement_progressed'
         order by aggregate, number",
    ),
    (
        "facts",
        "select split_part(subject, '.', 2) || '.' || split_part(subject, '.', 3) from outbox
         where split_part(subject, '.', 5) = any($1) and subject not like 'dars.contacts.%'
         order by split_part(subject, '.', 5), id",
    ),
    (
        "states",
        "select aggregate || ' ' || (state ->> 'state') from aggregates where reference = any($1) order by aggregate",
    ),
];

/// What one service keeps beside that.
pub const OF_ONE: [(Owner, &str, &str); 35] = [
    (
        Owner::Intake,
        "progress of the agreement",
        "select concat_ws(' ', convert_from(entry, 'UTF8')::jsonb #>> '{event,version}',
             convert_from(entry, 'UTF8')::jsonb #>> '{event,stage}') from journal
         where reference = any($1) and convert_from(entry, 'UTF8')::jsonb #>> '{event,type}' = 'agreement_progressed'
         order by number",
    ),
    (
        Owner::Intake,
        "timeline",
        "select service || ' ' || what from timeline where reference = any($1) order by service, reference, id",
    ),
    (
        Owner::Intake,
        "enquiries",
        "select concat_ws(' ', state, team, topic, answer_due) from enquiries where reference = any($1)",
    ),
    (
        Owner::Intake,
        "applications",
        "select concat_ws(' ', state, pen_holder, organisation, lead) from applications where nic = any($1)",
    ),
    (Owner::Intake, "drafts", "select 'at revision ' || revision from drafts where nic = any($1)"),
    (Owner::Intake, "tasks", TASKS),
    (Owner::Intake, "due dates", DUE),
    (Owner::Intake, "entries with others' words", DERIVED),
    (
        Owner::Intake,
        "framework contracts",
        "select concat_ws(' ', start_day, end_day, ended_on) from framework_contracts where contract = any($1)",
    ),
    (
        Owner::Review,
        "cases",
        "select concat_ws(' ', state, officer, submitted_on, decision_due, pauses, pen, stopped_on, ended_on) from cases
         where nic = any($1)",
    ),
    (Owner::Review, "tasks", "select concat_ws(' ', what, number, role, person) from tasks where nic = any($1) order by 1"),
    (
        Owner::Review,
        "submitted versions",
        "select concat_ws(' ', version, case_entry, body is null) from application_versions where nic = any($1)
         order by version",
    ),
    (Owner::Review, "answers", "select 'entry ' || case_entry from heard_answers where nic = any($1) order by case_entry"),
    (
        Owner::Contracts,
        "agreements",
        "select concat_ws(' ', organisation, organisations, application_version, version, start_day, end_day, ended_on,
             suspended) from agreements where nic = any($1)",
    ),
    (
        Owner::Contracts,
        "framework contracts",
        "select concat_ws(' ', state, in_force_from, in_force_until) from framework_contracts where contract = any($1)",
    ),
    (Owner::Contracts, "service agreements", "select state from service_agreements where nic = any($1) order by 1"),
    (Owner::Contracts, "releases", "select concat_ws(' ', dataset, state) from releases where nic = any($1) order by 1"),
    (
        Owner::Contracts,
        "submitted versions",
        "select concat_ws(' ', version, organisation, body is null) from application_versions where nic = any($1)
         order by version",
    ),
    (
        Owner::Contracts,
        "approvals",
        "select concat_ws(' ', version, with_conditions, title is null) from approvals where nic = any($1)
         order by version",
    ),
    (
        Owner::Contracts,
        "approvers",
        "select concat_ws(' ', version, approver, conditions is null) from approvers where nic = any($1) order by 1",
    ),
    (Owner::Contracts, "tasks", TASKS),
    (Owner::Contracts, "due dates", DUE),
    (Owner::Contracts, "entries with others' words", DERIVED),
    (
        Owner::Notification,
        "occasions",
        // An answer that is heard before its question leaves nothing to ask for: the two come on two streams.
        "select concat_ws(' ', substring(occasion ->> 'news' from '\"[a-z_]+\": \\{?\"[a-z_]+'),
             occasion ->> 'version', occasion #>> '{rung,days_before}', planned, told, cancelled) from occasions
         where reference = any($1) and coalesce(plan, '') not like '%:clarification-%'
         order by 1",
    ),
    (
        Owner::Notification,
        "mails",
        // Which day's digest a question went into is open for the same reason.
        "select concat_ws(' ', mail, recipient_kind, case recipient_kind when 'enquirer' then '' else recipient_id end,
             nullif(state = 'cancelled', false)) from mails
         where reference = any($1) and mail <> 'N08' order by 1",
    ),
    (
        Owner::Notification,
        "questions that are still told of",
        "select 'mail ' || state from mails where reference = any($1) and mail = 'N08' and state <> 'cancelled'
         union all select item::text from digest_items d join mails m on m.id = d.mail
         where m.reference = any($1) and not d.dropped",
    ),
    (
        Owner::Notification,
        "plans",
        "select concat_ws(' ', ladder, split_part(reference, ':', 2), running, next_due) from plans
         where about = any($1) order by 1",
    ),
    (
        Owner::Notification,
        "journals of the plans",
        "select split_part(j.reference, ':', 2) || ' ' || (convert_from(j.entry, 'UTF8')::jsonb #>> '{event,type}')
         from plans p join journal j on j.aggregate = 'plan' and j.reference = p.reference
         where p.about = any($1) and p.reference <> p.about and p.ladder not like 'clarification-%'
         order by j.reference, j.number",
    ),
    (
        Owner::Notification,
        "parties",
        // The framework contract's organisation is another with each request.
        "select concat_ws(' ', edition, regexp_replace(organisation, '^FAULTS[0-9]+$', 'FAULTS'), signs, signed)
         from parties where reference = any($1) order by 1",
    ),
    (
        Owner::Notification,
        "what the mails need to know",
        "select concat_ws(' ', 'enquiry', topic, team) from enquiries where reference = any($1)
         union all select concat_ws(' ', 'application', organisation, lead, collaborators) from applications
             where nic = any($1)
         union all select concat_ws(' ', 'agreement', organisation, version, end_day, in_force) from agreements
             where nic = any($1)
         union all select 'framework contract' from framework_contracts where reference = any($1)
         union all select 'enquirer' from contacts where id = any($1)
         order by 1",
    ),
    (
        Owner::Notification,
        "endings",
        "select 'application over' from applications_over where nic = any($1)
         union all select 'destruction' from destructions where nic = any($1)
         union all select 'certificate' from certificates where nic = any($1)
         union all select 'secure data environment' from sde_services where nic = any($1)",
    ),
    (Owner::Register, "entries", "select state from entries where nic = any($1)"),
    (
        Owner::Register,
        "versions",
        "select concat_ws(' ', major, minor, state, publish_by) from entry_versions where nic = any($1)
         order by major, minor",
    ),
    (Owner::Register, "entries with others' words", DERIVED),
    (
        Owner::Register,
        "releases shown",
        "select v.key || ': ' || (select count(*) from jsonb_object_keys(v.value #> '{heard,releases}'))
         from aggregates g, jsonb_each(g.state -> 'versions') as v
         where g.aggregate = 'entry' and g.reference = any($1) order by 1",
    ),
];

const TASKS: &str = "select concat_ws(' ', aggregate, what, due_on, for_role, for_organisation) from tasks
     where reference = any($1) order by 1";

const DUE: &str = "select concat_ws(' ', aggregate, due_on) from next_due where reference = any($1) order by 1";

/// Not their numbers: others' entries may stand between them.
const DERIVED: &str = "select convert_from(j.entry, 'UTF8')::jsonb #>> '{event,type}'
     from derived_entries d join journal j on j.reference = d.reference and j.number = d.number
     where d.reference = any($1) order by 1";
