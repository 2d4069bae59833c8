//! Of precedents, meetings and minutes.

use dars_messages::requests::review::{
    AgendaItem, ApprovePrecedent, DeclareInterest, EndPrecedent, MinutesItem, PrecedentAdvice, PrecedentCondition,
    ProposePrecedent, PublishMinutes, PutOffMeeting, SetAgenda, SetMeetingMembers, WriteMinutes,
};
use dars_vocabulary::{
    Nic,
    code::{AccessService, AdvisoryGroup, Level, PurposeOfUse, Territory},
    content::EvidenceItem,
    reference::NotAReference,
};
use jiff::civil::date;

use super::{SHA256, text};
use crate::api::shape::Shape;

fn nic() -> Result<Nic, NotAReference> {
    "DARS-NIC-900112-W4H1U".parse()
}

pub(in crate::api) fn propose_precedent() -> Shape {
    Shape::of(ProposePrecedent {
        title: text("Counting hospital stays inside the secure data environment"),
        text: text("Counts of pseudonymised hospital stays for research without money, looked at where they lie."),
        conditions: vec![
            PrecedentCondition::DataSets { among: vec![text("hes-apc"), text("hes-op")] },
            PrecedentCondition::Levels { among: vec![Level::Pseudonymised, Level::Aggregate] },
            PrecedentCondition::AccessServices { among: vec![AccessService::Sde] },
            PrecedentCondition::Period { years: 10 },
            PrecedentCondition::Purposes { among: vec![PurposeOfUse::Research] },
            PrecedentCondition::NotCommercial {},
            PrecedentCondition::NoSubLicensing {},
            PrecedentCondition::Territory { within: Territory::EnglandAndWales },
        ],
        advice: PrecedentAdvice {
            group: AdvisoryGroup::Agd,
            met_on: date(2026, 10, 15),
            case: None,
            minutes: Some(text("AGD, 15 October 2026, item 4")),
        },
        from: date(2026, 11, 23),
        until: date(2028, 11, 22),
    })
}

pub(in crate::api) fn approve_precedent() -> Shape {
    Shape::of(ApprovePrecedent {})
}

pub(in crate::api) fn end_precedent() -> Shape {
    Shape::of(EndPrecedent { reason: text("The group wishes to see such uses again.") })
}

pub(in crate::api) fn set_meeting_members() -> Shape {
    Shape::of(SetMeetingMembers { members: vec![text("adviser"), text("adviser-2")], chair: Some(text("adviser")) })
}

pub(in crate::api) fn set_agenda() -> Shape {
    let paper = EvidenceItem { title: text("Protocol"), reference: text("LC/PROTOCOL/2"), sha256: text(SHA256) };
    Shape::checked(nic().map(|nic| SetAgenda { items: vec![AgendaItem { nic, papers: vec![paper] }] }))
}

pub(in crate::api) fn declare_interest() -> Shape {
    Shape::checked(nic().map(|nic| DeclareInterest { nic, interest: false, what: None }))
}

pub(in crate::api) fn put_off_meeting() -> Shape {
    Shape::of(PutOffMeeting { meets_on: date(2026, 12, 3) })
}

pub(in crate::api) fn write_minutes() -> Shape {
    let public_text = text("The group was supportive, once lay people sit on the study's panel.");
    let actions = vec![text("Set up a lay panel."), text("Leave the identifiers of practices out.")];
    Shape::checked(
        nic().map(|nic| WriteMinutes { items: vec![MinutesItem { nic, public_text, actions }], reason: None }),
    )
}

pub(in crate::api) fn publish_minutes() -> Shape {
    Shape::of(PublishMinutes {})
}
