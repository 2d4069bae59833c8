//! What a local stack's fixtures bring in: framework contracts that are already signed. By a command like all else.

use async_trait::async_trait;
use dars_bus::{Problem, Reply, Request, Work};
use dars_contracts_domain::framework_contract::{Command, Contract};
use dars_messages::requests::contracts::RecordFrameworkContract as Body;
use serde_json::json;
use sqlx::PgConnection;

use crate::handle::execute_and_settle;

/// Records one; it is in force at once if its first day has come.
#[derive(Debug)]
pub struct RecordFrameworkContract;

#[async_trait]
impl Work for RecordFrameworkContract {
    async fn work(&self, request: &Request, tx: &mut PgConnection) -> Result<Reply, Problem> {
        let Body { contract, organisation, start, end } = request.body()?;
        let reference = contract.to_string();
        let command = Command::Record(Contract { contract, organisation, start, end });
        let saved = execute_and_settle(tx, &request.meta(), &reference, None, command).await?;
        Reply::versioned(saved.version, &json!({"id": reference, "state": saved.state.name()}))
    }
}
