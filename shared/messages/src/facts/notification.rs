//! What `notification` tells.

use dars_vocabulary::Nic;
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
fact!(
    /// The page that an application names as its privacy notice was looked at (V27).
    Internal Notification "privacy_notice_checked" v 1 PrivacyNoticeCheckedV1 by nic {
        /// The application.
        nic: Nic,
        /// SHA-256 in hex of the page's address, as it was named.
        url_sha256: String,
        /// Whether it opened.
        live: bool,
        /// How it went: a short code of ours, none of the page's words.
        code: String,
        /// On which day.
        checked_on: Date,
    }
);
