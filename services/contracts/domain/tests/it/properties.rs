//! Generated histories: whatever is asked by whomever on whatever day, the promises hold.

use dars_contracts_domain::{agreement, framework_contract, mandate::Mandate};
use dars_messages::facts::contracts::Side;
use dars_vocabulary::{Actor, ActorKind, DocumentVersion, PersonId, StaffRole, calendar::days_after, london_date};
use jiff::{
    ToSpan,
    civil::{Date, date},
};
use proptest::{prelude::*, test_runner::RngSeed};

use super::world::{self, APPLICANT, BODY, PARTNER, SHA, organisation, person, technical_now};

const PEOPLE: [&str; 4] = ["ada", "ben", "cleo", "dev"];
const ORGANISATIONS: [&str; 3] = [APPLICANT, PARTNER, BODY];
const DAY_ZERO: Date = date(2026, 1, 20);

#[derive(Clone, Debug)]
enum Ask {
    Draft { minor: u16, partner: bool },
    Issue { start_in: i64, days: i64, honest: bool },
    Sign { right_hash: bool, side: Side, organisation: usize },
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
        2 => (prop_oneof![4 => Just(1_u16), 1 => 1..4_u16], any::<bool>())
            .prop_map(|(minor, partner)| Ask::Draft { minor, partner }),
        3 => (-2..40_i64, -1..420_i64, prop::bool::weighted(0.9))
            .prop_map(|(start_in, days, honest)| Ask::Issue { start_in, days, honest }),
        12 => (prop::bool::weighted(0.95), any::<bool>(), 0..3_usize).prop_map(|(right_hash, body, organisation)| {
            let body = body || organisation == 2;
            let side = if body { Side::Body } else { Side::Organisation };
            Ask::Sign { right_hash, side, organisation: if body { 2 } else { organisation } }
        }),
        4 => Just(Ask::DatesPassed),
    ]
}

fn step() -> impl Strategy<Value = Step> {
    let kind = prop_oneof![
        12 => Just(None),
        1 => Just(Some(ActorKind::Machine)),
        1 => Just(Some(ActorKind::Public)),
        1 => Just(Some(ActorKind::System)),
        1 => Just(Some(ActorKind::Person)),
    ];
    let roles = prop_oneof![
        4 => Just(vec![StaffRole::CaseOfficer, StaffRole::BodySignatory]),
        1 => Just(vec![StaffRole::BodySignatory]),
        1 => Just(vec![]),
    ];
    let signed_in = prop_oneof![8 => Just(Some(60)), 1 => Just(None), 1 => (-100..600_i64).prop_map(Some)];
    (
        ask(),
        kind,
        0..4_usize,
        roles,
        signed_in,
        0..500_i64,
        proptest::option::weighted(0.2, 0..500_i64),
        prop_oneof![9 => (0..4_usize).prop_map(Some), 1 => Just(None)],
        prop::bool::weighted(0.9),
    )
        .prop_map(
            |(ask, kind, person, roles, signed_in_seconds_ago, day, authority_until, approved_by, contracts)| {
                let usual = match ask {
                    Ask::Draft { .. } | Ask::DatesPassed => ActorKind::System,
                    Ask::Issue { .. } | Ask::Sign { .. } => ActorKind::Person,
                };
                let kind = kind.unwrap_or(usual);
                Step { ask, kind, person, roles, signed_in_seconds_ago, day, authority_until, approved_by, contracts }
            },
        )
}

fn command(state: &agreement::State, ask: &Ask, day: Date) -> agreement::Command {
    match ask {
        Ask::Draft { minor, partner } => {
            let controllers: &[&str] = if *partner { &[APPLICANT, PARTNER] } else { &[APPLICANT] };
            let application_version = DocumentVersion { major: 0, minor: *minor };
            agreement::Command::Draft(agreement::Draft { application_version, ..world::draft(controllers) })
        }
        Ask::Issue { start_in, days, honest } => {
            let start = days_after(day, *start_in);
            let end = days_after(start, *days);
            let terms = agreement::Overrides { start: Some(start), end: Some(end), territory: None };
            let from = agreement::document(state, &terms, &organisation(BODY))
                .or_else(|_| agreement::document(&world::drafted(&[APPLICANT]), &terms, &organisation(BODY)));
            let mut document = Box::new(from.unwrap());
            if !honest {
                document.applicant = organisation(PARTNER);
            }
            agreement::Command::Issue { document, sha256: SHA.to_owned() }
        }
        Ask::Sign { right_hash, side, organisation: at } => agreement::Command::Sign {
            sha256: if *right_hash { SHA.to_owned() } else { "0".repeat(64) },
            side: *side,
            organisation: organisation(ORGANISATIONS[*at]),
        },
        Ask::DatesPassed => agreement::Command::DatesPassed,
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
    facts.authorities = ORGANISATIONS
        .iter()
        .map(|code| Mandate { organisation: organisation(code), person: id, from: DAY_ZERO, until })
        .collect();
    facts.approved_by = step.approved_by.map(|at| person(PEOPLE[at]));
    if !step.contracts {
        facts.framework_contracts.clear();
    }
    facts
}

fn config() -> ProptestConfig {
    ProptestConfig { cases: 600, rng_seed: RngSeed::Fixed(24), failure_persistence: None, ..ProptestConfig::default() }
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn any_history_of_an_agreement_keeps_its_promises(mut steps in prop::collection::vec(step(), 1..70), in_order in prop::bool::weighted(0.8)) {
        if in_order {
            steps.sort_by_key(|step| step.day);
        }
        let mut running = agreement::State::default();
        let mut journal: Vec<String> = Vec::new();
        let mut told: Vec<&'static str> = Vec::new();
        for step in &steps {
            let day = days_after(DAY_ZERO, step.day);
            let command = command(&running, &step.ask, day);
            let facts = facts(step, day);
            let sweep = command == agreement::Command::DatesPassed && step.kind == ActorKind::System;
            let due = agreement::next_due(&running);
            let Ok(events) = agreement::decide(&running, command, &facts) else { continue };
            prop_assert_eq!(sweep && !events.is_empty(), sweep && due.is_some_and(|due| due <= day));
            for event in &events {
                running = agreement::evolve(running, event).expect("decide yields only what evolve accepts");
                journal.push(serde_json::to_string(event).unwrap());
                told.push(event.name());
                if let agreement::Event::AgreementSignatureRecorded { signature, .. } = event {
                    prop_assert_eq!(step.kind, ActorKind::Person);
                    prop_assert!(step.signed_in_seconds_ago.is_some_and(|ago| ago < 300));
                    prop_assert!(signature.party.side != Side::Body || facts.approved_by.is_some_and(|by| by != signature.signatory));
                }
            }
            if agreement::in_force_on(&running, day) {
                let issued = running.issued().unwrap();
                prop_assert!(issued.parties.iter().all(|party| running.signatures().iter().any(|s| s.party == *party)));
                prop_assert!(issued.start <= day && day <= issued.end);
            }
            let mut signatories: Vec<_> = running.signatures().iter().map(|signature| signature.signatory).collect();
            signatories.sort();
            signatories.dedup();
            prop_assert_eq!(signatories.len(), running.signatures().len(), "one person, one signature");
            let stored: agreement::State = serde_json::from_str(&serde_json::to_string(&running).unwrap()).unwrap();
            prop_assert_eq!(&stored, &running, "a state reads back as stored");
        }
        let folded = journal.iter().fold(agreement::State::default(), |state, line| {
            agreement::evolve(state, &serde_json::from_str(line).unwrap()).unwrap()
        });
 prop_assert_eq!(folded, running);
        for once in ["agreement_activated", "agreement_expiring", "agreement_expired", "agreement_signed"] {
            prop_assert!(told.iter().filter(|name| **name == once).count() <= 1, "{} told twice", once);
        }
    }

    #[test]
    fn any_history_of_a_framework_contract_folds_to_its_state(
        steps in prop::collection::vec((any::<bool>(), 0..3_u8, 0..40_i64, 0..40_i64, 0..60_i64), 1..12)
    ) {
        let mut running = framework_contract::State::default();
        let mut journal: Vec<String> = Vec::new();
        for (record, kind, start, end, day) in steps {
            let now = world::noon(days_after(DAY_ZERO, day));
            let actor = match kind { 0 => world::actor("ada", &[]), _ => Actor::system("contracts") };
            let facts = framework_contract::Facts { now, technical_now: technical_now(), actor };
            let command = if record {
                framework_contract::Command::Record(framework_contract::Contract {
                    contract: "CON-123456-A1B2C".parse().unwrap(),
                    organisation: organisation(APPLICANT),
                    start: days_after(DAY_ZERO, start),
                    end: days_after(DAY_ZERO, end),
                })
            } else {
                framework_contract::Command::DatesPassed
            };
            let due = framework_contract::next_due(&running);
            let Ok(events) = framework_contract::decide(&running, command, &facts) else { continue };
            prop_assert!(record || events.is_empty() != due.is_some_and(|due| due <= london_date(now)));
            for event in &events {
                running = framework_contract::evolve(running, event).expect("decide yields only what evolve accepts");
                journal.push(serde_json::to_string(event).unwrap());
            }
        }
        let folded = journal.iter().fold(framework_contract::State::default(), |state, line| {
            framework_contract::evolve(state, &serde_json::from_str(line).unwrap()).unwrap()
        });
        prop_assert_eq!(folded, running);
    }
}
