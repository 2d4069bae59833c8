//! How long lists may be, and that some are not empty.

use std::collections::BTreeSet;

use dars_vocabulary::{ApplicationContent, Finding};

use super::COMPLETE;
use crate::{
    countries::is_country,
    policy::{self, PolicyValue},
};

/// Every list that is longer than anyone can read.
pub(super) fn too_long(content: &ApplicationContent) -> Vec<Finding> {
    let mut lists = fixed_lists(content);
    for (at, request) in content.requests().iter().enumerate() {
        lists.push((format!("/data_sets/requests/{at}/fields"), request.fields.len(), policy::FIELDS));
        lists.push((format!("/data_sets/requests/{at}/cldc"), request.cldc.len(), policy::CHOICES));
    }
    lists
        .into_iter()
        .filter(|(_, entries, most)| !u32::try_from(*entries).is_ok_and(|entries| entries <= most.value))
        .map(|(pointer, entries, most)| {
            let message = format!("There are {entries} entries: shorten the list to {}.", most.value);
            COMPLETE.finding("list-too-long", pointer, message)
        })
        .collect()
}

fn fixed_lists(content: &ApplicationContent) -> Vec<(String, usize, PolicyValue)> {
    let parties = content.parties.as_ref();
    let basis = content.legal_basis.as_ref();
    let support = basis.and_then(|basis| basis.section_251.as_ref());
    let lists = [
        ("/parties/controllers", parties.map(|it| it.controllers.len()), policy::PARTIES),
        ("/parties/processors", parties.map(|it| it.processors.len()), policy::PARTIES),
        ("/parties/others", parties.map(|it| it.others.len()), policy::PARTIES),
        ("/locations/places", content.locations.as_ref().map(|it| it.places.len()), policy::PLACES),
        ("/data_sets/requests", content.data_sets.as_ref().map(|it| it.requests.len()), policy::DATA_SETS),
        ("/legal_basis/gdpr_article_6", basis.map(|it| it.gdpr_article_6.len()), policy::CHOICES),
        ("/legal_basis/gdpr_article_9", basis.map(|it| it.gdpr_article_9.len()), policy::CHOICES),
        ("/term/countries", content.term.as_ref().map(|it| it.countries.len()), policy::PLACES),
        ("/legal_basis/section_251/data_sets", support.map(|it| it.data_sets.len()), policy::DATA_SETS),
        ("/purpose/uses", content.purpose.as_ref().map(|it| it.uses.len()), policy::CHOICES),
        ("/commercial/uses", content.commercial.as_ref().map(|it| it.uses.len()), policy::CHOICES),
        ("/evidence/items", content.evidence.as_ref().map(|it| it.items.len()), policy::PAPERS),
    ];
    lists.into_iter().filter_map(|(pointer, length, most)| Some((pointer.to_owned(), length?, most))).collect()
}

/// At least one place, each in a country that exists; so is each country that the term names.
pub(super) fn places(content: &ApplicationContent) -> Vec<Finding> {
    let mut findings = Vec::new();
    if content.locations.as_ref().is_some_and(|section| section.places.is_empty()) {
        let message = "Name at least one place where data is processed or kept.";
        findings.push(COMPLETE.finding("place-missing", "/locations/places", message));
    }
    let places = content.locations.iter().flat_map(|section| &section.places).enumerate();
    let places = places.map(|(at, place)| (format!("/locations/places/{at}/country"), &place.country));
    let named = content.term.iter().flat_map(|term| &term.countries).enumerate();
    let named = named.map(|(at, named)| (format!("/term/countries/{at}/country"), &named.country));
    findings.extend(places.chain(named).filter(|(_, country)| !is_country(country)).map(|(pointer, _)| {
        let message = "Give the country's code of two letters, in the UK the nation's: GB-ENG, GB-WLS, GB-SCT, GB-NIR.";
        COMPLETE.finding("not-a-country", pointer, message)
    }));
    findings
}

/// Each paper has a title, a reference of its own, and a hash.
pub(super) fn papers(content: &ApplicationContent) -> Vec<Finding> {
    let mut references = BTreeSet::new();
    let papers = content.evidence.iter().flat_map(|section| &section.items).enumerate();
    papers
        .flat_map(|(at, paper)| {
            let pointer = |field: &str| format!("/evidence/items/{at}/{field}");
            let hash = paper.sha256.len() == 64 && paper.sha256.bytes().all(|byte| byte.is_ascii_hexdigit());
            let known = !references.insert(paper.reference.as_str());
            [
                paper
                    .title
                    .trim()
                    .is_empty()
                    .then(|| COMPLETE.finding("paper-without-title", pointer("title"), "Say what this paper is.")),
                paper.reference.trim().is_empty().then(|| {
                    let message = "Give a reference by which the paper is found.";
                    COMPLETE.finding("paper-without-reference", pointer("reference"), message)
                }),
                known.then(|| {
                    let message = "Another paper has this reference already: give each its own.";
                    COMPLETE.finding("paper-listed-twice", pointer("reference"), message)
                }),
                (!hash).then(|| {
                    let message = "Give the paper's SHA-256 as 64 hexadecimal digits.";
                    COMPLETE.finding("not-a-sha256", pointer("sha256"), message)
                }),
            ]
        })
        .flatten()
        .collect()
}

#[cfg(test)]
mod tests {
    use dars_vocabulary::{
        code::{Cldc, PlaceKind, PurposeOfUse},
        content::{Evidence, EvidenceItem},
    };

    use super::*;
    use crate::{
        finding::seen,
        sample::{complete, paper, place, supported},
    };

    #[test]
    fn each_list_has_a_most() {
        type Fill = fn(&mut ApplicationContent, usize);
        let table: [(&str, usize, Fill); 9] = [
            ("/locations/places", 100, |c, n| {
                c.locations.as_mut().unwrap().places = vec![place("NU01", PlaceKind::Storage); n];
            }),
            ("/parties/controllers", 100, |c, n| {
                let parties = c.parties.as_mut().unwrap();
                parties.controllers = vec![parties.controllers[0].clone(); n];
            }),
            ("/parties/processors", 100, |c, n| {
                let parties = c.parties.as_mut().unwrap();
                parties.processors = vec![parties.processors[0].clone(); n];
            }),
            ("/data_sets/requests", 200, |c, n| {
                let section = c.data_sets.as_mut().unwrap();
                section.requests = vec![section.requests[0].clone(); n];
            }),
            ("/data_sets/requests/0/fields", 500, |c, n| {
                c.data_sets.as_mut().unwrap().requests[0].fields = vec!["ADMIDATE".to_owned(); n];
            }),
            ("/data_sets/requests/0/cldc", 20, |c, n| {
                c.data_sets.as_mut().unwrap().requests[0].cldc = vec![Cldc::Consent; n];
            }),
            ("/purpose/uses", 20, |c, n| c.purpose.as_mut().unwrap().uses = vec![PurposeOfUse::Research; n]),
            ("/legal_basis/section_251/data_sets", 200, |c, n| {
                c.legal_basis.as_mut().unwrap().section_251.as_mut().unwrap().data_sets = vec!["ecds".to_owned(); n];
            }),
            ("/evidence/items", 200, |c, n| {
                c.evidence = Some(Evidence { items: (0..n).map(|at| paper(&at.to_string())).collect() });
            }),
        ];
        for (pointer, most, fill) in table {
            for (length, fails) in [(most, false), (most + 1, true)] {
                let mut content = supported();
                fill(&mut content, length);
                let expected: &[_] = if fails { &[("list-too-long", pointer)] } else { &[] };
                assert_eq!(seen(&too_long(&content)), expected, "{length}");
            }
        }
    }

    #[test]
    fn a_place_is_named_and_lies_in_a_country() {
        let mut content = complete();
        content.locations.as_mut().unwrap().places[1].country = "Narnia".to_owned();
        assert_eq!(seen(&places(&content)), [("not-a-country", "/locations/places/1/country")]);
        content.locations.as_mut().unwrap().places.clear();
        assert_eq!(seen(&places(&content)), [("place-missing", "/locations/places")]);
    }

    #[test]
    fn a_paper_has_a_title_a_reference_and_a_hash_of_64_hexadecimal_digits() {
        let item = |title: &str, reference: &str, sha256: String| EvidenceItem {
            title: title.to_owned(),
            reference: reference.to_owned(),
            sha256,
        };
        let good = || "0f".repeat(32);
        let hash = Some(("not-a-sha256", "/evidence/items/1/sha256"));
        let table = [
            (item("REC letter", "1", good()), None),
            (item("REC letter", "1", "0F".repeat(32)), None),
            (item("REC letter", "1", "0f".repeat(31)), hash),
            (item("REC letter", "1", "0g".repeat(32)), hash),
            (item(" ", "1", good()), Some(("paper-without-title", "/evidence/items/1/title"))),
            (item("REC letter", "", good()), Some(("paper-without-reference", "/evidence/items/1/reference"))),
            (item("REC letter", "0", good()), Some(("paper-listed-twice", "/evidence/items/1/reference"))),
        ];
        for (second, expected) in table {
            let mut content = complete();
            content.evidence = Some(Evidence { items: vec![paper("0"), second.clone()] });
            assert_eq!(seen(&papers(&content)), expected.into_iter().collect::<Vec<_>>(), "{second:?}");
        }
    }
}
