//! What may be an incident though its words did not route it there: the incident lead looks within the hour, and says
//! whether it is one.

use dars_messages::requests::intake::NoIncident;
use dars_rules::policy;
use dars_vocabulary::{
    EnquiryRef, Sealed, StaffRole,
    calendar::{london_date, working_days_after},
    code::{EnquiryTopic, Team},
};
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use super::{Asked, Event, Facts, Refusal, State, ask::officer, state::Stage};
use crate::rules::routing::{Asking, may_be_an_incident, suggest};

/// That it may be an incident.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Suspicion {
    /// The instant by which the incident lead looks.
    pub look_by: Timestamp,
    /// What seems so, in our words.
    pub sign: String,
}

/// By when a breach is looked at.
pub(crate) fn within_the_hour(now: Timestamp) -> Timestamp {
    now.checked_add(SignedDuration::from_mins(policy::INCIDENT_ANSWER.value.into())).unwrap_or(now)
}

/// To the incident lead, whatever else was said.
pub(super) fn to_the_lead(enquiry: EnquiryRef, facts: &Facts, by_system: bool) -> Event {
    let by = within_the_hour(facts.now);
    Event::EnquiryRouted {
        enquiry,
        team: Team::Incident,
        answer_due: london_date(by),
        answer_by: Some(by),
        by_system,
        overrules: None,
    }
}

/// What the words of a new enquiry may tell of.
pub(super) fn suspected(enquiry: &EnquiryRef, facts: &Facts, text: &str, topic: EnquiryTopic) -> Option<Event> {
    may_be_an_incident(text, topic).map(|sign| Event::EnquiryIncidentSuspected {
        enquiry: enquiry.clone(),
        suspicion: Suspicion { look_by: within_the_hour(facts.now), sign: sign.to_owned() },
    })
}

/// What the enquirer writes later may tell of a breach, too: that does not wait either.
pub(super) fn told_of(state: &State, asked: &Asked, facts: &Facts, text: &str) -> Option<Event> {
    if state.team() == Some(Team::Incident) {
        return None;
    }
    let topic = EnquiryTopic::Other;
    let asking = Asking { text, topic, quoted: &[], known: &[], despite: None };
    if suggest(&asking).route.team() == Some(Team::Incident) {
        return Some(to_the_lead(asked.enquiry.clone(), facts, true));
    }
    // The lead looks at the whole thread: once is enough.
    asked.suspicion.is_none().then(|| suspected(&asked.enquiry, facts, text, topic)).flatten()
}

/// It is one: the lead has it now, whatever state it was in. What became an application goes on there.
pub(super) fn confirm(state: &State, facts: &Facts) -> Result<Vec<Event>, Refusal> {
    let asked = waits(state, facts)?;
    let enquiry = || asked.enquiry.clone();
    let mut events = vec![Event::EnquiryIncidentConfirmed { enquiry: enquiry() }];
    match state.stage() {
        Stage::Absent => return Err(Refusal::Unknown),
        Stage::Open(..) | Stage::Merged(..) => events.push(to_the_lead(enquiry(), facts, false)),
        Stage::Over(_) => events.extend([
            Event::EnquiryReopened {
                enquiry: enquiry(),
                reason: Sealed::Open("The incident lead found that it tells of an incident.".to_owned()),
                by_officer: true,
                answer_due: working_days_after(london_date(facts.now), policy::ENQUIRY_ANSWER.value),
            },
            to_the_lead(enquiry(), facts, false),
        ]),
        Stage::Converted(_) => {}
    }
    Ok(events)
}

/// It is none: it goes its way.
pub(super) fn rule_out(state: &State, facts: &Facts, reason: NoIncident) -> Result<Vec<Event>, Refusal> {
    let asked = waits(state, facts)?;
    Ok(vec![Event::EnquiryIncidentRuledOut { enquiry: asked.enquiry.clone(), reason }])
}

fn waits<'a>(state: &'a State, facts: &Facts) -> Result<&'a Asked, Refusal> {
    officer(state, facts, &[StaffRole::IncidentLead], "an incident lead")?;
    let asked = state.asked().ok_or(Refusal::Unknown)?;
    if asked.suspicion.is_some() { Ok(asked) } else { Err(Refusal::NothingSuspected) }
}
