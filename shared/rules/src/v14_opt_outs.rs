//! V14: opt-outs that do not fit the confidentiality of the data are asked about.

use dars_vocabulary::{ApplicationContent, Finding, Severity, Stage, code::Cldc, refusal::Basis};

use crate::finding::Rule;

const V14: Rule = Rule { id: "V14", severity: Severity::Warning, stage: Stage::Submit, basis: Basis::Reading };

/// Source: the national data opt-out applies to confidential flows without consent; DARS standard 3c.
///
/// Data that rests on section 251 is V12's.
pub fn v14_opt_outs(content: &ApplicationContent) -> Vec<Finding> {
    let confidential = |cldc: &[Cldc]| cldc.iter().any(|basis| *basis != Cldc::None);
    let nothing_confidential =
        content.requests().iter().all(|request| !request.cldc.is_empty() && !confidential(&request.cldc));
    let requests = content.requests().iter().enumerate();
    requests
        .filter_map(|(at, request)| {
            let said = request.opt_outs.as_ref()?;
            let pointer = format!("/data_sets/requests/{at}/opt_outs");
            if said.applied && nothing_confidential {
                let message = "No confidential data flows, yet opt-outs are applied: say why, or do not apply them.";
                return Some(V14.finding("opt-outs-without-need", pointer, message));
            }
            let unexplained = !said.applied && said.reason.is_none() && !request.cldc.contains(&Cldc::S251);
            (unexplained && confidential(&request.cldc)).then(|| {
                let message = "Confidential data flows, yet opt-outs are not applied: give the reason.";
                V14.finding("opt-outs-not-applied", pointer, message)
            })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use dars_vocabulary::{
        code::OptOutReason,
        content::{DataSetRequest, DataSets, OptOuts},
    };

    use super::*;
    use crate::{
        finding::seen,
        sample::{complete, request},
    };

    #[test]
    fn opt_outs_that_do_not_fit_are_asked_about() {
        use Cldc::{Consent, Exemption, None as Nothing, S251};
        type Row<'a> = (&'a [Cldc], Option<OptOuts>, &'a [Cldc], Option<&'a str>);
        let said = |applied, reason| Some(OptOuts { applied, reason, evidence: None });
        let (yes, no) = (said(true, None), said(false, None));
        let explained = said(false, Some(OptOutReason::Consented));
        let (needless, missing) = (Some("opt-outs-without-need"), Some("opt-outs-not-applied"));
        let table: [Row; 12] = [
            (&[Nothing], yes.clone(), &[Nothing], needless),
            (&[Nothing], yes.clone(), &[Consent], None),
            (&[Nothing], yes.clone(), &[], None),
            (&[Nothing], no.clone(), &[Nothing], None),
            (&[Nothing], None, &[Nothing], None),
            (&[Consent], no.clone(), &[Consent], missing),
            (&[Exemption], no.clone(), &[Nothing], missing),
            (&[Nothing, Consent], no.clone(), &[Nothing], missing),
            (&[Consent], explained, &[Consent], None),
            (&[Consent], yes.clone(), &[Consent], None),
            (&[S251], no.clone(), &[S251], None),
            (&[], no, &[], None),
        ];
        for (cldc, opt_outs, other, code) in table {
            let first = DataSetRequest { cldc: cldc.to_vec(), opt_outs, ..request() };
            let second = DataSetRequest { cldc: other.to_vec(), opt_outs: None, ..request() };
            let mut content = complete();
            content.data_sets = Some(DataSets { requests: vec![first.clone(), second] });
            let findings = v14_opt_outs(&content);
            let expected: Vec<_> = code.map(|code| (code, "/data_sets/requests/0/opt_outs")).into_iter().collect();
            assert_eq!(seen(&findings), expected, "{first:?}");
            assert!(findings.iter().all(|f| f.severity == Severity::Warning));
        }
    }
}
