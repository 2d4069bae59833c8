//! Nobody approves or refuses what they were ever case officer or assessor of (domain.md §3).

use dars_vocabulary::PersonId;

use crate::case::Case;

/// Whether `approver` never held this case, in any version, and never assessed it.
pub fn independent_approver(case: &Case, approver: PersonId) -> bool {
    !case.officers.contains(&approver) && !case.assessors.contains(&approver)
}
