//! Words of the data body's own that others read: there, of the right length, and about nobody.

use dars_rules::public_text::personal_data;
use dars_vocabulary::FieldError;

/// What is wrong with `text`, which stands at `pointer` of the request: empty, longer than `most` characters, or with
/// personal data in it.
pub fn public_words(pointer: &str, text: &str, most: usize) -> Vec<FieldError> {
    let error = |code: &str, detail: String| FieldError { pointer: pointer.to_owned(), code: code.to_owned(), detail };
    let characters = text.chars().count();
    if text.trim().is_empty() {
        return vec![error("missing", "Write it in words.".to_owned())];
    }
    if characters > most {
        return vec![error("too-long", format!("At most {most} characters: this has {characters}."))];
    }
    personal_data(text).into_iter().map(|(code, detail)| error(code, detail.to_owned())).collect()
}

#[cfg(test)]
mod tests {
    use super::public_words;

    #[test]
    fn words_are_there_short_enough_and_about_nobody() {
        for (text, codes) in [
            ("ten chars!", vec![]),
            (" \n", vec!["missing"]),
            ("eleven char", vec!["too-long"]),
            ("a@b.example", vec!["too-long"]),
            ("a@b.exam", vec!["email-address"]),
        ] {
            let found: Vec<String> = public_words("/text", text, 10).into_iter().map(|error| error.code).collect();
            assert_eq!(found, codes, "{text}");
        }
    }
}
