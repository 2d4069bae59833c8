//! V07: a toolkit result short of the standards needs an approved plan and a special condition with a date.

use dars_vocabulary::{ApplicationContent, Finding, Severity, Stage, content::Owing, refusal::Basis};
use jiff::civil::Date;

use crate::{
    assurances::Current,
    context::{Assurance, Context},
    finding::Rule,
    organisations::controllers_and_processors,
};

const V07: Rule = Rule { id: "V07", severity: Severity::Error, stage: Stage::Issue, basis: Basis::Reading };

/// Source: DARS standards 2a and 6. `issue` is the day of issue or, before it is known, today.
///
/// Conditions do not name an organisation: one of the applicant's with a date stands for every plan.
pub fn v07_improvement_plans(content: &ApplicationContent, issue: Date, known: &Context) -> Vec<Finding> {
    let without_plan = short(content, issue, known).into_iter().filter(|(_, shown)| !shown.plan_approved);
    let plans = without_plan.map(|(pointer, shown)| {
        let organisation = &shown.organisation;
        let message = format!(
            "{organisation} does not meet the toolkit's standards, and no improvement plan of it is approved: have its \
             plan approved before issue."
        );
        V07.finding("improvement-plan-not-approved", pointer, message)
    });
    plans.chain(v07_conditions(content, issue, known)).collect()
}

/// The part of V07 that the approval alone can meet, since conditions are given with it: a dated one for every plan, also
/// for one that is not approved yet.
pub fn v07_conditions(content: &ApplicationContent, issue: Date, known: &Context) -> Vec<Finding> {
    if known.conditions.iter().any(|condition| condition.due.is_some() && condition.owing == Owing::Applicant) {
        return Vec::new();
    }
    let unconditioned = short(content, issue, known).into_iter().map(|(pointer, shown)| {
        let organisation = &shown.organisation;
        let plan = if shown.plan_approved { "has an approved" } else { "needs an" };
        let ends = shown.particulars.improvement_plan_due.map(|day| format!(", which ends on {day}"));
        let message = format!(
            "{organisation} {plan} improvement plan{}: a special condition must name the day by which it is done.",
            ends.unwrap_or_default(),
        );
        V07.finding("improvement-condition-missing", pointer, message)
    });
    unconditioned.collect()
}

/// Those whose toolkit result is short of the standards, with that result.
fn short<'a>(content: &'a ApplicationContent, issue: Date, known: &'a Context) -> Vec<(String, &'a Assurance)> {
    let Some(shown) = &known.assurances else { return Vec::new() };
    let current = Current::on(issue, shown);
    let all = controllers_and_processors(content).into_iter();
    all.filter_map(|(pointer, organisation)| Some((pointer, current.short_of_standards(organisation)?))).collect()
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
    use crate::{finding::seen, sample::complete};

    #[test]
    fn a_result_short_of_the_standards_needs_a_plan_and_a_dated_condition() {
        type Row<'a> = (AssuranceKind, AssuranceOutcome, Date, bool, Option<&'a Condition>, &'a [&'a str]);
        let dated = Condition { due: Some(date(2025, 9, 30)), ..condition() };
        let ours = Condition { owing: Owing::Body, ..dated.clone() };
        let (no_plan, no_condition) = (["improvement-plan-not-approved"], ["improvement-condition-missing"]);
        let neither = ["improvement-plan-not-approved", "improvement-condition-missing"];
        let (late, past, undated) = (date(2025, 12, 31), date(2025, 1, 31), condition());
        let table: [Row; 14] = [
            (Dspt, Exceeded, late, false, None, &[]),
            (Dspt, Met, late, false, None, &[]),
            (Dspt, Approaching, late, false, None, &neither),
            (Dspt, NotMetPlan, late, false, Some(&dated), &no_plan),
            (Dspt, NotMet, late, false, Some(&dated), &no_plan),
            (Dspt, NotMetPlan, late, true, None, &no_condition),
            (Dspt, NotMetPlan, late, true, Some(&undated), &no_condition),
            (Dspt, NotMetPlan, late, true, Some(&ours), &no_condition),
            (Dspt, NotMetPlan, late, true, Some(&dated), &[]),
            (Dspt, Approaching, late, true, Some(&dated), &[]),
            (Dspt, NotMet, late, true, Some(&dated), &[]),
            // Nothing published, nothing current, or no toolkit at all: V06 says so.
            (Dspt, NotPublished, late, false, None, &[]),
            (Dspt, NotMet, past, false, None, &[]),
            (Iso27001, NotMet, late, false, None, &[]),
        ];
        for (kind, outcome, valid_to, plan_approved, condition, codes) in table {
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
            let expected: Vec<_> = codes.iter().map(|code| (*code, "/parties/processors/0/organisation")).collect();
            assert_eq!(seen(&findings), expected, "{outcome} {condition:?}");
            assert!(findings.iter().all(|f| f.stage == Stage::Issue && f.severity == Severity::Error));
            // The approval owes the condition, whoever owes the plan.
            let owed = v07_conditions(&complete(), date(2025, 2, 1), &known);
            assert_eq!(owed.len(), usize::from(codes.contains(&no_condition[0])), "{outcome} {condition:?}");
        }
    }

    fn condition() -> Condition {
        Condition { number: 1, text: "Finish the plan.".to_owned(), due: None, owing: Owing::Applicant }
    }
}
