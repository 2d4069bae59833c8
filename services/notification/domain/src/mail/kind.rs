//! The mails of domain.md §13 by their numbers.

use serde::{Deserialize, Serialize};

macro_rules! kinds {
    ($($(#[$doc:meta])* $name:ident,)+) => {
        /// The mails of domain.md §13 that this service sends.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub enum MailKind { $($(#[$doc])* $name,)+ }

        impl MailKind {
            /// Every kind, in order.
            pub const ALL: &[Self] = &[$(Self::$name,)+];

            /// The number in domain.md §13.
            pub fn code(self) -> &'static str {
                match self { $(Self::$name => stringify!($name),)+ }
            }
        }
    };
}

kinds! {
    /// Enquiry received.
    N01,
    /// Enquiry routed.
    N02,
    /// Sent elsewhere, answered or closed.
    N03,
    /// More information asked.
    N04,
    /// Converted: the NIC number and what it will ask for.
    N05,
    /// Application submitted.
    N06,
    /// Returned incomplete.
    N07,
    /// Clarifications.
    N08,
    /// Advice.
    N09,
    /// Decision.
    N10,
    /// Issued for signature; chased; fully signed.
    N11,
    /// Service agreement.
    N12,
    /// Release.
    N14,
    /// An agreement's expiry.
    N15,
    /// A framework contract's expiry.
    N16,
    /// An assurance, fee or support lapses.
    N17,
    /// A change opened; a new version issued.
    N19,
    /// Access in the secure data environment ends.
    N20,
    /// Destruction.
    N21,
    /// Suspension and reinstatement.
    N23,
    /// A special condition is due.
    N24,
    /// Withdrawn, lapsed, void, terminated, closed.
    N29,
    /// In force.
    N30,
}
