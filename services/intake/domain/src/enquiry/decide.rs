//! Whether what is asked of an enquiry may happen.

use dars_rules::policy;
use dars_vocabulary::{
    ActorKind, EnquiryRef, FieldError, Nic, OrganisationId, PersonId, Sealed,
    calendar::{london_date, working_days_after},
    code::{Channel, EnquiryTopic, Team},
};

use super::{
    Command, Enquirer, Event, Facts, Refusal, State,
    ask::{CONVERTERS, ROUTERS, WRITERS, officer, open},
    ending,
    state::{At, Stage},
    thread,
};
use crate::{
    Membership, NotAPerson,
    rules::{staff, text},
};

/// The events that follow from `command`. What a date made true is told before them, unless it was told.
pub fn decide(state: &State, command: Command, facts: &Facts) -> Result<Vec<Event>, Refusal> {
    let today = state.as_of(london_date(facts.now));
    let mut events = ending::silence(state, &today);
    if matches!(command, Command::DatesPassed) {
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
        Command::Raise { enquiry, channel, topic, enquirer, purpose } => {
            raise(state, facts, enquiry, channel, topic, enquirer, purpose)
        }
        Command::Triage => triage(state, facts),
        Command::Route { team } => route(state, facts, team),
        Command::AddMessage { text } => thread::add_message(state, facts, text),
        Command::Ask { text } => thread::ask(state, facts, text),
        Command::Answer { text } => ending::answer(state, facts, text),
        Command::Signpost { to, text } => ending::signpost(state, facts, to, text),
        Command::Close { reason } => ending::close(state, facts, reason),
        Command::MarkDuplicate { of } => ending::mark_duplicate(state, facts, of),
        Command::Reopen { reason } => ending::reopen(state, facts, reason),
        Command::Convert { organisation, lead, nic } => convert(state, facts, organisation, lead, nic),
        Command::DatesPassed => Ok(Vec::new()),
    }
}

/// Refuses when any of `errors` is one.
pub(super) fn acceptable(errors: impl IntoIterator<Item = Option<FieldError>>) -> Result<(), Refusal> {
    let errors: Vec<FieldError> = errors.into_iter().flatten().collect();
    if errors.is_empty() { Ok(()) } else { Err(Refusal::Unacceptable { errors }) }
}

fn raise(
    state: &State,
    facts: &Facts,
    enquiry: EnquiryRef,
    channel: Channel,
    topic: EnquiryTopic,
    enquirer: Enquirer,
    purpose: String,
) -> Result<Vec<Event>, Refusal> {
    let raised_by = match facts.actor.kind {
        ActorKind::System => return Err(NotAPerson::PersonNeeded.into()),
        ActorKind::Public | ActorKind::Machine => None,
        // What staff log, they log for someone else.
        ActorKind::Person => facts.actor.roles.is_empty().then_some(facts.actor.id),
    };
    match state.stage() {
        Stage::Absent => {}
        Stage::Open(..) | Stage::Over(_) | Stage::Converted(_) => return Err(Refusal::Exists),
    }
    if channel != Channel::Web && !staff::holds_any(&facts.actor, WRITERS) {
        return Err(Refusal::ChannelForOfficers);
    }
    acceptable([
        text::line("/name", &enquirer.name),
        text::email("/email", &enquirer.email),
        enquirer.organisation.as_deref().and_then(|organisation| text::line("/organisation", organisation)),
        text::free_text("/purpose_text", &purpose, text::FREE_TEXT),
    ])?;
    let answer_due = working_days_after(london_date(facts.now), policy::ENQUIRY_ANSWER.value);
    let (enquirer, purpose) = (Sealed::Open(enquirer), Sealed::Open(purpose));
    Ok(vec![Event::EnquiryRaised { enquiry, channel, topic, answer_due, enquirer, purpose, raised_by }])
}

fn triage(state: &State, facts: &Facts) -> Result<Vec<Event>, Refusal> {
    officer(state, facts, ROUTERS, "a triage officer")?;
    match open(state)? {
        (asked, At::New) => Ok(vec![Event::EnquiryTriaged { enquiry: asked.enquiry.clone() }]),
        (_, At::Triaged | At::WithExpert { .. } | At::AwaitingEnquirer { .. }) => Ok(Vec::new()),
    }
}

fn route(state: &State, facts: &Facts, team: Team) -> Result<Vec<Event>, Refusal> {
    officer(state, facts, ROUTERS, "a triage officer")?;
    let (asked, _) = open(state)?;
    if state.team() == Some(team) {
        return Ok(Vec::new());
    }
    Ok(vec![Event::EnquiryRouted { enquiry: asked.enquiry.clone(), team, answer_due: asked.answer_due }])
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
