//! Patterns over the words of a sentence.
//!
//! Words follow one another; `a|b_c` is either, the second of two words; `stem*` any word that begins so, `stem+` the
//! same with one typing slip; `~3` lets up to three words stand between; `@group` is a list of words used in several
//! patterns; `=word` allows no typing slip, which longer words else forgive; `^` begins at the sentence's first word.
//! Parts around ` & ` stand in one sentence in any order.
//!
//! Every pattern is read once ([`Lexicon`]); of a text, each word is looked up once, and each sentence then knows where
//! it holds what. A pattern costs no more than the places at which its elements stand, whatever is written.

use std::{collections::HashMap, ops::Range};

use super::{groups::GROUPS, net_groups::NET_GROUPS, typos::one_typo};

/// A word shorter than this is too easily another.
const FORGIVEN: usize = 6;

/// A pattern that was read: its parts.
#[derive(Debug)]
pub(super) struct Pattern {
    parts: Vec<Part>,
}

#[derive(Debug)]
struct Part {
    /// Whether it begins at the sentence's first word.
    first: bool,
    elements: Vec<Element>,
}

#[derive(Clone, Copy, Debug)]
struct Element {
    /// How many words may stand before it.
    gap: usize,
    /// Which list of alternatives.
    id: u16,
}

/// One word of one alternative: which list it begins, and what follows it there.
#[derive(Debug)]
struct Begins {
    element: u16,
    rest: Vec<u16>,
}

/// Where one list of alternatives stands in a sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Place {
    element: u16,
    start: u16,
    end: u16,
}

/// All patterns, and what their words are.
#[derive(Debug, Default)]
pub(super) struct Lexicon {
    patterns: HashMap<&'static str, Pattern>,
    elements: HashMap<&'static str, u16>,
    words: HashMap<&'static str, u16>,
    begins: Vec<Vec<Begins>>,
    exact: HashMap<&'static str, Vec<u16>>,
    /// By the first byte: stems, stems that forgive, words that forgive.
    stems: HashMap<u8, Vec<(&'static str, u16)>>,
    loose: HashMap<u8, Vec<(&'static str, u16)>>,
    forgiving: HashMap<u8, Vec<(&'static str, u16)>>,
}

impl Lexicon {
    /// Of these patterns.
    pub fn of(patterns: impl IntoIterator<Item = &'static str>) -> Self {
        let mut lexicon = Self::default();
        for pattern in patterns {
            let read = Pattern { parts: pattern.split(" & ").map(|part| lexicon.part(part)).collect() };
            lexicon.patterns.insert(pattern, read);
        }
        lexicon
    }

    fn part(&mut self, part: &'static str) -> Part {
        let (first, part) = part.strip_prefix("^ ").map_or((false, part), |rest| (true, rest));
        let mut elements = Vec::new();
        let mut gap = 0;
        for element in part.split(' ') {
            match element.strip_prefix('~') {
                Some(words) => gap = words.parse().unwrap_or(0),
                None => elements.push(Element { gap: std::mem::take(&mut gap), id: self.element(element) }),
            }
        }
        Part { first, elements }
    }

    fn element(&mut self, element: &'static str) -> u16 {
        if let Some(id) = self.elements.get(element) {
            return *id;
        }
        let id = u16::try_from(self.elements.len()).unwrap_or(u16::MAX);
        self.elements.insert(element, id);
        for alternative in element.split('|') {
            match alternative.strip_prefix('@') {
                Some(group) => members(group).for_each(|member| self.alternative(id, member)),
                None => self.alternative(id, alternative),
            }
        }
        id
    }

    fn alternative(&mut self, element: u16, alternative: &'static str) {
        let mut words = alternative.split('_').map(|word| self.word(word)).collect::<Vec<_>>().into_iter();
        let Some(first) = words.next() else { return };
        if let Some(begins) = self.begins.get_mut(usize::from(first)) {
            begins.push(Begins { element, rest: words.collect() });
        }
    }

    fn word(&mut self, word: &'static str) -> u16 {
        if let Some(id) = self.words.get(word) {
            return *id;
        }
        let id = u16::try_from(self.words.len()).unwrap_or(u16::MAX);
        self.words.insert(word, id);
        self.begins.push(Vec::new());
        let byte = |stem: &str| stem.bytes().next().unwrap_or_default();
        if let Some(stem) = word.strip_suffix('*') {
            self.stems.entry(byte(stem)).or_default().push((stem, id));
        } else if let Some(stem) = word.strip_suffix('+') {
            self.loose.entry(byte(stem)).or_default().push((stem, id));
        } else if let Some(exact) = word.strip_prefix('=') {
            self.exact.entry(exact).or_default().push(id);
        } else {
            self.exact.entry(word).or_default().push(id);
            if word.len() >= FORGIVEN {
                self.forgiving.entry(byte(word)).or_default().push((word, id));
            }
        }
        id
    }

    /// Which words of patterns `word` is.
    pub fn meanings(&self, word: &str) -> Vec<u16> {
        let mut found: Vec<u16> = self.exact.get(word).cloned().unwrap_or_default();
        let Some(byte) = word.bytes().next() else { return found };
        let of = |words: &HashMap<u8, Vec<(&'static str, u16)>>, is: &dyn Fn(&str) -> bool, found: &mut Vec<u16>| {
            found.extend(words.get(&byte).into_iter().flatten().filter(|(known, _)| is(known)).map(|(_, id)| *id));
        };
        of(&self.stems, &|stem| word.starts_with(stem), &mut found);
        of(&self.loose, &|stem| begins_with(word, stem), &mut found);
        of(&self.forgiving, &|known| known != word && slipped(known, word), &mut found);
        found
    }

    /// Where what stands in a sentence of these words.
    pub fn places(&self, words: &[&[u16]]) -> Vec<Place> {
        let mut places = Vec::new();
        for start in 0..words.len() {
            let meanings = words.get(start).copied().unwrap_or_default();
            for begins in meanings.iter().filter_map(|meaning| self.begins.get(usize::from(*meaning))).flatten() {
                let follows = (1..).zip(&begins.rest).all(|(at, word)| {
                    start.checked_add(at).and_then(|at| words.get(at)).is_some_and(|said| said.contains(word))
                });
                let end = start.saturating_add(begins.rest.len()).saturating_add(1);
                if let (true, Ok(start), Ok(end)) = (follows, u16::try_from(start), u16::try_from(end)) {
                    places.push(Place { element: begins.element, start, end });
                }
            }
        }
        places.sort_unstable();
        places.dedup();
        places
    }

    /// Some of its patterns, as they were read.
    pub fn read(&self, patterns: &[&str]) -> Vec<&Pattern> {
        patterns.iter().filter_map(|pattern| self.patterns.get(*pattern)).collect()
    }

    /// Whether each list of alternatives stands anywhere in these.
    pub fn present<'a>(&self, sentences: impl IntoIterator<Item = &'a [Place]>) -> Vec<bool> {
        let mut present = vec![false; self.elements.len()];
        for place in sentences.into_iter().flatten() {
            if let Some(present) = present.get_mut(usize::from(place.element)) {
                *present = true;
            }
        }
        present
    }
}

impl Pattern {
    /// Whether it may stand in a text where these lists of alternatives are present.
    pub fn may_stand(&self, present: &[bool]) -> bool {
        let is = |element: &Element| present.get(usize::from(element.id)).copied().unwrap_or_default();
        self.parts.iter().all(|part| part.elements.iter().all(is))
    }

    /// Whether all parts stand in a sentence.
    pub fn stands(&self, sentence: &Standing<'_>) -> bool {
        self.parts.iter().all(|part| part.stands(sentence))
    }

    /// Where it stands, from the left, one place behind the other; of a pattern in parts, its first.
    pub fn find_all(&self, sentence: &Standing<'_>) -> Vec<Range<usize>> {
        self.parts.first().map(|part| part.spans(sentence)).unwrap_or_default()
    }
}

/// A sentence, as patterns see it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Standing<'a> {
    /// What stands where.
    pub places: &'a [Place],
    /// Which of its words are passed over.
    pub gone: &'a [bool],
}

impl Standing<'_> {
    fn of(&self, element: u16) -> impl Iterator<Item = &Place> {
        let from = self.places.partition_point(|place| place.element < element);
        let of = self.places.get(from..).unwrap_or_default().iter().take_while(move |place| place.element == element);
        of.filter(|place| {
            !self.gone.get(usize::from(place.start)..usize::from(place.end)).is_some_and(|gone| gone.contains(&true))
        })
    }
}

impl Part {
    fn stands(&self, sentence: &Standing<'_>) -> bool {
        self.reachable(sentence).is_some_and(|steps| steps.first().is_some_and(|first| self.starts(first).is_some()))
    }

    /// Of each element the places from which the rest can be reached; nothing where one has none.
    fn reachable(&self, sentence: &Standing<'_>) -> Option<Vec<Vec<Place>>> {
        let mut steps: Vec<Vec<Place>> = Vec::with_capacity(self.elements.len());
        let mut gap = 0;
        for element in self.elements.iter().rev() {
            let next = steps.last();
            let leads = |place: &Place| next.is_none_or(|next| follower(next, usize::from(place.end), gap).is_some());
            let places: Vec<Place> = sentence.of(element.id).filter(|place| leads(place)).copied().collect();
            if places.is_empty() {
                return None;
            }
            steps.push(places);
            gap = element.gap;
        }
        steps.reverse();
        Some(steps)
    }

    /// The first place where it may begin.
    fn starts<'a>(&self, places: &'a [Place]) -> Option<&'a Place> {
        let most = self.elements.first().map_or(0, |element| element.gap);
        places.iter().find(|place| !self.first || usize::from(place.start) <= most)
    }

    fn spans(&self, sentence: &Standing<'_>) -> Vec<Range<usize>> {
        let mut spans: Vec<Range<usize>> = Vec::new();
        let Some(steps) = self.reachable(sentence) else { return spans };
        let Some((first, rest)) = steps.split_first() else { return spans };
        for place in first {
            let behind = spans.last().map_or(0, |span| span.end);
            if usize::from(place.start) < behind || (self.first && self.starts(first) != Some(place)) {
                continue;
            }
            let mut end = usize::from(place.end);
            for (element, places) in self.elements.iter().skip(1).zip(rest) {
                end = follower(places, end, element.gap).map_or(end, |place| usize::from(place.end));
            }
            spans.push(usize::from(place.start)..end);
        }
        spans
    }
}

/// The nearest of `places` (in order) that begins at `from`, or up to `gap` words behind it.
fn follower(places: &[Place], from: usize, gap: usize) -> Option<&Place> {
    let at = places.partition_point(|place| usize::from(place.start) < from);
    places.get(at).filter(|place| usize::from(place.start) <= from.saturating_add(gap))
}

fn slipped(known: &str, word: &str) -> bool {
    known.len().abs_diff(word.len()) <= 1 && one_typo(word.as_bytes(), known.as_bytes())
}

/// Whether `word` begins with `stem`, but for one slip.
fn begins_with(word: &str, stem: &str) -> bool {
    let begins = |length: usize| word.as_bytes().get(..length).is_some_and(|start| one_typo(start, stem.as_bytes()));
    word.starts_with(stem) || (stem.len().saturating_sub(1)..=stem.len().saturating_add(1)).any(begins)
}

fn members(group: &str) -> impl Iterator<Item = &'static str> {
    GROUPS
        .iter()
        .chain(NET_GROUPS)
        .filter(move |(name, _)| *name == group)
        .flat_map(|(_, members)| members.split_whitespace())
}

/// Whether a pattern means something: its groups are there, its gaps are numbers, and it begins with a word.
#[cfg(test)]
pub(super) fn readable(pattern: &str) -> bool {
    const MARKS: [char; 4] = ['*', '+', '=', '@'];
    let element = |element: &str| match element.strip_prefix('~') {
        Some(gap) => gap.parse::<usize>().is_ok(),
        None => element.split(['|', '_']).all(|alternative| {
            let group = alternative.strip_prefix('@').is_none_or(|group| members(group).next().is_some());
            let lower = alternative.chars().all(|c| c.is_lowercase() || c.is_ascii_digit() || MARKS.contains(&c));
            group
                && lower
                && alternative.trim_matches(MARKS).len() == alternative.len() - alternative.matches(MARKS).count()
                && !alternative.is_empty()
        }),
    };
    let whole = pattern.strip_prefix("^ ");
    let reads = |part: &str| (whole.is_some() || !part.starts_with('~')) && part.split(' ').all(element);
    whole.unwrap_or(pattern).split(" & ").all(reads)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spans(pattern: &'static str, text: &str) -> (Vec<Range<usize>>, bool) {
        let lexicon = Lexicon::of([pattern]);
        let meanings: Vec<Vec<u16>> = text.split(' ').map(|word| lexicon.meanings(word)).collect();
        let places = lexicon.places(&meanings.iter().map(Vec::as_slice).collect::<Vec<_>>());
        let sentence = Standing { places: &places, gone: &[] };
        let read = lexicon.read(&[pattern]);
        assert!(read[0].may_stand(&lexicon.present([places.as_slice()])) || !read[0].stands(&sentence));
        (read[0].find_all(&sentence), read[0].stands(&sentence))
    }

    #[test]
    fn a_pattern_is_found_where_its_words_follow_one_another() {
        let sentence = "the patient file went to the wrong hospitl yesterday";
        for (pattern, found) in [
            ("patient file", Some(1..3)),
            ("patient went", None),
            ("patient ~1 went", Some(1..4)),
            ("sent|went ~3 wrong hospital", Some(3..8)),
            ("hosp*", Some(7..8)),
            ("hopsi+", Some(7..8)),
            ("=hospital", None),
            ("@sent", Some(3..4)),
            ("^ ~1 patient", Some(1..2)),
            ("^ patient", None),
            ("the", Some(0..1)),
        ] {
            assert_eq!(spans(pattern, sentence).0.into_iter().next(), found, "{pattern}");
            assert_eq!(spans(pattern, sentence).1, found.is_some(), "{pattern}");
        }
        assert!(spans("wrong & file", sentence).1 && !spans("wrong & folder", sentence).1);
        assert_eq!(spans("the ~1 file|wrong", sentence).0, [0..3, 5..7]);
    }

    #[test]
    fn the_nearest_continuation_is_taken_that_leads_to_the_end() {
        let whole = spans("lost ~3 my|the letter", "lost the my letter").0;
        assert_eq!((whole.len(), whole.first()), (1, Some(&(0..4))));
    }

    #[test]
    fn short_words_forgive_no_slip() {
        assert!(!spans("lost", "list").1 && spans("patients", "pateints").1 && !spans("=breach", "breech").1);
        assert!(spans("lapto+", "labtops").1 && spans("lapto+", "laptops").1 && !spans("lapto+", "latter").1);
    }
}
