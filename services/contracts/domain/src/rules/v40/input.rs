//! What the gate is asked with.

use dars_messages::{facts::contracts::ConditionDue, requests::contracts::ReleaseContent};
use dars_rules::{Assurance, FrameworkCover};
use dars_vocabulary::{
    DocumentVersion, OrganisationId, PersonId,
    code::AccessService,
    content::{Condition as SpecialCondition, DataSetRequest},
};
use jiff::civil::Date;

use crate::agreement::{
    self, Status, active_document, active_version, as_of, overdue_conditions, section_251_until, status_on, suspended,
};

/// Everything V40 looks at. Without a release it is the gate of a data set as the agreement names it.
#[derive(Clone, Debug, PartialEq)]
pub struct GateInput {
    /// The day in London.
    pub today: Date,
    /// What the agreement is today by its dates.
    pub status: Status,
    /// The version in force.
    pub version: Option<DocumentVersion>,
    /// Whether access is suspended.
    pub suspended: bool,
    /// Its controllers.
    pub controllers: Vec<OrganisationId>,
    /// Its processors.
    pub processors: Vec<OrganisationId>,
    /// Until when its support under section 251 holds.
    pub section_251_until: Option<Date>,
    /// Its special conditions, for improvement plans (V07).
    pub special_conditions: Vec<SpecialCondition>,
    /// Those that are overdue.
    pub overdue: Vec<ConditionDue>,
    /// The data sets it names; absent once its document is redacted.
    pub agreed: Option<Vec<DataSetRequest>>,
    /// The data set that is asked for.
    pub dataset: String,
    /// What others than the agreement say.
    pub known: Known,
    /// What would go out.
    pub release: Option<Candidate>,
}

/// What others than the agreement say.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Known {
    /// The framework contracts of the controllers.
    pub framework_contracts: Vec<FrameworkCover>,
    /// What controllers and processors show.
    pub assurances: Vec<Assurance>,
    /// The access services whose service agreement is active.
    pub active_services: Vec<AccessService>,
    /// Whether the data set was released under this agreement before.
    pub released_before: bool,
}

/// What would go out.
#[derive(Clone, Debug, PartialEq)]
pub struct Candidate {
    /// What it is.
    pub content: ReleaseContent,
    /// Who produced it.
    pub produced_by: PersonId,
    /// Who checked it.
    pub checked_by: Option<PersonId>,
}

impl GateInput {
    /// The gate of one data set, on the agreement as the dates up to `today` have made it.
    pub fn of(state: &agreement::State, today: Date, dataset: &str, known: Known) -> Self {
        let now = as_of(state, today);
        let document = active_document(&now);
        let (controllers, processors) = holders(&now);
        Self {
            today,
            status: status_on(&now, today),
            version: active_version(&now),
            suspended: suspended(&now),
            controllers,
            processors,
            section_251_until: section_251_until(&now),
            special_conditions: document.map(|document| document.special_conditions.clone()).unwrap_or_default(),
            overdue: overdue_conditions(&now, today),
            agreed: document.map(|document| document.content.requests().to_vec()),
            dataset: dataset.to_owned(),
            known,
            release: None,
        }
    }

    /// The requests for this data set.
    pub(super) fn requests(&self) -> impl Iterator<Item = &DataSetRequest> {
        self.agreed.iter().flatten().filter(|request| request.dataset == self.dataset)
    }
}

/// Controllers and processors of the version in force; the applicant organisation where no controller is named.
pub fn holders(state: &agreement::State) -> (Vec<OrganisationId>, Vec<OrganisationId>) {
    let Some(current) = state.current() else { return (Vec::new(), Vec::new()) };
    let issued = &current.signed.issued;
    let controllers = match issued.controllers.as_slice() {
        [] => vec![issued.organisation.clone()],
        named => named.to_vec(),
    };
    (controllers, issued.processors.clone())
}
