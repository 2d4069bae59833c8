//! Texts that somebody meant to replace, and records that were never real.

use super::word::{Word, begin_with, words};

/// Phrases that no finished text holds.
const UNFINISHED: &[&[&str]] = &[
    &["lorem", "ipsum"],
    &["tbc"],
    &["todo"],
    &["placeholder"],
    &["asdf"],
    &["dummy", "text"],
    &["dummy", "record"],
    &["insert", "text", "here"],
];

/// What follows "test" or "dummy" at the beginning of a text that is about itself.
const ABOUT_ITSELF: &[&str] = &[
    "agreement",
    "application",
    "dsa",
    "entry",
    "ignore",
    "nic",
    "only",
    "please",
    "record",
    "request",
    "submission",
    "text",
    "title",
];

/// Whether a text is a test, a dummy or unfinished.
pub fn placeholder(text: &str) -> bool {
    let words = words(text);
    opens_as_test(&words)
        || (0..words.len()).any(|at| {
            let (before, rest) = words.split_at(at);
            UNFINISHED.iter().any(|phrase| begin_with(rest, phrase)) || xxx(before, rest) || says_test(rest)
        })
}

/// A text that is only "test", or begins "Test record", "TEST - …", "Test 2 …"; never "Test and Trace", "Testing for …".
fn opens_as_test(words: &[Word<'_>]) -> bool {
    let [first, rest @ ..] = words else { return false };
    if !first.is("test") && !first.is("testing") && !first.is("dummy") {
        return false;
    }
    let Some(next) = rest.first() else { return true };
    if first.is("testing") {
        return begin_with(rest, &["testing"]) || begin_with(rest, &["123"]) || begin_with(rest, &["1", "2", "3"]);
    }
    let dashed = next.gap.starts_with(char::is_whitespace) && next.gap.contains(['-', '–', '—']);
    let set_apart = dashed || next.gap.contains(':');
    let shouted = first.text == "TEST" && !next.text.chars().all(|c| c.is_uppercase() || c.is_ascii_digit());
    let shouted = shouted && next.gap.contains(' ');
    set_apart
        || shouted
        || next.is(first.text)
        || next.text.chars().all(|c| c.is_ascii_digit())
        || ABOUT_ITSELF.iter().any(|word| next.is(word))
}

/// "This is a test.", "this is a test record", and not "this is a test of the theory".
fn says_test(words: &[Word<'_>]) -> bool {
    if !begin_with(words, &["this", "is", "a", "test"]) {
        return false;
    }
    match words.get(4) {
        None => true,
        Some(next) => next.gap.contains(['.', '!', '\n']) || ABOUT_ITSELF.iter().any(|word| next.is(word)),
    }
}

/// Three or more x, unless they are chromosomes: "47,XXX", "XXX syndrome".
fn xxx(before: &[Word<'_>], rest: &[Word<'_>]) -> bool {
    let [word, after @ ..] = rest else { return false };
    let crosses = word.text.len() >= 3 && word.text.bytes().all(|b| b.eq_ignore_ascii_case(&b'x'));
    let counted = before.last().is_some_and(|word| word.text.bytes().all(|b| b.is_ascii_digit()));
    let chromosomes = (counted && word.gap.starts_with(',')) || begin_with(after, &["syndrome"]);
    crosses && !chromosomes
}

#[cfg(test)]
mod tests {
    use super::placeholder;

    #[test]
    fn tests_and_placeholders_are_found() {
        for text in [
            "test",
            "TEST",
            "Test.",
            "testing",
            "Testing 123",
            "test test",
            "Test record",
            "test record for training",
            "Test application - please ignore",
            "TEST: hip fractures",
            "Test - hip fractures",
            "TEST Hip fractures",
            "Test 2",
            "Dummy",
            "Dummy record",
            "Lorem ipsum dolor",
            "LOREM IPSUM",
            "Outputs: TBC",
            "tbc",
            "Paper (tbc)",
            "TODO",
            "todo: write this",
            "xxx",
            "Benefits XXXX",
            "A placeholder",
            "This is a test",
            "This is a test.",
            "We wrote: this is a test record, ignore.",
            "asdf",
            "insert text here",
        ] {
            assert!(placeholder(text), "{text}");
        }
    }

    #[test]
    fn honest_prose_about_tests_passes() {
        for text in [
            "",
            "Blood test results after stroke",
            "We tested two models",
            "Testing for atrial fibrillation",
            "Test and Trace: effect on admissions",
            "Test-retest reliability of frailty scores",
            "Test–retest reliability",
            "A latest review",
            "This is a test of whether screening helps",
            "Laboratory test records are linked",
            "Contest",
            "Attestation",
            "TEST AND TRACE EVALUATION",
            "Dummy variables mark each trust",
            "47,XXX karyotype",
            "XXX syndrome in girls",
            "XX and XY",
            "Mastodon",
            "Test results of cardiac patients",
            "TESTS of liver function",
        ] {
            assert!(!placeholder(text), "{text}");
        }
    }
}
