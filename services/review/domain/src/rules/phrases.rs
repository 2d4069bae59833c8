//! Standard phrases for questions to applicants: ours, versioned; `{places}` are filled in by who asks.

use dars_vocabulary::content::SectionName;

/// One phrase.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Phrase {
    /// A stable id.
    pub id: &'static str,
    /// Counts its wordings.
    pub version: u32,
    /// The section it asks about.
    pub section: SectionName,
    /// The standard it asks about.
    pub standard: Option<&'static str>,
    /// The words.
    pub text: &'static str,
}

const fn phrase(id: &'static str, section: SectionName, standard: Option<&'static str>, text: &'static str) -> Phrase {
    Phrase { id, version: 1, section, standard, text }
}

/// All of them, in the order of the form.
pub const PHRASES: &[Phrase] = &[
    phrase(
        "party-not-listed",
        SectionName::Parties,
        Some("1c"),
        "The text names {organisation}, which is not among the parties. What does it do with the data? If it stores or \
         sees any, add it as a processor; if not, say so.",
    ),
    phrase(
        "controller-or-not",
        SectionName::Parties,
        Some("1b"),
        "{organisation} seems to decide why and how the data is used. Is it a controller, alone or jointly?",
    ),
    phrase(
        "place-not-listed",
        SectionName::Locations,
        Some("2a"),
        "The data flow shows {place}, which is not among the places. Add it with its security evidence, or correct the \
         flow.",
    ),
    phrase(
        "years-not-justified",
        SectionName::DataSets,
        Some("3"),
        "You ask for {years} of {data_set}. Why is each of these years needed, and which could be left out?",
    ),
    phrase(
        "fields-not-justified",
        SectionName::DataSets,
        Some("3"),
        "Why are these fields of {data_set} needed: {fields}?",
    ),
    phrase(
        "less-identifying",
        SectionName::DataSets,
        Some("3"),
        "Why would {data_set} not do at a less identifying level?",
    ),
    phrase(
        "legal-basis-unclear",
        SectionName::LegalBasis,
        Some("7b"),
        "Which legal basis lets {organisation} receive {data_set}, and which lifts the duty of confidentiality?",
    ),
    phrase(
        "use-not-described",
        SectionName::Purpose,
        Some("5a"),
        "The application mentions {use} but the purpose does not describe it. What is not described is not permitted: \
         add it, or leave it out.",
    ),
    phrase(
        "activities-step-by-step",
        SectionName::Purpose,
        Some("5b"),
        "Describe step by step who does what with the data, where, and at which level of identification, from its \
         arrival to its destruction.",
    ),
    phrase(
        "output-audience",
        SectionName::Outputs,
        Some("5c"),
        "For whom is {output}, when will it be there, and how are small numbers suppressed?",
    ),
    phrase(
        "benefit-how",
        SectionName::Benefits,
        Some("5d"),
        "How will {benefit} come about, by when, how large is it, and who will know that it did?",
    ),
    phrase(
        "commercial-share",
        SectionName::Commercial,
        Some("5e"),
        "Who gains commercially from this, and what share of the benefit goes to health and care?",
    ),
    phrase(
        "sub-licence-criteria",
        SectionName::SubLicensing,
        Some("10"),
        "By which criteria, and by whom, is it decided who gets a sub-licence? Where is the public list?",
    ),
    phrase(
        "protocol-version",
        SectionName::Ethics,
        Some("7a"),
        "The ethics letter is about protocol version {letter_version}; you sent {protocol_version}. Which is in force?",
    ),
    phrase(
        "notice-not-found",
        SectionName::PrivacyNotice,
        Some("10a"),
        "Your privacy notice at the address you gave could not be opened on {date}. Where is it now?",
    ),
    phrase(
        "notice-incomplete",
        SectionName::PrivacyNotice,
        Some("10a"),
        "Your privacy notice does not tell people about {what}. Add it, and tell us when it is published.",
    ),
    phrase(
        "term-too-long",
        SectionName::Term,
        Some("1"),
        "Why must the agreement last until {date}? A longer term needs a reason of law or of the funder.",
    ),
];

/// The phrase of this id.
pub fn phrase_of(id: &str) -> Option<&'static Phrase> {
    PHRASES.iter().find(|phrase| phrase.id == id)
}

impl Phrase {
    /// Its places, each once, without braces, in their order.
    pub fn places(&self) -> Vec<&'static str> {
        let mut places = Vec::new();
        for part in self.text.split('{').skip(1) {
            if let Some((place, _rest)) = part.split_once('}')
                && !places.contains(&place)
            {
                places.push(place);
            }
        }
        places
    }

    /// The first of its places that `text` left open.
    pub fn left_open(&self, text: &str) -> Option<&'static str> {
        self.places().into_iter().find(|place| text.contains(&format!("{{{place}}}")))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::standards::is_standard;

    #[test]
    fn every_phrase_has_an_id_of_its_own_and_a_known_standard() {
        for (at, phrase) in PHRASES.iter().enumerate() {
            assert_eq!(PHRASES.iter().position(|other| other.id == phrase.id), Some(at));
            assert!(phrase.standard.is_none_or(is_standard), "{}", phrase.id);
            assert!(phrase.version > 0 && phrase.text.chars().count() <= 1000);
            assert_eq!(phrase.text.matches('{').count(), phrase.text.matches('}').count(), "{}", phrase.id);
        }
    }

    #[test]
    fn a_place_that_was_not_filled_in_is_found() {
        let phrase = phrase_of("years-not-justified").unwrap();
        assert_eq!(phrase.places(), ["years", "data_set"]);
        assert_eq!(phrase.left_open("You ask for ten years of {data_set}."), Some("data_set"));
        assert_eq!(phrase.left_open("You ask for ten years of HES."), None);
        assert_eq!(phrase_of("nonsense"), None);
    }
}
