//! A text as its words, in the one spelling by which they are compared.

/// Words that tell no data set from another.
const EMPTY: [&str; 16] = [
    "the", "of", "for", "and", "in", "on", "to", "with", "about", "by", "data", "set", "dataset", "nhs", "record",
    "from",
];

/// The words of a text, without those that say nothing, unless it has no others.
pub(super) fn words(text: &str) -> Vec<String> {
    let plain: String =
        text.to_lowercase().chars().map(|c| if c.is_alphanumeric() || c == '&' { c } else { ' ' }).collect();
    let mut all: Vec<String> = Vec::new();
    let mut parts = plain.split_whitespace().flat_map(apart).peekable();
    while let Some(part) = parts.next() {
        // "A and E", "A & E" and "AE" are A&E, too.
        let begun = part == "a" && parts.next_if(|next| *next == "and" || *next == "&").is_some();
        let spelt_out = begun && parts.next_if(|next| *next == "e").is_some();
        if spelt_out || part == "ae" || part == "a&e" {
            all.push("a&e".to_owned());
        } else if part != "&" {
            all.push(singular(part));
        }
    }
    let telling: Vec<String> = all.iter().filter(|word| !EMPTY.contains(&word.as_str())).cloned().collect();
    if telling.is_empty() { all } else { telling }
}

/// `accident&emergency` is two words; `a&e` is one.
fn apart(part: &str) -> impl Iterator<Item = &str> {
    let one = part == "a&e" || part == "&";
    let parts = if one { vec![part] } else { part.split('&').filter(|part| !part.is_empty()).collect() };
    parts.into_iter()
}

/// Near enough for comparing: both sides are treated alike.
fn singular(word: &str) -> String {
    if let Some(stem) = word.strip_suffix("ies").filter(|stem| stem.len() > 2) {
        return format!("{stem}y");
    }
    let plural = word.len() > 3 && word.ends_with('s') && !word.ends_with("ss");
    if plural { word.trim_end_matches('s').to_owned() } else { word.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::words;

    #[test]
    fn one_thing_has_one_spelling() {
        for (text, expected) in [
            ("A&E", &["a&e"][..]),
            (" a & e ", &["a&e"]),
            ("A and E waits", &["a&e", "wait"]),
            ("AE", &["a&e"]),
            ("Accident & Emergency", &["accident", "emergency"]),
            ("accident&emergency", &["accident", "emergency"]),
            ("Emergency Care Data Set", &["emergency", "care"]),
            ("Talking Therapies", &["talking", "therapy"]),
            ("COVID-19", &["covid", "19"]),
            ("hes-apc", &["hes", "apc"]),
            ("deaths", &["death"]),
            ("the data", &["the", "data"]),
            ("access", &["access"]),
            ("S", &["s"]),
            ("a&", &["a"]),
            ("&&& !?", &[]),
            ("", &[]),
        ] {
            assert_eq!(words(text), expected, "{text}");
        }
    }
}
