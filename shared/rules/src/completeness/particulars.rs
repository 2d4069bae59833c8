//! The particulars beside a section's main texts (domain.md §8): how long they may be, and which papers they name.

use dars_vocabulary::{ApplicationContent, Finding, content::EvidenceItem};

use super::{
    COMPLETE,
    texts::{Kind, of_text},
};
use crate::policy::{self, PolicyValue};

type Text<'a> = (&'static str, Option<&'a String>);

/// Every one of them that is too long, cannot be shown, or names a paper that is not listed.
pub(super) fn wrong(content: &ApplicationContent) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (pointer, text) in single(content) {
        findings.extend(text.and_then(|text| of_text(&|| pointer.to_owned(), text, Kind::Text)));
    }
    for (at, request) in content.requests().iter().enumerate() {
        let why = request.justification.as_ref();
        let filters = request.filters.as_ref();
        let texts: [Text<'_>; 10] = [
            ("justification/period", why.and_then(|why| why.period.as_ref())),
            ("justification/fields", why.and_then(|why| why.fields.as_ref())),
            ("justification/episodes", why.and_then(|why| why.episodes.as_ref())),
            ("justification/identifiable", why.and_then(|why| why.identifiable.as_ref())),
            ("justification/sensitive", why.and_then(|why| why.sensitive.as_ref())),
            ("justification/under_16", why.and_then(|why| why.under_16.as_ref())),
            ("filters/geography", filters.and_then(|filters| filters.geography.as_ref())),
            ("filters/age", filters.and_then(|filters| filters.age.as_ref())),
            ("filters/diagnosis", filters.and_then(|filters| filters.diagnosis.as_ref())),
            ("filters/cohort", filters.and_then(|filters| filters.cohort.as_ref())),
        ];
        for (field, text) in texts {
            let pointer = || format!("/data_sets/requests/{at}/{field}");
            findings.extend(text.and_then(|text| of_text(&pointer, text, Kind::Text)));
        }
        findings.extend(lines(&format!("/data_sets/requests/{at}/linkage"), &request.linkage, policy::CHOICES));
        findings.extend(too_many(&format!("/data_sets/requests/{at}/drops"), request.drops.len(), policy::DROPS));
    }
    for (at, place) in content.locations.iter().flat_map(|section| &section.places).enumerate() {
        let text = place.security.as_ref().and_then(|security| security.cloud_safeguards.as_ref());
        let pointer = || format!("/locations/places/{at}/security/cloud_safeguards");
        findings.extend(text.and_then(|text| of_text(&pointer, text, Kind::Text)));
    }
    findings.extend(activities(content));
    findings.extend(outputs(content));
    let agreed = content.legal_basis.as_ref().and_then(|basis| basis.consent.as_ref());
    findings.extend(agreed.iter().flat_map(|it| lines("/legal_basis/consent/versions", &it.versions, policy::CHOICES)));
    findings
}

fn single(content: &ApplicationContent) -> [Text<'_>; 10] {
    let purpose = content.purpose.as_ref();
    let benefits = content.benefits.as_ref();
    let commercial = content.commercial.as_ref();
    [
        ("/legal_basis/article_6_reason", content.legal_basis.as_ref().and_then(|it| it.article_6_reason.as_ref())),
        ("/purpose/public_benefit", purpose.and_then(|it| it.public_benefit.as_ref())),
        ("/purpose/wider_programme", purpose.and_then(|it| it.wider_programme.as_ref())),
        ("/purpose/ethics_points", purpose.and_then(|it| it.ethics_points.as_ref())),
        ("/outputs/suppression", content.outputs.as_ref().and_then(|it| it.suppression.as_ref())),
        ("/benefits/magnitude", benefits.and_then(|it| it.magnitude.as_ref())),
        ("/benefits/timescale", benefits.and_then(|it| it.timescale.as_ref())),
        ("/commercial/who_gains", commercial.and_then(|it| it.who_gains.as_ref())),
        ("/commercial/share_of_benefit", commercial.and_then(|it| it.share_of_benefit.as_ref())),
        ("/sub_licensing/volume", content.sub_licensing.as_ref().and_then(|it| it.volume.as_ref())),
    ]
}

fn activities(content: &ApplicationContent) -> Vec<Finding> {
    let Some(said) = content.purpose.as_ref().and_then(|purpose| purpose.activities.as_ref()) else {
        return Vec::new();
    };
    let at = "/purpose/activities";
    let mut findings = Vec::new();
    let texts =
        [("linkage", said.linkage.as_ref()), ("reidentification_controls", said.reidentification_controls.as_ref())];
    for (field, text) in texts {
        findings.extend(text.and_then(|text| of_text(&|| format!("{at}/{field}"), text, Kind::Text)));
    }
    findings.extend(too_many(&format!("{at}/flows"), said.flows.len(), policy::PLACES));
    for (number, flow) in said.flows.iter().enumerate() {
        for (field, text) in [("from", &flow.from), ("to", &flow.to), ("what", &flow.what)] {
            findings.extend(of_text(&|| format!("{at}/flows/{number}/{field}"), text, Kind::Line));
        }
    }
    findings.extend(too_many(&format!("{at}/who"), said.who.len(), policy::CHOICES));
    findings.extend(lines(&format!("{at}/contracts"), &said.contracts, policy::PAPERS));
    let named = said.contracts.iter().enumerate().map(|(number, paper)| (format!("{at}/contracts/{number}"), paper));
    let diagram = said.flow_diagram.iter().map(|paper| (format!("{at}/flow_diagram"), paper));
    let papers: &[EvidenceItem] = content.evidence.as_ref().map_or(&[], |section| &section.items);
    findings.extend(
        named.chain(diagram).filter(|(_, reference)| !papers.iter().any(|paper| paper.reference == **reference)).map(
            |(pointer, _)| {
                let message = "No paper of section `evidence` has this reference: add it there, with its SHA-256.";
                COMPLETE.finding("paper-not-listed", pointer, message)
            },
        ),
    );
    findings
}

fn outputs(content: &ApplicationContent) -> Vec<Finding> {
    let items = content.outputs.as_ref().map_or(&[][..], |section| &section.items);
    let mut findings: Vec<Finding> = too_many("/outputs/items", items.len(), policy::PLACES).into_iter().collect();
    for (at, item) in items.iter().enumerate() {
        findings.extend(of_text(&|| format!("/outputs/items/{at}/what"), &item.what, Kind::Line));
        let audience = item.audience.as_ref();
        findings
            .extend(audience.and_then(|text| of_text(&|| format!("/outputs/items/{at}/audience"), text, Kind::Line)));
    }
    findings
}

fn lines(pointer: &str, texts: &[String], most: PolicyValue) -> Vec<Finding> {
    let each = texts.iter().enumerate();
    let wrong = each.filter_map(|(at, text)| of_text(&|| format!("{pointer}/{at}"), text, Kind::Line));
    too_many(pointer, texts.len(), most).into_iter().chain(wrong).collect()
}

fn too_many(pointer: &str, entries: usize, most: PolicyValue) -> Option<Finding> {
    (!u32::try_from(entries).is_ok_and(|entries| entries <= most.value)).then(|| {
        let message = format!("There are {entries} entries: shorten the list to {}.", most.value);
        COMPLETE.finding("list-too-long", pointer.to_owned(), message)
    })
}

#[cfg(test)]
mod tests {
    use dars_vocabulary::content::{Activities, Filters, Flow, Justification, Output, PlaceSecurity};

    use super::*;
    use crate::{finding::seen, sample::complete};

    type Write = fn(&mut ApplicationContent, String);

    fn activities(content: &mut ApplicationContent) -> &mut Activities {
        content.purpose.as_mut().unwrap().activities.get_or_insert_default()
    }

    #[test]
    fn each_particular_has_a_most() {
        let table: [(&str, u32, Write); 10] = [
            ("/purpose/public_benefit", 20_000, |c, text| c.purpose.as_mut().unwrap().public_benefit = Some(text)),
            ("/outputs/suppression", 20_000, |c, text| c.outputs.as_mut().unwrap().suppression = Some(text)),
            ("/data_sets/requests/0/justification/under_16", 20_000, |c, text| {
                let why = Justification { under_16: Some(text), ..Justification::default() };
                c.data_sets.as_mut().unwrap().requests[0].justification = Some(why);
            }),
            ("/data_sets/requests/0/filters/age", 20_000, |c, text| {
                let filters = Filters { age: Some(text), ..Filters::default() };
                c.data_sets.as_mut().unwrap().requests[0].filters = Some(filters);
            }),
            ("/data_sets/requests/0/linkage/0", 200, |c, text| {
                c.data_sets.as_mut().unwrap().requests[0].linkage = vec![text];
            }),
            ("/locations/places/1/security/cloud_safeguards", 20_000, |c, text| {
                let security = PlaceSecurity { cloud_safeguards: Some(text), ..PlaceSecurity::default() };
                c.locations.as_mut().unwrap().places[1].security = Some(security);
            }),
            ("/purpose/activities/reidentification_controls", 20_000, |c, text| {
                activities(c).reidentification_controls = Some(text);
            }),
            ("/purpose/activities/flows/0/to", 200, |c, text| {
                activities(c).flows = vec![Flow { from: "A".into(), to: text, what: "B".into(), level: None }];
            }),
            ("/outputs/items/0/what", 200, |c, text| {
                c.outputs.as_mut().unwrap().items = vec![Output { what: text, audience: None, planned_for: None }];
            }),
            ("/legal_basis/consent/versions/0", 200, |c, text| {
                c.legal_basis.as_mut().unwrap().consent.as_mut().unwrap().versions = vec![text];
            }),
        ];
        for (pointer, most, write) in table {
            for (length, expected) in [(most, None), (most + 1, Some(("text-too-long", pointer)))] {
                let mut content = complete();
                write(&mut content, "x".repeat(length as usize));
                assert_eq!(seen(&wrong(&content)), expected.into_iter().collect::<Vec<_>>(), "{pointer} {length}");
            }
        }
    }

    #[test]
    fn lists_have_a_most_and_papers_are_listed() {
        let mut content = complete();
        content.data_sets.as_mut().unwrap().requests[0].drops =
            vec![jiff::civil::date(2027, 1, 4); policy::DROPS.value as usize + 1];
        activities(&mut content).contracts = vec!["CONSENT/3".to_owned(), "NOWHERE".to_owned()];
        activities(&mut content).flow_diagram = Some("ELSEWHERE".to_owned());
        let expected = [
            ("list-too-long", "/data_sets/requests/0/drops"),
            ("paper-not-listed", "/purpose/activities/contracts/1"),
            ("paper-not-listed", "/purpose/activities/flow_diagram"),
        ];
        assert_eq!(seen(&wrong(&content)), expected);
    }
}
