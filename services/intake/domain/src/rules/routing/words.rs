//! Patterns over the words of a sentence.
//!
//! Words follow one another; `a|b_c` is either, the second of two words; `stem*` any word that begins so; `~3` lets up to three words stand between;
//! `@group` is a list of words used in several patterns; `=word` allows no typing slip, which longer words else forgive; `^` begins at the sentence's
//! first word.
//! Parts around ` & ` stand in one sentence in any order.

use std::ops::Range;

use super::{groups::GROUPS, typos::one_typo};

/// A word shorter than this is too easily another.
const FORGIVEN: usize = 6;

/// Where `pattern` first stands in `sentence`; of a pattern in parts, nothing.
pub(super) fn find(pattern: &str, sentence: &[String]) -> Option<Range<usize>> {
    if let Some(pattern) = pattern.strip_prefix("^ ") {
        return Some(0..ends(pattern.split(' '), sentence, 0)?);
    }
    (0..sentence.len()).find_map(|from| Some(from..ends(pattern.split(' '), sentence, from)?))
}

/// Whether all parts of `pattern` stand in `sentence`.
pub(super) fn holds(pattern: &str, sentence: &[String]) -> bool {
    pattern.split(" & ").all(|part| find(part, sentence).is_some())
}

/// Where the pattern ends that begins at `from`.
fn ends<'a>(mut pattern: impl Iterator<Item = &'a str> + Clone, sentence: &[String], from: usize) -> Option<usize> {
    let Some(element) = pattern.next() else { return Some(from) };
    if let Some(gap) = element.strip_prefix('~') {
        let most = gap.parse().unwrap_or(0_usize);
        return (0..=most).find_map(|gap| ends(pattern.clone(), sentence, from.checked_add(gap)?));
    }
    element.split('|').find_map(|alternative| ends(pattern.clone(), sentence, behind(alternative, sentence, from)?))
}

/// Where an alternative ends, of one word or of several with `_` between, that begins at `from`.
fn behind(alternative: &str, sentence: &[String], from: usize) -> Option<usize> {
    if let Some(group) = alternative.strip_prefix('@') {
        return members(group).find_map(|member| behind(member, sentence, from));
    }
    alternative.split('_').try_fold(from, |at, word| if is(word, sentence.get(at)?) { at.checked_add(1) } else { None })
}

fn is(alternative: &str, word: &str) -> bool {
    if let Some(stem) = alternative.strip_suffix('*') {
        return word.starts_with(stem);
    }
    if let Some(exact) = alternative.strip_prefix('=') {
        return word == exact;
    }
    let forgiven = alternative.len() >= FORGIVEN && alternative.bytes().next() == word.bytes().next();
    word == alternative || (forgiven && one_typo(word.as_bytes(), alternative.as_bytes()))
}

fn members(group: &str) -> impl Iterator<Item = &'static str> {
    GROUPS.iter().filter(move |(name, _)| *name == group).flat_map(|(_, members)| members.split(' '))
}

/// Whether a pattern means something: its groups are there, its gaps are numbers, and it begins with a word.
#[cfg(test)]
pub(super) fn readable(pattern: &str) -> bool {
    let element = |element: &str| match element.strip_prefix('~') {
        Some(gap) => gap.parse::<usize>().is_ok(),
        None => element.split(['|', '_']).all(|alternative| {
            let group = alternative.strip_prefix('@').is_none_or(|group| members(group).next().is_some());
            let lower = alternative.chars().all(|c| c.is_lowercase() || c.is_ascii_digit() || "*=@".contains(c));
            group
                && lower
                && alternative.trim_matches(['*', '=', '@']).len()
                    == alternative.len() - alternative.matches(['*', '=', '@']).count()
                && !alternative.is_empty()
        }),
    };
    pattern
        .strip_prefix("^ ")
        .unwrap_or(pattern)
        .split(" & ")
        .all(|part| !part.starts_with('~') && part.split(' ').all(element))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<String> {
        text.split(' ').map(str::to_owned).collect()
    }

    #[test]
    fn a_pattern_is_found_where_its_words_follow_one_another() {
        let sentence = words("the patient file went to the wrong hospitl yesterday");
        for (pattern, found) in [
            ("patient file", Some(1..3)),
            ("patient went", None),
            ("patient ~1 went", Some(1..4)),
            ("sent|went ~3 wrong hospital", Some(3..8)),
            ("hosp*", Some(7..8)),
            ("=hospital", None),
            ("@sent", Some(3..4)),
        ] {
            assert_eq!(find(pattern, &sentence), found, "{pattern}");
        }
        assert!(holds("wrong & file", &sentence) && !holds("wrong & folder", &sentence));
    }

    #[test]
    fn short_words_forgive_no_slip() {
        assert!(!is("lost", "list") && is("patients", "pateints") && !is("=breach", "breech"));
    }
}
