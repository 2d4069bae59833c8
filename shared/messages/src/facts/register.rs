//! What `register` tells.

use dars_vocabulary::{DocumentVersion, Nic};
use jiff::civil::Date;
use uuid::Uuid;

use super::fact;

fact!(
    /// An entry waits for the publisher.
    Public Register "entry_pending" v 1 EntryPendingV1 by nic {
        /// The agreement.
        nic: Nic,
        /// The version.
        version: DocumentVersion,
    }
);
fact!(
    /// An entry stands in the public register.
    Public Register "entry_published" v 1 EntryPublishedV1 by nic {
        /// The agreement.
        nic: Nic,
        /// The version.
        version: DocumentVersion,
        /// The day of publication in London.
        published_on: Date,
    }
);
fact!(
    /// The agreement of a published entry has ended; the entry stays, and says so.
    Public Register "entry_ended" v 1 EntryEndedV1 by nic {
        /// The agreement.
        nic: Nic,
        /// The version.
        version: DocumentVersion,
        /// The agreement's last day.
        ended_on: Date,
    }
);
fact!(
    /// The content of an earlier message of this owner was emptied; hearers empty their copies.
    Internal Register "redacted" v 1 RegisterRedactedV1 by reference {
        /// What it was about.
        reference: String,
        /// The messages that were emptied.
        events: Vec<Uuid>,
    }
);
