//! One case, or every open case of an officer, goes to another.

use async_trait::async_trait;
use dars_bus::{Problem, Reply, Request, Work, aggregate::execute};
use dars_messages::requests::review::HandOver as Body;
use dars_review_domain::case::{Command, may_hand_over};
use dars_vocabulary::PersonId;
use serde_json::json;
use sqlx::PgConnection;
use uuid::Uuid;

use super::ask;
use crate::{handle::Case, store};

/// So many cases in one request at most: they are one transaction.
const MOST: i64 = 100;

/// `POST /cases/{nic}/hand-over`
#[derive(Debug)]
pub struct One {
    /// Whose sign-ins are known here.
    pub issuer: String,
}

#[async_trait]
impl Work for One {
    async fn work(&self, request: &Request, tx: &mut PgConnection) -> Result<Reply, Problem> {
        let (to, reason) = body(&self.issuer, request)?;
        ask(tx, request, &request.param("nic")?, Command::HandOver { to, reason }).await
    }
}

/// `POST /officers/{officer}/hand-over-all`: one command for each case. What cannot be handed over is told by case and
/// keeps none of the others; whoever asks again, hands over what is left.
#[derive(Debug)]
pub struct All {
    /// Whose sign-ins are known here.
    pub issuer: String,
}

#[async_trait]
impl Work for All {
    async fn work(&self, request: &Request, tx: &mut PgConnection) -> Result<Reply, Problem> {
        may_hand_over(&request.actor).map_err(|refusal| Problem::refused(&refusal))?;
        let officer = PersonId(request.param::<Uuid>("officer")?);
        let (to, reason) = body(&self.issuer, request)?;
        if to == officer {
            let detail = "They have these cases already: name somebody else.";
            let problem = Problem::new(422, "value-not-acceptable", detail);
            return Err(problem.at("/to", "value-not-acceptable", detail));
        }
        let meta = request.meta();
        let (mut handed_over, mut refused) = (Vec::new(), Vec::new());
        for nic in store::cases::open_of(tx, officer, "", MOST).await? {
            let command = Command::HandOver { to, reason: reason.clone() };
            // A refusal wrote nothing. Anything else, like a database that is away, ends all of it.
            match execute::<Case>(tx, &meta, &nic, None, command).await {
                Ok(_) => handed_over.push(nic),
                // The same for each of them.
                Err(problem) if problem.status == 422 => return Err(problem),
                Err(problem) if problem.status < 500 && problem.cause.is_none() => {
                    refused.push(json!({"nic": nic, "code": problem.code, "detail": problem.detail}));
                }
                Err(problem) => return Err(problem),
            }
        }
        let left = store::cases::open_of(tx, officer, "", MOST).await?;
        let more = left.iter().any(|nic| !refused.iter().any(|told| told["nic"] == nic.as_str()));
        Reply::ok(&json!({"handed_over": handed_over, "refused": refused, "more": more}))
    }
}

fn body(issuer: &str, request: &Request) -> Result<(PersonId, String), Problem> {
    let Body { to, reason } = request.body()?;
    if to.trim().is_empty() {
        let detail = "Name the subject of the sign-in of who shall have it.";
        return Err(Problem::new(422, "officer-missing", detail).at("/to", "officer-missing", detail));
    }
    Ok((PersonId::of(issuer, &to), reason))
}
