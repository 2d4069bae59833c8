//! Names of organisations, prepared so that a text of any length is searched for thousands of them in one pass.
//!
//! Case, apostrophes and punctuation do not count; `&` is "and", "Foundation Trust" is "FT", and what only says how a
//! company is registered may be left out. A name of one word counts only where the text writes it with a capital.

use std::collections::{BTreeSet, HashMap};

use dars_vocabulary::OrganisationId;

/// What a name may end with, and a text leave out.
const REGISTERED_AS: [&str; 8] = ["ltd", "limited", "plc", "llp", "lp", "cic", "inc", "co"];
/// A single word shorter than this is too common to be taken for a name.
const SHORTEST_SINGLE: usize = 4;

/// An organisation under one of its names.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Named {
    /// Which one.
    pub organisation: OrganisationId,
    /// The name, as it is kept.
    pub name: String,
}

/// Names prepared for the search.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Names {
    /// By how a name reads once case and punctuation are gone.
    names: HashMap<String, Vec<Named>>,
    /// For each first word, how many words the longest name has that begins with it.
    longest: HashMap<String, usize>,
}

impl Names {
    /// Prepares names, present and former ones; an organisation may come with several.
    pub fn of(names: impl IntoIterator<Item = (OrganisationId, String)>) -> Self {
        let mut prepared = Self::default();
        for (organisation, name) in names {
            let words = words_of_name(&name);
            let Some(first) = words.first() else { continue };
            let longest = prepared.longest.entry(first.clone()).or_default();
            *longest = words.len().max(*longest);
            let owners = prepared.names.entry(words.join(" ")).or_default();
            owners.push(Named { organisation, name });
            owners.sort();
            owners.dedup();
        }
        prepared
    }

    /// The names in a text, in order: at each place the longest, with everyone who bears it.
    pub fn mentioned_in(&self, text: &str) -> Vec<&[Named]> {
        if self.names.is_empty() {
            return Vec::new();
        }
        let read = Read::of(text);
        let mut found = Vec::new();
        let mut at = 0;
        while at < read.words.len() {
            let (step, named) = self.longest_at(&read, at).map_or((1, None), |(length, named)| (length, Some(named)));
            found.extend(named);
            at += step;
        }
        found
    }

    fn longest_at(&self, read: &Read, at: usize) -> Option<(usize, &[Named])> {
        let most = *self.longest.get(read.words_from(at, 1)?)?;
        (1..=most).rev().find_map(|length| {
            if length == 1 && !read.stands_alone(at) {
                return None;
            }
            self.names.get(read.words_from(at, length)?).map(|named| (length, named.as_slice()))
        })
    }
}

/// By which key a name is kept where there are too many to read them all: its first two words, or its only one.
pub fn key_of(name: &str) -> Option<String> {
    let words = words_of_name(name);
    (!words.is_empty()).then(|| words.get(..2).unwrap_or(&words).join(" "))
}

/// Every key under which a name in this text could be kept.
pub fn keys_in(text: &str) -> BTreeSet<String> {
    let read = Read::of(text);
    let places = 0..read.words.len();
    let pairs = places.clone().filter_map(|at| read.words_from(at, 2));
    let single = places.filter(|at| read.stands_alone(*at)).filter_map(|at| read.words_from(at, 1));
    pairs.chain(single).map(str::to_owned).collect()
}

fn words_of_name(name: &str) -> Vec<String> {
    let read = Read::of(name);
    let mut words: Vec<&str> = (0..read.words.len()).filter_map(|at| read.words_from(at, 1)).collect();
    if words.len() > 1 && words.first().is_some_and(|first| *first == "the") {
        words.remove(0);
    }
    while words.len() > 1 && words.last().is_some_and(|last| REGISTERED_AS.contains(last)) {
        words.pop();
    }
    words.into_iter().map(str::to_owned).collect()
}

/// A text as names are compared: its words without case and apostrophes, one space between them.
#[derive(Default)]
struct Read {
    text: String,
    words: Vec<Word>,
}

/// A word, by where it stands in the text as it is read.
#[derive(Clone, Copy)]
struct Word {
    start: usize,
    end: usize,
    capital: bool,
}

impl Read {
    fn of(text: &str) -> Self {
        let mut read = Self { text: String::with_capacity(text.len() + 8), words: Vec::new() };
        let mut open: Option<Word> = None;
        for character in text.chars() {
            if character.is_alphanumeric() {
                if open.is_none() {
                    open = Some(read.begin(character.is_uppercase()));
                }
                if character.is_ascii() {
                    read.text.push(character.to_ascii_lowercase());
                } else {
                    read.text.extend(character.to_lowercase());
                }
            } else if !matches!(character, '\'' | '’' | '‘' | 'ʼ' | '`') {
                read.end(open.take());
                if character == '&' {
                    let word = read.begin(false);
                    read.text.push_str("and");
                    read.end(Some(word));
                }
            }
        }
        read.end(open);
        read
    }

    fn begin(&mut self, capital: bool) -> Word {
        if !self.text.is_empty() {
            self.text.push(' ');
        }
        Word { start: self.text.len(), end: self.text.len(), capital }
    }

    fn end(&mut self, word: Option<Word>) {
        let Some(mut word) = word else { return };
        word.end = self.text.len();
        if self.slice(word) == "trust"
            && let Some(before) = self.words.last().copied().filter(|before| self.slice(*before) == "foundation")
        {
            self.words.pop();
            self.text.truncate(before.start);
            self.text.push_str("ft");
            word = Word { end: self.text.len(), ..before };
        }
        self.words.push(word);
    }

    fn slice(&self, word: Word) -> &str {
        self.text.get(word.start..word.end).unwrap_or_default()
    }

    /// So many words from a place on; none if there are fewer.
    fn words_from(&self, at: usize, length: usize) -> Option<&str> {
        let (first, last) = (self.words.get(at)?, self.words.get(at + length - 1)?);
        self.text.get(first.start..last.end)
    }

    /// Whether the word at this place may be a name by itself.
    fn stands_alone(&self, at: usize) -> bool {
        self.words.get(at).is_some_and(|word| word.capital && self.slice(*word).chars().count() >= SHORTEST_SINGLE)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(list: &[(&str, &str)]) -> Names {
        Names::of(list.iter().map(|(id, name)| (id.parse().unwrap(), (*name).to_owned())))
    }

    fn found(names: &Names, text: &str) -> Vec<String> {
        names.mentioned_in(text).iter().map(|named| named[0].organisation.to_string()).collect()
    }

    #[test]
    fn a_name_is_found_however_it_is_written() {
        let names = names(&[
            ("SA01", "St Aldric’s University Hospitals NHS FT"),
            ("MD01", "Marlpit & Dene NHS Foundation Trust"),
            ("CC01", "Clearbank Cloud Ltd"),
            ("FA01", "Universität Falkenau"),
            ("OU01", "The Open Archive"),
            ("ST01", "Stratoscope"),
            ("CO01", "Compass Co"),
        ]);
        let table: [(&str, &[&str]); 24] = [
            ("St Aldric's University Hospitals NHS FT", &["SA01"]),
            ("at St. Aldric’s University Hospitals NHS Foundation Trust, and", &["SA01"]),
            ("ST ALDRICS UNIVERSITY HOSPITALS NHS FT", &["SA01"]),
            ("st aldric`s university hospitals nhs foundation trust", &["SA01"]),
            ("St Aldric's University Hospitals", &[]),
            ("Marlpit and Dene NHS FT", &["MD01"]),
            ("Marlpit & Dene NHS Foundation Trust", &["MD01"]),
            ("Marlpit&Dene NHS FT", &["MD01"]),
            ("Marlpit or Dene NHS FT", &[]),
            ("Clearbank Cloud", &["CC01"]),
            ("Clearbank Cloud Limited", &["CC01"]),
            ("(clearbank\ncloud ltd.)", &["CC01"]),
            ("Clearbank Clouds", &[]),
            ("Overclearbank Cloud", &[]),
            ("with the UNIVERSITÄT FALKENAU", &["FA01"]),
            ("the Open Archive", &["OU01"]),
            ("Open Archive", &["OU01"]),
            ("Stratoscope keeps it", &["ST01"]),
            ("the stratoscope", &[]),
            ("Stratoscopes", &[]),
            ("Compass", &["CO01"]),
            ("Clearbank Cloud, Stratoscope; Open Archive", &["CC01", "ST01", "OU01"]),
            ("", &[]),
            ("& ' ’", &[]),
        ];
        for (text, expected) in table {
            assert_eq!(found(&names, text), expected, "{text}");
        }
    }

    #[test]
    fn the_longest_name_is_meant_and_a_short_word_is_none() {
        let names = names(&[
            ("NU01", "Northmere University"),
            ("NH01", "Northmere University Hospitals NHS Trust"),
            ("NH02", "University Hospitals"),
            ("AB01", "Abc"),
            ("LT01", "Ltd"),
            ("XX01", "!!!"),
        ]);
        assert_eq!(found(&names, "Northmere University Hospitals NHS Trust"), ["NH01"]);
        assert_eq!(found(&names, "Northmere University hospital"), ["NU01"]);
        assert_eq!(found(&names, "Northmere University University Hospitals"), ["NU01", "NH02"]);
        assert_eq!(found(&names, "Abc, Ltd, the !!!"), [""; 0]);
    }

    #[test]
    fn everyone_who_bears_a_name_is_told_once() {
        let names =
            names(&[("MA02", "Marlpit NHS Trust"), ("MA01", "Marlpit N.H.S. Trust"), ("MA01", "Marlpit NHS Trust")]);
        let found = names.mentioned_in("Marlpit NHS Trust");
        let ids: Vec<String> = found[0].iter().map(|named| named.organisation.to_string()).collect();
        assert_eq!(ids, ["MA01", "MA02"]);
        assert!(Names::default().mentioned_in("Marlpit NHS Trust").is_empty());
    }

    #[test]
    fn the_key_of_a_name_is_among_the_keys_of_every_text_that_mentions_it() {
        let table = [
            ("St Aldric’s University Hospitals NHS FT", "st aldrics", "at St. ALDRIC'S University Hospitals NHS FT"),
            ("The Open Archive Ltd", "open archive", "the open archive"),
            ("Stratoscope", "stratoscope", "by Stratoscope"),
            ("Foundation Trust Network", "ft network", "a foundation trust network"),
        ];
        for (name, key, text) in table {
            assert_eq!(key_of(name).as_deref(), Some(key));
            assert!(keys_in(text).contains(key), "{key}: {:?}", keys_in(text));
        }
        assert_eq!(key_of("—"), None);
        // What a name is made of alone is all there is to know it by.
        assert_eq!((key_of("The").as_deref(), key_of("Ltd").as_deref()), (Some("the"), Some("ltd")));
        assert_eq!(keys_in("one Two"), ["one two".to_owned()].into());
        assert_eq!(keys_in("Four"), ["four".to_owned()].into());
    }
}
