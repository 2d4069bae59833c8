//! Of cases.

use dars_messages::{
    facts::review::ReturnReason,
    requests::review::{
        AssessCase, AssessStep, AssignCase, Decide, NewCondition, RaiseClarification, RecordAdvice,
        ResolveClarification, ReturnApplication,
    },
};
use dars_vocabulary::{
    code::{AdviceOutcome, AdvisoryGroup, ClarificationSeverity},
    content::{Owing, SectionName},
};
use jiff::civil::date;

use super::text;
use crate::api::shape::Shape;

pub(in crate::api) fn assign_case() -> Shape {
    Shape::of(AssignCase { officer: Some(text("case-officer")) })
}

pub(in crate::api) fn return_application() -> Shape {
    let reason = text("The privacy notice does not name the hospital data.");
    Shape::of(ReturnApplication { reasons: vec![ReturnReason { section: SectionName::PrivacyNotice, text: reason }] })
}

pub(in crate::api) fn raise_clarification() -> Shape {
    Shape::of(RaiseClarification {
        section: SectionName::DataSets,
        standard: Some(text("3")),
        severity: ClarificationSeverity::Blocking,
        text: text("Why are ten years of admissions needed?"),
        phrase: None,
    })
}

pub(in crate::api) fn resolve_clarification() -> Shape {
    Shape::of(ResolveClarification::Reject { text: text("Which of the ten years could be left out?") })
}

pub(in crate::api) fn assess_case() -> Shape {
    let reason = text("Every participant consented, and the purpose was advised upon before.");
    let open_standards = Some(text("Standards 5e and 10 were settled in the version before."));
    Shape::of(AssessCase { step: AssessStep::NoAdviceNeeded, reason: Some(reason), open_standards, precedent: None })
}

pub(in crate::api) fn record_advice() -> Shape {
    Shape::of(RecordAdvice::Outcome {
        group: AdvisoryGroup::Agd,
        outcome: AdviceOutcome::SupportiveWithActions,
        met_on: date(2026, 11, 26),
        advisers: vec![text("expert")],
        text: text("Supportive, once lay people sit on the study's panel."),
    })
}

pub(in crate::api) fn decide_case() -> Shape {
    let condition = NewCondition {
        text: text("Publish the plain summary of results on the study's page."),
        due: Some(date(2027, 6, 30)),
        owing: Owing::Applicant,
    };
    Shape::of(Decide::Approve { reasons: None, conditions: vec![condition] })
}
