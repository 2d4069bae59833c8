//! Nobody reviews their own organisation's request (domain.md §3).

use std::collections::BTreeSet;

use dars_vocabulary::OrganisationId;

/// Whether the actor is a member today of an organisation whose request it is.
pub fn own_organisation(requesters: &BTreeSet<OrganisationId>, actors: &[OrganisationId]) -> bool {
    actors.iter().any(|organisation| requesters.contains(organisation))
}
