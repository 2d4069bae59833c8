//! V35: direct care of particular people is not this service's.

use dars_vocabulary::{ApplicationContent, Finding, Severity, Stage, refusal::Basis};

use crate::finding::Rule;

const V35: Rule = Rule { id: "V35", severity: Severity::Error, stage: Stage::Submit, basis: Basis::Reading };

/// Source: the service's published scope: uses other than direct care.
pub fn v35_direct_care(content: &ApplicationContent) -> Vec<Finding> {
    if !content.purpose.as_ref().is_some_and(|purpose| purpose.direct_care) {
        return Vec::new();
    }
    vec![V35.finding(
        "direct-care",
        "/purpose/direct_care",
        "Data for the direct care of particular people is not given by this service: ask the care provider that \
         holds their records, or your own organisation's clinical systems team.",
    )]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{finding::seen, sample::complete};

    #[test]
    fn direct_care_is_sent_elsewhere() {
        for (direct_care, expected) in [(false, &[][..]), (true, &[("direct-care", "/purpose/direct_care")][..])] {
            let mut content = complete();
            content.purpose.as_mut().unwrap().direct_care = direct_care;
            assert_eq!(seen(&v35_direct_care(&content)), expected);
        }
    }
}
