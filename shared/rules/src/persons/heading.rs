//! What a column's heading says its values are.

use super::Row;

/// What a column holds, by its heading.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Column {
    /// NHS numbers.
    NhsNumber,
    /// Names of people.
    PersonName,
    /// Names, of people or of anything else.
    Name,
    /// Dates of birth.
    DateOfBirth,
    /// Whole postcodes.
    Postcode,
    /// Numbers or codes of patients or participants.
    PersonId,
    /// Sex or gender.
    Sex,
    /// Ages in years.
    Age,
    /// Diagnoses as codes.
    Diagnosis,
    /// Dates of what happened to someone.
    Event,
    /// Ethnic groups.
    Ethnicity,
}

impl Column {
    /// Whether it singles people out, rather than saying something of them.
    pub(super) fn is_strong(self) -> bool {
        matches!(self, Self::NhsNumber | Self::PersonName | Self::DateOfBirth | Self::Postcode | Self::PersonId)
    }

    /// How many values must differ: a column of one value is a form's, not people's.
    pub(super) fn different(self) -> usize {
        match self {
            Self::NhsNumber | Self::PersonId => 5,
            Self::PersonName | Self::Name | Self::DateOfBirth | Self::Postcode => 3,
            Self::Sex | Self::Age | Self::Diagnosis | Self::Event | Self::Ethnicity => 1,
        }
    }
}

/// A heading is short; what is longer is a sentence.
const LONGEST: usize = 60;

/// Words before a heading that say whose it is.
const OF_A_PERSON: &[&str] =
    &["patient", "participant", "subject", "person", "pt", "client", "child", "mother", "baby"];

/// The columns whose heading says what they hold, by their place.
pub(super) fn columns(row: &Row<'_>) -> Vec<(usize, Column)> {
    row.cells.iter().enumerate().filter_map(|(place, cell)| Some((place, column(cell)?))).collect()
}

fn column(cell: &str) -> Option<Column> {
    if cell.len() > LONGEST {
        return None;
    }
    let words: Vec<String> = cell
        .split(|character: char| !character.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect();
    let whole: Vec<&str> = words.iter().map(String::as_str).collect();
    let text = whole.join(" ");
    exact(&text).or_else(|| match whole.split_first() {
        Some((first, rest)) if OF_A_PERSON.contains(first) && !rest.is_empty() => {
            let of_them = exact(&rest.join(" "))?;
            Some(if of_them == Column::Name { Column::PersonName } else { of_them })
        }
        _ => None,
    })
}

fn exact(text: &str) -> Option<Column> {
    Some(match text {
        "nhs number" | "nhs no" | "nhs num" | "nhsno" | "nhsnumber" | "nhs id" | "new nhs number" => Column::NhsNumber,
        "surname"
        | "forename"
        | "forenames"
        | "first name"
        | "last name"
        | "family name"
        | "given name"
        | "given names"
        | "firstname"
        | "lastname"
        | "full name"
        | "maiden name"
        | "name of patient"
        | "name of participant" => Column::PersonName,
        "name" => Column::Name,
        "date of birth" | "dob" | "d o b" | "birth date" | "birthdate" | "dateofbirth" | "born" => Column::DateOfBirth,
        "postcode"
        | "post code"
        | "home postcode"
        | "postal code"
        | "postcode of residence"
        | "postcode of usual address" => Column::Postcode,
        "patient id"
        | "patientid"
        | "patient number"
        | "patient no"
        | "patient identifier"
        | "hospital number"
        | "hospital no"
        | "mrn"
        | "medical record number"
        | "participant id"
        | "participantid"
        | "participant number"
        | "participant no"
        | "subject id"
        | "subject number"
        | "person id"
        | "personid"
        | "pseudo id"
        | "pseudonym"
        | "pseudonymised id"
        | "study id"
        | "hesid"
        | "encrypted hesid"
        | "local patient identifier"
        | "screening number"
        | "trial number" => Column::PersonId,
        "sex" | "gender" => Column::Sex,
        "age" | "age years" | "age in years" | "age at admission" | "age at diagnosis" => Column::Age,
        "diagnosis" | "diagnosis code" | "icd10" | "icd 10" | "icd 10 code" | "icd10 code" | "primary diagnosis" => {
            Column::Diagnosis
        }
        "admission date" | "date of admission" | "admidate" | "discharge date" | "date of discharge" | "disdate"
        | "date of death" | "dod" | "appointment date" | "date of diagnosis" | "diagnosis date" | "episode start"
        | "attendance date" => Column::Event,
        "ethnicity" | "ethnic group" | "ethnic category" => Column::Ethnicity,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use std::borrow::Cow;

    use super::*;

    #[test]
    fn a_heading_says_what_its_column_holds() {
        let padded = |length: usize| format!("{:length$}", "Name");
        for (heading, column) in [
            ("NHS number", Some(Column::NhsNumber)),
            ("Patient NHS no.", Some(Column::NhsNumber)),
            ("Surname", Some(Column::PersonName)),
            ("Patient name", Some(Column::PersonName)),
            ("Name", Some(Column::Name)),
            ("Child's name", None),
            ("Trust name", None),
            ("DOB", Some(Column::DateOfBirth)),
            ("Home postcode", Some(Column::Postcode)),
            ("Study_ID", Some(Column::PersonId)),
            ("Sex", Some(Column::Sex)),
            ("Age at admission", Some(Column::Age)),
            ("ICD-10 code", Some(Column::Diagnosis)),
            ("Date of admission", Some(Column::Event)),
            ("Ethnic group", Some(Column::Ethnicity)),
            ("Participant sex", Some(Column::Sex)),
            ("Patient", None),
            ("Region sex", None),
            ("Patient notes", None),
            (&padded(60), Some(Column::Name)),
            (&padded(61), None),
        ] {
            let row = Row { number: 1, cells: vec![Cow::Borrowed(heading)] };
            let expected: Vec<(usize, Column)> = column.into_iter().map(|column| (0, column)).collect();
            assert_eq!(columns(&row), expected, "{heading:?}");
        }
    }
}
