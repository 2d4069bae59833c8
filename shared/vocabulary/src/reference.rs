//! References: what people quote and subjects end with.

use std::{fmt, str::FromStr};

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::code::AdvisoryGroup;

/// The text is not a reference of the kind expected; says what one looks like.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not {kind}: it looks like {example}")]
pub struct NotAReference {
    /// What was expected, with its article.
    pub kind: &'static str,
    /// What one looks like.
    pub example: &'static str,
}

macro_rules! reference {
    ($(#[$doc:meta])* $name:ident, $kind:literal, $example:literal, $valid:expr) => {
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
        #[serde(try_from = "String", into = "String")]
        #[schemars(with = "String")]
        pub struct $name(String);

        impl $name {
            /// The reference as people write it.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }
        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }
        impl From<$name> for String {
            fn from(reference: $name) -> Self {
                reference.0
            }
        }
        impl TryFrom<String> for $name {
            type Error = NotAReference;
            fn try_from(text: String) -> Result<Self, NotAReference> {
                text.parse()
            }
        }
        impl FromStr for $name {
            type Err = NotAReference;
            fn from_str(text: &str) -> Result<Self, NotAReference> {
                let valid: fn(&str) -> bool = $valid;
                if valid(text) {
                    Ok(Self(text.to_owned()))
                } else {
                    Err(NotAReference { kind: $kind, example: $example })
                }
            }
        }
    };
}

reference!(
    /// A NIC number without its version (domain.md §5): the stable part, and the key of application, case and agreement.
    Nic, "a NIC number", "DARS-NIC-123456-A1B2C",
    |text| text.strip_prefix("DARS-NIC-").is_some_and(number_and_check)
);
reference!(
    /// A framework contract's reference without its version (domain.md §5).
    ContractRef, "a framework contract's reference", "CON-123456-A1B2C",
    |text| text.strip_prefix("CON-").is_some_and(number_and_check)
);
reference!(
    /// An enquiry's reference: `ENQ-yyyy-nnnnnn`.
    EnquiryRef, "an enquiry's reference", "ENQ-2026-000412",
    |text| text.strip_prefix("ENQ-").is_some_and(year_and_number)
);
reference!(
    /// A service agreement's reference: `SVA-yyyy-nnnnnn`.
    ServiceAgreementRef, "a service agreement's reference", "SVA-2026-000007",
    |text| text.strip_prefix("SVA-").is_some_and(year_and_number)
);
reference!(
    /// A release's reference: `REL-yyyy-nnnnnn`.
    ReleaseRef, "a release's reference", "REL-2026-000007",
    |text| text.strip_prefix("REL-").is_some_and(year_and_number)
);
reference!(
    /// A destruction certificate's reference: `DDC-yyyy-nnnnnn`.
    CertificateRef, "a destruction certificate's reference", "DDC-2026-000041",
    |text| text.strip_prefix("DDC-").is_some_and(year_and_number)
);
reference!(
    /// A precedent's reference: `PRE-yyyy-nnn`.
    PrecedentRef, "a precedent's reference", "PRE-2026-001",
    |text| text.strip_prefix("PRE-").is_some_and(year_and_short_number)
);
reference!(
    /// A meeting of an advisory group: the group and the day, `AGD-yyyy-mm-dd`. A group meets once a day at most.
    MeetingRef, "a meeting's reference", "AGD-2026-11-26",
    |text| text.split_at_checked(4).is_some_and(|(group, day)| matches!(group, "AGD-" | "PAG-") && is_day(day))
);
reference!(
    /// An organisation's key: its ODS code, or company or charity number; never its name.
    OrganisationId, "an organisation's code", "RX1",
    |text| (1..=24).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit())
);

fn digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit())
}

/// `\d{4}-\d{6,9}`
fn year_and_number(text: &str) -> bool {
    text.split_once('-').is_some_and(|(year, number)| {
        digits(year) && year.len() == 4 && digits(number) && (6..=9).contains(&number.len())
    })
}

/// `\d{4}-\d{3,9}`
fn year_and_short_number(text: &str) -> bool {
    text.split_once('-').is_some_and(|(year, number)| {
        digits(year) && year.len() == 4 && digits(number) && (3..=9).contains(&number.len())
    })
}

/// `\d{4}-\d{2}-\d{2}`, and a day of the calendar.
fn is_day(text: &str) -> bool {
    text.len() == 10 && text.bytes().all(|b| b.is_ascii_digit() || b == b'-') && text.parse::<Date>().is_ok()
}

/// `\d{5,6}-[A-Z]\d[A-Z]\d[A-Z]`
fn number_and_check(text: &str) -> bool {
    text.split_once('-').is_some_and(|(number, check)| {
        digits(number)
            && (5..=6).contains(&number.len())
            && check.len() == 5
            && check
                .bytes()
                .enumerate()
                .all(|(i, b)| if i % 2 == 0 { b.is_ascii_uppercase() } else { b.is_ascii_digit() })
    })
}

/// The five characters behind a number, from ten bits of chance a character; pure, so that chance stays a parameter.
fn check_characters(chance: u64) -> String {
    let mut rest = chance;
    (0..5)
        .map(|i| {
            let base = if i % 2 == 0 { 26 } else { 10 };
            let digit = u8::try_from(rest % base).unwrap_or(0);
            rest /= base;
            char::from(if i % 2 == 0 { b'A' } else { b'0' } + digit)
        })
        .collect()
}

impl Nic {
    /// The NIC of an allotted number; `chance` gives the five characters that catch a mistyped digit.
    pub fn allot(number: u32, chance: u64) -> Self {
        Self(format!("DARS-NIC-{number:06}-{}", check_characters(chance)))
    }
}

impl ContractRef {
    /// The reference of an allotted number; `chance` gives the five characters that catch a mistyped digit.
    pub fn allot(number: u32, chance: u64) -> Self {
        Self(format!("CON-{number:06}-{}", check_characters(chance)))
    }
}

macro_rules! allotted_by_year {
    ($name:ident, $prefix:literal, $what:literal) => {
        impl $name {
            #[doc = concat!("The reference of the `number`th ", $what, " of `year`.")]
            pub fn allot(year: i16, number: u32) -> Self {
                Self(format!(concat!($prefix, "-{:04}-{:06}"), year, number))
            }
        }
    };
}
allotted_by_year!(EnquiryRef, "ENQ", "enquiry");
allotted_by_year!(ServiceAgreementRef, "SVA", "service agreement");
allotted_by_year!(ReleaseRef, "REL", "release");
allotted_by_year!(CertificateRef, "DDC", "certificate");

impl PrecedentRef {
    /// The reference of the `number`th precedent of `year`.
    pub fn allot(year: i16, number: u32) -> Self {
        Self(format!("PRE-{year:04}-{number:03}"))
    }
}

impl MeetingRef {
    /// The meeting of `group` on `day`.
    pub fn of(group: AdvisoryGroup, day: Date) -> Self {
        let group = match group {
            AdvisoryGroup::Pag => "PAG",
            AdvisoryGroup::Agd => "AGD",
        };
        Self(format!("{group}-{day}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_allotted_nic_is_a_canonical_nic() {
        for chance in [0, 1, 26, 4_569_759, u64::MAX] {
            let nic = Nic::allot(100_001, chance);
            assert_eq!(nic.as_str().parse::<Nic>(), Ok(nic));
        }
    }

    #[test]
    fn other_forms_are_refused_with_an_example() {
        for text in [
            "",
            "NIC-178106-MLSWX",
            "DARS-NIC-900101-K4T7Q-v1.2",
            "DARS-NIC-900101-k4t7q",
            "DARS-NIC-9-K4T7Q",
            "DARS-NIC-900101-K4T7é",
        ] {
            assert!(text.parse::<Nic>().unwrap_err().to_string().contains("DARS-NIC-123456-A1B2C"), "{text}");
        }
        assert!("ENQ-2026-000412".parse::<EnquiryRef>().is_ok());
        assert!("ENQ-26-412".parse::<EnquiryRef>().is_err());
        assert!("CON-123456-A1B2C".parse::<ContractRef>().is_ok());
        assert!("rx1".parse::<OrganisationId>().is_err());
        assert!("PRE-2026-001".parse::<PrecedentRef>().is_ok());
        assert!("PRE-2026-1".parse::<PrecedentRef>().is_err());
        for text in ["AGD-2026-13-01", "AGD-2026-1-01", "IGD-2026-11-26", "AGD", "AGD-+02026-11", "ÄGD-2026-11-26"] {
            assert!(text.parse::<MeetingRef>().is_err(), "{text}");
        }
    }

    #[test]
    fn what_is_allotted_reads_back() {
        for number in [1, 999, 12_345] {
            let reference = PrecedentRef::allot(2026, number);
            assert_eq!(reference.as_str().parse(), Ok(reference));
        }
        let meeting = MeetingRef::of(AdvisoryGroup::Agd, jiff::civil::date(2026, 11, 26));
        assert_eq!(meeting.as_str(), "AGD-2026-11-26");
        assert_eq!(meeting.as_str().parse(), Ok(meeting));
    }
}
