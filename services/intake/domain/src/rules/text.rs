//! What people may write into a field, by its length and form; the problem names the field, never its content.

use dars_rules::persons::persons_in_words;
use dars_vocabulary::FieldError;

/// A longest name, in characters.
pub(crate) const NAME: usize = 200;
/// A longest free text, in characters.
pub(crate) const FREE_TEXT: usize = 4000;
/// A longest mail address, in bytes (RFC 5321).
const EMAIL: usize = 254;

fn wrong(pointer: &str, code: &str, detail: String) -> FieldError {
    FieldError { pointer: pointer.to_owned(), code: code.to_owned(), detail }
}

/// A text of several lines: not empty, at most `most` characters.
pub(crate) fn free_text(pointer: &str, text: &str, most: usize) -> Option<FieldError> {
    let characters = text.chars().count();
    if text.trim().is_empty() {
        return Some(wrong(pointer, "missing", "Write something here.".to_owned()));
    }
    (characters > most)
        .then(|| wrong(pointer, "too-long", format!("At most {most} characters: this has {characters}.")))
}

/// A free text about an application, in which no persons are told of.
pub(crate) fn said(pointer: &str, text: &str) -> Option<FieldError> {
    free_text(pointer, text, FREE_TEXT).or_else(|| persons_in_words(pointer, text))
}

/// A text of one line, as a name is.
pub(crate) fn line(pointer: &str, text: &str) -> Option<FieldError> {
    if text.chars().any(char::is_control) {
        return Some(wrong(
            pointer,
            "control-character",
            "Write it on one line, without control characters.".to_owned(),
        ));
    }
    free_text(pointer, text, NAME)
}

/// An address that mail could reach; whether it does, only a mail tells.
pub(crate) fn email(pointer: &str, text: &str) -> Option<FieldError> {
    let plausible = text.len() <= EMAIL
        && !text.chars().any(|c| c.is_whitespace() || c.is_control() || "<>,;:\"()[]\\".contains(c))
        && text.split_once('@').is_some_and(|(local, domain)| {
            let labels = domain.split('.').count() >= 2 && domain.split('.').all(|label| !label.is_empty());
            !local.is_empty() && labels && !domain.contains('@')
        });
    (!plausible)
        .then(|| wrong(pointer, "not-an-email", "Write one e-mail address, such as you@example.org.".to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_plausible_or_not() {
        for text in ["a@b.example", "first.last+tag@sub.domain.example", "o'hara@x.example"] {
            assert_eq!(email("/email", text), None, "{text}");
        }
        let long = format!("{}@b.example", "a".repeat(EMAIL));
        for text in [
            "",
            "a",
            "a@b",
            "@b.example",
            "a@",
            "a@@b.example",
            "a@b..example",
            "a@b.example.",
            "a b@c.example",
            "a@b.example\r\nBcc: x@y.example",
            "<a@b.example>",
            "a@b.example,c@d.example",
            &long,
        ] {
            assert_eq!(email("/email", text).map(|wrong| wrong.code), Some("not-an-email".to_owned()), "{text}");
        }
    }

    #[test]
    fn a_name_is_one_line_of_at_most_200_characters() {
        for (text, code) in [
            ("é".repeat(200), None),
            ("é".repeat(201), Some("too-long")),
            (" ".to_owned(), Some("missing")),
            ("A\nB".to_owned(), Some("control-character")),
        ] {
            assert_eq!(line("/name", &text).map(|wrong| wrong.code).as_deref(), code);
        }
    }

    #[test]
    fn a_free_text_has_at_most_4000_characters_and_may_have_lines() {
        for (text, code) in
            [("é\n".repeat(2000), None), ("é".repeat(4001), Some("too-long")), ("\n \t".to_owned(), Some("missing"))]
        {
            assert_eq!(free_text("/text", &text, FREE_TEXT).map(|wrong| wrong.code).as_deref(), code);
        }
    }
}
