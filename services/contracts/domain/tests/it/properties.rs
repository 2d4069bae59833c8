//! Whatever is asked of an agreement, by whomever and in whatever order: its promises hold.

use std::collections::BTreeMap;

use dars_contracts_domain::{
    agreement::{self, Command, DECLARING, Declaration, Event, State, as_of, decide, evolve, in_force_on, next_due},
    mandate::Mandate,
    rules::v31::v31,
};
use dars_messages::facts::contracts::Side;
use dars_vocabulary::{
    Actor, ActorKind, DocumentVersion, PersonId, StaffRole,
    calendar::days_after,
    code::{DestructionMethod, SuspensionReason, TerminationReason},
};
use jiff::{
    ToSpan,
    civil::{Date, date},
};
use proptest::{prelude::*, test_runner::RngSeed};

use super::world::{self, APPLICANT, BODY, HOST, PARTNER, SHA, certificate, organisation, person, technical_now};

const PEOPLE: [&str; 4] = ["ada", "ben", "cleo", "dev"];
const ORGANISATIONS: [&str; 3] = [APPLICANT, PARTNER, BODY];
const HOLDERS: [&str; 3] = [APPLICANT, PARTNER, HOST];
const DAY_ZERO: Date = date(2026, 1, 20);

#[derive(Clone, Debug)]
enum Ask {
    Draft { minor: u16, partner: bool },
    DraftNext { partner: bool },
    Issue { start_in: i64, days: i64, honest: bool },
    Sign { right_hash: bool, side: Side, organisation: usize },
    Suspend,
    Reinstate,
    Terminate,
    Meet(u32),
    Submit { parties: usize, days_ago: i64, backups_in: Option<i64> },
    Accept(u32),
    Query(u32),
    DatesPassed,
}

#[derive(Clone, Debug)]
struct Step {
    ask: Ask,
    kind: ActorKind,
    person: usize,
    roles: Vec<StaffRole>,
    signed_in_seconds_ago: Option<i64>,
    day: i64,
    authority_until: Option<i64>,
    approved_by: Option<usize>,
    contracts: bool,
}

fn ask() -> impl Strategy<Value = Ask> {
    prop_oneof![
        2 => (1..5_u16, any::<bool>()).prop_map(|(minor, partner)| Ask::Draft { minor, partner }),
        2 => (-2..40_i64, -1..420_i64, prop::bool::weighted(0.9))
            .prop_map(|(start_in, days, honest)| Ask::Issue { start_in, days, honest }),
        6 => (prop::bool::weighted(0.95), any::<bool>(), 0..3_usize).prop_map(|(right_hash, body, organisation)| {
            let body = body || organisation == 2;
            let side = if body { Side::Body } else { Side::Organisation };
            Ask::Sign { right_hash, side, organisation: if body { 2 } else { organisation } }
        }),
        3 => Just(Ask::Suspend),
        6 => Just(Ask::Reinstate),
        1 => Just(Ask::Terminate),
        1 => (1..4_u32).prop_map(Ask::Meet),
        8 => (prop_oneof![1 => 1..8_usize, 1 => Just(5)], -1..3_i64, prop::option::weighted(0.8, 0..30_i64))
            .prop_map(|(parties, days_ago, backups_in)| Ask::Submit { parties, days_ago, backups_in }),
        8 => (0..3_u32).prop_map(Ask::Accept),
        1 => (0..3_u32).prop_map(Ask::Query),
        6 => Just(Ask::DatesPassed),
    ]
}

fn step() -> impl Strategy<Value = Step> {
    let kind = prop_oneof![
        16 => Just(None),
        1 => Just(Some(ActorKind::Machine)),
        1 => Just(Some(ActorKind::Public)),
        1 => Just(Some(ActorKind::System)),
        1 => Just(Some(ActorKind::Person)),
    ];
    let roles = prop_oneof![
        4 => Just(vec![StaffRole::CaseOfficer, StaffRole::BodySignatory]),
        1 => Just(vec![StaffRole::BodySignatory]),
        1 => Just(vec![StaffRole::IncidentLead]),
        1 => Just(vec![]),
    ];
    let signed_in = prop_oneof![8 => Just(Some(60)), 1 => Just(None), 1 => (-100..600_i64).prop_map(Some)];
    (
        ask(),
        kind,
        0..4_usize,
        roles,
        signed_in,
        pace(),
        proptest::option::weighted(0.1, 0..900_i64),
        prop_oneof![9 => (0..4_usize).prop_map(Some), 1 => Just(None)],
        prop::bool::weighted(0.9),
    )
        .prop_map(
            |(ask, kind, person, roles, signed_in_seconds_ago, day, authority_until, approved_by, contracts)| {
                let usual = match ask {
                    Ask::Draft { .. } | Ask::DraftNext { .. } | Ask::DatesPassed => ActorKind::System,
                    _ => ActorKind::Person,
                };
                let kind = kind.unwrap_or(usual);
                Step { ask, kind, person, roles, signed_in_seconds_ago, day, authority_until, approved_by, contracts }
            },
        )
}

fn command(state: &State, ask: &Ask, day: Date, fresh: u32) -> Command {
    match ask {
        Ask::Draft { minor, partner } => {
            let controllers: &[&str] = if *partner { &[APPLICANT, PARTNER] } else { &[APPLICANT] };
            let application_version = DocumentVersion { major: 0, minor: *minor };
            Command::Draft(agreement::Approved { application_version, ..world::draft(controllers) })
        }
        Ask::DraftNext { partner } => {
            let minor = state.application().map_or(1, |(version, _)| version.minor + 1);
            command(state, &Ask::Draft { minor, partner: *partner }, day, fresh)
        }
        Ask::Issue { start_in, days, honest } => {
            let start = days_after(day, *start_in);
            let end = days_after(start, *days);
            let terms = agreement::Overrides { start: Some(start), end: Some(end), territory: None };
            let drafted = world::drafted(&[APPLICANT]);
            let from = agreement::document(state, &terms, &organisation(BODY), day)
                .or_else(|_| agreement::document(&drafted, &terms, &organisation(BODY), day));
            let mut document = Box::new(from.unwrap());
            if !honest {
                document.applicant = organisation(PARTNER);
            }
            Command::Issue { document, sha256: SHA.to_owned() }
        }
        Ask::Sign { right_hash, side, organisation: at } => Command::Sign {
            sha256: if *right_hash { SHA.to_owned() } else { "0".repeat(64) },
            side: *side,
            organisation: organisation(ORGANISATIONS[*at]),
        },
        Ask::Suspend => Command::Suspend { reason: SuspensionReason::Breach, note: None },
        Ask::Reinstate => world::reinstate(),
        Ask::Terminate => Command::Terminate { reason: TerminationReason::OwnRequest, note: None },
        Ask::Meet(number) => world::meet(*number),
        Ask::Submit { parties, days_ago, backups_in } => Command::SubmitCertificate(Declaration {
            certificate: certificate(fresh),
            parties: (0..3).filter(|at| parties & (1 << at) != 0).map(|at| organisation(HOLDERS[at])).collect(),
            method: DestructionMethod::SecureErase,
            destroyed_on: days_after(day, -days_ago),
            backups_cleared_on: backups_in.map(|days| days_after(day, days)),
            exceptions: None,
            declared_as: "Data manager".to_owned(),
        }),
        // The last certificate, or one not long before it.
        Ask::Accept(before) => world::accept(fresh.saturating_sub(1 + before)),
        Ask::Query(before) => world::query(fresh.saturating_sub(1 + before)),
        Ask::DatesPassed => Command::DatesPassed,
    }
}

fn facts(step: &Step, day: Date) -> agreement::Facts {
    let id: PersonId = person(PEOPLE[step.person]);
    let actor = Actor {
        id,
        kind: step.kind,
        roles: step.roles.clone(),
        signed_in_at: step.signed_in_seconds_ago.map(|ago| technical_now() - ago.seconds()),
    };
    let mut facts = world::facts(actor, day);
    let until = step.authority_until.map(|days| days_after(DAY_ZERO, days));
    let mandate = |code: &&str| Mandate { person: id, from: DAY_ZERO, until, ..world::mandate("ada", code) };
    facts.authorities = ORGANISATIONS.iter().map(mandate).collect();
    if let Ask::Submit { .. } = step.ask {
        let roles = DECLARING.to_vec();
        facts.memberships = HOLDERS.iter().map(|code| Mandate { roles: roles.clone(), ..mandate(code) }).collect();
    } else if let Ask::Meet(_) | Ask::Accept(_) | Ask::Query(_) = step.ask {
        facts.authorities.clear();
    }
    facts.approved_by = step.approved_by.map(|at| person(PEOPLE[at]));
    if !step.contracts {
        facts.known.framework_contracts = Some(Vec::new());
    }
    facts
}

fn config() -> ProptestConfig {
    ProptestConfig { cases: 400, rng_seed: RngSeed::Fixed(24), failure_persistence: None, ..ProptestConfig::default() }
}

/// What someone asks, or the whole road from an approval to its signatures, by people who may.
#[derive(Clone, Debug)]
enum Move {
    One(Step),
    Road { day: i64, partner: bool, start_in: i64, days: i64, signatures: usize },
}

fn moves() -> impl Strategy<Value = Move> {
    prop_oneof![
        9 => step().prop_map(Move::One),
        2 => (pace(), any::<bool>(), 0..40_i64, 30..420_i64, prop_oneof![5 => Just(3_usize), 1 => 0..3_usize])
            .prop_map(|(day, partner, start_in, days, signatures)| {
                Move::Road { day, partner, start_in, days, signatures }
            }),
    ]
}

/// How many days after the move before it.
fn pace() -> impl Strategy<Value = i64> {
    prop_oneof![6 => 0..3_i64, 3 => 3..40_i64, 1 => 40..140_i64, 1 => -20..0_i64]
}

/// The steps of all moves, each on its day.
fn steps(moves: Vec<Move>, in_order: bool) -> Vec<Step> {
    let mut today = 0;
    let mut steps = Vec::new();
    for next in moves {
        let (Move::One(Step { day: pace, .. }) | Move::Road { day: pace, .. }) = next;
        today += if in_order { pace.max(0) } else { pace };
        match next {
            Move::One(step) => steps.push(Step { day: today, ..step }),
            Move::Road { partner, start_in, days, signatures, day: _ } => {
                let by = |ask, kind, person| Step {
                    ask,
                    kind,
                    person,
                    roles: vec![StaffRole::CaseOfficer, StaffRole::BodySignatory],
                    signed_in_seconds_ago: Some(60),
                    day: today,
                    authority_until: None,
                    approved_by: Some(3),
                    contracts: true,
                };
                steps.push(by(Ask::DraftNext { partner }, ActorKind::System, 0));
                steps.push(by(Ask::Issue { start_in, days, honest: true }, ActorKind::Person, 0));
                let signed = [(0, Side::Organisation), (1, Side::Organisation), (2, Side::Body)];
                for (at, side) in signed.into_iter().take(signatures) {
                    let ask = Ask::Sign { right_hash: true, side, organisation: at };
                    steps.push(by(ask, ActorKind::Person, at));
                }
            }
        }
    }
    steps
}

/// What a reader of the events alone would know.
#[derive(Default)]
struct Model {
    void_on: Option<Date>,
    signed_on: Option<Date>,
    suspended: bool,
    proposed_by: Option<PersonId>,
    start: Option<Date>,
    in_order: bool,
    /// Each version that came into force: its first and its last day.
    terms: BTreeMap<DocumentVersion, (Date, Date)>,
    told: BTreeMap<(&'static str, DocumentVersion), u32>,
}

impl Model {
    fn heard(&mut self, event: &Event, step: &Step, day: Date) -> Result<(), TestCaseError> {
        match event {
            Event::AgreementIssued(issued) => {
                prop_assert!(step.contracts, "issued without a framework contract");
                (self.void_on, self.start) = (Some(issued.void_on), Some(issued.start));
            }
            Event::AgreementSignatureRecorded { signature, .. } => {
                prop_assert_eq!(step.kind, ActorKind::Person);
                prop_assert!(step.signed_in_seconds_ago.is_some_and(|ago| ago < 300));
                prop_assert!(self.void_on.is_some_and(|void_on| day < void_on), "void and signed");
                let approver = step.approved_by.map(|at| person(PEOPLE[at]));
                prop_assert!(
                    signature.party.side != Side::Body || approver.is_some_and(|by| by != signature.signatory)
                );
            }
            Event::AgreementSigned { signed_on, .. } => self.signed_on = Some(*signed_on),
            Event::AgreementVoided { voided_on, .. } => prop_assert!(*voided_on <= day),
            Event::AgreementSuperseded { about, by } => {
                prop_assert!(*by > about.version);
                let begins = self.signed_on.unwrap().max(self.start.unwrap());
                let last = self.terms.get_mut(&about.version).unwrap();
                last.1 = last.1.min(days_after(begins, -1));
            }
            Event::AgreementActivated { about, start, end, .. } => {
                let begins = self.signed_on.unwrap().max(*start);
                let clear = self.terms.values().all(|(_, last)| *last < begins);
                prop_assert!(clear || !self.in_order, "two versions in force on one day");
                prop_assert!(self.terms.insert(about.version, (begins, *end)).is_none());
            }
            Event::AgreementTerminated { about, ended } => {
                let last = self.terms.get_mut(&about.version).unwrap();
                last.1 = last.1.min(ended.ended_on);
            }
            Event::AgreementSuspended { .. } => {
                self.suspended = true;
                self.proposed_by = None;
            }
            Event::ReinstatementProposed { proposal, .. } => self.proposed_by = Some(proposal.by),
            Event::AgreementReinstated { by, .. } => {
                prop_assert!(self.suspended);
                prop_assert!(self.proposed_by.is_some_and(|first| first != *by), "one alone gave access back");
                self.suspended = false;
            }
            _ => {}
        }
        Ok(())
    }
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn any_history_of_an_agreement_keeps_its_promises(
        moves in prop::collection::vec(moves(), 1..60),
        in_order in prop::bool::weighted(0.85),
    ) {
        let steps = steps(moves, in_order);
        let mut running = State::default();
        let mut journal: Vec<String> = Vec::new();
        let mut model = Model { in_order, ..Model::default() };
        let mut fresh = 0;
        for step in &steps {
            let day = days_after(DAY_ZERO, step.day);
            let command = command(&running, &step.ask, day, fresh + 1);
            let facts = facts(step, day);
            let sweep = command == Command::DatesPassed && step.kind == ActorKind::System;
            let due = next_due(&running);
            let Ok(events) = decide(&running, command, &facts) else { continue };
            prop_assert!(!sweep || events.is_empty() != due.is_some_and(|due| due <= day));
            for event in &events {
                running = evolve(running, event).expect("decide yields only what evolve accepts");
                journal.push(serde_json::to_string(event).unwrap());
                model.heard(event, step, day)?;
                if let Event::AgreementClosed { closed_on, .. } = event {
                    let destruction = running.current().unwrap().stage.destruction().unwrap();
                    prop_assert!(v31(&destruction.parties, &destruction.certificates, *closed_on).is_empty());
                }
                if let Event::CertificateSubmitted { .. } = event {
                    fresh += 1;
                }
                let about = event.name();
                let once = ["agreement_voided", "agreement_activated", "agreement_expiring", "agreement_expired",
                    "agreement_terminated", "destruction_due", "destruction_overdue", "agreement_closed"];
                if once.contains(&about) {
                    let version = running.current().map(|current| current.signed.issued.version)
                        .filter(|_| about != "agreement_voided")
                        .or(running.coming().map(agreement::Coming::version)).unwrap();
                    let told = model.told.entry((about, version)).or_default();
                    *told += 1;
                    prop_assert_eq!(*told, 1, "{} told twice", about);
                }
            }
            if in_force_on(&running, day) {
                let now = as_of(&running, day);
                let signed = &now.current().unwrap().signed;
                let issued = &signed.issued;
                prop_assert!(issued.parties.iter().all(|party| signed.signatures.iter().any(|s| s.party == *party)));
                prop_assert!(issued.start <= day && day <= issued.end);
                prop_assert!(!model.suspended, "suspended and in force");
            }
            for signatures in [running.signatures(), running.coming().map_or(&[][..], agreement::Coming::signatures)] {
                let mut signatories: Vec<_> = signatures.iter().map(|signature| signature.signatory).collect();
                signatories.sort();
                signatories.dedup();
                prop_assert_eq!(signatories.len(), signatures.len(), "one person, one signature");
            }
            let stored: State = serde_json::from_str(&serde_json::to_string(&running).unwrap()).unwrap();
            prop_assert_eq!(&stored, &running, "a state reads back as stored");
        }
        let folded = journal.iter().fold(State::default(), |state, line| {
            evolve(state, &serde_json::from_str(line).unwrap()).unwrap()
        });
        prop_assert_eq!(folded, running);
    }
}
