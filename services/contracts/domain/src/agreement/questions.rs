//! What others ask of an agreement: the gate of releases, and access services. Ask them of [`super::as_of`] a day.

use dars_messages::facts::contracts::AgreementDocument;
use dars_vocabulary::{DocumentVersion, OrganisationId};
use jiff::civil::Date;

use super::State;

/// Whether access is suspended, whatever else holds.
pub fn suspended(state: &State) -> bool {
    state.current().is_some_and(|current| current.suspension.is_some())
}

/// The document of the version that is in force, or was last; `None` before the first, and once redacted.
pub fn active_document(state: &State) -> Option<&AgreementDocument> {
    state.current()?.signed.issued.document.open().map(AsRef::as_ref)
}

/// The number of that version.
pub fn active_version(state: &State) -> Option<DocumentVersion> {
    state.current().map(|current| current.signed.issued.version)
}

/// Its controllers.
pub fn controllers(state: &State) -> &[OrganisationId] {
    state.current().map_or(&[], |current| &current.signed.issued.controllers)
}

/// Until when its support under section 251 holds unreviewed, if it has any.
pub fn section_251_until(state: &State) -> Option<Date> {
    state.current()?.signed.issued.section_251_until
}

/// The span in which the agreement is in force unless it is suspended or ended: the current version's, or that of a
/// first one that is signed; with the next one's if that is signed and follows without a gap.
pub fn term(state: &State) -> Option<(Date, Date)> {
    let next = match state.coming() {
        Some(super::Coming::Signed(signed)) => Some(signed),
        Some(_) | None => None,
    };
    match (state.current(), next) {
        (None, next) => next.map(|next| (next.begins(), next.issued.end)),
        (Some(current), next) => {
            let (begins, end) = (current.signed.begins(), current.signed.issued.end);
            let follows = next.filter(|next| next.begins().yesterday().is_ok_and(|before| before <= end));
            Some((begins, follows.map_or(end, |next| next.issued.end)))
        }
    }
}

/// The last day on which it was in force, once it is over.
pub fn ended_on(state: &State) -> Option<Date> {
    state.current()?.stage.ended().map(|ended| ended.ended_on)
}
