//! The organisations that a content names, each with where it stands.

use dars_vocabulary::{ApplicationContent, OrganisationId};

/// The applicant organisation and every other controller: the sides that must be bound by a framework contract.
pub(crate) fn deciding<'a>(
    content: &'a ApplicationContent,
    applicant: Option<&'a OrganisationId>,
) -> Vec<(String, &'a OrganisationId)> {
    let others = controllers(content).filter(|(_, organisation)| Some(*organisation) != applicant);
    applicant.map(|organisation| ("/applicant".to_owned(), organisation)).into_iter().chain(others).collect()
}

/// Every controller and processor.
pub(crate) fn controllers_and_processors(content: &ApplicationContent) -> Vec<(String, &OrganisationId)> {
    let processors = content.processors().iter().enumerate();
    let processors = processors.map(|(at, one)| (format!("/parties/processors/{at}/organisation"), &one.organisation));
    controllers(content).chain(processors).collect()
}

fn controllers(content: &ApplicationContent) -> impl Iterator<Item = (String, &OrganisationId)> {
    let listed = content.controllers().iter().enumerate();
    listed.map(|(at, one)| (format!("/parties/controllers/{at}/organisation"), &one.organisation))
}
