//! What is told of an agreement.

use dars_contracts_domain::agreement::{Ended, Event, Issued, Why};
use dars_messages::{
    Outgoing,
    facts::contracts::{
        AgreementActivatedV1, AgreementClosedV1, AgreementDraftedV1, AgreementExpiredV1, AgreementExpiringV1,
        AgreementIssuedV1, AgreementReinstatedV1, AgreementSignatureRecordedV1, AgreementSignedV1,
        AgreementSupersededV1, AgreementSuspendedV1, AgreementTerminatedV1, AgreementVersionV1, AgreementVoidedV1,
        CertificateAcceptedV1, CertificateQueriedV1, CertificateSubmittedV1, ConditionMetV1, DestructionDueV1,
        DestructionOverdueV1,
    },
};

/// What is told of an agreement: the whole issued version to the register, never its content or a person to all.
pub fn agreement(event: &Event) -> Vec<Outgoing> {
    let fact = match event {
        Event::AgreementIssued(issued) => return told_of_issue(issued),
        // Two people give access back: it is told when the second has. A termination carries its reason as a code.
        Event::ReinstatementProposed { .. }
        | Event::AgreementTerminated { ended: Ended { why: Why::Expired, .. }, .. } => return Vec::new(),
        Event::AgreementDrafted(draft) => Outgoing::fact(&AgreementDraftedV1 {
            nic: draft.approved.nic.clone(),
            version: draft.version,
            organisation: draft.approved.organisation.clone(),
        }),
        Event::AgreementSignatureRecorded { about, signature } => Outgoing::fact(&AgreementSignatureRecordedV1 {
            nic: about.nic.clone(),
            version: about.version,
            organisation: signature.party.organisation.clone(),
            side: signature.party.side,
        }),
        Event::AgreementSigned { about, start, end, signed_on: _ } => Outgoing::fact(&AgreementSignedV1 {
            nic: about.nic.clone(),
            version: about.version,
            organisation: about.organisation.clone(),
            start: *start,
            end: *end,
        }),
        Event::AgreementVoided { about, voided_on } => Outgoing::fact(&AgreementVoidedV1 {
            nic: about.nic.clone(),
            version: about.version,
            organisation: about.organisation.clone(),
            voided_on: *voided_on,
        }),
        Event::AgreementSuperseded { about, by } => {
            Outgoing::fact(&AgreementSupersededV1 { nic: about.nic.clone(), version: about.version, by: *by })
        }
        Event::AgreementActivated { about, sha256, start, end, conditions_due, section_251_until } => {
            Outgoing::fact(&AgreementActivatedV1 {
                nic: about.nic.clone(),
                version: about.version,
                organisation: about.organisation.clone(),
                sha256: sha256.clone(),
                start: *start,
                end: *end,
                conditions_due: conditions_due.clone(),
                section_251_until: *section_251_until,
            })
        }
        Event::AgreementExpiring { about, end } => {
            Outgoing::fact(&AgreementExpiringV1 { nic: about.nic.clone(), version: about.version, end: *end })
        }
        Event::AgreementExpired { about, end } => {
            Outgoing::fact(&AgreementExpiredV1 { nic: about.nic.clone(), version: about.version, end: *end })
        }
        Event::AgreementSuspended { about, suspension } => Outgoing::fact(&AgreementSuspendedV1 {
            nic: about.nic.clone(),
            version: about.version,
            organisation: about.organisation.clone(),
            reason: suspension.reason,
        }),
        Event::AgreementReinstated { about, by: _, reason: _ } => Outgoing::fact(&AgreementReinstatedV1 {
            nic: about.nic.clone(),
            version: about.version,
            organisation: about.organisation.clone(),
        }),
        Event::AgreementTerminated { about, ended: Ended { why: Why::Terminated { reason, .. }, ended_on } } => {
            Outgoing::fact(&AgreementTerminatedV1 {
                nic: about.nic.clone(),
                version: about.version,
                organisation: about.organisation.clone(),
                reason: *reason,
                ended_on: *ended_on,
            })
        }
        Event::ConditionMet { about, met } => {
            Outgoing::fact(&ConditionMetV1 { nic: about.nic.clone(), version: about.version, number: met.number })
        }
        Event::DestructionDue { about, parties, due_on } => Outgoing::fact(&DestructionDueV1 {
            nic: about.nic.clone(),
            version: about.version,
            organisation: about.organisation.clone(),
            parties: parties.clone(),
            due_on: *due_on,
        }),
        Event::CertificateSubmitted { about, certificate } => Outgoing::fact(&CertificateSubmittedV1 {
            nic: about.nic.clone(),
            certificate: certificate.certificate.clone(),
            parties: certificate.parties.clone(),
        }),
        Event::CertificateQueried { about, certificate, text: _, by: _ } => {
            Outgoing::fact(&CertificateQueriedV1 { nic: about.nic.clone(), certificate: certificate.clone() })
        }
        Event::CertificateAccepted { about, certificate, by: _, on: _ } => {
            Outgoing::fact(&CertificateAcceptedV1 { nic: about.nic.clone(), certificate: certificate.clone() })
        }
        Event::DestructionOverdue { about, due_on } => {
            Outgoing::fact(&DestructionOverdueV1 { nic: about.nic.clone(), due_on: *due_on })
        }
        Event::AgreementClosed { about, closed_on } => {
            Outgoing::fact(&AgreementClosedV1 { nic: about.nic.clone(), version: about.version, closed_on: *closed_on })
        }
    };
    vec![fact]
}

/// The whole version leaves right before the fact that it was issued.
fn told_of_issue(issued: &Issued) -> Vec<Outgoing> {
    vec![
        Outgoing::fact(&AgreementVersionV1 {
            nic: issued.nic.clone(),
            version: issued.version,
            sha256: issued.sha256.clone(),
            document: issued.document.open().map(|document| document.as_ref().clone()),
        }),
        Outgoing::fact(&AgreementIssuedV1 {
            nic: issued.nic.clone(),
            version: issued.version,
            sha256: issued.sha256.clone(),
            organisation: issued.organisation.clone(),
            signing_organisations: issued.signing_organisations(),
            processors: issued.processors.clone(),
            start: issued.start,
            end: issued.end,
            issued_on: issued.issued_on,
            void_on: Some(issued.void_on),
        }),
    ]
}
