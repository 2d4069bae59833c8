//! Step 5: what is told outside of each event. Pure and exhaustive. Never who has a case, never reasons in words.

use dars_messages::{
    Outgoing,
    facts::review::{
        ApplicationApprovedV1, ApplicationRefusedV1, CaseAssignedV1, CaseMovedV1, CaseOpenedV1, CaseStage,
        DecisionMadeV1,
    },
};
use dars_review_domain::case::Event;
use dars_vocabulary::Nic;

/// What is told of a case.
pub fn case(event: &Event) -> Vec<Outgoing> {
    match event {
        Event::CaseOpened { nic, version, .. } => {
            vec![Outgoing::fact(&CaseOpenedV1 { nic: nic.clone(), version: *version })]
        }
        Event::CaseAssigned { nic, .. } => vec![Outgoing::fact(&CaseAssignedV1 { nic: nic.clone() })],
        Event::CaseFoundReady { nic, .. } => moved(nic, CaseStage::Assurance),
        Event::AdviceFoundUnneeded { nic, .. } => moved(nic, CaseStage::Decision),
        Event::ApplicationApproved { nic, version, sha256, organisation, title, decided_on, by, .. } => vec![
            // Who approved goes first: `contracts` knows whom to keep from signing before it drafts anything.
            Outgoing::fact(&DecisionMadeV1 { nic: nic.clone(), version: *version, approver: *by }),
            Outgoing::fact(&ApplicationApprovedV1 {
                nic: nic.clone(),
                version: *version,
                sha256: sha256.clone(),
                organisation: organisation.clone(),
                title: title.clone(),
                decided_on: *decided_on,
            }),
        ],
        Event::ApplicationRefused { nic, version, reason, decided_on, .. } => {
            vec![Outgoing::fact(&ApplicationRefusedV1 {
                nic: nic.clone(),
                version: *version,
                reason: *reason,
                decided_on: *decided_on,
            })]
        }
    }
}

fn moved(nic: &Nic, stage: CaseStage) -> Vec<Outgoing> {
    vec![Outgoing::fact(&CaseMovedV1 { nic: nic.clone(), stage })]
}
