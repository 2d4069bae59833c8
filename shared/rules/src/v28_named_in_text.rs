//! V28: an organisation that the purpose's text mentions is listed as a party.

use std::collections::BTreeSet;

use dars_vocabulary::{ApplicationContent, Finding, OrganisationId, Severity, Stage, refusal::Basis};

use crate::{context::Context, finding::Rule};

const V28: Rule = Rule { id: "V28", severity: Severity::Warning, stage: Stage::Submit, basis: Basis::Reading };

/// Source: published notes of the advisory group: text and parties that do not agree are a common reason for a return.
///
/// A name that several organisations share is theirs if any of them is a party.
pub fn v28_named_in_text(content: &ApplicationContent, known: &Context) -> Vec<Finding> {
    let (Some(names), Some(purpose)) = (&known.names, &content.purpose) else { return Vec::new() };
    let parties = parties(content, known);
    let texts = [
        ("objective", Some(purpose.objective.as_str())),
        ("processing_activities", Some(purpose.processing_activities.as_str())),
        ("lay_summary", Some(purpose.lay_summary.as_str())),
        ("public_interest", purpose.public_interest.as_deref()),
        ("data_subjects", purpose.data_subjects.as_deref()),
    ];
    let mut told = BTreeSet::new();
    let mut findings = Vec::new();
    for (field, text) in texts {
        for named in names.mentioned_in(text.unwrap_or_default()) {
            let listed = named.iter().any(|owner| parties.contains(&owner.organisation));
            let Some(first) = named.first().filter(|first| !listed && told.insert(&first.organisation)) else {
                continue;
            };
            let message = format!(
                "This text names {} ({}), which is no party: list it with what it does, or say in the text that it has \
                 no part.",
                first.name, first.organisation
            );
            findings.push(V28.finding("organisation-not-listed", format!("/purpose/{field}"), message));
        }
    }
    findings
}

fn parties<'a>(content: &'a ApplicationContent, known: &'a Context) -> BTreeSet<&'a OrganisationId> {
    let others = content.parties.iter().flat_map(|parties| &parties.others).map(|one| &one.organisation);
    content
        .controllers()
        .iter()
        .map(|one| &one.organisation)
        .chain(content.processors().iter().map(|one| &one.organisation))
        .chain(others)
        .chain(known.applicant.as_ref())
        .collect()
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use dars_vocabulary::{
        code::PartyRole,
        content::{OtherParty, Processor},
    };

    use super::*;
    use crate::{finding::seen, names::Names, sample::complete};

    const CODE: &str = "organisation-not-listed";

    fn known(names: &[(&str, &str)]) -> Context {
        let names = names.iter().map(|(id, name)| (id.parse().unwrap(), (*name).to_owned()));
        Context { names: Some(Arc::new(Names::of(names))), ..Context::default() }
    }

    #[test]
    fn an_organisation_in_the_text_is_a_party() {
        type Spoil = fn(&mut ApplicationContent);
        let all = [("NU01", "Northmere University"), ("GH01", "Gridlock Hosting Ltd")];
        let table: [(Spoil, &[(&str, &str)]); 9] = [
            (|c| objective(c, "Northmere University asks."), &[]),
            (|c| objective(c, "Gridlock Hosting keeps the data."), &[(CODE, "/purpose/objective")]),
            (
                |c| c.purpose.as_mut().unwrap().lay_summary = "With Gridlock Hosting.".to_owned(),
                &[(CODE, "/purpose/lay_summary")],
            ),
            (
                |c| c.purpose.as_mut().unwrap().public_interest = Some("Gridlock Hosting gains.".to_owned()),
                &[(CODE, "/purpose/public_interest")],
            ),
            (
                |c| c.purpose.as_mut().unwrap().data_subjects = Some("Staff of Gridlock Hosting.".to_owned()),
                &[(CODE, "/purpose/data_subjects")],
            ),
            // Each is told of once, where it stands first.
            (
                |c| {
                    objective(c, "Gridlock Hosting and Gridlock Hosting.");
                    c.purpose.as_mut().unwrap().processing_activities = "By Gridlock Hosting.".to_owned();
                },
                &[(CODE, "/purpose/objective")],
            ),
            (
                |c| {
                    objective(c, "Gridlock Hosting keeps the data.");
                    let organisation = "GH01".parse().unwrap();
                    let processors = &mut c.parties.as_mut().unwrap().processors;
                    processors.push(Processor { organisation, instructions_in_place: true });
                },
                &[],
            ),
            (
                |c| {
                    objective(c, "Gridlock Hosting pays.");
                    let funder = OtherParty { organisation: "GH01".parse().unwrap(), role: PartyRole::Funder };
                    c.parties.as_mut().unwrap().others.push(funder);
                },
                &[],
            ),
            (|c| c.purpose = None, &[]),
        ];
        for (spoil, expected) in table {
            let mut content = complete();
            spoil(&mut content);
            let findings = v28_named_in_text(&content, &known(&all));
            assert_eq!(seen(&findings), expected);
            assert!(findings.iter().all(|f| f.severity == Severity::Warning && f.stage == Stage::Submit));
        }
    }

    #[test]
    fn the_applicant_organisation_and_a_shared_name_are_no_strangers() {
        let mut content = complete();
        objective(&mut content, "Elmsgate Trust asks, with Marlpit NHS Trust.");
        let names = [("ET01", "Elmsgate Trust"), ("MA01", "Marlpit NHS Trust"), ("MA02", "Marlpit NHS Trust")];
        assert_eq!(v28_named_in_text(&content, &known(&names)).len(), 2);
        let applicant = Some("ET01".parse().unwrap());
        assert_eq!(v28_named_in_text(&content, &Context { applicant, ..known(&names) }).len(), 1);
        content.parties.as_mut().unwrap().controllers[0].organisation = "MA02".parse().unwrap();
        assert_eq!(seen(&v28_named_in_text(&content, &known(&names))), [(CODE, "/purpose/objective")]);
        assert_eq!(v28_named_in_text(&content, &Context::default()), []);
    }

    #[test]
    fn the_message_says_who_by_name_and_code() {
        let mut content = complete();
        objective(&mut content, "GRIDLOCK HOSTING keeps the data.");
        let findings = v28_named_in_text(&content, &known(&[("GH01", "Gridlock Hosting Ltd")]));
        assert!(findings[0].message.contains("Gridlock Hosting Ltd (GH01)"), "{}", findings[0].message);
    }

    fn objective(content: &mut ApplicationContent, text: &str) {
        content.purpose.as_mut().unwrap().objective = text.to_owned();
    }
}
