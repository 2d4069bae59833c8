//! What an approval drafts: the first version, or the next beside the one in force.

use dars_vocabulary::{DocumentVersion, code::ChangeKind};

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
        State::Coming(coming) => after(coming, approved.change)?,
        State::Standing(standing) => match (&standing.current.stage, &standing.next) {
            // Terminated: the agreement is over for good, and the approval came too late.
            _ if standing.current.stage.is_terminated() => return Ok(Vec::new()),
            // Expired or even closed: a late renewal, whose gap shows.
            (Stage::InForce | Stage::Ended(_) | Stage::DestructionDue(_) | Stage::Closed(_), Some(next)) => {
                after(next, approved.change)?
            }
            (Stage::InForce | Stage::Ended(_) | Stage::DestructionDue(_) | Stage::Closed(_), None) => {
                next(standing.current.signed.issued.version, approved.change)
            }
        },
    };
    Ok(vec![Event::AgreementDrafted(Draft { version, approved })])
}

/// domain.md §5: an amendment adds 0.1, a renewal or an extension 1.0. What was approved before kinds were told is 0.1.
fn next(version: DocumentVersion, change: Option<ChangeKind>) -> DocumentVersion {
    match change {
        Some(ChangeKind::Renewal | ChangeKind::Extension) => version.next_major(),
        Some(ChangeKind::Amendment | ChangeKind::SimpleAmendment) | None => version.next_minor(),
    }
}

/// Only a void version gives way to another approval.
fn after(coming: &Coming, change: Option<ChangeKind>) -> Result<DocumentVersion, Refusal> {
    match coming {
        Coming::Void(void) => Ok(next(void.issued.version, change)),
        Coming::Draft(_) | Coming::IssuedForSignature(_) | Coming::PartSigned(_) | Coming::Signed(_) => {
            Err(Refusal::AlreadyDrafted)
        }
    }
}
