//! A text as sentences of words.

use std::borrow::Cow;

use super::{asking, footers::FOOTERS, words};

/// What was written, without what mail programs add below it.
#[derive(Clone, Debug)]
pub(super) struct Text {
    /// Sentences as they run on over lines, and those of each line by itself: a line may end where a sentence does not,
    /// and a sentence without its full stop must not swallow the next line.
    sentences: Vec<Sentence>,
}

#[derive(Clone, Debug)]
struct Sentence {
    words: Vec<String>,
    /// Whether it asks or wishes for something, and does not tell of it.
    asks: bool,
}

impl Text {
    pub(super) fn of(text: &str) -> Self {
        let mut sentences = Vec::new();
        for paragraph in text.replace("\r\n", "\n").split("\n\n") {
            split(&paragraph.replace('\n', " "), &mut sentences);
            if paragraph.trim().contains('\n') {
                paragraph.lines().for_each(|line| split(line, &mut sentences));
            }
        }
        sentences
            .retain(|sentence: &Sentence| !FOOTERS.iter().any(|footer| words::find(footer, &sentence.words).is_some()));
        sentences.sort_by(|a, b| a.words.cmp(&b.words));
        sentences.dedup_by(|a, b| a.words == b.words);
        Self { sentences }
    }

    /// The same without these phrases.
    pub(super) fn without(&self, phrases: &[&str]) -> Cow<'_, Self> {
        let mut sentences = Cow::Borrowed(&self.sentences);
        for phrase in phrases {
            for at in 0..sentences.len() {
                while let Some(span) = sentences.get(at).and_then(|sentence| words::find(phrase, &sentence.words)) {
                    if let Some(sentence) = sentences.to_mut().get_mut(at) {
                        // A mark that no pattern matches stands where the phrase stood.
                        sentence.words.splice(span, [String::new()]);
                    }
                }
            }
        }
        match sentences {
            Cow::Borrowed(_) => Cow::Borrowed(self),
            Cow::Owned(sentences) => Cow::Owned(Self { sentences }),
        }
    }

    /// Whether any sentence holds any of these patterns.
    pub(super) fn has_any(&self, patterns: &[&str]) -> bool {
        patterns.iter().any(|pattern| self.sentences.iter().any(|sentence| words::holds(pattern, &sentence.words)))
    }

    /// Whether any sentence that tells something, and does not ask for it, holds any of these patterns.
    pub(super) fn tells_any(&self, patterns: &[&str]) -> bool {
        let mut telling = self.sentences.iter().filter(|sentence| !sentence.asks);
        telling.any(|sentence| patterns.iter().any(|pattern| words::holds(pattern, &sentence.words)))
    }
}

fn split(text: &str, sentences: &mut Vec<Sentence>) {
    let mut words = Vec::new();
    let mut word = String::new();
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        if character.is_alphanumeric() {
            word.extend(character.to_lowercase());
            continue;
        }
        // `can't` is one word.
        if matches!(character, '\'' | '’') {
            continue;
        }
        if !word.is_empty() {
            words.push(std::mem::take(&mut word));
        }
        let ends =
            matches!(character, '.' | '!' | '?' | ';') && characters.peek().is_none_or(|next| next.is_whitespace());
        if ends && !words.is_empty() {
            let words = std::mem::take(&mut words);
            sentences.push(Sentence { asks: asking::asks(&words), words });
        }
    }
    if !word.is_empty() {
        words.push(word);
    }
    if !words.is_empty() {
        sentences.push(Sentence { asks: asking::asks(&words), words });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_end_where_a_stop_and_a_blank_follow() {
        let text = Text::of("Version 1.2 isn't here. Where?\nOn two\nlines\n\nLast");
        let sentences: Vec<String> = text.sentences.iter().map(|sentence| sentence.words.join(" ")).collect();
        assert_eq!(sentences, ["last", "lines", "on two", "on two lines", "version 1 2 isnt here", "where"]);
    }

    #[test]
    fn what_is_passed_over_leaves_the_rest_of_its_sentence() {
        let text = Text::of("Those lost to follow-up, and a lost laptop.");
        let rest = text.without(&["lost to follow up"]);
        assert!(rest.has_any(&["lost laptop"]) && !rest.has_any(&["lost to"]) && !rest.has_any(&["those and"]));
    }
}
