//! `POST /agreements/{nic}/signatures`: adds a signature, so it needs no `If-Match`; it quotes the hash instead.

use async_trait::async_trait;
use dars_bus::{Problem, Reply, Request, Work, aggregate::execute};
use dars_contracts_domain::agreement::{Command, status_on};
use dars_messages::requests::contracts::SignAgreement as Body;
use dars_vocabulary::{Nic, london_date};
use serde_json::json;
use sqlx::PgConnection;

use super::agreements::still_to_sign;
use crate::handle::Agreement;

/// Signs an agreement.
#[derive(Debug)]
pub struct SignAgreement;

#[async_trait]
impl Work for SignAgreement {
    async fn work(&self, request: &Request, tx: &mut PgConnection) -> Result<Reply, Problem> {
        let nic: Nic = request.param("nic")?;
        let Body { sha256, side, organisation } = request.body()?;
        let command = Command::Sign { sha256, side, organisation };
        let done = execute::<Agreement>(tx, &request.meta(), nic.as_str(), None, command).await?;
        let state = &done.saved.state;
        Reply::created(
            done.saved.version,
            &json!({
                "nic": nic,
                "state": state.name(),
                "status": status_on(state, london_date(request.now)),
                "still_to_sign": still_to_sign(state),
            }),
        )
    }
}
