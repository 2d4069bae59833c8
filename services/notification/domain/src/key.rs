//! What makes a mail the same mail: its key, and the `Message-ID` that follows from it.

use std::fmt;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{about::About, ladder::Ladder, mail::MailKind, recipients::Recipient};

/// The namespace of the seeds of all `Message-ID`s.
const NAMESPACE: Uuid = Uuid::from_u128(0x2f0d_6a18_94c3_5f6e_b0a7_38d1_c95e_4412);

/// A reminder is one mail, or one line of a digest: these say which (design.md promise 4).
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct ReminderKey {
    /// What it is about.
    pub about: About,
    /// Which ladder.
    pub ladder: Ladder,
    /// Which of several of its kind: a clarification's or condition's number, an assurance's kind.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub item: Option<String>,
    /// The date the ladder counts to.
    pub counts_to: Date,
    /// Which rung.
    pub days_before: i32,
    /// To whom; a person by their opaque id.
    pub to: Recipient,
}

/// Any other mail: one for each fact that causes it, kind and recipient.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct NoticeKey {
    /// The id of the fact that caused it.
    pub cause: Uuid,
    /// Which mail.
    pub mail: MailKind,
    /// To whom.
    pub recipient: Recipient,
}

impl ReminderKey {
    /// The same for the same key, for ever: the left side of its `Message-ID`.
    pub fn message_id_seed(&self) -> Uuid {
        seed(&self.to_string())
    }
}

impl NoticeKey {
    /// The same for the same key, for ever: the left side of its `Message-ID`.
    pub fn message_id_seed(&self) -> Uuid {
        seed(&self.to_string())
    }
}

/// The left side of the `Message-ID` of whatever has this key.
pub fn seed(key: &str) -> Uuid {
    Uuid::new_v5(&NAMESPACE, key.as_bytes())
}

impl fmt::Display for ReminderKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { about, ladder, item, counts_to, days_before, to } = self;
        write!(f, "reminder/{about}/{}/{counts_to}/{days_before}/", ladder.of(item.as_deref()))?;
        match to {
            Recipient::Person(person) => write!(f, "{person}"),
            Recipient::Enquirer(_) | Recipient::Team(_) | Recipient::Office(_) => write!(f, "{to}"),
        }
    }
}

impl fmt::Display for NoticeKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "notice/{}/{}/{}", self.cause, self.mail.code(), self.recipient)
    }
}

#[cfg(test)]
mod tests {
    use dars_vocabulary::{PersonId, code::Team};
    use jiff::civil::date;

    use super::*;

    fn key() -> ReminderKey {
        ReminderKey {
            about: "DARS-NIC-900101-K4T7Q".parse().unwrap(),
            ladder: Ladder::AgreementExpiry,
            item: None,
            counts_to: date(2028, 3, 2),
            days_before: 30,
            to: Recipient::Person(PersonId(Uuid::from_u128(7))),
        }
    }

    #[test]
    fn a_reminders_key_and_message_id_stay_the_same() {
        let text = "reminder/DARS-NIC-900101-K4T7Q/agreement-expiry/2028-03-02/30/00000000-0000-0000-0000-000000000007";
        assert_eq!(key().to_string(), text);
        assert_eq!(key().message_id_seed(), key().message_id_seed());
    }

    #[test]
    fn each_part_of_a_reminders_key_makes_another_mail() {
        let others = [
            ReminderKey { about: "DARS-NIC-900102-M2R8D".parse().unwrap(), ..key() },
            ReminderKey { ladder: Ladder::ConditionDue, ..key() },
            ReminderKey { item: Some("2".to_owned()), ..key() },
            ReminderKey { counts_to: date(2028, 3, 3), ..key() },
            ReminderKey { days_before: 14, ..key() },
            ReminderKey { to: Recipient::Person(PersonId(Uuid::from_u128(8))), ..key() },
            ReminderKey { to: Recipient::Team(Team::Agreements), ..key() },
        ];
        for other in others {
            assert_ne!(other.message_id_seed(), key().message_id_seed(), "{other}");
        }
    }

    #[test]
    fn a_notice_is_one_for_each_cause_kind_and_recipient() {
        let notice = NoticeKey {
            cause: Uuid::from_u128(1),
            mail: MailKind::N10,
            recipient: Recipient::Person(PersonId(Uuid::from_u128(7))),
        };
        let text = "notice/00000000-0000-0000-0000-000000000001/N10/person:00000000-0000-0000-0000-000000000007";
        assert_eq!(notice.to_string(), text);
        let other = NoticeKey { mail: MailKind::N11, ..notice.clone() };
        assert_ne!(other.message_id_seed(), notice.message_id_seed());
    }
}
