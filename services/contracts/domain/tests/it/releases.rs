//! The people, papers and gates of the tests of releases.

use dars_contracts_domain::{
    agreement::Status,
    mandate::Mandate,
    release::{Agreement, Command, Facts, State, decide, evolve},
    rules::v40::{Candidate, GateInput, Known},
};
use dars_messages::requests::contracts::ReleaseContent;
use dars_rules::{Assurance, FrameworkCover};
use dars_vocabulary::{
    Actor, ActorKind, DocumentVersion, MembershipRole, Nic, ReleaseRef, StaffRole,
    code::{AccessService, AssuranceKind, AssuranceOutcome, Cldc, Frequency, Level, ReleaseKind},
    content::{DataSetRequest, OptOuts, Period},
};
use jiff::civil::{Date, date};

use super::world::{APPLICANT, HOST, PARTNER, actor, member, noon, organisation, person, technical_now};

pub const TODAY: Date = date(2026, 3, 10);

pub fn nic() -> Nic {
    "DARS-NIC-900101-K4T7Q".parse().unwrap()
}

pub fn period() -> Period {
    Period { from: date(2016, 1, 1), to: date(2025, 12, 31) }
}

pub fn request() -> DataSetRequest {
    DataSetRequest {
        dataset: "hes-apc".to_owned(),
        period: Some(period()),
        level: Some(Level::Pseudonymised),
        frequency: Some(Frequency::Ongoing),
        cldc: vec![Cldc::None],
        access_service: Some(AccessService::Extract),
        fields: vec!["ADMIDATE".to_owned(), "SEX".to_owned()],
        opt_outs: Some(OptOuts { applied: true, reason: None, evidence: None }),
        ..DataSetRequest::default()
    }
}

pub fn content() -> ReleaseContent {
    ReleaseContent {
        dataset: "hes-apc".to_owned(),
        period: period(),
        fields: vec!["SEX".to_owned()],
        level: Level::Pseudonymised,
        access_service: AccessService::Extract,
        recipient: organisation(APPLICANT),
        kind: ReleaseKind::File,
        file_count: 3,
        opt_outs_applied: true,
        opt_out_list_of: Some(TODAY),
    }
}

pub fn cover(code: &str, start: Date, end: Date) -> FrameworkCover {
    let contract = "CON-100001-A1B2C".parse().unwrap();
    FrameworkCover { contract, organisation: organisation(code), start, end }
}

pub fn shows(code: &str, kind: AssuranceKind, valid_to: Date) -> Assurance {
    let outcome = AssuranceOutcome::Met;
    Assurance {
        organisation: organisation(code),
        kind,
        outcome,
        valid_to,
        plan_approved: false,
        particulars: dars_vocabulary::AssuranceParticulars::default(),
    }
}

/// Controllers and processors show fee and security for long enough.
pub fn assured(codes: &[&str], valid_to: Date) -> Vec<Assurance> {
    let both = |code: &&str| [AssuranceKind::IcoFee, AssuranceKind::Dspt].map(|kind| shows(code, kind, valid_to));
    codes.iter().flat_map(both).collect()
}

/// Everything holds, of the data set as the agreement names it.
pub fn open_gate() -> GateInput {
    GateInput {
        today: TODAY,
        status: Status::Active,
        version: Some(DocumentVersion::FIRST_ISSUE),
        suspended: false,
        controllers: vec![organisation(APPLICANT), organisation(PARTNER)],
        processors: vec![organisation(HOST)],
        section_251_until: None,
        special_conditions: Vec::new(),
        overdue: Vec::new(),
        agreed: Some(vec![request()]),
        dataset: "hes-apc".to_owned(),
        known: Known {
            framework_contracts: vec![
                cover(APPLICANT, date(2025, 1, 1), date(2027, 12, 31)),
                cover(PARTNER, date(2025, 1, 1), date(2027, 12, 31)),
            ],
            assurances: assured(&[APPLICANT, PARTNER, HOST], date(2027, 6, 30)),
            active_services: Vec::new(),
            released_before: false,
        },
        release: None,
    }
}

/// Everything holds of a release that two people made.
pub fn asked() -> GateInput {
    let release = Candidate { content: content(), produced_by: person("maker"), checked_by: Some(person("checker")) };
    GateInput { release: Some(release), ..open_gate() }
}

pub fn closed_gate() -> GateInput {
    GateInput { status: Status::Suspended, suspended: true, ..open_gate() }
}

pub fn facts(actor: Actor, gate: GateInput) -> Facts {
    let mut former = member("former-lead", APPLICANT, MembershipRole::Lead);
    former.until = TODAY.yesterday().ok();
    let mandates = [
        former,
        member("lead", APPLICANT, MembershipRole::Lead),
        member("collaborator", APPLICANT, MembershipRole::Collaborator),
        member("ig-lead", APPLICANT, MembershipRole::IgLead),
        member("administrator", APPLICANT, MembershipRole::Administrator),
        member("signatory", APPLICANT, MembershipRole::Signatory),
        member("partner-lead", PARTNER, MembershipRole::Lead),
        member("host", HOST, MembershipRole::IgLead),
        member("stranger", "OTHER", MembershipRole::Lead),
    ];
    let of = |mandates: &[Mandate]| mandates.iter().filter(|held| held.person == actor.id).cloned().collect();
    Facts {
        now: noon(gate.today),
        technical_now: technical_now(),
        memberships: of(&mandates),
        authorities: Vec::new(),
        actor,
        agreement: Some(Agreement {
            parties: vec![organisation(APPLICANT), organisation(PARTNER), organisation(HOST)],
            issued: true,
            gate: Some(Box::new(gate)),
        }),
    }
}

pub fn maker() -> Actor {
    actor("maker", &[StaffRole::DataProduction])
}

pub fn checker() -> Actor {
    actor("checker", &[StaffRole::DataProduction])
}

/// Everyone who asks in the table, and what they are.
pub fn askers() -> Vec<(&'static str, Actor)> {
    use StaffRole::{Approver, Auditor, CaseOfficer, DataProduction, IncidentLead, Operator};
    vec![
        ("the public", Actor::public()),
        ("a machine", Actor { kind: ActorKind::Machine, ..actor("client", &[DataProduction]) }),
        ("the system", Actor::system("contracts")),
        ("a stranger", actor("stranger", &[])),
        ("a former lead of the recipient", actor("former-lead", &[])),
        ("a lead of the recipient", actor("lead", &[])),
        ("a collaborator of the recipient", actor("collaborator", &[])),
        ("an IG lead of the recipient", actor("ig-lead", &[])),
        ("an administrator of the recipient", actor("administrator", &[])),
        ("a signatory of the recipient", actor("signatory", &[])),
        ("a lead of another controller", actor("partner-lead", &[])),
        ("an IG lead of the processor", actor("host", &[])),
        ("who produced it", maker()),
        ("data production, another person", checker()),
        ("a case officer", actor("officer", &[CaseOfficer])),
        ("an incident lead", actor("incident-lead", &[IncidentLead])),
        ("an approver", actor("approver", &[Approver])),
        ("an auditor or operator", actor("auditor", &[Auditor, Operator])),
    ]
}

pub fn reference() -> ReleaseRef {
    ReleaseRef::allot(2026, 1)
}

pub fn plan() -> Command {
    plan_of(content())
}

pub fn plan_of(content: ReleaseContent) -> Command {
    Command::Plan { release: reference(), nic: nic(), content: Box::new(content) }
}

pub fn then(state: &State, command: Command, who: Actor, gate: GateInput) -> State {
    let events = decide(state, command, &facts(who, gate)).unwrap();
    events.iter().fold(state.clone(), |state, event| evolve(state, event).unwrap())
}

pub fn planned() -> State {
    then(&State::Absent, plan(), maker(), open_gate())
}

pub fn checked() -> State {
    then(&planned(), Command::Check, checker(), open_gate())
}

pub fn held_unchecked() -> State {
    then(&planned(), Command::Make, maker(), open_gate())
}

pub fn held_checked() -> State {
    then(&checked(), Command::Make, maker(), closed_gate())
}

pub fn released() -> State {
    then(&checked(), Command::Make, maker(), open_gate())
}

pub fn acknowledged() -> State {
    then(&released(), Command::Acknowledge, actor("lead", &[]), open_gate())
}
