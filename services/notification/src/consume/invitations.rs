//! Invitations that `intake` tells as contacts, since they hold an address and a token: written to once, forgotten when
//! they are answered, taken back or over.

use dars_bus::{HearError, Told};
use dars_messages::facts::intake::InvitationContactV1;
use dars_notification_domain::{mail::ApplicationNews, recipients::Who};
use dars_vocabulary::PersonId;
use sqlx::PgConnection;

use crate::{occasion::Occasion, planning, store};

/// Keeps an invitation that is open, and writes to whoever is invited.
pub async fn open(tx: &mut PgConnection, told: &Told) -> Result<(), HearError> {
    let invited: InvitationContactV1 = told.read()?;
    store::directory::lock(tx).await?;
    let id = invited.invitation.to_string();
    store::contacts::keep(tx, &id, &invited.name, &invited.email).await?;
    store::contacts::keep_token(tx, &id, &invited.token).await?;
    let news = ApplicationNews::Invited { open_until: invited.open_until };
    // Until they have signed in, they are known by their invitation.
    let to = vec![Who::Invited(PersonId(invited.invitation))];
    let occasion = Occasion::of_request(&invited.nic, None, news, to).in_plan(plan(&id));
    // One mail for an invitation, however often a lost stream is told anew.
    planning::note(tx, &plan(&id), invited.invitation, told.time, &occasion).await?;
    Ok(())
}

/// It was answered, taken back or is over: what waits is not sent, and what was sent is forgotten.
pub async fn over(tx: &mut PgConnection, invitation: &str) -> Result<(), HearError> {
    store::directory::lock(tx).await?;
    Ok(store::mails::cancel(tx, &plan(invitation)).await?)
}

fn plan(invitation: &str) -> String {
    format!("invitation/{invitation}")
}
