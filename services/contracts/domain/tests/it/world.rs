//! The people, organisations and papers of these tests.

use dars_contracts_domain::{
    agreement::{
        Approved, Command, Declaration, Event, Facts, Issued, Overrides, Refusal, State, decide, document, evolve,
    },
    mandate::Mandate,
};
use dars_messages::facts::contracts::Side;
use dars_rules::{Context, FrameworkCover};
use dars_vocabulary::{
    Actor, ActorKind, ApplicationContent, CertificateRef, DocumentVersion, MembershipRole, OrganisationId, PersonId,
    Sealed, StaffRole,
    code::{DestructionMethod, SuspensionReason, TerminationReason, Territory},
    content::{Condition, Controller, ControllerBasis, Owing, Parties, Processor, Term},
    london_midnight,
};
use jiff::{
    Timestamp, ToSpan,
    civil::{Date, date},
};

pub const ISSUE_DAY: Date = date(2026, 2, 10);
pub const START: Date = date(2026, 3, 3);
pub const END: Date = date(2027, 3, 2);
pub const APPLICANT: &str = "NORTH";
pub const PARTNER: &str = "BRACK";
pub const THIRD: &str = "HEART";
pub const HOST: &str = "CLOUD";
pub const BODY: &str = "X26";
pub const SHA: &str = "5feceb66ffc86f38d952786c6d696c79c2dbc239dd4e91b46729d73a27fb57e9";

pub fn organisation(code: &str) -> OrganisationId {
    code.parse().unwrap()
}

pub fn person(name: &str) -> PersonId {
    PersonId::of("https://identity.example", name)
}

pub fn noon(day: Date) -> Timestamp {
    london_midnight(day) + 12.hours()
}

/// Real time stands elsewhere than trade time.
pub fn technical_now() -> Timestamp {
    "2030-05-05T09:00:00Z".parse().unwrap()
}

pub fn actor(name: &str, roles: &[StaffRole]) -> Actor {
    let signed_in_at = Some(technical_now() - 1.minute());
    Actor { id: person(name), kind: ActorKind::Person, roles: roles.to_vec(), signed_in_at }
}

pub fn mandate(person_name: &str, code: &str) -> Mandate {
    let (organisation, person) = (organisation(code), person(person_name));
    Mandate { organisation, person, roles: Vec::new(), from: date(2026, 1, 1), until: None }
}

pub fn member(person_name: &str, code: &str, role: MembershipRole) -> Mandate {
    Mandate { roles: vec![role], ..mandate(person_name, code) }
}

/// What is known when `actor` acts on `day`: everything in order, and each persona with the authority they have.
pub fn facts(actor: Actor, day: Date) -> Facts {
    let contract = |code: &str, number: u32| FrameworkCover {
        contract: format!("CON-{number}-A1B2C").parse().unwrap(),
        organisation: organisation(code),
        start: date(2025, 1, 1),
        end: date(2029, 12, 31),
    };
    let authorities = [
        mandate("applicant-signatory", APPLICANT),
        mandate("partner-signatory", PARTNER),
        mandate("third-signatory", THIRD),
        mandate("body-signatory", BODY),
        mandate("approver", BODY),
        mandate("everywhere", APPLICANT),
        mandate("everywhere", PARTNER),
        mandate("everywhere", BODY),
    ];
    let memberships = [
        member("lead", APPLICANT, MembershipRole::Lead),
        member("applicant-signatory", APPLICANT, MembershipRole::Signatory),
        member("collaborator", APPLICANT, MembershipRole::Collaborator),
        member("partner-lead", PARTNER, MembershipRole::Lead),
        member("host", HOST, MembershipRole::IgLead),
        member("officer-of-applicant", APPLICANT, MembershipRole::Collaborator),
    ];
    let of = |known: &[Mandate]| known.iter().filter(|mandate| mandate.person == actor.id).cloned().collect();
    Facts {
        now: noon(day),
        technical_now: technical_now(),
        authorities: of(&authorities),
        memberships: of(&memberships),
        actor,
        known: Context {
            framework_contracts: Some(vec![
                contract(APPLICANT, 100_001),
                contract(PARTNER, 100_002),
                contract(THIRD, 100_003),
            ]),
            ..Context::default()
        },
        approved_by: Some(person("approver")),
    }
}

pub fn system(day: Date) -> Facts {
    facts(Actor::system("contracts"), day)
}

pub fn officer(day: Date) -> Facts {
    facts(actor("officer", &[StaffRole::CaseOfficer]), day)
}

pub fn content(controllers: &[&str]) -> ApplicationContent {
    ApplicationContent {
        title: Some("Stroke outcomes".to_owned()),
        parties: Some(Parties {
            controllers: controllers
                .iter()
                .map(|code| Controller { organisation: organisation(code), also_processes: false })
                .collect(),
            controller_basis: ControllerBasis::Sole,
            joint_arrangement: None,
            processors: vec![Processor { organisation: organisation(HOST), instructions_in_place: true }],
            others: Vec::new(),
        }),
        term: Some(Term {
            start: START,
            end: END,
            territory: Territory::EnglandAndWales,
            countries: Vec::new(),
            longer_because: None,
            archiving: false,
        }),
        ..ApplicationContent::default()
    }
}

pub fn draft(controllers: &[&str]) -> Approved {
    Approved {
        nic: "DARS-NIC-900101-K4T7Q".parse().unwrap(),
        organisation: organisation(APPLICANT),
        application_version: DocumentVersion::FIRST_DRAFT,
        application_sha256: "a".repeat(64),
        title: Sealed::Open("Stroke outcomes".to_owned()),
        content: Sealed::Open(Box::new(content(controllers))),
        conditions: Sealed::Open(vec![
            Condition {
                number: 1,
                text: "Finish the plan.".to_owned(),
                due: Some(date(2026, 6, 30)),
                owing: Owing::Applicant,
            },
            Condition { number: 2, text: "Keep it apart.".to_owned(), due: None, owing: Owing::Applicant },
        ]),
        change: None,
    }
}

/// The approval of a change, later than that of the first version.
pub fn amendment(minor: u16) -> Approved {
    let application_version = DocumentVersion { major: 0, minor };
    Approved { application_version, application_sha256: "b".repeat(64), ..draft(&[APPLICANT]) }
}

pub fn apply(state: State, events: &[Event]) -> State {
    events.iter().fold(state, |state, event| evolve(state, event).unwrap())
}

pub fn after(state: &State, command: Command, facts: &Facts) -> State {
    apply(state.clone(), &decide(state, command, facts).unwrap())
}

pub fn drafted(controllers: &[&str]) -> State {
    after(&State::Absent, Command::Draft(draft(controllers)), &system(ISSUE_DAY))
}

pub fn issue_of(state: &State, terms: &Overrides) -> Command {
    issue_on(state, terms, ISSUE_DAY)
}

pub fn issue_on(state: &State, terms: &Overrides, day: Date) -> Command {
    let document = Box::new(document(state, terms, &organisation(BODY), day).unwrap());
    Command::Issue { document, sha256: SHA.to_owned() }
}

/// Begins on `start` and ends with the first version.
pub fn starting(start: Date) -> Overrides {
    Overrides { start: Some(start), end: Some(END), territory: None }
}

pub fn issued_with(controllers: &[&str]) -> State {
    let draft = drafted(controllers);
    after(&draft, issue_of(&draft, &Overrides::default()), &officer(ISSUE_DAY))
}

/// Issued to the applicant, who is the only controller, and the body.
pub fn issued() -> State {
    issued_with(&[APPLICANT])
}

pub fn sign(side: Side, code: &str) -> Command {
    Command::Sign { sha256: SHA.to_owned(), side, organisation: organisation(code) }
}

pub fn applicant_signs() -> Command {
    sign(Side::Organisation, APPLICANT)
}

pub fn body_signs() -> Command {
    sign(Side::Body, BODY)
}

pub fn applicant_signatory(day: Date) -> Facts {
    facts(actor("applicant-signatory", &[]), day)
}

pub fn body_signatory(day: Date) -> Facts {
    facts(actor("body-signatory", &[StaffRole::BodySignatory]), day)
}

pub fn signed_on(day: Date) -> State {
    let part = after(&issued(), applicant_signs(), &applicant_signatory(day));
    after(&part, body_signs(), &body_signatory(day))
}

pub fn swept(state: &State, day: Date) -> State {
    after(state, Command::DatesPassed, &system(day))
}

/// In force and told so, on its first day.
pub fn active() -> State {
    swept(&signed_on(ISSUE_DAY), START)
}

/// In force, and a change is issued on `day` that begins on `start`.
pub fn with_next_issued(day: Date, start: Date) -> State {
    let drafted = after(&active(), Command::Draft(amendment(2)), &system(day));
    after(&drafted, issue_on(&drafted, &starting(start), day), &officer(day))
}

/// The change is signed by everyone on `day`.
pub fn next_signed(state: &State, day: Date) -> State {
    let part = after(state, applicant_signs(), &applicant_signatory(day));
    after(&part, body_signs(), &body_signatory(day))
}

pub fn suspend() -> Command {
    Command::Suspend { reason: SuspensionReason::Breach, note: Some("An analyst copied a file.".to_owned()) }
}

pub fn reinstate() -> Command {
    Command::Reinstate { reason: "The drive was wiped.".to_owned() }
}

pub fn terminate() -> Command {
    Command::Terminate { reason: TerminationReason::Breach, note: Some("Twice in a year.".to_owned()) }
}

pub fn meet(number: u32) -> Command {
    Command::MeetCondition { number, evidence: "The plan's last report.".to_owned() }
}

pub fn incident_lead(day: Date) -> Facts {
    facts(actor("incident-lead", &[StaffRole::IncidentLead]), day)
}

pub fn by(name: &str, day: Date) -> Facts {
    facts(actor(name, &[]), day)
}

pub fn certificate(number: u32) -> CertificateRef {
    CertificateRef::allot(2027, number)
}

pub fn declare(number: u32, parties: &[&str], destroyed_on: Date, backups_cleared_on: Option<Date>) -> Command {
    Command::SubmitCertificate(Declaration {
        certificate: certificate(number),
        parties: parties.iter().map(|code| organisation(code)).collect(),
        method: DestructionMethod::SecureErase,
        destroyed_on,
        backups_cleared_on,
        exceptions: None,
        declared_as: "Data manager".to_owned(),
    })
}

pub fn accept(number: u32) -> Command {
    Command::AcceptCertificate { certificate: certificate(number) }
}

pub fn query(number: u32) -> Command {
    Command::QueryCertificate { certificate: certificate(number), text: "Which backup?".to_owned() }
}

/// Its last day has passed, and certificates are due.
pub fn expired() -> State {
    swept(&active(), END.tomorrow().unwrap())
}

pub fn names(result: Result<Vec<Event>, Refusal>) -> Vec<&'static str> {
    result.unwrap().iter().map(Event::name).collect()
}

pub fn the_issued(state: &State) -> &Issued {
    state.issued().unwrap()
}
