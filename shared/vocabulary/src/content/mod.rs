//! What is applied for and, once approved, agreed: the typed sections of an application (domain.md §6).
//!
//! People appear as opaque ids only. Every section may be absent while a draft is being written; the rules say what
//! is still missing and at which stage it will stop the applicant.

mod condition;
mod data;
mod law;
mod particulars;
mod parties;
mod purpose;
mod section;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

pub use condition::{Condition, Owing};
pub use data::{DataSetRequest, DataSets, OptOuts, Period};
pub use law::{Consent, Ethics, LegalBasis, PrivacyNotice, Section251};
pub use particulars::{Activities, Filters, Flow, Justification, Output, PlaceSecurity};
pub use parties::{Controller, ControllerBasis, Locations, OtherParty, Parties, Place, Processor, RemoteAccess};
pub use purpose::{Benefits, Commercial, Evidence, EvidenceItem, NamedCountry, Outputs, Purpose, SubLicensing, Term};
pub use section::SectionName;

/// The whole content of one version of an application.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ApplicationContent {
    /// At most 200 characters; public from approval on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// Section `parties`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parties: Option<Parties>,
    /// Section `locations`: where data is processed and kept.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub locations: Option<Locations>,
    /// Section `data-sets`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub data_sets: Option<DataSets>,
    /// Section `legal-basis`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub legal_basis: Option<LegalBasis>,
    /// Section `purpose`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub purpose: Option<Purpose>,
    /// Section `outputs`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub outputs: Option<Outputs>,
    /// Section `benefits`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub benefits: Option<Benefits>,
    /// Section `commercial`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub commercial: Option<Commercial>,
    /// Section `sub-licensing`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sub_licensing: Option<SubLicensing>,
    /// Section `ethics`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ethics: Option<Ethics>,
    /// Section `privacy-notice`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub privacy_notice: Option<PrivacyNotice>,
    /// Section `term`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub term: Option<Term>,
    /// Section `evidence`: papers that lie elsewhere, bound by their hash.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub evidence: Option<Evidence>,
}

impl ApplicationContent {
    /// The controllers, or none while the section is unwritten.
    pub fn controllers(&self) -> &[Controller] {
        self.parties.as_ref().map_or(&[], |parties| &parties.controllers)
    }

    /// The listed processors, or none while the section is unwritten.
    pub fn processors(&self) -> &[Processor] {
        self.parties.as_ref().map_or(&[], |parties| &parties.processors)
    }

    /// The data sets asked for, or none while the section is unwritten.
    pub fn requests(&self) -> &[DataSetRequest] {
        self.data_sets.as_ref().map_or(&[], |data| &data.requests)
    }
}
