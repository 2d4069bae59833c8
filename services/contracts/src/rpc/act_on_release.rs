//! `POST /agreements/{nic}/releases`, and `/releases/{reference}/check`, `/release` and `/acknowledge`.

use async_trait::async_trait;
use dars_bus::{Problem, Reply, Request, Work, aggregate::execute};
use dars_contracts_domain::release::{Command, State};
use dars_messages::requests::contracts::{AcknowledgeRelease, CheckRelease, MakeRelease, PlanRelease};
use dars_vocabulary::{Nic, ReleaseRef, london_date};
use serde_json::{Value, json};
use sqlx::PgConnection;

use crate::{handle::Release, store};

/// One of those acts.
#[derive(Clone, Copy, Debug)]
pub enum ActOnRelease {
    /// It is produced; a new one, so it needs no `If-Match`.
    Plan,
    /// It is checked.
    Check,
    /// It goes out, or is held: either is an answer, and no refusal.
    Make,
    /// It arrived.
    Acknowledge,
}

#[async_trait]
impl Work for ActOnRelease {
    async fn work(&self, request: &Request, tx: &mut PgConnection) -> Result<Reply, Problem> {
        let command = match self {
            Self::Plan => return plan(request, tx).await,
            Self::Check => {
                let CheckRelease {} = request.body()?;
                Command::Check
            }
            Self::Make => {
                let MakeRelease {} = request.body()?;
                Command::Make
            }
            Self::Acknowledge => {
                let AcknowledgeRelease {} = request.body()?;
                Command::Acknowledge
            }
        };
        let reference: ReleaseRef = request.param("reference")?;
        let if_match = request.must_match()?;
        let done = execute::<Release>(tx, &request.meta(), reference.as_str(), if_match, command).await?;
        Reply::versioned(done.saved.version, &outcome(&reference, &done.saved.state))
    }
}

async fn plan(request: &Request, tx: &mut PgConnection) -> Result<Reply, Problem> {
    let nic: Nic = request.param("nic")?;
    let PlanRelease { content } = request.body()?;
    let release = store::releases::allot(tx, london_date(request.now).year()).await?;
    let command = Command::Plan { release: release.clone(), nic, content: Box::new(content) };
    let done = execute::<Release>(tx, &request.meta(), release.as_str(), None, command).await?;
    Reply::created(done.saved.version, &outcome(&release, &done.saved.state))
}

fn outcome(reference: &ReleaseRef, state: &State) -> Value {
    json!({
        "release": reference,
        "reference": reference,
        "nic": state.produced().map(|produced| &produced.nic),
        "state": state.name(),
        "findings": state.findings(),
    })
}
