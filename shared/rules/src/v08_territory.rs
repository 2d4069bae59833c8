//! V08: every place lies inside the territory of use, one far away has a safeguard, and a cloud shows its risk.

use dars_vocabulary::{
    ApplicationContent, Finding, Severity, Stage,
    code::{PlaceKind, Territory},
};

use crate::{
    countries::{covers, is_country},
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
    let territory = content.term.as_ref().map(|term| term.territory);
    let papers = Papers::of(content);
    let mut findings = Vec::new();
    for (at, place) in content.locations.iter().flat_map(|section| &section.places).enumerate() {
        let outside = territory.filter(|territory| is_country(&place.country) && !covers(*territory, &place.country));
        if let Some(territory) = outside {
            let message = format!(
                "Standard 11: this place is not inside the territory of use ({territory}). Choose a wider territory, \
                 another place or, in the UK, say which nation."
            );
            let pointer = format!("/locations/places/{at}/country");
            findings.push(TERRITORY.finding("place-outside-territory", pointer, message));
        }
        let far = is_country(&place.country) && !covers(Territory::UkAndEea, &place.country);
        if far && blank(place.transfer_safeguard.as_deref()) {
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
