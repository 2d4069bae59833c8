//! `POST /applications/{nic}/early-view`: what an advisory group thinks of it before it is handed in.

use async_trait::async_trait;
use dars_bus::{Problem, Reply, Request, Work};
use dars_intake_domain::application::{Command, ViewGiven};
use dars_messages::requests::intake::RecordEarlyView as Body;
use dars_vocabulary::PersonId;
use sqlx::PgConnection;

use super::super::application::list::change;

/// Records it.
#[derive(Debug)]
pub struct RecordEarlyView {
    /// Whose sign-ins are known here.
    pub issuer: String,
}

#[async_trait]
impl Work for RecordEarlyView {
    async fn work(&self, request: &Request, tx: &mut PgConnection) -> Result<Reply, Problem> {
        let Body { group, given_on, advisers, text } = request.body()?;
        if let Some(at) = advisers.iter().position(|subject| subject.trim().is_empty()) {
            let detail = "Name the subject of each adviser's sign-in.";
            let pointer = format!("/advisers/{at}");
            return Err(Problem::new(422, "adviser-missing", detail).at(&pointer, "adviser-missing", detail));
        }
        let advisers = advisers.iter().map(|subject| PersonId::of(&self.issuer, subject)).collect();
        change(tx, request, Command::RecordEarlyView(ViewGiven { group, given_on, advisers, text })).await
    }
}
