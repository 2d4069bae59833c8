//! V08: every place lies inside the territory of use, one far away has a safeguard, and a cloud shows its risk.

use dars_vocabulary::{
    ApplicationContent, Finding, Severity, Stage,
    code::{PlaceKind, Territory},
    content::{NamedCountry, Term},
};

use crate::{
    countries::{covers, is_country, term_covers},
    finding::{Rule, blank, published},
    papers::Papers,
};

const TERRITORY: Rule = Rule { id: "V08", severity: Severity::Error, stage: Stage::Submit, basis: published("11") };
const CLOUD: Rule = Rule { basis: published("2a"), ..TERRITORY };

/// Source: DARS standard 11 (the territory covers all places, those outside the EEA only with transfer safeguards), 2a
/// (the four-step cloud risk assessment and its score).
///
/// A code that is no country's is completeness's.
pub fn v08_territory(content: &ApplicationContent) -> Vec<Finding> {
    let term = content.term.as_ref();
    let papers = Papers::of(content);
    let mut findings: Vec<Finding> = term.into_iter().flat_map(named_countries).collect();
    for (at, place) in content.locations.iter().flat_map(|section| &section.places).enumerate() {
        let outside = term.filter(|term| is_country(&place.country) && !term_covers(term, &place.country));
        if let Some(Term { territory, .. }) = outside {
            let message = format!(
                "Standard 11: this place is not inside the territory of use ({territory}). Choose a wider territory or \
                 name its country, choose another place or, in the UK, say which nation."
            );
            let pointer = format!("/locations/places/{at}/country");
            findings.push(TERRITORY.finding("place-outside-territory", pointer, message));
        }
        let far = is_country(&place.country) && !covers(Territory::UkAndEea, &place.country);
        let tool = term.is_some_and(|term| has_tool(term, &place.country));
        if far && !tool && blank(place.transfer_safeguard.as_deref()) {
            let message = "Standard 11: this place is outside the UK and the EEA. Say by what safeguard data may go \
                           there, for example the international data transfer agreement, or choose another place.";
            let pointer = format!("/locations/places/{at}/transfer_safeguard");
            findings.push(TERRITORY.finding("transfer-safeguard-missing", pointer, message));
        }
        if place.kind != PlaceKind::Cloud {
            continue;
        }
        if !place.cloud_risk_score.is_some_and(|score| (1..=5).contains(&score)) {
            let message = "Standard 2a: assess the cloud's risk in its four steps, and give the score from 1 to 5.";
            let pointer = format!("/locations/places/{at}/cloud_risk_score");
            findings.push(CLOUD.finding("cloud-risk-score-missing", pointer, message));
        }
        let pointer = format!("/locations/places/{at}/cloud_risk_evidence");
        let (what, named) = ("the assessment of the cloud's risk", place.cloud_risk_evidence.as_deref());
        findings.extend(papers.objection(CLOUD, "cloud-risk-evidence-missing", &pointer, what, named));
    }
    findings
}

/// Whether the term names this country with its transfer tool: then no place in it needs to name one again.
fn has_tool(term: &Term, country: &str) -> bool {
    let named = |one: &&NamedCountry| one.country == country;
    term.countries.iter().find(named).is_some_and(|one| !blank(Some(&one.transfer_tool)))
}

/// What a territory of named countries needs: at least one, each with its transfer tool.
fn named_countries(term: &Term) -> Vec<Finding> {
    if term.territory == Territory::NamedCountries && term.countries.is_empty() {
        let message = "Standard 11: name each country outside the UK and the EEA where data is used, with its transfer \
                       tool, or choose another territory.";
        return vec![TERRITORY.finding("named-country-missing", "/term/countries", message)];
    }
    let toolless = term.countries.iter().enumerate().filter(|(_, named)| blank(Some(&named.transfer_tool)));
    let finding = |(at, _)| {
        let message = "Standard 11: say by what transfer tool data may go to this country, for example the \
                       international data transfer agreement.";
        TERRITORY.finding("transfer-tool-missing", format!("/term/countries/{at}/transfer_tool"), message)
    };
    toolless.map(finding).collect()
}

#[cfg(test)]
mod tests {
    use dars_vocabulary::content::{Locations, Place};

    use super::*;
    use crate::{
        finding::seen,
        sample::{complete, place},
    };

    fn findings(territory: Option<Territory>, second: Place) -> Vec<Finding> {
        let mut content = complete();
        match territory {
            Some(territory) => content.term.as_mut().unwrap().territory = territory,
            None => content.term = None,
        }
        content.locations = Some(Locations { places: vec![place("NU01", PlaceKind::Processing), second] });
        v08_territory(&content)
    }

    #[test]
    fn a_place_outside_the_territory_is_named() {
        use Territory::{England, EnglandAndWales, Uk, UkAndEea, Worldwide};
        let table = [
            (Some(England), "GB-ENG", false),
            (Some(England), "GB-WLS", true),
            (Some(England), "GB", true),
            (Some(EnglandAndWales), "GB-WLS", false),
            (Some(EnglandAndWales), "GB-SCT", true),
            (Some(Uk), "GB-NIR", false),
            (Some(Uk), "IE", true),
            (Some(UkAndEea), "IE", false),
            (Some(UkAndEea), "CH", true),
            (Some(Worldwide), "US", false),
            (Some(England), "nowhere", false),
            (None, "US", false),
        ];
        for (territory, country, fails) in table {
            for kind in [PlaceKind::Processing, PlaceKind::Backup] {
                let transfer_safeguard = Some("The agreement of 2024.".to_owned());
                let place = Place { country: country.to_owned(), transfer_safeguard, ..place("NU01", kind) };
                let findings = findings(territory, place);
                let expected: &[_] =
                    if fails { &[("place-outside-territory", "/locations/places/1/country")] } else { &[] };
                assert_eq!(seen(&findings), expected, "{territory:?} {country}");
                assert!(findings.iter().all(|f| f.stage == Stage::Submit && f.severity == Severity::Error));
            }
        }
    }

    #[test]
    fn a_named_country_is_inside_the_territory_with_its_transfer_tool_and_no_other_is() {
        type Row<'a> = (Territory, &'a [(&'a str, &'a str)], &'a str, &'a [&'a str]);

        let (outside, tool) = ("place-outside-territory", "transfer-tool-missing");
        let (safeguard, none) = ("transfer-safeguard-missing", "named-country-missing");
        let table: [Row; 8] = [
            (Territory::NamedCountries, &[("US", "The agreement of 2024.")], "US", &[]),
            (Territory::NamedCountries, &[("US", "The agreement of 2024.")], "IE", &[]),
            (Territory::NamedCountries, &[("US", "The agreement of 2024.")], "AU", &[outside, safeguard]),
            (Territory::NamedCountries, &[("US", " ")], "US", &[tool, safeguard]),
            (Territory::NamedCountries, &[("US", "Agreed."), ("AU", "")], "US", &[tool]),
            (Territory::NamedCountries, &[], "GB-ENG", &[none]),
            // A country that is named counts for nothing where another territory was chosen.
            (Territory::UkAndEea, &[("US", "The agreement of 2024.")], "US", &[outside]),
            (Territory::Worldwide, &[], "US", &[safeguard]),
        ];
        for (territory, countries, country, expected) in table {
            let mut content = complete();
            let term = content.term.as_mut().unwrap();
            term.territory = territory;
            let named = |&(country, tool): &(&str, &str)| NamedCountry {
                country: country.to_owned(),
                transfer_tool: tool.to_owned(),
            };
            term.countries = countries.iter().map(named).collect();
            let there = Place { country: country.to_owned(), ..place("NU01", PlaceKind::Storage) };
            content.locations = Some(Locations { places: vec![there] });
            let found = v08_territory(&content);
            assert_eq!(found.iter().map(|one| one.code).collect::<Vec<_>>(), expected, "{territory} {country}");
        }
    }

    #[test]
    fn a_cloud_has_a_risk_score_from_one_to_five() {
        for (kind, score, fails) in [
            (PlaceKind::Cloud, None, true),
            (PlaceKind::Cloud, Some(0), true),
            (PlaceKind::Cloud, Some(1), false),
            (PlaceKind::Cloud, Some(5), false),
            (PlaceKind::Cloud, Some(6), true),
            (PlaceKind::Storage, None, false),
        ] {
            let cloud_risk_evidence = Some("CLOUD/1".to_owned());
            let place = Place { cloud_risk_score: score, cloud_risk_evidence, ..place("CB01", kind) };
            let findings = findings(Some(Territory::England), place);
            let expected: &[_] =
                if fails { &[("cloud-risk-score-missing", "/locations/places/1/cloud_risk_score")] } else { &[] };
            assert_eq!(seen(&findings), expected, "{kind} {score:?}");
        }
    }

    #[test]
    fn a_place_outside_the_uk_and_the_area_says_by_what_safeguard_data_may_go_there() {
        let missing = [("transfer-safeguard-missing", "/locations/places/1/transfer_safeguard")];
        let table: [(&str, Option<&str>, bool); 8] = [
            ("GB-SCT", None, false),
            ("GB", None, false),
            ("IE", None, false),
            ("NO", None, false),
            ("CH", None, true),
            ("US", Some(" "), true),
            ("US", Some("The transfer agreement of 2024."), false),
            ("nowhere", None, false),
        ];
        for (country, safeguard, fails) in table {
            let place = Place {
                country: country.to_owned(),
                transfer_safeguard: safeguard.map(str::to_owned),
                ..place("NU01", PlaceKind::Storage)
            };
            let findings = findings(Some(Territory::Worldwide), place);
            let expected: &[_] = if fails { &missing } else { &[] };
            assert_eq!(seen(&findings), expected, "{country} {safeguard:?}");
            assert!(findings.iter().all(|f| f.stage == Stage::Submit && f.severity == Severity::Error));
        }
    }

    #[test]
    fn a_cloud_shows_its_assessment_by_a_listed_paper() {
        let pointer = "/locations/places/1/cloud_risk_evidence";
        for (kind, evidence, expected) in [
            (PlaceKind::Cloud, None, Some("cloud-risk-evidence-missing")),
            (PlaceKind::Cloud, Some(""), Some("cloud-risk-evidence-missing")),
            (PlaceKind::Cloud, Some("NOWHERE"), Some("paper-not-listed")),
            (PlaceKind::Cloud, Some("CLOUD/1"), None),
            (PlaceKind::Backup, None, None),
        ] {
            let place = Place {
                cloud_risk_score: Some(3),
                cloud_risk_evidence: evidence.map(str::to_owned),
                ..place("CB01", kind)
            };
            let findings = findings(Some(Territory::England), place);
            let expected: Vec<_> = expected.map(|code| (code, pointer)).into_iter().collect();
            assert_eq!(seen(&findings), expected, "{kind} {evidence:?}");
        }
    }
}
