//! Mails out of the house: [`deliver`] claims, [`render`] writes, a [`Transport`] hands over, the outcome is settled.

mod deliver;
mod folder;
mod render;
mod smtp;

use std::{sync::Arc, time::Duration};

use async_trait::async_trait;
use dars_kit::Settings;
use lettre::address::Envelope;
use tokio::time::Instant;

pub use deliver::Sender;
pub use folder::Folder;
pub use render::{Letterhead, Private, Rendered, render};
pub use smtp::Smtp;

use crate::settings::{MailSettings, WrongSetting};

/// How long after the claim the end of DATA may still be reached. With [`ANSWER`] it stays below the lease of 60 s.
pub const OFFER: Duration = Duration::from_secs(20);
/// How long the answer to the end of DATA is waited for.
pub const ANSWER: Duration = Duration::from_secs(30);
/// How long a mail rests whose end of DATA stayed without an answer, before its one repeat (reliability.md §3).
const DOUBT: Duration = Duration::from_mins(15);
/// How much longer each failure makes it rest, and how long at most.
const REST: Duration = Duration::from_mins(5);
const LONGEST_REST: Duration = Duration::from_hours(2);
/// After so many tries, some five days, nobody will take it (RFC 5321 4.5.4.1).
const TRIES: i32 = 70;

/// A mail ready to be handed over.
#[derive(Clone, Debug)]
pub struct Parcel {
    /// What makes it the same mail.
    pub key: String,
    /// From whom, to whom.
    pub envelope: Envelope,
    /// The message (RFC 5322).
    pub message: Vec<u8>,
    /// When the end of DATA must have been reached.
    pub give_up: Instant,
}

/// How handing over went. Codes are ours or a server's number, never its words, which quote addresses.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It was accepted.
    Accepted,
    /// It was not accepted now.
    Later {
        /// Why.
        code: String,
    },
    /// It will never be accepted.
    Never {
        /// Why.
        code: String,
    },
    /// The connection failed before the end of DATA: certainly not accepted.
    Lost,
    /// The connection failed behind the end of DATA: nobody knows.
    Unclear,
}

/// What stands in the way of every mail alike.
pub const NOT_CONNECTED: &str = "not-connected";
const NO_TRANSPORT: &str = "no-transport";
const NO_SETTINGS: &str = "settings";

impl Outcome {
    /// Whether nobody is there to take any mail.
    pub fn nobody_there(&self) -> bool {
        matches!(self, Self::Later { code } if [NOT_CONNECTED, NO_TRANSPORT, NO_SETTINGS].contains(&code.as_str()))
    }
}

/// What becomes of the mail.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Settled {
    /// It is out.
    Sent,
    /// It may be out, twice at most, and is not sent again.
    Uncertain {
        /// Why.
        code: String,
    },
    /// It will not go out.
    Failed {
        /// Why.
        code: String,
    },
    /// It is tried again.
    Again {
        /// After so long, in technical time.
        after: Duration,
        /// Whether one copy may be out.
        doubtful: bool,
        /// Why.
        code: String,
    },
}

/// Hands mails over to whoever carries them.
#[async_trait]
pub trait Transport: Send + Sync + 'static {
    /// Hands over one mail; knows in which phase it failed.
    async fn send(&self, parcel: &Parcel) -> Outcome;
}

/// What becomes of a mail after its `attempts`th try went like this.
pub fn settle(outcome: Outcome, doubtful: bool, attempts: i32) -> Settled {
    let again = |code: String| {
        if attempts >= TRIES {
            return never(code, doubtful);
        }
        let rest = REST.saturating_mul(attempts.unsigned_abs().max(1)).min(LONGEST_REST);
        Settled::Again { after: rest, doubtful: false, code }
    };
    match outcome {
        Outcome::Accepted => Settled::Sent,
        Outcome::Later { code } => again(code),
        Outcome::Lost => again("connection-lost".to_owned()),
        Outcome::Never { code } => never(code, doubtful),
        Outcome::Unclear if doubtful => Settled::Uncertain { code: "no-answer-twice".to_owned() },
        Outcome::Unclear => Settled::Again { after: DOUBT, doubtful: true, code: "no-answer".to_owned() },
    }
}

/// Refused for good; what may have gone out before stays uncertain.
fn never(code: String, doubtful: bool) -> Settled {
    if doubtful { Settled::Uncertain { code } } else { Settled::Failed { code } }
}

impl Settled {
    /// Whether a copy may have been accepted.
    pub fn may_be_out(&self) -> bool {
        match self {
            Self::Sent | Self::Uncertain { .. } => true,
            Self::Again { doubtful, .. } => *doubtful,
            Self::Failed { .. } => false,
        }
    }

    /// Whether this try left a doubt.
    pub fn is_doubtful(&self) -> bool {
        match self {
            Self::Uncertain { .. } => true,
            Self::Again { doubtful, .. } => *doubtful,
            Self::Sent | Self::Failed { .. } => false,
        }
    }

    /// Why it did not go as it should.
    pub fn problem(&self) -> Option<&str> {
        match self {
            Self::Sent => None,
            Self::Uncertain { code } | Self::Failed { code } | Self::Again { code, .. } => Some(code),
        }
    }
}

/// The transport that the settings name: SMTP, or a folder in a local stack.
pub fn transport(settings: &Settings, mail: &MailSettings) -> Result<Arc<dyn Transport>, WrongSetting> {
    if !mail.smtp_url.is_empty() {
        return Ok(Arc::new(Smtp::of(mail, settings.local.enabled)?));
    }
    if settings.local.enabled && !mail.folder.is_empty() {
        return Ok(Arc::new(Folder::new(mail.folder.clone().into())));
    }
    Err(WrongSetting::new("smtp_url", "outside of a local stack mails need a server"))
}

/// What stands in when the settings name no transport: mails wait.
#[derive(Clone, Copy, Debug)]
pub struct Nowhere;

#[async_trait]
impl Transport for Nowhere {
    async fn send(&self, _parcel: &Parcel) -> Outcome {
        Outcome::Later { code: NO_TRANSPORT.to_owned() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rest(minutes: u64, code: &str) -> Settled {
        Settled::Again { after: Duration::from_mins(minutes), doubtful: false, code: code.to_owned() }
    }

    #[test]
    fn a_mail_not_accepted_now_rests_five_minutes_more_each_time_and_at_most_two_hours() {
        let later = || Outcome::Later { code: "450".to_owned() };
        assert_eq!(settle(later(), false, 1), rest(5, "450"));
        assert_eq!(settle(later(), false, 3), rest(15, "450"));
        assert_eq!(settle(later(), false, 60), rest(120, "450"));
        assert_eq!(settle(later(), false, TRIES), Settled::Failed { code: "450".to_owned() });
    }

    #[test]
    fn a_mail_lost_before_the_end_of_data_is_simply_sent_again() {
        assert_eq!(settle(Outcome::Lost, false, 1), rest(5, "connection-lost"));
    }

    #[test]
    fn a_mail_without_an_answer_is_sent_once_more_after_fifteen_minutes_and_never_a_third_time() {
        let once = settle(Outcome::Unclear, false, 1);
        assert_eq!(once, Settled::Again { after: DOUBT, doubtful: true, code: "no-answer".to_owned() });
        assert!(once.may_be_out());
        assert_eq!(settle(Outcome::Unclear, true, 2), Settled::Uncertain { code: "no-answer-twice".to_owned() });
        assert_eq!(
            settle(Outcome::Never { code: "550".to_owned() }, true, 2),
            Settled::Uncertain { code: "550".to_owned() }
        );
    }

    #[test]
    fn a_refused_mail_has_failed() {
        let refused = settle(Outcome::Never { code: "550".to_owned() }, false, 1);
        assert_eq!(refused, Settled::Failed { code: "550".to_owned() });
        assert!(!refused.may_be_out());
    }

    #[test]
    fn the_lease_outlives_the_longest_handing_over() {
        assert!(OFFER + ANSWER < Duration::from_mins(1));
    }
}
