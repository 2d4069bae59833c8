//! V19: GP data for COVID-19 is used for that alone, never sub-licensed, and never tells practices apart.

use dars_vocabulary::{ApplicationContent, Finding, Severity, Stage, code::PurposeOfUse, refusal::Basis};

use crate::{context::Context, finding::Rule};

const V19: Rule = Rule { id: "V19", severity: Severity::Error, stage: Stage::Submit, basis: Basis::Reading };

/// Source: the published terms of GP data for pandemic planning and research. That its use goes through PAG is the
/// review's own matter.
pub fn v19_covid_only(content: &ApplicationContent, known: &Context) -> Vec<Finding> {
    if !asks_for_covid_only_data(content, known) {
        return Vec::new();
    }
    let mut findings = Vec::new();
    if content.sub_licensing.as_ref().is_some_and(|said| said.allowed) {
        let message = "GP data for COVID-19 is not sub-licensed: do not allow it, or ask for other data.";
        findings.push(V19.finding("covid-only-sub-licence", "/sub_licensing/allowed", message));
    }
    // Without the section completeness asks for it.
    if let Some(purpose) = &content.purpose {
        if purpose.identifies_practices {
            let message =
                "With GP data for COVID-19 no practice may be told apart: leave practices out of the outputs.";
            findings.push(V19.finding("covid-only-practices", "/purpose/identifies_practices", message));
        }
        if !purpose.uses.contains(&PurposeOfUse::Covid19) {
            let message = "GP data for COVID-19 is for uses about COVID-19: choose that use, or ask for other data.";
            findings.push(V19.finding("covid-only-use", "/purpose/uses", message));
        }
    }
    findings
}

/// Whether the catalogue marks a data set asked for as GP data for COVID-19 alone: then the PAG route is needed.
pub fn asks_for_covid_only_data(content: &ApplicationContent, known: &Context) -> bool {
    let catalogue = known.catalogue.as_ref();
    let traits = |id: &str| catalogue.and_then(|known| known.get(id));
    content.requests().iter().any(|request| traits(&request.dataset).is_some_and(|traits| traits.covid_only))
}

#[cfg(test)]
mod tests {
    use dars_vocabulary::DataSetTraits;

    use super::*;
    use crate::{
        finding::seen,
        sample::{catalogue, sub_licensing},
    };

    #[test]
    fn gp_data_for_covid_19_is_for_that_alone() {
        use PurposeOfUse::{Covid19, Research};
        type Row<'a> = (bool, &'a [PurposeOfUse], bool, bool, &'a [(&'a str, &'a str)]);
        let use_only = ("covid-only-use", "/purpose/uses");
        let practices = ("covid-only-practices", "/purpose/identifies_practices");
        let licence = ("covid-only-sub-licence", "/sub_licensing/allowed");
        let table: [Row; 7] = [
            (true, &[Covid19], false, false, &[]),
            (true, &[Research, Covid19], false, false, &[]),
            (true, &[Research], false, false, &[use_only]),
            (true, &[], false, false, &[use_only]),
            (true, &[Covid19], true, false, &[practices]),
            (true, &[Covid19], false, true, &[licence]),
            (false, &[Research], true, true, &[]),
        ];
        for (covid_only, uses, identifies_practices, allowed, expected) in table {
            let mut content = sub_licensing();
            content.sub_licensing.as_mut().unwrap().allowed = allowed;
            let purpose = content.purpose.as_mut().unwrap();
            (purpose.uses, purpose.identifies_practices) = (uses.to_vec(), identifies_practices);
            let catalogue = Some(catalogue("hes-apc", DataSetTraits { covid_only, ..DataSetTraits::default() }));
            let findings = v19_covid_only(&content, &Context { catalogue, ..Context::default() });
            assert_eq!(seen(&findings), expected, "{covid_only} {uses:?}");
            assert!(findings.iter().all(|f| f.stage == Stage::Submit && f.severity == Severity::Error));
        }
    }

    #[test]
    fn without_the_catalogue_nobody_knows() {
        let content = sub_licensing();
        assert!(!asks_for_covid_only_data(&content, &Context::default()));
        assert_eq!(v19_covid_only(&content, &Context::default()), []);
    }
}
