use dars_intake_domain::Membership;
use dars_intake_domain::enquiry::{Command, Enquirer, Event, Facts, Other, State, decide, evolve, permitted};
use dars_messages::requests::intake::NoIncident;
use dars_tables::Table;
use dars_vocabulary::{
    Actor, EnquiryRef, MembershipRole, StaffRole,
    code::{Channel, ClosingReason, EnquiryTopic, Signpost, Team},
};
use jiff::{SignedDuration, Timestamp};

use super::outcome;
use crate::people::{machine, membership, nic, northmere, now, person, signed_in, system};

fn raise(channel: Channel) -> Command {
    Command::Raise {
        enquiry: EnquiryRef::allot(2026, 412),
        channel,
        topic: EnquiryTopic::NewDataRequest,
        enquirer: Enquirer {
            name: "Ada Fenn".to_owned(),
            email: "ada@northmere.example".to_owned(),
            organisation: None,
        },
        purpose: "Stroke data.".to_owned(),
        more: Box::default(),
    }
}

fn text() -> String {
    "Words.".to_owned()
}

fn other() -> EnquiryRef {
    EnquiryRef::allot(2026, 7)
}

pub fn facts(actor: Actor, now: Timestamp) -> Facts {
    Facts {
        organisation_known: true,
        lead_memberships: vec![membership(MembershipRole::Lead)],
        other: Other::Open,
        ..Facts::by(actor, now, now)
    }
}

/// Every command, and each of its variants that someone may and someone else may not.
pub fn commands() -> Vec<(&'static str, Command)> {
    let convert = Command::Convert { organisation: northmere(), lead: person("lea"), nic: nic() };
    vec![
        ("Raise (web)", raise(Channel::Web)),
        ("Raise (phone)", raise(Channel::Phone)),
        ("Triage", Command::Triage),
        ("Route (as suggested)", Command::Route { team: Team::DataApplications, reason: None }),
        ("Route (elsewhere)", Command::Route { team: Team::Agreements, reason: None }),
        ("Route (elsewhere, with a reason)", Command::Route { team: Team::Agreements, reason: Some(text()) }),
        ("GiveBack", Command::GiveBack { reason: text() }),
        ("Assign (to themself)", Command::Assign { to: person("sid") }),
        ("Assign (to someone else)", Command::Assign { to: person("kit") }),
        ("Merge", Command::Merge { into: other() }),
        ("Merge (into itself)", Command::Merge { into: EnquiryRef::allot(2026, 412) }),
        ("TakeIn", Command::TakeIn { other: other() }),
        ("AddMessage", Command::AddMessage { text: text() }),
        ("AddMail", Command::AddMail { text: text(), numbers_removed: 1 }),
        ("Ask", Command::Ask { text: text() }),
        ("Answer", Command::Answer { text: text() }),
        ("Signpost", Command::Signpost { to: vec![Signpost::PublishedStatistics], text: None }),
        ("Signpost (with words)", Command::Signpost { to: vec![Signpost::Sde], text: Some(text()) }),
        ("Close", Command::Close { reason: ClosingReason::Settled }),
        ("MarkDuplicate", Command::MarkDuplicate { of: other() }),
        ("MarkDuplicate (of itself)", Command::MarkDuplicate { of: EnquiryRef::allot(2026, 412) }),
        ("Reopen", Command::Reopen { reason: text() }),
        ("Convert", convert),
        ("ConfirmIncident", Command::ConfirmIncident),
        ("RuleOutIncident", Command::RuleOutIncident { reason: NoIncident::OnlyAsked }),
        ("DatesPassed", Command::DatesPassed),
    ]
}

/// Everyone who may ask, the enquirer among them.
fn everyone() -> Vec<(&'static str, Actor)> {
    let staff = |role| signed_in("sid", &[role]);
    let every = [StaffRole::TriageOfficer, StaffRole::Expert, StaffRole::CaseOfficer];
    vec![
        ("the public", Actor::public()),
        ("a machine", machine("client", &every)),
        ("the enquirer's machine", machine("ada", &[])),
        ("the system", system()),
        ("a stranger", signed_in("eve", &[])),
        ("the enquirer", signed_in("ada", &[])),
        ("an enquirer who is a triage officer now", signed_in("ada", &[StaffRole::TriageOfficer])),
        ("a triage officer", staff(StaffRole::TriageOfficer)),
        ("an expert", staff(StaffRole::Expert)),
        ("an expert on agreements", staff(StaffRole::ExpertAgreements)),
        ("a case officer", staff(StaffRole::CaseOfficer)),
        ("an incident lead", staff(StaffRole::IncidentLead)),
        ("a team manager", staff(StaffRole::TeamManager)),
        ("an approver", staff(StaffRole::Approver)),
        ("an operator", staff(StaffRole::Operator)),
    ]
}

fn after(state: State, command: Command, actor: Actor) -> State {
    decide(&state, command, &facts(actor, now()))
        .unwrap()
        .iter()
        .fold(state, |state, event| evolve(state, event).unwrap())
}

/// Each state, and the instant at which it is asked: `AWAITING_ENQUIRER` also after its last day, before any sweep.
pub fn states() -> Vec<(&'static str, State, Timestamp)> {
    let triage = || signed_in("sid", &[StaffRole::TriageOfficer]);
    let new = after(State::Absent, raise(Channel::Web), signed_in("ada", &[]));
    let from_new = |command| after(new.clone(), command, triage());
    let with_expert = from_new(Command::Route { team: Team::DataApplications, reason: None });
    let awaiting = after(with_expert.clone(), Command::Ask { text: text() }, triage());
    let late = now() + SignedDuration::from_hours(24 * 60);
    let decided = decide(&awaiting, Command::DatesPassed, &facts(system(), late)).unwrap();
    let silent = decided.iter().fold(awaiting.clone(), |state, event| evolve(state, event).unwrap());
    let signpost = Command::Signpost { to: vec![Signpost::PublishedStatistics], text: None };
    let convert = || Command::Convert { organisation: northmere(), lead: person("lea"), nic: nic() };
    let telling = Command::AddMessage { text: "A folder was found that belongs to another hospital.".to_owned() };
    let suspected = after(new.clone(), telling, signed_in("ada", &[]));
    assert!(suspected.asked().is_some_and(|asked| asked.suspicion.is_some()));
    let elsewhere = from_new(Command::Route { team: Team::Agreements, reason: Some(text()) });
    let incident = Command::Route { team: Team::Incident, reason: Some(text()) };
    let assign = Command::Assign { to: person("sid") };
    vec![
        ("ABSENT", State::Absent, now()),
        ("NEW", new.clone(), now()),
        ("TRIAGED", from_new(Command::Triage), now()),
        ("WITH_EXPERT", with_expert.clone(), now()),
        ("WITH_EXPERT (Agreements)", elsewhere, now()),
        ("WITH_EXPERT (Incident)", from_new(incident), now()),
        ("WITH_EXPERT (an officer has it)", after(with_expert.clone(), assign, triage()), now()),
        ("WITH_EXPERT (late)", with_expert.clone(), late),
        ("DUPLICATE (merged)", after(with_expert.clone(), Command::Merge { into: other() }, triage()), now()),
        ("AWAITING_ENQUIRER", awaiting.clone(), now()),
        ("AWAITING_ENQUIRER (too long)", awaiting, late),
        ("SIGNPOSTED", from_new(signpost), now()),
        ("ANSWERED", from_new(Command::Answer { text: text() }), now()),
        ("DUPLICATE", from_new(Command::MarkDuplicate { of: other() }), now()),
        ("CLOSED_NO_REPLY", silent, late),
        ("CLOSED", from_new(Command::Close { reason: ClosingReason::Settled }), now()),
        ("CONVERTED", from_new(convert()), now()),
        ("NEW (may be an incident)", suspected.clone(), now()),
        ("ANSWERED (may be an incident)", after(suspected.clone(), Command::Answer { text: text() }, triage()), now()),
        ("CONVERTED (may be an incident)", after(suspected, convert(), triage()), now()),
    ]
}

/// The action of the API by which a command comes.
fn action(command: &Command) -> Option<&'static str> {
    Some(match command {
        Command::Triage => "triage-enquiry",
        Command::Route { .. } => "route-enquiry",
        Command::GiveBack { .. } => "give-back-enquiry",
        Command::Assign { .. } => "assign-enquiry",
        Command::Merge { .. } => "merge-enquiry",
        Command::AddMessage { .. } => "add-message",
        Command::Ask { .. } => "ask-enquirer",
        Command::Answer { .. } => "answer-enquiry",
        Command::Signpost { .. } => "signpost-enquiry",
        Command::Close { .. } => "close-enquiry",
        Command::MarkDuplicate { .. } => "mark-duplicate",
        Command::Reopen { .. } => "reopen-enquiry",
        Command::Convert { .. } => "convert-enquiry",
        Command::ConfirmIncident => "confirm-incident",
        Command::RuleOutIncident { .. } => "rule-out-incident",
        // Raising is asked of no enquiry; the others are nobody's to ask for.
        Command::Raise { .. } | Command::AddMail { .. } | Command::TakeIn { .. } | Command::DatesPassed => return None,
    })
}

#[test]
fn what_is_permitted_is_what_decide_accepts_over_the_whole_table() {
    for (state_name, state, at) in states() {
        for (who, actor) in everyone() {
            let permitted = permitted(&state, &actor, (false, None), at, at);
            let own = [("Assign (to whoever asks)", Command::Assign { to: actor.id })];
            let mut accepted: Vec<&str> = commands()
                .into_iter()
                .chain(own)
                .filter_map(|(_, command)| {
                    let action = action(&command)?;
                    // The lead is a member whenever it is asked: who may is compared, not with what.
                    let lead = Membership { until: None, ..membership(MembershipRole::Lead) };
                    let facts = Facts { lead_memberships: vec![lead], ..facts(actor.clone(), at) };
                    decide(&state, command, &facts).is_ok().then_some(action)
                })
                .collect();
            accepted.sort_unstable();
            accepted.dedup();
            let mut listed = permitted.clone();
            listed.sort_unstable();
            assert_eq!(listed, accepted, "{state_name}, {who}");
        }
    }
}

#[test]
fn the_table_of_enquiry_is_as_committed() {
    let mut table = Table::of("enquiry");
    for (command_name, command) in commands() {
        for (state_name, state, at) in states() {
            for (who, actor) in everyone() {
                let decided = decide(&state, command.clone(), &facts(actor, at));
                let cell = outcome(&state, decided, evolve, Event::name, State::name);
                table.cell(state_name, command_name, who, cell);
            }
        }
    }
    table.keep(env!("CARGO_MANIFEST_DIR"), "tables/enquiry.md");
}
