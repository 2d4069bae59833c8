//! The people, organisations and papers of these tests.

use dars_contracts_domain::{
    agreement::{Command, Draft, Event, Facts, Issued, Overrides, Refusal, State, decide, document, evolve},
    framework_contract::Contract,
    mandate::Mandate,
};
use dars_messages::facts::contracts::Side;
use dars_vocabulary::{
    Actor, ActorKind, ApplicationContent, DocumentVersion, OrganisationId, PersonId, Sealed, StaffRole,
    code::Territory,
    content::{Controller, ControllerBasis, Parties, Term},
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
    Mandate { organisation: organisation(code), person: person(person_name), from: date(2026, 1, 1), until: None }
}

/// What is known when `actor` acts on `day`: everything in order, and each persona with the authority they have.
pub fn facts(actor: Actor, day: Date) -> Facts {
    let contract = |code: &str, number: u32| Contract {
        contract: format!("CON-{number}-A1B2C").parse().unwrap(),
        organisation: organisation(code),
        start: date(2025, 1, 1),
        end: date(2029, 12, 31),
    };
    let known = [
        mandate("applicant-signatory", APPLICANT),
        mandate("partner-signatory", PARTNER),
        mandate("body-signatory", BODY),
        mandate("approver", BODY),
        mandate("everywhere", APPLICANT),
        mandate("everywhere", PARTNER),
        mandate("everywhere", BODY),
    ];
    Facts {
        now: noon(day),
        technical_now: technical_now(),
        authorities: known.iter().filter(|mandate| mandate.person == actor.id).cloned().collect(),
        memberships: [mandate("lead", APPLICANT)]
            .iter()
            .filter(|mandate| mandate.person == actor.id)
            .cloned()
            .collect(),
        actor,
        framework_contracts: vec![contract(APPLICANT, 100_001), contract(PARTNER, 100_002)],
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
        }),
        term: Some(Term { start: START, end: END, territory: Territory::EnglandAndWales }),
        ..ApplicationContent::default()
    }
}

pub fn draft(controllers: &[&str]) -> Draft {
    Draft {
        nic: "DARS-NIC-900101-K4T7Q".parse().unwrap(),
        version: DocumentVersion::FIRST_ISSUE,
        organisation: organisation(APPLICANT),
        application_version: DocumentVersion::FIRST_DRAFT,
        application_sha256: "a".repeat(64),
        title: Sealed::Open("Stroke outcomes".to_owned()),
        content: Sealed::Open(Box::new(content(controllers))),
    }
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
    let document = Box::new(document(state, terms, &organisation(BODY)).unwrap());
    Command::Issue { document, sha256: SHA.to_owned() }
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

pub fn names(result: Result<Vec<Event>, Refusal>) -> Vec<&'static str> {
    result.unwrap().iter().map(Event::name).collect()
}

pub fn the_issued(state: &State) -> &Issued {
    state.issued().unwrap()
}
