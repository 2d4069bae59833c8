//! A mail may quote ours, whose link and reply address nobody but its reader should hold. What looks like a token is left
//! out, wherever it stands: mail programs and filters rewrite links, encode them and break them over lines.

use std::ops::Range;

/// A token has this many characters at least.
const SECRET: usize = 32;
/// One that is as long is whole, and the next line is none of it.
const WHOLE: usize = 43;
/// A line that was broken by a program is at least so long.
const BROKEN: usize = 60;

/// `text` with "…" for each token.
pub fn without_secrets(text: &str) -> String {
    let mut kept = String::with_capacity(text.len());
    let mut from = 0;
    for token in tokens(text) {
        kept.push_str(text.get(from..token.start).unwrap_or_default());
        kept.push('…');
        from = token.end;
    }
    kept.push_str(text.get(from..).unwrap_or_default());
    kept
}

/// Where they stand.
fn tokens(text: &str) -> Vec<Range<usize>> {
    let bytes = text.as_bytes();
    let (mut found, mut at) = (Vec::new(), 0);
    while at < bytes.len() {
        let (end, said) = run(bytes, at);
        if said.len() >= SECRET && is_random(&said) {
            found.push(at..end);
        }
        at = end.max(at.saturating_add(1));
    }
    found
}

/// The characters of a token that stand from `at` on, and where they end in the text.
fn run(bytes: &[u8], mut at: usize) -> (usize, Vec<u8>) {
    let (mut said, mut end) = (Vec::new(), at);
    loop {
        if let Some((character, behind)) = character(bytes, at) {
            said.push(character);
            (at, end) = (behind, behind);
        } else if let Some(behind) = break_of_line(bytes, at).filter(|_| (1..WHOLE).contains(&said.len())) {
            at = behind;
        } else {
            return (end, said);
        }
    }
}

/// One of a token's characters, as it is or percent-encoded, and where the next one stands.
fn character(bytes: &[u8], at: usize) -> Option<(u8, usize)> {
    let is = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_');
    let byte = *bytes.get(at)?;
    if is(byte) {
        return Some((byte, at.saturating_add(1)));
    }
    // `%2D`, or `%252D` where it was encoded twice.
    let mut from = at.saturating_add(1);
    while byte == b'%' && bytes.get(from..from.saturating_add(2)) == Some(b"25") {
        from = from.saturating_add(2);
    }
    let digits = std::str::from_utf8(bytes.get(from..from.saturating_add(2))?).ok()?;
    let decoded = u8::from_str_radix(digits, 16).ok()?;
    (byte == b'%' && is(decoded)).then_some((decoded, from.saturating_add(2)))
}

/// Where the next line's own text begins, when a program broke the line at `at`: behind a `=`, or where it was full.
fn break_of_line(bytes: &[u8], at: usize) -> Option<usize> {
    let soft = bytes.get(at) == Some(&b'=');
    let mut next = if soft { at.saturating_add(1) } else { at };
    if bytes.get(next) == Some(&b'\r') {
        next = next.saturating_add(1);
    }
    if bytes.get(next) != Some(&b'\n') {
        return None;
    }
    let line = bytes.get(..at)?.iter().rev().take_while(|byte| **byte != b'\n').count();
    if !soft && line < BROKEN {
        return None;
    }
    next = next.saturating_add(1);
    // The mark of a quotation.
    while matches!(bytes.get(next), Some(b'>' | b' ')) {
        next = next.saturating_add(1);
    }
    Some(next)
}

/// Words of a language have no digits or capitals inside.
fn is_random(said: &[u8]) -> bool {
    said.iter().any(u8::is_ascii_alphabetic)
        && said.iter().skip(1).any(|byte| byte.is_ascii_digit() || byte.is_ascii_uppercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    const TOKEN: &str = "a-Token_of-forty-three-characters-012345678";

    #[test]
    fn a_link_that_is_quoted_is_not_kept() {
        let quoted = format!(
            "Yes.\n> Read on: https://x.example/enquiries/ENQ-2026-000412#{TOKEN}\n> to <e+2026-000412-{TOKEN}@y.example>"
        );
        let kept = "Yes.\n> Read on: https://x.example/enquiries/ENQ-2026-000412#…\n> to <e+…@y.example>";
        assert_eq!(without_secrets(&quoted), kept);
        for text in ["#1 of 3 + 4", "C++ and #", "x+tag@y.example", "é#é+", "", "%", "a=\n", "100% sure"] {
            assert_eq!(without_secrets(text), text);
        }
    }

    #[test]
    fn a_link_that_was_rewritten_encoded_or_broken_is_not_kept_either() {
        let (half, rest) = TOKEN.split_at(20);
        let encoded = TOKEN.replace('-', "%2D").replace('_', "%5f");
        let twice = TOKEN.replace('-', "%252D");
        for text in [
            format!(
                "https://eur.safelinks.example/?url=https%3A%2F%2Fx.example%2Fenquiries%2FENQ-2026-000412%23{TOKEN}&data=05"
            ),
            format!("https://x.example/enquiries/ENQ-2026-000412%2523{TOKEN}"),
            format!("https://x.example/enquiries/ENQ-2026-000412#{encoded}"),
            format!("https://x.example/enquiries/ENQ-2026-000412%23{twice}"),
            format!("https://x.example/enquiries/ENQ-2026-000412#{half}=\r\n{rest}"),
            format!("> {}https://x.example/#{half}\n> {rest} and more", "word ".repeat(12)),
            format!("the token {TOKEN} alone, and \u{a0}{TOKEN}\u{a0}"),
            format!("<a href=3D\"https://x.example/#{TOKEN}\">here</a>"),
        ] {
            let kept = without_secrets(&text);
            assert!(!kept.contains(half) && !kept.contains(rest) && kept.contains('…'), "{kept}");
            assert!(!kept.contains("forty-three") && !kept.contains("three%2Dcharacters"), "{kept}");
        }
    }

    #[test]
    fn what_people_write_stays() {
        for text in [
            "________________________________\n--------------------------------------------",
            "https://x.example/how-to-apply-for-data-and-what-it-costs-in-the-end",
            "DARS-NIC-900101-K4T7Q-v1.2 and DARS-NIC-900102-M2R8D-v0.1",
            "E10\nE11\nE12\nE13\nE14\nI20\nI21\nI22\nI23\nI24\nI25\nJ10\nJ11\nJ12",
            "hospital_admissions_by_region_and_month",
        ] {
            assert_eq!(without_secrets(text), text);
        }
    }
}
