//! The attachments of an application.

use dars_intake_domain::{
    Membership, application,
    attachment::{
        Checked, Command, Event, Facts, File, Format, Numbers, PlacedText, Scan, Spot, State, TextRead, again, decide,
        evolve, findings, may_read, seen, unattached,
    },
};
use dars_messages::requests::intake::Explanation;
use dars_vocabulary::{Actor, MembershipRole, RefusalKind, Sealed, Severity, StaffRole, content::EvidenceItem};

use crate::{
    application::{FIRST, SECOND, draft, every_state},
    people::{membership, no, person, signed_in, system, wychmoor},
};

pub fn of(application: application::State, actor: Actor, memberships: Vec<Membership>) -> Facts {
    let of_it = crate::application::by(actor, memberships);
    Facts { application, of_it }
}

/// Ada, who leads it, while it is written.
pub fn ada() -> Facts {
    of(draft(), signed_in("ada", &[]), vec![membership(MembershipRole::Lead)])
}

fn told() -> Facts {
    of(draft(), system(), Vec::new())
}

/// The draft once its lead has named Dot.
fn shared_draft() -> application::State {
    let named = application::Command::SetPeople { lead: None, collaborators: vec![person("dot")] };
    let lead = crate::application::by(signed_in("ada", &[]), vec![membership(MembershipRole::Lead)]);
    let people = [(person("dot"), vec![membership(MembershipRole::Collaborator)])].into();
    let events = application::decide(&draft(), named, &application::Facts { people, ..lead }).unwrap();
    events.iter().fold(draft(), |state, event| application::evolve(state, event).unwrap())
}

/// Who works on it with Ada.
fn dot() -> Facts {
    of(shared_draft(), signed_in("dot", &[]), vec![membership(MembershipRole::Collaborator)])
}

fn officer() -> Facts {
    of(draft(), signed_in("olu", &[StaffRole::CaseOfficer]), Vec::new())
}

fn hash(of: &str) -> String {
    let byte = of.bytes().next().unwrap_or_default();
    format!("{byte:02x}").repeat(32)
}

/// A file with an NHS number in it, which waits for the scanner.
pub fn add(name: &str) -> Command {
    Command::Add(Checked {
        file: File { name: format!("{name}.txt"), sha256: hash(name) },
        size: 12,
        format: Format::Text,
        text: TextRead::TextRead,
        numbers: Numbers { count: 1, first: vec![Spot { part: None, row: 1, place: 1 }] },
        scan: Scan::Waiting,
    })
}

pub fn explain(number: u32) -> Command {
    Command::ExplainFile { number, reason: Explanation::InventedExample, note: None }
}

pub fn explain_text(text: &str) -> Command {
    let field = PlacedText { pointer: "/title".to_owned(), text: text.to_owned() };
    Command::ExplainText { field, reason: Explanation::StudyIdentifier, note: None }
}

pub fn passed(name: &str) -> Command {
    Command::NoteScan { sha256: hash(name), harmful: false }
}

pub fn harmful(name: &str) -> Command {
    Command::NoteScan { sha256: hash(name), harmful: true }
}

pub fn hand_in(texts: &[&str]) -> Command {
    let texts = texts.iter().map(|text| PlacedText { pointer: "/title".to_owned(), text: (*text).to_owned() });
    Command::NoteSubmitted { version: FIRST, sha256: "0f".repeat(32), texts: texts.collect() }
}

/// The state after commands that are accepted; what is told is told by the system.
pub fn after(state: State, commands: &[Command]) -> State {
    commands.iter().fold(state, |state, command| {
        let by_system = matches!(command, Command::NoteScan { .. } | Command::NoteSubmitted { .. });
        let facts = if by_system { told() } else { ada() };
        let events = decide(&state, command.clone(), &facts).unwrap();
        events.iter().fold(state, |state, event| evolve(state, event).unwrap())
    })
}

/// The folder as it may stand, with `first` as attachment 1.
pub fn standing() -> Vec<(&'static str, State)> {
    let waiting = after(State::Absent, &[add("first")]);
    let explained = after(waiting.clone(), &[explain(1)]);
    let handed_in = after(explained.clone(), &[hand_in(&[])]);
    vec![
        ("ABSENT", State::Absent),
        ("waiting", waiting.clone()),
        ("passed", after(waiting.clone(), &[passed("first")])),
        ("harmful", after(waiting.clone(), &[harmful("first")])),
        ("removed", after(waiting.clone(), &[Command::Remove { number: 1 }])),
        ("explained", explained),
        ("handed in, waiting", handed_in.clone()),
        ("handed in, passed", after(handed_in.clone(), &[passed("first")])),
        ("handed in, harmful", after(handed_in.clone(), &[harmful("first")])),
        ("handed in, removed", after(handed_in, &[passed("first"), Command::Remove { number: 1 }])),
        ("redacted", redacted(waiting)),
    ]
}

/// The same once name and hash were forgotten.
fn redacted(state: State) -> State {
    let State::Kept(mut folder) = state else { return state };
    for attachment in &mut folder.attachments {
        attachment.file = Sealed::Redacted("00".to_owned());
    }
    State::Kept(folder)
}

#[test]
fn a_quarantined_file_is_its_uploaders_alone() {
    let waiting = after(State::Absent, &[add("first")]);
    assert!(may_read(&waiting, 1, &ada()).is_ok());
    let refusal = may_read(&waiting, 1, &dot()).unwrap_err();
    assert_eq!(dars_vocabulary::Refuse::code(&refusal), "attachment-in-quarantine");
    let open =
        |state: &State, facts: &Facts| seen(state, facts).unwrap().iter().map(|one| one.open).collect::<Vec<_>>();
    assert_eq!((open(&waiting, &ada()), open(&waiting, &dot())), (vec![true], vec![false]));
    let passed = after(waiting, &[passed("first")]);
    assert_eq!((open(&passed, &dot()), open(&passed, &officer())), (vec![true], Vec::new()));
    let handed_in = after(passed, &[explain(1), hand_in(&[])]);
    assert_eq!(open(&handed_in, &officer()), [true]);
}

#[test]
fn nobody_of_another_organisation_learns_of_an_attachment() {
    let wen = |state| {
        let elsewhere = Membership { organisation: wychmoor(), ..membership(MembershipRole::Lead) };
        of(state, signed_in("wen", &[]), vec![elsewhere])
    };
    let unknown = (RefusalKind::NotFound, "application-unknown");
    for (name, folder) in standing() {
        for state in every_state() {
            let facts = wen(state);
            assert!(seen(&folder, &facts).is_err() && may_read(&folder, 1, &facts).is_err(), "{name}");
            for command in [add("another"), Command::Remove { number: 1 }, explain(1), explain_text("943 476 5919")] {
                assert_eq!(no(decide(&folder, command, &facts)), unknown, "{name}");
            }
        }
    }
}

#[test]
fn an_operator_sees_no_attachment() {
    for (name, folder) in standing() {
        let facts = of(draft(), signed_in("op", &[StaffRole::Operator]), Vec::new());
        assert!(seen(&folder, &facts).is_err() && may_read(&folder, 1, &facts).is_err(), "{name}");
    }
}

#[test]
fn a_number_is_explained_where_it_stands_and_no_other_is() {
    let text = |text: &str| PlacedText { pointer: "/title".to_owned(), text: text.to_owned() };
    let explained = after(State::Absent, &[explain_text("such as 943 476 5919")]);
    let codes = |field: PlacedText| findings(&explained, &[field]).iter().map(|found| found.code).collect::<Vec<_>>();
    assert_eq!(codes(text("9434765919, written otherwise")), Vec::<&str>::new());
    assert_eq!(codes(text("943 476 5919 and 401 023 2137")), ["nhs-number-found"]);
    assert_eq!(
        codes(PlacedText { pointer: "/outputs/expected".to_owned(), ..text("943 476 5919") }),
        ["nhs-number-found"]
    );
    let found = findings(&State::Absent, &[text("One\n943 476 5919\n401 023 2137")]);
    assert!(found[0].message.contains("line 2, character 1; line 3, character 1"), "{}", found[0].message);
    assert!(!found[0].message.contains("943"));
}

#[test]
fn five_places_of_a_file_are_named_and_of_more_it_is_said_that_there_are() {
    let spots = |count: u32| (1..=count).map(|row| Spot { part: None, row, place: 1 }).collect::<Vec<_>>();
    let says = |count: u32| {
        let Command::Add(mut checked) = add("first") else { unreachable!() };
        checked.numbers = Numbers { count, first: spots(count) };
        let state = after(State::Absent, &[Command::Add(checked)]);
        let found = findings(&state, &[]);
        assert_eq!(found.len(), 1);
        found[0].message.contains("; and more")
    };
    assert_eq!([5, 6, 7].map(says), [false, true, true]);
}

#[test]
fn a_file_is_handed_out_as_what_it_is() {
    let types: Vec<_> = Format::ALL.iter().map(|format| format.media_type()).collect();
    let named = [
        "application/pdf",
        "image/png",
        "image/jpeg",
        "text/plain; charset=utf-8",
        "text/csv; charset=utf-8",
        "text/markdown; charset=utf-8",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "application/vnd.openxmlformats-officedocument.presentationml.presentation",
        "application/vnd.oasis.opendocument.text",
        "application/vnd.oasis.opendocument.spreadsheet",
    ];
    assert_eq!(types, named);
}

#[test]
fn who_says_the_same_of_the_same_numbers_again_changes_nothing_and_elsewhere_it_is_said_anew() {
    let text = "such as 943 476 5919";
    let explained = after(State::Absent, &[explain_text(text)]);
    assert_eq!(decide(&explained, explain_text(text), &ada()), Ok(Vec::new()));
    let at = |pointer: &str, text: &str, reason| Command::ExplainText {
        field: PlacedText { pointer: pointer.to_owned(), text: text.to_owned() },
        reason,
        note: None,
    };
    for other in [
        at("/outputs/expected", text, Explanation::StudyIdentifier),
        at("/title", "such as 401 023 2137", Explanation::StudyIdentifier),
        at("/title", text, Explanation::InventedExample),
    ] {
        assert_eq!(decide(&explained, other, &ada()).unwrap().len(), 1);
    }
}

#[test]
fn bytes_are_kept_as_long_as_something_rests_on_them_and_never_of_a_harmful_file() {
    let kept = |state: &State| state.keeps(state.attachment(1).unwrap());
    let waiting = after(State::Absent, &[add("first")]);
    assert!(kept(&waiting) && kept(&after(waiting.clone(), &[passed("first")])));
    assert!(!kept(&after(waiting.clone(), &[Command::Remove { number: 1 }])));
    let handed_in = after(waiting.clone(), &[explain(1), hand_in(&[])]);
    assert!(kept(&after(handed_in.clone(), &[passed("first"), Command::Remove { number: 1 }])));
    for gone in [after(waiting.clone(), &[harmful("first")]), after(handed_in, &[harmful("first")]), redacted(waiting)]
    {
        assert!(!kept(&gone));
    }
}

#[test]
fn a_version_is_handed_in_once_with_what_stood_then() {
    let state =
        after(State::Absent, &[add("first"), explain(1), add("other"), explain(2), harmful("other"), hand_in(&[])]);
    assert_eq!(state.versions_of(1), [FIRST]);
    assert_eq!(state.versions_of(2), []);
    assert_eq!(decide(&state, hand_in(&[]), &told()), Ok(Vec::new()));
    let next = after(state, &[Command::Remove { number: 1 }, add("third"), explain(3)]);
    let next = after(next, &[Command::NoteSubmitted { version: SECOND, sha256: "0f".repeat(32), texts: Vec::new() }]);
    assert_eq!((next.versions_of(1), next.versions_of(3)), (vec![FIRST], vec![SECOND]));
    assert!(next.keeps(next.attachment(1).unwrap()), "what was submitted stays");
}

#[test]
fn a_listed_paper_is_missed_unless_its_file_stands() {
    let paper = |sha256: String| EvidenceItem { title: "A paper".to_owned(), reference: "R/1".to_owned(), sha256 };
    let listed = [paper(hash("other")), paper(hash("first").to_uppercase()), paper("no hash".to_owned())];
    let missed = |state: &State| -> Vec<String> {
        let found = unattached(state, &listed).into_iter();
        found
            .inspect(|one| assert_eq!((one.code, one.severity), ("paper-not-attached", Severity::Warning)))
            .map(|one| one.pointer)
            .collect()
    };
    let (first, both) = ("/evidence/items/1/sha256".to_owned(), "/evidence/items/0/sha256".to_owned());
    for (name, state) in standing() {
        let stands = state.attachment(1).is_some_and(dars_intake_domain::attachment::Attachment::stands);
        let expected = if stands { vec![both.clone()] } else { vec![both.clone(), first.clone()] };
        assert_eq!(missed(&state), expected, "{name}");
    }
}

#[test]
fn a_file_is_attached_again_as_it_is_once_it_waits_no_longer() {
    for (name, state) in standing() {
        let Some(known) = state.attachment(1) else { continue };
        let open = known.file.open().is_some();
        let expected = open && matches!(known.scan, Scan::Passed | Scan::NotScanned);
        let Some(checked) = again(known) else {
            assert!(!expected, "{name}");
            continue;
        };
        assert!(expected, "{name}");
        let Command::Add(added) = add("first") else { unreachable!() };
        assert_eq!(checked, Checked { scan: known.scan, ..added }, "{name}");
    }
    let Command::Add(added) = add("first") else { unreachable!() };
    let unscanned = after(State::Absent, &[Command::Add(Checked { scan: Scan::NotScanned, ..added.clone() })]);
    assert_eq!(again(unscanned.attachment(1).unwrap()), Some(Checked { scan: Scan::NotScanned, ..added }));
}

#[test]
fn every_event_says_its_own_name_and_comes_back_from_json() {
    let events = [add("first"), explain(1), explain_text("943 476 5919"), passed("first"), hand_in(&["943 476 5919"])];
    let mut state = State::Absent;
    for command in events {
        let facts =
            if matches!(command, Command::NoteScan { .. } | Command::NoteSubmitted { .. }) { told() } else { ada() };
        for event in decide(&state, command, &facts).unwrap() {
            let json = serde_json::to_value(&event).unwrap();
            assert_eq!(json["type"], event.name());
            assert_eq!(serde_json::from_value::<Event>(json).unwrap(), event);
            state = evolve(state, &event).unwrap();
        }
    }
    let json = serde_json::to_value(&state).unwrap();
    assert_eq!(serde_json::from_value::<State>(json).unwrap(), state);
    assert_eq!(state.attachment(1).unwrap().added_by, person("ada"));
}
