//! NHS numbers in a text: ten digits of which the last is a check digit by modulus 11 (NHS Data Dictionary, "NHS
//! NUMBER"). They must never reach this service: an application that holds one is stopped, an enquiry is masked.

/// Where one stands, as a range of bytes of the text.
pub type Span = std::ops::Range<usize>;

/// How a masked number reads.
pub const MASK: &str = "[number removed]";

/// Where NHS numbers stand in `text`, in order: ten digits in a row, or written `943 476 5919` with one blank, no-break
/// blank, dot or dash between the groups, whose check digit is right. A longer row of digits is something else.
pub fn nhs_numbers(text: &str) -> Vec<Span> {
    let mut found: Vec<Span> = Vec::new();
    let mut before = None;
    for (at, character) in text.char_indices() {
        let begins = character.is_ascii_digit() && !before.is_some_and(|before: char| before.is_ascii_digit());
        if begins
            && found.last().is_none_or(|last| last.end <= at)
            && let Some(length) = text.get(at..).and_then(number)
        {
            found.push(at..at + length);
        }
        before = Some(character);
    }
    found
}

/// `text` with each NHS number replaced by [`MASK`], and how many there were.
pub fn mask_nhs_numbers(text: &str) -> (String, usize) {
    let spans = nhs_numbers(text);
    let mut masked = String::with_capacity(text.len());
    let mut from = 0;
    for span in &spans {
        masked.push_str(text.get(from..span.start).unwrap_or_default());
        masked.push_str(MASK);
        from = span.end;
    }
    masked.push_str(text.get(from..).unwrap_or_default());
    (masked, spans.len())
}

/// The length in bytes of the number with which `text` begins.
fn number(text: &str) -> Option<usize> {
    let mut rest = text.char_indices().peekable();
    let mut digits = Vec::with_capacity(10);
    while digits.len() < 10 {
        let (_, character) = rest.next()?;
        match character.to_digit(10) {
            Some(digit) => digits.push(digit),
            // A part at the end of a group; a digit must follow it.
            None if is_part(character) && parts_may_stand(&digits) => {
                digits.push(rest.next()?.1.to_digit(10)?);
            }
            None => return None,
        }
    }
    let end = rest.peek().map_or(text.len(), |(at, _)| *at);
    let over = rest.peek().is_none_or(|(_, next)| !next.is_ascii_digit());
    (over && checks(digits.try_into().ok()?)).then_some(end)
}

/// Whether a group of three, or of three and three, has just ended.
fn parts_may_stand(digits: &[u32]) -> bool {
    matches!(digits.len(), 3 | 6)
}

fn is_part(character: char) -> bool {
    matches!(character, ' ' | '\u{a0}' | '-' | '.' | '\u{2011}' | '\u{2013}')
}

/// Whether the tenth digit is the check digit of the nine before it; a check of ten is given to nobody. Neither is a
/// number of one digit alone, such as `0000000000`.
fn checks(digits: [u32; 10]) -> bool {
    let [first, .., check] = digits;
    let sum: u32 = digits.iter().zip((2..=10).rev()).map(|(digit, weight)| digit * weight).sum();
    let expected = match 11 - sum % 11 {
        11 => 0,
        other => other,
    };
    expected == check && digits.iter().any(|digit| *digit != first)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_found_however_it_is_parted() {
        for text in ["9434765919", "943 476 5919", "943-476-5919", "943.476.5919", "943\u{a0}476\u{a0}5919"] {
            assert_eq!(nhs_numbers(text).first(), Some(&(0..text.len())), "{text}");
            assert_eq!(mask_nhs_numbers(&format!("about {text}, please")), (format!("about {MASK}, please"), 1));
        }
    }

    #[test]
    fn a_number_with_a_wrong_check_digit_is_none() {
        for wrong in ["9434765918", "943 476 5910", "1234567890", "0000000000", "1111111111"] {
            assert_eq!(nhs_numbers(wrong), [], "{wrong}");
        }
    }

    #[test]
    fn a_longer_or_shorter_row_of_digits_is_none() {
        for other in ["94347659190", "943476591", "99434765919", "943  476 5919", "DARS-NIC-900101", "+44 7700 900123"]
        {
            assert_eq!(nhs_numbers(other), [], "{other}");
        }
    }

    #[test]
    fn parts_stand_behind_the_third_and_the_sixth_figure_and_are_no_letters() {
        for other in ["94 34765919", "9434 765919", "943476591 9", "9 4 3 4 7 6 5 9 1 9", "943a476b5919", "943476x5919"]
        {
            assert_eq!(nhs_numbers(other), [], "{other}");
        }
    }

    #[test]
    fn a_check_digit_of_nought_counts_and_one_of_ten_is_given_to_nobody() {
        assert_eq!(nhs_numbers("9876543210").first(), Some(&(0..10)));
        assert_eq!(nhs_numbers("9876543213"), []);
        // The sum of the first nine leaves a remainder of one.
        for check in 0..10 {
            assert_eq!(nhs_numbers(&format!("050000000{check}")), [], "{check}");
        }
    }

    #[test]
    fn a_number_behind_other_figures_is_found() {
        assert_eq!(nhs_numbers("12 943 476 5919, 7").first(), Some(&(3..15)));
        assert_eq!(nhs_numbers("in 2015 2016 12 there were 943 4765919").first(), Some(&(27..38)));
    }

    #[test]
    fn several_are_found_in_order_and_each_is_masked() {
        let text = "9434765919\n4010232137; 943 476 5919";
        assert_eq!(nhs_numbers(text).len(), 3);
        assert_eq!(mask_nhs_numbers(text), (format!("{MASK}\n{MASK}; {MASK}"), 3));
    }

    #[test]
    fn text_of_any_script_is_left_as_it_was() {
        let text = "Grüße – ein Text über 12 Ämter, ٣٤٥, 9434765918";
        assert_eq!(mask_nhs_numbers(text), (text.to_owned(), 0));
    }
}
