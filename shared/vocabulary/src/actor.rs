//! Who acts: an actor is who someone is; what they may be for an organisation is a membership.

use jiff::Timestamp;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::code::Team;

/// A person, opaque: the UUID v5 of issuer and subject of their sign-in (ASVS 10.3.3: never of an address).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(transparent)]
pub struct PersonId(pub Uuid);

impl PersonId {
    /// The namespace of all person ids of this system.
    const NAMESPACE: Uuid = Uuid::from_u128(0x6a3c_3f57_9f2e_4b5d_8a11_5d0c_7b1e_da25);

    /// The id of the person whom `issuer` calls `subject`.
    pub fn of(issuer: &str, subject: &str) -> Self {
        Self(Uuid::new_v5(&Self::NAMESPACE, format!("{issuer}\n{subject}").as_bytes()))
    }
}

impl std::fmt::Display for PersonId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

/// What kind of caller stands behind a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ActorKind {
    /// A human who signed in.
    Person,
    /// A client of another system, with a token of its own.
    Machine,
    /// Nobody signed in.
    Public,
    /// One of our own services, acting on a fact or a date.
    System,
}

/// What a member of the body's staff may do (domain.md §3); comes with the sign-in's claims.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum StaffRole {
    /// Classifies, routes and signposts enquiries.
    TriageOfficer,
    /// Answers enquiries routed to the data applications team.
    Expert,
    /// Answers enquiries routed to the agreements team.
    ExpertAgreements,
    /// Answers enquiries routed to the trials team.
    ExpertDigitrials,
    /// Answers enquiries routed to the support of the secure data environment.
    ExpertSdeSupport,
    /// Answers enquiries routed to the commissioners' team.
    ExpertCommissioners,
    /// Answers enquiries routed to the public's help.
    ExpertPublicHelp,
    /// Assesses applications and drafts agreements.
    CaseOfficer,
    /// Assigns and hands over cases.
    TeamManager,
    /// Keeps the advisory groups' papers and records their advice; advises nothing.
    Secretariat,
    /// A member of an advisory group: advises on what a meeting lists, never decides.
    Adviser,
    /// Produces releases, and checks those of others.
    DataProduction,
    /// Specialist checks of security.
    SecurityReviewer,
    /// Specialist checks of information governance and law.
    IgAdviser,
    /// Specialist checks of cost.
    Finance,
    /// Approves, refuses or defers; never a case they worked on.
    Approver,
    /// Signs contracts for the data body.
    BodySignatory,
    /// Signs off what stands in the public register.
    RegisterPublisher,
    /// Plans audits and their findings.
    Auditor,
    /// Handles breaches, suspends access.
    IncidentLead,
    /// Retention, subject access, redaction.
    RecordsOfficer,
    /// Runs the system, sees metadata only.
    Operator,
}

impl StaffRole {
    /// The experts of every team.
    pub const EXPERTS: [Self; 6] = [
        Self::Expert,
        Self::ExpertAgreements,
        Self::ExpertDigitrials,
        Self::ExpertSdeSupport,
        Self::ExpertCommissioners,
        Self::ExpertPublicHelp,
    ];

    /// Who answers what `team` has.
    pub fn answers_for(team: Team) -> Self {
        match team {
            Team::Incident => Self::IncidentLead,
            Team::CaseOfficers => Self::CaseOfficer,
            Team::DataApplications => Self::Expert,
            Team::Agreements => Self::ExpertAgreements,
            Team::DigiTrials => Self::ExpertDigitrials,
            Team::SdeSupport => Self::ExpertSdeSupport,
            Team::Commissioners => Self::ExpertCommissioners,
            Team::PublicHelp => Self::ExpertPublicHelp,
        }
    }
}

/// What a person is for an organisation, from a membership that `intake` owns.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum MembershipRole {
    /// Leads applications.
    Lead,
    /// Works on applications of the organisation.
    Collaborator,
    /// Information governance lead or data protection officer.
    IgLead,
    /// Keeps the organisation's people, contacts and signing authority.
    Administrator,
    /// May sign once their authority is confirmed.
    Signatory,
}

impl MembershipRole {
    /// Whether it lets someone know of all that the organisation asks for: whoever only collaborates knows of what they
    /// are named on.
    pub fn sees_all(self) -> bool {
        match self {
            Self::Lead | Self::IgLead | Self::Administrator | Self::Signatory => true,
            Self::Collaborator => false,
        }
    }
}

/// The caller of one request, as the portal asserted it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Actor {
    /// The person, client or service; nil for the public.
    pub id: PersonId,
    /// What kind of caller.
    pub kind: ActorKind,
    /// Staff roles from the sign-in.
    #[serde(default)]
    pub roles: Vec<StaffRole>,
    /// When they signed in, in technical time; a signature or decision needs less than 5 minutes.
    #[serde(default)]
    pub signed_in_at: Option<Timestamp>,
}

impl Actor {
    /// Nobody in particular.
    pub fn public() -> Self {
        Self { id: PersonId(Uuid::nil()), kind: ActorKind::Public, roles: Vec::new(), signed_in_at: None }
    }

    /// One of our own services acting on a fact or a date.
    pub fn system(service: &str) -> Self {
        Self { id: PersonId::of("system", service), kind: ActorKind::System, roles: Vec::new(), signed_in_at: None }
    }

    /// Whether this is a person, signed in, holding `role` on the staff.
    pub fn is_staff(&self, role: StaffRole) -> bool {
        self.kind == ActorKind::Person && self.roles.contains(&role)
    }

    /// Whether this is any member of the body's staff; an adviser is none, and sees what their meetings show.
    pub fn is_any_staff(&self) -> bool {
        self.kind == ActorKind::Person && self.roles.iter().any(|role| *role != StaffRole::Adviser)
    }

    /// Whether this is a person, rather than a machine, the public or ourselves.
    pub fn is_person(&self) -> bool {
        self.kind == ActorKind::Person
    }
}
