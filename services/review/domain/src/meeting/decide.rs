//! Whether what is asked of a meeting may happen.

use dars_vocabulary::{Actor, FieldError, StaffRole, calendar::london_date};
use jiff::civil::Date;

use super::{Action, Command, Event, Facts, Meeting, Refusal, State, agenda, correct, declare, minutes};
use crate::rules::{person::person_needed, staff::reads_content};

/// The events that follow from `command`; none when it is so already.
pub fn decide(state: &State, command: Command, facts: &Facts) -> Result<Vec<Event>, Refusal> {
    match command {
        Command::List(listing) => agenda::list(state, listing, facts),
        Command::TakeOff { nic } => agenda::take_off(state, nic, facts),
        Command::NoteOutcome { nic, outcome, advisers } => agenda::note(state, nic, outcome, &advisers, facts),
        Command::CorrectOutcome(correction) => correct::correct(state, correction, facts),
        Command::SetMembers { members, chair } => {
            let meeting = may(state, Action::SetMembers, facts)?;
            agenda::members(meeting, members, chair, facts)
        }
        Command::SetAgenda { items } => {
            let meeting = may(state, Action::SetAgenda, facts)?;
            agenda::order(meeting, items, facts)
        }
        Command::Declare { nic, interest, what } => {
            let meeting = may(state, Action::Declare, facts)?;
            declare::declare(meeting, nic, interest, what, facts)
        }
        Command::PutOff { to } => {
            let meeting = may(state, Action::PutOff, facts)?;
            agenda::put_off(meeting, to, facts)
        }
        Command::WriteMinutes(draft) => {
            let meeting = may(state, Action::WriteMinutes, facts)?;
            minutes::write(state, meeting, draft, facts)
        }
        Command::PublishMinutes => {
            let meeting = may(state, Action::PublishMinutes, facts)?;
            minutes::publish(state, meeting, facts)
        }
    }
}

/// Whether the actor may do this now: role, state and four eyes. What they write is looked at afterwards.
fn may<'a>(state: &'a State, action: Action, facts: &Facts) -> Result<&'a Meeting, Refusal> {
    let meeting = visible(state, &facts.actor)?;
    match action {
        Action::SetMembers | Action::SetAgenda => {
            secretariat(&facts.actor)?;
            unwritten(state)?;
        }
        Action::PutOff => {
            secretariat(&facts.actor)?;
            unwritten(state)?;
            if meeting.considered() {
                return Err(Refusal::Considered);
            }
        }
        Action::Declare => {
            member(meeting, &facts.actor)?;
            unwritten(state)?;
            if meeting.items.iter().all(|item| item.outcome.is_some()) {
                return Err(Refusal::Considered);
            }
        }
        Action::WriteMinutes => {
            secretariat(&facts.actor)?;
            minutes::may_be_written(state, meeting, facts)?;
        }
        Action::PublishMinutes => minutes::may_be_published(state, meeting, facts)?,
    }
    Ok(meeting)
}

/// What the actor may do to it now.
pub fn permitted(state: &State, facts: &Facts) -> Vec<&'static str> {
    Action::ALL.into_iter().filter(|action| may(state, *action, facts).is_ok()).map(Action::name).collect()
}

/// Whether `actor` may know of it: the body's staff who read content, and its own members.
pub fn may_see(state: &State, actor: &Actor) -> Result<(), Refusal> {
    let known = state.meeting().is_some_and(|meeting| reads_content(actor) || is_member(meeting, actor));
    if known { Ok(()) } else { Err(Refusal::Unknown) }
}

pub(super) fn visible<'a>(state: &'a State, actor: &Actor) -> Result<&'a Meeting, Refusal> {
    person_needed(actor)?;
    may_see(state, actor)?;
    state.meeting().ok_or(Refusal::Unknown)
}

pub(super) fn is_member(meeting: &Meeting, actor: &Actor) -> bool {
    actor.is_staff(StaffRole::Adviser) && meeting.members.contains(&actor.id)
}

pub(super) fn member(meeting: &Meeting, actor: &Actor) -> Result<(), Refusal> {
    if is_member(meeting, actor) { Ok(()) } else { Err(Refusal::RoleNeeded { who: "an adviser who sits at it" }) }
}

pub(super) fn secretariat(actor: &Actor) -> Result<(), Refusal> {
    person_needed(actor)?;
    if actor.is_staff(StaffRole::Secretariat) {
        return Ok(());
    }
    Err(Refusal::RoleNeeded { who: "the advisory groups' secretariat" })
}

/// Refuses what comes after the minutes.
pub(super) fn unwritten(state: &State) -> Result<(), Refusal> {
    match state {
        State::Absent => Err(Refusal::Unknown),
        State::Scheduled { .. } => Ok(()),
        State::PutOff { .. } => Err(Refusal::PutOff),
        State::MinutesDraft { .. } | State::MinutesPublished { .. } => Err(Refusal::Written),
    }
}

pub(super) fn refused(errors: Vec<FieldError>) -> Result<(), Refusal> {
    if errors.is_empty() { Ok(()) } else { Err(Refusal::Unacceptable { errors }) }
}

pub(super) fn error(pointer: &str, code: &str, detail: &str) -> FieldError {
    FieldError { pointer: pointer.to_owned(), code: code.to_owned(), detail: detail.to_owned() }
}

pub(super) fn today(facts: &Facts) -> Date {
    london_date(facts.now)
}
