//! Whether what is asked of an enquiry may happen.

use dars_rules::policy;
use dars_vocabulary::{
    Actor, ActorKind, EnquiryRef, FieldError, Nic, OrganisationId, PersonId, Sealed, StaffRole,
    calendar::{london_date, working_days_after},
    code::{Channel, EnquiryTopic, Team},
};

use super::{Asked, Command, Enquirer, Event, Facts, Refusal, State};
use crate::{
    Membership, NotAPerson,
    rules::{person::person_needed, staff, text},
};

const ROUTERS: &[StaffRole] = &[StaffRole::TriageOfficer];
const WRITERS: &[StaffRole] = &[StaffRole::Expert, StaffRole::TriageOfficer, StaffRole::CaseOfficer];
const CONVERTERS: &[StaffRole] = &[StaffRole::TriageOfficer, StaffRole::CaseOfficer];

/// The events that follow from `command`.
pub fn decide(state: &State, command: Command, facts: &Facts) -> Result<Vec<Event>, Refusal> {
    match command {
        Command::Raise { enquiry, channel, topic, enquirer, purpose } => {
            raise(state, facts, enquiry, channel, topic, enquirer, purpose)
        }
        Command::Route { team } => route(state, facts, team),
        Command::AddMessage { text } => add_message(state, facts, text),
        Command::Convert { organisation, lead, nic } => convert(state, facts, organisation, lead, nic),
    }
}

/// Whether `actor` may know of this enquiry: staff, or the signed-in person who raised it.
pub fn may_see(state: &State, actor: &Actor) -> Result<(), Refusal> {
    let Some(asked) = state.asked() else { return Err(Refusal::Unknown) };
    let own = actor.is_person() && asked.raised_by == Some(actor.id);
    if own || staff::reads_content(actor) { Ok(()) } else { Err(Refusal::Unknown) }
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
    match state {
        State::Absent => {}
        State::New { .. } | State::WithExpert { .. } | State::Converted { .. } => return Err(Refusal::Exists),
    }
    if channel != Channel::Web && !staff::holds_any(&facts.actor, WRITERS) {
        return Err(Refusal::ChannelForOfficers);
    }
    let errors: Vec<FieldError> = [
        text::line("/name", &enquirer.name),
        text::email("/email", &enquirer.email),
        enquirer.organisation.as_deref().and_then(|organisation| text::line("/organisation", organisation)),
        text::free_text("/purpose_text", &purpose, text::FREE_TEXT),
    ]
    .into_iter()
    .flatten()
    .collect();
    if !errors.is_empty() {
        return Err(Refusal::Unacceptable { errors });
    }
    let answer_due = working_days_after(london_date(facts.now), policy::ENQUIRY_ANSWER.value);
    let (enquirer, purpose) = (Sealed::Open(enquirer), Sealed::Open(purpose));
    Ok(vec![Event::EnquiryRaised { enquiry, channel, topic, answer_due, enquirer, purpose, raised_by }])
}

/// Lets through the staff who hold one of `roles` and may see the enquiry.
fn staff_needed(state: &State, facts: &Facts, roles: &'static [StaffRole], who: &'static str) -> Result<(), Refusal> {
    person_needed(&facts.actor)?;
    may_see(state, &facts.actor)?;
    if staff::holds_any(&facts.actor, roles) { Ok(()) } else { Err(Refusal::RoleNeeded { who }) }
}

/// What was asked and who has it, while it is still an enquiry.
fn open(state: &State) -> Result<(&Asked, Option<Team>), Refusal> {
    match state {
        State::Absent => Err(Refusal::Unknown),
        State::New { asked } => Ok((asked, None)),
        State::WithExpert { asked, team } => Ok((asked, Some(*team))),
        State::Converted { .. } => Err(Refusal::Converted),
    }
}

fn route(state: &State, facts: &Facts, team: Team) -> Result<Vec<Event>, Refusal> {
    staff_needed(state, facts, ROUTERS, "a triage officer")?;
    let (asked, at) = open(state)?;
    if at == Some(team) {
        return Ok(Vec::new());
    }
    Ok(vec![Event::EnquiryRouted { enquiry: asked.enquiry.clone(), team, answer_due: asked.answer_due }])
}

fn add_message(state: &State, facts: &Facts, text: String) -> Result<Vec<Event>, Refusal> {
    staff_needed(state, facts, WRITERS, "an expert, a triage officer or a case officer")?;
    let (asked, _) = open(state)?;
    if let Some(error) = text::free_text("/text", &text, text::FREE_TEXT) {
        return Err(Refusal::Unacceptable { errors: vec![error] });
    }
    Ok(vec![Event::EnquiryMessageAdded {
        enquiry: asked.enquiry.clone(),
        number: asked.messages.saturating_add(1),
        by_officer: true,
        author: facts.actor.id,
        text: Sealed::Open(text),
    }])
}

fn convert(
    state: &State,
    facts: &Facts,
    organisation: OrganisationId,
    lead: PersonId,
    nic: Nic,
) -> Result<Vec<Event>, Refusal> {
    staff_needed(state, facts, CONVERTERS, "a triage officer or a case officer")?;
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
