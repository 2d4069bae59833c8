//! What is told of a framework contract: never who asked, signed or ended it, and why only as a code.

use dars_contracts_domain::framework_contract::Event;
use dars_messages::{
    Outgoing,
    facts::contracts::{
        FrameworkContractActivatedV1, FrameworkContractEnd, FrameworkContractEndedV1, FrameworkContractExpiringV1,
        FrameworkContractIssuedV1, FrameworkContractRequestedV1, FrameworkContractSignatureRecordedV1,
    },
};

/// What is told of it; of one that was recorded nothing before it is in force.
pub fn framework_contract(event: &Event) -> Vec<Outgoing> {
    let told = match event {
        Event::FrameworkContractRecorded(_)
        | Event::FrameworkContractDrafted(_)
        | Event::FrameworkContractSuccessionSet { .. } => return Vec::new(),
        Event::FrameworkContractRequested(request) => Outgoing::fact(&FrameworkContractRequestedV1 {
            contract: request.contract.clone(),
            organisation: request.organisation.clone(),
        }),
        Event::FrameworkContractIssued(issued) => {
            let document = &issued.document;
            let mut signing_organisations = vec![document.organisation.clone(), document.body.clone()];
            signing_organisations.dedup();
            Outgoing::fact(&FrameworkContractIssuedV1 {
                contract: document.contract.clone(),
                organisation: document.organisation.clone(),
                sha256: issued.sha256.clone(),
                signing_organisations,
                issued_on: issued.issued_on,
                start: document.start,
                end: document.end,
            })
        }
        Event::FrameworkContractSignatureRecorded { contract, organisation, signature } => {
            Outgoing::fact(&FrameworkContractSignatureRecordedV1 {
                contract: contract.clone(),
                organisation: organisation.clone(),
                side: signature.side,
            })
        }
        Event::FrameworkContractActivated(contract) => Outgoing::fact(&FrameworkContractActivatedV1 {
            contract: contract.contract.clone(),
            organisation: contract.organisation.clone(),
            start: contract.start,
            end: contract.end,
        }),
        Event::FrameworkContractExpiring { contract, organisation, end } => {
            Outgoing::fact(&FrameworkContractExpiringV1 {
                contract: contract.clone(),
                organisation: organisation.clone(),
                end: *end,
            })
        }
        Event::FrameworkContractEnded { contract, organisation, ended_on, why } => {
            Outgoing::fact(&FrameworkContractEndedV1 {
                contract: contract.clone(),
                organisation: organisation.clone(),
                ended_on: *ended_on,
                why: *why,
            })
        }
        Event::FrameworkContractTerminated { contract, organisation, ended_on, termination: _ } => {
            Outgoing::fact(&FrameworkContractEndedV1 {
                contract: contract.clone(),
                organisation: organisation.clone(),
                ended_on: *ended_on,
                why: FrameworkContractEnd::Terminated,
            })
        }
    };
    vec![told]
}
