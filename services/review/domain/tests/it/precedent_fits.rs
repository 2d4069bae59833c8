//! Each condition of a precedent, at its boundaries, and what cannot be proposed at all.

use std::collections::BTreeMap;

use dars_messages::requests::review::{PrecedentAdvice, PrecedentCondition as On};
use dars_review_domain::precedent::{AdviceFound, Command, Facts, Terms, decide, fits};
use dars_rules::Context;
use dars_vocabulary::{
    ApplicationContent, DataSetTraits, Refuse, Sealed,
    code::{
        AccessService, AdviceOutcome, AdvisoryGroup, Cldc, Frequency, Level, OrganisationType, PurposeOfUse,
        Sensitivity, Territory,
    },
};
use serde_json::{Value, json};

use crate::{
    people::{northmere, pat},
    precedents::{facts, lasting, reference, terms},
};

/// An application of which everything is said.
fn whole() -> Value {
    json!({
        "title": "Falls",
        "parties": {"controllers": [{"organisation": "NU01"}], "controller_basis": "sole"},
        "data_sets": {"requests": [{
            "dataset": "hes-apc", "period": {"from": "2016-01-01", "to": "2025-12-31"}, "level": "pseudonymised",
            "sensitivity": "non-sensitive", "frequency": "one-off", "cldc": ["none"], "access_service": "sde",
        }]},
        "legal_basis": {"gdpr_article_6": ["e"], "gdpr_article_9": ["j"]},
        "purpose": {
            "objective": "To see.", "processing_activities": "Counting.", "lay_summary": "We count.",
            "direct_care": false, "uses": ["research", "statistics"],
        },
        "commercial": {"is_commercial": false},
        "term": {"start": "2027-01-01", "end": "2028-12-31", "territory": "england"},
    })
}

fn context() -> Context {
    let covid = DataSetTraits { covid_only: true, ..DataSetTraits::default() };
    let catalogue = [("hes-apc".to_owned(), DataSetTraits::default()), ("gdppr".to_owned(), covid)];
    Context {
        applicant: Some(northmere()),
        catalogue: Some(catalogue.into()),
        organisations: BTreeMap::from([
            (northmere(), OrganisationType::Academic),
            ("VAN1".parse().unwrap(), OrganisationType::Commercial),
        ]),
        ..Context::default()
    }
}

/// Every condition, as the whole application just meets it.
fn met() -> Vec<On> {
    vec![
        On::DataSets { among: vec!["hes-apc".to_owned()] },
        On::Levels { among: vec![Level::Pseudonymised, Level::Aggregate] },
        On::Sensitivities { among: vec![Sensitivity::NonSensitive] },
        On::AccessServices { among: vec![AccessService::Sde] },
        On::Frequencies { among: vec![Frequency::OneOff] },
        On::Confidentiality { among: vec![Cldc::None] },
        On::Period { years: 10 },
        On::NoCovidOnlyData {},
        On::OrganisationTypes { among: vec![OrganisationType::Academic] },
        On::NoProcessors {},
        On::Purposes { among: vec![PurposeOfUse::Research, PurposeOfUse::Statistics] },
        On::NotCommercial {},
        On::NoSubLicensing {},
        On::NoSection251 {},
        On::Territory { within: Territory::England },
        On::Term { years: 2 },
    ]
}

fn said(content: Value) -> ApplicationContent {
    serde_json::from_value(content).unwrap()
}

#[test]
fn what_meets_every_condition_fits() {
    assert_eq!(fits(&met(), &said(whole()), &context()), []);
}

#[test]
fn each_condition_finds_what_is_not_so_and_where() {
    let request = |field: &str| format!("/data_sets/requests/0/{field}");
    let table: [(&str, Value, String); 18] = [
        ("/data_sets/requests/0/dataset", json!("gdppr"), request("dataset")),
        ("/data_sets/requests/0/level", json!("identifiable"), request("level")),
        ("/data_sets/requests/0/sensitivity", json!("sensitive"), request("sensitivity")),
        ("/data_sets/requests/0/access_service", json!("extract"), request("access_service")),
        ("/data_sets/requests/0/frequency", json!("ongoing"), request("frequency")),
        ("/data_sets/requests/0/cldc", json!(["none", "consent"]), request("cldc")),
        ("/data_sets/requests/0/cldc", json!(["s251"]), request("cldc")),
        ("/data_sets/requests/0/period/to", json!("2026-01-01"), request("period")),
        ("/data_sets/requests/0/period/to", json!("2015-12-31"), request("period")),
        ("/parties/controllers/0/organisation", json!("VAN1"), "/parties/controllers/0/organisation".to_owned()),
        ("/parties/controllers/0/organisation", json!("NEW1"), "/parties/controllers/0/organisation".to_owned()),
        ("/purpose/uses", json!(["research", "policy"]), "/purpose/uses".to_owned()),
        ("/commercial/is_commercial", json!(true), "/commercial/is_commercial".to_owned()),
        ("/commercial", json!({"is_commercial": false, "solely": true}), "/commercial/is_commercial".to_owned()),
        ("/term/territory", json!("england-and-wales"), "/term/territory".to_owned()),
        ("/term/end", json!("2029-01-01"), "/term/end".to_owned()),
        ("/term/end", json!("2026-12-31"), "/term/end".to_owned()),
        ("/parties/controllers", json!([]), "/parties/controllers".to_owned()),
    ];
    for (at, value, pointer) in table {
        let mut content = whole();
        *content.pointer_mut(at).unwrap() = value;
        let found = fits(&met(), &said(content), &context());
        assert!(!found.is_empty() && found.iter().all(|found| found.pointer == pointer), "{at}: {found:?}");
    }
    for (field, value, pointer) in [
        ("sub_licensing", json!({"allowed": true}), "/sub_licensing/allowed"),
        (
            "parties",
            json!({"controllers": [{"organisation": "NU01"}], "controller_basis": "sole",
            "processors": [{"organisation": "VAN1"}]}),
            "/parties/processors",
        ),
        (
            "legal_basis",
            json!({"gdpr_article_6": ["e"], "gdpr_article_9": ["j"], "section_251": {
            "cag_reference": "20/CAG/0123", "regulation": 5, "approved_on": "2026-01-01", "review_due": "2027-01-01",
            "data_sets": []}}),
            "/legal_basis/section_251",
        ),
    ] {
        let mut content = whole();
        content[field] = value;
        let pointers: Vec<String> =
            fits(&met(), &said(content), &context()).into_iter().map(|found| found.pointer).collect();
        assert_eq!(pointers, [pointer]);
    }
}

#[test]
fn what_is_not_said_or_not_known_fits_nothing_but_silence_on_sub_licences() {
    let empty = said(json!({"title": "Falls"}));
    for condition in met() {
        let found = fits(std::slice::from_ref(&condition), &empty, &Context::default());
        let silent = matches!(condition, On::NoSubLicensing {});
        assert_eq!(found.is_empty(), silent, "{condition:?}");
    }
    for field in ["level", "sensitivity", "frequency", "access_service", "period"] {
        let mut content = whole();
        content.pointer_mut("/data_sets/requests/0").unwrap().as_object_mut().unwrap().remove(field);
        let found = fits(&met(), &said(content), &context());
        assert_eq!(found[0].pointer, format!("/data_sets/requests/0/{field}"));
    }
    // A data set that the catalogue does not know may be anything.
    let unknown = Context { catalogue: Some(BTreeMap::new()), ..context() };
    assert_eq!(fits(&[On::NoCovidOnlyData {}], &said(whole()), &unknown)[0].code, "precedent-covid-only");
}

#[test]
fn each_territory_holds_those_before_it_but_named_countries_only_the_world_does() {
    let mut content = whole();
    for (at, is) in Territory::ALL.iter().enumerate() {
        content["term"]["territory"] = json!(is.code());
        for (to, within) in Territory::ALL.iter().enumerate() {
            let found = fits(&[On::Territory { within: *within }], &said(content.clone()), &context());
            // A precedent names no countries: those of an application lie within the whole world alone.
            let fits = if *is == Territory::NamedCountries { *within == Territory::Worldwide } else { at <= to };
            assert_eq!(found.is_empty(), fits, "{is} within {within}");
        }
    }
}

#[test]
fn what_cannot_be_proposed_is_named_by_field() {
    let text = |text: &str| Sealed::Open(text.to_owned());
    let resting = |met_on: &str, case: bool, minutes: Option<&str>| Terms {
        advice: PrecedentAdvice {
            group: AdvisoryGroup::Agd,
            met_on: met_on.parse().unwrap(),
            case: case.then(crate::people::nic),
            minutes: minutes.map(str::to_owned),
        },
        ..terms()
    };
    let with = |conditions: Vec<On>| Terms { conditions, ..terms() };
    let table: Vec<(Terms, &str, &str)> = vec![
        (Terms { title: text(" "), ..terms() }, "/title", "missing"),
        (Terms { title: text(&"x".repeat(201)), ..terms() }, "/title", "too-long"),
        (Terms { text: text("Ask Dr Smith."), ..terms() }, "/text", "personal-title"),
        (Terms { text: text(&"x".repeat(4001)), ..terms() }, "/text", "too-long"),
        (with(vec![]), "/conditions", "missing"),
        (with(vec![On::NoProcessors {}, On::NoProcessors {}]), "/conditions/1", "given-twice"),
        (with(vec![On::Levels { among: vec![] }]), "/conditions/0/among", "missing"),
        (with(vec![On::DataSets { among: vec![" ".to_owned()] }]), "/conditions/0/among", "value-not-acceptable"),
        (with(vec![On::DataSets { among: vec!["x".repeat(202)] }]), "/conditions/0/among", "value-not-acceptable"),
        (with(vec![On::DataSets { among: vec!["a".to_owned(); 101] }]), "/conditions/0/among", "too-many"),
        (with(vec![On::Period { years: 0 }]), "/conditions/0/years", "out-of-range"),
        (with(vec![On::Term { years: 101 }]), "/conditions/0/years", "out-of-range"),
        (resting("2026-11-21", true, None), "/advice/met_on", "in-the-future"),
        (resting("2026-10-14", false, None), "/advice", "missing"),
        (resting("2026-10-14", true, Some("Ask ada@example.org")), "/advice/minutes", "email-address"),
        (lasting("2026-12-01", "2026-11-30"), "/until", "before-start"),
        (lasting("2026-01-01", "2026-11-19"), "/until", "in-the-past"),
        (lasting("2026-11-20", "2029-11-20"), "/until", "too-long"),
    ];
    for (terms, pointer, code) in table {
        let command = Command::Propose { reference: reference(), terms: Box::new(terms) };
        let refusal = decide(&dars_review_domain::precedent::State::Absent, command, &facts(pat())).unwrap_err();
        let errors = refusal.errors();
        assert_eq!((errors[0].pointer.as_str(), errors[0].code.as_str()), (pointer, code));
    }
    for (from, until) in [("2026-11-20", "2029-11-19"), ("2026-11-20", "2026-11-20")] {
        let taken = Command::Propose { reference: reference(), terms: Box::new(lasting(from, until)) };
        assert!(decide(&dars_review_domain::precedent::State::Absent, taken, &facts(pat())).is_ok(), "{until}");
    }
}

#[test]
fn it_rests_on_advice_that_was_given_and_supportive() {
    let propose = || Command::Propose { reference: reference(), terms: Box::new(terms()) };
    for (advice, code) in [
        (AdviceFound::NotAsked, None),
        (AdviceFound::Nowhere, Some("advice-unknown")),
        (AdviceFound::Said(AdviceOutcome::Supportive), None),
        (AdviceFound::Said(AdviceOutcome::SupportiveWithActions), None),
        (AdviceFound::Said(AdviceOutcome::NotSupportive), Some("advice-not-supportive")),
        (AdviceFound::Said(AdviceOutcome::UnableToAdvise), Some("advice-not-supportive")),
        (AdviceFound::Said(AdviceOutcome::Deferred), Some("advice-not-supportive")),
    ] {
        let result =
            decide(&dars_review_domain::precedent::State::Absent, propose(), &Facts { advice, ..facts(pat()) });
        assert_eq!(result.err().map(|refusal| refusal.errors()[0].code.clone()), code.map(str::to_owned));
    }
}
