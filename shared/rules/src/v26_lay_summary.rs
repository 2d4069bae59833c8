//! V26: the lay summary is short enough to be read, and in words for everyone.

use std::collections::BTreeSet;

use dars_vocabulary::{ApplicationContent, Finding, Severity, Stage, refusal::Basis};

use crate::{finding::Rule, policy};

const V26: Rule = Rule { id: "V26", severity: Severity::Error, stage: Stage::Submit, basis: Basis::Reading };
const HINT: Rule = Rule { severity: Severity::Warning, basis: Basis::Ours, ..V26 };
const POINTER: &str = "/purpose/lay_summary";

/// Source: HDR UK Gateway template, "lay summary" (at most 300 words). A missing summary is completeness's.
pub fn v26_lay_summary(content: &ApplicationContent) -> Vec<Finding> {
    let Some(purpose) = &content.purpose else { return Vec::new() };
    let most = policy::LAY_SUMMARY_WORDS.value;
    let words: Vec<&str> = purpose.lay_summary.split_whitespace().collect();
    if !u32::try_from(words.len()).is_ok_and(|words| words <= most) {
        let message = format!("The lay summary has {} words: shorten it to {most}.", words.len());
        return vec![V26.finding("lay-summary-too-long", POINTER, message)];
    }
    abbreviations(&words).into_iter().chain(hard_to_read(&words)).collect()
}

/// Names the places of abbreviations that are neither common nor explained; the words themselves are the applicant's.
fn abbreviations(words: &[&str]) -> Option<Finding> {
    let explained: BTreeSet<&str> =
        words.iter().filter(|word| word.starts_with('(')).map(|word| letters(word)).collect();
    let unknown = |word: &str| {
        let bare = letters(word);
        is_abbreviation(bare) && !policy::COMMON_ABBREVIATIONS.contains(&bare) && !explained.contains(bare)
    };
    let places: Vec<String> =
        (1..).zip(words).filter(|(_, word)| unknown(word)).map(|(at, _): (usize, _)| at.to_string()).collect();
    (!places.is_empty()).then(|| {
        let message = format!("Explain the abbreviation at word {}, or write it out.", places.join(", "));
        HINT.finding("abbreviation-unexplained", POINTER, message)
    })
}

fn letters(word: &str) -> &str {
    let bare = word.trim_matches(|character: char| !character.is_alphanumeric());
    bare.trim_end_matches("'s").trim_end_matches("’s")
}

fn is_abbreviation(word: &str) -> bool {
    let capitals = word.chars().filter(|character| character.is_uppercase()).count();
    capitals >= 2 && !word.chars().any(char::is_lowercase)
}

/// The automated readability index, in hundredths so that no fraction is lost: letters per word, words per sentence. Of
/// a short text it says little.
fn hard_to_read(words: &[&str]) -> Option<Finding> {
    const ENOUGH_WORDS: usize = 100;
    let count = words.len();
    if count < ENOUGH_WORDS {
        return None;
    }
    let signs: usize = words.iter().map(|word| word.chars().filter(|sign| sign.is_alphanumeric()).count()).sum();
    let ends = words.iter().filter(|word| word.trim_end_matches(['"', '\'', ')', '”', '’']).ends_with(['.', '!', '?']));
    let grade = (471 * signs + 50 * count * count / ends.count().max(1)).checked_div(count)?.saturating_sub(2143) / 100;
    // A grade of n is read at the age of n and five.
    let age = grade + 5;
    let most = policy::LAY_SUMMARY_READING_AGE.value;
    (!u32::try_from(age).is_ok_and(|age| age <= most)).then(|| {
        let message = format!(
            "The lay summary is hard to read (about age {age}; aim at {most}, a provisional value): use shorter \
             sentences and words."
        );
        HINT.finding("lay-summary-hard-to-read", POINTER, message)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{finding::seen, sample::complete};

    fn findings(summary: &str) -> Vec<Finding> {
        let mut content = complete();
        content.purpose.as_mut().unwrap().lay_summary = summary.to_owned();
        v26_lay_summary(&content)
    }

    #[test]
    fn a_lay_summary_has_at_most_300_words() {
        for (words, fails) in [(0, false), (1, false), (299, false), (300, false), (301, true), (5000, true)] {
            let findings = findings(&"word. \n".repeat(words));
            let expected: &[_] = if fails { &[("lay-summary-too-long", "/purpose/lay_summary")] } else { &[] };
            assert_eq!(seen(&findings), expected, "{words}");
            assert!(findings.iter().all(|f| f.stage == Stage::Submit && f.severity == Severity::Error));
        }
    }

    #[test]
    fn an_abbreviation_is_common_explained_or_warned_of() {
        let table = [
            ("We ask the NHS and NICE about COVID-19.", false),
            ("We look at AF in old age.", true),
            ("We look at atrial fibrillation (AF). AF is common.", false),
            ("We look at AF's harm. It is large.", true),
            ("We look at (AF) and CVD.", true),
            ("A word I know. It is C.", false),
            ("The NHS's own view, the GP's too.", false),
        ];
        for (summary, warns) in table {
            let findings = findings(summary);
            let expected: &[_] = if warns { &[("abbreviation-unexplained", "/purpose/lay_summary")] } else { &[] };
            assert_eq!(seen(&findings), expected, "{summary}");
            assert!(findings.iter().all(|f| f.severity == Severity::Warning));
        }
        assert!(findings("We look at AF and CVD.")[0].message.contains("at word 4, 6,"));
    }

    #[test]
    fn long_sentences_of_long_words_are_hard_to_read() {
        let hard = "Retrospective epidemiological characterisation of cardiovascular multimorbidity trajectories \
                    utilising pseudonymised administrative hospitalisation records ";
        let hint = [("lay-summary-hard-to-read", "/purpose/lay_summary")];
        // Twelve words each time.
        assert_eq!(seen(&findings(&hard.repeat(9))), hint);
        assert_eq!(findings(&hard.repeat(8)), []);
        let plain = "We follow people who agreed to be screened. We count strokes. Then we compare. ";
        assert_eq!(findings(&plain.repeat(8)), []);
        let endless = "and we follow people who agreed to be screened ";
        assert_eq!(seen(&findings(&endless.repeat(12))), hint);
        assert_eq!(findings(""), []);
    }
}
