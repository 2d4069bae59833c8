//! V16: research on identifiable data has a favourable opinion on the very protocol, or needs none.

use dars_vocabulary::{
    ApplicationContent, Finding, Severity, Stage,
    code::{EthicsOutcome, Level, PurposeOfUse},
    content::Ethics,
};

use crate::{
    finding::{Rule, blank, published},
    papers::Papers,
};

const V16: Rule = Rule { id: "V16", severity: Severity::Error, stage: Stage::Approve, basis: published("7a") };

/// Source: DARS standard 7a: the committee's letter and the protocol, whose versions agree, or the decision tool's
/// output.
pub fn v16_ethics(content: &ApplicationContent) -> Vec<Finding> {
    if !is_research_on_people(content) {
        return Vec::new();
    }
    let Some(ethics) = &content.ethics else {
        let message = "Standard 7a: research on identifiable data says what the ethics committee said.";
        return vec![V16.finding("ethics-missing", "/ethics", message)];
    };
    match ethics.outcome {
        EthicsOutcome::Favourable => of_opinion(ethics, &Papers::of(content)),
        EthicsOutcome::NotRequired => {
            let output = ethics.tool_output.as_deref();
            let what = "the output of the research authority's decision tool";
            let papers = Papers::of(content);
            let found = papers.objection(V16, "ethics-tool-output-missing", "/ethics/tool_output", what, output);
            found.into_iter().collect()
        }
        EthicsOutcome::Pending => {
            let message = "Standard 7a: the ethics committee's opinion is still awaited: add it once it is given.";
            vec![V16.finding("ethics-pending", "/ethics/outcome", message)]
        }
    }
}

/// Whether the section `ethics` is needed at all.
pub(crate) fn is_research_on_people(content: &ApplicationContent) -> bool {
    let said = content.ethics.as_ref().is_some_and(|ethics| ethics.is_research);
    let research = content.purpose.as_ref().is_some_and(|purpose| purpose.uses.contains(&PurposeOfUse::Research));
    (said || research) && content.requests().iter().any(|request| request.level == Some(Level::Identifiable))
}

fn of_opinion(ethics: &Ethics, papers: &Papers) -> Vec<Finding> {
    let mut findings = of_versions(ethics);
    let (letter, protocol) = (ethics.letter.as_deref(), ethics.protocol.as_deref());
    findings.extend(paper(papers, "ethics-letter-missing", "/ethics/letter", "the committee's letter", letter));
    findings.extend(paper(papers, "protocol-missing", "/ethics/protocol", "the protocol", protocol));
    findings
}

/// The versions are what must agree, and they are asked for: a paper that is not named is only missed.
fn paper(papers: &Papers, missing: &'static str, pointer: &str, what: &str, named: Option<&str>) -> Option<Finding> {
    let rule = if blank(named) { V16.warning() } else { V16 };
    papers.objection(rule, missing, pointer, what, named)
}

fn of_versions(ethics: &Ethics) -> Vec<Finding> {
    let texts = [
        ("ethics-reference-missing", "/ethics/reference", &ethics.reference, "Give the committee's reference."),
        (
            "protocol-version-missing",
            "/ethics/protocol_version",
            &ethics.protocol_version,
            "Give the protocol's version.",
        ),
        (
            "letter-version-missing",
            "/ethics/letter_protocol_version",
            &ethics.letter_protocol_version,
            "Give the protocol's version as the committee's letter names it.",
        ),
    ];
    let missing: Vec<Finding> = texts
        .into_iter()
        .filter(|(_, _, text, _)| blank(text.as_deref()))
        .map(|(code, pointer, _, message)| V16.finding(code, pointer, format!("Standard 7a: {message}")))
        .collect();
    // `v3.1` and `3.1` are one version.
    let version = |text: &Option<String>| {
        text.as_deref().map(|text| text.trim().to_lowercase().trim_start_matches('v').trim_start().to_owned())
    };
    let differ = version(&ethics.protocol_version) != version(&ethics.letter_protocol_version);
    if !missing.is_empty() || !differ {
        return missing;
    }
    let message = "Standard 7a: the letter names another version of the protocol. Have this one approved, or apply with \
                   the one that was.";
    vec![V16.finding("protocol-versions-differ", "/ethics/letter_protocol_version", message)]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{finding::seen, sample::complete};

    #[test]
    fn an_opinion_is_favourable_and_on_this_protocol_or_not_needed() {
        type Spoil = fn(&mut Ethics);
        let letter = "/ethics/letter_protocol_version";
        let table: [(Spoil, Option<(&str, &str)>); 15] = [
            (|_| {}, None),
            (|e| e.outcome = EthicsOutcome::Pending, Some(("ethics-pending", "/ethics/outcome"))),
            (|e| e.outcome = EthicsOutcome::NotRequired, Some(("ethics-tool-output-missing", "/ethics/tool_output"))),
            (|e| (e.outcome, e.tool_output) = (EthicsOutcome::NotRequired, Some("TERMS/1".to_owned())), None),
            (
                |e| (e.outcome, e.tool_output) = (EthicsOutcome::NotRequired, Some("TOOL/1".to_owned())),
                Some(("paper-not-listed", "/ethics/tool_output")),
            ),
            (|e| e.reference = None, Some(("ethics-reference-missing", "/ethics/reference"))),
            (|e| e.protocol_version = None, Some(("protocol-version-missing", "/ethics/protocol_version"))),
            (|e| e.letter_protocol_version = Some(" ".to_owned()), Some(("letter-version-missing", letter))),
            (|e| e.letter_protocol_version = Some("3.0".to_owned()), Some(("protocol-versions-differ", letter))),
            (|e| e.letter_protocol_version = Some("3.1 ".to_owned()), None),
            (|e| e.letter_protocol_version = Some("V3.1".to_owned()), None),
            (|e| e.letter_protocol_version = Some("v 3.1".to_owned()), None),
            (|e| e.letter_protocol_version = Some("v3.2".to_owned()), Some(("protocol-versions-differ", letter))),
            (|e| e.letter = Some("NOWHERE".to_owned()), Some(("paper-not-listed", "/ethics/letter"))),
            (|e| e.protocol = Some("NOWHERE".to_owned()), Some(("paper-not-listed", "/ethics/protocol"))),
        ];
        for (spoil, expected) in table {
            let mut content = complete();
            spoil(content.ethics.as_mut().unwrap());
            let findings = v16_ethics(&content);
            assert_eq!(seen(&findings), expected.into_iter().collect::<Vec<_>>());
            assert!(findings.iter().all(|f| f.stage == Stage::Approve && f.severity == Severity::Error));
        }
    }

    #[test]
    fn a_letter_or_a_protocol_that_is_not_named_is_asked_for_and_stops_nothing() {
        type Unname = fn(&mut Ethics, Option<String>);
        let table: [(Unname, &str, &str); 2] = [
            (|e, named| e.letter = named, "ethics-letter-missing", "/ethics/letter"),
            (|e, named| e.protocol = named, "protocol-missing", "/ethics/protocol"),
        ];
        for (unname, code, pointer) in table {
            for named in [None, Some(" ".to_owned())] {
                let mut content = complete();
                unname(content.ethics.as_mut().unwrap(), named);
                let findings = v16_ethics(&content);
                assert_eq!(seen(&findings), [(code, pointer)]);
                assert_eq!((findings[0].severity, findings[0].stage), (Severity::Warning, Stage::Approve));
            }
        }
    }

    #[test]
    fn only_research_on_identifiable_data_needs_one() {
        use Level::{Identifiable, Pseudonymised};
        let table: [(bool, &[PurposeOfUse], Option<Level>, bool); 6] = [
            (true, &[], Some(Identifiable), true),
            (false, &[PurposeOfUse::Research], Some(Identifiable), true),
            (false, &[PurposeOfUse::Planning], Some(Identifiable), false),
            (false, &[], Some(Identifiable), false),
            (true, &[PurposeOfUse::Research], Some(Pseudonymised), false),
            (true, &[PurposeOfUse::Research], None, false),
        ];
        for (is_research, uses, level, needed) in table {
            let mut content = complete();
            let ethics = content.ethics.as_mut().unwrap();
            (ethics.is_research, ethics.outcome) = (is_research, EthicsOutcome::Pending);
            content.purpose.as_mut().unwrap().uses = uses.to_vec();
            content.data_sets.as_mut().unwrap().requests[0].level = level;
            assert_eq!(v16_ethics(&content).len(), usize::from(needed), "{is_research} {uses:?} {level:?}");
        }
        let mut content = complete();
        content.ethics = None;
        assert_eq!(seen(&v16_ethics(&content)), [("ethics-missing", "/ethics")]);
        content.purpose.as_mut().unwrap().uses.clear();
        assert_eq!(v16_ethics(&content), []);
    }
}
