//! Which staff read cases.

use dars_vocabulary::{Actor, StaffRole};

/// Whether this member of staff may read content; an operator sees metadata only, an adviser the papers
/// of their meetings, once they declared (domain.md §3).
pub fn reads_content(actor: &Actor) -> bool {
    actor.is_person() && actor.roles.iter().any(|role| !matches!(role, StaffRole::Operator | StaffRole::Adviser))
}
