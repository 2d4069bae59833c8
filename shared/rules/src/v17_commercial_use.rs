//! V17: solely commercial purposes, and use for insurance, marketing or targeting, are reasons for refusal.

use dars_vocabulary::{ApplicationContent, Finding, Severity, Stage, refusal::Basis};

use crate::finding::Rule;

const V17: Rule = Rule { id: "V17", severity: Severity::Warning, stage: Stage::Approve, basis: Basis::Reading };

/// Source: DARS standard 5e. Never blocks: only an approver refuses, and approving despite it needs a reason.
pub fn v17_commercial_use(content: &ApplicationContent) -> Vec<Finding> {
    let Some(commercial) = &content.commercial else { return Vec::new() };
    let solely = commercial.solely.then(|| {
        V17.finding(
            "solely-commercial",
            "/commercial/solely",
            "A solely commercial purpose is a reason why requests are refused. Say what good it does for health \
             or care, or expect a refusal.",
        )
    });
    let uses = commercial.uses.iter().enumerate().map(|(at, used_for)| {
        V17.finding(
            "commercial-use-refused",
            format!("/commercial/uses/{at}"),
            format!("Use for {used_for} is a reason why requests are refused. Drop this use, or expect a refusal."),
        )
    });
    solely.into_iter().chain(uses).collect()
}

#[cfg(test)]
mod tests {
    use dars_vocabulary::{
        code::CommercialUse::{self, Insurance, Marketing, Targeting},
        content::Commercial,
    };

    use super::*;
    use crate::{finding::seen, sample::complete};

    #[test]
    fn each_reason_for_refusal_is_shown_and_none_blocks() {
        type Row<'a> = (bool, bool, &'a [CommercialUse], &'a [(&'a str, &'a str)]);
        let table: [Row; 7] = [
            (false, false, &[], &[]),
            (true, false, &[], &[]),
            (true, true, &[], &[("solely-commercial", "/commercial/solely")]),
            (false, true, &[], &[("solely-commercial", "/commercial/solely")]),
            (false, false, &[Insurance], &[("commercial-use-refused", "/commercial/uses/0")]),
            (true, false, &[Targeting], &[("commercial-use-refused", "/commercial/uses/0")]),
            (
                true,
                true,
                &[Marketing, Targeting],
                &[
                    ("solely-commercial", "/commercial/solely"),
                    ("commercial-use-refused", "/commercial/uses/0"),
                    ("commercial-use-refused", "/commercial/uses/1"),
                ],
            ),
        ];
        for (is_commercial, solely, uses, expected) in table {
            let mut content = complete();
            content.commercial =
                Some(Commercial { is_commercial, solely, uses: uses.to_vec(), ..Commercial::default() });
            let findings = v17_commercial_use(&content);
            assert_eq!(seen(&findings), expected);
            assert!(findings.iter().all(|found| found.severity == Severity::Warning));
        }
    }
}
