//! What is told of a service agreement: where it stands; never its price, its users or who signed.

use dars_contracts_domain::service_agreement::{Event, State};
use dars_messages::{
    Outgoing,
    facts::contracts::{ServiceAgreementMovedV1, ServiceAgreementStage as Stage},
};

/// What is told of it, once for each stage.
pub fn service_agreement(after: &State, event: &Event) -> Vec<Outgoing> {
    let stage = match event {
        Event::ServiceAgreementQuoted(_) => Stage::Quoted,
        Event::ServiceAgreementOrdered { .. } => Stage::Ordered,
        Event::ServiceAgreementSigned => Stage::Signed,
        Event::ServiceAgreementProvisioned { .. } => Stage::Provisioned,
        Event::ServiceAgreementActivated { .. } => Stage::Active,
        Event::ServiceAgreementEnding { .. } => Stage::Ending,
        Event::ServiceAgreementClosed { .. } => Stage::Closed,
        Event::ServiceAgreementSignatureRecorded { .. } | Event::ServiceAgreementUsersSet { .. } => return Vec::new(),
    };
    let told = after.quoted().map(|quoted| {
        Outgoing::fact(&ServiceAgreementMovedV1 {
            nic: quoted.nic.clone(),
            service_agreement: quoted.service_agreement.clone(),
            service: quoted.service,
            stage,
            organisation: quoted.organisation.clone(),
        })
    });
    told.into_iter().collect()
}
