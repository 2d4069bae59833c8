//! V12: data that rests on section 251 support is covered by it, in date, with opt-outs applied.

use std::collections::BTreeSet;

use dars_vocabulary::{
    ApplicationContent, Finding, Severity, Stage,
    code::{Cldc, OptOutReason},
    content::{DataSetRequest, Section251},
    refusal::Basis,
};
use jiff::civil::Date;

use crate::{
    finding::{Rule, published},
    papers::Papers,
};

const SUPPORT: Rule = Rule { id: "V12", severity: Severity::Error, stage: Stage::Approve, basis: Basis::Reading };
const OPT_OUTS: Rule = Rule { basis: published("3c"), ..SUPPORT };

/// Source: DARS standards 7b and 3c (opt-outs are upheld by default; say why not).
///
/// `next` is the stage that comes next: it is asked again at issue. Each reason not to apply opt-outs is shown by a paper.
pub fn v12_section_251(content: &ApplicationContent, today: Date, next: Stage) -> Vec<Finding> {
    let resting: Vec<(usize, &DataSetRequest)> = resting_on_support(content).collect();
    if resting.is_empty() {
        return Vec::new();
    }
    let rule = SUPPORT.again_at_issue(next);
    let support = content.legal_basis.as_ref().and_then(|basis| basis.section_251.as_ref());
    let mut findings = support.map_or_else(
        || vec![rule.finding("section-251-missing", "/legal_basis/section_251", "Give the section 251 support.")],
        |support| of_support(rule, support, &resting, today),
    );
    let papers = Papers::of(content);
    let exempt = support.is_some_and(|support| support.opt_out_exempt);
    let rule = OPT_OUTS.again_at_issue(next);
    findings.extend(resting.iter().filter_map(|(at, request)| opt_outs(rule, *at, request, exempt, &papers)));
    findings
}

/// The requests whose duty of confidentiality rests on section 251, each with its place.
pub(crate) fn resting_on_support(content: &ApplicationContent) -> impl Iterator<Item = (usize, &DataSetRequest)> {
    content.requests().iter().enumerate().filter(|(_, request)| request.cldc.contains(&Cldc::S251))
}

fn of_support(rule: Rule, support: &Section251, resting: &[(usize, &DataSetRequest)], today: Date) -> Vec<Finding> {
    let at = |field: &str| format!("/legal_basis/section_251/{field}");
    let mut findings = Vec::new();
    match form(&support.cag_reference) {
        Form::Blank => {
            let message = "Give the reference of the support, for example 20/CAG/0123.";
            findings.push(rule.finding("section-251-reference-missing", at("cag_reference"), message));
        }
        Form::Wrong => {
            let message = "This is not the reference of a support. Copy it from the letter, for example 20/CAG/0123.";
            findings.push(rule.finding("section-251-reference-malformed", at("cag_reference"), message));
        }
        Form::Old => {
            let message = "This reference is of the time before 2013: check that the support still holds.";
            findings.push(rule.warning().finding("section-251-reference-old", at("cag_reference"), message));
        }
        Form::Right => {}
    }
    if !matches!(support.regulation, 2 | 3 | 5) {
        let message = "Support is given under regulation 2, 3 or 5: choose one.";
        findings.push(rule.finding("not-in-code-list", at("regulation"), message));
    }
    if today < support.approved_on {
        let message = "The support is not given yet. Wait for it, or correct the day.";
        findings.push(rule.finding("section-251-not-yet", at("approved_on"), message));
    }
    if support.expires.is_some_and(|expires| expires < today) {
        let message = "The support has expired. Have it renewed, and give its new last day.";
        findings.push(rule.finding("section-251-expired", at("expires"), message));
    }
    if support.review_due < today {
        let message = "The yearly review of the support is overdue. Have it reviewed, and give the next day.";
        findings.push(rule.finding("section-251-review-overdue", at("review_due"), message));
    }
    let named: BTreeSet<&str> = support.data_sets.iter().map(String::as_str).collect();
    findings.extend(resting.iter().filter(|(_, request)| !named.contains(request.dataset.as_str())).map(|(at, _)| {
        let message = "The support does not name this data set. Have it added, or choose another basis.";
        rule.finding("section-251-lacks-data-set", format!("/data_sets/requests/{at}/dataset"), message)
    }));
    findings
}

/// How a reference is written.
enum Form {
    Blank,
    /// Year, group, number: `20/CAG/0123`.
    Right,
    /// Of the two bodies that advised before the group: `ECC 1-02(FT12)/2012`, `PIAG 2-07(c)/2003`.
    Old,
    Wrong,
}

fn form(reference: &str) -> Form {
    let reference = reference.trim();
    let digits = |text: &str, most: usize| text.len() == most && text.bytes().all(|byte| byte.is_ascii_digit());
    let parts: Vec<&str> = reference.split('/').collect();
    match parts.as_slice() {
        _ if reference.is_empty() => Form::Blank,
        [year, group, number] if digits(year, 2) && group.eq_ignore_ascii_case("CAG") && digits(number, 4) => {
            Form::Right
        }
        _ if reference.starts_with("ECC ") || reference.starts_with("PIAG ") => Form::Old,
        _ => Form::Wrong,
    }
}

fn opt_outs(rule: Rule, at: usize, request: &DataSetRequest, exempt: bool, papers: &Papers) -> Option<Finding> {
    let pointer = format!("/data_sets/requests/{at}/opt_outs");
    let Some(said) = &request.opt_outs else {
        let message = "Standard 3c: say whether the national data opt-out is applied.";
        return Some(rule.finding("opt-outs-unsaid", pointer, message));
    };
    if said.applied {
        return None;
    }
    match said.reason {
        None => {
            let message = "Standard 3c: opt-outs are applied unless there is a reason. Give it, or apply them.";
            Some(rule.finding("opt-out-reason-missing", format!("{pointer}/reason"), message))
        }
        Some(OptOutReason::CagExempt) if !exempt => {
            let message = "The section 251 support does not lift the opt-out. Apply opt-outs, or correct the support.";
            Some(rule.finding("opt-out-not-exempt", format!("{pointer}/reason"), message))
        }
        Some(_) => {
            let (pointer, what) = (format!("{pointer}/evidence"), "the paper that shows why opt-outs are not applied");
            papers.objection(rule, "opt-out-evidence-missing", &pointer, what, said.evidence.as_deref())
        }
    }
}

#[cfg(test)]
mod tests {
    use dars_vocabulary::content::{DataSets, OptOuts};
    use jiff::civil::date;

    use super::*;
    use crate::{
        finding::seen,
        sample::{complete, supported},
    };

    type Row<'a> = (Option<OptOuts>, bool, Option<(&'a str, &'a str)>);

    const TODAY: Date = date(2025, 2, 1);

    #[test]
    fn support_is_named_in_date_and_covers_each_data_set_that_rests_on_it() {
        type Spoil = fn(&mut Section251);
        let table: [(Spoil, Option<(&str, &str)>); 15] = [
            (|_| {}, None),
            (|s| s.cag_reference = " ".to_owned(), Some(("section-251-reference-missing", "cag_reference"))),
            (|s| s.regulation = 2, None),
            (|s| s.regulation = 3, None),
            (|s| s.regulation = 4, Some(("not-in-code-list", "regulation"))),
            (|s| s.approved_on = TODAY, None),
            (|s| s.approved_on = date(2025, 2, 2), Some(("section-251-not-yet", "approved_on"))),
            (|s| s.expires = None, None),
            (|s| s.expires = Some(TODAY), None),
            (|s| s.expires = Some(date(2025, 1, 31)), Some(("section-251-expired", "expires"))),
            (|s| s.review_due = TODAY, None),
            (|s| s.review_due = date(2025, 1, 31), Some(("section-251-review-overdue", "review_due"))),
            (|s| s.data_sets.push("ecds".to_owned()), None),
            (|s| s.data_sets = vec!["ecds".to_owned()], Some(("section-251-lacks-data-set", ""))),
            (|s| s.data_sets.clear(), Some(("section-251-lacks-data-set", ""))),
        ];
        for (spoil, expected) in table {
            let mut content = supported();
            spoil(content.legal_basis.as_mut().unwrap().section_251.as_mut().unwrap());
            let findings = v12_section_251(&content, TODAY, Stage::Approve);
            let expected: Vec<_> = expected
                .map(|(code, field)| match field {
                    "" => (code, "/data_sets/requests/0/dataset".to_owned()),
                    field => (code, format!("/legal_basis/section_251/{field}")),
                })
                .into_iter()
                .collect();
            let seen: Vec<_> = findings.iter().map(|found| (found.code, found.pointer.clone())).collect();
            assert_eq!(seen, expected);
        }
    }

    #[test]
    fn a_reference_is_year_group_and_number_or_one_of_the_time_before() {
        let (missing, malformed) = ("section-251-reference-missing", "section-251-reference-malformed");
        let old = "section-251-reference-old";
        for (reference, code) in [
            ("20/CAG/0123", None),
            (" 20/cag/0123 ", None),
            ("", Some(missing)),
            ("  ", Some(missing)),
            ("2/CAG/0123", Some(malformed)),
            ("2020/CAG/0123", Some(malformed)),
            ("2x/CAG/0123", Some(malformed)),
            ("20/REC/0123", Some(malformed)),
            ("20/CAG/123", Some(malformed)),
            ("20/CAG/01234", Some(malformed)),
            ("20/CAG/0l23", Some(malformed)),
            ("20/CAG/0123/1", Some(malformed)),
            ("20-CAG-0123", Some(malformed)),
            ("ECC 1-02(FT12)/2012", Some(old)),
            ("PIAG 2-07(c)/2003", Some(old)),
            ("ECC1", Some(malformed)),
        ] {
            let mut content = supported();
            content.legal_basis.as_mut().unwrap().section_251.as_mut().unwrap().cag_reference = reference.to_owned();
            let findings = v12_section_251(&content, TODAY, Stage::Approve);
            let expected: Vec<_> =
                code.map(|code| (code, "/legal_basis/section_251/cag_reference")).into_iter().collect();
            assert_eq!(seen(&findings), expected, "{reference}");
            let warns = code == Some(old);
            assert!(findings.iter().all(|found| (found.severity == Severity::Warning) == warns), "{reference}");
        }
    }

    #[test]
    fn support_is_asked_for_where_a_data_set_rests_on_it_at_approval_and_again_at_issue() {
        let mut content = supported();
        content.legal_basis.as_mut().unwrap().section_251 = None;
        for (next, stage) in
            [(Stage::Submit, Stage::Approve), (Stage::Approve, Stage::Approve), (Stage::Issue, Stage::Issue)]
        {
            let findings = v12_section_251(&content, TODAY, next);
            assert_eq!(seen(&findings), [("section-251-missing", "/legal_basis/section_251")]);
            assert_eq!((findings[0].stage, findings[0].severity), (stage, Severity::Error));
        }
        assert_eq!(v12_section_251(&complete(), TODAY, Stage::Approve), []);
        let mut mixed = supported();
        mixed.data_sets.as_mut().unwrap().requests[0].cldc = vec![Cldc::Consent, Cldc::S251];
        assert_eq!(v12_section_251(&mixed, TODAY, Stage::Approve), []);
    }

    #[test]
    fn opt_outs_are_applied_unless_a_reason_is_given_with_its_paper() {
        use OptOutReason::{CagExempt, Consented, ExemptPolicy, NotIdentifying};
        let not = |reason, evidence: Option<&str>| {
            Some(OptOuts { applied: false, reason, evidence: evidence.map(str::to_owned) })
        };
        let applied = Some(OptOuts { applied: true, reason: None, evidence: None });
        let listed = Some("CONSENT/3");
        let table: [Row; 11] = [
            (applied, false, None),
            (None, false, Some(("opt-outs-unsaid", ""))),
            (not(None, listed), false, Some(("opt-out-reason-missing", "/reason"))),
            (not(Some(CagExempt), listed), true, None),
            (not(Some(CagExempt), listed), false, Some(("opt-out-not-exempt", "/reason"))),
            (not(Some(CagExempt), None), true, Some(("opt-out-evidence-missing", "/evidence"))),
            (not(Some(ExemptPolicy), listed), false, None),
            (not(Some(ExemptPolicy), None), true, Some(("opt-out-evidence-missing", "/evidence"))),
            (not(Some(ExemptPolicy), Some("NOWHERE")), false, Some(("paper-not-listed", "/evidence"))),
            (not(Some(Consented), listed), false, None),
            (not(Some(NotIdentifying), Some("")), false, Some(("opt-out-evidence-missing", "/evidence"))),
        ];
        for (opt_outs, opt_out_exempt, expected) in table {
            let mut content = supported();
            content.legal_basis.as_mut().unwrap().section_251.as_mut().unwrap().opt_out_exempt = opt_out_exempt;
            let request = DataSetRequest { opt_outs: opt_outs.clone(), ..content.requests()[0].clone() };
            content.data_sets = Some(DataSets { requests: vec![request] });
            let findings = v12_section_251(&content, TODAY, Stage::Approve);
            let expected: Vec<_> = expected
                .map(|(code, field)| (code, format!("/data_sets/requests/0/opt_outs{field}")))
                .into_iter()
                .collect();
            let seen: Vec<_> = findings.iter().map(|found| (found.code, found.pointer.clone())).collect();
            assert_eq!(seen, expected, "{opt_outs:?}");
        }
    }
}
