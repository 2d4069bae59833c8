//! V11: identifiable data needs a basis in the common law duty of confidentiality.

use std::collections::BTreeMap;

use dars_vocabulary::{
    ApplicationContent, DataSetTraits, Finding, Severity, Stage,
    code::{Cldc, Level},
    refusal::Basis,
};

use crate::finding::Rule;

const V11: Rule = Rule { id: "V11", severity: Severity::Error, stage: Stage::Submit, basis: Basis::Reading };

/// Source: DARS standard 7b; the register's values for the common law duty of confidentiality.
///
/// An unsaid basis is V10's. For the data sets of births and deaths, as the catalogue marks them, this only warns.
pub fn v11_confidentiality(
    content: &ApplicationContent,
    catalogue: Option<&BTreeMap<String, DataSetTraits>>,
) -> Vec<Finding> {
    let Some(section) = &content.data_sets else { return Vec::new() };
    section
        .requests
        .iter()
        .enumerate()
        .filter(|(_, request)| {
            let without_basis = !request.cldc.is_empty() && request.cldc.iter().all(|basis| *basis == Cldc::None);
            request.level == Some(Level::Identifiable) && without_basis
        })
        .map(|(at, request)| {
            let registration =
                catalogue.and_then(|known| known.get(&request.dataset)).is_some_and(|traits| traits.registration);
            let rule = Rule { severity: if registration { Severity::Warning } else { V11.severity }, ..V11 };
            rule.finding(
                "confidentiality-basis-missing",
                format!("/data_sets/requests/{at}/cldc"),
                "Identifiable data is confidential: choose consent, section 251 or a statutory exemption, \
                 or ask for a level at which people cannot be told apart.",
            )
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use dars_vocabulary::content::{DataSetRequest, DataSets};

    use super::*;
    use crate::{
        finding::seen,
        sample::{complete, request},
    };

    #[test]
    fn only_identifiable_data_needs_a_basis() {
        use Cldc::{Consent, Exemption, None as Nothing, S251};
        use Level::{Aggregate, AggregateUnsuppressed, Anonymised, Identifiable, Pseudonymised};
        let table: [(Option<Level>, &[Cldc], bool); 12] = [
            (Some(Identifiable), &[Nothing], true),
            (Some(Identifiable), &[Nothing, Nothing], true),
            (Some(Identifiable), &[Nothing, Consent], false),
            (Some(Identifiable), &[Consent], false),
            (Some(Identifiable), &[S251], false),
            (Some(Identifiable), &[Exemption], false),
            (Some(Identifiable), &[], false),
            (Some(Pseudonymised), &[Nothing], false),
            (Some(Anonymised), &[Nothing], false),
            (Some(AggregateUnsuppressed), &[Nothing], false),
            (Some(Aggregate), &[Nothing], false),
            (None, &[Nothing], false),
        ];
        for (level, cldc, fails) in table {
            let mut content = complete();
            let spoilt = DataSetRequest { level, cldc: cldc.to_vec(), ..request() };
            content.data_sets = Some(DataSets { requests: vec![request(), spoilt] });
            let findings = v11_confidentiality(&content, None);
            let expected: &[_] =
                if fails { &[("confidentiality-basis-missing", "/data_sets/requests/1/cldc")] } else { &[] };
            assert_eq!(seen(&findings), expected, "{level:?} {cldc:?}");
        }
    }

    #[test]
    fn a_registration_data_set_only_warns() {
        let mut content = complete();
        content.data_sets = Some(DataSets { requests: vec![DataSetRequest { cldc: vec![Cldc::None], ..request() }] });
        let severity = |id: &str, registration| {
            let known = BTreeMap::from([(id.to_owned(), DataSetTraits { registration, ..Default::default() })]);
            v11_confidentiality(&content, Some(&known))[0].severity
        };
        assert_eq!(severity("deaths", true), Severity::Error);
        assert_eq!(severity("hes-apc", false), Severity::Error);
        assert_eq!(severity("hes-apc", true), Severity::Warning);
    }
}
