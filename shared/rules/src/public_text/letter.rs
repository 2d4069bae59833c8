//! What letters leave behind: titles with names, and signatures.

use super::word::{Word, begin_with, words};

/// Titles as they are written before a name; "DR" alone is also a disease and a country.
const TITLES: &[&str] = &["Dr", "Prof", "PROF", "Professor", "PROFESSOR", "Mr", "Mrs", "Ms", "Miss"];

/// What may stand between a title and a capitalised name.
const PARTICLES: &[&str] = &["al", "da", "de", "del", "der", "di", "la", "le", "van", "von"];

const CLOSINGS: &[&[&str]] = &[
    &["yours", "sincerely"],
    &["yours", "faithfully"],
    &["yours", "truly"],
    &["kind", "regards"],
    &["best", "regards"],
];

/// Whether a title with a capitalised name stands in the text: "Dr Smith", "Professor J. Jones", "Dr. de Souza".
pub fn personal_title(text: &str) -> bool {
    let words = words(text);
    (0..words.len()).any(|at| {
        let (_, rest) = words.split_at(at);
        let [title, names @ ..] = rest else { return false };
        let mut names = names.iter().skip_while(|word| joined(word) && PARTICLES.contains(&word.text));
        TITLES.contains(&title.text) && names.next().is_some_and(|name| joined(name) && name.is_capitalised())
    })
}

/// Whether only spaces, or the title's own full stop, part a word from the one before.
fn joined(word: &Word<'_>) -> bool {
    let gap = word.gap.strip_prefix('.').unwrap_or(word.gap);
    gap.chars().all(|c| c.is_whitespace() && c != '\n')
}

/// Whether a line begins "Signed by …" or "Signed: …", or a letter's closing stands in the text. "Forms signed by
/// participants" is fine.
pub fn signature_line(text: &str) -> bool {
    let closes = |words: &[Word<'_>]| CLOSINGS.iter().any(|closing| begin_with(words, closing));
    let all = words(text);
    if (0..all.len()).any(|at| closes(all.split_at(at).1)) {
        return true;
    }
    text.split(['\n', '\r']).flat_map(|line| line.split(". ")).any(|line| {
        let words = words(line);
        let colon = words.first().is_some_and(|word| word.is("signed"))
            && line.trim_start().get("signed".len()..).is_some_and(|rest| rest.trim_start().starts_with(':'));
        colon || begin_with(&words, &["signed", "by"]) || begin_with(&words, &["signed", "on", "behalf"])
    })
}

#[cfg(test)]
mod tests {
    use super::{personal_title, signature_line};

    #[test]
    fn a_title_with_a_name_is_found() {
        for text in [
            "Dr Smith",
            "led by Dr. Jane Doe",
            "Professor J. Jones",
            "PROFESSOR JONES",
            "Prof O’Neil",
            "Dr de Souza",
            "Mrs Ünal",
            "with Ms A Khan",
            "Dr van der Berg",
            "Mr\u{a0}Jones",
        ] {
            assert!(personal_title(text), "{text}");
        }
        for text in [
            "",
            "Dr",
            "DR screening",
            "DR Congo",
            "a professor of medicine",
            "Professor of Medicine",
            "MS Society",
            "Drs and nurses",
            "MR Imaging",
            "Mr\nJones",
            "Drew Smith",
            "Dr, Smith",
        ] {
            assert!(!personal_title(text), "{text}");
        }
    }

    #[test]
    fn a_signature_line_is_found() {
        for text in [
            "Signed by the director",
            "Signed: A. Person",
            "Text.\nSIGNED BY ADA",
            "Outputs follow. Signed by Ada",
            "Yours sincerely",
            "… kind regards, A",
            "Signed on behalf of the trust",
            "  signed : x",
        ] {
            assert!(signature_line(text), "{text}");
        }
        for text in [
            "",
            "Consent forms signed by participants",
            "An agreement was signed",
            "Designed by patients",
            "Signed rank test",
            "Yours",
            "with regards to",
            "éé",
        ] {
            assert!(!signature_line(text), "{text}");
        }
    }
}
