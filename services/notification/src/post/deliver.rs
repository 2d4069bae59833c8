//! Claims a mail, hands it over, and settles it before the next one: a crash can repeat the one mail in hand, no other.

use std::{sync::Arc, time::Duration};

use dars_bus::{Meta, StoreError, ids, outbox};
use dars_kit::{Context, links::LinkKeys};
use dars_notification_domain::recipients::Recipient;
use dars_vocabulary::{EnquiryRef, code::Signpost};
use lettre::message::Mailbox;
use sqlx::PgConnection;
use tokio::time::Instant;
use uuid::Uuid;

use super::{
    NO_SETTINGS, OFFER, Outcome, Parcel, Settled, Transport,
    render::{Letterhead, Private, Rendered, message, render},
    settle,
};
use crate::{
    publish,
    settings::{MailSettings, WrongSetting},
    store::{self, mails::Claimed},
};

/// How long one round sends, so that a stop need not wait long; what is left goes in the next.
const ROUND: Duration = Duration::from_secs(5);
/// How often settling is tried while the claim holds, should the database be away.
const PATIENCE: u32 = 16;

/// Sends what is due.
pub struct Sender {
    context: Context,
    transport: Arc<dyn Transport>,
    settings: MailSettings,
    head: Option<Letterhead>,
    links: LinkKeys,
}

impl std::fmt::Debug for Sender {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Sender({:?})", self.settings)
    }
}

/// The head of every mail, from the settings.
pub fn letterhead(context: &Context, mail: &MailSettings) -> Result<Letterhead, WrongSetting> {
    let body = context.settings.body.name.clone();
    let address = mail.from.parse().map_err(|error| WrongSetting::new("from", error))?;
    Ok(Letterhead {
        from: Mailbox::new(Some(body.clone()), address),
        body,
        domain: mail.domain.clone(),
        portal: mail.portal.clone(),
        signposts: Signpost::ALL
            .iter()
            .filter_map(|signpost| Some((*signpost, mail.link(*signpost)?.to_owned())))
            .collect(),
    })
}

impl Sender {
    /// A sender over a transport.
    pub fn new(context: Context, settings: MailSettings, transport: Arc<dyn Transport>) -> Self {
        let head = letterhead(&context, &settings).ok();
        let links = LinkKeys::of(&context.settings).unwrap_or_default();
        Self { context, transport, settings, head, links }
    }

    /// Sends what is due at `meta.now`, over several connections at once, each with one mail in hand.
    pub async fn send_due(&self, meta: &Meta) -> Result<u64, StoreError> {
        store::mails::give_back(&mut *self.context.pool.acquire().await?).await?;
        let until = Instant::now() + ROUND;
        let lines = (0..self.settings.connections.max(1)).map(|_| self.line(meta, until));
        // Every line ends by itself: one that fails must not cut off a mail that another holds.
        let mut sent = 0;
        for line in futures::future::join_all(lines).await {
            sent += line?;
        }
        Ok(sent)
    }

    async fn line(&self, meta: &Meta, until: Instant) -> Result<u64, StoreError> {
        let mut sent = 0;
        while Instant::now() < until {
            let begun = Instant::now();
            let mut connection = self.context.pool.acquire().await?;
            let Some(claimed) = store::mails::claim(&mut connection, meta.now, ids::fresh()).await? else { break };
            if typed_by_another(&claimed)
                && let Some((_, email)) = &claimed.contact
                && !store::address_mails::has_room(&mut connection, &claimed, email).await?
            {
                continue;
            }
            let private = match (&claimed.recipient, &claimed.contact) {
                (Recipient::Enquirer(enquiry), Some(_)) => {
                    let generation = store::enquiry_links::generation(&mut connection, enquiry).await?;
                    self.private(enquiry, generation)
                }
                (Recipient::Enquirer(_) | Recipient::Person(_) | Recipient::Team(_) | Recipient::Office(_), _) => {
                    Private { code: claimed.token.clone(), ..Private::default() }
                }
            };
            drop(connection);
            let (outcome, rendered) = self.hand_over(&claimed, &private, begun + OFFER).await;
            let away = outcome.nobody_there();
            let settled = settle(outcome, claimed.doubtful, claimed.attempts);
            report(&claimed, &settled);
            self.settle(meta, &claimed, &settled, rendered.as_ref()).await?;
            sent += u64::from(settled == Settled::Sent);
            if away {
                // The others would fare no better: they keep their tries for when somebody is there.
                break;
            }
        }
        Ok(sent)
    }

    /// What a mail to the enquirer of this enquiry has beside its words.
    fn private(&self, enquiry: &EnquiryRef, generation: u32) -> Private {
        let reply_to = || {
            let (local, domain) = self.settings.replies.rsplit_once('@')?;
            format!("{local}+{}@{domain}", self.links.reply(enquiry)?).parse().ok()
        };
        Private {
            secret: self.links.link(enquiry, generation),
            reply_to: reply_to(),
            code: None,
            thread: Some(Uuid::new_v5(&Uuid::NAMESPACE_URL, format!("dars:enquiry:{enquiry}").as_bytes())),
        }
    }

    async fn hand_over(&self, claimed: &Claimed, private: &Private, give_up: Instant) -> (Outcome, Option<Rendered>) {
        let never = |code: &str| Outcome::Never { code: code.to_owned() };
        let Some(head) = &self.head else { return (Outcome::Later { code: NO_SETTINGS.to_owned() }, None) };
        let Some((name, email)) = self.address(claimed) else { return (never("no-mailbox"), None) };
        let Ok(address) = email.parse() else { return (never("address"), None) };
        let Ok(rendered) = render(&claimed.mail, &name, private, head) else { return (never("not-writable"), None) };
        let to = Mailbox::new((!typed_by_another(claimed)).then_some(name), address);
        let Ok(message) = message(&rendered, to, claimed.message_id, claimed.due_at, private, head) else {
            return (never("not-writable"), None);
        };
        let parcel = Parcel {
            key: claimed.key.clone(),
            envelope: message.envelope().clone(),
            message: message.formatted(),
            give_up,
        };
        (self.transport.send(&parcel).await, Some(rendered.without(private)))
    }

    /// Name and address of the recipient. A name is one line, whatever was typed.
    fn address(&self, claimed: &Claimed) -> Option<(String, String)> {
        match &claimed.recipient {
            Recipient::Team(team) => Some((format!("{team} team"), self.settings.mailbox(*team)?.to_owned())),
            Recipient::Office(office) => Some((office.label().to_owned(), self.settings.office(*office)?.to_owned())),
            Recipient::Person(_) => {
                let (name, email) = claimed.contact.as_ref()?;
                if typed_by_another(claimed) {
                    return Some(("invitee".to_owned(), email.clone()));
                }
                Some((name.replace(char::is_control, " "), email.clone()))
            }
            // Anyone can write any name beside anyone's address: nothing that a sender wrote goes to an address that may
            // not be theirs.
            Recipient::Enquirer(_) => claimed.contact.as_ref().map(|(_, email)| ("enquirer".to_owned(), email.clone())),
        }
    }

    /// Writes the outcome; tries while the claim holds, for a mail that is out must not go out again.
    async fn settle(
        &self,
        meta: &Meta,
        claimed: &Claimed,
        settled: &Settled,
        rendered: Option<&Rendered>,
    ) -> Result<(), StoreError> {
        let mut tries = 1;
        loop {
            match self.write(meta, claimed, settled, rendered).await {
                Err(error) if error.is_passing() && tries < PATIENCE => {
                    tries += 1;
                    tokio::time::sleep(Duration::from_millis(500)).await;
                }
                done => return done,
            }
        }
    }

    /// Tells of the reminders that this mail is the first of.
    async fn tell(&self, tx: &mut PgConnection, meta: &Meta, claimed: &Claimed) -> Result<(), StoreError> {
        let mut occasions = vec![claimed.occasion.clone()];
        if claimed.mail.news.bundled().is_some() {
            occasions = store::digests::occasions_of(tx, claimed.id).await?;
        }
        for id in occasions {
            let first = store::occasions::gone_out(tx, &id).await?;
            if let Some(outgoing) = first.as_ref().and_then(publish::gone_out) {
                let fact = outbox::Waiting { event_id: ids::fresh(), outgoing, entry: None };
                outbox::append(tx, &[fact], meta.now, meta.traceparent.as_deref()).await?;
            }
        }
        Ok(())
    }

    async fn write(
        &self,
        meta: &Meta,
        claimed: &Claimed,
        settled: &Settled,
        rendered: Option<&Rendered>,
    ) -> Result<(), StoreError> {
        let mut tx = self.context.pool.begin().await?;
        // The occasion first and the mail after it, as everywhere: so no two wait for each other.
        let again = match settled {
            Settled::Sent => {
                self.tell(&mut tx, meta, claimed).await?;
                false
            }
            Settled::Again { .. } => {
                store::mails::hold_occasions(&mut tx, claimed.id).await?;
                store::address_mails::give_back(&mut tx, claimed.id).await?;
                true
            }
            Settled::Uncertain { .. } | Settled::Failed { .. } => false,
        };
        if !store::mails::settle(&mut tx, claimed, settled, meta.now, rendered).await? {
            // Another took it over meanwhile, and will call it uncertain.
            tracing::warn!(mail = claimed.id, "a claim had lapsed before its outcome could be written");
            return Ok(());
        }
        if again {
            store::mails::drop_if_cancelled(&mut tx, claimed.id).await?;
        }
        tx.commit().await?;
        self.context.waker.wake();
        Ok(())
    }
}

/// Whether anyone may have typed the address: an enquiry's, or an invitation's, which alone has a code.
fn typed_by_another(claimed: &Claimed) -> bool {
    matches!(claimed.recipient, Recipient::Enquirer(_)) || claimed.token.is_some()
}

/// One line and one count for each outcome: which mail, never to whom.
fn report(claimed: &Claimed, settled: &Settled) {
    let state = match settled {
        Settled::Sent if claimed.doubtful => "uncertain",
        Settled::Sent => "sent",
        Settled::Uncertain { .. } => "uncertain",
        Settled::Failed { .. } => "failed",
        Settled::Again { .. } => "again",
    };
    let mail = claimed.mail.kind().code();
    let reference = claimed.mail.reference();
    if let Some(code) = settled.problem() {
        tracing::warn!(id = claimed.id, mail, reference, state, code, "a mail did not go out as it should");
    } else {
        tracing::info!(id = claimed.id, mail, reference, state, "a mail went out");
    }
}
