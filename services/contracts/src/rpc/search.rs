//! `search`: framework contracts by reference, also a mistyped one; for staff all, for others those of their
//! organisations.

use dars_bus::{Problem, Reply, Request};
use dars_contracts_domain::agreement::Refusal;
use dars_messages::requests::search::{Hit, Hits, Kind, MOST, Search, searchable};
use dars_vocabulary::{ActorKind, loose::loose_contract};

use super::{Reading, sight::Sight};
use crate::store::{self, framework_contracts::Found};

/// Looks for framework contracts; what was typed is never logged.
pub async fn search(connection: &mut Reading, request: &Request) -> Result<Reply, Problem> {
    match request.actor.kind {
        ActorKind::Public => return Err(Problem::refused(&Refusal::SignInNeeded)),
        ActorKind::Machine | ActorKind::System => {
            return Err(Problem::new(403, "person-needed", "Only a person may do this: sign in as one."));
        }
        ActorKind::Person => {}
    }
    let Search { text } = request.body()?;
    let Some(text) = searchable(&text) else {
        let detail = "From 2 to 200 characters are searched for.";
        return Err(Problem::new(422, "values-unacceptable", detail).at("/text", "value-not-acceptable", detail));
    };
    let Some(reference) = loose_contract(text) else { return Reply::ok(&Hits::default()) };
    let of = Sight::of(connection, request).await?.listed().map(|theirs| theirs.organisations);
    let one_more = i64::try_from(MOST).unwrap_or(i64::MAX).saturating_add(1);
    let number = reference.number.to_string();
    let found = store::framework_contracts::by_reference(
        connection,
        &number,
        reference.check.as_deref(),
        of.as_deref(),
        one_more,
    )
    .await?;
    let more = found.len() > MOST;
    Reply::ok(&Hits { items: found.into_iter().take(MOST).map(hit).collect(), more })
}

fn hit(found: Found) -> Hit {
    let path = format!("/framework-contracts/{}", found.contract);
    Hit { what: Kind::FrameworkContract, reference: found.contract, title: found.organisation_name, path }
}
