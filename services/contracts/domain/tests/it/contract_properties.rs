//! Random histories of framework contracts and service agreements: no panic, no impossible event, and their promises.

use dars_contracts_domain::{
    framework_contract::{self as fc, successions},
    service_agreement as sa,
};
use dars_messages::facts::contracts::Side;
use dars_vocabulary::{Actor, ActorKind, calendar::days_after, code::TerminationReason, london_date};
use jiff::civil::Date;
use proptest::{prelude::*, test_runner::RngSeed};

use super::{papers::*, world::actor};

const CONTRACTS: [&str; 3] = [CONTRACT, NEWER, "CON-100003-A1B2C"];

fn day(number: i64) -> Date {
    days_after(FROM, number)
}

fn config() -> ProptestConfig {
    ProptestConfig { cases: 400, rng_seed: RngSeed::Fixed(31), failure_persistence: None, ..ProptestConfig::default() }
}

fn who(number: u8, usual: Actor) -> Actor {
    match number {
        0 => Actor { kind: ActorKind::Machine, ..everywhere() },
        1 => Actor::public(),
        2 => system(),
        3 => everywhere(),
        4 => officer(),
        5 => actor("lead", &[]),
        _ => usual,
    }
}

fn framework_command(kind: u8, state: &fc::State, contract: &str, start: i64, length: i64) -> (fc::Command, Actor) {
    let (from, to) = (day(start), day(start + length));
    match kind {
        0 => (fc::Command::Record(terms_of(contract, from, to)), system()),
        1 => {
            let organisation = terms().organisation;
            (fc::Command::Request { contract: contract.parse().unwrap(), organisation }, actor("lead", &[]))
        }
        2 => (draft(from, to), officer()),
        3 => (issue(state), officer()),
        4 | 5 => (sign(Side::Organisation), signatory()),
        6 | 7 => (sign(Side::Body), body_signatory()),
        8 => (fc::Command::Terminate { reason: TerminationReason::OwnRequest, note: None }, officer()),
        _ => (fc::Command::DatesPassed, system()),
    }
}

/// One contract, with what was written of it.
#[derive(Default)]
struct Paper {
    state: fc::State,
    journal: Vec<String>,
}

impl Paper {
    fn take(&mut self, command: fc::Command, facts: &fc::Facts) -> Vec<&'static str> {
        let Ok(events) = fc::decide(&self.state, command, facts) else { return Vec::new() };
        for event in &events {
            self.state = fc::evolve(self.state.clone(), event).expect("decide yields only what evolve accepts");
            self.journal.push(serde_json::to_string(event).unwrap());
        }
        events.iter().map(fc::Event::name).collect()
    }
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn no_two_contracts_of_an_organisation_are_in_force_on_one_day(
        mut steps in prop::collection::vec((0..14_u8, 0..3_usize, 0..30_u8, 0..400_i64, -1..500_i64, 0..600_i64), 1..60)
    ) {
        steps.sort_by_key(|step| step.5);
        let mut papers: [Paper; 3] = Default::default();
        for (kind, at, asker, start, length, on) in steps {
            let today = day(on);
            let (command, usual) = framework_command(kind, &papers[at].state, CONTRACTS[at], start, length);
            let facts = framework_facts(who(asker, usual), today);
            let sweep = command == fc::Command::DatesPassed && facts.actor.kind == ActorKind::System;
            let due = fc::next_due(&papers[at].state);
            let told = papers[at].take(command, &facts);
            prop_assert_eq!(sweep && !told.is_empty(), sweep && due.is_some_and(|due| due <= london_date(facts.now)));
            // What the service does in the same transaction: who takes whose place is settled anew.
            let standing: Vec<_> = papers.iter().filter_map(|paper| paper.state.signed().cloned()).collect();
            for (contract, successor) in successions(&standing) {
                let paper = papers.iter_mut().find(|paper| paper.state.contract() == Some(&contract)).unwrap();
                paper.take(fc::Command::Succeed(successor), &framework_facts(system(), today));
            }
            for ahead in 0..700 {
                let on = days_after(today, ahead);
                let in_force = papers.iter().filter(|paper| fc::is_active_on(&paper.state, on)).count();
                prop_assert!(in_force <= 1, "{in_force} on {on}");
            }
        }
        for paper in &papers {
            let folded = paper.journal.iter().fold(fc::State::default(), |state, line| {
                fc::evolve(state, &serde_json::from_str(line).unwrap()).unwrap()
            });
            prop_assert_eq!(&folded, &paper.state);
            let stored: fc::State = serde_json::from_str(&serde_json::to_string(&paper.state).unwrap()).unwrap();
            prop_assert_eq!(&stored, &paper.state, "a state reads back as stored");
            for once in ["framework_contract_activated", "framework_contract_expiring", "framework_contract_ended"] {
                prop_assert!(paper.journal.iter().filter(|line| line.contains(once)).count() <= 1, "{} twice", once);
            }
            let mut signatories: Vec<_> = paper.state.signatures().iter().map(|given| given.signatory).collect();
            signatories.dedup();
            prop_assert_eq!(signatories.len(), paper.state.signatures().len(), "one person, one signature");
        }
    }

    #[test]
    fn any_history_of_a_service_agreement_keeps_its_promises(
        mut steps in prop::collection::vec((0..14_u8, 0..30_u8, 0..400_i64, 0..40_u8), 1..60)
    ) {
        steps.sort_by_key(|step| step.2);
        let mut over = false;
        let mut running = sa::State::default();
        let mut journal: Vec<String> = Vec::new();
        for (kind, asker, on, ends) in steps {
            let today = day(on);
            let (command, usual) = match kind {
                0 | 1 => (quote(), officer()),
                2 | 3 => (sa::Command::Order, actor("lead", &[])),
                4 | 5 => (sign_service(Side::Organisation), signatory()),
                6 | 7 => (sign_service(Side::Body), body_signatory()),
                8 => (sa::Command::Provision, officer()),
                9 => (sa::Command::Activate, officer()),
                10 => (users(&["analyst", "partner-analyst"]), actor("administrator", &[])),
                _ => (sa::Command::DatesPassed, system()),
            };
            let mut facts = service_facts(who(asker, usual), today);
            over = over || ends == 0;
            if over {
                facts.agreement = Some(sa::Parent { standing: sa::Standing::Over, ended_on: Some(today), ..parent() });
            }
            let sweep = command == sa::Command::DatesPassed && facts.actor.kind == ActorKind::System;
            let due = sa::next_due(&running);
            let Ok(events) = sa::decide(&running, command, &facts) else { continue };
            prop_assert!(over || (sweep && !events.is_empty()) == (sweep && due.is_some_and(|due| due <= today)));
            for event in &events {
                running = sa::evolve(running, event).expect("decide yields only what evolve accepts");
                journal.push(serde_json::to_string(event).unwrap());
            }
            if sa::is_active_on(&running, today) {
                prop_assert_eq!(running.signatures().len(), 2);
                prop_assert_ne!(running.signatures()[0].signatory, running.signatures()[1].signatory);
            }
            prop_assert!(running.users().is_empty() || running.signatures().len() == 2);
            let stored: sa::State = serde_json::from_str(&serde_json::to_string(&running).unwrap()).unwrap();
            prop_assert_eq!(&stored, &running, "a state reads back as stored");
        }
        let folded = journal.iter().fold(sa::State::default(), |state, line| {
            sa::evolve(state, &serde_json::from_str(line).unwrap()).unwrap()
        });
        prop_assert_eq!(folded, running);
    }
}
