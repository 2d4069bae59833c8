//! Tables of invented people, and what must never be taken for one.

use super::{Persons, Spot, persons_in_text, spots_of_nhs_numbers};

fn found(text: &str) -> Option<(u32, u32, u32)> {
    persons_in_text(text).map(|Persons { first, last, rows }| (first, last, rows))
}

/// An invented number in the shape of an NHS number.
const NUMBER: &str = "9434765919";

/// Numbers whose check digit is right, made by counting.
fn numbers(count: usize) -> Vec<String> {
    (0_u64..)
        .filter_map(|seed| {
            let digits: Vec<u64> =
                format!("{:09}", 400_000_000 + seed * 7).bytes().map(|b| u64::from(b - b'0')).collect();
            let sum: u64 = digits.iter().zip((2..=10).rev()).map(|(digit, weight): (&u64, u64)| digit * weight).sum();
            let check = match 11 - sum % 11 {
                11 => 0,
                10 => return None,
                other => other,
            };
            Some(digits.iter().map(ToString::to_string).collect::<String>() + &check.to_string())
        })
        .take(count)
        .collect()
}

const PEOPLE: [(&str, &str, &str); 6] = [
    ("Ada Wexcombe", "03/04/1951", "NM1 2AB"),
    ("Ben Harrowell", "17/11/1948", "NM1 4CD"),
    ("Cyra Ollerton", "29/02/1960", "NM3 9EF"),
    ("Dai Penhallow", "08/08/1972", "NM12 1GH"),
    ("Elsie Quarrendon", "21/12/1939", "NM2 7JK"),
    ("Femi Rookwood", "14/06/1985", "NM7 5LM"),
];

fn people(heading: &str, parted: &str, rows: usize) -> String {
    let lines = PEOPLE.iter().take(rows).map(|(name, born, postcode)| [*name, *born, *postcode].join(parted));
    std::iter::once(heading.replace('|', parted)).chain(lines).collect::<Vec<_>>().join("\n")
}

#[test]
fn names_with_dates_of_birth_are_people_however_the_cells_are_parted() {
    for parted in [",", "\t", ";", " | ", "    "] {
        let text = people("Name|Date of birth|Postcode", parted, 6);
        assert_eq!(found(&text), Some((2, 7, 6)), "{parted:?}");
    }
}

#[test]
fn people_are_found_without_a_heading() {
    let text = people("See below", ",", 6);
    assert_eq!(found(&text), Some((2, 7, 6)));
}

#[test]
fn fewer_than_five_are_an_example() {
    assert_eq!(found(&people("Name|DOB|Postcode", ",", 4)), None);
    assert_eq!(found(&people("Name|DOB|Postcode", ",", 5)), Some((2, 6, 5)));
}

#[test]
fn nhs_numbers_below_each_other_are_people_and_four_are_not() {
    let numbers = numbers(6);
    assert_eq!(found(&numbers.join("\n")), Some((1, 6, 6)));
    assert_eq!(found(&numbers[..4].join("\n")), None);
    let listed: Vec<String> = numbers.iter().map(|number| format!("The patient {number} attended.")).collect();
    assert_eq!(found(&format!("Notes\n{}", listed.join("\n"))), Some((2, 7, 6)));
    // The same example over and over is one.
    assert_eq!(found(&[NUMBER; 8].join("\n")), None);
}

#[test]
fn pseudonyms_with_what_happened_to_each_are_people() {
    let rows: Vec<String> =
        (1..=8).map(|n| format!("P{n:04},{},{},I48.{n}", if n % 2 == 0 { "M" } else { "F" }, 60 + n)).collect();
    assert_eq!(found(&format!("Participant ID,Sex,Age,Diagnosis\n{}", rows.join("\n"))), Some((2, 9, 8)));
}

#[test]
fn surnames_with_postcodes_are_people_quoted_or_not() {
    let rows = PEOPLE.map(|(name, _, postcode)| format!("\"{}\",\"{postcode}\"", name.split_once(' ').unwrap().1));
    assert_eq!(found(&format!("Surname,Postcode\n{}", rows.join("\n"))), Some((2, 7, 6)));
}

#[test]
fn an_aggregated_table_is_none() {
    let rows: Vec<String> =
        (0..12).map(|n| format!("{}-{},{},{},{}", n * 5, n * 5 + 4, "F", 100 + n, 12 * n)).collect();
    assert_eq!(found(&format!("Age band,Sex,Patients,Deaths\n{}", rows.join("\n"))), None);
    let districts: Vec<String> = (1..20).map(|n| format!("NM{n},{},{}", 40 + n, n * 3)).collect();
    assert_eq!(found(&format!("Postcode,Age,Count\n{}", districts.join("\n"))), None, "districts are nobody's address");
}

#[test]
fn a_data_dictionary_is_none() {
    let text = "Name,Type,Description,Example\nNHS number,char(10),The patient's NHS number,9434765919\n\
        Date of birth,date,As recorded,03/04/1951\nPostcode,char(8),Of usual address,NM1 2AB\nSex,char(1),As recorded,F\n\
        Forename,char(35),As recorded,Ada\nAdmission Method,char(2),See list,21\nEthnic Group,char(2),See list,A";
    assert_eq!(found(text), None);
    let fields = "Field name,NHS number,Date of birth,Postcode,Surname\nFormat,10 digits,date,8 characters,text\n\
        Required,yes,yes,no,no\nSource,HES,HES,HES,HES\nMinimised,yes,month and year,district,removed\n\
        Kept,one year,one year,one year,no\nUsed,linkage,age,deprivation,no";
    assert_eq!(found(fields), None);
}

#[test]
fn a_list_of_organisations_is_none() {
    let rows =
        ["Northmere University Hospitals", "Wychmoor Trust", "Vantora Health", "Clearbank Ltd", "Elmfield", "Ashby"];
    let list = |heading: &str| {
        let lines: Vec<String> =
            rows.iter().enumerate().map(|(n, name)| format!("{name},NM{n} 1AB,01/04/200{n}")).collect();
        format!("{heading}\n{}", lines.join("\n"))
    };
    assert_eq!(found(&list("Name,Postcode,Opened")), None);
    assert_eq!(found(&list("Trust,Postcode,Opened")), None);
    assert_eq!(found(&list("Practice name,Postcode,Opened")), None);
}

#[test]
fn a_study_team_with_its_posts_is_none() {
    let rows = PEOPLE.map(|(name, _, _)| format!("{name},Statistician,{}@northmere.example", name.len()));
    assert_eq!(found(&format!("Name,Role,E-mail\n{}", rows.join("\n"))), None);
}

#[test]
fn prose_with_commas_is_none() {
    let line = "The study, which began on 3 April 1998, follows people from NM1 2AB, where it was first piloted.";
    assert_eq!(found(&vec![line; 30].join("\n")), None);
}

#[test]
fn a_spot_is_told_by_line_and_character() {
    let text = "Grüße\nabc 943 476 5919 and 4010232137";
    assert_eq!(spots_of_nhs_numbers(text), [Spot { line: 2, character: 5 }, Spot { line: 2, character: 22 }]);
    assert_eq!(spots_of_nhs_numbers("ISRCTN12345678"), []);
}
