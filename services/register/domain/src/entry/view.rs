//! What everyone may read of an entry: an explicit list of fields (interop.md §1), with code-list values unrendered.
//!
//! Whatever else a version holds (places and their addresses, papers, other parties, how duties are shared, conditions)
//! is not here, and so cannot be shown: a new field of the content stays private until it is added to this list.

use dars_vocabulary::{
    DocumentVersion, Nic, OrganisationId,
    code::{
        AccessService, Article6, Article9, Cldc, Frequency, LegalPower, Level, ReleaseKind, Sensitivity, Territory,
    },
    content::{ControllerBasis, DataSetRequest},
};
use jiff::civil::Date;
use serde::Serialize;

use super::{Known, PublicStatus, Release, State, Version, public_status};

/// One data set of a version. A field that was not said is "not recorded", never "none".
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
    /// Whether the national data opt-out is applied.
    pub opt_outs_applied: Option<bool>,
}

/// One release under a version: its month, never its day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PublicRelease {
    /// The catalogue's id.
    pub dataset: String,
    /// File or system access.
    pub kind: ReleaseKind,
    /// Month of release: `Nov-26`.
    pub month: String,
    /// Patient opt-outs applied.
    pub opt_outs_applied: bool,
    /// How many files.
    pub files: u32,
}

/// A published version as it stands in the public register.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PublicVersion {
    /// Reference with version: `DARS-NIC-900101-K4T7Q-v1.0`.
    pub reference: String,
    /// The agreement.
    pub nic: Nic,
    /// The version.
    pub version: DocumentVersion,
    /// In force or not, by its dates.
    pub status: PublicStatus,
    /// Application title.
    pub title: Option<String>,
    /// Applicant organisation.
    pub applicant: OrganisationId,
    /// Data controllers.
    pub controllers: Vec<OrganisationId>,
    /// Sole or joint.
    pub controller_basis: Option<ControllerBasis>,
    /// Processors.
    pub processors: Vec<OrganisationId>,
    /// First day.
    pub start: Date,
    /// Last day, as it was agreed.
    pub end: Date,
    /// Last day in force, when it was ended before.
    pub ended_on: Option<Date>,
    /// Where data may be used.
    pub territory: Territory,
    /// The countries that the term names beside the UK and the EEA; none where another territory was agreed.
    pub countries: Vec<String>,
    /// UK GDPR Art 6(1).
    pub article_6: Vec<Article6>,
    /// UK GDPR Art 9(2).
    pub article_9: Vec<Article9>,
    /// For commercial purposes.
    pub commercial: Option<bool>,
    /// Whether sub-licensing applies.
    pub sub_licensing: Option<bool>,
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
    /// What was released under it, the newest first.
    pub releases: Vec<PublicRelease>,
    /// The day of publication in London.
    pub published_on: Date,
}

/// An entry: its newest published version, and all of them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PublicEntry {
    /// The newest.
    pub newest: PublicVersion,
    /// Every published version, the newest first.
    pub versions: Vec<PublicVersion>,
}

/// What everyone may read on `today`; nothing before publication, and nothing once all content was redacted.
pub fn public_entry(state: &State, today: Date) -> Option<PublicEntry> {
    let numbers: Vec<DocumentVersion> = state.versions().rev().map(|(version, _)| version).collect();
    let versions: Vec<PublicVersion> =
        numbers.into_iter().filter_map(|version| public_version(state, version, today)).collect();
    Some(PublicEntry { newest: versions.first()?.clone(), versions })
}

/// The newest version that everyone may read on `today`: all that a list shows of an entry.
pub fn public_newest(state: &State, today: Date) -> Option<PublicVersion> {
    state.versions().rev().find_map(|(version, _)| public_version(state, version, today))
}

/// What everyone may read of one version on `today`.
pub fn public_version(state: &State, version: DocumentVersion, today: Date) -> Option<PublicVersion> {
    let State::Known(known) = state else { return None };
    match known.versions.get(&version)? {
        Version::Awaited { .. } | Version::Held { .. } | Version::Pending { .. } => None,
        Version::Published { published_on, .. } => view(known, version, *published_on, today),
    }
}

fn view(known: &Known, version: DocumentVersion, published_on: Date, today: Date) -> Option<PublicVersion> {
    let stage = known.versions.get(&version)?;
    let (document, heard) = (stage.document()?, stage.heard());
    let content = &document.content;
    let purpose = content.purpose.as_ref();
    let basis = content.legal_basis.as_ref();
    let named = content.term.iter().filter(|_| document.territory == Territory::NamedCountries);
    let countries = named.flat_map(|term| &term.countries);
    let mut releases: Vec<&Release> = heard.releases.values().collect();
    releases.sort_by(|one, other| (other.released_on, &other.release).cmp(&(one.released_on, &one.release)));
    Some(PublicVersion {
        reference: format!("{}-{}", document.nic, document.version),
        nic: document.nic.clone(),
        version,
        status: public_status(known, version, today)?,
        title: content.title.clone(),
        applicant: document.applicant.clone(),
        controllers: content.controllers().iter().map(|controller| controller.organisation.clone()).collect(),
        controller_basis: content.parties.as_ref().map(|parties| parties.controller_basis),
        processors: content.processors().iter().map(|processor| processor.organisation.clone()).collect(),
        start: document.start,
        end: document.end,
        ended_on: heard.terminated_on,
        territory: document.territory,
        countries: countries.map(|named| named.country.clone()).collect(),
        article_6: basis.iter().flat_map(|basis| basis.article_6()).map(|(_, article)| article).collect(),
        article_9: basis.iter().flat_map(|basis| basis.article_9()).map(|(_, article)| article).collect(),
        commercial: content.commercial.as_ref().map(|commercial| commercial.is_commercial),
        sub_licensing: content.sub_licensing.as_ref().map(|sub_licensing| sub_licensing.allowed),
        lay_summary: purpose.map(|purpose| purpose.lay_summary.clone()),
        objective: purpose.map(|purpose| purpose.objective.clone()),
        processing_activities: purpose.map(|purpose| purpose.processing_activities.clone()),
        expected_output: content.outputs.as_ref().map(|outputs| outputs.expected.clone()),
        expected_benefits: content.benefits.as_ref().map(|benefits| benefits.expected.clone()),
        yielded_benefits: content.benefits.as_ref().and_then(|benefits| benefits.yielded.clone()),
        data_sets: content.requests().iter().map(public_data_set).collect(),
        releases: releases.into_iter().map(public_release).collect(),
        published_on,
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
        opt_outs_applied: request.opt_outs.as_ref().map(|opt_outs| opt_outs.applied),
    }
}

fn public_release(release: &Release) -> PublicRelease {
    PublicRelease {
        dataset: release.dataset.clone(),
        kind: release.kind,
        month: release.released_on.strftime("%b-%y").to_string(),
        opt_outs_applied: release.opt_outs_applied,
        files: release.file_count,
    }
}
