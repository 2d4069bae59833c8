//! Who decides, who processes, and where.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::PlaceSecurity;
use crate::{
    code::{PartyRole, PlaceKind},
    reference::OrganisationId,
};

/// Whether one organisation decides alone.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ControllerBasis {
    /// One controller.
    #[default]
    Sole,
    /// Two or more who decide together (UK GDPR Art 26).
    Joint,
}

/// Who decides why and how data is used, and who else has a part.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Parties {
    /// The controllers.
    pub controllers: Vec<Controller>,
    /// Sole or joint.
    pub controller_basis: ControllerBasis,
    /// How joint controllers share their duties; needed when joint (V01).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub joint_arrangement: Option<String>,
    /// Other legal entities that act on a controller's written instructions; a cloud host counts.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub processors: Vec<Processor>,
    /// Funders, collaborators and sub-licensees: they sign nothing and hold nothing.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub others: Vec<OtherParty>,
}

/// One controller.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Controller {
    /// The organisation.
    pub organisation: OrganisationId,
    /// Whether it also processes the data itself; then it is not listed as processor too (V05).
    #[serde(default)]
    pub also_processes: bool,
}

/// One processor.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Processor {
    /// The organisation.
    pub organisation: OrganisationId,
    /// Whether written instructions of a controller are in place.
    #[serde(default)]
    pub instructions_in_place: bool,
}

/// A party that neither decides nor processes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct OtherParty {
    /// The organisation.
    pub organisation: OrganisationId,
    /// As what.
    pub role: PartyRole,
}

/// Where data is processed and kept.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Locations {
    /// The places.
    pub places: Vec<Place>,
}

/// One place, of one organisation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Place {
    /// Whose place it is.
    pub organisation: OrganisationId,
    /// What is done there.
    pub kind: PlaceKind,
    /// The country: ISO 3166-1 alpha-2, the nations of the UK as `GB-ENG`, `GB-WLS`, `GB-SCT`, `GB-NIR`.
    pub country: String,
    /// The address; never public.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub address: Option<String>,
    /// The score of the four-step cloud risk assessment, 1 to 5; needed for a cloud (V08).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cloud_risk_score: Option<u8>,
    /// The paper that shows those four steps, as its reference in section `evidence`; needed for a cloud (V08).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cloud_risk_evidence: Option<String>,
    /// By what safeguard data may go there; needed outside the UK and the EEA (V08).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub transfer_safeguard: Option<String>,
    /// What is declared about work from afar; needed for `remote` (V09).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub remote_access: Option<RemoteAccess>,
    /// How it is kept safe (standard 2a).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub security: Option<PlaceSecurity>,
}

/// What is declared about work from afar (V09).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RemoteAccess {
    /// Sign-in needs a second factor.
    #[serde(default)]
    pub second_factor: bool,
    /// Only devices that the organisation manages.
    #[serde(default)]
    pub managed_devices: bool,
    /// Only from within the territory.
    #[serde(default)]
    pub within_territory: bool,
}
