//! The people of the tests, and cases at every stage.

use dars_review_domain::case::{Assessment, Command, Decision, Facts, State, decide, evolve};
use dars_vocabulary::{
    Actor, ActorKind, ApplicationContent, DocumentVersion, Nic, OrganisationId, PersonId, RefusalKind, Refuse, Sealed,
    StaffRole,
    code::{CommercialUse, RefusalReason},
};
use jiff::{Timestamp, civil::date};

pub const FIRST: DocumentVersion = DocumentVersion::FIRST_DRAFT;
pub const SECOND: DocumentVersion = DocumentVersion { major: 0, minor: 2 };

pub fn person(name: &str) -> PersonId {
    PersonId::of("tests", name)
}

pub fn signed_in(name: &str, roles: &[StaffRole]) -> Actor {
    Actor { id: person(name), kind: ActorKind::Person, roles: roles.to_vec(), signed_in_at: Some(now()) }
}

pub fn machine(actor: Actor) -> Actor {
    Actor { kind: ActorKind::Machine, ..actor }
}

/// The case officer of these stories.
pub fn olu() -> Actor {
    signed_in("olu", &[StaffRole::CaseOfficer])
}

/// Another case officer.
pub fn pat() -> Actor {
    signed_in("pat", &[StaffRole::CaseOfficer])
}

/// The team manager.
pub fn mia() -> Actor {
    signed_in("mia", &[StaffRole::TeamManager])
}

/// The approver.
pub fn ann() -> Actor {
    signed_in("ann", &[StaffRole::Approver])
}

pub fn now() -> Timestamp {
    "2026-11-20T09:00:00Z".parse().unwrap()
}

pub fn by(actor: Actor) -> Facts {
    Facts::by(actor, now(), now())
}

pub fn northmere() -> OrganisationId {
    "NU01".parse().unwrap()
}

pub fn nic() -> Nic {
    "DARS-NIC-900101-K4T7Q".parse().unwrap()
}

/// Kind and code of a refusal, as the API shows them.
pub fn no<E: std::fmt::Debug, R: Refuse>(result: Result<Vec<E>, R>) -> (RefusalKind, &'static str) {
    let refusal = result.unwrap_err();
    assert!(!refusal.detail().is_empty());
    (refusal.kind(), refusal.code())
}

/// A content without a reason for refusal, or with V17's.
pub fn content(uses: &[CommercialUse], solely: bool) -> ApplicationContent {
    serde_json::from_value(serde_json::json!({
        "title": "Stroke outcomes after screening",
        "purpose": {
            "objective": "To see.", "processing_activities": "Counting.", "lay_summary": "We count.",
            "direct_care": false,
        },
        "commercial": { "is_commercial": solely, "solely": solely, "uses": uses },
        "term": { "start": "2026-11-20", "end": "2027-11-19", "territory": "england" },
    }))
    .unwrap()
}

pub fn open_with(version: DocumentVersion, content: Sealed<ApplicationContent>) -> Command {
    Command::Open {
        nic: nic(),
        version,
        organisation: northmere(),
        sha256: "0f".repeat(32),
        submitted_on: date(2026, 11, 20),
        content: Box::new(content),
    }
}

pub fn open(version: DocumentVersion) -> Command {
    open_with(version, Sealed::Open(content(&[], false)))
}

pub fn assign(actor: &Actor) -> Command {
    Command::Assign { officer: actor.id }
}

pub fn ready() -> Command {
    Command::Assess(Assessment::Ready)
}

pub fn no_advice() -> Command {
    Command::Assess(Assessment::NoAdviceNeeded { reason: "A routine case.".to_owned() })
}

pub fn approve() -> Command {
    Command::Decide(Decision::Approve { reasons: None })
}

pub fn refuse() -> Command {
    let reasons = "No benefit to patients.".to_owned();
    Command::Decide(Decision::Refuse { reason: RefusalReason::NoHealthBenefit, reasons })
}

pub fn after(state: State, steps: &[(Command, Actor)]) -> State {
    steps.iter().fold(state, |state, (command, actor)| {
        let events = decide(&state, command.clone(), &by(actor.clone())).unwrap();
        events.iter().fold(state, |state, event| evolve(state, event).unwrap())
    })
}

pub fn opened() -> State {
    after(State::Absent, &[(open(FIRST), Actor::system("intake"))])
}

pub fn taken() -> State {
    after(opened(), &[(assign(&olu()), olu())])
}

pub fn in_assurance() -> State {
    after(taken(), &[(ready(), olu())])
}

pub fn before_approver() -> State {
    after(in_assurance(), &[(no_advice(), olu())])
}

pub fn before_approver_with(content: Sealed<ApplicationContent>) -> State {
    let steps = [
        (open_with(FIRST, content), Actor::system("intake")),
        (assign(&olu()), olu()),
        (ready(), olu()),
        (no_advice(), olu()),
    ];
    after(State::Absent, &steps)
}

/// One state of each name, opened first.
pub fn every_state() -> [State; 6] {
    [
        opened(),
        taken(),
        in_assurance(),
        before_approver(),
        after(before_approver(), &[(approve(), ann())]),
        after(before_approver(), &[(refuse(), ann())]),
    ]
}
