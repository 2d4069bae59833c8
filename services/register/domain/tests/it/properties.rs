//! Generated histories: whatever is asked by whomever, the promises hold.

use dars_register_domain::entry::{
    Command, Ending, Entry, Event, News, PublicStatus, State, decide, evolve, public_entry, public_version,
};
use dars_vocabulary::{Actor, ActorKind, DocumentVersion, Sealed, StaffRole, calendar::days_after};
use proptest::{prelude::*, test_runner::RngSeed};

use super::world::{self, END, FIRST, SECOND, START, amended, document, entry_of, release};

fn news() -> impl Strategy<Value = News> {
    (0..8_u8, 0..1200_i64, 1..4_u32).prop_map(|(which, days, number)| {
        let day = days_after(START, days);
        match which {
            0 => News::InForce { start: START },
            1 => News::Ended { how: Ending::Expired, ended_on: END },
            2 => News::Ended { how: Ending::Terminated, ended_on: day },
            3 => News::Superseded { by: SECOND },
            4 => News::Suspended,
            5 => News::Reinstated,
            6 => News::Closed { closed_on: day },
            _ => News::Released(release(number, day)),
        }
    })
}

fn command() -> impl Strategy<Value = Command> {
    let version = prop_oneof![3 => Just(FIRST), 2 => Just(SECOND)];
    let named = prop_oneof![2 => Just(None), 1 => Just(Some(FIRST)), 1 => Just(Some(SECOND))];
    let text = prop_oneof![6 => Just("Stroke outcomes".to_owned()), 1 => Just("test".to_owned()), 2 => ".{0,40}"];
    let received = (version.clone(), text, prop::bool::weighted(0.1)).prop_map(|(version, text, redacted)| {
        let mut document = if version == FIRST { document() } else { amended() };
        document.content.title = Some(text);
        let entry = entry_of(document);
        Command::ReceiveVersion(if redacted {
            Entry { document: Sealed::Redacted("00".repeat(32)), ..entry }
        } else {
            entry
        })
    });
    let nic = document().nic;
    prop_oneof![
        2 => received,
        4 => (version, news()).prop_map(move |(version, news)| Command::Hear { nic: nic.clone(), version, news }),
        3 => (named, prop::bool::weighted(0.9))
            .prop_map(|(version, no_personal_names)| Command::Publish { version, no_personal_names }),
    ]
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

fn in_force_now(state: &State, version: DocumentVersion, day: jiff::civil::Date) -> bool {
    let status = public_version(state, version, day).map(|version| version.status);
    matches!(status, Some(PublicStatus::Active | PublicStatus::Expiring | PublicStatus::Suspended))
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn any_history_of_an_entry_keeps_its_promises(
        steps in prop::collection::vec((command(), actor(), 0..1500_i64), 1..24)
    ) {
        let mut running = State::default();
        let mut journal: Vec<Event> = Vec::new();
        for (command, actor, day) in steps {
            let day = days_after(START, day);
            let usual = match command {
                Command::Publish { .. } => world::staff(&[StaffRole::RegisterPublisher]),
                Command::ReceiveVersion(_) | Command::Hear { .. } => Actor::system("register"),
            };
            let facts = world::facts(actor.unwrap_or(usual), day);
            let Ok(events) = decide(&running, command, &facts) else { continue };
            for event in events {
                running = evolve(running, &event).expect("decide yields only what evolve accepts");
                journal.push(event);
            }
            for (version, stage) in running.versions() {
                let public = public_version(&running, version, day);
                prop_assert!(public.is_none() || stage.name() == "PUBLISHED");
                prop_assert!(stage.name() != "PUBLISHED" || stage.heard().in_force, "published, never in force");
            }
            let both = in_force_now(&running, FIRST, day) && in_force_now(&running, SECOND, day);
            let begun = running.version(SECOND).and_then(|version| version.heard().from).is_some_and(|from| from <= day);
            prop_assert!(!(both && begun), "two versions read as in force");
            prop_assert!(public_entry(&running, day).is_none_or(|entry| entry.newest == entry.versions[0]));
            let stored: State = serde_json::from_str(&serde_json::to_string(&running).unwrap()).unwrap();
            prop_assert_eq!(&stored, &running, "a state reads back as stored");
        }
        for version in [FIRST, SECOND] {
            for once in ["entry_pending", "entry_published", "entry_ended", "version_received"] {
                let of = journal.iter().filter(|event| event.version() == version && event.name() == once);
                prop_assert!(of.count() <= 1, "{} {} twice", version, once);
            }
        }
        let folded = journal.iter().fold(State::default(), |state, event| {
            let line = serde_json::to_string(event).unwrap();
            evolve(state, &serde_json::from_str(&line).unwrap()).unwrap()
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
