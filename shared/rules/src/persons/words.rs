//! What looks like persons in words that are said once: an answer, a reason, a note. What stands in a section can be
//! explained before it is handed in; this cannot, and is refused. The problem names the place, never what it says.

use dars_vocabulary::FieldError;

use super::{persons_in_text, spots_of_nhs_numbers};

/// Why `text` is not taken into the field at `pointer`; `None`: it tells of no persons.
pub fn persons_in_words(pointer: &str, text: &str) -> Option<FieldError> {
    let (code, detail) = if let Some(found) = persons_in_text(text) {
        let (first, last, rows) = (found.first, found.last, found.rows);
        let detail = format!(
            "Lines {first} to {last} look like a table of {rows} persons. Records of people never belong here: remove them."
        );
        ("table-of-persons", detail)
    } else {
        let spot = spots_of_nhs_numbers(text).into_iter().next()?;
        let detail = format!(
            "What looks like an NHS number stands at line {}, character {}. Remove it, or describe it without its digits.",
            spot.line, spot.character
        );
        ("nhs-number-found", detail)
    };
    Some(FieldError { pointer: pointer.to_owned(), code: code.to_owned(), detail })
}

#[cfg(test)]
mod tests {
    use super::persons_in_words;

    const NUMBER: &str = "943 476 5919";

    #[test]
    fn a_number_is_named_by_its_place_alone() {
        let found = persons_in_words("/text", &format!("As asked:\nit is {NUMBER}.")).unwrap();
        assert_eq!((found.pointer.as_str(), found.code.as_str()), ("/text", "nhs-number-found"));
        assert!(found.detail.contains("line 2, character 7"), "{}", found.detail);
        assert!(!found.detail.contains("943") && !found.detail.contains("5919"));
    }

    #[test]
    fn a_table_is_named_before_the_numbers_in_it() {
        let rows = "Name,Date of birth,NHS number\nAda Wexcombe,03/04/1951,9434765919\nBen Harrowell,17/11/1948,\n\
        Cyra Ollerton,29/02/1960,\nDai Penhallow,08/08/1972,\nElsie Quarrendon,21/12/1939,\nFemi Rookwood,14/06/1985,";
        let found = persons_in_words("/reason", rows).unwrap();
        assert_eq!((found.pointer.as_str(), found.code.as_str()), ("/reason", "table-of-persons"));
        assert!(!found.detail.contains("Wexcombe") && !found.detail.contains("943"));
    }

    #[test]
    fn words_and_other_numbers_are_taken() {
        for text in ["", "Ten years, since strokes are rare.", "ISRCTN12345678", "943 476 5918", "Call 0113 496 0000."]
        {
            assert_eq!(persons_in_words("/text", text), None, "{text}");
        }
    }
}
