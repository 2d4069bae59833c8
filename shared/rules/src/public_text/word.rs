//! Texts as words.

/// A word, with what stands between it and the word before.
#[derive(Clone, Copy, Debug)]
pub(super) struct Word<'a> {
    /// Letters and digits, with an apostrophe inside.
    pub text: &'a str,
    /// What stands before it.
    pub gap: &'a str,
}

impl Word<'_> {
    /// Whether it is `word`, in capitals or not.
    pub fn is(&self, word: &str) -> bool {
        self.text.eq_ignore_ascii_case(word)
    }

    /// Whether it begins with a capital.
    pub fn is_capitalised(&self) -> bool {
        self.text.starts_with(char::is_uppercase)
    }
}

/// The words of a text, in order.
pub(super) fn words(text: &str) -> Vec<Word<'_>> {
    let in_word = |c: char| c.is_alphanumeric() || matches!(c, '\'' | '’');
    let mut words = Vec::new();
    let mut rest = text;
    while let Some(from) = rest.find(char::is_alphanumeric) {
        let (gap, tail) = rest.split_at(from);
        let (text, after) = tail.split_at(tail.find(|c| !in_word(c)).unwrap_or(tail.len()));
        words.push(Word { text, gap });
        rest = after;
    }
    words
}

/// Whether the words begin with `phrase`, each word in capitals or not.
pub(super) fn begin_with(words: &[Word<'_>], phrase: &[&str]) -> bool {
    words.len() >= phrase.len() && words.iter().zip(phrase).all(|(word, wanted)| word.is(wanted))
}
