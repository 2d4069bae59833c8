//! What `notification` tells.

use jiff::civil::Date;
use uuid::Uuid;

use super::fact;

fact!(
    /// A reminder went out; not to whom.
    Public Notification "reminder_sent" v 1 ReminderSentV1 by reference {
        /// What it is about.
        reference: String,
        /// The mail's number in domain.md §13, e.g. `N15`.
        mail: String,
        /// The day the ladder counts to.
        counts_to: Date,
        /// How many days before that day this rung stands.
        days_before: i32,
    }
);
fact!(
    /// The content of an earlier message of this owner was emptied; hearers empty their copies.
    Internal Notification "redacted" v 1 NotificationRedactedV1 by reference {
        /// What it was about.
        reference: String,
        /// The messages that were emptied.
        events: Vec<Uuid>,
    }
);
