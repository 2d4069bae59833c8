use dars_contracts_domain::agreement::{Command, Event, Facts, State, decide, evolve};
use dars_messages::facts::contracts::Side;
use dars_tables::{Outcome, Table};
use dars_vocabulary::{Actor, ActorKind, Refuse as _, StaffRole};
use jiff::civil::{Date, date};

use crate::world::*;

/// Every state, on the day on which it is asked.
fn states() -> Vec<(&'static str, State, Date)> {
    let (mid, over) = (date(2026, 8, 5), date(2027, 3, 10));
    let part = after(&issued_with(&[APPLICANT, PARTNER]), applicant_signs(), &applicant_signatory(ISSUE_DAY));
    let next = with_next_issued(date(2026, 8, 1), date(2026, 8, 20));
    let suspended = after(&active(), suspend(), &incident_lead(mid));
    let proposed = after(&suspended, reinstate(), &incident_lead(mid));
    let queried = after(&certified(over), query(1), &officer(over));
    vec![
        ("ABSENT", State::Absent, ISSUE_DAY),
        ("DRAFT", drafted(&[APPLICANT, PARTNER]), ISSUE_DAY),
        ("ISSUED_FOR_SIGNATURE", issued_with(&[APPLICANT, PARTNER]), ISSUE_DAY),
        ("PART_SIGNED by the applicant", part.clone(), ISSUE_DAY),
        ("PART_SIGNED, 90 days later, untold", part, date(2026, 5, 11)),
        ("VOID", swept(&issued(), date(2026, 5, 11)), date(2026, 5, 11)),
        ("SIGNED, not begun", signed_on(ISSUE_DAY), ISSUE_DAY),
        ("SIGNED, begun, untold", signed_on(ISSUE_DAY), START),
        ("ACTIVE", active(), START),
        ("ACTIVE, expiring", active(), date(2027, 1, 1)),
        ("ACTIVE, next DRAFT", after(&active(), Command::Draft(amendment(2)), &system(mid)), mid),
        ("ACTIVE, next ISSUED_FOR_SIGNATURE", next.clone(), mid),
        ("ACTIVE, next SIGNED", next_signed(&next, mid), mid),
        ("ACTIVE, next VOID", swept(&next, date(2026, 10, 30)), date(2026, 10, 30)),
        ("SUSPENDED by the incident lead", suspended, mid),
        ("SUSPENDED, reinstatement proposed by the incident lead", proposed, mid),
        ("ACTIVE, its last day passed, untold", active(), over),
        ("DESTRUCTION_DUE, expired", expired(), over),
        ("DESTRUCTION_DUE, terminated", after(&active(), terminate(), &officer(mid)), over),
        ("DESTRUCTION_DUE, certificate submitted by the lead", certified(over), over),
        ("DESTRUCTION_DUE, certificate queried", queried, over),
        ("CLOSED", after(&certified(over), accept(1), &officer(over)), over),
    ]
}

fn certified(day: Date) -> State {
    after(&expired(), declare(1, &[APPLICANT, HOST], day, Some(day)), &by("lead", day))
}

fn commands(state: &State, day: Date) -> Vec<(&'static str, Command)> {
    let minor = state.application().map_or(1, |(version, _)| version.minor + 1);
    let issue = dars_contracts_domain::agreement::document(state, &starting(day), &organisation(BODY), day);
    let document = issue.unwrap_or_else(|_| {
        let draft = drafted(&[APPLICANT]);
        dars_contracts_domain::agreement::document(&draft, &starting(day), &organisation(BODY), day).unwrap()
    });
    vec![
        ("Draft, told again", Command::Draft(draft(&[APPLICANT, PARTNER]))),
        ("Draft, a later approval", Command::Draft(amendment(minor))),
        ("Issue", Command::Issue { document: Box::new(document), sha256: SHA.to_owned() }),
        ("Sign for the applicant", applicant_signs()),
        ("Sign for the partner", sign(Side::Organisation, PARTNER)),
        ("Sign for the body", body_signs()),
        ("Suspend", suspend()),
        ("Reinstate", reinstate()),
        ("Terminate", terminate()),
        ("MeetCondition", meet(1)),
        ("SubmitCertificate", declare(2, &[APPLICANT, HOST], day, Some(day))),
        ("AcceptCertificate", accept(1)),
        ("QueryCertificate", query(1)),
        ("DatesPassed", Command::DatesPassed),
    ]
}

/// Staff who have no part in agreements; what comes to one of them comes to all.
const OTHER_STAFF: [StaffRole; 9] = [
    StaffRole::TeamManager,
    StaffRole::TriageOfficer,
    StaffRole::Expert,
    StaffRole::Secretariat,
    StaffRole::DataProduction,
    StaffRole::SecurityReviewer,
    StaffRole::RegisterPublisher,
    StaffRole::RecordsOfficer,
    StaffRole::Operator,
];

/// Everyone who may ask.
fn askers(day: Date) -> Vec<(&'static str, Facts)> {
    let staff = |name, role| facts(actor(name, &[role]), day);
    let mut asking = vec![
        ("the public", facts(Actor::public(), day)),
        ("a machine", facts(Actor { kind: ActorKind::Machine, ..actor("client", &[]) }, day)),
        ("the system", system(day)),
        ("a stranger", by("stranger", day)),
        ("the lead", by("lead", day)),
        ("a collaborator", by("collaborator", day)),
        ("the applicant's signatory", by("applicant-signatory", day)),
        ("the partner's lead", by("partner-lead", day)),
        ("the partner's signatory", by("partner-signatory", day)),
        ("the processor's IG lead", by("host", day)),
        ("a body signatory", body_signatory(day)),
        ("a body signatory without authority", staff("newcomer", StaffRole::BodySignatory)),
        ("the approver", facts(actor("approver", &[StaffRole::Approver]), day)),
        ("the approver who is a body signatory", {
            facts(actor("approver", &[StaffRole::Approver, StaffRole::BodySignatory]), day)
        }),
        ("whoever may sign for every party", facts(actor("everywhere", &[StaffRole::BodySignatory]), day)),
        ("a case officer", officer(day)),
        ("a case officer who belongs to the applicant", { staff("officer-of-applicant", StaffRole::CaseOfficer) }),
        ("the incident lead", incident_lead(day)),
        ("another incident lead", staff("other-incident-lead", StaffRole::IncidentLead)),
        ("an auditor", staff("auditor", StaffRole::Auditor)),
        ("any other staff", staff("other-staff", OTHER_STAFF[0])),
    ];
    let mut stale = applicant_signatory(day);
    stale.actor.signed_in_at = Some(technical_now() - jiff::SignedDuration::from_mins(5));
    asking.push(("the applicant's signatory five minutes after signing in", stale));
    asking
}

fn outcome(state: &State, command: &Command, facts: &Facts) -> Outcome {
    match decide(state, command.clone(), facts) {
        Err(refusal) => Outcome::Refused(refusal.code()),
        Ok(events) if events.is_empty() => Outcome::Nothing,
        Ok(events) => {
            let into = events.iter().fold(state.clone(), |state, event| evolve(state, event).unwrap());
            let next = into.current().and_then(|_| into.coming());
            let next = next.map(|next| format!(", next {}", next.name())).unwrap_or_default();
            Outcome::Done { events: events.iter().map(Event::name).collect(), into: format!("{}{next}", into.name()) }
        }
    }
}

#[test]
fn the_table_of_agreement_is_as_committed() {
    let mut table = Table::of("agreement");
    for (name, state, day) in states() {
        for (what, command) in commands(&state, day) {
            for (who, facts) in askers(day) {
                table.cell(name, what, who, outcome(&state, &command, &facts));
            }
            let all = OTHER_STAFF.map(|role| outcome(&state, &command, &facts(actor("other-staff", &[role]), day)));
            assert!(all.iter().all(|one| *one == all[0]), "{what} in {name}: {all:?}");
        }
    }
    table.keep(env!("CARGO_MANIFEST_DIR"), "tables/agreement.md");
}
