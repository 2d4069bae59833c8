//! Step 1a: requests into queries, one file each.

mod list_mails;
mod list_reminders;
mod local_mail;
mod local_overview;

use async_trait::async_trait;
use dars_bus::{Problem, Reply, Request, Serve};
use dars_kit::{Context, local::must_be_local};
use dars_notification_domain::{about::About, recipients::Member};
use dars_vocabulary::{ActorKind, london_date};
use sqlx::PgConnection;

use crate::{settings::MailSettings, store};

/// Answers notification's requests.
#[derive(Debug)]
pub struct Rpc {
    /// What the service has.
    pub context: Context,
    /// Where the teams read.
    pub mail: MailSettings,
}

#[async_trait]
impl Serve for Rpc {
    async fn serve(&self, request: Request) -> Result<Reply, Problem> {
        let settings = &self.context.settings;
        match request.action.as_str() {
            "list-mails" => list_mails::list(&mut *self.connection().await?, &self.mail, &request).await,
            "list-reminders" => list_reminders::list(&mut *self.connection().await?, &request).await,
            "local-mail" => {
                must_be_local(settings)?;
                local_mail::show(&mut *self.connection().await?, &self.mail, &request).await
            }
            "local-overview" => {
                must_be_local(settings)?;
                local_overview::overview(&mut *self.connection().await?).await
            }
            _ => Err(Problem::not_found("such request")),
        }
    }
}

impl Rpc {
    async fn connection(&self) -> Result<sqlx::pool::PoolConnection<sqlx::Postgres>, Problem> {
        Ok(self.context.pool.acquire().await?)
    }
}

/// A connection on which something is only read.
type Reading = PgConnection;

/// What a list is about, if the caller may know of it: staff of all, others of what concerns their organisations. Whoever
/// only collaborates there knows of those applications alone on which they are named.
async fn about(connection: &mut Reading, request: &Request) -> Result<About, Problem> {
    if request.actor.kind == ActorKind::Public {
        return Err(Problem::new(401, "sign-in-needed", "Sign in first."));
    }
    let text = request.envelope.params.get("about").map(String::as_str).unwrap_or_default();
    if text.is_empty() {
        let detail = "Say about what: ?about= with the reference of an application, enquiry or framework contract, or an \
                      organisation's code.";
        return Err(Problem::malformed(detail).at("/about", "field-missing", detail));
    }
    let missing = || Problem::not_found("reference");
    let about: About = text.parse().map_err(|_| missing())?;
    if request.actor.is_any_staff() {
        return Ok(about);
    }
    let caller = request.actor.id;
    let (organisation, named) = match &about {
        // Enquirers are told by mail; they have no list.
        About::Enquiry(_) => (None, false),
        About::Request(nic) => match store::directory::application(connection, nic).await? {
            Some(found) => {
                let named = found.lead == caller || found.collaborators.contains(&caller);
                (Some(found.organisation), named)
            }
            None => (None, false),
        },
        About::Contract(contract) => (store::agreements::organisation_of_contract(connection, contract).await?, false),
        About::Organisation(organisation) => (Some(organisation.clone()), false),
    };
    let organisation = organisation.ok_or_else(missing)?;
    let mine = own_memberships(connection, request).await?;
    let mut there = mine.iter().filter(|held| held.organisation == organisation);
    let sees = there.any(|held| named || held.roles.iter().any(|role| role.sees_all()));
    if sees { Ok(about) } else { Err(missing()) }
}

/// What the caller is today.
async fn own_memberships(connection: &mut Reading, request: &Request) -> Result<Vec<Member>, Problem> {
    let today = london_date(request.now);
    let mut held = store::directory::memberships(connection, &[request.actor.id.0]).await?;
    held.retain(|held| held.from <= today && held.until.is_none_or(|until| today <= until));
    Ok(held)
}
