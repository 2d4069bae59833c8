//! The catalogue.

use dars_intake_domain::dataset::{Command, Event, Facts, State, decide, evolve, permitted};
use dars_vocabulary::{
    Actor, DataSetEntry, DataSetTraits, RefusalKind, Refuse, StaffRole,
    catalogue::{Alternative, Coverage, DataField},
    code::{AccessService, EntryPart, Level, RequiredRoute, Theme},
};
use jiff::civil::{Date, date};

use crate::people::{machine, no, now, signed_in, system};

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
fn only_the_system_loads_the_catalogue() {
    let officer = by(signed_in("olu", &[StaffRole::CaseOfficer]));
    let refused = no(decide(&State::Absent, register("hes-apc", "HES"), &officer));
    assert_eq!(refused, (RefusalKind::Forbidden, "system-only"));
    let producer = by(signed_in("pat", &[StaffRole::DataProduction]));
    assert_eq!(no(decide(&State::Absent, load("HES", 1), &producer)), (RefusalKind::Forbidden, "system-only"));
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

fn entry(name: &str) -> Box<DataSetEntry> {
    let whole = DataSetEntry {
        name: name.to_owned(),
        scope: "Hospital activity.".to_owned(),
        topics: vec!["hospital".to_owned()],
        published_alternatives: vec![Alternative {
            title: "Statistics".to_owned(),
            url: Some("https://statistics.example/a?b=1".to_owned()),
        }],
        fields: vec![DataField {
            name: "sex".to_owned(),
            meaning: "As recorded.".to_owned(),
            identifying: false,
            sensitive: false,
            from: None,
            to: None,
        }],
        ..DataSetEntry::default()
    };
    Box::new(whole)
}

fn load(name: &str, edition: u32) -> Command {
    Command::Load { dataset: "hes-apc".to_owned(), entry: entry(name), edition }
}

fn save(entry: Box<DataSetEntry>) -> Command {
    Command::Save { dataset: "hes-apc".to_owned(), entry }
}

fn producer() -> Facts {
    by(signed_in("pat", &[StaffRole::DataProduction]))
}

/// The state after these commands, each accepted.
fn after(commands: &[(Command, Facts)]) -> State {
    commands.iter().fold(State::Absent, |state, (command, facts)| {
        let events = decide(&state, command.clone(), facts).unwrap();
        events.iter().fold(state, |state, event| evolve(state, event).unwrap())
    })
}

#[test]
fn an_edition_of_the_file_is_loaded_once_and_a_newer_one_over_it() {
    let state = after(&[(load("HES", 1), by(system()))]);
    assert_eq!(decide(&state, load("HES", 1), &by(system())), Ok(Vec::new()));
    assert_eq!(decide(&state, load("HES", 7), &by(system())), Ok(Vec::new()));
    assert_eq!(no(decide(&state, load("Other", 1), &by(system()))), (RefusalKind::WrongState, "newer-edition"));
    let events = decide(&state, load("Other", 2), &by(system())).unwrap();
    assert_eq!(events.iter().map(Event::name).collect::<Vec<_>>(), ["entry_saved"]);
    let newer = after(&[(load("HES", 2), by(system()))]);
    assert_eq!(no(decide(&newer, load("Other", 1), &by(system()))).1, "newer-edition");
}

#[test]
fn what_a_person_wrote_is_undone_by_no_edition() {
    let state = after(&[(load("HES", 1), by(system())), (save(entry("Ours")), producer())]);
    assert_eq!(no(decide(&state, load("HES", 9), &by(system()))), (RefusalKind::WrongState, "revised-by-hand"));
    assert_eq!(decide(&state, load("Ours", 9), &by(system())), Ok(Vec::new()));
    // Said again by a person, the file's own words are theirs, too.
    let state = after(&[(load("HES", 1), by(system())), (save(entry("HES")), producer())]);
    assert_eq!(no(decide(&state, load("Other", 9), &by(system()))).1, "revised-by-hand");
    assert_eq!(decide(&state, save(entry("HES")), &producer()), Ok(Vec::new()));
}

#[test]
fn what_a_fixture_registered_becomes_an_entry_and_keeps_refusing_another_fixture() {
    let state = after(&[(register("hes-apc", "HES"), by(system()))]);
    let (id, known) = state.entry().unwrap();
    assert_eq!((id, known.name.as_str(), known.scope.as_str()), ("hes-apc", "HES", "Hospital activity."));
    assert!(State::Absent.entry().is_none());
    let state = after(&[(register("hes-apc", "HES"), by(system())), (load("HES", 1), by(system()))]);
    assert_eq!(no(decide(&state, register("hes-apc", "HES"), &by(system()))).1, "data-set-exists");
    let plain = DataSetEntry::of("HES".to_owned(), "Hospital activity.".to_owned(), DataSetTraits::default());
    let state = after(&[(save(Box::new(plain)), producer())]);
    assert_eq!(decide(&state, register("hes-apc", "HES"), &by(system())), Ok(Vec::new()));
}

#[test]
fn what_is_wrong_with_a_fixture_is_named_where_it_stands_in_it() {
    let wrong = |id: &str, name: &str| {
        let errors = decide(&State::Absent, register(id, name), &by(system())).unwrap_err().errors();
        errors.into_iter().map(|error| error.pointer).collect::<Vec<_>>()
    };
    assert_eq!(wrong("hes-apc", ""), ["/name"]);
    assert_eq!(wrong("HES APC", "HES"), ["/id"]);
}

#[test]
fn only_who_produces_data_writes_an_entry_and_is_told_so() {
    let listed = after(&[(load("HES", 1), by(system()))]);
    let registered = after(&[(register("hes-apc", "HES"), by(system()))]);
    for state in [State::Absent, registered, listed] {
        for (actor, refused) in [
            (Actor::public(), Some((RefusalKind::SignInNeeded, "sign-in-needed"))),
            (machine("client", &[StaffRole::DataProduction]), Some((RefusalKind::Forbidden, "person-needed"))),
            (system(), Some((RefusalKind::Forbidden, "person-needed"))),
            (signed_in("eve", &[]), Some((RefusalKind::Forbidden, "data-production-needed"))),
            (signed_in("olu", &[StaffRole::CaseOfficer]), Some((RefusalKind::Forbidden, "data-production-needed"))),
            (signed_in("pat", &[StaffRole::DataProduction]), None),
        ] {
            // What is permitted is what is decided, in every state and for everyone.
            let may: &[&str] = if refused.is_some() { &[] } else { &["save-dataset"] };
            assert_eq!(permitted(&state, &actor), may, "{} {actor:?}", state.name());
            let decided = decide(&state, save(entry("New")), &by(actor));
            assert_eq!(decided.err().map(|refusal| (refusal.kind(), refusal.code())), refused);
        }
    }
}

const LINK: &str = "/published_alternatives/0/url";

fn published(entry: &mut DataSetEntry) -> &mut Alternative {
    &mut entry.published_alternatives[0]
}

fn span(from: (i16, i8, i8), to: (i16, i8, i8)) -> Coverage {
    Coverage { from: Some(date(from.0, from.1, from.2)), to: Some(date(to.0, to.1, to.2)) }
}

fn backwards() -> (Option<Date>, Option<Date>) {
    (Some(date(2021, 1, 1)), Some(date(2020, 12, 31)))
}

#[test]
fn each_value_that_cannot_stand_in_an_entry_is_named() {
    type Spoil = fn(&mut DataSetEntry);
    let table: [(Spoil, &str, &str); 27] = [
        (|e| e.name = String::new(), "/name", "missing"),
        (|e| e.name = "Two\nlines".to_owned(), "/name", "control-character"),
        (|e| e.scope = "x".repeat(4001), "/scope", "too-long"),
        (|e| e.owner = Some(" ".to_owned()), "/owner", "missing"),
        (|e| e.abbreviations = vec!["A".to_owned(), String::new()], "/abbreviations/1", "missing"),
        (|e| e.former_names = vec!["x".repeat(201)], "/former_names/0", "too-long"),
        (|e| e.topics = vec!["t".to_owned(); 51], "/topics", "too-many"),
        (|e| e.special_conditions = vec!["\u{7}".to_owned()], "/special_conditions/0", "control-character"),
        (|e| e.continued_by = Some("HES".to_owned()), "/continued_by", "not-an-id"),
        (|e| e.continued_by = Some("hes-apc".to_owned()), "/continued_by", "itself"),
        (|e| e.coverage = span((2020, 4, 1), (2020, 3, 31)), "/coverage/to", "before-from"),
        (|e| e.metadata_url = Some("javascript:alert(1)".to_owned()), "/metadata_url", "not-an-address"),
        (|e| e.metadata_url = Some("https://".to_owned()), "/metadata_url", "not-an-address"),
        (|e| e.metadata_url = Some("https:///etc/passwd".to_owned()), "/metadata_url", "not-an-address"),
        (|e| e.metadata_url = Some("ftp://a.example".to_owned()), "/metadata_url", "not-an-address"),
        (|e| e.metadata_url = Some(format!("https://{}", "a".repeat(493))), "/metadata_url", "not-an-address"),
        (|e| published(e).url = Some("https://a.example/\"onclick".to_owned()), LINK, "not-an-address"),
        (|e| published(e).url = Some("https://a.example/é".to_owned()), LINK, "not-an-address"),
        (|e| published(e).title = String::new(), "/published_alternatives/0/title", "missing"),
        (|e| e.published_alternatives = vec![published(e).clone(); 51], "/published_alternatives", "too-many"),
        (|e| e.fields.push(e.fields[0].clone()), "/fields/1/name", "twice"),
        (|e| e.fields[0].meaning = String::new(), "/fields/0/meaning", "missing"),
        (|e| (e.fields[0].from, e.fields[0].to) = backwards(), "/fields/0/to", "before-from"),
        (|e| e.levels = vec![Level::Aggregate; 2], "/levels", "twice"),
        (|e| e.services = vec![AccessService::Sde; 2], "/services", "twice"),
        (|e| e.required_routes = vec![RequiredRoute::Pag; 2], "/required_routes", "twice"),
        (|e| e.provisional = vec![EntryPart::Links; 2], "/provisional", "twice"),
    ];
    for (at, (spoil, pointer, code)) in table.into_iter().enumerate() {
        let mut spoiled = entry("HES");
        spoil(&mut spoiled);
        let refusal = decide(&State::Absent, save(spoiled), &producer()).unwrap_err();
        assert_eq!(refusal.kind(), RefusalKind::Unacceptable);
        let errors: Vec<_> = refusal.errors().iter().map(|e| (e.pointer.clone(), e.code.clone())).collect();
        assert_eq!(errors, [(pointer.to_owned(), code.to_owned())], "{at}");
    }
}

#[test]
fn the_longest_that_may_stand_in_an_entry_may() {
    let mut whole = entry("HES");
    whole.topics = vec!["é".repeat(200); 50];
    whole.metadata_url = Some(format!("https://{}", "a".repeat(492)));
    whole.coverage = Coverage { from: Some(date(2020, 1, 1)), to: Some(date(2020, 1, 1)) };
    let field = |number: usize| DataField { name: format!("f{number}"), ..whole.fields[0].clone() };
    whole.fields = (0..500).map(field).collect();
    assert!(decide(&State::Absent, save(whole.clone()), &producer()).is_ok());
    whole.fields.push(DataField { name: "f500".to_owned(), ..whole.fields[0].clone() });
    assert_eq!(decide(&State::Absent, save(whole), &producer()).unwrap_err().errors()[0].code, "too-many");
}

/// What domain.md §14 asks of each entry; what nobody could confirm stands under `provisional` instead of being invented.
#[test]
fn every_entry_of_the_catalogues_file_says_all_that_is_asked_or_names_what_is_not_confirmed() {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../config/catalogue.json");
    let file: serde_json::Value = serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap();
    let entries: std::collections::BTreeMap<String, DataSetEntry> =
        serde_json::from_value(file["datasets"].clone()).unwrap();
    let of_section_14 = [
        "hes-apc",
        "hes-op",
        "hes-cc",
        "hes-ae",
        "ecds",
        "deaths",
        "births",
        "pcmd",
        "mhsds",
        "talking-therapies",
        "csds",
        "msds",
        "did",
        "proms",
        "nda",
        "ncmp",
        "ndrs-registrations",
        "sact",
        "rtds",
        "ndrs-pathway",
        "ndrs-somatic",
        "gdppr",
        "demographics",
        "mris-reports",
        "cohort-tracking",
        "list-cleaning",
        "sus",
        "invoice-validation",
        "risk-stratification",
        "asc-cld",
        "medicines-dispensed",
        "vital-statistics",
    ];
    assert_eq!(entries.len(), of_section_14.len());
    let by_the_ons = ["deaths", "births", "pcmd", "vital-statistics"];
    // Section 14 names no published figures for these.
    let unpublished = [
        "gdppr",
        "demographics",
        "mris-reports",
        "cohort-tracking",
        "list-cleaning",
        "invoice-validation",
        "risk-stratification",
    ];
    for dataset in of_section_14 {
        let entry = &entries[dataset];
        let confirmed = |part: EntryPart| !entry.provisional.contains(&part);
        assert!(!entry.name.is_empty() && !entry.scope.is_empty() && entry.owner.is_some(), "{dataset}");
        assert!(entry.refresh.is_some() && entry.sensitivity.is_some() && entry.theme.is_some(), "{dataset}");
        assert!(!entry.levels.is_empty() && !entry.services.is_empty(), "{dataset}");
        assert!(entry.coverage.from.is_some() || !confirmed(EntryPart::Coverage), "{dataset}");
        assert_eq!(entry.metadata_url.is_some(), confirmed(EntryPart::MetadataUrl), "{dataset}");
        let routes = if by_the_ons.contains(&dataset) {
            vec![RequiredRoute::Ons]
        } else if dataset == "gdppr" {
            vec![RequiredRoute::Pag]
        } else {
            Vec::new()
        };
        assert_eq!(entry.required_routes, routes, "{dataset}");
        assert_eq!(entry.published_alternatives.is_empty(), unpublished.contains(&dataset), "{dataset}");
        assert!(entry.published_alternatives.iter().all(|published| published.url.is_some()), "{dataset}");
        // What needs heeding is said of all that is registered, of GP data, of cohorts, of cancer and of commissioners'.
        let heeded = entry.registration
            || entry.covid_only
            || matches!(entry.theme, Some(Theme::Cohorts | Theme::Cancer | Theme::Commissioning));
        assert_eq!(!entry.special_conditions.is_empty(), heeded, "{dataset}");
    }
    let unconfirmed = entries.iter().filter(|(_, entry)| entry.metadata_url.is_none()).map(|(id, _)| id.as_str());
    assert_eq!(unconfirmed.collect::<Vec<_>>(), ["list-cleaning", "ndrs-pathway", "vital-statistics"]);
}

#[test]
fn every_entry_of_the_catalogues_file_may_be_loaded() {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../config/catalogue.json");
    let file: serde_json::Value = serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap();
    let entries: std::collections::BTreeMap<String, DataSetEntry> =
        serde_json::from_value(file["datasets"].clone()).unwrap();
    assert!(entries.len() >= 32);
    for (dataset, entry) in &entries {
        let command = Command::Load { dataset: dataset.clone(), entry: Box::new(entry.clone()), edition: 1 };
        decide(&State::Absent, command, &by(system()))
            .unwrap_or_else(|error| panic!("{dataset}: {:?}", error.errors()));
        // Nobody has confirmed which services offer what (domain.md §14 and §18), and everybody is told so.
        assert!(entry.provisional.contains(&EntryPart::Services), "{dataset}");
        assert!(!entry.topics.is_empty() && entry.theme.is_some() && !entry.services.is_empty(), "{dataset}");
        let goes_on = entry.continued_by.as_ref();
        assert!(goes_on.is_none_or(|other| entries.contains_key(other)), "{dataset}");
        assert_eq!(goes_on.is_some(), entry.coverage.to.is_some(), "{dataset}");
    }
    for described in ["hes-apc", "ecds", "deaths", "vital-statistics"] {
        assert!(entries[described].fields.len() >= 7, "{described}");
        assert!(entries[described].fields.iter().any(|field| field.identifying), "{described}");
    }
}
