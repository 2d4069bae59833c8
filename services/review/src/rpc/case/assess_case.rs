//! `POST /cases/{nic}/assess`: what its officer found.

use async_trait::async_trait;
use dars_bus::{Problem, Reply, Request, Work, aggregate::execute};
use dars_messages::requests::review::{AssessCase as Body, AssessStep};
use dars_review_domain::{
    case::{Assessment, Command},
    precedent,
};
use dars_vocabulary::{Nic, PrecedentRef, code::AdvisoryGroup};
use sqlx::PgConnection;

use super::{ask, give, shown};
use crate::handle::Precedent;

/// Moves a case on.
#[derive(Debug)]
pub struct AssessCase;

#[async_trait]
impl Work for AssessCase {
    async fn work(&self, request: &Request, tx: &mut PgConnection) -> Result<Reply, Problem> {
        let nic: Nic = request.param("nic")?;
        let Body { step, reason, precedent, open_standards } = request.body()?;
        let reason = reason.unwrap_or_default();
        if step == AssessStep::ToPrecedent {
            return take_precedent(tx, request, &nic, &reason, precedent).await;
        }
        if precedent.is_some() {
            return Err(not_kept("precedent", "Only to_precedent names a precedent: leave precedent out."));
        }
        let assessment = match step {
            AssessStep::NoAdviceNeeded => return ask(tx, request, &nic, unneeded(reason, open_standards)).await,
            AssessStep::QuickCheck if open_standards.is_none() => {
                return ask(tx, request, &nic, Command::Assess(Assessment::QuickChecked { reason })).await;
            }
            AssessStep::QuickCheck => return Err(open_standards_not_kept()),
            AssessStep::ToPrecedent => return Err(not_named()),
            AssessStep::PrecedentHolds => Assessment::PrecedentHolds { open_standards: open_standards.clone() },
            AssessStep::Ready => Assessment::Ready,
            AssessStep::ToPag => Assessment::To(AdvisoryGroup::Pag),
            AssessStep::ToAgd => Assessment::To(AdvisoryGroup::Agd),
            AssessStep::Advised => Assessment::Advised { open_standards: open_standards.clone() },
        };
        if !reason.trim().is_empty() {
            return Err(not_kept("reason", REASON));
        }
        let keeps = matches!(step, AssessStep::Advised | AssessStep::PrecedentHolds);
        if !keeps && open_standards.is_some() {
            return Err(open_standards_not_kept());
        }
        ask(tx, request, &nic, Command::Assess(assessment)).await
    }
}

const REASON: &str =
    "Only no_advice_needed and quick_check keep a reason: nothing would keep this one. Leave reason out.";

/// The case takes the route, and the precedent lists the use: both or neither.
async fn take_precedent(
    tx: &mut PgConnection,
    request: &Request,
    nic: &Nic,
    reason: &str,
    precedent: Option<PrecedentRef>,
) -> Result<Reply, Problem> {
    if !reason.trim().is_empty() {
        return Err(not_kept("reason", REASON));
    }
    let precedent = precedent.ok_or_else(not_named)?;
    let command = Command::Assess(Assessment::ToPrecedent { precedent: precedent.clone() });
    let saved = give(tx, request, nic, command).await?;
    let case = saved.state.case().ok_or_else(|| Problem::not_found("case"))?;
    let use_it = precedent::Command::Use { nic: nic.clone(), of: case.version };
    execute::<Precedent>(tx, &request.meta(), precedent.as_str(), None, use_it).await?;
    Reply::versioned(saved.version, &shown(nic, &saved.state))
}

fn not_kept(field: &str, detail: &str) -> Problem {
    let code = format!("{field}-not-kept");
    Problem::new(422, &code, detail).at(&format!("/{field}"), &code, detail)
}

fn open_standards_not_kept() -> Problem {
    let detail =
        "Only no_advice_needed, advised and precedent_holds keep why standards are open. Leave open_standards out.";
    Problem::new(422, "reason-not-kept", detail).at("/open_standards", "reason-not-kept", detail)
}

fn not_named() -> Problem {
    let detail = "Name the precedent that the case is like.";
    Problem::new(422, "precedent-missing", detail).at("/precedent", "precedent-missing", detail)
}

fn unneeded(reason: String, open_standards: Option<String>) -> Command {
    Command::Assess(Assessment::NoAdviceNeeded { reason, open_standards })
}
