//! V31: nothing is closed before every party has shown that what it held is destroyed.

use dars_vocabulary::{
    Finding, OrganisationId, Severity,
    refusal::{Basis, Stage},
};
use jiff::civil::Date;

use crate::agreement::{Certificate, Judgement};

/// V31 (domain.md §9): every controller and processor is covered by an accepted certificate with the day on which the
/// last backup was cleared, and that day has come. Several certificates may cover the parties together.
pub fn v31(parties: &[OrganisationId], certificates: &[Certificate], day: Date) -> Vec<Finding> {
    let missing = |(at, party): (usize, &OrganisationId)| {
        let accepted = certificates.iter().any(|found| accepted_on(found).is_some() && found.parties.contains(party));
        let (code, message) = match covered_on(party, certificates) {
            Some(covered_on) if covered_on <= day => return None,
            Some(covered_on) => {
                ("backup-not-cleared", format!("{party}'s last backup is cleared on {covered_on}: wait until then."))
            }
            None if accepted => {
                let what = "does not say when the last backup is cleared: send one that does.";
                ("backup-date-missing", format!("{party}'s certificate {what}"))
            }
            None => ("party-not-certified", format!("{party} is not covered by an accepted certificate: send one.")),
        };
        let (severity, stage, basis) = (Severity::Error, Stage::Close, Basis::Reading);
        Some(Finding { rule: "V31", code, pointer: format!("/parties/{at}"), severity, stage, basis, message })
    };
    parties.iter().enumerate().filter_map(missing).collect()
}

/// From which day on V31 holds; `None` while a certificate is missing.
pub fn fulfilled_on(parties: &[OrganisationId], certificates: &[Certificate]) -> Option<Date> {
    let days: Option<Vec<Date>> = parties.iter().map(|party| covered_on(party, certificates)).collect();
    days?.into_iter().max()
}

fn covered_on(party: &OrganisationId, certificates: &[Certificate]) -> Option<Date> {
    let covering = certificates.iter().filter(|certificate| certificate.parties.contains(party));
    covering.filter_map(|found| Some(accepted_on(found)?.max(found.backups_cleared_on?))).min()
}

fn accepted_on(certificate: &Certificate) -> Option<Date> {
    match certificate.judgement {
        Judgement::Submitted | Judgement::Queried { .. } => None,
        Judgement::Accepted { on, .. } => Some(on),
    }
}
