//! `POST /cases/{nic}/clarifications`: a question to the applicant.

use async_trait::async_trait;
use dars_bus::{Problem, Reply, Request, Work};
use dars_messages::requests::review::RaiseClarification as Body;
use dars_review_domain::case::{Command, Question};
use dars_vocabulary::Nic;
use serde_json::json;
use sqlx::PgConnection;

use super::{give, shown};

/// Asks.
#[derive(Debug)]
pub struct RaiseClarification;

#[async_trait]
impl Work for RaiseClarification {
    async fn work(&self, request: &Request, tx: &mut PgConnection) -> Result<Reply, Problem> {
        let nic: Nic = request.param("nic")?;
        let command = Command::Raise(question(request.body()?));
        let saved = give(tx, request, &nic, command).await?;
        let mut body = shown(&nic, &saved.state);
        let number = saved.state.case().and_then(|case| case.clarifications.last()).map(|raised| raised.number);
        if let Some(body) = body.as_object_mut() {
            body.insert("clarification".to_owned(), json!(number));
        }
        Reply::created(saved.version, &body)
    }
}

/// A question as the domain asks it.
pub(super) fn question(body: Body) -> Question {
    let Body { section, standard, severity, text, phrase } = body;
    Question { section, standard, severity, text, phrase }
}
