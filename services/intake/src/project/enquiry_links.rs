//! How long links open their enquiries: from when an end counts.

use dars_bus::{Aggregate as _, Meta, StoreError};
use dars_intake_domain::enquiry::Event;
use dars_vocabulary::london_date;
use sqlx::PgConnection;

use crate::{handle::Enquiry, store};

/// Keeps the days in step. Comes before what keeps the due dates: an end by silence counts from its day, however late it
/// is told.
pub async fn keep(tx: &mut PgConnection, meta: &Meta, reference: &str, events: &[Event]) -> Result<(), StoreError> {
    for event in events {
        let closed_on = match event {
            Event::EnquirySignposted { .. }
            | Event::EnquiryAnswered { .. }
            | Event::EnquiryMarkedDuplicate { .. }
            | Event::EnquiryClosed { .. }
            | Event::EnquiryConverted { .. } => Some(london_date(meta.now)),
            Event::EnquiryClosedNoReply { .. } => {
                let due = store::due::of(tx, Enquiry::KIND, reference).await?;
                Some(due.unwrap_or_else(|| london_date(meta.now)))
            }
            // One that goes on in another is still owed an answer.
            Event::EnquiryReopened { .. } | Event::EnquiryMerged { .. } => None,
            Event::EnquiryRaised { .. }
            | Event::EnquiryTriaged { .. }
            | Event::EnquiryRouted { .. }
            | Event::EnquiryGivenBack { .. }
            | Event::EnquiryAssigned { .. }
            | Event::EnquiryOverdue { .. }
            | Event::EnquiryTookIn { .. }
            | Event::EnquiryMessageAdded { .. }
            | Event::EnquiryAsked { .. }
            | Event::EnquiryReplied { .. }
            | Event::EnquiryIncidentSuspected { .. }
            | Event::EnquiryIncidentConfirmed { .. }
            | Event::EnquiryIncidentRuledOut { .. } => continue,
        };
        store::enquiry_links::closed(tx, reference, closed_on).await?;
    }
    Ok(())
}
