//! Step 5: what is told outside. Pure and exhaustive.

use dars_messages::{Outgoing, facts::notification::ReminderSentV1};
use dars_notification_domain::plan;

use crate::occasion::Occasion;

/// What is told of a plan: nothing; a reminder is told of once it has gone out.
pub fn plan(event: &plan::Event) -> Vec<Outgoing> {
    match event {
        plan::Event::LadderPlanned { .. } | plan::Event::RungReached { .. } | plan::Event::LadderEnded { .. } => {
            Vec::new()
        }
    }
}

/// What is told when the first mail of an occasion has gone out: of reminders that they did, not to whom.
pub fn gone_out(occasion: &Occasion, mail: &str) -> Option<Outgoing> {
    match occasion {
        Occasion::RungReached { nic, counts_to, days_before, .. } => Some(Outgoing::fact(&ReminderSentV1 {
            reference: nic.to_string(),
            mail: mail.to_owned(),
            counts_to: *counts_to,
            days_before: *days_before,
        })),
        Occasion::EnquiryReceived { .. }
        | Occasion::EnquiryRouted { .. }
        | Occasion::ApplicationSubmitted { .. }
        | Occasion::Decided { .. }
        | Occasion::Signing { .. } => None,
    }
}
