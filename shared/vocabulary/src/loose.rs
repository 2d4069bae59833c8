//! References as people write them: old forms, slips of the keyboard (domain.md §5). Linked by number; ask when it is
//! ambiguous.

use crate::reference::{MeetingRef, PrecedentRef};

/// What can be made out of a reference that someone typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LooseNic {
    /// Its number.
    pub number: u32,
    /// The characters behind it, in capitals, as they were typed.
    pub check: Option<String>,
}

/// `(DARS-)?NIC-\d{1,6}(-[A-Za-z0-9]{5,6})?(-v\d+(\.\d+)?)?`, case-blind, with spaces, underscores or nothing for the
/// hyphens; a number of four to six digits alone.
pub fn loose_nic(text: &str) -> Option<LooseNic> {
    let text = text.trim().to_ascii_uppercase();
    let named = text.strip_prefix("DARS").unwrap_or(&text).trim_start_matches(apart);
    let rest = named.strip_prefix("NIC").map(|rest| rest.trim_start_matches(apart));
    let bare = rest.is_none();
    let rest = rest.unwrap_or(named);
    let end = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
    let (digits, behind) = rest.split_at_checked(end)?;
    let fits = if bare { (4..=6).contains(&digits.len()) } else { (1..=6).contains(&digits.len()) };
    if !fits {
        return None;
    }
    let number = digits.parse().ok()?;
    let mut parts = behind.split(apart).filter(|part| !part.is_empty());
    if !behind.is_empty() && !behind.starts_with(apart) {
        return None;
    }
    let first = parts.next();
    let (check, version) = match first {
        Some(part) if is_check(part) && !is_version(part) => (Some(part.to_owned()), parts.next()),
        other => (None, other),
    };
    // Nothing else may stand behind it: it would be a sentence.
    let whole = version.is_none_or(is_version) && parts.next().is_none();
    if whole { Some(LooseNic { number, check }) } else { None }
}

/// A framework contract's reference in the same forms, with `CON` for `NIC`; a number alone is never one.
pub fn loose_contract(text: &str) -> Option<LooseNic> {
    let text = text.trim().to_ascii_uppercase();
    loose_nic(&format!("NIC{}", text.strip_prefix("CON")?))
}

/// `PRE-2026-001`, in small letters, with spaces, or without the zeros.
pub fn loose_precedent(text: &str) -> Option<PrecedentRef> {
    let text = text.trim().to_ascii_uppercase();
    let [kind, year, number] = parts(&text)?;
    if kind == "PRE" { format!("PRE-{year}-{number:0>3}").parse().ok() } else { None }
}

/// `AGD-2026-11-26`, in small letters, with spaces, or without the zeros.
pub fn loose_meeting(text: &str) -> Option<MeetingRef> {
    let text = text.trim().to_ascii_uppercase();
    let [group, year, month, day] = parts(&text)?;
    format!("{group}-{year}-{month:0>2}-{day:0>2}").parse().ok()
}

/// Exactly so many parts.
fn parts<const N: usize>(text: &str) -> Option<[&str; N]> {
    text.split(apart).filter(|part| !part.is_empty()).collect::<Vec<_>>().try_into().ok()
}

fn apart(c: char) -> bool {
    matches!(c, '-' | '_' | ' ' | '/' | '\u{2010}'..='\u{2015}')
}

fn is_check(part: &str) -> bool {
    (5..=6).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphanumeric())
}

fn is_version(part: &str) -> bool {
    let Some(version) = part.strip_prefix('V') else { return false };
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    match version.split_once('.') {
        Some((major, minor)) => digits(major) && digits(minor),
        None => digits(version),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn old_and_mistyped_references_are_made_out_by_number() {
        for (text, number, check) in [
            ("DARS-NIC-900101-K4T7Q", 900_101, Some("K4T7Q")),
            ("DARS-NIC-900101-K4T7Q-v1.2", 900_101, Some("K4T7Q")),
            ("dars-nic-900101-k4t7q-V2", 900_101, Some("K4T7Q")),
            ("NIC-178106-MLSWX", 178_106, Some("MLSWX")),
            ("NIC-12345-YTH88-v5.2", 12_345, Some("YTH88")),
            ("DARS-NIC-012345-A1B2CD", 12_345, Some("A1B2CD")),
            ("  nic 900101 ", 900_101, None),
            ("NIC900101", 900_101, None),
            ("900101", 900_101, None),
            ("900101-K4T7Q", 900_101, Some("K4T7Q")),
            ("NIC-7", 7, None),
            ("DARS\u{2013}NIC\u{2013}900101", 900_101, None),
            ("NIC-900101-v1.2", 900_101, None),
        ] {
            let expected = LooseNic { number, check: check.map(str::to_owned) };
            assert_eq!(loose_nic(text), Some(expected), "{text}");
        }
    }

    #[test]
    fn contracts_precedents_and_meetings_are_made_out_as_people_write_them() {
        let expected = LooseNic { number: 900_101, check: Some("B4K2Q".to_owned()) };
        for text in ["CON-900101-B4K2Q", "con 900101 b4k2q", "CON900101-B4K2Q-v1.0"] {
            assert_eq!(loose_contract(text), Some(expected.clone()), "{text}");
        }
        for text in ["900101", "NIC-900101", "CON", "conditions", "con artists 900101"] {
            assert_eq!(loose_contract(text), None, "{text}");
        }
        for text in ["PRE-2026-001", "pre 2026 1"] {
            assert_eq!(loose_precedent(text).map(String::from).as_deref(), Some("PRE-2026-001"), "{text}");
        }
        for text in ["AGD-2026-11-05", "agd 2026-11-5"] {
            assert_eq!(loose_meeting(text).map(String::from).as_deref(), Some("AGD-2026-11-05"), "{text}");
        }
        for text in ["PRE-26-1", "pre-eclampsia", "AGD", "AGD-2026-13-05", "agd-2026-11", "é-2026-11-05"] {
            assert!(loose_precedent(text).is_none() && loose_meeting(text).is_none(), "{text}");
        }
    }

    #[test]
    fn what_is_no_reference_is_none() {
        for text in
            ["", "7", "NIC", "1234567", "stroke", "900101 strokes in Leeds", "NIC-1234567", "900101x", "é", "NIC-é"]
        {
            assert_eq!(loose_nic(text), None, "{text}");
        }
    }
}
