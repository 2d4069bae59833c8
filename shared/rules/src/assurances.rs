//! What organisations show for their security and registration, as it holds on one day.

use std::collections::BTreeMap;

use dars_vocabulary::{
    OrganisationId,
    code::{AssuranceKind, AssuranceOutcome},
};
use jiff::civil::Date;

use crate::context::Assurance;

/// The latest assurance of each organisation and kind that has not lapsed.
pub(crate) struct Current<'a>(BTreeMap<(&'a OrganisationId, AssuranceKind), &'a Assurance>);

impl<'a> Current<'a> {
    pub(crate) fn on(day: Date, shown: &'a [Assurance]) -> Self {
        let mut current: BTreeMap<_, &Assurance> = BTreeMap::new();
        for assurance in shown.iter().filter(|assurance| day <= assurance.valid_to) {
            let latest = current.entry((&assurance.organisation, assurance.kind)).or_insert(assurance);
            if latest.valid_to <= assurance.valid_to {
                *latest = assurance;
            }
        }
        Self(current)
    }

    pub(crate) fn of(&self, organisation: &'a OrganisationId, kind: AssuranceKind) -> Option<&'a Assurance> {
        self.0.get(&(organisation, kind)).copied()
    }

    /// The toolkit's result of an organisation, if it is short of the standards: V07's matter.
    pub(crate) fn short_of_standards(&self, organisation: &'a OrganisationId) -> Option<&'a Assurance> {
        self.of(organisation, AssuranceKind::Dspt).filter(|assurance| match assurance.outcome {
            AssuranceOutcome::Approaching | AssuranceOutcome::NotMetPlan | AssuranceOutcome::NotMet => true,
            // What was never published shows nothing at all: V06's matter.
            AssuranceOutcome::Exceeded | AssuranceOutcome::Met | AssuranceOutcome::NotPublished => false,
        })
    }
}

/// Whether the standards are met, a certificate was reviewed or a fee paid.
pub(crate) fn passes(assurance: &Assurance) -> bool {
    matches!(assurance.outcome, AssuranceOutcome::Exceeded | AssuranceOutcome::Met)
}
