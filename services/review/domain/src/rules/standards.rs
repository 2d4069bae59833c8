//! The DARS standards, by their official numbers (domain.md §8).

use dars_messages::requests::review::Specialism;

/// One standard.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Standard {
    /// Its official number, or a short name where it has none.
    pub id: &'static str,
    /// The version that was read; absent: none was seen.
    pub version: Option<&'static str>,
    /// What it is about.
    pub topic: &'static str,
    /// Whose it is beside the case officer's.
    pub specialist: Option<Specialism>,
}

const fn standard(id: &'static str, version: Option<&'static str>, topic: &'static str) -> Standard {
    Standard { id, version, topic, specialist: None }
}

const fn of(specialist: Specialism, standard: Standard) -> Standard {
    Standard { specialist: Some(specialist), ..standard }
}

/// All of them, in their own order. Whose a standard is, is ours (domain.md §3): the published ones do not say.
pub const STANDARDS: &[Standard] = &[
    standard("1", Some("v2.1"), "Term of the agreement"),
    of(Specialism::Ig, standard("1b", None, "Controllers")),
    of(Specialism::Ig, standard("1c", None, "Processors")),
    of(Specialism::Security, standard("2a", Some("v2.0"), "Security and data protection registration")),
    of(Specialism::DataProduction, standard("3", None, "Data minimisation")),
    of(Specialism::Ig, standard("3c", None, "Patient objections")),
    standard("5a", None, "Objective"),
    standard("5b", None, "Processing activities"),
    standard("5c", None, "Outputs"),
    standard("5d", None, "Benefits"),
    standard("5e", Some("v3.0"), "Commercial purpose"),
    standard("6", None, "Special conditions"),
    standard("7a", Some("2023"), "Ethics"),
    of(Specialism::Ig, standard("7b", None, "Confidentiality")),
    of(Specialism::Ig, standard("8", None, "Consent under the GDPR")),
    standard("10", None, "Sub-licensing"),
    of(Specialism::Ig, standard("10a", None, "Transparency")),
    of(Specialism::Ig, standard("11", None, "Territory of use")),
    standard("honorary-contracts", Some("v1.0"), "Honorary contracts"),
];

/// The standard of this number.
pub fn standard_of(number: &str) -> Option<&'static Standard> {
    STANDARDS.iter().find(|standard| standard.id == number)
}

/// Whether this is the number of a standard; anything else would carry words into a public fact.
pub fn is_standard(number: &str) -> bool {
    standard_of(number).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_standard_is_listed_once_and_no_other_is_known() {
        for (at, standard) in STANDARDS.iter().enumerate() {
            assert_eq!(STANDARDS.iter().position(|other| other.id == standard.id), Some(at));
            assert!(!standard.topic.is_empty());
        }
        assert_eq!(STANDARDS.len(), 19);
        assert!(is_standard("5a") && !is_standard("5A") && !is_standard("4") && !is_standard(""));
    }
}
