//! Of framework contracts and agreements.

use dars_messages::{
    facts::contracts::Side,
    requests::contracts::{
        DraftFrameworkContract, IssueAgreement, IssueFrameworkContract, MeetCondition, ReinstateAgreement,
        RequestFrameworkContract, SignAgreement, SignFrameworkContract, SuspendAgreement, TerminateContract,
    },
};
use dars_vocabulary::{
    code::{SuspensionReason, TerminationReason, Territory},
    reference::NotAReference,
};
use jiff::civil::date;

use super::{SHA256, text};
use crate::api::shape::Shape;

pub(in crate::api) fn request_framework_contract() -> Shape {
    Shape::checked::<_, NotAReference>((|| {
        Ok(RequestFrameworkContract { organisation: "HEARTWOOD".parse()?, contract: None })
    })())
}

pub(in crate::api) fn draft_framework() -> Shape {
    let (start, end) = (date(2026, 11, 23), date(2029, 11, 22));
    Shape::of(DraftFrameworkContract { template_version: text("v3.0"), start, end })
}

pub(in crate::api) fn issue_framework() -> Shape {
    Shape::of(IssueFrameworkContract {})
}

pub(in crate::api) fn sign_framework() -> Shape {
    Shape::of(SignFrameworkContract { sha256: text(SHA256), side: Side::Organisation })
}

pub(in crate::api) fn terminate() -> Shape {
    let note = text("The study ended early; nothing more is needed.");
    Shape::of(TerminateContract { reason: TerminationReason::PurposeEnded, note: Some(note) })
}

pub(in crate::api) fn issue_agreement() -> Shape {
    Shape::of(IssueAgreement {
        start: Some(date(2027, 1, 4)),
        end: Some(date(2029, 12, 31)),
        territory: Some(Territory::EnglandAndWales),
    })
}

pub(in crate::api) fn sign_agreement() -> Shape {
    Shape::checked::<_, NotAReference>((|| {
        Ok(SignAgreement { sha256: text(SHA256), side: Side::Organisation, organisation: "NORTHMERE".parse()? })
    })())
}

pub(in crate::api) fn suspend_agreement() -> Shape {
    let note = text("An extract was found on a drive that the agreement does not name.");
    Shape::of(SuspendAgreement { reason: SuspensionReason::Breach, note: Some(note) })
}

pub(in crate::api) fn reinstate_agreement() -> Shape {
    Shape::of(ReinstateAgreement { reason: text("The drive was wiped, and everyone's access was reviewed.") })
}

pub(in crate::api) fn meet_condition() -> Shape {
    Shape::of(MeetCondition { evidence: text("The summary stands on the study's page since 12 May.") })
}
