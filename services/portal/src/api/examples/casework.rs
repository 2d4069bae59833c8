//! Of the work on cases.

use dars_messages::requests::{
    review::{
        AddNote, AnswerCheck, AssessStandard, CallOffAbsence, CheckCompleteness, CheckOutcome, CorrectCase, HandOver,
        RecordAbsence, RequestCheck, RequestDecisionReview, ReviewDecision, Specialism, StandardOutcome,
    },
    search::Search,
};
use dars_vocabulary::content::SectionName;
use jiff::civil::date;

use super::text;
use crate::api::shape::Shape;

pub(in crate::api) fn hand_over() -> Shape {
    Shape::of(HandOver { to: text("case-officer-2"), reason: text("Their officer moves to another team.") })
}

pub(in crate::api) fn check_completeness() -> Shape {
    let note = Some(text("The ethics letter is named, and not there."));
    Shape::of(CheckCompleteness { complete: false, missing: vec![SectionName::Ethics], note })
}

pub(in crate::api) fn assess_standard() -> Shape {
    let note = text("Four years are justified; ten were asked for.");
    Shape::of(AssessStandard { outcome: StandardOutcome::NotMet, note })
}

pub(in crate::api) fn request_check() -> Shape {
    let question = text("Does the improvement plan cover the new data centre?");
    Shape::of(RequestCheck { of: Specialism::Security, question })
}

pub(in crate::api) fn answer_check() -> Shape {
    let note = text("It does, once the second stage is done in March.");
    Shape::of(AnswerCheck { outcome: CheckOutcome::SatisfiedWithConditions, note })
}

pub(in crate::api) fn add_note() -> Shape {
    Shape::of(AddNote { text: text("They called: the letter comes next week.") })
}

pub(in crate::api) fn correct_case() -> Shape {
    let reason = text("The question was about another application.");
    Shape::of(CorrectCase::Clarification { number: 2, reason })
}

pub(in crate::api) fn request_review() -> Shape {
    Shape::of(RequestDecisionReview { reason: text("The benefits of the second study were not looked at.") })
}

pub(in crate::api) fn review_decision() -> Shape {
    Shape::of(ReviewDecision::SetAside { reasons: text("The second study was overlooked.") })
}

pub(in crate::api) fn record_absence() -> Shape {
    let (from, to) = (date(2026, 12, 21), date(2027, 1, 4));
    Shape::of(RecordAbsence { officer: None, from, to, covered_by: text("case-officer-2") })
}

pub(in crate::api) fn call_off_absence() -> Shape {
    Shape::of(CallOffAbsence {})
}

pub(in crate::api) fn search() -> Shape {
    Shape::of(Search { text: text("NIC-900101") })
}
