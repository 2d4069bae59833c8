//! What an approval drafts: the first version, or the next beside the one in force.

use dars_vocabulary::DocumentVersion;

use super::{Approved, Coming, Draft, Event, Refusal, Stage, State};

/// Whether another version is on its way: one that was approved later is drafted when that is in force, or void.
pub fn is_on_its_way(state: &State) -> bool {
    match state.coming() {
        None | Some(Coming::Void(_)) => false,
        Some(Coming::Draft(_) | Coming::IssuedForSignature(_) | Coming::PartSigned(_) | Coming::Signed(_)) => true,
    }
}

/// An approval that is known, or overtaken, drafts nothing; one beside a version that is on its way is refused.
pub(super) fn draft_from(state: &State, approved: Approved) -> Result<Vec<Event>, Refusal> {
    if let Some((version, sha256)) = state.application() {
        if approved.application_version < version {
            return Ok(Vec::new());
        }
        if approved.application_version == version {
            let same = approved.application_sha256 == sha256;
            return if same { Ok(Vec::new()) } else { Err(Refusal::AlreadyDrafted) };
        }
    }
    let version = match state {
        State::Absent => DocumentVersion::FIRST_ISSUE,
        State::Coming(coming) => after(coming)?,
        State::Standing(standing) => match (&standing.current.stage, &standing.next) {
            // Terminated: the agreement is over for good, and the approval came too late.
            _ if standing.current.stage.is_terminated() => return Ok(Vec::new()),
            // Expired or even closed: a late renewal, whose gap shows.
            (Stage::InForce | Stage::Ended(_) | Stage::DestructionDue(_) | Stage::Closed(_), Some(next)) => {
                after(next)?
            }
            (Stage::InForce | Stage::Ended(_) | Stage::DestructionDue(_) | Stage::Closed(_), None) => {
                standing.current.signed.issued.version.next_minor()
            }
        },
    };
    Ok(vec![Event::AgreementDrafted(Draft { version, approved })])
}

/// Only a void version gives way to another approval.
fn after(coming: &Coming) -> Result<DocumentVersion, Refusal> {
    match coming {
        Coming::Void(void) => Ok(void.issued.version.next_minor()),
        Coming::Draft(_) | Coming::IssuedForSignature(_) | Coming::PartSigned(_) | Coming::Signed(_) => {
            Err(Refusal::AlreadyDrafted)
        }
    }
}
