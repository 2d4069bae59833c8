//! NIC numbers as people write them (domain.md §5): old forms, blanks for dashes, letters mistyped or left out.

use dars_vocabulary::Nic;
use serde::{Deserialize, Serialize};

use super::typos::one_typo;

/// The most that are looked at in one text.
const MOST: usize = 20;

/// A number as it was quoted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Quoted {
    /// Its number, by which it is known.
    pub number: u32,
    /// The letters and digits behind it, if any came.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub check: Option<String>,
}

/// Where a known number stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    /// A request, or an agreement in being.
    Live,
    /// An agreement that has ended.
    Ended,
}

/// What is known of a quoted number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Known {
    /// The number in full.
    pub nic: Nic,
    /// Where it stands.
    pub standing: Standing,
    /// Whether the enquirer is known to belong to it.
    pub belongs: bool,
}

impl Known {
    /// The number alone.
    pub fn number(&self) -> Option<u32> {
        self.nic.as_str().split('-').nth(2)?.parse().ok()
    }
}

impl Quoted {
    /// Whether it may be `nic`, but for one slip of the keyboard.
    pub fn may_be(&self, nic: &Nic) -> bool {
        let check = nic.as_str().rsplit('-').next().unwrap_or_default();
        self.check.as_deref().is_none_or(|quoted| quoted == check || one_typo(quoted.as_bytes(), check.as_bytes()))
    }
}

/// What stands first of those that are known: what is in being before what has ended.
pub(super) fn standing(known: &[Known]) -> Option<Standing> {
    let live = known.iter().any(|known| known.standing == Standing::Live);
    known.first().map(|_| if live { Standing::Live } else { Standing::Ended })
}

/// Every NIC number in `text`, each once.
pub fn quoted(text: &str) -> Vec<Quoted> {
    let pieces = pieces(text);
    let mut found: Vec<Quoted> = Vec::new();
    for at in 0..pieces.len() {
        if let Some(quoted) = pieces.get(at..).and_then(number)
            && !found.contains(&quoted)
            && found.len() < MOST
        {
            found.push(quoted);
        }
    }
    found
}

/// A word, and whether a dash leads to it from the one before.
#[derive(Debug)]
struct Piece {
    word: String,
    dashed: bool,
}

fn pieces(text: &str) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut word = String::new();
    let mut dashed = false;
    for character in text.chars().chain([' ']) {
        if character.is_alphanumeric() {
            word.extend(character.to_uppercase());
            continue;
        }
        if !word.is_empty() {
            pieces.push(Piece { word: std::mem::take(&mut word), dashed });
            dashed = false;
        }
        dashed |= matches!(character, '-' | '_' | '/' | '\u{2010}'..='\u{2015}' | '\u{2212}');
    }
    pieces
}

/// The number with which these words begin: `NIC`, perhaps a word such as `number`, digits, perhaps what follows them.
fn number(pieces: &[Piece]) -> Option<Quoted> {
    let (first, mut rest) = pieces.split_first()?;
    let mut glued = None;
    match first.word.as_str() {
        "NIC" => {}
        "DARS" if rest.first()?.word != "NIC" => {}
        // `NIC900101`, without anything between.
        word => glued = Some(word.strip_prefix("DARSNIC").or_else(|| word.strip_prefix("NIC"))?),
    }
    let digits = if let Some(digits) = glued {
        digits
    } else {
        while matches!(rest.first()?.word.as_str(), "NUMBER" | "NO" | "NUM" | "REF" | "REFERENCE" | "IS") {
            rest = rest.get(1..)?;
        }
        let (digits, behind) = rest.split_first()?;
        rest = behind;
        &digits.word
    };
    let all_digits = (1..=6).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit());
    // `DARS 2026` is a year; a number of ours has five digits at least.
    if !all_digits || (first.word == "DARS" && digits.len() < 5) {
        return None;
    }
    Some(Quoted { number: digits.parse().ok()?, check: rest.first().and_then(check) })
}

/// The five characters behind a number, or a stray sixth; a word behind a blank is taken for one when it has a digit.
fn check(piece: &Piece) -> Option<String> {
    let word = &piece.word;
    let long = (5..=6).contains(&word.len()) && word.bytes().all(|byte| byte.is_ascii_alphanumeric());
    let letters = word.bytes().any(|byte| byte.is_ascii_alphabetic());
    let mixed = letters && word.bytes().any(|byte| byte.is_ascii_digit());
    (long && letters && (piece.dashed || mixed)).then(|| word.clone())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn one(number: u32, check: Option<&str>) -> Vec<Quoted> {
        vec![Quoted { number, check: check.map(str::to_owned) }]
    }

    #[test]
    fn a_number_is_found_in_every_form_that_people_use() {
        for (text, number, check) in [
            ("DARS-NIC-900101-K4T7Q-v1.2", 900_101, Some("K4T7Q")),
            ("see NIC-178106-MLSWX.", 178_106, Some("MLSWX")),
            ("dars-nic-900101-k4t7q", 900_101, Some("K4T7Q")),
            ("DARS - NIC - 900107 - D8F2S - v2.2", 900_107, Some("D8F2S")),
            ("dars nic 900105 t3x5g", 900_105, Some("T3X5G")),
            ("Nic-900105 (Larkfield)", 900_105, None),
            ("NIC number 900115.", 900_115, None),
            ("NIC 900115 please", 900_115, None),
            ("NIC–900115–Z1E5I", 900_115, Some("Z1E5I")),
            ("NIC-012345", 12_345, None),
            ("NIC-900101-K4T7QQ", 900_101, Some("K4T7QQ")),
            ("NIC900101", 900_101, None),
            ("DARS-900101-K4T7Q", 900_101, Some("K4T7Q")),
            ("NIC-900634-YTH88-v5.2", 900_634, Some("YTH88")),
        ] {
            assert_eq!(quoted(text), one(number, check), "{text}");
        }
    }

    #[test]
    fn what_only_looks_like_one_is_none() {
        for text in [
            "NIC use (nicotine gum)",
            "CON-900501-A1B2C-v2.03",
            "22/CAG/9917 and DDC-2026-0041",
            "call 07700 900105",
            "ENQ-2026-000412",
            "NIC-9001011",
            "the DARS 2026 report",
            "picnic 900101",
            "",
        ] {
            assert_eq!(quoted(text), [], "{text}");
        }
    }

    #[test]
    fn a_number_said_twice_counts_once_and_several_are_all_found() {
        assert_eq!(quoted("NIC-900101 and again nic 900101; NIC-900102").len(), 2);
        assert_eq!(quoted(&"NIC-900101-K4T7Q ".repeat(50)).len(), 1);
    }

    #[test]
    fn one_slip_is_forgiven_and_two_are_asked_about() {
        let nic: Nic = "DARS-NIC-900113-J6S8O".parse().unwrap();
        for (check, may) in [(None, true), (Some("J6S8O"), true), (Some("J6S80"), true), (Some("J6S8OO"), true)] {
            assert_eq!(Quoted { number: 900_113, check: check.map(str::to_owned) }.may_be(&nic), may);
        }
        assert!(!Quoted { number: 900_113, check: Some("K4T7Q".to_owned()) }.may_be(&nic));
    }
}
