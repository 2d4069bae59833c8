//! Nobody decides upon what they were ever case officer, assessor or adviser of (domain.md §3).

use dars_vocabulary::PersonId;

use crate::case::{Case, Refusal};

/// Refuses who ever held this case, in any version, assessed it, advised on it or recorded the advice.
pub fn independent_approver(case: &Case, approver: PersonId) -> Result<(), Refusal> {
    if case.officers.contains(&approver) || case.assessors.contains(&approver) {
        return Err(Refusal::ApproverWasCaseOfficer);
    }
    if case.advisers.contains(&approver) { Err(Refusal::ApproverWasAdviser) } else { Ok(()) }
}
