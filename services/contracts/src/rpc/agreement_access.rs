//! `POST /agreements/{nic}/suspend`, `/reinstate`, `/terminate` and `/conditions/{number}/met`: what officers do with
//! an agreement in force.

use async_trait::async_trait;
use dars_bus::{Problem, Reply, Request, Work, aggregate::execute};
use dars_contracts_domain::agreement::{Command, Event, status_on};
use dars_messages::requests::contracts::{MeetCondition, ReinstateAgreement, SuspendAgreement, TerminateContract};
use dars_vocabulary::{Nic, london_date};
use serde_json::json;
use sqlx::PgConnection;

use crate::handle::Agreement;

/// One of those acts.
#[derive(Clone, Copy, Debug)]
pub enum ActOnAgreement {
    /// Access is taken away.
    Suspend,
    /// Access is given back, by two.
    Reinstate,
    /// It ends.
    Terminate,
    /// A special condition is met.
    MeetCondition,
}

#[async_trait]
impl Work for ActOnAgreement {
    async fn work(&self, request: &Request, tx: &mut PgConnection) -> Result<Reply, Problem> {
        let nic: Nic = request.param("nic")?;
        let command = match self {
            Self::Suspend => {
                let SuspendAgreement { reason, note } = request.body()?;
                Command::Suspend { reason, note }
            }
            Self::Reinstate => {
                let ReinstateAgreement { reason } = request.body()?;
                Command::Reinstate { reason }
            }
            Self::Terminate => {
                let TerminateContract { reason, note } = request.body()?;
                Command::Terminate { reason, note }
            }
            Self::MeetCondition => {
                let MeetCondition { evidence } = request.body()?;
                Command::MeetCondition { number: request.param("number")?, evidence }
            }
        };
        let if_match = request.must_match()?;
        let done = execute::<Agreement>(tx, &request.meta(), nic.as_str(), if_match, command).await?;
        let state = &done.saved.state;
        let proposed = done.events.iter().any(|event| matches!(event, Event::ReinstatementProposed { .. }));
        Reply::versioned(
            done.saved.version,
            &json!({
                "nic": nic,
                "state": state.name(),
                "status": status_on(state, london_date(request.now)),
                "waits_for_second_person": proposed,
            }),
        )
    }
}
