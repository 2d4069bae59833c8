//! `POST /cases/{nic}/assess`: what its officer found.

use async_trait::async_trait;
use dars_bus::{Problem, Reply, Request, Work};
use dars_messages::requests::review::{AssessCase as Body, AssessStep};
use dars_review_domain::case::{Assessment, Command};
use dars_vocabulary::{Nic, code::AdvisoryGroup};
use sqlx::PgConnection;

use super::ask;

/// Moves a case on.
#[derive(Debug)]
pub struct AssessCase;

#[async_trait]
impl Work for AssessCase {
    async fn work(&self, request: &Request, tx: &mut PgConnection) -> Result<Reply, Problem> {
        let nic: Nic = request.param("nic")?;
        let Body { step, reason, open_standards } = request.body()?;
        let reason = reason.unwrap_or_default();
        let assessment = match step {
            AssessStep::NoAdviceNeeded => return ask(tx, request, &nic, unneeded(reason, open_standards)).await,
            AssessStep::Ready => Assessment::Ready,
            AssessStep::ToPag => Assessment::To(AdvisoryGroup::Pag),
            AssessStep::ToAgd => Assessment::To(AdvisoryGroup::Agd),
            AssessStep::Advised => Assessment::Advised { open_standards: open_standards.clone() },
        };
        if !reason.trim().is_empty() {
            let detail = "Only no_advice_needed keeps a reason: nothing would keep this one. Leave reason out.";
            return Err(Problem::new(422, "reason-not-kept", detail).at("/reason", "reason-not-kept", detail));
        }
        if step != AssessStep::Advised && open_standards.is_some() {
            let detail = "Only no_advice_needed and advised keep why standards are open. Leave open_standards out.";
            let problem = Problem::new(422, "reason-not-kept", detail);
            return Err(problem.at("/open_standards", "reason-not-kept", detail));
        }
        ask(tx, request, &nic, Command::Assess(assessment)).await
    }
}

fn unneeded(reason: String, open_standards: Option<String>) -> Command {
    Command::Assess(Assessment::NoAdviceNeeded { reason, open_standards })
}
