//! Who gets an enquiry: looked at, given to a team, given back, taken by an officer.

use dars_rules::policy;
use dars_vocabulary::{
    PersonId, Sealed, StaffRole,
    calendar::{london_date, working_days_after},
    code::Team,
};
use jiff::{Timestamp, civil::Date};

use super::{
    Asked, Event, Facts, Refusal, State,
    ask::{ROUTERS, WRITERS, officer, open, writer},
    decide::acceptable,
    details::Mask,
    incident::within_the_hour,
    state::At,
};
use crate::rules::{staff, text};

pub(super) fn triage(state: &State, facts: &Facts) -> Result<Vec<Event>, Refusal> {
    officer(state, facts, ROUTERS, "a triage officer")?;
    match open(state)? {
        (asked, At::New) => Ok(vec![Event::EnquiryTriaged { enquiry: asked.enquiry.clone() }]),
        (_, At::Triaged | At::WithExpert { .. } | At::AwaitingEnquirer { .. }) => Ok(Vec::new()),
    }
}

/// Whoever gives it to another team than was suggested says why: the suggestions are measured by it.
pub(super) fn route(state: &State, facts: &Facts, team: Team, reason: Option<&str>) -> Result<Vec<Event>, Refusal> {
    officer(state, facts, ROUTERS, "a triage officer")?;
    let (asked, _) = open(state)?;
    if state.team() == Some(team) {
        return Ok(Vec::new());
    }
    acceptable([reason.and_then(|reason| text::free_text("/reason", reason, text::FREE_TEXT))])?;
    let suggested = asked.suggestion.as_ref();
    let overrules = match (suggested.is_some_and(|suggested| suggested.route.team() != Some(team)), reason) {
        (false, _) => None,
        (true, Some(reason)) => Some(Sealed::Open(Mask::default().text(reason))),
        (true, None) => return Err(Refusal::ReasonNeeded),
    };
    let (answer_due, answer_by) = due(asked, team, facts);
    let enquiry = asked.enquiry.clone();
    Ok(vec![Event::EnquiryRouted { enquiry, team, answer_due, answer_by, by_system: false, overrules }])
}

/// By when the next team answers: an incident within the hour, whoever saw that it is one; what is none after all has the
/// days of any enquiry from then on.
fn due(asked: &Asked, team: Team, facts: &Facts) -> (Date, Option<Timestamp>) {
    let today = london_date(facts.now);
    if team == Team::Incident {
        let by = within_the_hour(facts.now);
        (london_date(by), Some(by))
    } else if asked.answer_by.is_some() {
        (working_days_after(today, policy::ENQUIRY_ANSWER.value), None)
    } else {
        (asked.answer_due, None)
    }
}

/// A team that is the wrong one gives it back.
pub(super) fn give_back(state: &State, facts: &Facts, reason: &str) -> Result<Vec<Event>, Refusal> {
    writer(state, facts)?;
    let (asked, at) = open(state)?;
    match at {
        At::WithExpert { .. } => {}
        At::New | At::Triaged => return Err(Refusal::NotRouted),
        At::AwaitingEnquirer { .. } => return Err(Refusal::AskedAlready),
    }
    acceptable([text::free_text("/reason", reason, text::FREE_TEXT)])?;
    let reason = Sealed::Open(Mask::default().text(reason));
    Ok(vec![Event::EnquiryGivenBack { enquiry: asked.enquiry.clone(), reason }])
}

/// An officer takes one that nobody has; a team manager gives it to anyone.
pub(super) fn assign(state: &State, facts: &Facts, to: PersonId) -> Result<Vec<Event>, Refusal> {
    let manages = staff::holds_any(&facts.actor, &[StaffRole::TeamManager]);
    let roles = if manages { &[StaffRole::TeamManager] } else { WRITERS };
    officer(state, facts, roles, "whoever answers enquiries or a team manager")?;
    let (asked, _) = open(state)?;
    if !manages && to != facts.actor.id {
        return Err(Refusal::RoleNeeded { who: "a team manager" });
    }
    if asked.owner == Some(to) {
        return Ok(Vec::new());
    }
    if !manages && asked.owner.is_some() {
        return Err(Refusal::HasOwner);
    }
    Ok(vec![Event::EnquiryAssigned { enquiry: asked.enquiry.clone(), owner: to }])
}
