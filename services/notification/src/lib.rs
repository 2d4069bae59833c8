//! `notification`: contacts, plans of reminders, mails and their delivery.
//!
//! In the order of the flow: a fact ([`consume`]) becomes an [`occasion`] or a plan's command ([`handle`]);
//! [`planning`] makes mails of it; [`sweep`] climbs the ladders and has [`post`] send what is due; [`rpc`] shows it.
//! Beside that, [`notices`] looks at the pages that applications name as their privacy notices.

mod consume;
mod handle;
pub mod notices;
mod occasion;
mod planning;
pub mod post;
mod project;
mod publish;
mod rpc;
pub mod settings;
mod store;
mod sweep;

use std::sync::Arc;

use dars_kit::{Context, Parts, Service, Settings, links::LinkKeys};
use dars_messages::Owner;

use notices::{Looker, NoticeSettings};
use post::Transport;
use settings::{MailSettings, WrongSetting};

/// The service's own tables; the bus' are migrated before.
static MIGRATOR: sqlx::migrate::Migrator = sqlx::migrate!();

/// The service, for its binary and for tests.
pub fn service() -> Service {
    Service { owner: Owner::Notification, defaults: include_str!("../config/default.toml"), migrator: &MIGRATOR, parts }
}

/// Whether mails can be sent, and pages looked at, with these settings.
pub fn check(settings: &Settings) -> Result<(), WrongSetting> {
    let mail = MailSettings::of(settings)?;
    NoticeSettings::of(settings)?;
    LinkKeys::of(settings).map_err(|error| WrongSetting::new("links", error))?;
    post::transport(settings, &mail).map(|_| ())
}

fn parts(context: &Context) -> Parts {
    let mail = MailSettings::of(&context.settings);
    let carried = mail.and_then(|mail| Ok((post::transport(&context.settings, &mail)?, mail)));
    match carried {
        Ok((transport, mail)) => parts_over(context, mail, transport),
        Err(error) => {
            // The binary checks before; whoever does not has mails that wait.
            tracing::error!(error = &error as &dyn std::error::Error, "mails wait");
            parts_over(context, MailSettings::default(), Arc::new(post::Nowhere))
        }
    }
}

/// The service's parts with a transport of one's own.
pub fn parts_over(context: &Context, mail: MailSettings, transport: Arc<dyn Transport>) -> Parts {
    let hour = i8::try_from(mail.reminders_at).unwrap_or_default();
    let sender = post::Sender::new(context.clone(), mail.clone(), transport);
    let notices = NoticeSettings::of(&context.settings).unwrap_or_default();
    let looker = Looker::new(context.clone(), &notices, Arc::new(notices::System));
    Parts {
        serve: Arc::new(rpc::Rpc { context: context.clone(), mail }),
        hear: Arc::new(consume::Ears { body: context.settings.body.organisation.parse().ok() }),
        sweep: Arc::new(sweep::Rounds { context: context.clone(), sender, looker, hour }),
        redact: Arc::new(handle::Redactions),
    }
}
