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

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn whoever_is_named_anywhere_is_asked_about_once() {
        let content: ApplicationContent = serde_json::from_value(json!({
            "parties": {
                "controllers": [{"organisation": "NU01"}, {"organisation": "CTRL"}],
                "controller_basis": "joint",
                "processors": [{"organisation": "PROC"}],
                "others": [{"organisation": "FUND", "role": "funder"}],
            },
            "locations": {"places": [{"organisation": "SITE", "kind": "storage", "country": "GB-ENG"}]},
        }))
        .unwrap();
        let asked = |applicant: Option<&str>| {
            let applicant = applicant.map(|code| code.parse().unwrap());
            let asked = organisations_asked_about(&content, applicant.as_ref());
            asked.iter().map(ToString::to_string).collect::<Vec<_>>()
        };
        assert_eq!(asked(Some("NU01")), ["CTRL", "FUND", "NU01", "PROC", "SITE"]);
        assert_eq!(asked(Some("ZED9")).len(), 6);
    }
}
