//! Nobody reviews their own organisation's request (domain.md §3).

use dars_vocabulary::OrganisationId;

/// Whether `applicant` is among the organisations of which the actor is a member today.
pub fn own_organisation(applicant: &OrganisationId, actors: &[OrganisationId]) -> bool {
    actors.contains(applicant)
}
