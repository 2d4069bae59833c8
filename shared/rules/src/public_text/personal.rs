//! Personal data in words that the data body publishes itself: minutes, precedents.

use super::{email_address, personal_title, signature_line, telephone_number};
use crate::nhs_numbers::nhs_numbers;

/// What is found, as a stable code, and what to do about it; the first of each kind.
pub fn personal_data(text: &str) -> Vec<(&'static str, &'static str)> {
    let checks: [(bool, &str, &str); 5] = [
        (email_address(text), "email-address", "An e-mail address stands here: take it out."),
        (telephone_number(text), "telephone-number", "A telephone number stands here: take it out."),
        (personal_title(text), "personal-title", "A title with a name stands here: name the post instead."),
        (signature_line(text), "signature-line", "This reads like a signature or a letter's end: take it out."),
        (!nhs_numbers(text).is_empty(), "nhs-number", "An NHS number stands here: take it out."),
    ];
    checks.into_iter().filter_map(|(found, code, message)| found.then_some((code, message))).collect()
}

#[cfg(test)]
mod tests {
    use super::personal_data;

    #[test]
    fn each_kind_is_found_and_honest_prose_passes() {
        for (text, code) in [
            ("Write to ada@example.org.", "email-address"),
            ("Call 020 7946 0958 for more.", "telephone-number"),
            ("Dr Smith asked for a lay panel.", "personal-title"),
            ("Signed: the chair", "signature-line"),
            ("The record of 943 476 5919 was named.", "nhs-number"),
        ] {
            assert!(personal_data(text).iter().any(|(found, _)| *found == code), "{text}");
        }
        let honest = "The group was supportive, once a lay panel of 12 people meets twice a year (2026/27).";
        assert_eq!(personal_data(honest), []);
    }
}
