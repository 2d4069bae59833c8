//! The people of the tests, and cases at every stage.

use std::collections::BTreeSet;

use dars_messages::facts::review::ReturnReason;
use dars_review_domain::case::{
    Advising, AskedCondition, Assessment, Command, Decision, Facts, Known, Question, Resolution, State, decide, evolve,
};
use dars_vocabulary::{
    Actor, ActorKind, ApplicationContent, DataSetTraits, DocumentVersion, Nic, OrganisationId, PersonId, RefusalKind,
    Refuse, Sealed, StaffRole,
    code::{AdviceOutcome, AdvisoryGroup, ClarificationSeverity, CommercialUse, RefusalReason},
    content::{Owing, SectionName},
};
use jiff::{
    SignedDuration, Timestamp,
    civil::{Date, date},
};

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

/// The advisory groups' secretariat.
pub fn sid() -> Actor {
    signed_in("sid", &[StaffRole::Secretariat])
}

/// Our own service, acting on a fact.
pub fn intake() -> Actor {
    Actor::system("intake")
}

pub fn today() -> Date {
    date(2026, 11, 20)
}

/// So many days after the day of the tests.
pub fn later(days: i64) -> Timestamp {
    now() + SignedDuration::from_hours(24 * days)
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
    (refusal.kind(), code_of(&refusal))
}

/// The code of a refusal, which also says in a sentence what to do.
pub fn code_of(refusal: &impl Refuse) -> &'static str {
    let detail = refusal.detail();
    assert!(detail.contains(' ') && detail.ends_with(['.', '?']), "{}: {detail}", refusal.code());
    refusal.code()
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
        change: None,
        assessors: std::collections::BTreeSet::new(),
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
    Command::Assess(Assessment::NoAdviceNeeded {
        reason: "A routine case.".to_owned(),
        open_standards: Some(despite()),
    })
}

pub fn to(group: AdvisoryGroup) -> Command {
    Command::Assess(Assessment::To(group))
}

pub fn advised() -> Command {
    Command::Assess(Assessment::Advised { open_standards: Some(despite()) })
}

/// Why a case goes on with standards that nobody assessed.
pub fn despite() -> String {
    "All were met in the version before.".to_owned()
}

pub fn send_back() -> Command {
    let reasons = vec![ReturnReason { section: SectionName::Purpose, text: "Say who benefits.".to_owned() }];
    Command::Return { reasons }
}

pub fn question() -> Question {
    Question {
        section: SectionName::DataSets,
        standard: Some("3".to_owned()),
        severity: ClarificationSeverity::Blocking,
        text: "Why so many years?".to_owned(),
        phrase: None,
    }
}

pub fn raise() -> Command {
    Command::Raise(question())
}

/// What the case does not wait for.
pub fn raise_beside() -> Command {
    Command::Raise(Question { severity: ClarificationSeverity::Advisory, ..question() })
}

pub fn accept(number: u32) -> Command {
    Command::Resolve { number, resolution: Resolution::Accept }
}

pub fn reject(number: u32) -> Command {
    Command::Resolve { number, resolution: Resolution::Reject { text: "Which years, then?".to_owned() } }
}

pub fn answer(number: u32, round: u32) -> Command {
    Command::HearAnswer { number, round, text: Some("Since disease is slow.".to_owned()) }
}

pub fn answered(number: u32, round: u32) -> Command {
    Command::HearAnswered { number, round, answered_on: today() }
}

pub fn withdrawn() -> Command {
    Command::HearWithdrawn { ended_on: today() }
}

pub fn lapsed() -> Command {
    Command::HearLapsed { ended_on: today() }
}

pub fn schedule(group: AdvisoryGroup) -> Command {
    Command::Advise(Advising::Schedule { group, meets_on: today() })
}

/// What a group said, by Ivy alone.
pub fn outcome(group: AdvisoryGroup, outcome: AdviceOutcome) -> Command {
    let advisers = BTreeSet::from([person("ivy")]);
    let text = "The group's advice.".to_owned();
    Command::Advise(Advising::Outcome { group, outcome, met_on: today(), advisers, text })
}

pub fn approve() -> Command {
    Command::Decide(Decision::Approve { reasons: None, conditions: Vec::new() })
}

pub fn approve_because(reasons: &str) -> Command {
    Command::Decide(Decision::Approve { reasons: Some(reasons.to_owned()), conditions: Vec::new() })
}

pub fn condition(text: &str, due: Option<Date>) -> AskedCondition {
    AskedCondition { text: text.to_owned(), due, owing: Owing::Applicant }
}

pub fn approve_with_conditions() -> Command {
    let conditions = vec![condition("Finish the plan.", Some(date(2027, 3, 1))), condition("Tell patients.", None)];
    Command::Decide(Decision::Approve { reasons: None, conditions })
}

pub fn defer() -> Command {
    Command::Decide(Decision::Defer { reasons: "Not clear yet.".to_owned(), questions: vec![question(), question()] })
}

pub fn refuse() -> Command {
    let reasons = "No benefit to patients.".to_owned();
    Command::Decide(Decision::Refuse { reason: RefusalReason::NoHealthBenefit, reasons, against_advice: None })
}

pub fn refuse_against_advice(because: &str) -> Command {
    let (reasons, against_advice) = ("No benefit to patients.".to_owned(), Some(because.to_owned()));
    Command::Decide(Decision::Refuse { reason: RefusalReason::NoHealthBenefit, reasons, against_advice })
}

pub fn after(state: State, steps: &[(Command, Actor)]) -> State {
    steps.iter().fold(state, |state, (command, actor)| {
        let events = decide(&state, command.clone(), &by(actor.clone())).unwrap();
        events.iter().fold(state, |state, event| evolve(state, event).unwrap())
    })
}

/// The same, with the catalogue known: GDPPR is GP data for COVID-19 alone.
pub fn knowing(actor: Actor) -> Facts {
    let traits = DataSetTraits { covid_only: true, ..DataSetTraits::default() };
    let catalogue = Some([("gdppr".to_owned(), traits), ("hes-apc".to_owned(), DataSetTraits::default())].into());
    let changed = Some(crate::changes::approved_before());
    Facts { known: Known { catalogue, changed, ..Known::default() }, ..by(actor) }
}

/// A content that asks for GP data.
pub fn gp_content() -> ApplicationContent {
    let mut content = content(&[], false);
    content.data_sets =
        serde_json::from_value(serde_json::json!({"requests": [{"dataset": "hes-apc"}, {"dataset": "gdppr"}]})).ok();
    content
}

/// A case in assurance that asks for GP data.
pub fn gp_in_assurance() -> State {
    let open = (open_with(FIRST, Sealed::Open(gp_content())), intake());
    after(State::Absent, &[open, (assign(&olu()), olu()), (ready(), olu())])
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

pub fn sent_back() -> State {
    after(taken(), &[(send_back(), olu())])
}

/// Two questions wait, raised in review.
pub fn asked() -> State {
    after(taken(), &[(raise(), olu()), (raise(), olu())])
}

/// Both were answered.
pub fn all_answered() -> State {
    after(asked(), &[(answer(1, 1), intake()), (answered(1, 1), intake()), (answered(2, 1), intake())])
}

pub fn before(group: AdvisoryGroup) -> State {
    after(in_assurance(), &[(to(group), olu())])
}

pub fn scheduled(group: AdvisoryGroup) -> State {
    after(before(group), &[(schedule(group), sid())])
}

pub fn advised_by(group: AdvisoryGroup, said: AdviceOutcome) -> State {
    after(scheduled(group), &[(outcome(group, said), sid())])
}

/// One state of each name but the absent one, and two in review; in the order of the road.
pub fn every_state() -> Vec<State> {
    vec![
        opened(),
        taken(),
        sent_back(),
        asked(),
        in_assurance(),
        crate::precedents::on_precedent_route(),
        before(AdvisoryGroup::Pag),
        before(AdvisoryGroup::Agd),
        before_approver(),
        after(before_approver(), &[(approve(), ann())]),
        after(before_approver(), &[(approve_with_conditions(), ann())]),
        after(before_approver(), &[(refuse(), ann())]),
        after(taken(), &[(withdrawn(), intake())]),
        after(taken(), &[(lapsed(), intake())]),
    ]
}
