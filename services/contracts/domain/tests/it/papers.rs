//! The people and papers of the tests of framework contracts and service agreements.

use dars_contracts_domain::{
    framework_contract as fc,
    mandate::Mandate,
    service_agreement::{self as sa, Parent, Standing},
};
use dars_messages::{
    facts::contracts::Side,
    requests::contracts::{OrderLine, QuoteService},
};
use dars_rules::FrameworkCover;
use dars_vocabulary::{
    Actor, ActorKind, DocumentVersion, MembershipRole, PersonId, StaffRole,
    code::{AccessService, TerminationReason},
};
use jiff::civil::{Date, date};

use super::world::{APPLICANT, BODY, PARTNER, SHA, actor, noon, organisation, person, technical_now};

pub const CONTRACT: &str = "CON-100001-A1B2C";
pub const NEWER: &str = "CON-100002-A1B2C";
/// The day on which these tests' people act.
pub const TODAY: Date = date(2026, 3, 10);
/// The terms: three years from a day that has passed.
pub const FROM: Date = date(2026, 3, 1);
pub const TO: Date = date(2029, 2, 28);
pub const SERVICE: &str = "SVA-2026-000001";

/// Everyone who asks in the tables, and what they are.
pub fn askers() -> Vec<(&'static str, Actor)> {
    use StaffRole::{Approver, Auditor, BodySignatory, CaseOfficer, DataProduction, Operator};
    vec![
        ("the public", Actor::public()),
        ("a machine", Actor { kind: ActorKind::Machine, ..actor("client", &[CaseOfficer, BodySignatory]) }),
        ("the system", Actor::system("contracts")),
        ("a stranger", actor("stranger", &[])),
        ("a former lead", actor("former-lead", &[])),
        ("a lead", actor("lead", &[])),
        ("a collaborator", actor("collaborator", &[])),
        ("an IG lead", actor("ig-lead", &[])),
        ("an administrator", actor("administrator", &[])),
        ("a signatory without authority", actor("signatory-to-be", &[])),
        ("a signatory", actor("signatory", &[])),
        ("a case officer", actor("officer", &[CaseOfficer])),
        ("data production", actor("producer", &[DataProduction])),
        ("an approver", actor("approver", &[Approver])),
        ("an auditor or operator", actor("auditor", &[Auditor, Operator])),
        ("a body signatory without authority", actor("new-body-signatory", &[BodySignatory])),
        ("a body signatory", actor("body-signatory", &[BodySignatory])),
        ("who signed already, with authority for both sides", actor("everywhere", &[BodySignatory])),
    ]
}

pub fn mandate(name: &str, code: &str, roles: &[MembershipRole], until: Option<Date>) -> Mandate {
    Mandate {
        organisation: organisation(code),
        person: person(name),
        roles: roles.to_vec(),
        from: date(2026, 1, 1),
        until,
    }
}

fn memberships() -> Vec<Mandate> {
    use MembershipRole::{Administrator, Collaborator, IgLead, Lead, Signatory};
    vec![
        mandate("lead", APPLICANT, &[Lead], None),
        mandate("former-lead", APPLICANT, &[Lead], Some(date(2026, 3, 9))),
        mandate("collaborator", APPLICANT, &[Collaborator], None),
        mandate("ig-lead", APPLICANT, &[IgLead], None),
        mandate("administrator", APPLICANT, &[Administrator], None),
        mandate("signatory-to-be", APPLICANT, &[Signatory], None),
        mandate("analyst", APPLICANT, &[Collaborator], None),
        mandate("partner-analyst", PARTNER, &[Collaborator], None),
    ]
}

fn authorities() -> Vec<Mandate> {
    [
        ("signatory", APPLICANT),
        ("body-signatory", BODY),
        ("approver", BODY),
        ("everywhere", APPLICANT),
        ("everywhere", BODY),
    ]
    .map(|(name, code)| mandate(name, code, &[], None))
    .to_vec()
}

fn of(held: Vec<Mandate>, id: PersonId) -> Vec<Mandate> {
    held.into_iter().filter(|mandate| mandate.person == id).collect()
}

pub fn framework_facts(actor: Actor, day: Date) -> fc::Facts {
    fc::Facts {
        now: noon(day),
        technical_now: technical_now(),
        memberships: of(memberships(), actor.id),
        authorities: of(authorities(), actor.id),
        actor,
        organisation_known: true,
        open: None,
    }
}

pub fn terms() -> fc::Contract {
    terms_of(CONTRACT, FROM, TO)
}

pub fn terms_of(contract: &str, start: Date, end: Date) -> fc::Contract {
    fc::Contract { contract: contract.parse().unwrap(), organisation: organisation(APPLICANT), start, end }
}

pub fn ask() -> fc::Command {
    fc::Command::Request { contract: CONTRACT.parse().unwrap(), organisation: organisation(APPLICANT) }
}

pub fn draft(start: Date, end: Date) -> fc::Command {
    fc::Command::Draft { template_version: "v3.0".to_owned(), start, end }
}

pub fn issue(state: &fc::State) -> fc::Command {
    let document = fc::document(state, &organisation(BODY)).unwrap_or_else(|_| fc::FrameworkDocument {
        contract: CONTRACT.parse().unwrap(),
        organisation: organisation(APPLICANT),
        body: organisation(BODY),
        template_version: "v3.0".to_owned(),
        start: FROM,
        end: TO,
    });
    fc::Command::Issue { document: Box::new(document), sha256: SHA.to_owned() }
}

pub fn sign(side: Side) -> fc::Command {
    fc::Command::Sign { sha256: SHA.to_owned(), side }
}

pub fn terminate() -> fc::Command {
    fc::Command::Terminate { reason: TerminationReason::OwnRequest, note: Some("They merged.".to_owned()) }
}

pub fn after(state: &fc::State, command: fc::Command, who: Actor, day: Date) -> fc::State {
    let events = fc::decide(state, command, &framework_facts(who, day)).unwrap();
    events.iter().fold(state.clone(), |state, event| fc::evolve(state, event).unwrap())
}

pub fn officer() -> Actor {
    actor("officer", &[StaffRole::CaseOfficer])
}

pub fn signatory() -> Actor {
    actor("signatory", &[])
}

pub fn body_signatory() -> Actor {
    actor("body-signatory", &[StaffRole::BodySignatory])
}

pub fn everywhere() -> Actor {
    actor("everywhere", &[StaffRole::BodySignatory])
}

pub fn system() -> Actor {
    Actor::system("contracts")
}

pub fn requested() -> fc::State {
    after(&fc::State::Absent, ask(), actor("lead", &[]), TODAY)
}

pub fn drafted(start: Date, end: Date) -> fc::State {
    after(&requested(), draft(start, end), officer(), TODAY)
}

pub fn issued(start: Date, end: Date) -> fc::State {
    let drafted = drafted(start, end);
    after(&drafted, issue(&drafted), officer(), TODAY)
}

/// Signed by both sides on one day.
pub fn signed(start: Date, end: Date, day: Date) -> fc::State {
    let part = after(&issued(start, end), sign(Side::Organisation), signatory(), day);
    after(&part, sign(Side::Body), body_signatory(), day)
}

pub fn service_facts(actor: Actor, day: Date) -> sa::Facts {
    let cover = |contract: &str, code: &str| FrameworkCover {
        contract: contract.parse().unwrap(),
        organisation: organisation(code),
        start: date(2025, 1, 1),
        end: date(2027, 12, 31),
    };
    sa::Facts {
        now: noon(day),
        technical_now: technical_now(),
        memberships: of(memberships(), actor.id),
        authorities: of(authorities(), actor.id),
        actor,
        agreement: Some(parent()),
        framework_contracts: vec![cover(CONTRACT, APPLICANT), cover(NEWER, PARTNER)],
        users: memberships(),
    }
}

/// An agreement in force of two controllers.
pub fn parent() -> Parent {
    Parent {
        nic: "DARS-NIC-900101-K4T7Q".parse().unwrap(),
        version: DocumentVersion::FIRST_ISSUE,
        organisation: organisation(APPLICANT),
        parties: vec![organisation(APPLICANT), organisation(PARTNER)],
        deciding: vec![organisation(APPLICANT), organisation(PARTNER)],
        services: vec![AccessService::Sde],
        first_day: FROM,
        last_day: date(2027, 2, 28),
        ended_on: None,
        standing: Standing::InForce,
    }
}

pub fn asked() -> QuoteService {
    QuoteService {
        nic: parent().nic,
        service: AccessService::Sde,
        start: FROM,
        end: date(2026, 12, 31),
        lines: vec![
            OrderLine { what: "Set-up".to_owned(), quantity: 1, unit_pence: 43_400 },
            OrderLine { what: "User account, month".to_owned(), quantity: 30, unit_pence: 47_200 },
        ],
    }
}

pub fn quoted_document(asked: QuoteService) -> Result<sa::ServiceQuote, sa::Refusal> {
    sa::quote(&SERVICE.parse().unwrap(), asked, Some(&parent()), &organisation(BODY))
}

pub fn quote() -> sa::Command {
    sa::Command::Quote { document: Box::new(quoted_document(asked()).unwrap()), sha256: SHA.to_owned() }
}

pub fn sign_service(side: Side) -> sa::Command {
    sa::Command::Sign { sha256: SHA.to_owned(), side }
}

pub fn users(names: &[&str]) -> sa::Command {
    sa::Command::SetUsers(names.iter().map(|name| person(name)).collect())
}

pub fn then(state: &sa::State, command: sa::Command, who: Actor, day: Date) -> sa::State {
    let events = sa::decide(state, command, &service_facts(who, day)).unwrap();
    events.iter().fold(state.clone(), |state, event| sa::evolve(state, event).unwrap())
}

/// The agreement is over since yesterday.
pub fn after_the_agreement(actor: Actor) -> sa::Facts {
    let mut facts = service_facts(actor, TODAY);
    let ended_on = TODAY.yesterday().ok();
    facts.agreement = Some(Parent { standing: Standing::Over, ended_on, ..parent() });
    facts
}

pub fn over(state: &sa::State) -> sa::State {
    let events = sa::decide(state, sa::Command::DatesPassed, &after_the_agreement(system())).unwrap();
    events.iter().fold(state.clone(), |state, event| sa::evolve(state, event).unwrap())
}

pub fn service_quoted() -> sa::State {
    then(&sa::State::Absent, quote(), officer(), TODAY)
}

pub fn service_ordered() -> sa::State {
    then(&service_quoted(), sa::Command::Order, actor("lead", &[]), TODAY)
}

pub fn service_signed() -> sa::State {
    let part = then(&service_ordered(), sign_service(Side::Organisation), signatory(), TODAY);
    then(&part, sign_service(Side::Body), body_signatory(), TODAY)
}

pub fn service_provisioned() -> sa::State {
    then(&service_signed(), sa::Command::Provision, officer(), TODAY)
}

pub fn service_active() -> sa::State {
    then(&service_provisioned(), sa::Command::Activate, officer(), TODAY)
}
