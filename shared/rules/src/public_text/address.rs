//! E-mail addresses.

/// Whether an e-mail address stands in the text, also as "name (at) example.org".
pub fn email_address(text: &str) -> bool {
    let text =
        text.to_lowercase().replace("(at)", "[at]").replace(" [at]", "@").replace("[at] ", "@").replace("[at]", "@");
    text.match_indices('@').any(|(at, _)| {
        let (before, after) = text.split_at(at);
        before.ends_with(|c: char| c.is_alphanumeric() || "._%+-".contains(c))
            && begins_with_domain(after.trim_start_matches('@').trim_start())
    })
}

/// `example.org`: labels with a dot between them, the last of at least two letters.
fn begins_with_domain(text: &str) -> bool {
    let end = text.find(|c: char| !(c.is_alphanumeric() || matches!(c, '.' | '-'))).unwrap_or(text.len());
    let domain = text.get(..end).unwrap_or_default().trim_end_matches(['.', '-']);
    domain.rsplit_once('.').is_some_and(|(labels, last)| {
        !labels.is_empty() && last.chars().count() >= 2 && last.chars().all(char::is_alphabetic)
    })
}

#[cfg(test)]
mod tests {
    use super::email_address;

    #[test]
    fn addresses_are_found_and_other_signs_pass() {
        for text in [
            "ada@example.org",
            "Write to a.b+c@x-y.example.",
            "<info@trust.nhs.example>",
            "ada (at) example.org",
            "ada[at]example.org",
            "ÄDA@BEISPIEL.EXAMPLE",
            "two: x@y z@example.com",
        ] {
            assert!(email_address(text), "{text}");
        }
        for text in ["", "@example.org", "5 @ 3.20", "rate@0.05", "a@b", "we meet (at) noon", "@", "x@.", "p@q..", "İ@"]
        {
            assert!(!email_address(text), "{text}");
        }
    }
}
