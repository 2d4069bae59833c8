//! One case, or every open case of an officer, goes to another.

use async_trait::async_trait;
use dars_bus::{Problem, Reply, Request, StoreError, Work, aggregate::execute};
use dars_messages::requests::review::HandOver as Body;
use dars_review_domain::case::{Command, may_hand_over};
use dars_vocabulary::PersonId;
use serde_json::json;
use sqlx::PgConnection;
use uuid::Uuid;

use super::ask;
use crate::{handle::Case, store};

/// So many cases are handed over in one request at most: they are one transaction.
const MOST: usize = 100;

/// So many are looked at in one request at most: those that cannot be handed over keep none behind them.
const LOOKED_AT: usize = 500;

/// So many are read at a time.
const PAGE: i64 = 100;

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
        let mut list = List::of(officer, PAGE);
        while handed_over.len() < MOST && handed_over.len() + refused.len() < LOOKED_AT {
            let Some(nic) = list.next(tx).await? else { break };
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
        let more = list.next(tx).await?.is_some();
        Reply::ok(&json!({"handed_over": handed_over, "refused": refused, "more": more}))
    }
}

/// The open cases of an officer by number, read page by page: behind the last one, whoever has that by now.
#[derive(Debug)]
pub struct List {
    officer: PersonId,
    page: i64,
    last: String,
    read: std::vec::IntoIter<String>,
}

impl List {
    /// From its beginning; `page`: so many are read at a time.
    pub fn of(officer: PersonId, page: i64) -> Self {
        Self { officer, page, last: String::new(), read: Vec::new().into_iter() }
    }

    /// The next one; `None` behind the last.
    ///
    /// # Errors
    /// The database is away.
    pub async fn next(&mut self, tx: &mut PgConnection) -> Result<Option<String>, StoreError> {
        if self.read.len() == 0 {
            self.read = store::cases::open_of(tx, self.officer, &self.last, self.page).await?.into_iter();
        }
        let next = self.read.next();
        if let Some(nic) = &next {
            self.last.clone_from(nic);
        }
        Ok(next)
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
