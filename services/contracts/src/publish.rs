//! Step 5: what is told outside of each event. Pure and exhaustive.

use dars_contracts_domain::{agreement, framework_contract};
use dars_messages::{
    Outgoing,
    facts::contracts::{
        AgreementActivatedV1, AgreementDraftedV1, AgreementExpiredV1, AgreementExpiringV1, AgreementIssuedV1,
        AgreementSignatureRecordedV1, AgreementSignedV1, AgreementVersionV1, FrameworkContractActivatedV1,
    },
};

/// What is told of an agreement: the whole issued version to the register, never its content or a signatory to all.
pub fn agreement(event: &agreement::Event) -> Vec<Outgoing> {
    match event {
        agreement::Event::AgreementDrafted(draft) => vec![Outgoing::fact(&AgreementDraftedV1 {
            nic: draft.nic.clone(),
            version: draft.version,
            organisation: draft.organisation.clone(),
        })],
        agreement::Event::AgreementIssued(issued) => vec![
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
                start: issued.start,
                end: issued.end,
                issued_on: issued.issued_on,
            }),
        ],
        agreement::Event::AgreementSignatureRecorded { nic, version, signature } => {
            vec![Outgoing::fact(&AgreementSignatureRecordedV1 {
                nic: nic.clone(),
                version: *version,
                organisation: signature.party.organisation.clone(),
                side: signature.party.side,
            })]
        }
        agreement::Event::AgreementSigned { nic, version, organisation, start, end, signed_on: _ } => {
            vec![Outgoing::fact(&AgreementSignedV1 {
                nic: nic.clone(),
                version: *version,
                organisation: organisation.clone(),
                start: *start,
                end: *end,
            })]
        }
        agreement::Event::AgreementActivated { nic, version, organisation, sha256, start, end } => {
            vec![Outgoing::fact(&AgreementActivatedV1 {
                nic: nic.clone(),
                version: *version,
                organisation: organisation.clone(),
                sha256: sha256.clone(),
                start: *start,
                end: *end,
            })]
        }
        agreement::Event::AgreementExpiring { nic, version, end } => {
            vec![Outgoing::fact(&AgreementExpiringV1 { nic: nic.clone(), version: *version, end: *end })]
        }
        agreement::Event::AgreementExpired { nic, version, end } => {
            vec![Outgoing::fact(&AgreementExpiredV1 { nic: nic.clone(), version: *version, end: *end })]
        }
    }
}

/// What is told of a framework contract: nothing before it is in force.
pub fn framework_contract(event: &framework_contract::Event) -> Vec<Outgoing> {
    match event {
        framework_contract::Event::FrameworkContractRecorded(_) => Vec::new(),
        framework_contract::Event::FrameworkContractActivated(contract) => {
            vec![Outgoing::fact(&FrameworkContractActivatedV1 {
                contract: contract.contract.clone(),
                organisation: contract.organisation.clone(),
                start: contract.start,
                end: contract.end,
            })]
        }
    }
}
