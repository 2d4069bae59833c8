//! V03: the framework contracts reach the agreement's term.

use std::collections::BTreeMap;

use dars_vocabulary::{
    ApplicationContent, Finding, OrganisationId, Severity, Stage, calendar::days_after, refusal::Basis,
};
use jiff::civil::Date;

use crate::{
    context::{Context, FrameworkCover},
    finding::Rule,
    organisations::deciding,
};

const V03: Rule = Rule { id: "V03", severity: Severity::Error, stage: Stage::Issue, basis: Basis::Reading };

/// Source: our reading of "no framework contract, no agreement": the cover lasts at least until the agreement starts.
///
/// A contract that follows another without a gap prolongs it. An organisation without any is V02's.
pub fn v03_framework_terms(content: &ApplicationContent, issue: Date, known: &Context) -> Vec<Finding> {
    let (Some(contracts), Some(term)) = (&known.framework_contracts, &content.term) else { return Vec::new() };
    let reaches = reaches(contracts, issue);
    deciding(content, known.applicant.as_ref())
        .into_iter()
        .filter_map(|(pointer, organisation)| {
            let end = *reaches.get(organisation)?;
            if end < term.start {
                let message = format!(
                    "{organisation}'s framework contract ends on {end}, before the agreement starts: have the next \
                     one signed before issue, or choose an earlier start."
                );
                return Some(V03.finding("framework-contract-ends-before-start", pointer, message));
            }
            (end < term.end).then(|| {
                let message = format!(
                    "{organisation}'s framework contract ends on {end}, before the agreement does: renew it before then."
                );
                V03.warning().finding("framework-contract-ends-before-end", pointer, message)
            })
        })
        .collect()
}

/// The last day of the cover that holds on the day of issue, for each organisation that has one.
fn reaches(contracts: &[FrameworkCover], issue: Date) -> BTreeMap<&OrganisationId, Date> {
    let mut in_order: Vec<&FrameworkCover> = contracts.iter().collect();
    in_order.sort_by_key(|cover| cover.start);
    let mut reaches: BTreeMap<&OrganisationId, Date> = BTreeMap::new();
    for cover in in_order.into_iter().filter(|cover| issue <= cover.end) {
        let reach = reaches.get(&cover.organisation).copied();
        let follows = reach.is_some_and(|reach| cover.start <= days_after(reach, 1));
        if cover.holds_on(issue) || follows {
            reaches.insert(&cover.organisation, reach.map_or(cover.end, |reach| reach.max(cover.end)));
        }
    }
    reaches
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::{finding::seen, sample::complete};

    type Row<'a> = (&'a [(Date, Date)], Option<(&'a str, &'a str, Severity)>);

    fn findings(covers: &[(Date, Date)]) -> Vec<Finding> {
        let cover = |&(start, end): &(Date, Date)| FrameworkCover {
            contract: "CON-900201-B3N6W".parse().unwrap(),
            organisation: "NU01".parse().unwrap(),
            start,
            end,
        };
        let known = Context {
            next: Stage::Issue,
            applicant: Some("NU01".parse().unwrap()),
            framework_contracts: Some(covers.iter().map(cover).collect()),
            ..Context::default()
        };
        v03_framework_terms(&complete(), date(2025, 2, 1), &known)
    }

    #[test]
    fn cover_lasts_until_the_start_and_is_renewed_before_the_end() {
        let from = date(2023, 1, 1);
        let early = ("framework-contract-ends-before-start", "/applicant", Severity::Error);
        let short = ("framework-contract-ends-before-end", "/applicant", Severity::Warning);
        // The agreement lasts from 2025-03-03 to 2028-03-02.
        let table: [Row; 10] = [
            (&[(from, date(2025, 3, 2))], Some(early)),
            (&[(from, date(2025, 3, 3))], Some(short)),
            (&[(from, date(2028, 3, 1))], Some(short)),
            (&[(from, date(2028, 3, 2))], None),
            // The next contract begins the day after, or leaves a gap.
            (&[(from, date(2025, 2, 27)), (date(2025, 2, 28), date(2028, 2, 27))], Some(short)),
            (&[(date(2025, 2, 28), date(2028, 3, 2)), (from, date(2025, 2, 27))], None),
            (&[(from, date(2025, 2, 27)), (date(2025, 3, 1), date(2028, 3, 2))], Some(early)),
            // The longer of two that overlap counts.
            (&[(from, date(2028, 3, 2)), (date(2024, 1, 1), date(2025, 3, 1))], None),
            // None in force: V02 says so.
            (&[(date(2025, 2, 2), date(2028, 3, 2))], None),
            (&[(from, date(2025, 1, 31))], None),
        ];
        for (covers, expected) in table {
            let findings = findings(covers);
            let seen: Vec<_> = findings.iter().map(|f| (f.code, f.pointer.as_str(), f.severity)).collect();
            assert_eq!(seen, expected.into_iter().collect::<Vec<_>>(), "{covers:?}");
            assert!(findings.iter().all(|f| f.stage == Stage::Issue));
        }
    }

    #[test]
    fn without_contracts_or_a_term_there_is_nothing_to_compare() {
        assert_eq!(v03_framework_terms(&complete(), date(2025, 2, 1), &Context::default()), []);
        let known = Context { framework_contracts: Some(Vec::new()), ..Context::default() };
        assert_eq!(seen(&v03_framework_terms(&ApplicationContent::default(), date(2025, 2, 1), &known)), []);
    }
}
