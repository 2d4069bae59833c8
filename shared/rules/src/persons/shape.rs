//! Whether a value is in the shape of what its column holds.

use super::Column;
use crate::nhs_numbers::nhs_numbers;

/// Words that no person is called by: a name with one of them is an organisation's, a place's or a field's.
const NOT_OF_PEOPLE: &[&str] = &[
    "trust",
    "hospital",
    "hospitals",
    "nhs",
    "ltd",
    "limited",
    "plc",
    "llp",
    "university",
    "college",
    "council",
    "board",
    "centre",
    "center",
    "practice",
    "surgery",
    "clinic",
    "icb",
    "ccg",
    "service",
    "services",
    "authority",
    "institute",
    "foundation",
    "department",
    "health",
    "healthcare",
    "infirmary",
    "partnership",
    "group",
    "region",
    "county",
    "date",
    "number",
    "code",
    "postcode",
    "name",
    "type",
    "status",
    "method",
    "field",
    "data",
    "total",
    "all",
    "yes",
    "no",
    "unit",
    "ward",
    "site",
    "school",
    "registry",
    "study",
    "trial",
    "care",
    "medical",
    "the",
    "and",
    "of",
    "for",
];

/// How long a value may be, in bytes, to be looked at as one.
const LONGEST: usize = 80;

/// Whether `value` is in the shape of what `column` holds.
pub(super) fn fits(column: Column, value: &str) -> bool {
    if value.is_empty() || value.len() > LONGEST {
        return false;
    }
    match column {
        Column::NhsNumber => nhs_numbers(value).first().is_some_and(|span| *span == (0..value.len())),
        Column::PersonName | Column::Name => is_name(value, 1),
        Column::DateOfBirth | Column::Event => is_date(value) || is_a_sheets_date(value),
        Column::Postcode => is_postcode(value),
        Column::PersonId => is_identifier(value),
        Column::Sex => {
            let known = ["m", "f", "male", "female", "man", "woman", "1", "2", "9", "other", "not known"];
            known.contains(&value.to_lowercase().as_str())
        }
        Column::Age => value.parse::<f32>().is_ok_and(|age| (0.0..=120.0).contains(&age)),
        Column::Diagnosis => is_diagnosis(value),
        Column::Ethnicity => value.chars().next().is_some_and(char::is_alphabetic),
    }
}

/// A name of at least two words.
pub(super) fn is_full_name(value: &str) -> bool {
    is_name(value, 2)
}

fn is_name(value: &str, least: usize) -> bool {
    let words: Vec<&str> = value.split([' ', ',']).filter(|word| !word.is_empty()).collect();
    (least..=5).contains(&words.len())
        && words.iter().all(|word| {
            let mut letters = word.chars();
            letters.next().is_some_and(char::is_uppercase)
                && letters.all(|letter| letter.is_alphabetic() || matches!(letter, '\'' | '’' | '-' | '.'))
                && !NOT_OF_PEOPLE.contains(&word.to_lowercase().as_str())
        })
}

/// A code with a figure in it, of one word.
fn is_identifier(value: &str) -> bool {
    value.len() <= 40
        && value.chars().any(|character| character.is_ascii_digit())
        && value
            .chars()
            .all(|character| character.is_ascii_alphanumeric() || matches!(character, '-' | '_' | '/' | '.'))
}

/// A whole postcode: `AB1 2CD`. A district alone is no one's address.
pub(super) fn is_postcode(value: &str) -> bool {
    let packed: Vec<char> = value.chars().filter(|character| *character != ' ').collect();
    let Some((area, inward)) = packed.len().checked_sub(3).map(|at| packed.split_at(at)) else { return false };
    let is_inward = matches!(inward, [digit, one, two]
        if digit.is_ascii_digit() && one.is_ascii_alphabetic() && two.is_ascii_alphabetic());
    let letters = area.iter().take_while(|character| character.is_ascii_alphabetic()).count();
    let rest = area.get(letters..).unwrap_or_default();
    let is_district = matches!(rest, [digit] if digit.is_ascii_digit())
        || matches!(rest, [digit, more] if digit.is_ascii_digit() && more.is_ascii_alphanumeric());
    value.len() <= 9 && is_inward && (1..=2).contains(&letters) && is_district
}

/// A day as people write it: `03/04/1951`, `1951-04-03`, `3 Apr 1951`; a time of day may follow.
pub(super) fn is_date(value: &str) -> bool {
    let day = value.split(['T']).next().unwrap_or(value);
    let day = day.split_once(" 0").map_or(day, |(day, time)| if time.contains(':') { day } else { value });
    let parts: Vec<&str> = day.split(['/', '-', '.', ' ']).filter(|part| !part.is_empty()).collect();
    let [one, two, three] = parts.as_slice() else { return false };
    let number = |part: &str, from: u32, to: u32| {
        part.len() <= 4
            && part.bytes().all(|byte| byte.is_ascii_digit())
            && part.parse().is_ok_and(|number: u32| (from..=to).contains(&number))
    };
    let year = |part: &str| number(part, 1880, 2100) || (part.len() == 2 && number(part, 0, 99));
    let month = |part: &str| number(part, 1, 12) || is_month(part);
    (number(one, 1, 31) && month(two) && year(three))
        || (number(one, 1880, 2100) && month(two) && number(three, 1, 31))
        || (month(one) && number(two, 1, 31) && year(three))
}

fn is_month(part: &str) -> bool {
    const MONTHS: [&str; 12] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    let part = part.to_lowercase();
    MONTHS.iter().any(|month| part.starts_with(month)) && part.chars().all(char::is_alphabetic)
}

/// A day as a spreadsheet keeps it: days since 1900, up to the year 2064.
fn is_a_sheets_date(value: &str) -> bool {
    let whole = value.split('.').next().unwrap_or(value);
    whole.len() >= 3 && whole.parse::<u32>().is_ok_and(|days| (100..=60_000).contains(&days))
}

/// A code of ICD-10: `I48`, `I48.0`, `I480`.
fn is_diagnosis(value: &str) -> bool {
    let mut characters = value.chars();
    characters.next().is_some_and(|letter| letter.is_ascii_uppercase())
        && characters.clone().take(2).filter(char::is_ascii_digit).count() == 2
        && (3..=7).contains(&value.len())
        && characters.all(|character| character.is_ascii_alphanumeric() || character == '.')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(column: Column, fit: &[&str], others: &[&str]) {
        for value in fit {
            assert!(fits(column, value), "{value:?} is of {column:?}");
        }
        for value in others {
            assert!(!fits(column, value), "{value:?} is not of {column:?}");
        }
    }

    #[test]
    fn days_are_written_in_many_ways() {
        let days = [
            "03/04/1951",
            "1951-04-03",
            "3 Apr 1951",
            "April 3 1951",
            "12/31/1951",
            "31.12.99",
            "1951-04-03T00:00:00",
            "1951-04-03 00:00:00",
            "45000",
            "45000.5",
        ];
        let others = [
            "",
            "03/04",
            "31/31/1951",
            "1951/31/03",
            "13/31/1951",
            "32/04/1951",
            "0/04/1951",
            "03/04/1879",
            "03/04/2101",
            "03/04/100",
            "3/4/5",
            "00003/4/1951",
            "+3/+4/1951",
            "3 Foo 1951",
            "3 mar2 1951",
            "99",
            "60001",
            "abc",
            "NM1 2AB",
        ];
        for column in [Column::DateOfBirth, Column::Event] {
            all(column, &days, &others);
        }
    }

    #[test]
    fn a_postcode_is_whole() {
        all(
            Column::Postcode,
            &["NM1 2AB", "NM12AB", "NM12 1GH", "N1 1AA", "N1C 4AG", "NM1A 2AB"],
            &[
                "",
                "NM1",
                "NM 2AB",
                "NMX 2AB",
                "NM123 4AB",
                "NMM1 2AB",
                "1 2AB",
                "NM1 AAB",
                "NM1 21B",
                "NM1 2A1",
                "N M 1  2 A B",
            ],
        );
    }

    #[test]
    fn a_name_is_of_one_to_five_words_of_letters_that_name_no_place() {
        let names = ["Ada", "O'Neil", "Anne-Marie Vale", "Vale, Ada", "A B C D E"];
        let others = ["", "ada", "Ada3", "Elmfield Trust", "A B C D E F"];
        for column in [Column::Name, Column::PersonName] {
            all(column, &names, &others);
        }
        assert!(is_full_name("Ada Vale") && !is_full_name("Ada"));
    }

    #[test]
    fn codes_have_their_shapes() {
        let longest = format!("P{:039}", 1);
        let longer = format!("P{:040}", 1);
        all(Column::PersonId, &["P0001", "a-1_2/3.4", &longest], &["", "PAB", "P 1", "Ü1", &longer]);
        all(Column::Diagnosis, &["I48", "I48.0", "I480"], &["", "48", "i48", "I4", "IX8", "I48-0", "I4800000"]);
        all(Column::NhsNumber, &["9434765919", "943 476 5919"], &["", "x 9434765919", "9434765918"]);
        all(Column::Sex, &["M", "female", "9"], &["", "X"]);
        all(Column::Age, &["0", "61.5", "120"], &["", "121", "-1", "old"]);
    }

    #[test]
    fn what_is_longer_than_a_value_is_none() {
        all(Column::Ethnicity, &["White", &"w".repeat(80)], &["", "1", &"w".repeat(81)]);
    }
}
