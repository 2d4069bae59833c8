//! V02: every organisation that decides has a framework contract in force.

use std::collections::BTreeSet;

use dars_vocabulary::{ApplicationContent, Finding, Severity, Stage, refusal::Basis};
use jiff::civil::Date;

use crate::{context::Context, finding::Rule, organisations::deciding};

const V02: Rule = Rule { id: "V02", severity: Severity::Error, stage: Stage::Issue, basis: Basis::Reading };

/// Source: the service's published order of contracts: no framework contract, no agreement.
///
/// `issue` is the day of issue or, before it is known, today. While a draft is being written this only warns: there is
/// time yet to have one signed.
pub fn v02_framework_contracts(content: &ApplicationContent, issue: Date, known: &Context) -> Vec<Finding> {
    let Some(contracts) = &known.framework_contracts else { return Vec::new() };
    let rule = if known.next == Stage::Submit { V02.warning() } else { V02 };
    let covered: BTreeSet<_> =
        contracts.iter().filter(|cover| cover.holds_on(issue)).map(|cover| &cover.organisation).collect();
    deciding(content, known.applicant.as_ref())
        .into_iter()
        .filter(|(_, organisation)| !covered.contains(organisation))
        .map(|(pointer, organisation)| {
            let message = format!(
                "{organisation} has no framework contract in force: ask for one now, and have it signed before issue."
            );
            rule.finding("framework-contract-not-active", pointer, message)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use dars_vocabulary::content::Controller;
    use jiff::civil::date;

    use super::*;
    use crate::{context::FrameworkCover, finding::seen, sample::complete};

    const CODE: &str = "framework-contract-not-active";

    type Row<'a> = (&'a str, &'a [FrameworkCover], Date, &'a [(&'a str, &'a str)]);

    fn cover(organisation: &str, start: Date, end: Date) -> FrameworkCover {
        let contract = "CON-900201-B3N6W".parse().unwrap();
        FrameworkCover { contract, organisation: organisation.parse().unwrap(), start, end }
    }

    fn two_controllers() -> ApplicationContent {
        let mut content = complete();
        let second = Controller { organisation: "HC01".parse().unwrap(), also_processes: false };
        content.parties.as_mut().unwrap().controllers.push(second);
        content
    }

    #[test]
    fn the_applicant_organisation_and_every_controller_need_one_that_holds_on_the_day_of_issue() {
        let (from, to) = (date(2025, 1, 2), date(2030, 1, 1));
        let both = [cover("NU01", from, to), cover("HC01", from, to)];
        let third = cover("AP01", from, to);
        let second = "/parties/controllers/1/organisation";
        let table: [Row; 8] = [
            ("NU01", &both, from, &[]),
            ("NU01", &both, to, &[]),
            ("NU01", &both, date(2025, 1, 1), &[(CODE, "/applicant"), (CODE, second)]),
            ("NU01", &both, date(2030, 1, 2), &[(CODE, "/applicant"), (CODE, second)]),
            ("NU01", &both[..1], from, &[(CODE, second)]),
            // The processor's own contract covers nobody else.
            ("NU01", &[cover("NU01", from, to), cover("CB01", from, to)], from, &[(CODE, second)]),
            ("AP01", &both, from, &[(CODE, "/applicant")]),
            ("AP01", &[both.to_vec(), vec![third]].concat(), from, &[]),
        ];
        for (applicant, contracts, issue, expected) in table {
            let known = Context {
                next: Stage::Issue,
                applicant: Some(applicant.parse().unwrap()),
                framework_contracts: Some(contracts.to_vec()),
                ..Context::default()
            };
            let findings = v02_framework_contracts(&two_controllers(), issue, &known);
            assert_eq!(seen(&findings), expected, "{applicant} {issue}");
            assert!(findings.iter().all(|f| f.stage == Stage::Issue && f.severity == Severity::Error));
        }
    }

    #[test]
    fn a_draft_is_only_warned_and_a_caller_without_contracts_says_nothing() {
        for (next, severity) in
            [(Stage::Submit, Severity::Warning), (Stage::Approve, Severity::Error), (Stage::Issue, Severity::Error)]
        {
            let known = Context { next, framework_contracts: Some(Vec::new()), ..Context::default() };
            let findings = v02_framework_contracts(&complete(), date(2025, 2, 1), &known);
            assert_eq!(seen(&findings), [(CODE, "/parties/controllers/0/organisation")]);
            assert_eq!((findings[0].stage, findings[0].severity), (Stage::Issue, severity));
        }
        assert_eq!(v02_framework_contracts(&complete(), date(2025, 2, 1), &Context::default()), []);
    }
}
