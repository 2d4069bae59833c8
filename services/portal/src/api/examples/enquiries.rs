//! Of enquiries.

use dars_messages::requests::intake::{
    AddMessage, AnswerEnquiry, AskEnquirer, AssignEnquiry, CloseEnquiry, ConfirmIncident, ConvertEnquiry, DiscardMail,
    DiscardReason, FileInto, FileMail, GiveBackEnquiry, GiveEnquiryFeedback, Judgement, MarkDuplicate, MergeEnquiry,
    NoIncident, Preliminary, RaiseEnquiry, RenewEnquiryLink, ReopenEnquiry, RouteEnquiry, RuleOutIncident, RuleOutMail,
    SignpostEnquiry, TriageEnquiry,
};
use dars_vocabulary::{
    Readiness, Ready, Sector,
    code::{Channel, ClosingReason, EnquiryTopic, Signpost, Team},
    reference::NotAReference,
};

use super::text;
use crate::api::shape::Shape;

pub(in crate::api) fn raise_enquiry() -> Shape {
    Shape::of(RaiseEnquiry {
        channel: Some(Channel::Web),
        name: text("Evander Lockridge"),
        email: text("evander.lockridge@northmere.example"),
        organisation: Some(text("Northmere University")),
        topic: EnquiryTopic::NewDataRequest,
        purpose_text: text("We follow people who agreed to heart-rhythm screening, to see if it prevents strokes."),
        role: Some(text("Trial manager")),
        nic_refs: Vec::new(),
        data_sets: vec![text("Hospital admissions"), text("Deaths")],
        readiness: Readiness {
            funding: Some(Ready::Yes),
            ethics: Some(Ready::InProgress),
            legal_basis: Some(Ready::Unsure),
            dsfc: Some(Ready::No),
        },
        parties_text: Some(text("Northmere University alone; a cloud host in London.")),
        needed_by: Some(jiff::civil::date(2027, 9, 1)),
        despite: None,
        data_incident: Some(false),
        received_at: None,
    })
}

pub(in crate::api) fn add_message() -> Shape {
    Shape::of(AddMessage { text: text("Is the privacy notice of the study published already?") })
}

pub(in crate::api) fn triage_enquiry() -> Shape {
    Shape::of(TriageEnquiry {})
}

pub(in crate::api) fn route_enquiry() -> Shape {
    Shape::of(RouteEnquiry { team: Team::DataApplications, reason: None })
}

pub(in crate::api) fn ask_enquirer() -> Shape {
    Shape::of(AskEnquirer { text: text("Which years of hospital data do you need, and why those?") })
}

pub(in crate::api) fn answer_enquiry() -> Shape {
    let answer = text("The agreement can be extended: open a change before its last ninety days.");
    Shape::of(AnswerEnquiry { text: answer, to_merged: false })
}

pub(in crate::api) fn signpost_enquiry() -> Shape {
    let told = text("Weekly waits by trust are published as statistics; nothing needs to be applied for.");
    Shape::of(SignpostEnquiry { to: vec![Signpost::PublishedStatistics], text: Some(told), to_merged: false })
}

pub(in crate::api) fn convert_enquiry() -> Shape {
    Shape::checked::<_, NotAReference>((|| {
        let (lead, preliminary) = (text("applicant-lead"), Preliminary::Accepted);
        let holds = |why: &str| Some(Judgement { holds: true, why: Some(text(why)) });
        Ok(ConvertEnquiry {
            organisation: "NORTHMERE".parse()?,
            lead,
            preliminary,
            feasible: holds("The years are held."),
            right_service: holds("It needs records, which nobody else gives."),
            nic: None,
        })
    })())
}

pub(in crate::api) fn close_enquiry() -> Shape {
    Shape::of(CloseEnquiry { reason: ClosingReason::Withdrawn })
}

pub(in crate::api) fn mark_duplicate() -> Shape {
    Shape::checked::<_, NotAReference>((|| Ok(MarkDuplicate { of: "ENQ-2026-000412".parse()? }))())
}

pub(in crate::api) fn renew_enquiry_link() -> Shape {
    Shape::of(RenewEnquiryLink { email: text("evander.lockridge@northmere.example") })
}

pub(in crate::api) fn file_mail() -> Shape {
    Shape::checked::<_, NotAReference>((|| Ok(FileMail { into: FileInto::Enquiry("ENQ-2026-000412".parse()?) }))())
}

pub(in crate::api) fn discard_mail() -> Shape {
    Shape::of(DiscardMail { reason: DiscardReason::Spam })
}

pub(in crate::api) fn confirm_incident() -> Shape {
    Shape::of(ConfirmIncident {})
}

pub(in crate::api) fn rule_out_incident() -> Shape {
    Shape::of(RuleOutIncident { reason: NoIncident::OnlyAsked })
}

pub(in crate::api) fn rule_out_mail() -> Shape {
    Shape::of(RuleOutMail { reason: NoIncident::NoDataConcerned })
}

pub(in crate::api) fn give_enquiry_feedback() -> Shape {
    let comment = Some(text("Say sooner who has it."));
    Shape::of(GiveEnquiryFeedback { ease: 4, clarity: 5, comment, sector: Some(Sector::Universities) })
}

pub(in crate::api) fn give_back_enquiry() -> Shape {
    Shape::of(GiveBackEnquiry { reason: text("This is about an agreement that has ended.") })
}

pub(in crate::api) fn assign_enquiry() -> Shape {
    Shape::of(AssignEnquiry { officer: Some(text("expert")) })
}

pub(in crate::api) fn merge_enquiry() -> Shape {
    Shape::checked::<_, NotAReference>((|| Ok(MergeEnquiry { into: "ENQ-2026-000412".parse()? }))())
}

pub(in crate::api) fn reopen_enquiry() -> Shape {
    Shape::of(ReopenEnquiry { reason: text("The published tables stop at the region; single trusts are needed.") })
}
