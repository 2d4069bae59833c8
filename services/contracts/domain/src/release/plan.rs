//! What may be produced: anything that can be said of a release; whether it may leave is the gate's matter.

use dars_messages::requests::contracts::ReleaseContent;
use dars_rules::policy::{FIELDS, RELEASE_FILES};
use dars_vocabulary::{Nic, ReleaseRef};

use super::{Event, Facts, Produced, Refusal, State};

/// The longest name of a data set or field.
const NAME: usize = 64;

pub(super) fn plan(
    state: &State,
    release: ReleaseRef,
    nic: Nic,
    content: ReleaseContent,
    facts: &Facts,
) -> Result<Vec<Event>, Refusal> {
    let agreement = facts.agreement.as_ref().ok_or(Refusal::AgreementNotFound)?;
    let organisations = facts.organisations();
    if !facts.actor.is_any_staff() && !agreement.parties.iter().any(|party| organisations.contains(party)) {
        return Err(Refusal::AgreementNotFound);
    }
    facts.data_production()?;
    if !matches!(state, State::Absent) {
        return Err(Refusal::AlreadyPlanned);
    }
    if !agreement.issued {
        return Err(Refusal::AgreementNotIssued);
    }
    possible(&content)?;
    let (produced_by, produced_on) = (facts.actor.id, facts.today());
    Ok(vec![Event::ReleasePlanned(Produced { release, nic, content, produced_by, produced_on })])
}

fn possible(content: &ReleaseContent) -> Result<(), Refusal> {
    if !is_name(&content.dataset) {
        return Err(Refusal::NotAName { pointer: "/content/dataset".to_owned() });
    }
    if content.fields.len() > FIELDS.value as usize {
        return Err(Refusal::TooManyFields);
    }
    if let Some(at) = content.fields.iter().position(|field| !is_name(field)) {
        return Err(Refusal::NotAName { pointer: format!("/content/fields/{at}") });
    }
    if content.period.to < content.period.from {
        return Err(Refusal::PeriodReversed);
    }
    if !(1..=RELEASE_FILES.value).contains(&content.file_count) {
        return Err(Refusal::FileCountOutOfRange);
    }
    Ok(())
}

/// No free text gets into the journal by way of a name.
fn is_name(text: &str) -> bool {
    let letter = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.');
    (1..=NAME).contains(&text.len()) && text.bytes().all(letter)
}
