//! Nobody decides upon what they were ever case officer, assessor or adviser of (domain.md §3).

use dars_vocabulary::PersonId;

use crate::case::{Case, Known, Refusal};

/// Refuses who ever held this case, in any version, assessed it, advised on it or recorded the advice; also the view that
/// a group gave before it was handed in.
pub fn independent_approver(case: &Case, known: &Known, approver: PersonId) -> Result<(), Refusal> {
    if case.officers.contains(&approver) || case.assessors.contains(&approver) {
        return Err(Refusal::ApproverWasCaseOfficer);
    }
    let advised = case.advisers.contains(&approver) || known.early_advisers.contains(&approver);
    if advised { Err(Refusal::ApproverWasAdviser) } else { Ok(()) }
}
