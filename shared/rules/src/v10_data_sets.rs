//! V10: each data set says period, frequency, level, sensitivity, legal basis, confidentiality and access service.

use std::collections::BTreeMap;

use dars_vocabulary::{
    ApplicationContent, DataSetTraits, Finding, Severity, Stage, content::DataSetRequest, refusal::Basis,
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
    let said = [
        ("period", request.period.is_some(), "Say the first and the last day wanted."),
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
    if catalogue.is_some_and(|known| !known.contains_key(&request.dataset)) {
        let message = "There is no such data set in the catalogue. Choose one from `/catalogue/datasets`.";
        findings.push(V10.finding("data-set-unknown", pointer("dataset"), message));
    }
    findings
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
    fn a_data_set_stands_in_the_catalogue_where_the_catalogue_is_known() {
        let catalogue = |id: &str| BTreeMap::from([(id.to_owned(), DataSetTraits::default())]);
        let findings = findings_with(vec![request()], Some(&catalogue("ecds")));
        assert_eq!(seen(&findings), [("data-set-unknown", "/data_sets/requests/0/dataset")]);
        assert_eq!(findings_with(vec![request()], Some(&catalogue("hes-apc"))), []);
    }
}
