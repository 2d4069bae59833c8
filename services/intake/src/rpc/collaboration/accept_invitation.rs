//! `POST /invitations/accept`: the token in the body, never in an address. Whoever accepts becomes a member who
//! collaborates, if they may not write for the organisation yet.

use async_trait::async_trait;
use dars_bus::{
    Meta, Problem, Reply, Request, StoreError, Work,
    aggregate::{execute, load, load_for_update},
};
use dars_intake_domain::{
    application::{Command, Refusal},
    organisation::{self, Contact},
    rules::person::person_needed,
};
use dars_messages::requests::intake::AcceptInvitation as Body;
use dars_vocabulary::{Actor, london_date};
use serde_json::json;
use sqlx::PgConnection;

use super::token_sha256;
use crate::{
    handle::{Application, Organisation},
    store::{drafts, invitations, memberships},
};

/// Accepts an invitation.
#[derive(Debug)]
pub struct AcceptInvitation;

#[async_trait]
impl Work for AcceptInvitation {
    async fn work(&self, request: &Request, tx: &mut PgConnection) -> Result<Reply, Problem> {
        let Body { token } = request.body()?;
        person_needed(&request.actor).map_err(|reason| Problem::refused(&reason))?;
        let unknown = || Problem::refused(&Refusal::InvitationUnknown);
        let token_sha256 = token_sha256(&token);
        let nic = invitations::application(tx, &token_sha256).await?.ok_or_else(unknown)?;
        // Before it is accepted and dropped.
        let loaded = load_for_update::<Application>(tx, &nic).await?;
        let application = loaded.state.application().ok_or_else(unknown)?;
        let invited = application.invitations.iter().find(|known| known.token_sha256 == token_sha256);
        let contact = invited.and_then(|known| known.contact.open()).cloned().ok_or_else(unknown)?;
        let contact = known_contact(tx, request).await?.unwrap_or(contact);
        let (meta, organisation) = (request.meta(), application.organisation.clone());
        let done = execute::<Application>(tx, &meta, &nic, None, Command::AcceptInvitation { token_sha256 }).await?;
        // What follows from it is nobody's wish of their own.
        let follows = Meta { actor: Actor::system("intake"), ..meta };
        let admit = organisation::Command::Admit { person: request.actor.id, contact };
        execute::<Organisation>(tx, &follows, organisation.as_str(), None, admit).await?;
        let revision = match done.saved.state.application() {
            Some(application) => drafts::revision(tx, &application.nic).await?,
            None => 0,
        };
        Reply::created(
            done.saved.version + revision,
            &json!({"nic": nic, "organisation": organisation, "path": format!("/applications/{nic}")}),
        )
    }
}

/// How mails reach whoever accepts, if any organisation has them already: mails go to a person, whatever they are about,
/// and the address that an inviter typed is not theirs. A membership that stands says it first, then the youngest.
async fn known_contact(tx: &mut PgConnection, request: &Request) -> Result<Option<Contact>, StoreError> {
    let (person, today) = (request.actor.id, london_date(request.now));
    let mut held = memberships::of(tx, person).await?;
    held.sort_by_key(|held| std::cmp::Reverse((held.stands_on(today), held.from)));
    for membership in held {
        let state = load::<Organisation>(tx, membership.organisation.as_str()).await?.state;
        let organisation::State::Registered(known) = state else { continue };
        if let Some(contact) = known.members.get(&person).and_then(|member| member.contact.open()) {
            return Ok(Some(contact.clone()));
        }
    }
    Ok(None)
}
