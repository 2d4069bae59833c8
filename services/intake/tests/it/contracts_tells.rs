//! What intake makes of framework contracts and of how agreements go on: twice, and in any order.

use dars_messages::{
    Outgoing, Owner,
    facts::contracts::{
        AgreementClosedV1, AgreementReinstatedV1, AgreementSuspendedV1, AgreementTerminatedV1, AgreementVoidedV1,
        DestructionDueV1, FrameworkContractActivatedV1, FrameworkContractEnd, FrameworkContractEndedV1,
    },
};
use dars_vocabulary::{
    ContractRef, DocumentVersion, Nic, OrganisationId,
    code::{SuspensionReason, TerminationReason},
};
use jiff::civil::{Date, date};
use serde_json::{Value, json};

use crate::{
    desk::{Desk, TODAY},
    setting::lead,
};

fn northmere() -> OrganisationId {
    "NORTHMERE".parse().unwrap()
}

fn contract() -> ContractRef {
    "CON-900001-A1B2C".parse().unwrap()
}

fn activated(end: Date) -> Outgoing {
    let (contract, organisation) = (contract(), northmere());
    Outgoing::fact(&FrameworkContractActivatedV1 { contract, organisation, start: date(2026, 1, 1), end })
}

fn ended() -> Outgoing {
    let (contract, organisation, ended_on) = (contract(), northmere(), date(2026, 11, 19));
    let why = FrameworkContractEnd::Terminated;
    Outgoing::fact(&FrameworkContractEndedV1 { contract, organisation, ended_on, why })
}

/// The rules that find something in a complete draft.
async fn found(desk: &Desk, nic: &str) -> Vec<String> {
    let reply = desk.ask(&lead(), "check-application", &[("nic", nic)], Value::Null, None, TODAY).await.unwrap();
    let findings = reply.body["findings"].as_array().unwrap().clone();
    findings.iter().map(|found| found["rule"].as_str().unwrap().to_owned()).collect()
}

#[tokio::test]
async fn the_rules_know_the_framework_contracts_that_contracts_tells() {
    let desk = Desk::for_applications().await;
    let nic = desk.complete().await;
    assert!(found(&desk, &nic).await.contains(&"V02".to_owned()));
    for _ in 0..2 {
        desk.tell(Owner::Contracts, activated(date(2029, 12, 31)), TODAY).await;
    }
    assert!(!found(&desk, &nic).await.contains(&"V02".to_owned()));
    for _ in 0..2 {
        desk.tell(Owner::Contracts, ended(), TODAY).await;
    }
    assert!(found(&desk, &nic).await.contains(&"V02".to_owned()));
    // Its end may be heard first; it is over all the same.
    desk.tell(Owner::Contracts, activated(date(2029, 12, 31)), TODAY).await;
    assert!(found(&desk, &nic).await.contains(&"V02".to_owned()));
}

#[tokio::test]
async fn an_agreement_is_followed_to_its_end_each_fact_twice() {
    let desk = Desk::for_applications().await;
    let text = desk.in_force().await;
    let nic: Nic = text.parse().unwrap();
    let version = DocumentVersion::FIRST_ISSUE;
    let of = || (nic.clone(), version, northmere());
    let suspended = {
        let (nic, version, organisation) = of();
        Outgoing::fact(&AgreementSuspendedV1 { nic, version, organisation, reason: SuspensionReason::Breach })
    };
    let reinstated = {
        let (nic, version, organisation) = of();
        Outgoing::fact(&AgreementReinstatedV1 { nic, version, organisation })
    };
    let terminated = {
        let (nic, version, organisation) = of();
        let (reason, ended_on) = (TerminationReason::OwnRequest, TODAY);
        Outgoing::fact(&AgreementTerminatedV1 { nic, version, organisation, reason, ended_on })
    };
    let due = {
        let (nic, version, organisation) = of();
        let (parties, due_on) = (vec![northmere()], date(2026, 12, 20));
        Outgoing::fact(&DestructionDueV1 { nic, version, organisation, parties, due_on })
    };
    let closed = Outgoing::fact(&AgreementClosedV1 { nic: nic.clone(), version, closed_on: TODAY });
    let voided = {
        let (nic, _, organisation) = of();
        let version = DocumentVersion { major: 1, minor: 1 };
        Outgoing::fact(&AgreementVoidedV1 { nic, version, organisation, voided_on: TODAY })
    };
    for (fact, stage, holder) in [
        (suspended.clone(), "SUSPENDED", "body"),
        (reinstated, "ACTIVE", "nobody"),
        (voided, "ACTIVE", "nobody"),
        (terminated, "TERMINATED", "nobody"),
        (due, "DESTRUCTION_DUE", "applicant"),
        (closed, "CLOSED", "nobody"),
        // Late, it changes nothing that is seen.
        (suspended, "CLOSED", "nobody"),
    ] {
        for _ in 0..2 {
            desk.tell(Owner::Contracts, fact.clone(), TODAY).await;
        }
        let shown = desk.application(&lead(), &text, TODAY).await;
        assert_eq!((&shown["agreement"]["stage"], &shown["pen_holder"]), (&json!(stage), &json!(holder)));
    }
}
