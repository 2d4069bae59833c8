//! The people and papers of these tests.

use dars_messages::facts::contracts::AgreementDocument;
use dars_register_domain::entry::{
    Command, Ending, Entry, Event, Facts, News, Refusal, Release, State, decide, evolve,
};
use dars_vocabulary::{
    Actor, ActorKind, ApplicationContent, DocumentVersion, PersonId, ReleaseRef, Sealed, StaffRole,
    code::{Cldc, Level, ReleaseKind, Territory},
    content::{Benefits, Commercial, Controller, ControllerBasis, DataSetRequest, DataSets, Outputs, Parties, Purpose},
    london_midnight,
};
use jiff::{
    Timestamp, ToSpan,
    civil::{Date, date},
};

pub const START: Date = date(2025, 3, 3);
pub const END: Date = date(2028, 3, 2);
pub const TODAY: Date = date(2025, 3, 10);

pub fn noon(day: Date) -> Timestamp {
    london_midnight(day) + 12.hours()
}

pub fn facts(actor: Actor, day: Date) -> Facts {
    let technical_now = "2030-05-05T09:00:00Z".parse().unwrap();
    Facts { now: noon(day), technical_now, actor, catalogue: vec!["hes-apc".to_owned(), "ecds".to_owned()] }
}

pub fn system(day: Date) -> Facts {
    facts(Actor::system("register"), day)
}

pub fn staff(roles: &[StaffRole]) -> Actor {
    let id = PersonId::of("https://identity.example", "publisher");
    Actor { id, kind: ActorKind::Person, roles: roles.to_vec(), signed_in_at: None }
}

pub fn publisher(day: Date) -> Facts {
    facts(staff(&[StaffRole::RegisterPublisher]), day)
}

pub fn data_set(id: &str) -> DataSetRequest {
    DataSetRequest {
        dataset: id.to_owned(),
        level: Some(Level::Identifiable),
        cldc: vec![Cldc::Consent],
        ..DataSetRequest::default()
    }
}

/// A document that passes every check.
pub fn document() -> AgreementDocument {
    AgreementDocument {
        nic: "DARS-NIC-900101-K4T7Q".parse().unwrap(),
        version: DocumentVersion::FIRST_ISSUE,
        applicant: "NORTH".parse().unwrap(),
        body: "X26".parse().unwrap(),
        application_version: DocumentVersion::FIRST_DRAFT,
        application_sha256: "a".repeat(64),
        start: START,
        end: END,
        territory: Territory::EnglandAndWales,
        content: ApplicationContent {
            title: Some("BEACON-AF: ten-year stroke outcomes after atrial fibrillation screening".to_owned()),
            parties: Some(Parties {
                controllers: vec![Controller { organisation: "NORTH".parse().unwrap(), also_processes: true }],
                controller_basis: ControllerBasis::Sole,
                ..Parties::default()
            }),
            data_sets: Some(DataSets { requests: vec![data_set("hes-apc")] }),
            purpose: Some(Purpose {
                objective: "To learn whether finding atrial fibrillation early prevents stroke.".to_owned(),
                processing_activities: "Records are linked and tested in one place.".to_owned(),
                lay_summary: "People aged 70+ who agreed to heart-rhythm screening are followed.".to_owned(),
                ..Purpose::default()
            }),
            outputs: Some(Outputs { expected: "Main paper, 2028.".to_owned(), ..Outputs::default() }),
            benefits: Some(Benefits {
                expected: "Up to 4,000 strokes a year avoided.".to_owned(),
                yielded: None,
                ..Benefits::default()
            }),
            commercial: Some(Commercial { is_commercial: false, solely: false, uses: vec![], ..Commercial::default() }),
            ..ApplicationContent::default()
        },
        special_conditions: vec![],
    }
}

pub fn entry_of(document: AgreementDocument) -> Entry {
    let (nic, version) = (document.nic.clone(), document.version);
    Entry { nic, version, sha256: "b".repeat(64), document: Sealed::Open(Box::new(document)) }
}

pub const FIRST: DocumentVersion = DocumentVersion::FIRST_ISSUE;
/// The version after an amendment.
pub const SECOND: DocumentVersion = DocumentVersion { major: 1, minor: 1 };
/// The first day of the amended version.
pub const AMENDED: Date = date(2026, 6, 1);

/// The amended agreement.
pub fn amended() -> AgreementDocument {
    AgreementDocument { version: SECOND, start: AMENDED, ..document() }
}

pub fn receive() -> Command {
    Command::ReceiveVersion(entry_of(document()))
}

pub fn receive_amended() -> Command {
    Command::ReceiveVersion(entry_of(amended()))
}

pub fn hear(version: DocumentVersion, news: News) -> Command {
    Command::Hear { nic: document().nic, version, news }
}

pub fn in_force() -> Command {
    hear(FIRST, News::InForce { start: START })
}

pub fn amended_in_force() -> Command {
    hear(SECOND, News::InForce { start: AMENDED })
}

pub fn ended() -> Command {
    hear(FIRST, News::Ended { how: Ending::Expired, ended_on: END })
}

pub fn terminated(ended_on: Date) -> Command {
    hear(FIRST, News::Ended { how: Ending::Terminated, ended_on })
}

pub fn release(number: u32, released_on: Date) -> Release {
    Release {
        release: ReleaseRef::allot(released_on.year(), number),
        dataset: "hes-apc".to_owned(),
        kind: ReleaseKind::File,
        file_count: 2,
        opt_outs_applied: false,
        released_on,
    }
}

pub fn publish() -> Command {
    Command::Publish { version: None, no_personal_names: true }
}

pub fn after(state: &State, command: Command, facts: &Facts) -> State {
    let events = decide(state, command, facts).unwrap();
    events.iter().fold(state.clone(), |state, event| evolve(state, event).unwrap())
}

pub fn pending() -> State {
    let held = after(&State::Absent, receive(), &system(TODAY));
    after(&held, in_force(), &system(TODAY))
}

pub fn published() -> State {
    after(&pending(), publish(), &publisher(TODAY))
}

/// The first version is published, the amended one waits.
pub fn amended_pending() -> State {
    let held = after(&published(), receive_amended(), &system(AMENDED));
    after(&held, amended_in_force(), &system(AMENDED))
}

pub fn names(result: Result<Vec<Event>, Refusal>) -> Vec<&'static str> {
    result.unwrap().iter().map(Event::name).collect()
}
