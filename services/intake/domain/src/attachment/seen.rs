//! Who sees which attachment: quarantined ones are their uploader's alone; staff see what was handed in, and so do the
//! advisers of a meeting to whom its papers are open.

use super::{Attachment, Facts, Refusal, Scan, State};
use crate::application;

/// One attachment as the caller sees it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Seen<'a> {
    /// The attachment.
    pub attachment: &'a Attachment,
    /// Whether its name and content are theirs to see now.
    pub open: bool,
}

/// The attachments that the caller may know of.
pub fn seen<'a>(state: &'a State, facts: &Facts) -> Result<Vec<Seen<'a>>, Refusal> {
    knows_of_it(facts)?;
    Ok(state
        .attachments()
        .iter()
        .filter(|known| knows(state, known, facts))
        .map(|attachment| Seen { attachment, open: readable(attachment, facts).is_ok() })
        .collect())
}

/// Whether the caller may read one.
pub fn may_read<'a>(state: &'a State, number: u32, facts: &Facts) -> Result<&'a Attachment, Refusal> {
    knows_of_it(facts)?;
    let known = state.attachment(number).filter(|known| knows(state, known, facts)).ok_or(Refusal::Unknown)?;
    readable(known, facts)?;
    Ok(known)
}

fn knows_of_it(facts: &Facts) -> Result<(), application::Refusal> {
    if application::opens_papers(&facts.application, &facts.of_it) {
        return Ok(());
    }
    application::may_see(&facts.application, &facts.of_it)
}

/// The applicant's side knows of all but what was taken out before it was ever handed in; others of what was handed in.
fn knows(state: &State, known: &Attachment, facts: &Facts) -> bool {
    let handed_in = !state.versions_of(known.number).is_empty();
    handed_in || (is_of_its_side(facts) && known.removed_on.is_none())
}

fn is_of_its_side(facts: &Facts) -> bool {
    let today = dars_vocabulary::london_date(facts.of_it.now);
    facts.application.application().is_some_and(|application| {
        facts.of_it.memberships.iter().any(|held| held.is_of(&application.organisation, today))
    })
}

fn readable(known: &Attachment, facts: &Facts) -> Result<(), Refusal> {
    if known.file.open().is_none() {
        return Err(Refusal::Forgotten);
    }
    match known.scan {
        Scan::Harmful => Err(Refusal::Harmful),
        Scan::Waiting if known.added_by != facts.of_it.actor.id => Err(Refusal::InQuarantine),
        Scan::Waiting | Scan::NotScanned | Scan::Passed => Ok(()),
    }
}
