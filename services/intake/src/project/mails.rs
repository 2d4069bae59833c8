//! Mails that joined no thread into their list, the due dates and what waits for triage officers.

use dars_bus::{Aggregate as _, Meta, StoreError};
use dars_intake_domain::mail::State;
use dars_vocabulary::{StaffRole, london_date};
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
            let look = arrived.suspicion.as_ref().map(|suspicion| NewTask {
                what: "look-at-incident",
                title: "A mail may tell of an incident: look within the hour".to_owned(),
                due_on: Some(london_date(suspicion.look_by)),
                path: format!("/enquiries/unfiled/{reference}"),
                audience: Audience::Role(StaffRole::IncidentLead),
            });
            let file = NewTask {
                what: "file-mail",
                title: "File a mail that joined no enquiry".to_owned(),
                due_on: Some(arrived.due),
                path: format!("/enquiries/unfiled/{reference}"),
                audience: Audience::Role(StaffRole::TriageOfficer),
            };
            look.into_iter().chain([file]).collect()
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
