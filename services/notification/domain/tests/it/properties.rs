//! Generated histories: whatever is asked by whomever on whatever day, the promises hold.

use std::collections::BTreeSet;

use dars_notification_domain::plan::{Command, Edition, EndReason, Event, State, decide, evolve, next_due};
use dars_vocabulary::{ActorKind, DocumentVersion, calendar::days_after};
use jiff::civil::{Date, date};
use proptest::{prelude::*, test_runner::RngSeed};

use super::plan::{facts, plan};

const DAY_ZERO: Date = date(2026, 1, 20);

fn command() -> impl Strategy<Value = Command> {
    let version = || (1..4_u16).prop_map(|major| DocumentVersion { major, minor: 0 });
    let edition = || version().prop_map(Edition::Version);
    let reason = prop_oneof![Just(EndReason::Superseded), Just(EndReason::Ended), Just(EndReason::Settled)];
    // Few dates, so that versions share some.
    let counts_to = prop_oneof![Just(200_i64), Just(230), 0..500_i64];
    prop_oneof![
        3 => (version(), counts_to).prop_map(|(version, days)| Command::Plan(plan(version.major, days_after(DAY_ZERO, days)))),
        1 => (prop::option::of(edition()), reason).prop_map(|(edition, reason)| Command::End { edition, reason }),
        1 => edition().prop_map(|edition| Command::Settle { track: plan(1, DAY_ZERO).track, edition }),
        5 => Just(Command::DatesPassed),
    ]
}

fn config() -> ProptestConfig {
    ProptestConfig { cases: 600, rng_seed: RngSeed::Fixed(15), failure_persistence: None, ..ProptestConfig::default() }
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn any_history_of_a_plan_reaches_no_rung_twice(
        mut steps in prop::collection::vec((command(), 0..500_i64, 0..12_u8), 1..25), in_order in prop::bool::weighted(0.7)
    ) {
        if in_order {
            steps.sort_by_key(|(_, day, _)| *day);
        }
        let mut running = State::default();
        let mut journal: Vec<String> = Vec::new();
        let mut reached: BTreeSet<(Date, i32)> = BTreeSet::new();
        for (command, day, who) in steps {
            let day = days_after(DAY_ZERO, day);
            let mut facts = facts(day);
            if who == 0 {
                facts.actor.kind = ActorKind::Person;
            }
            let sweep = who != 0 && command == Command::DatesPassed;
            let due = next_due(&running);
            let settled = match &command {
                Command::Settle { edition, .. } if who != 0 => Some(*edition),
                _ => None,
            };
            let Ok(events) = decide(&running, command, &facts) else { continue };
            prop_assert_eq!(sweep && !events.is_empty(), sweep && due.is_some_and(|due| due <= day));
            for event in &events {
                if let Event::RungReached(rung) = event {
                    prop_assert!(reached.insert((rung.counts_to, rung.days_before)), "a rung twice");
                    let falls_on = days_after(rung.counts_to, -i64::from(rung.days_before));
                    prop_assert!(falls_on <= day, "a rung too early");
                }
                running = evolve(running, event).expect("decide yields only what evolve accepts");
                journal.push(serde_json::to_string(event).unwrap());
            }
            if let Some(settled) = settled {
                let open = matches!(&running, State::Running(open) if open.plan.edition <= settled);
                prop_assert!(!open, "settled, and still reminded of");
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
