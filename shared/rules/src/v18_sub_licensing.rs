//! V18: whoever lets third parties use the data shows by which terms.

use dars_vocabulary::{ApplicationContent, Finding, Severity, Stage, refusal::Basis};

use crate::{
    finding::{Rule, blank, published},
    papers::Papers,
};

const V18: Rule = Rule { id: "V18", severity: Severity::Error, stage: Stage::Approve, basis: published("10") };
/// Whether the public list is mandatory is not confirmed (domain.md §18).
const LIST: Rule = Rule { severity: Severity::Warning, basis: Basis::Reading, ..V18 };

/// Source: DARS standard 10: template, criteria, the terms of the group that judges requests, how the terms flow
/// down, and what is gained. Asked again at issue.
pub fn v18_sub_licensing(content: &ApplicationContent, next: Stage) -> Vec<Finding> {
    let Some(said) = content.sub_licensing.as_ref().filter(|said| said.allowed) else { return Vec::new() };
    let papers = Papers::of(content);
    let needed = [
        ("sub-licence-template-missing", "template", "the template of the sub-licence", &said.template),
        ("sub-licence-criteria-missing", "criteria", "the criteria by which requests are judged", &said.criteria),
        ("sub-licence-terms-missing", "group_terms", "the terms of the group that judges requests", &said.group_terms),
    ];
    let texts = [
        (
            "sub-licence-flow-down-missing",
            "flow_down",
            "Say how the terms of the agreement bind sub-licensees.",
            &said.flow_down,
        ),
        (
            "sub-licence-value-missing",
            "added_value",
            "Say what the public gains by the sub-licences.",
            &said.added_value,
        ),
    ];
    let rule = V18.again_at_issue(next);
    let missing = needed.into_iter().filter_map(|(code, field, what, reference)| {
        papers.objection(rule, code, &format!("/sub_licensing/{field}"), what, reference.as_deref())
    });
    let unlisted = blank(said.register_url.as_deref()).then(|| {
        let message = "Say where the public can read who has sub-licences.";
        LIST.again_at_issue(next).finding("sub-licence-list-missing", "/sub_licensing/register_url", message)
    });
    let unsaid = texts.into_iter().filter(|(_, _, _, text)| blank(text.as_deref()));
    let unsaid = unsaid.map(|(code, field, message, _)| {
        rule.finding(code, format!("/sub_licensing/{field}"), format!("Standard 10: {message}"))
    });
    missing.chain(unsaid).chain(unlisted).collect()
}

#[cfg(test)]
mod tests {
    use dars_vocabulary::content::SubLicensing;

    use super::*;
    use crate::{
        finding::seen,
        sample::{complete, sub_licensing},
    };

    #[test]
    fn sub_licensing_has_every_paper() {
        type Spoil = fn(&mut SubLicensing);
        let table: [(Spoil, Option<(&str, &str)>); 10] = [
            (|_| {}, None),
            (|s| s.flow_down = None, Some(("sub-licence-flow-down-missing", "/sub_licensing/flow_down"))),
            (
                |s| s.added_value = Some(" ".to_owned()),
                Some(("sub-licence-value-missing", "/sub_licensing/added_value")),
            ),
            (|s| s.template = None, Some(("sub-licence-template-missing", "/sub_licensing/template"))),
            (|s| s.criteria = Some(String::new()), Some(("sub-licence-criteria-missing", "/sub_licensing/criteria"))),
            (|s| s.group_terms = None, Some(("sub-licence-terms-missing", "/sub_licensing/group_terms"))),
            (|s| s.template = Some("T/9".to_owned()), Some(("paper-not-listed", "/sub_licensing/template"))),
            (|s| s.register_url = None, Some(("sub-licence-list-missing", "/sub_licensing/register_url"))),
            (|s| s.allowed = false, None),
            (|s| *s = SubLicensing::default(), None),
        ];
        for (spoil, expected) in table {
            let mut content = sub_licensing();
            spoil(content.sub_licensing.as_mut().unwrap());
            for (next, stage) in
                [(Stage::Submit, Stage::Approve), (Stage::Approve, Stage::Approve), (Stage::Issue, Stage::Issue)]
            {
                let findings = v18_sub_licensing(&content, next);
                assert_eq!(seen(&findings), expected.into_iter().collect::<Vec<_>>());
                for found in findings {
                    let warns = found.code == "sub-licence-list-missing";
                    assert_eq!((found.severity == Severity::Warning, found.stage), (warns, stage));
                }
            }
        }
        assert_eq!(v18_sub_licensing(&complete(), Stage::Approve), []);
    }
}
