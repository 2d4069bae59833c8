//! Asks `notification`, the only service that may go out, to look whether the page opens that an application names as
//! its privacy notice (V27): not history, so no command; the address can be forgotten all the same.

use dars_bus::{Aggregate as _, Meta, Problem, StoreError, chain, ids, outbox, redact::empty_beside};
use dars_messages::{
    Outgoing,
    facts::intake::{IntakeRedactedV1, PrivacyNoticeNamedV1},
};
use dars_vocabulary::{ApplicationContent, Nic};
use sqlx::PgConnection;

use super::Application;
use crate::store;

/// The page that a content names: its address, and the SHA-256 by which it is known to whoever asks.
pub fn page(content: &ApplicationContent) -> Option<(&str, String)> {
    let url = content.privacy_notice.as_ref()?.url.trim();
    // What is no address is told by the rules; nobody is sent there.
    url.starts_with("https://").then(|| (url, chain::hex(&chain::sha256(url.as_bytes()))))
}

/// Has it looked at, if it is new or did not open; `anew`: in any case. `entry` is the newest of the application's
/// journal, by which the address is found when it is to be forgotten.
pub async fn have_looked_at(
    tx: &mut PgConnection,
    meta: &Meta,
    nic: &Nic,
    entry: i64,
    content: &ApplicationContent,
    anew: bool,
) -> Result<(), StoreError> {
    let Some((url, url_sha256)) = page(content) else { return Ok(()) };
    let wanted = store::notices::name(tx, nic.as_str(), &url_sha256).await?;
    if !wanted && !anew {
        return Ok(());
    }
    let named = PrivacyNoticeNamedV1 { nic: nic.clone(), url: Some(url.to_owned()), url_sha256 };
    let entry = outbox::Entry { aggregate: Application::KIND, reference: nic.as_str(), number: entry };
    let fact = outbox::Waiting { event_id: ids::fresh(), outgoing: Outgoing::fact(&named), entry: Some(entry) };
    outbox::append(tx, &[fact], meta.now, meta.traceparent.as_deref()).await
}

/// Empties every address that was told of an application, and tells those who heard it.
pub async fn forget(tx: &mut PgConnection, meta: &Meta, reference: &str) -> Result<(), Problem> {
    // Its own reference: an application's is a number.
    let Ok(nic) = reference.parse::<Nic>() else { return Ok(()) };
    let emptied = Outgoing::fact(&PrivacyNoticeNamedV1 { nic, url: None, url_sha256: String::new() });
    let events = empty_beside(tx, Application::KIND, reference, &emptied).await?;
    if events.is_empty() {
        return Ok(());
    }
    let outgoing = Outgoing::fact(&IntakeRedactedV1 { reference: reference.to_owned(), events });
    let fact = outbox::Waiting { event_id: ids::fresh(), outgoing, entry: None };
    outbox::append(tx, &[fact], meta.now, meta.traceparent.as_deref()).await?;
    Ok(())
}
