//! What someone may do on an enquiry now: asked of `decide` itself, so that the two cannot disagree.

use dars_messages::requests::intake::NoIncident;
use dars_vocabulary::{
    Actor, MembershipRole, Nic, OrganisationId, PersonId,
    code::{ClosingReason, Signpost, Team},
};
use jiff::{Timestamp, civil::Date};

use super::{Command, Facts, Other, State, decide};
use crate::Membership;

/// The actions of the API that `decide` would accept of `actor`, with acceptable values; `is_enquirer` and
/// `goes_on_with` as in [`Facts`].
pub fn permitted(
    state: &State,
    actor: &Actor,
    (is_enquirer, goes_on_with): (bool, Option<Team>),
    now: Timestamp,
    technical_now: Timestamp,
) -> Vec<&'static str> {
    let Some(probes) = probes(state, actor.id) else { return Vec::new() };
    let mut permitted: Vec<&'static str> = Vec::new();
    for (action, command, other) in probes {
        let facts = Facts { other, is_enquirer, goes_on_with, ..acceptable(actor, now, technical_now) };
        if !permitted.contains(&action) && decide(state, command, &facts).is_ok() {
            permitted.push(action);
        }
    }
    permitted
}

/// Facts under which no value is refused: who may is asked, not with what.
fn acceptable(actor: &Actor, now: Timestamp, technical_now: Timestamp) -> Facts {
    let lead_memberships = organisation().map(|organisation| Membership {
        organisation,
        roles: vec![MembershipRole::Lead],
        from: Date::MIN,
        until: None,
    });
    Facts {
        organisation_known: true,
        lead_memberships: lead_memberships.into_iter().collect(),
        ..Facts::by(actor.clone(), now, technical_now)
    }
}

fn organisation() -> Option<OrganisationId> {
    "X".parse().ok()
}

type Probe = (&'static str, Command, Other);

/// One command of each action.
fn probes(state: &State, actor: PersonId) -> Option<Vec<Probe>> {
    // A reference that is not this one's.
    let other = state.asked().map(|asked| if asked.enquiry.as_str() == OTHERS.0 { OTHERS.1 } else { OTHERS.0 })?;
    let other: dars_vocabulary::EnquiryRef = other.parse().ok()?;
    let nic: Nic = "DARS-NIC-900000-A0A0A".parse().ok()?;
    let text = || "-".to_owned();
    let plain = |action, command| (action, command, Other::Known);
    let mut probes = vec![
        plain("add-message", Command::AddMessage { text: text() }),
        plain("triage-enquiry", Command::Triage),
        plain("ask-enquirer", Command::Ask { text: text() }),
        plain("answer-enquiry", Command::Answer { text: text() }),
        plain("signpost-enquiry", Command::Signpost { to: vec![Signpost::Sde], text: None }),
        plain("close-enquiry", Command::Close { reason: ClosingReason::Settled }),
        plain("mark-duplicate", Command::MarkDuplicate { of: other.clone() }),
        ("merge-enquiry", Command::Merge { into: other }, Other::Open),
        plain("give-back-enquiry", Command::GiveBack { reason: text() }),
        plain("assign-enquiry", Command::Assign { to: actor }),
        plain("assign-enquiry", Command::Assign { to: PersonId::of("nobody", "else") }),
        plain("confirm-incident", Command::ConfirmIncident),
        plain("rule-out-incident", Command::RuleOutIncident { reason: NoIncident::OnlyAsked }),
        plain("reopen-enquiry", Command::Reopen { reason: text() }),
        plain("convert-enquiry", Command::Convert { organisation: organisation()?, lead: actor, nic }),
    ];
    probes.extend(
        Team::ALL.iter().map(|team| plain("route-enquiry", Command::Route { team: *team, reason: Some(text()) })),
    );
    Some(probes)
}

const OTHERS: (&str, &str) = ("ENQ-0000-000000", "ENQ-0000-000001");
