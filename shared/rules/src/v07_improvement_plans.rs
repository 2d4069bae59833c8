//! V07: a toolkit result short of the standards needs an approved plan and a special condition with a date.

use dars_vocabulary::{ApplicationContent, Finding, Severity, Stage, content::Owing, refusal::Basis};
use jiff::civil::Date;

use crate::{assurances::Current, context::Context, finding::Rule, organisations::controllers_and_processors};

const V07: Rule = Rule { id: "V07", severity: Severity::Error, stage: Stage::Issue, basis: Basis::Reading };

/// Source: DARS standards 2a and 6. `issue` is the day of issue or, before it is known, today.
///
/// Conditions do not name an organisation: one of the applicant's with a date stands for every plan.
pub fn v07_improvement_plans(content: &ApplicationContent, issue: Date, known: &Context) -> Vec<Finding> {
    let Some(shown) = &known.assurances else { return Vec::new() };
    let current = Current::on(issue, shown);
    let conditioned =
        known.conditions.iter().any(|condition| condition.due.is_some() && condition.owing == Owing::Applicant);
    controllers_and_processors(content)
        .into_iter()
        .filter_map(|(pointer, organisation)| {
            let short = current.short_of_standards(organisation)?;
            if !short.plan_approved {
                let message = format!(
                    "{organisation} does not meet the toolkit's standards, and no improvement plan of it is approved: \
                     have its plan approved before issue."
                );
                return Some(V07.finding("improvement-plan-not-approved", pointer, message));
            }
            (!conditioned).then(|| {
                let ends = short.particulars.improvement_plan_due.map(|day| format!(", which ends on {day}"));
                let message = format!(
                    "{organisation} has an approved improvement plan{}: a special condition must name the day by which \
                     it is done.",
                    ends.unwrap_or_default(),
                );
                V07.finding("improvement-condition-missing", pointer, message)
            })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use dars_vocabulary::{
        code::AssuranceKind::{self, Dspt, Iso27001},
        code::AssuranceOutcome::{self, Approaching, Exceeded, Met, NotMet, NotMetPlan, NotPublished},
        content::Condition,
    };
    use jiff::civil::date;

    use super::*;
    use crate::{context::Assurance, finding::seen, sample::complete};

    #[test]
    fn a_result_short_of_the_standards_needs_a_plan_and_a_dated_condition() {
        type Row<'a> = (AssuranceKind, AssuranceOutcome, Date, bool, Option<&'a Condition>, Option<&'a str>);
        let dated = Condition { due: Some(date(2025, 9, 30)), ..condition() };
        let ours = Condition { owing: Owing::Body, ..dated.clone() };
        let no_plan = Some("improvement-plan-not-approved");
        let no_condition = Some("improvement-condition-missing");
        let (late, past, undated) = (date(2025, 12, 31), date(2025, 1, 31), condition());
        let table: [Row; 14] = [
            (Dspt, Exceeded, late, false, None, None),
            (Dspt, Met, late, false, None, None),
            (Dspt, Approaching, late, false, None, no_plan),
            (Dspt, NotMetPlan, late, false, Some(&dated), no_plan),
            (Dspt, NotMet, late, false, Some(&dated), no_plan),
            (Dspt, NotMetPlan, late, true, None, no_condition),
            (Dspt, NotMetPlan, late, true, Some(&undated), no_condition),
            (Dspt, NotMetPlan, late, true, Some(&ours), no_condition),
            (Dspt, NotMetPlan, late, true, Some(&dated), None),
            (Dspt, Approaching, late, true, Some(&dated), None),
            (Dspt, NotMet, late, true, Some(&dated), None),
            // Nothing published, nothing current, or no toolkit at all: V06 says so.
            (Dspt, NotPublished, late, false, None, None),
            (Dspt, NotMet, past, false, None, None),
            (Iso27001, NotMet, late, false, None, None),
        ];
        for (kind, outcome, valid_to, plan_approved, condition, code) in table {
            let organisation = "CB01".parse().unwrap();
            let known = Context {
                assurances: Some(vec![Assurance {
                    organisation,
                    kind,
                    outcome,
                    valid_to,
                    plan_approved,
                    particulars: dars_vocabulary::AssuranceParticulars::default(),
                }]),
                conditions: condition.into_iter().cloned().collect(),
                ..Context::default()
            };
            let findings = v07_improvement_plans(&complete(), date(2025, 2, 1), &known);
            let expected: Vec<_> = code.map(|code| (code, "/parties/processors/0/organisation")).into_iter().collect();
            assert_eq!(seen(&findings), expected, "{outcome} {condition:?}");
            assert!(findings.iter().all(|f| f.stage == Stage::Issue && f.severity == Severity::Error));
        }
    }

    fn condition() -> Condition {
        Condition { number: 1, text: "Finish the plan.".to_owned(), due: None, owing: Owing::Applicant }
    }
}
