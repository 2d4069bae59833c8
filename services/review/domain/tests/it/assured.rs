//! What organisations show and their framework contracts, as the officer and the approver are shown them (V02, V03, V06,
//! V07), on the day on which they look.

use dars_review_domain::case::{AskedCondition, Command, Decision, Facts, Known, State, decide, findings};
use dars_rules::{Assurance, FrameworkCover};
use dars_vocabulary::{
    Actor, ApplicationContent, AssuranceParticulars, RefusalKind, Refuse, Sealed, Severity, Stage,
    code::{AssuranceKind, AssuranceOutcome},
    content::Owing,
};
use jiff::{
    Timestamp,
    civil::{Date, date},
};

use crate::people::{
    after, ann, approve, approve_because, approve_with_conditions, before_approver_with, by, condition, content, defer,
    later, no, now, refuse,
};

const LATE: Date = date(2028, 6, 30);

fn with_a_controller() -> ApplicationContent {
    let mut content = content(&[], false);
    let parties = serde_json::json!({"controllers": [{"organisation": "NU01", "also_processes": true}],
        "controller_basis": "sole"});
    content.parties = serde_json::from_value(parties).unwrap();
    content
}

fn at_approver() -> State {
    before_approver_with(Sealed::Open(with_a_controller()))
}

fn shows(kind: AssuranceKind, outcome: AssuranceOutcome, valid_to: Date, plan_approved: bool) -> Assurance {
    let organisation = "NU01".parse().unwrap();
    let reviewed = AssuranceParticulars { reviewed_on: Some(date(2026, 10, 1)), ..AssuranceParticulars::default() };
    Assurance { organisation, kind, outcome, valid_to, plan_approved, particulars: reviewed }
}

/// The fee is paid, a framework contract lasts, and the toolkit came to this.
fn knowing(outcome: AssuranceOutcome, valid_to: Date, plan_approved: bool) -> Known {
    let fee = shows(AssuranceKind::IcoFee, AssuranceOutcome::Met, LATE, false);
    let cover = FrameworkCover {
        contract: "CON-900201-B3N6W".parse().unwrap(),
        organisation: "NU01".parse().unwrap(),
        start: date(2025, 1, 1),
        end: LATE,
    };
    Known {
        framework_contracts: Some(vec![cover]),
        assurances: Some(vec![fee, shows(AssuranceKind::Dspt, outcome, valid_to, plan_approved)]),
        ..Known::default()
    }
}

fn asking(actor: Actor, known: Known) -> Facts {
    Facts { known, ..by(actor) }
}

fn codes(state: &State, at: Timestamp, known: &Known) -> Vec<(&'static str, &'static str, Severity, Stage)> {
    let all = findings(state, at, known).into_iter();
    let of_these = all.filter(|found| ["V02", "V03", "V06", "V07"].contains(&found.rule));
    of_these.map(|found| (found.rule, found.code, found.severity, found.stage)).collect()
}

fn approve_if(due: Option<Date>, owing: Owing) -> Command {
    let conditions = vec![AskedCondition { owing, ..condition("Finish the plan.", due) }];
    Command::Decide(Decision::Approve { reasons: None, conditions })
}

#[test]
fn what_will_stop_the_issue_is_shown_before_the_decision_and_stops_it_not() {
    use Severity::Error;
    let nothing = Known { framework_contracts: Some(Vec::new()), assurances: Some(Vec::new()), ..Known::default() };
    let state = at_approver();
    let shown = [
        ("V02", "framework-contract-not-active", Error, Stage::Issue),
        ("V06", "fee-not-valid", Error, Stage::Issue),
        ("V06", "security-not-accepted", Error, Stage::Issue),
    ];
    assert_eq!(codes(&state, now(), &nothing), shown);
    assert!(decide(&state, approve(), &asking(ann(), nothing)).is_ok());
    let fine = knowing(AssuranceOutcome::Met, LATE, false);
    assert_eq!(codes(&state, now(), &fine), []);
    // Not told of any: nothing is held against anyone.
    assert_eq!(codes(&state, now(), &Known::default()), []);
    let mut short = fine;
    short.framework_contracts.as_mut().unwrap()[0].end = date(2026, 12, 31);
    assert_eq!(
        codes(&state, now(), &short),
        [("V03", "framework-contract-ends-before-end", Severity::Warning, Stage::Issue)]
    );
}

#[test]
fn security_that_lapses_while_a_case_is_reviewed_is_shown_again_when_it_is_decided() {
    let state = at_approver();
    let until = |days| later(days).to_zoned(jiff::tz::TimeZone::UTC).date();
    let known = knowing(AssuranceOutcome::Met, until(80), false);
    let soon = ("V06", "security-lapses-soon", Severity::Warning, Stage::Issue);
    let gone = ("V06", "security-not-accepted", Severity::Error, Stage::Issue);
    for (days, expected) in [(0, vec![]), (19, vec![]), (20, vec![soon]), (80, vec![soon]), (81, vec![gone])] {
        assert_eq!(codes(&state, later(days), &known), expected, "after {days} days");
    }
    // A certificate as well, and the fee.
    let mut certified = known.clone();
    certified.assurances.as_mut().unwrap()[1].kind = AssuranceKind::Iso27001;
    assert_eq!(codes(&state, later(81), &certified), [gone]);
    let mut unpaid = knowing(AssuranceOutcome::Met, LATE, false);
    unpaid.assurances.as_mut().unwrap()[0].valid_to = until(80);
    assert_eq!(codes(&state, later(81), &unpaid), [("V06", "fee-not-valid", Severity::Error, Stage::Issue)]);
}

#[test]
fn a_plan_that_lapses_with_its_result_asks_for_no_condition_any_more() {
    let known = knowing(AssuranceOutcome::NotMetPlan, date(2026, 12, 1), true);
    let on = |at: Timestamp| Facts {
        known: known.clone(),
        now: at,
        technical_now: at,
        ..by(Actor { signed_in_at: Some(at), ..ann() })
    };
    assert_eq!(no(decide(&at_approver(), approve(), &on(now()))).1, "condition-needed");
    assert!(decide(&at_approver(), approve(), &on(later(30))).is_ok());
    assert_eq!(codes(&at_approver(), later(30), &known)[0].1, "security-not-accepted");
}

#[test]
fn security_short_of_the_standards_is_approved_with_a_dated_condition_of_the_applicants_or_not_at_all() {
    use AssuranceOutcome::{Approaching, Exceeded, Met, NotMet, NotMetPlan, NotPublished};
    let dated = || approve_if(Some(date(2027, 3, 1)), Owing::Applicant);
    for (outcome, plan, short) in [
        (Exceeded, false, false),
        (Met, false, false),
        (NotPublished, false, false),
        (Approaching, true, true),
        (NotMetPlan, true, true),
        (NotMet, true, true),
        // The plan can be approved after the decision, the condition cannot be added.
        (Approaching, false, true),
        (NotMetPlan, false, true),
        (NotMet, false, true),
    ] {
        let facts = || asking(ann(), knowing(outcome, LATE, plan));
        let without = [
            approve(),
            approve_because("All the same."),
            approve_if(None, Owing::Applicant),
            approve_if(Some(date(2027, 3, 1)), Owing::Body),
        ];
        for word in without {
            let result = decide(&at_approver(), word, &facts());
            assert_eq!(result.is_err(), short, "{outcome} {plan}");
            let Err(refusal) = result else { continue };
            assert_eq!((refusal.kind(), refusal.code()), (RefusalKind::Unacceptable, "condition-needed"));
            assert_eq!(refusal.errors()[0].pointer, "/conditions");
        }
        for word in [dated(), approve_with_conditions(), defer(), refuse()] {
            assert!(decide(&at_approver(), word, &facts()).is_ok(), "{outcome} {plan}");
        }
    }
}

#[test]
fn a_condition_that_was_given_is_not_missed_any_more_also_once_its_words_are_gone() {
    let known = knowing(AssuranceOutcome::NotMetPlan, LATE, true);
    let missing = [("V07", "improvement-condition-missing", Severity::Error, Stage::Issue)];
    assert_eq!(codes(&at_approver(), now(), &known), missing);
    let approved = after(at_approver(), &[(approve_with_conditions(), ann())]);
    assert_eq!(codes(&approved, now(), &known), []);
    let mut emptied = approved;
    if let State::ApprovedWithConditions { conditions, .. } = &mut emptied {
        for given in conditions.iter_mut() {
            given.text = Sealed::Redacted("00".to_owned());
        }
    }
    assert_eq!(codes(&emptied, now(), &known), []);
    // Without the plan the issue waits for that.
    let no_plan = knowing(AssuranceOutcome::NotMetPlan, LATE, false);
    assert_eq!(codes(&emptied, now(), &no_plan)[0].1, "improvement-plan-not-approved");
    assert_eq!(codes(&at_approver(), now(), &no_plan).len(), 2);
}
