//! The organisations that a content names, each with where it stands.

use std::collections::BTreeSet;

use dars_vocabulary::{ApplicationContent, OrganisationId};

/// Every organisation that the rules look at: the applicant and those that `content` names, each once, in order. Whoever
/// fills a [`Context`](crate::Context) asks for what is known of these.
pub fn organisations_asked_about(
    content: &ApplicationContent,
    applicant: Option<&OrganisationId>,
) -> Vec<OrganisationId> {
    let others = content.parties.iter().flat_map(|parties| &parties.others).map(|party| &party.organisation);
    let places = content.locations.iter().flat_map(|locations| &locations.places).map(|place| &place.organisation);
    let named: BTreeSet<&OrganisationId> = applicant
        .into_iter()
        .chain(content.controllers().iter().map(|controller| &controller.organisation))
        .chain(content.processors().iter().map(|processor| &processor.organisation))
        .chain(others)
        .chain(places)
        .collect();
    named.into_iter().cloned().collect()
}

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
