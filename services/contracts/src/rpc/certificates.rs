//! `POST /agreements/{nic}/destruction`, and `/{certificate}/accept` and `/query` below it.

use async_trait::async_trait;
use dars_bus::{Problem, Reply, Request, Work, aggregate::execute};
use dars_contracts_domain::agreement::{Command, Declaration, status_on};
use dars_messages::requests::contracts::{JudgeCertificate as Judged, SubmitCertificate as Body};
use dars_vocabulary::{CertificateRef, Nic, london_date};
use serde_json::json;
use sqlx::PgConnection;

use crate::{handle::Agreement, store};

/// A party declares that data is destroyed; it adds to the agreement, so it needs no `If-Match`.
#[derive(Debug)]
pub struct SubmitCertificate;

#[async_trait]
impl Work for SubmitCertificate {
    async fn work(&self, request: &Request, tx: &mut PgConnection) -> Result<Reply, Problem> {
        let nic: Nic = request.param("nic")?;
        let Body { parties, method, destroyed_on, backups_cleared_on, exceptions, declared_as } = request.body()?;
        let certificate = store::certificates::allot(tx, london_date(request.now).year()).await?;
        let command = Command::SubmitCertificate(Declaration {
            certificate: certificate.clone(),
            parties,
            method,
            destroyed_on,
            backups_cleared_on,
            exceptions,
            declared_as,
        });
        let done = execute::<Agreement>(tx, &request.meta(), nic.as_str(), None, command).await?;
        let state = &done.saved.state;
        Reply::created(
            done.saved.version,
            &json!({
                "nic": nic,
                "certificate": certificate,
                "state": state.name(),
                "status": status_on(state, london_date(request.now)),
            }),
        )
    }
}

/// An officer judges it.
#[derive(Clone, Copy, Debug)]
pub enum JudgeCertificate {
    /// It is accepted; the one that completes V31 closes the agreement.
    Accept,
    /// Something is asked.
    Query,
}

#[async_trait]
impl Work for JudgeCertificate {
    async fn work(&self, request: &Request, tx: &mut PgConnection) -> Result<Reply, Problem> {
        let nic: Nic = request.param("nic")?;
        let certificate: CertificateRef = request.param("certificate")?;
        let Judged { text } = request.body()?;
        let command = match self {
            Self::Accept => Command::AcceptCertificate { certificate: certificate.clone() },
            Self::Query => {
                Command::QueryCertificate { certificate: certificate.clone(), text: text.unwrap_or_default() }
            }
        };
        let if_match = request.must_match()?;
        let done = execute::<Agreement>(tx, &request.meta(), nic.as_str(), if_match, command).await?;
        let state = &done.saved.state;
        Reply::versioned(
            done.saved.version,
            &json!({
                "nic": nic,
                "certificate": certificate,
                "state": state.name(),
                "status": status_on(state, london_date(request.now)),
            }),
        )
    }
}
