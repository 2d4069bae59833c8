//! About what may be an incident, and is shown to the incident lead.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Why what was shown to the incident lead is no incident.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum NoIncident {
    /// It asks about incidents, and tells of none.
    OnlyAsked,
    /// No data of this service are concerned.
    NoDataConcerned,
    /// It is known already, and in hand elsewhere.
    KnownAlready,
    /// It is about something else altogether.
    AnotherMatter,
}

impl NoIncident {
    /// Every reason.
    pub const ALL: &'static [Self] = &[Self::OnlyAsked, Self::NoDataConcerned, Self::KnownAlready, Self::AnotherMatter];
}

/// `POST /enquiries/{reference}/incident` (confirm-incident): the incident lead finds that it is one, and has it now.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ConfirmIncident {}

/// `POST /enquiries/{reference}/no-incident` (rule-out-incident): the incident lead finds that it is none.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RuleOutIncident {
    /// Why.
    pub reason: NoIncident,
}

/// `POST /enquiries/unfiled/{id}/no-incident` (rule-out-mail): the same of a mail that joined no enquiry.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RuleOutMail {
    /// Why.
    pub reason: NoIncident,
}
