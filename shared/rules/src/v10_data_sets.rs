//! V10: each data set says period, frequency, level, sensitivity, legal basis, confidentiality and access service.

use std::collections::{BTreeMap, BTreeSet};

use dars_vocabulary::{
    ApplicationContent, DataSetTraits, Finding, Severity, Stage, code::Cldc, content::DataSetRequest, refusal::Basis,
};

use crate::finding::Rule;

const V10: Rule = Rule { id: "V10", severity: Severity::Error, stage: Stage::Submit, basis: Basis::Reading };

/// Source: the columns of the public register's sheet of data sets; DARS standard 3 for the period.
///
/// `catalogue` holds the ids that may be asked for; `None` where the caller doesn't keep them.
pub fn v10_data_sets(
    content: &ApplicationContent,
    catalogue: Option<&BTreeMap<String, DataSetTraits>>,
) -> Vec<Finding> {
    let Some(section) = &content.data_sets else { return Vec::new() };
    if section.requests.is_empty() {
        return vec![V10.finding("data-set-missing", "/data_sets/requests", "Ask for at least one data set.")];
    }
    section.requests.iter().enumerate().flat_map(|(at, request)| of_request(at, request, catalogue)).collect()
}

fn of_request(
    at: usize,
    request: &DataSetRequest,
    catalogue: Option<&BTreeMap<String, DataSetTraits>>,
) -> Vec<Finding> {
    let pointer = |field: &str| format!("/data_sets/requests/{at}/{field}");
    let period = request.period.is_some() || request.latest_available_from.is_some();
    let said = [
        ("period", period, "Say the first and the last day wanted, or from which day to the latest available."),
        ("frequency", request.frequency.is_some(), "Say how often the data shall flow."),
        ("level", request.level.is_some(), "Say how far people can be told apart in the data."),
        ("sensitivity", request.sensitivity.is_some(), "Say whether the data is sensitive."),
        ("legal_power", request.legal_power.is_some(), "Name the power under which the data may be provided."),
        ("cldc", !request.cldc.is_empty(), "Say on what basis the duty of confidentiality is met, or `none`."),
        ("access_service", request.access_service.is_some(), "Say by which service the data shall be reached."),
    ];
    let mut findings: Vec<Finding> = said
        .into_iter()
        .filter(|(_, said, _)| !said)
        .map(|(field, _, message)| V10.finding("data-set-field-missing", pointer(field), message))
        .collect();
    if request.period.is_some_and(|period| period.to < period.from) {
        let message = "The period ends before it begins. Put the earlier day first.";
        findings.push(V10.finding("period-reversed", pointer("period"), message));
    }
    if request.period.is_some() && request.latest_available_from.is_some() {
        let message = "Say either a last day or that it goes to the latest available: leave out one of the two.";
        findings.push(V10.finding("period-said-twice", pointer("latest_available_from"), message));
    }
    if request.cldc.contains(&Cldc::DeIdentified) {
        let message = "This basis stands in older rows of the register alone: choose the one that holds today.";
        findings.push(V10.finding("cldc-of-older-rows", pointer("cldc"), message));
    }
    if let Some(traits) = catalogue.and_then(|known| known.get(&request.dataset)) {
        findings.extend(unknown_fields(request, traits).map(|number| {
            let message = "The catalogue describes no such field of this data set: choose one of its names.";
            // A list that nobody has confirmed may lack fields.
            let rule = if traits.fields_provisional { V10.warning() } else { V10 };
            rule.finding("field-unknown", pointer(&format!("fields/{number}")), message)
        }));
    }
    if catalogue.is_some_and(|known| !known.contains_key(&request.dataset)) {
        let message = "There is no such data set in the catalogue. Choose one from `/catalogue/datasets`.";
        findings.push(V10.finding("data-set-unknown", pointer("dataset"), message));
    }
    findings
}

/// Where fields stand that the catalogue does not describe; where it describes none, nobody can tell.
fn unknown_fields(request: &DataSetRequest, traits: &DataSetTraits) -> impl Iterator<Item = usize> {
    let described: BTreeSet<&str> = traits.fields.iter().map(String::as_str).collect();
    let asked = request.fields.iter().enumerate();
    asked.filter(move |(_, field)| !described.is_empty() && !described.contains(field.as_str())).map(|(at, _)| at)
}

#[cfg(test)]
mod tests {
    use dars_vocabulary::content::{DataSets, Period};
    use jiff::civil::date;

    use super::*;
    use crate::{
        finding::seen,
        sample::{complete, request},
    };

    fn findings_with(
        requests: Vec<DataSetRequest>,
        catalogue: Option<&BTreeMap<String, DataSetTraits>>,
    ) -> Vec<Finding> {
        let mut content = complete();
        content.data_sets = Some(DataSets { requests });
        v10_data_sets(&content, catalogue)
    }

    #[test]
    fn every_field_of_every_data_set_is_asked_for() {
        type Row = (&'static str, fn(&mut DataSetRequest));
        let table: [Row; 7] = [
            ("period", |r| r.period = None),
            ("frequency", |r| r.frequency = None),
            ("level", |r| r.level = None),
            ("sensitivity", |r| r.sensitivity = None),
            ("legal_power", |r| r.legal_power = None),
            ("cldc", |r| r.cldc.clear()),
            ("access_service", |r| r.access_service = None),
        ];
        for (field, spoil) in table {
            let mut second = request();
            spoil(&mut second);
            let findings = findings_with(vec![request(), second], None);
            let pointer = format!("/data_sets/requests/1/{field}");
            assert_eq!(seen(&findings), [("data-set-field-missing", pointer.as_str())]);
            assert_eq!((findings[0].stage, findings[0].severity), (Stage::Submit, Severity::Error));
        }
    }

    #[test]
    fn at_least_one_data_set_is_asked_for() {
        assert_eq!(seen(&findings_with(Vec::new(), None)), [("data-set-missing", "/data_sets/requests")]);
        assert_eq!(findings_with(vec![request()], None), []);
    }

    #[test]
    fn a_period_may_be_one_day_and_not_run_backwards() {
        let day = date(2024, 2, 29);
        for (to, fails) in [(day, false), (date(2024, 2, 28), true), (date(2024, 3, 1), false)] {
            let one = DataSetRequest { period: Some(Period { from: day, to }), ..request() };
            let findings = findings_with(vec![one], None);
            let expected: &[_] = if fails { &[("period-reversed", "/data_sets/requests/0/period")] } else { &[] };
            assert_eq!(seen(&findings), expected, "{to}");
        }
    }

    #[test]
    fn a_period_may_go_to_the_latest_available_and_is_said_once() {
        let from = Some(date(2016, 4, 1));
        let latest = DataSetRequest { period: None, latest_available_from: from, ..request() };
        assert_eq!(findings_with(vec![latest], None), []);
        let both = DataSetRequest { latest_available_from: from, ..request() };
        let twice = [("period-said-twice", "/data_sets/requests/0/latest_available_from")];
        assert_eq!(seen(&findings_with(vec![both], None)), twice);
    }

    #[test]
    fn a_field_is_one_that_the_catalogue_describes() {
        type Row<'a> = (&'a [&'a str], bool, &'a [&'a str], &'a [(&'a str, &'a str)]);

        let asking = |fields: &[&str]| DataSetRequest {
            fields: fields.iter().map(|&field| field.to_owned()).collect(),
            ..request()
        };
        let at_1: &[_] = &[("field-unknown", "/data_sets/requests/0/fields/1")];
        let table: [Row; 5] = [
            (&["sex", "age"], false, &["age", "sex"], &[]),
            (&["sex", "age"], false, &["sex", "shoe_size"], at_1),
            (&["sex", "age"], true, &["sex", "Age"], at_1),
            (&["sex", "age"], false, &[], &[]),
            (&[], false, &["anything"], &[]),
        ];
        for (described, fields_provisional, asked, expected) in table {
            let fields = described.iter().map(|&field| field.to_owned()).collect();
            let traits = DataSetTraits { fields, fields_provisional, ..DataSetTraits::default() };
            let catalogue = BTreeMap::from([("hes-apc".to_owned(), traits)]);
            let findings = findings_with(vec![asking(asked)], Some(&catalogue));
            assert_eq!(seen(&findings), expected, "{asked:?}");
            let severity = if fields_provisional { Severity::Warning } else { Severity::Error };
            assert!(findings.iter().all(|found| found.severity == severity));
        }
    }

    #[test]
    fn the_basis_of_older_rows_is_not_asked_for_anew() {
        let one = DataSetRequest { cldc: vec![Cldc::Consent, Cldc::DeIdentified], ..request() };
        assert_eq!(seen(&findings_with(vec![one], None)), [("cldc-of-older-rows", "/data_sets/requests/0/cldc")]);
    }

    #[test]
    fn a_data_set_stands_in_the_catalogue_where_the_catalogue_is_known() {
        let catalogue = |id: &str| BTreeMap::from([(id.to_owned(), DataSetTraits::default())]);
        let findings = findings_with(vec![request()], Some(&catalogue("ecds")));
        assert_eq!(seen(&findings), [("data-set-unknown", "/data_sets/requests/0/dataset")]);
        assert_eq!(findings_with(vec![request()], Some(&catalogue("hes-apc"))), []);
    }
}
