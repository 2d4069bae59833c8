//! Of applications and organisations.

use dars_messages::{
    facts::intake::ChangeKind,
    requests::intake::{
        AnswerClarification, AssessPreliminary, OpenChange, RecordAssurance, SetPeople, SubmitApplication,
        WithdrawApplication,
    },
};
use dars_vocabulary::code::{AssuranceKind, AssuranceOutcome, Signpost};
use jiff::civil::date;

use super::text;
use crate::api::shape::Shape;

pub(in crate::api) fn assess_preliminary() -> Shape {
    let reason = text("The counts asked for are published every month.");
    Shape::of(AssessPreliminary::Redirect { to: vec![Signpost::PublishedStatistics], reason })
}

pub(in crate::api) fn set_people() -> Shape {
    Shape::of(SetPeople { lead: Some(text("applicant-lead")), collaborators: vec![text("collaborator")] })
}

pub(in crate::api) fn submit_application() -> Shape {
    Shape::of(SubmitApplication {})
}

pub(in crate::api) fn answer_clarification() -> Shape {
    Shape::of(AnswerClarification { text: text("Ten years are needed because a hip fracture is rare before seventy.") })
}

pub(in crate::api) fn withdraw_application() -> Shape {
    Shape::of(WithdrawApplication { reason: Some(text("The trial was not funded.")) })
}

pub(in crate::api) fn open_change() -> Shape {
    Shape::of(OpenChange { kind: ChangeKind::Amendment })
}

pub(in crate::api) fn record_assurance() -> Shape {
    Shape::of(RecordAssurance {
        kind: AssuranceKind::Dspt,
        reference: text("2026/27"),
        outcome: AssuranceOutcome::Met,
        valid_to: date(2027, 6, 30),
        plan_approved: false,
        particulars: dars_vocabulary::AssuranceParticulars::default(),
    })
}
