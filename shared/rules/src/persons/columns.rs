//! Which columns, taken together, speak of single people, and how many of their values must.

use std::borrow::Cow;

use super::{Persons, Row, table_of_persons};

/// Nine values of a column of this heading, each in its shape.
fn values(heading: &str) -> [&'static str; 9] {
    match heading {
        "Name" | "Surname" => {
            ["Wexcombe", "Harrowell", "Ollerton", "Penhallow", "Rookwood", "Quill", "Moss", "Vale", "Marsh"]
        }
        "Date of birth" => [
            "03/04/1951",
            "17/11/1948",
            "29/02/1960",
            "08/08/1972",
            "21/12/1939",
            "14/06/1985",
            "01/01/1950",
            "02/01/1950",
            "03/01/1950",
        ],
        "Postcode" => {
            ["NM1 2AB", "NM1 4CD", "NM3 9EF", "NM12 1GH", "NM2 7JK", "NM7 5LM", "NM1 1AA", "NM1 1AB", "NM1 1AD"]
        }
        "Study ID" => ["P1", "P2", "P3", "P4", "P5", "P6", "P7", "P8", "P9"],
        "Sex" => ["M", "F", "M", "F", "M", "F", "M", "F", "M"],
        "Age" => ["61", "62", "63", "64", "65", "66", "67", "68", "69"],
        other => panic!("no values of {other}"),
    }
}

/// A table of these columns, with as many rows.
fn table(headings: &[&'static str], rows: usize) -> Vec<Vec<&'static str>> {
    let below = (0..rows).map(|at| headings.iter().map(|heading| values(heading)[at]).collect());
    std::iter::once(headings.to_vec()).chain(below).collect()
}

fn found(table: &[Vec<&'static str>]) -> Option<(u32, u32, u32)> {
    let rows: Vec<Row<'_>> = (1..)
        .zip(table)
        .map(|(number, cells)| Row { number, cells: cells.iter().map(|cell| Cow::Borrowed(*cell)).collect() })
        .collect();
    table_of_persons(&rows).map(|Persons { first, last, rows }| (first, last, rows))
}

#[test]
fn two_columns_single_people_out_or_one_of_which_two_others_speak() {
    for (headings, people) in [
        (&["Surname"][..], false),
        (&["Surname", "Sex"], false),
        (&["Surname", "Sex", "Age"], true),
        (&["Surname", "Postcode"], true),
        (&["Date of birth"], false),
        (&["Date of birth", "Age"], false),
        (&["Date of birth", "Sex", "Age"], true),
        (&["Study ID", "Sex"], false),
        (&["Study ID", "Sex", "Age"], true),
        (&["Study ID", "Postcode"], true),
        // Postcodes of anything else, too.
        (&["Postcode", "Sex", "Age"], false),
        // A plain name may be an organisation's.
        (&["Name", "Postcode"], false),
        (&["Name", "Postcode", "Sex"], false),
        (&["Name", "Postcode", "Sex", "Age"], true),
        (&["Name", "Date of birth"], true),
        (&["Name", "Study ID"], true),
        (&["Name", "Sex", "Age"], false),
    ] {
        assert_eq!(found(&table(headings, 6)), people.then_some((2, 7, 6)), "{headings:?}");
    }
}

#[test]
fn most_values_of_a_column_are_in_its_shape() {
    let with_dates = |dates: usize, others: &'static str| {
        let mut table = table(&["Name", "Date of birth"], 9);
        for row in table.iter_mut().skip(dates + 1) {
            row[1] = others;
        }
        found(&table)
    };
    assert_eq!(with_dates(6, "unknown"), Some((2, 10, 9)));
    assert_eq!(with_dates(5, "unknown"), None, "five of nine are not most");
    assert_eq!(with_dates(5, ""), Some((2, 10, 9)), "what is left out says nothing");
    assert_eq!(with_dates(4, ""), None, "four dates are too few");
}

#[test]
fn a_column_of_one_value_is_a_forms() {
    let mut form = table(&["Surname", "Date of birth"], 6);
    for row in form.iter_mut().skip(1) {
        *row = vec!["Wexcombe", "03/04/1951"];
    }
    assert_eq!(found(&form), None);
}

#[test]
fn only_rows_with_somebody_in_them_are_counted() {
    let mut counted = table(&["Study ID", "Sex", "Age"], 6);
    counted.push(vec!["Total", "M", "62"]);
    counted.push(vec!["", "", ""]);
    assert_eq!(found(&counted), Some((2, 7, 6)));
    let mut named = table(&["Name", "Date of birth"], 6);
    named.push(vec!["Vale", ""]);
    assert_eq!(found(&named), Some((2, 8, 7)));
}

#[test]
fn numbers_of_their_own_are_people_whatever_stands_between_or_below() {
    let mut rows: Vec<Vec<&str>> = vec![vec!["Attended"]];
    for number in ["4000000004", "4000000071", "4000000144", "4000000217", "4000000284"] {
        rows.push(vec![number]);
        rows.push(vec![" "]);
    }
    assert_eq!(found(&rows), Some((2, 10, 5)));
    rows.push(vec!["End of the list"]);
    assert_eq!(found(&rows), Some((2, 10, 5)));
}
