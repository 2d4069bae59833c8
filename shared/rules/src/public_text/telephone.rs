//! Telephone numbers in the forms written in the United Kingdom.

/// Whether a telephone number stands in the text: `+44 …`, `0044 …`, another country's `+…`, or eleven digits from 0
/// (ten in the groups of older numbers). Years, counts, NHS numbers and references pass.
pub fn telephone_number(text: &str) -> bool {
    let chars: Vec<char> = text.chars().collect();
    (0..chars.len()).any(|at| {
        let (before, rest) = chars.split_at(at);
        starts_number(before, rest) && is_number(rest)
    })
}

/// A number starts at `+` or `0`, and not inside a longer word, number or reference.
fn starts_number(before: &[char], rest: &[char]) -> bool {
    let starts = matches!(rest.first(), Some('+' | '0'));
    let inside = match before {
        [] => false,
        [.., before, '.' | ','] => before.is_ascii_digit(),
        [.., before, '/' | '-' | '_'] => before.is_alphanumeric(),
        [.., last] => last.is_alphanumeric() || *last == '+',
    };
    starts && !inside
}

fn is_number(rest: &[char]) -> bool {
    let (plus, groups) = groups(rest);
    // Digits may go on after the number, as in "0161 496 0000 2026": every end of a group is tried.
    (1..=groups.len()).any(|count| {
        let groups = groups.get(..count).unwrap_or_default();
        let digits: String = groups.concat();
        let first = groups.first().map_or(0, String::len);
        if plus {
            return !digits.starts_with('0') && (10..=15).contains(&digits.len());
        }
        if digits.starts_with("0044") {
            return (13..=15).contains(&digits.len());
        }
        let area = digits.as_bytes().get(1).is_some_and(|digit| !matches!(digit, b'0' | b'4' | b'6'));
        let lengths: Vec<usize> = groups.iter().map(String::len).collect();
        area && match digits.len() {
            11 => first >= 3,
            10 => matches!(lengths[..], [5, 5] | [4, 6] | [4, 3, 3]),
            _ => false,
        }
    })
}

/// The groups of digits from here, each parted from the next by at most two separators.
fn groups(rest: &[char]) -> (bool, Vec<String>) {
    let plus = rest.first() == Some(&'+');
    let mut groups: Vec<String> = vec![String::new()];
    let mut gap = 0;
    for c in rest.iter().skip(usize::from(plus)) {
        if c.is_ascii_digit() {
            if gap > 0 {
                groups.push(String::new());
            }
            gap = 0;
            if let Some(last) = groups.last_mut() {
                last.push(*c);
            }
        } else if gap < 2 && is_separator(*c) {
            gap += 1;
        } else {
            // A digit that runs into a letter belongs to a reference.
            if gap == 0 && c.is_alphabetic() {
                groups.pop();
            }
            break;
        }
    }
    (plus, groups)
}

fn is_separator(c: char) -> bool {
    c.is_whitespace() && c != '\n' || matches!(c, '(' | ')' | '.' | '-' | '\u{2010}'..='\u{2013}')
}

#[cfg(test)]
mod tests {
    use super::telephone_number;

    #[test]
    fn telephone_numbers_are_found() {
        for text in [
            "01632 960001",
            "(01632) 960 001",
            "Call 0161 496 0000.",
            "020 7946 0000",
            "07700 900123",
            "07700900123",
            "+44 7700 900123",
            "+44 (0)161 496 0000",
            "+447700900123",
            "0044 161 496 0000",
            "Tel:01632960001",
            "0161-496-0000",
            "0161.496.0000",
            "020\u{a0}7946\u{a0}0000",
            "0161 496 0000 2026",
            "0800 123 456",
            "01632 96000 and",
            "+33 1 23 45 67 89",
            "tel. 03003035678",
            "Tel.01632960001",
        ] {
            assert!(telephone_number(text), "{text}");
        }
    }

    #[test]
    fn years_counts_and_references_pass() {
        for text in [
            "",
            "2016 to 2026",
            "2016-2017 2018-2019",
            "943 476 5919",
            "9434765919",
            "0.01632 960001",
            "p = 0.0000123456789",
            "ISBN 0-19-852663-6",
            "DARS-NIC-012345-A1B2C",
            "01/02/2020 03/04/2021",
            "01-02-2020 03-04-2021",
            "1,000,000 rows",
            "22/CAG/9917",
            "ISRCTN07700900123",
            "0 2016 2017 201",
            "07700900123X",
            "0012345678901",
            "18,400 people, 0 lost",
            "+5 per cent",
            "CD4+12345678901",
            "012345 678",
            "060 000 000 00",
            "2020 0123",
        ] {
            assert!(!telephone_number(text), "{text}");
        }
    }
}
