//! Which staff read what people wrote.

use dars_vocabulary::{Actor, StaffRole};

/// Whether this member of staff may read content; an operator sees metadata only, an adviser what a
/// meeting shows them (domain.md §3).
pub fn reads_content(actor: &Actor) -> bool {
    actor.is_person() && actor.roles.iter().any(|role| !matches!(role, StaffRole::Operator | StaffRole::Adviser))
}

/// Whether this person holds any of `roles` on the staff.
pub fn holds_any(actor: &Actor, roles: &[StaffRole]) -> bool {
    roles.iter().any(|role| actor.is_staff(*role))
}
