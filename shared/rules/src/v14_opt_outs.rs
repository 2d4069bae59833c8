//! V14: opt-outs that do not fit the confidentiality of the data are asked about.

use dars_vocabulary::{
    ApplicationContent, Finding, Severity, Stage,
    code::{Cldc, Level, OptOutReason},
    content::DataSetRequest,
    refusal::Basis,
};

use crate::finding::Rule;

const V14: Rule = Rule { id: "V14", severity: Severity::Warning, stage: Stage::Submit, basis: Basis::Reading };

/// Source: the national data opt-out applies to confidential flows without consent; DARS standard 3c.
///
/// What is not said of data that rests on section 251 is V12's.
pub fn v14_opt_outs(content: &ApplicationContent) -> Vec<Finding> {
    let confidential = |cldc: &[Cldc]| cldc.iter().any(|basis| *basis != Cldc::None);
    let nothing_confidential =
        content.requests().iter().all(|request| !request.cldc.is_empty() && !confidential(&request.cldc));
    let requests = content.requests().iter().enumerate();
    requests
        .filter_map(|(at, request)| {
            let pointer = format!("/data_sets/requests/{at}/opt_outs");
            let supported = request.cldc.contains(&Cldc::S251);
            let Some(said) = &request.opt_outs else {
                let message = "Confidential data flows: say whether the national data opt-out is applied, or why not.";
                let unsaid = confidential(&request.cldc) && !supported;
                return unsaid.then(|| V14.finding("opt-outs-not-said", pointer, message));
            };
            if said.applied && nothing_confidential {
                let message = "No confidential data flows, yet opt-outs are applied: say why, or do not apply them.";
                return Some(V14.finding("opt-outs-without-need", pointer, message));
            }
            if !said.applied && said.reason.is_some_and(|reason| contradicts(reason, request)) {
                let message = "This reason does not go with the basis or the level of this data set: say why, or choose \
                               another one.";
                return Some(V14.finding("opt-out-reason-does-not-fit", format!("{pointer}/reason"), message));
            }
            let unexplained = !said.applied && said.reason.is_none() && !supported;
            (unexplained && confidential(&request.cldc)).then(|| {
                let message = "Confidential data flows, yet opt-outs are not applied: give the reason.";
                V14.finding("opt-outs-not-applied", pointer, message)
            })
        })
        .collect()
}

/// Whether the data set itself says otherwise.
fn contradicts(reason: OptOutReason, request: &DataSetRequest) -> bool {
    let rests_on = |basis: Cldc| request.cldc.is_empty() || request.cldc.contains(&basis);
    match reason {
        OptOutReason::NotIdentifying => request.level == Some(Level::Identifiable),
        OptOutReason::Consented => !rests_on(Cldc::Consent),
        OptOutReason::CagExempt => !rests_on(Cldc::S251),
        OptOutReason::ExemptPolicy => false,
    }
}

#[cfg(test)]
mod tests {
    use dars_vocabulary::content::{DataSets, OptOuts};

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
        let table: [Row; 16] = [
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
            (&[Consent], None, &[Nothing], Some("opt-outs-not-said")),
            (&[Exemption], None, &[Nothing], Some("opt-outs-not-said")),
            (&[S251], None, &[Nothing], None),
            (&[], None, &[], None),
        ];
        for (cldc, opt_outs, other, code) in table {
            let first = DataSetRequest { cldc: cldc.to_vec(), opt_outs, ..request() };
            let nothing_flows =
                Some(OptOuts { applied: false, reason: Some(OptOutReason::ExemptPolicy), evidence: None });
            let second = DataSetRequest { cldc: other.to_vec(), opt_outs: nothing_flows, ..request() };
            let mut content = complete();
            content.data_sets = Some(DataSets { requests: vec![first.clone(), second] });
            let findings = v14_opt_outs(&content);
            let expected: Vec<_> = code.map(|code| (code, "/data_sets/requests/0/opt_outs")).into_iter().collect();
            assert_eq!(seen(&findings), expected, "{first:?}");
            assert!(findings.iter().all(|f| f.severity == Severity::Warning));
        }
    }

    #[test]
    fn a_reason_goes_with_the_basis_and_the_level() {
        use Cldc::{Consent, Exemption, None as Nothing, S251};
        use Level::{Identifiable, Pseudonymised};
        use OptOutReason::{CagExempt, Consented, ExemptPolicy, NotIdentifying};
        let table: [(OptOutReason, &[Cldc], Option<Level>, bool); 14] = [
            (NotIdentifying, &[Nothing], Some(Pseudonymised), false),
            (NotIdentifying, &[Nothing], None, false),
            (NotIdentifying, &[Consent], Some(Identifiable), true),
            (Consented, &[Consent], Some(Identifiable), false),
            (Consented, &[Consent, S251], Some(Identifiable), false),
            (Consented, &[], Some(Identifiable), false),
            (Consented, &[Exemption], Some(Identifiable), true),
            (Consented, &[Nothing], Some(Pseudonymised), true),
            (CagExempt, &[S251], Some(Identifiable), false),
            (CagExempt, &[], None, false),
            (CagExempt, &[Consent], Some(Identifiable), true),
            (CagExempt, &[Nothing], Some(Pseudonymised), true),
            (ExemptPolicy, &[Nothing], Some(Pseudonymised), false),
            (ExemptPolicy, &[Exemption], Some(Identifiable), false),
        ];
        for (reason, cldc, level, warns) in table {
            let opt_outs = Some(OptOuts { applied: false, reason: Some(reason), evidence: None });
            let mut content = complete();
            let one = DataSetRequest { cldc: cldc.to_vec(), level, opt_outs, ..request() };
            content.data_sets = Some(DataSets { requests: vec![one] });
            let findings = v14_opt_outs(&content);
            let pointer = "/data_sets/requests/0/opt_outs/reason";
            let expected: &[_] = if warns { &[("opt-out-reason-does-not-fit", pointer)] } else { &[] };
            assert_eq!(seen(&findings), expected, "{reason} {cldc:?} {level:?}");
            assert!(findings.iter().all(|f| f.severity == Severity::Warning && f.stage == Stage::Submit));
        }
    }
}
