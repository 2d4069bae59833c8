//! Which data sets somebody means: by current or former name, abbreviation or topic, with a slip of the keys; the one that
//! is most likely meant first, each with the words on which it was found.
//!
//! What is said in full counts more than a part of it, names more than topics, the first topic more than later ones, what
//! goes on more than what has ended. Slips are only thought of where nothing fits as it is written, single words only
//! where nothing fits all of them.

mod slip;
mod words;

use dars_vocabulary::DataSetEntry;
use serde::Serialize;

use slip::is_a_slip_of;
use words::words;

/// Most words of a question that are looked at.
const MOST_WORDS: usize = 12;
/// The shortest beginning of a word that stands for it.
const SHORTEST_BEGINNING: usize = 3;

/// On what a data set was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum On {
    /// Its current name.
    Name,
    /// How it is called for short.
    Abbreviation,
    /// The catalogue's id.
    Id,
    /// What it was called before.
    FormerName,
    /// What it is about.
    Topic,
    /// The shelf on which it stands.
    Theme,
    /// What it covers.
    Scope,
}

/// Why a data set was found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Found {
    /// On what.
    pub on: On,
    /// The words on which it was found.
    pub text: String,
    /// Whether only a slip of the keys, or some of the words, led to it.
    pub roughly: bool,
    #[serde(skip)]
    score: u32,
}

/// The entries that somebody means by `question`, as their places in `entries`, the likeliest first.
pub fn search(question: &str, entries: &[(String, DataSetEntry)]) -> Vec<(usize, Found)> {
    let mut asked = words(question);
    asked.truncate(MOST_WORDS);
    if asked.is_empty() {
        return Vec::new();
    }
    let kept: Vec<Vec<Phrase>> = entries.iter().map(|(id, entry)| phrases(id, entry)).collect();
    for how in [How::AsWritten, How::WithSlips, How::SomeWords] {
        let mut found: Vec<(usize, Found)> = kept
            .iter()
            .zip(entries)
            .enumerate()
            .filter_map(|(at, (phrases, (_, entry)))| Some((at, best(&asked, phrases, entry, how)?)))
            .collect();
        if !found.is_empty() {
            // The sort is stable: what is equally likely stays in the catalogue's order.
            found.sort_by_key(|(_, found)| std::cmp::Reverse(found.score));
            return found;
        }
    }
    Vec::new()
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum How {
    AsWritten,
    WithSlips,
    SomeWords,
}

/// Something by which a data set is called, what it is worth, and its words.
struct Phrase<'a> {
    on: On,
    text: &'a str,
    worth: u32,
    words: Vec<String>,
}

fn phrases<'a>(id: &'a str, entry: &'a DataSetEntry) -> Vec<Phrase<'a>> {
    let phrase = |on, text: &'a str, worth| Phrase { on, text, worth, words: words(text) };
    let mut phrases = vec![phrase(On::Name, &entry.name, 100), phrase(On::Id, id, 100)];
    phrases.extend(entry.abbreviations.iter().map(|text| phrase(On::Abbreviation, text, 100)));
    phrases.extend(entry.former_names.iter().map(|text| phrase(On::FormerName, text, 95)));
    // The first topic is what people call it; of the others, the nearer ones come first.
    let worth = (0_u32..).map(|at| if at == 0 { 90 } else { 70_u32.saturating_sub(at).max(50) });
    phrases.extend(entry.topics.iter().zip(worth).map(|(text, worth)| phrase(On::Topic, text, worth)));
    phrases.extend(entry.theme.map(|theme| phrase(On::Theme, theme.label(), 40)));
    phrases.push(phrase(On::Scope, &entry.scope, 20));
    phrases
}

/// The best reason to think that an entry is meant, if there is one.
fn best(asked: &[String], phrases: &[Phrase], entry: &DataSetEntry, how: How) -> Option<Found> {
    let in_one = phrases.iter().filter_map(|phrase| Some((phrase, in_phrase(asked, phrase, how)?)));
    let (phrase, score) = in_one.max_by_key(|(_, score)| *score).or_else(|| spread(asked, phrases, how))?;
    // What has ended is seldom meant where something goes on.
    let score = if entry.coverage.to.is_some() { score - score / 5 } else { score };
    Some(Found { on: phrase.on, text: phrase.text.to_owned(), roughly: how != How::AsWritten, score })
}

/// How well a phrase holds all that is asked; in full ten times its worth, in part five times and a little for each word
/// that it has not beside it.
fn in_phrase(asked: &[String], phrase: &Phrase, how: How) -> Option<u32> {
    if how == How::SomeWords {
        return None;
    }
    if asked == phrase.words {
        return Some(phrase.worth * 10);
    }
    let fits: Vec<u32> = asked.iter().map(|word| fit(word, &phrase.words, how)).collect::<Option<_>>()?;
    let beside = u32::try_from(phrase.words.len().saturating_sub(asked.len())).unwrap_or(u32::MAX);
    let least = fits.into_iter().min()?;
    let in_full = beside == 0 && asked.len() == phrase.words.len();
    let times = if in_full { 8 } else { 5 };
    Some((phrase.worth * times * least / 10 + 20).saturating_sub(beside.min(10)))
}

/// How well one word is found among others: 10 as it stands, less as a beginning or by a slip.
fn fit(word: &str, among: &[String], how: How) -> Option<u32> {
    if among.iter().any(|other| other == word) {
        return Some(10);
    }
    if word.len() >= SHORTEST_BEGINNING && among.iter().any(|other| other.starts_with(word)) {
        return Some(8);
    }
    (how != How::AsWritten && among.iter().any(|other| is_a_slip_of(word, other))).then_some(5)
}

/// The words found here and there: all of them, or, at last, some.
fn spread<'a, 'b>(asked: &[String], phrases: &'a [Phrase<'b>], how: How) -> Option<(&'a Phrase<'b>, u32)> {
    let of_word = |word: &String| {
        let fits =
            phrases.iter().filter_map(|phrase| Some((phrase, phrase.worth * fit(word, &phrase.words, how)? / 10)));
        fits.max_by_key(|(_, worth)| *worth)
    };
    let found: Vec<(&Phrase, u32)> = asked.iter().filter_map(of_word).collect();
    if found.is_empty() || (how != How::SomeWords && found.len() < asked.len()) {
        return None;
    }
    let sum: u32 = found.iter().map(|(_, worth)| worth).sum();
    let (phrase, _) = found.into_iter().max_by_key(|(_, worth)| *worth)?;
    Some((phrase, sum))
}
