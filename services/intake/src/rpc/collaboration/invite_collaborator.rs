//! `POST /applications/{nic}/invitations`: adds to what is known, so it needs no `If-Match`. The token is made here and
//! leaves in one message for `notification` alone; intake keeps its hash.

use async_trait::async_trait;
use dars_bus::{
    Aggregate as _, Problem, Reply, Request, Work,
    aggregate::execute,
    chain::hex,
    ids,
    outbox::{self, Entry, Waiting},
};
use dars_intake_domain::{application::Command, organisation::Contact};
use dars_messages::{Outgoing, facts::intake::InvitationContactV1, requests::intake::InviteCollaborator as Body};
use dars_vocabulary::Nic;
use serde_json::json;
use sqlx::PgConnection;

use super::token_sha256;
use crate::{handle::Application, store::drafts};

/// Invites someone.
#[derive(Debug)]
pub struct InviteCollaborator;

#[async_trait]
impl Work for InviteCollaborator {
    async fn work(&self, request: &Request, tx: &mut PgConnection) -> Result<Reply, Problem> {
        let nic: Nic = request.param("nic")?;
        let Body { name, email } = request.body()?;
        let (invitation, token) = (ids::fresh(), hex(&ids::salt()));
        let contact = Contact { name: name.clone(), email: email.clone() };
        let command = Command::Invite { invitation, contact, token_sha256: token_sha256(&token) };
        let done = execute::<Application>(tx, &request.meta(), nic.as_str(), None, command).await?;
        let application = done.saved.state.application();
        let kept =
            application.and_then(|application| application.invitations.iter().find(|known| known.id == invitation));
        let Some(kept) = kept else { return Err(Problem::not_found("invitation")) };
        let contact =
            InvitationContactV1 { invitation, nic: nic.clone(), name, email, token, open_until: kept.open_until };
        // Of the journal's entry, so that a redaction of that empties the message, too.
        let entry = Entry { aggregate: Application::KIND, reference: nic.as_str(), number: done.saved.chain_length };
        let waiting = Waiting { event_id: ids::fresh(), outgoing: Outgoing::contact(&contact), entry: Some(entry) };
        outbox::append(tx, &[waiting], request.now, request.traceparent.as_deref()).await?;
        let revision = drafts::revision(tx, &nic).await?;
        Reply::created(
            done.saved.version + revision,
            &json!({"nic": nic, "invitation": invitation, "open_until": kept.open_until}),
        )
    }
}
