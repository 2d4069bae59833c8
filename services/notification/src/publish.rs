//! Step 5: what is told outside. Pure and exhaustive.

use dars_messages::{Outgoing, facts::notification::ReminderSentV1};
use dars_notification_domain::plan;

use crate::occasion::Occasion;

/// What is told of a plan: nothing; a reminder is told of once it has gone out.
pub fn plan(event: &plan::Event) -> Vec<Outgoing> {
    match event {
        plan::Event::LadderPlanned { .. }
        | plan::Event::RungReached(_)
        | plan::Event::LadderEnded { .. }
        | plan::Event::LadderForestalled { .. } => Vec::new(),
    }
}

/// What is told when the first mail of an occasion has gone out: of reminders that they did, not to whom.
pub fn gone_out(occasion: &Occasion) -> Option<Outgoing> {
    let rung = occasion.rung.as_ref()?;
    Some(Outgoing::fact(&ReminderSentV1 {
        reference: rung.track.about.to_string(),
        mail: occasion.news.kind().code().to_owned(),
        counts_to: rung.counts_to,
        days_before: rung.days_before,
    }))
}
