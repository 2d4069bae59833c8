//! Generated histories: whatever is asked by whomever, the promises hold.

use dars_register_domain::entry::{Command, Entry, State, decide, evolve, public_view};
use dars_vocabulary::{Actor, ActorKind, DocumentVersion, Sealed, StaffRole, calendar::days_after};
use proptest::{prelude::*, test_runner::RngSeed};

use super::world::{self, START, document, entry_of};

fn command() -> impl Strategy<Value = Command> {
    let version =
        prop_oneof![9 => Just(DocumentVersion::FIRST_ISSUE), 1 => Just(DocumentVersion { major: 2, minor: 0 })];
    let text = prop_oneof![6 => Just("Stroke outcomes".to_owned()), 1 => Just("test".to_owned()), 2 => ".{0,40}"];
    (0..4_u8, version, text, prop::bool::weighted(0.1), any::<bool>()).prop_map(
        |(which, version, text, redacted, tick)| {
            let mut document = document();
            document.version = version;
            document.content.title = Some(text);
            let (nic, ended_on) = (document.nic.clone(), document.end);
            match which {
                0 if redacted => {
                    Command::ReceiveVersion(Entry { document: Sealed::Redacted("00".repeat(32)), ..entry_of(document) })
                }
                0 => Command::ReceiveVersion(entry_of(document)),
                1 => Command::AgreementInForce { nic, version },
                2 => Command::AgreementEnded { nic, version, ended_on },
                _ => Command::Publish { no_personal_names: tick },
            }
        },
    )
}

fn actor() -> impl Strategy<Value = Option<Actor>> {
    let kind = prop_oneof![
        Just(ActorKind::Person),
        Just(ActorKind::Machine),
        Just(ActorKind::Public),
        Just(ActorKind::System)
    ];
    let roles = prop_oneof![Just(vec![StaffRole::RegisterPublisher]), Just(vec![StaffRole::CaseOfficer]), Just(vec![])];
    prop_oneof![4 => Just(None), 1 => (kind, roles).prop_map(|(kind, roles)| Some(Actor { kind, ..world::staff(&roles) }))]
}

fn config() -> ProptestConfig {
    ProptestConfig { cases: 400, rng_seed: RngSeed::Fixed(33), failure_persistence: None, ..ProptestConfig::default() }
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn any_history_of_an_entry_keeps_its_promises(
        steps in prop::collection::vec((command(), actor(), 0..1500_i64), 1..16)
    ) {
        let mut running = State::default();
        let mut journal: Vec<String> = Vec::new();
        for (command, actor, day) in steps {
            let day = days_after(START, day);
            let usual = match command {
                Command::Publish { .. } => world::staff(&[StaffRole::RegisterPublisher]),
                Command::ReceiveVersion(_) | Command::AgreementInForce { .. } | Command::AgreementEnded { .. } => {
                    Actor::system("register")
                }
            };
            let facts = world::facts(actor.unwrap_or(usual), day);
            let Ok(events) = decide(&running, command, &facts) else { continue };
            for event in &events {
                running = evolve(running, event).expect("decide yields only what evolve accepts");
                journal.push(serde_json::to_string(event).unwrap());
            }
            let public = public_view(&running, day);
            prop_assert!(public.is_none() || running.name() == "PUBLISHED");
            let stored: State = serde_json::from_str(&serde_json::to_string(&running).unwrap()).unwrap();
            prop_assert_eq!(&stored, &running, "a state reads back as stored");
        }
        for once in ["entry_pending", "entry_published", "entry_ended", "version_received"] {
            let type_tag = format!("\"type\":\"{once}\"");
            prop_assert!(journal.iter().filter(|line| line.contains(&type_tag)).count() <= 1, "{} twice", once);
        }
        let folded = journal.iter().fold(State::default(), |state, line| {
            evolve(state, &serde_json::from_str(line).unwrap()).unwrap()
        });
        prop_assert_eq!(folded, running);
    }

    #[test]
    fn no_text_upsets_the_publish_checks(text in "(?s).{0,80}", part in "[0-9+ ().\n-]{0,30}") {
        let mut document = document();
        document.content.title = Some(format!("{text}{part}"));
        dars_register_domain::rules::v33::v33(&document, true, &[]);
    }
}
