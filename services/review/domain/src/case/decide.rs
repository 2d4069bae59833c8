//! Whether what is asked of a case may happen.

use dars_rules::{Context, check, policy};
use dars_vocabulary::{
    Actor, ActorKind, FieldError, Finding, Stage,
    calendar::{london_date, working_days_after},
};
use jiff::{Timestamp, civil::Date};

use super::{Case, Command, Event, Facts, Refusal, State, assess, assign, decision};
use crate::rules::{own_organisation::own_organisation, person::person_needed, staff};

/// A longest reason, in characters.
const REASON: usize = 4000;

/// The events that follow from `command`; none when it tells what is known.
pub fn decide(state: &State, command: Command, facts: &Facts) -> Result<Vec<Event>, Refusal> {
    match command {
        Command::Open { nic, version, organisation, sha256, submitted_on, content } => {
            if facts.actor.kind != ActorKind::System {
                return Err(Refusal::SystemOnly);
            }
            // A version that is known, or older than the known one, is a repeated or late fact.
            if state.case().is_some_and(|known| version <= known.version) {
                return Ok(Vec::new());
            }
            let decision_due = working_days_after(submitted_on, policy::DECISION.value);
            Ok(vec![Event::CaseOpened { nic, version, organisation, sha256, submitted_on, decision_due, content }])
        }
        Command::Assign { officer } => assign::assign(state, officer, facts),
        Command::Assess(assessment) => assess::assess(state, assessment, facts),
        Command::Decide(word) => decision::decision(state, word, facts),
    }
}

/// Whether `actor` may know of this case: staff alone.
pub fn may_see(state: &State, actor: &Actor) -> Result<(), Refusal> {
    let visible = state.case().is_some() && staff::reads_content(actor);
    if visible { Ok(()) } else { Err(Refusal::Unknown) }
}

/// What the rules find in the content of this case, V17's reasons for refusal among it; nothing once it is redacted.
pub fn findings(state: &State, now: Timestamp) -> Vec<Finding> {
    let content = state.case().and_then(|case| case.content.open());
    let approved = Context { next: Stage::Issue, ..Context::default() };
    content.map(|content| check(content, london_date(now), &approved)).unwrap_or_default()
}

/// The case, for a member of staff with whom it lies.
pub(super) fn visible<'a>(state: &'a State, facts: &Facts) -> Result<&'a Case, Refusal> {
    person_needed(&facts.actor)?;
    may_see(state, &facts.actor)?;
    state.case().ok_or(Refusal::Unknown)
}

/// Refuses those who would review their own organisation's request.
pub(super) fn no_own_organisation(case: &Case, facts: &Facts) -> Result<(), Refusal> {
    if own_organisation(&case.organisation, &facts.organisations) { Err(Refusal::OwnOrganisation) } else { Ok(()) }
}

/// A reason in words: not empty, at most 4,000 characters.
pub(super) fn reason_text(pointer: &str, text: &str) -> Result<(), Refusal> {
    let characters = text.chars().count();
    let (code, detail) = if text.trim().is_empty() {
        ("missing", "Say why.".to_owned())
    } else if characters > REASON {
        ("too-long", format!("At most {REASON} characters: this has {characters}."))
    } else {
        return Ok(());
    };
    let error = FieldError { pointer: pointer.to_owned(), code: code.to_owned(), detail };
    Err(Refusal::Unacceptable { errors: vec![error] })
}

/// The day on which something is decided.
pub(super) fn today(facts: &Facts) -> Date {
    london_date(facts.now)
}
