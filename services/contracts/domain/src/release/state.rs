//! Where a release stands; each stage carries exactly its own data.

use dars_messages::requests::contracts::ReleaseContent;
use dars_vocabulary::{
    Actor, ActorKind, DocumentVersion, FieldError, MembershipRole, Nic, OrganisationId, PersonId, ReleaseRef,
};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// Who of the recipient may say that it arrived.
pub const RECEIVING: [MembershipRole; 4] =
    [MembershipRole::Lead, MembershipRole::Collaborator, MembershipRole::IgLead, MembershipRole::Administrator];

/// What was produced.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Produced {
    /// Its reference.
    pub release: ReleaseRef,
    /// The agreement.
    pub nic: Nic,
    /// What it is.
    pub content: ReleaseContent,
    /// Who produced it, opaque.
    pub produced_by: PersonId,
    /// The day in London.
    pub produced_on: Date,
}

/// That someone else checked it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Check {
    /// Who, opaque.
    pub checked_by: PersonId,
    /// The day in London.
    pub checked_on: Date,
}

/// Produced and checked.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Checked {
    /// What was produced.
    pub produced: Produced,
    /// The check.
    pub check: Check,
}

/// The gate was closed when it should have gone out.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Held {
    /// What was produced.
    pub produced: Produced,
    /// The check, if there was one.
    pub check: Option<Check>,
    /// Which conditions did not hold.
    pub findings: Vec<FieldError>,
    /// The day in London.
    pub held_on: Date,
}

/// It went out.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Made {
    /// What was produced and checked.
    pub checked: Checked,
    /// The version that was in force.
    pub version: DocumentVersion,
    /// Who let it out, opaque.
    pub released_by: PersonId,
    /// The day in London.
    pub released_on: Date,
}

/// It arrived.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Acknowledged {
    /// What went out.
    pub made: Made,
    /// Who said so, opaque.
    pub acknowledged_by: PersonId,
    /// The day in London.
    pub acknowledged_on: Date,
}

/// A release's stages.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(tag = "state", rename_all = "SCREAMING_SNAKE_CASE")]
pub enum State {
    /// Not known.
    #[default]
    Absent,
    /// Produced; waits to be checked.
    Planned(Produced),
    /// Checked; waits to go out.
    Qa(Checked),
    /// The gate was closed; may be tried again.
    Held(Held),
    /// Out.
    Released(Made),
    /// Arrived.
    Acknowledged(Acknowledged),
}

impl State {
    /// The state's name.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Absent => "ABSENT",
            Self::Planned(_) => "PLANNED",
            Self::Qa(_) => "QA",
            Self::Held(_) => "HELD",
            Self::Released(_) => "RELEASED",
            Self::Acknowledged(_) => "ACKNOWLEDGED",
        }
    }

    /// What was produced.
    pub fn produced(&self) -> Option<&Produced> {
        match self {
            Self::Absent => None,
            Self::Planned(produced)
            | Self::Qa(Checked { produced, .. })
            | Self::Held(Held { produced, .. })
            | Self::Released(Made { checked: Checked { produced, .. }, .. })
            | Self::Acknowledged(Acknowledged { made: Made { checked: Checked { produced, .. }, .. }, .. }) => {
                Some(produced)
            }
        }
    }

    /// The check, once there is one.
    pub fn check(&self) -> Option<&Check> {
        match self {
            Self::Absent | Self::Planned(_) => None,
            Self::Held(held) => held.check.as_ref(),
            Self::Qa(Checked { check, .. })
            | Self::Released(Made { checked: Checked { check, .. }, .. })
            | Self::Acknowledged(Acknowledged { made: Made { checked: Checked { check, .. }, .. }, .. }) => Some(check),
        }
    }

    /// How it went out, once it has.
    pub fn made(&self) -> Option<&Made> {
        match self {
            Self::Absent | Self::Planned(_) | Self::Qa(_) | Self::Held(_) => None,
            Self::Released(made) | Self::Acknowledged(Acknowledged { made, .. }) => Some(made),
        }
    }

    /// What holds it; nothing of any other stage.
    pub fn findings(&self) -> &[FieldError] {
        match self {
            Self::Held(held) => &held.findings,
            Self::Absent | Self::Planned(_) | Self::Qa(_) | Self::Released(_) | Self::Acknowledged(_) => &[],
        }
    }
}

/// Whether a caller, who belongs to `organisations`, may know of it: staff may, and the agreement's `parties`; whoever
/// received it too, though a later version may no longer name them.
pub fn visible_to(state: &State, actor: &Actor, organisations: &[OrganisationId], parties: &[OrganisationId]) -> bool {
    match actor.kind {
        ActorKind::System => true,
        ActorKind::Person => {
            let received = state.made().map(|made| &made.checked.produced.content.recipient);
            actor.is_any_staff() || parties.iter().chain(received).any(|party| organisations.contains(party))
        }
        ActorKind::Machine | ActorKind::Public => false,
    }
}
