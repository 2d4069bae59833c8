//! The catalogue.

use dars_intake_domain::dataset::{Command, Event, Facts, State, decide, evolve};
use dars_vocabulary::{Actor, DataSetTraits, RefusalKind, Refuse, StaffRole};

use crate::people::{no, now, signed_in, system};

fn by(actor: Actor) -> Facts {
    Facts { now: now(), technical_now: now(), actor }
}

fn register(id: &str, name: &str) -> Command {
    Command::Register {
        dataset: id.to_owned(),
        name: name.to_owned(),
        scope: "Hospital activity.".to_owned(),
        traits: DataSetTraits::default(),
    }
}

#[test]
fn a_data_set_enters_the_catalogue_once() {
    let name = "HES Admitted Patient Care";
    let events = decide(&State::Absent, register("hes-apc", name), &by(system())).unwrap();
    let state = events.iter().fold(State::Absent, |state, event| evolve(state, event).unwrap());
    assert_eq!(decide(&state, register("hes-apc", name), &by(system())), Ok(Vec::new()));
    let refused = no(decide(&state, register("hes-apc", "Another"), &by(system())));
    assert_eq!(refused, (RefusalKind::WrongState, "data-set-exists"));
}

#[test]
fn only_the_system_changes_the_catalogue() {
    let officer = by(signed_in("olu", &[StaffRole::CaseOfficer]));
    let refused = no(decide(&State::Absent, register("hes-apc", "HES"), &officer));
    assert_eq!(refused, (RefusalKind::Forbidden, "system-only"));
}

#[test]
fn an_id_can_end_a_subject_of_the_bus() {
    for id in ["", "HES", "hes apc", "hes.apc", "hes>", "hes*", "hés", &"a".repeat(41)] {
        let refusal = decide(&State::Absent, register(id, "HES"), &by(system())).unwrap_err();
        assert_eq!(refusal.errors()[0].code, "not-an-id", "{id}");
    }
    assert!(decide(&State::Absent, register(&"a".repeat(40), "HES"), &by(system())).is_ok());
}

#[test]
fn an_entry_keeps_its_traits_and_reads_those_from_before_there_were_any() {
    let traits = DataSetTraits { covid_only: true, published: vec!["GP statistics".to_owned()], ..Default::default() };
    let with = |traits| Command::Register {
        dataset: "gdppr".to_owned(),
        name: "GDPPR".to_owned(),
        scope: "GP data.".to_owned(),
        traits,
    };
    let events = decide(&State::Absent, with(traits.clone()), &by(system())).unwrap();
    let state = events.iter().fold(State::Absent, |state, event| evolve(state, event).unwrap());
    assert!(matches!(&state, State::Registered { traits: kept, .. } if *kept == traits));
    assert_eq!(no(decide(&state, with(DataSetTraits::default()), &by(system()))).1, "data-set-exists");
    let old = serde_json::json!({"type": "dataset_registered", "dataset": "hes", "name": "HES", "scope": "All."});
    let old: Event = serde_json::from_value(old).unwrap();
    assert!(
        matches!(evolve(State::Absent, &old), Ok(State::Registered { traits, .. }) if traits == DataSetTraits::default())
    );
    let unusable = DataSetTraits { published: vec!["Fine".to_owned(), "Two\nlines".to_owned()], ..Default::default() };
    let refusal = decide(&State::Absent, with(unusable), &by(system())).unwrap_err();
    assert_eq!(refusal.errors()[0].pointer, "/traits/published/1");
}
