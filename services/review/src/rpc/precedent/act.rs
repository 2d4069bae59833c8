//! `POST /precedents`, and `/precedents/{reference}/approve`, `/replace` and `/end`.

use async_trait::async_trait;
use dars_bus::{Problem, Reply, Request, Work, aggregate::execute};
use dars_messages::requests::review::{ApprovePrecedent, EndPrecedent, ProposePrecedent};
use dars_review_domain::{
    precedent::{Command, State, Terms},
    rules::staff,
};
use dars_vocabulary::{PrecedentRef, Sealed, london_date};
use serde_json::{Value, json};
use sqlx::PgConnection;

use crate::{handle::Precedent, store};

/// One of those acts.
#[derive(Clone, Copy, Debug)]
pub enum ActOnPrecedent {
    /// A new one; it needs no `If-Match`.
    Propose,
    /// Its next version.
    Replace,
    /// An approver takes what was proposed.
    Approve,
    /// Nothing rests on it any more.
    End,
}

#[async_trait]
impl Work for ActOnPrecedent {
    async fn work(&self, request: &Request, tx: &mut PgConnection) -> Result<Reply, Problem> {
        let command = match self {
            Self::Propose => return propose(request, tx).await,
            Self::Replace => Command::Replace { terms: terms(request.body()?) },
            Self::Approve => {
                let ApprovePrecedent {} = request.body()?;
                Command::Approve
            }
            Self::End => {
                let EndPrecedent { reason } = request.body()?;
                Command::End { reason }
            }
        };
        let reference: PrecedentRef = request.param("reference")?;
        let if_match = request.must_match()?;
        // Whoever may not know of it is refused whatever version they name.
        let if_match = if_match.filter(|_| staff::reads_content(&request.actor));
        let done = execute::<Precedent>(tx, &request.meta(), reference.as_str(), if_match, command).await?;
        Reply::versioned(done.saved.version, &shown(request, &reference, &done.saved.state))
    }
}

async fn propose(request: &Request, tx: &mut PgConnection) -> Result<Reply, Problem> {
    let terms = terms(request.body()?);
    let reference = store::precedents::allot(tx, london_date(request.now).year()).await?;
    let command = Command::Propose { reference: reference.clone(), terms };
    let done = execute::<Precedent>(tx, &request.meta(), reference.as_str(), None, command).await?;
    Reply::created(done.saved.version, &shown(request, &reference, &done.saved.state))
}

fn terms(body: ProposePrecedent) -> Box<Terms> {
    let ProposePrecedent { title, text, conditions, advice, from, until } = body;
    let (title, text) = (Sealed::Open(title), Sealed::Open(text));
    Box::new(Terms { title, text, conditions, advice, from, until })
}

/// Where it stands, for whoever changed it.
fn shown(request: &Request, reference: &PrecedentRef, state: &State) -> Value {
    json!({
        "reference": reference,
        "state": state.standing(london_date(request.now)),
        "proposed": state.waiting().map(|proposal| proposal.version),
    })
}
