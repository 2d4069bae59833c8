//! `POST /applications/{nic}/preliminary-notes`: what a case officer found so far.

use async_trait::async_trait;
use dars_bus::{Problem, Reply, Request, Work};
use dars_intake_domain::application::{Command, EarlyAdvice, PreliminaryNotes};
use dars_messages::requests::intake::NotePreliminary as Body;
use dars_vocabulary::Sealed;
use sqlx::PgConnection;

use super::super::{
    application::{assess_preliminary::judged, list::change},
    attachment::texts,
};

/// Notes it.
#[derive(Debug)]
pub struct NotePreliminary;

#[async_trait]
impl Work for NotePreliminary {
    async fn work(&self, request: &Request, tx: &mut PgConnection) -> Result<Reply, Problem> {
        let body: Body = request.body()?;
        let notes = PreliminaryNotes {
            feasible: body.feasible.map(judged),
            right_service: body.right_service.map(judged),
            early_advice: body
                .early_advice
                .into_iter()
                .map(|wanted| EarlyAdvice { group: wanted.group, why: Sealed::Open(wanted.why) })
                .collect(),
            funding: body.funding,
            budget_seen: body.budget_seen,
            outline: body.outline.map(|outline| Box::new(Sealed::Open(outline))),
        };
        let outline = notes.outline.as_ref().and_then(|outline| outline.open()).cloned();
        let reply = change(tx, request, Command::NotePreliminary(Box::new(notes))).await?;
        // Whoever may not note it is told that first; what is refused here is not kept.
        if let Some(outline) = outline {
            texts::no_persons("/outline", &outline)?;
        }
        Ok(reply)
    }
}
