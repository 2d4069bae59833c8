//! Whether what is asked of an enquiry may happen.

use dars_vocabulary::{ActorKind, FieldError, Nic, OrganisationId, PersonId, calendar::london_date};

use super::{
    Command, Event, Facts, Refusal, State,
    ask::{CONVERTERS, officer, open},
    ending, incident, merge,
    raise::{self, Raised},
    thread, triage,
};
use crate::Membership;

/// The events that follow from `command`. What a date made true is told before them, unless it was told.
pub fn decide(state: &State, command: Command, facts: &Facts) -> Result<Vec<Event>, Refusal> {
    let today = state.as_of(london_date(facts.now));
    let mut events = ending::silence(state, &today);
    if matches!(command, Command::DatesPassed) {
        events.extend(ending::overdue(&today, london_date(facts.now)));
        return if facts.actor.kind == ActorKind::System { Ok(events) } else { Err(Refusal::SystemOnly) };
    }
    let follow = judge(&today, command, facts)?;
    if follow.is_empty() {
        return Ok(follow);
    }
    events.extend(follow);
    Ok(events)
}

fn judge(state: &State, command: Command, facts: &Facts) -> Result<Vec<Event>, Refusal> {
    match command {
        Command::Raise { enquiry, channel, topic, enquirer, purpose, more } => {
            raise::raise(state, facts, Raised { enquiry, channel, topic, enquirer, purpose, more: *more })
        }
        Command::Triage => triage::triage(state, facts),
        Command::Route { team, reason } => triage::route(state, facts, team, reason.as_deref()),
        Command::GiveBack { reason } => triage::give_back(state, facts, &reason),
        Command::Assign { to } => triage::assign(state, facts, to),
        Command::Merge { into } => merge::merge(state, facts, into),
        Command::TakeIn { other } => merge::take_in(state, facts, other),
        Command::AddMessage { text } => thread::add_message(state, facts, text),
        Command::AddMail { text, numbers_removed } => thread::add_mail(state, facts, text, numbers_removed),
        Command::Ask { text } => thread::ask(state, facts, text),
        Command::Answer { text } => ending::answer(state, facts, text),
        Command::Signpost { to, text } => ending::signpost(state, facts, to, text),
        Command::Close { reason } => ending::close(state, facts, reason),
        Command::MarkDuplicate { of } => ending::mark_duplicate(state, facts, of),
        Command::Reopen { reason } => ending::reopen(state, facts, &reason),
        Command::Convert { organisation, lead, nic } => convert(state, facts, organisation, lead, nic),
        Command::ConfirmIncident => incident::confirm(state, facts),
        Command::RuleOutIncident { reason } => incident::rule_out(state, facts, reason),
        Command::DatesPassed => Ok(Vec::new()),
    }
}

/// Refuses when any of `errors` is one.
pub(super) fn acceptable(errors: impl IntoIterator<Item = Option<FieldError>>) -> Result<(), Refusal> {
    let errors: Vec<FieldError> = errors.into_iter().flatten().collect();
    if errors.is_empty() { Ok(()) } else { Err(Refusal::Unacceptable { errors }) }
}

fn convert(
    state: &State,
    facts: &Facts,
    organisation: OrganisationId,
    lead: PersonId,
    nic: Nic,
) -> Result<Vec<Event>, Refusal> {
    officer(state, facts, CONVERTERS, "a triage officer or a case officer")?;
    let (asked, _) = open(state)?;
    if !facts.organisation_known {
        return Err(Refusal::OrganisationUnknown);
    }
    let today = london_date(facts.now);
    if !facts.lead_memberships.iter().any(|held| held.gives(Membership::DRAFTERS, &organisation, today)) {
        return Err(Refusal::LeadNotAMember);
    }
    Ok(vec![Event::EnquiryConverted { enquiry: asked.enquiry.clone(), nic, organisation, lead }])
}
