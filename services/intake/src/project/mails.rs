//! Mails that joined no thread into their list, the due dates and what waits for triage officers.

use dars_bus::{Aggregate as _, Meta, StoreError};
use dars_intake_domain::mail::State;
use dars_vocabulary::StaffRole;
use sqlx::PgConnection;

use crate::{
    handle::Mail,
    store::{
        self,
        tasks::{Audience, NewTask},
    },
};

/// Keeps them in step.
pub async fn keep(tx: &mut PgConnection, meta: &Meta, reference: &str, state: &State) -> Result<(), StoreError> {
    let waiting = match state {
        State::Waiting { arrived } => {
            store::mails::list(tx, arrived, meta.now).await?;
            vec![NewTask {
                what: "file-mail",
                title: "File a mail that joined no enquiry".to_owned(),
                due_on: Some(arrived.due),
                path: format!("/enquiries/unfiled/{reference}"),
                audience: Audience::Role(StaffRole::TriageOfficer),
            }]
        }
        State::Absent => Vec::new(),
        State::Filed { arrived, .. } | State::Discarded { arrived, .. } | State::Expired { arrived } => {
            store::mails::unlist(tx, arrived.mail).await?;
            Vec::new()
        }
    };
    store::due::keep(tx, Mail::KIND, reference, state.next_due()).await?;
    store::tasks::replace(tx, Mail::KIND, reference, &waiting).await
}
