//! Steps 2–4: load → decide → evolve → save. The only place where a command meets a transaction; one file for each
//! aggregate.

mod agreement;
mod framework_contract;
mod release;
mod service_agreement;

use async_trait::async_trait;
use dars_bus::{
    Aggregate, Meta, Problem,
    redact::{Redacted, redact},
};
use dars_kit::Redact;
use dars_messages::{Outgoing, facts::contracts::ContractsRedactedV1};
use sqlx::PgConnection;

pub use self::{
    agreement::Agreement,
    framework_contract::{FrameworkContract, execute_and_settle},
    release::{Release, gate},
    service_agreement::{ServiceAgreement, parent},
};

/// Redacts entries of any of the above.
#[derive(Debug)]
pub struct Redactions;

#[async_trait]
impl Redact for Redactions {
    async fn redact(
        &self,
        tx: &mut PgConnection,
        meta: &Meta,
        aggregate: &str,
        reference: &str,
        number: i64,
        reason: &str,
    ) -> Result<Redacted, Problem> {
        let tell = |events| Outgoing::fact(&ContractsRedactedV1 { reference: reference.to_owned(), events });
        match aggregate {
            Agreement::KIND => redact::<Agreement>(tx, meta, reference, number, reason, tell).await,
            FrameworkContract::KIND => redact::<FrameworkContract>(tx, meta, reference, number, reason, tell).await,
            Release::KIND => redact::<Release>(tx, meta, reference, number, reason, tell).await,
            ServiceAgreement::KIND => redact::<ServiceAgreement>(tx, meta, reference, number, reason, tell).await,
            _ => Err(Problem::not_found("kind of aggregate")),
        }
    }
}
