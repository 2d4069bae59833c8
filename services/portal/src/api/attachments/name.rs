//! A file's name in `Content-Disposition` (RFC 6266, RFC 8187).

use std::fmt::Write as _;

use axum::http::{HeaderMap, header};
use dars_bus::Problem;

/// The longest header, in bytes.
const LONGEST: usize = 2048;

/// The name of the file that is sent.
pub(super) fn of_file(headers: &HeaderMap) -> Result<String, Problem> {
    let mut values = headers.get_all(header::CONTENT_DISPOSITION).iter();
    let (Some(value), None) = (values.next(), values.next()) else { return Err(missing()) };
    // Some clients write the name as it is, in UTF-8.
    let text = std::str::from_utf8(value.as_bytes()).map_err(|_| malformed())?;
    if text.len() > LONGEST {
        return Err(malformed());
    }
    let (kind, rest) = text.split_once(';').ok_or_else(missing)?;
    if !matches!(kind.trim().to_ascii_lowercase().as_str(), "attachment" | "inline") {
        return Err(malformed());
    }
    let parameters = parameters(rest).ok_or_else(malformed)?;
    let one = |name: &str| {
        let mut found = parameters.iter().filter(|(known, _)| known == name).map(|(_, value)| value.as_str());
        (found.next(), found.next().is_some())
    };
    match (one("filename*"), one("filename")) {
        ((_, true), _) | (_, (_, true)) => Err(malformed()),
        ((Some(extended), _), _) => extended_value(extended).ok_or_else(malformed),
        ((None, _), (Some(plain), _)) => Ok(plain.to_owned()),
        ((None, _), (None, _)) => Err(missing()),
    }
}

fn missing() -> Problem {
    let detail = "Send the file's name once: Content-Disposition: attachment; filename=\"protocol.pdf\"";
    Problem::new(400, "file-name-missing", detail)
}

fn malformed() -> Problem {
    let detail = "Content-Disposition cannot be read. Send it as: attachment; filename=\"protocol.pdf\", or with \
                  filename*=UTF-8''Pr%C3%BCfplan.pdf";
    Problem::new(400, "file-name-malformed", detail)
}

/// `name=value` or `name="value"`, parted by semicolons.
fn parameters(text: &str) -> Option<Vec<(String, String)>> {
    let mut found = Vec::new();
    let mut rest = text.trim_start();
    while !rest.is_empty() {
        let (name, behind) = rest.split_once('=')?;
        let (value, behind) = if let Some(quoted) = behind.trim_start().strip_prefix('"') {
            quoted_value(quoted)?
        } else {
            let end = behind.find(';').unwrap_or(behind.len());
            let (value, behind) = behind.split_at_checked(end)?;
            (value.trim().to_owned(), behind)
        };
        found.push((name.trim().to_ascii_lowercase(), value));
        let behind = behind.trim_start();
        rest = match behind.strip_prefix(';') {
            Some(more) => more.trim_start(),
            None if behind.is_empty() => behind,
            None => return None,
        };
    }
    Some(found)
}

/// What stands up to the closing quote, and what is behind it.
fn quoted_value(text: &str) -> Option<(String, &str)> {
    let mut value = String::new();
    let mut characters = text.char_indices();
    while let Some((at, character)) = characters.next() {
        match character {
            '"' => return Some((value, text.get(at + 1..)?)),
            '\\' => value.push(characters.next()?.1),
            other => value.push(other),
        }
    }
    None
}

/// `UTF-8''` and percent-encoded bytes.
fn extended_value(text: &str) -> Option<String> {
    let (charset, rest) = text.split_once('\'')?;
    let (_language, encoded) = rest.split_once('\'')?;
    if !charset.eq_ignore_ascii_case("utf-8") {
        return None;
    }
    let mut bytes = Vec::with_capacity(encoded.len());
    let mut rest = encoded.as_bytes();
    while let [first, behind @ ..] = rest {
        (bytes, rest) = match (first, behind) {
            (b'%', [high, low, more @ ..]) => {
                let digit = |byte: &u8| char::from(*byte).to_digit(16);
                let byte = u8::try_from(digit(high)? * 16 + digit(low)?).ok()?;
                bytes.push(byte);
                (bytes, more)
            }
            (b'%', _) => return None,
            (other, more) => {
                bytes.push(*other);
                (bytes, more)
            }
        };
    }
    String::from_utf8(bytes).ok()
}

/// The header that has a browser keep a file under its name, and never show it.
pub(super) fn disposition(name: &str) -> String {
    let plain: String = name
        .chars()
        .map(|character| {
            if character.is_ascii_graphic() && !matches!(character, '"' | '\\' | '%') || character == ' ' {
                character
            } else {
                '_'
            }
        })
        .collect();
    let mut text = format!("attachment; filename=\"{plain}\"");
    if plain != name {
        text.push_str("; filename*=UTF-8''");
        for byte in name.bytes() {
            if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~') {
                text.push(char::from(byte));
            } else {
                // Writing into a String cannot fail.
                let _ = write!(text, "%{byte:02X}");
            }
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use axum::http::HeaderValue;

    use super::*;

    fn read(text: &str) -> Result<String, String> {
        let mut headers = HeaderMap::new();
        headers.append(header::CONTENT_DISPOSITION, HeaderValue::from_bytes(text.as_bytes()).unwrap());
        of_file(&headers).map_err(|problem| problem.code)
    }

    #[test]
    fn a_name_is_read_as_clients_write_it() {
        for (text, name) in [
            ("attachment; filename=protocol.pdf", "protocol.pdf"),
            ("attachment; filename=\"a b.pdf\"", "a b.pdf"),
            ("Attachment;filename=\"say \\\"aah\\\"; please.pdf\"; size=3", "say \"aah\"; please.pdf"),
            ("attachment; filename=\"Prüfplan.pdf\"", "Prüfplan.pdf"),
            ("attachment; filename=\"fallback.pdf\"; filename*=UTF-8''Pr%C3%BCfplan%20v3.pdf", "Prüfplan v3.pdf"),
        ] {
            assert_eq!(read(text).as_deref(), Ok(name), "{text}");
        }
    }

    #[test]
    fn what_cannot_be_read_in_one_way_is_refused() {
        for text in ["attachment", "attachment; size=3"] {
            assert_eq!(read(text), Err("file-name-missing".to_owned()), "{text}");
        }
        for text in [
            "form-data; name=\"file\"; filename=\"a.pdf\"",
            "attachment; filename=\"a.pdf",
            "attachment; filename=\"a.pdf\" b",
            "attachment; filename=a; filename=b",
            "attachment; filename*=latin1''a.pdf",
            "attachment; filename*=UTF-8''%zz.pdf",
            "attachment; filename*=UTF-8''%ff.pdf",
            &format!("attachment; filename=\"{}\"", "a".repeat(3000)),
        ] {
            assert_eq!(read(text), Err("file-name-malformed".to_owned()), "{text}");
        }
    }

    #[test]
    fn a_name_goes_out_as_it_can_be_read_back() {
        for name in ["protocol.pdf", "Prüfplan v3.pdf", "say \"aah\".pdf", "a\r\nSet-Cookie: b.pdf", "50%.csv"] {
            let text = disposition(name);
            assert!(text.is_ascii() && !text.contains(['\r', '\n']), "{text}");
            assert_eq!(read(&text).as_deref(), Ok(name));
        }
    }
}
