//! A text as sentences of words.

use std::{collections::HashMap, rc::Rc};

use super::{
    asking::Asks,
    footers::FOOTERS,
    words::{Lexicon, Pattern, Place, Standing},
};

/// What was written, without what mail programs add below it.
#[derive(Clone, Debug)]
pub(super) struct Text {
    lexicon: &'static Lexicon,
    sentences: Vec<Sentence>,
    /// Which lists of alternatives stand in any of them.
    present: Rc<[bool]>,
}

#[derive(Clone, Debug)]
struct Sentence {
    places: Rc<[Place]>,
    /// Whether it asks or wishes for something, and does not tell of it.
    asks: bool,
    /// Which of its words are passed over; none, while none is.
    gone: Vec<bool>,
    length: usize,
}

impl Sentence {
    fn standing(&self) -> Standing<'_> {
        Standing { places: &self.places, gone: &self.gone }
    }
}

/// The words of one sentence, by their numbers in the text.
type Words = Vec<usize>;

/// A text being read: its different words, and what each means.
#[derive(Debug)]
struct Reading {
    lexicon: &'static Lexicon,
    numbers: HashMap<String, usize>,
    meanings: Vec<Vec<u16>>,
    asks: Asks<'static>,
    footers: Vec<&'static Pattern>,
}

impl Reading {
    fn of(lexicon: &'static Lexicon) -> Self {
        let (asks, footers) = (Asks::of(lexicon), lexicon.read(FOOTERS));
        Self { lexicon, numbers: HashMap::new(), meanings: Vec::new(), asks, footers }
    }

    fn number(&mut self, word: String) -> usize {
        if let Some(number) = self.numbers.get(&word) {
            return *number;
        }
        self.meanings.push(self.lexicon.meanings(&word));
        let number = self.numbers.len();
        self.numbers.insert(word, number);
        number
    }

    fn sentence(&self, words: &Words) -> Sentence {
        let meanings: Vec<&[u16]> =
            words.iter().map(|number| self.meanings.get(*number).map(Vec::as_slice).unwrap_or_default()).collect();
        let places: Rc<[Place]> = self.lexicon.places(&meanings).into();
        Sentence { places, asks: false, gone: Vec::new(), length: words.len() }
    }

    /// Whether it asks; nothing where a mail program wrote it.
    fn look(&self, sentence: &Sentence) -> Option<bool> {
        let standing = sentence.standing();
        (!self.footers.iter().any(|footer| footer.stands(&standing))).then(|| self.asks.is(&standing))
    }
}

impl Text {
    /// Sentences as they run on over lines, and those of each line by itself: a line may end where a sentence does not,
    /// and a sentence without its full stop must not swallow the next line.
    pub(super) fn of(text: &str, lexicon: &'static Lexicon) -> Self {
        let mut reading = Reading::of(lexicon);
        let mut words = Vec::new();
        for paragraph in text.replace("\r\n", "\n").split("\n\n") {
            split(&paragraph.replace('\n', " "), &mut reading, &mut words);
            if paragraph.trim().contains('\n') {
                paragraph.lines().for_each(|line| split(line, &mut reading, &mut words));
            }
        }
        words.sort();
        words.dedup();
        let sentences = words.iter().map(|words| reading.sentence(words));
        Self::with(
            lexicon,
            sentences.filter_map(|one| reading.look(&one).map(|asks| Sentence { asks, ..one })).collect(),
        )
    }

    /// Each sentence together with the next one, whatever the lines: what happened often stands in one, and to what in
    /// the next.
    pub(super) fn in_pairs(text: &str, lexicon: &'static Lexicon) -> Self {
        let mut reading = Reading::of(lexicon);
        let mut words = Vec::new();
        split(&text.replace(['\n', '\r'], " "), &mut reading, &mut words);
        let looked: Vec<(&Words, bool)> =
            words.iter().filter_map(|words| Some((words, reading.look(&reading.sentence(words))?))).collect();
        let pair = |at: usize, (one, asks): &(&Words, bool)| {
            let next = looked.get(at.saturating_add(1));
            let both: Words = one.iter().chain(next.into_iter().flat_map(|(next, _)| next.iter())).copied().collect();
            Sentence { asks: *asks && next.is_none_or(|(_, asks)| *asks), ..reading.sentence(&both) }
        };
        Self::with(lexicon, looked.iter().enumerate().map(|(at, one)| pair(at, one)).collect())
    }

    fn with(lexicon: &'static Lexicon, sentences: Vec<Sentence>) -> Self {
        let present = lexicon.present(sentences.iter().map(|sentence| &*sentence.places));
        Self { lexicon, sentences, present: present.into() }
    }

    /// Those of `patterns` that may stand here at all.
    fn possible(&self, patterns: &[&str]) -> Vec<&'static Pattern> {
        let mut read = self.lexicon.read(patterns);
        read.retain(|pattern| pattern.may_stand(&self.present));
        read
    }

    /// The same without these phrases.
    pub(super) fn without(&self, phrases: &[&str]) -> Self {
        let mut rest = self.clone();
        for phrase in self.possible(phrases) {
            for sentence in &mut rest.sentences {
                for span in phrase.find_all(&sentence.standing()) {
                    sentence.gone.resize(sentence.length, false);
                    if let Some(gone) = sentence.gone.get_mut(span) {
                        gone.fill(true);
                    }
                }
            }
        }
        rest
    }

    /// Whether any sentence holds any of these patterns.
    pub(super) fn has_any(&self, patterns: &[&str]) -> bool {
        self.any(patterns, |_| true)
    }

    /// Whether any sentence that tells something, and does not ask for it, holds any of these patterns.
    pub(super) fn tells_any(&self, patterns: &[&str]) -> bool {
        self.any(patterns, |sentence| !sentence.asks)
    }

    fn any(&self, patterns: &[&str], which: impl Fn(&Sentence) -> bool) -> bool {
        let patterns = self.possible(patterns);
        self.sentences.iter().filter(|sentence| which(sentence)).any(|sentence| {
            let standing = sentence.standing();
            patterns.iter().any(|pattern| pattern.stands(&standing))
        })
    }
}

fn split(text: &str, reading: &mut Reading, sentences: &mut Vec<Words>) {
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
            words.push(reading.number(std::mem::take(&mut word)));
        }
        let ends =
            matches!(character, '.' | '!' | '?' | ';') && characters.peek().is_none_or(|next| next.is_whitespace());
        if ends && !words.is_empty() {
            sentences.push(std::mem::take(&mut words));
        }
    }
    if !word.is_empty() {
        words.push(reading.number(word));
    }
    if !words.is_empty() {
        sentences.push(words);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lexicon(patterns: &[&'static str]) -> &'static Lexicon {
        Box::leak(Box::new(Lexicon::of(patterns.iter().copied())))
    }

    #[test]
    fn sentences_end_where_a_stop_and_a_blank_follow() {
        let lexicon = lexicon(&["version 1 2 isnt here", "^ where", "on two lines", "lines last", "here where"]);
        let text = Text::of("Version 1.2 isn't here. Where?\nOn two\nlines\n\nLast", lexicon);
        assert_eq!(text.sentences.len(), 6);
        for (pattern, stands) in [
            ("version 1 2 isnt here", true),
            ("^ where", true),
            ("on two lines", true),
            ("lines last", false),
            ("here where", false),
        ] {
            assert_eq!(text.has_any(&[pattern]), stands, "{pattern}");
        }
        let pairs = Text::in_pairs("Version 1.2 isn't here. Where?\nOn two\nlines\n\nLast", lexicon);
        assert!(pairs.has_any(&["here where"]) && pairs.has_any(&["lines last"]));
    }

    #[test]
    fn what_is_passed_over_leaves_the_rest_of_its_sentence() {
        let lexicon = lexicon(&["lost to follow up", "lost laptop", "lost to", "those and"]);
        let text = Text::of("Those lost to follow-up, and a lost laptop.", lexicon);
        let rest = text.without(&["lost to follow up"]);
        assert!(rest.has_any(&["lost laptop"]) && !rest.has_any(&["lost to"]) && !rest.has_any(&["those and"]));
    }
}
