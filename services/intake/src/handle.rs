//! Steps 2–4: load → decide → evolve → save. The only place where a command meets a transaction.

mod application;
mod attachment;
mod dataset;
mod enquiry;
mod feedback;
mod improvement;
mod mail;
pub mod notices;
mod organisation;

use async_trait::async_trait;
use dars_bus::{
    Aggregate as _, Meta, Problem,
    redact::{Redacted, redact},
};
use dars_kit::Redact;
use dars_messages::{Outgoing, facts::intake::IntakeRedactedV1};
use sqlx::PgConnection;

pub use application::{Application, application_circumstances, application_facts, application_rules};
pub use attachment::{Attachments, attachment_facts};
pub use dataset::Dataset;
pub use enquiry::{Enquiry, by_link, goes_on_with};
pub use feedback::Feedback;
pub use improvement::Improvement;
pub use mail::{Mail, forget_mail};
pub use organisation::Organisation;

/// Redacts entries of any of the above.
#[derive(Debug)]
pub struct Redactions;

#[async_trait]
impl Redact for Redactions {
    async fn redact(
        &self,
        tx: &mut PgConnection,
        meta: &Meta,
        aggregate: &str,
        reference: &str,
        number: i64,
        reason: &str,
    ) -> Result<Redacted, Problem> {
        let tell = |events| Outgoing::fact(&IntakeRedactedV1 { reference: reference.to_owned(), events });
        match aggregate {
            Enquiry::KIND => redact::<Enquiry>(tx, meta, reference, number, reason, tell).await,
            Application::KIND => {
                let done = redact::<Application>(tx, meta, reference, number, reason, tell).await?;
                notices::forget(tx, meta, reference).await?;
                Ok(done)
            }
            Feedback::KIND => redact::<Feedback>(tx, meta, reference, number, reason, tell).await,
            Improvement::KIND => redact::<Improvement>(tx, meta, reference, number, reason, tell).await,
            Attachments::KIND => redact::<Attachments>(tx, meta, reference, number, reason, tell).await,
            Organisation::KIND => {
                let done = redact::<Organisation>(tx, meta, reference, number, reason, tell).await?;
                crate::store::search::empty_person(tx, reference, number).await?;
                Ok(done)
            }
            Mail::KIND => redact::<Mail>(tx, meta, reference, number, reason, tell).await,
            Dataset::KIND => redact::<Dataset>(tx, meta, reference, number, reason, tell).await,
            _ => Err(Problem::not_found("kind of aggregate")),
        }
    }
}
