//! V26: the lay summary is short enough to be read.

use dars_vocabulary::{ApplicationContent, Finding, Severity, Stage, refusal::Basis};

use crate::{finding::Rule, policy};

const V26: Rule = Rule { id: "V26", severity: Severity::Error, stage: Stage::Submit, basis: Basis::Reading };

/// Source: HDR UK Gateway template, "lay summary" (at most 300 words). A missing summary is completeness's.
pub fn v26_lay_summary(content: &ApplicationContent) -> Vec<Finding> {
    let Some(purpose) = &content.purpose else { return Vec::new() };
    let most = policy::LAY_SUMMARY_WORDS.value;
    let words = purpose.lay_summary.split_whitespace().count();
    if u32::try_from(words).is_ok_and(|words| words <= most) {
        return Vec::new();
    }
    let message = format!("The lay summary has {words} words: shorten it to {most}.");
    vec![V26.finding("lay-summary-too-long", "/purpose/lay_summary", message)]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{finding::seen, sample::complete};

    #[test]
    fn a_lay_summary_has_at_most_300_words() {
        for (words, fails) in [(1, false), (299, false), (300, false), (301, true), (5000, true)] {
            let mut content = complete();
            content.purpose.as_mut().unwrap().lay_summary = "word \n".repeat(words);
            let expected: &[_] = if fails { &[("lay-summary-too-long", "/purpose/lay_summary")] } else { &[] };
            assert_eq!(seen(&v26_lay_summary(&content)), expected, "{words}");
        }
    }
}
