//! V22: an agreement does not outlast the support or funding that it rests on, unless a reason is given.

use dars_vocabulary::{ApplicationContent, Finding, Severity, Stage};

use crate::{
    finding::{Rule, blank, published},
    v12_section_251::resting_on_support,
};

const V22: Rule = Rule { id: "V22", severity: Severity::Error, stage: Stage::Issue, basis: published("1") };

/// Source: DARS standard 1: a longer end needs a reason in funding or law.
pub fn v22_fixed_ends(content: &ApplicationContent) -> Vec<Finding> {
    let Some(term) = content.term.as_ref().filter(|term| blank(term.longer_because.as_deref())) else {
        return Vec::new();
    };
    let supported = resting_on_support(content).next().is_some();
    let support = content.legal_basis.as_ref().and_then(|basis| basis.section_251.as_ref());
    let support_ends = support.filter(|_| supported).and_then(|support| support.expires);
    let funding_ends = content.purpose.as_ref().and_then(|purpose| purpose.funded_until);
    [
        ("end-after-section-251", "the section 251 support", support_ends),
        ("end-after-funding", "the funding or approval", funding_ends),
    ]
    .into_iter()
    .filter_map(|(code, what, ends)| {
        let ends = ends.filter(|ends| *ends < term.end)?;
        let message = format!(
            "Standard 1: the term ends later than {what}. Choose {ends} or an earlier end, or say why it may be later."
        );
        Some(V22.finding(code, "/term/end", message))
    })
    .collect()
}

#[cfg(test)]
mod tests {
    use dars_vocabulary::code::Cldc;
    use jiff::civil::{Date, date};

    use super::*;
    use crate::{finding::seen, sample::supported};

    #[test]
    fn the_end_lies_within_support_and_funding_unless_a_reason_is_given() {
        type Row<'a> = (Option<Date>, Option<Date>, Option<&'a str>, &'a [(&'a str, &'a str)]);
        let end = date(2028, 3, 2);
        let (support, funding) = (("end-after-section-251", "/term/end"), ("end-after-funding", "/term/end"));
        let (before, same) = (Some(date(2028, 3, 1)), Some(end));
        let table: [Row; 10] = [
            (None, None, None, &[]),
            (same, same, None, &[]),
            (before, None, None, &[support]),
            (None, before, None, &[funding]),
            (before, before, None, &[support, funding]),
            (before, before, Some(""), &[support, funding]),
            (before, before, Some("The law asks us to keep it."), &[]),
            (before, same, None, &[support]),
            (same, before, None, &[funding]),
            (Some(date(2030, 1, 1)), None, None, &[]),
        ];
        for (expires, funded_until, because, expected) in table {
            let mut content = supported();
            content.legal_basis.as_mut().unwrap().section_251.as_mut().unwrap().expires = expires;
            content.purpose.as_mut().unwrap().funded_until = funded_until;
            let term = content.term.as_mut().unwrap();
            (term.end, term.longer_because) = (end, because.map(str::to_owned));
            let findings = v22_fixed_ends(&content);
            assert_eq!(seen(&findings), expected, "{expires:?} {funded_until:?} {because:?}");
            assert!(findings.iter().all(|f| f.stage == Stage::Issue && f.severity == Severity::Error));
        }
    }

    #[test]
    fn support_that_nothing_rests_on_bounds_nothing() {
        let mut content = supported();
        content.legal_basis.as_mut().unwrap().section_251.as_mut().unwrap().expires = Some(date(2025, 12, 31));
        assert_eq!(v22_fixed_ends(&content).len(), 1);
        content.data_sets.as_mut().unwrap().requests[0].cldc = vec![Cldc::Exemption];
        assert_eq!(v22_fixed_ends(&content), []);
        assert_eq!(v22_fixed_ends(&ApplicationContent::default()), []);
    }
}
