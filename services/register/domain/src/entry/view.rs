//! What everyone may read of an entry: the register's fields (interop.md §1), with code-list values unrendered.

use dars_vocabulary::{
    DocumentVersion, Nic, OrganisationId,
    code::{AccessService, Cldc, Frequency, LegalPower, Level, Sensitivity, Territory},
    content::{ControllerBasis, DataSetRequest},
};
use jiff::civil::Date;
use serde::Serialize;

use super::State;

/// Whether the agreement of an entry is in force.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum PublicStatus {
    /// In force.
    Active,
    /// Its last day has passed.
    Ended,
}

/// One data set of an entry. A field that was not said is "not recorded", never "none".
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PublicDataSet {
    /// The catalogue's id.
    pub dataset: String,
    /// Type of data.
    pub level: Option<Level>,
    /// Sensitive or non-sensitive.
    pub sensitivity: Option<Sensitivity>,
    /// Frequency.
    pub frequency: Option<Frequency>,
    /// Legal basis for provision of data.
    pub legal_power: Option<LegalPower>,
    /// Common law duty of confidentiality, as a set.
    pub cldc: Vec<Cldc>,
    /// In which way it is reached.
    pub access_service: Option<AccessService>,
}

/// An entry as it stands in the public register. Sub-licensing is asked for in no section yet and so not recorded.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PublicEntry {
    /// Reference with version: `DARS-NIC-900101-K4T7Q-v1.0`.
    pub reference: String,
    /// The agreement.
    pub nic: Nic,
    /// The version.
    pub version: DocumentVersion,
    /// In force or ended, by its dates.
    pub status: PublicStatus,
    /// Application title.
    pub title: Option<String>,
    /// Applicant organisation.
    pub applicant: OrganisationId,
    /// Data controllers.
    pub controllers: Vec<OrganisationId>,
    /// Sole or joint.
    pub controller_basis: Option<ControllerBasis>,
    /// First day.
    pub start: Date,
    /// Last day.
    pub end: Date,
    /// Where data may be used.
    pub territory: Territory,
    /// For commercial purposes.
    pub commercial: Option<bool>,
    /// In words for everyone.
    pub lay_summary: Option<String>,
    /// Objective for processing.
    pub objective: Option<String>,
    /// Processing activities.
    pub processing_activities: Option<String>,
    /// Expected output.
    pub expected_output: Option<String>,
    /// Expected measurable benefits.
    pub expected_benefits: Option<String>,
    /// Yielded benefits.
    pub yielded_benefits: Option<String>,
    /// Its data sets.
    pub data_sets: Vec<PublicDataSet>,
    /// The day of publication in London.
    pub published_on: Date,
}

/// What everyone may read on `today`; nothing before publication, and nothing once the content was redacted.
pub fn public_view(state: &State, today: Date) -> Option<PublicEntry> {
    let published = match state {
        State::Absent | State::Awaited(_) | State::Held(_) | State::Pending(_) => return None,
        State::Published(published) => published,
    };
    let document = published.entry.document.open()?;
    let content = &document.content;
    let parties = content.parties.as_ref();
    let purpose = content.purpose.as_ref();
    let requests = content.data_sets.as_ref().map_or(&[][..], |data_sets| &data_sets.requests);
    // The dates decide; what was told of an end only ever agrees with them.
    let ended = today > document.end;
    Some(PublicEntry {
        reference: format!("{}-{}", document.nic, document.version),
        nic: document.nic.clone(),
        version: document.version,
        status: if ended { PublicStatus::Ended } else { PublicStatus::Active },
        title: content.title.clone(),
        applicant: document.applicant.clone(),
        controllers: parties
            .map(|parties| parties.controllers.iter().map(|controller| controller.organisation.clone()).collect())
            .unwrap_or_default(),
        controller_basis: parties.map(|parties| parties.controller_basis),
        start: document.start,
        end: document.end,
        territory: document.territory,
        commercial: content.commercial.as_ref().map(|commercial| commercial.is_commercial),
        lay_summary: purpose.map(|purpose| purpose.lay_summary.clone()),
        objective: purpose.map(|purpose| purpose.objective.clone()),
        processing_activities: purpose.map(|purpose| purpose.processing_activities.clone()),
        expected_output: content.outputs.as_ref().map(|outputs| outputs.expected.clone()),
        expected_benefits: content.benefits.as_ref().map(|benefits| benefits.expected.clone()),
        yielded_benefits: content.benefits.as_ref().and_then(|benefits| benefits.yielded.clone()),
        data_sets: requests.iter().map(public_data_set).collect(),
        published_on: published.published_on,
    })
}

fn public_data_set(request: &DataSetRequest) -> PublicDataSet {
    PublicDataSet {
        dataset: request.dataset.clone(),
        level: request.level,
        sensitivity: request.sensitivity,
        frequency: request.frequency,
        legal_power: request.legal_power,
        cldc: request.cldc.clone(),
        access_service: request.access_service,
    }
}
