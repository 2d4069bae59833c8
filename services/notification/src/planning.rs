//! Occasions into mails: at once where the people concerned are known, else as soon as they are. Planning again adds
//! only what was missing, since each mail has its key.

use std::collections::BTreeSet;

use dars_bus::StoreError;
use dars_notification_domain::{
    about::About,
    recipients::{Affected, Directory, Recipient, Who, recipients},
};
use dars_vocabulary::{Nic, OrganisationId, london_date};
use jiff::Timestamp;
use sqlx::PgConnection;
use uuid::Uuid;

use crate::{
    occasion::Occasion,
    store::{self, occasions::Noted},
};

/// Keeps an occasion that was heard, and plans its mails if all is known. The directory must be locked.
pub async fn note(
    tx: &mut PgConnection,
    id: &str,
    cause: Uuid,
    at: Timestamp,
    occasion: &Occasion,
) -> Result<(), StoreError> {
    let noted = Noted { id: id.to_owned(), cause, at, occasion: occasion.clone() };
    if store::occasions::keep(tx, &noted).await? { plan(tx, &noted).await } else { Ok(()) }
}

/// People of an application became known: its occasions since then, and those that waited, are planned again.
pub async fn application_changed(tx: &mut PgConnection, nic: &Nic, since: Timestamp) -> Result<(), StoreError> {
    for noted in store::occasions::about(tx, nic.as_str(), since).await? {
        plan(tx, &noted).await?;
    }
    Ok(())
}

/// The same for everything that concerns an organisation.
pub async fn organisation_changed(
    tx: &mut PgConnection,
    organisation: &OrganisationId,
    since: Timestamp,
) -> Result<(), StoreError> {
    for noted in store::occasions::concerning(tx, organisation.as_str(), since).await? {
        plan(tx, &noted).await?;
    }
    Ok(())
}

async fn plan(tx: &mut PgConnection, noted: &Noted) -> Result<(), StoreError> {
    let Some((to, organisation)) = who(tx, noted).await? else { return Ok(()) };
    if to.is_empty() {
        tracing::warn!(reference = noted.occasion.about.as_str(), "nobody is known who could be written to");
    }
    let mail = noted.occasion.mail(organisation);
    for recipient in &to {
        match mail.news.bundled() {
            Some(items) => store::digests::add(tx, noted, &mail, items, recipient).await?,
            None => store::mails::plan(tx, noted, &mail, recipient).await?,
        }
    }
    store::occasions::planned(tx, &noted.id).await
}

/// Who is written to, and the organisation's name; `None` while something of it is not known.
async fn who(
    tx: &mut PgConnection,
    noted: &Noted,
) -> Result<Option<(BTreeSet<Recipient>, Option<String>)>, StoreError> {
    let today = london_date(noted.at);
    let occasion = &noted.occasion;
    let mut directory = Directory::default();
    match &occasion.about {
        About::Enquiry(_) => return Ok(Some((recipients(&occasion.to, &directory, today), None))),
        About::Request(nic) => {
            let Some(application) = store::directory::application(tx, nic).await? else { return Ok(None) };
            directory.organisation = Some(application.organisation);
            directory.lead = Some(application.lead);
            directory.collaborators = application.collaborators;
        }
        About::Contract(_) | About::Organisation(_) => directory.organisation.clone_from(&occasion.organisation),
    }
    let Some(organisation) = directory.organisation.clone() else { return Ok(None) };
    let Some(name) = store::directory::organisation_name(tx, &organisation).await? else { return Ok(None) };
    let mut concerned = occasion.organisations();
    if occasion.to.contains(&Who::AffectedLeads) {
        for nic in store::agreements::depending_on(tx, &organisation).await? {
            if let Some(application) = store::directory::application(tx, &nic).await? {
                concerned.push(application.organisation.clone());
                directory.affected.push(Affected { organisation: application.organisation, lead: application.lead });
            }
        }
    }
    concerned.push(organisation);
    let concerned: Vec<String> = concerned.iter().map(ToString::to_string).collect();
    if !directory.affected.is_empty() {
        store::occasions::concerns(tx, &noted.id, &concerned).await?;
    }
    directory.signatories = store::directory::signatories(tx, &concerned).await?;
    directory.members = store::directory::members(tx, &concerned).await?;
    Ok(Some((recipients(&occasion.to, &directory, today), Some(name))))
}
