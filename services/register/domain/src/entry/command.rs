//! What can be asked of an entry.

use dars_vocabulary::{DocumentVersion, Nic};
use jiff::civil::Date;

use super::Entry;

/// A command.
#[derive(Clone, Debug, PartialEq)]
pub enum Command {
    /// Keep an issued version (System, on `agreement_version`).
    ReceiveVersion(Entry),
    /// Its agreement is in force (System, on `agreement_activated`).
    AgreementInForce {
        /// The agreement.
        nic: Nic,
        /// The version.
        version: DocumentVersion,
    },
    /// Put it into the public register (a register publisher).
    Publish {
        /// The publisher's tick: no personal names stand in it (V33).
        no_personal_names: bool,
    },
    /// Its agreement has ended (System, on `agreement_expired`).
    AgreementEnded {
        /// The agreement.
        nic: Nic,
        /// The version.
        version: DocumentVersion,
        /// The agreement's last day.
        ended_on: Date,
    },
}
