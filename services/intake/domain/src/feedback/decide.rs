//! Whether something may be said.

use dars_messages::requests::intake::{GiveFeedback, Occasion};
use dars_rules::nhs_numbers::mask_nhs_numbers;
use dars_vocabulary::{FieldError, Sealed, Sector, london_date};

use super::{Command, Event, Facts, Given, Refusal, State};
use crate::rules::{person::person_needed, text};

/// The best mark.
const BEST: u8 = 5;

/// The events that follow from `command`.
pub fn decide(state: &State, command: Command, facts: &Facts) -> Result<Vec<Event>, Refusal> {
    let Command::Give(GiveFeedback { about, occasion, ease, clarity, comment, sector }) = command;
    if !facts.is_enquirer {
        person_needed(&facts.actor)?;
    }
    let Some(asked) = facts.asked else { return Err(Refusal::NotAsked) };
    let today = london_date(facts.now);
    match state {
        State::Given(_) => Err(Refusal::GivenAlready),
        State::Absent if asked.until < today => Err(Refusal::Over),
        State::Absent => {
            let comment = comment.filter(|text| !text.trim().is_empty());
            let words = comment.as_deref().and_then(|words| text::free_text("/comment", words, text::FREE_TEXT));
            let errors: Vec<FieldError> =
                [mark("/ease", ease), mark("/clarity", clarity), words, known(sector, occasion)]
                    .into_iter()
                    .flatten()
                    .collect();
            if !errors.is_empty() {
                return Err(Refusal::Unacceptable { errors });
            }
            // A patient's number is nobody's answer; it must not be stored, whoever wrote it.
            let comment = comment.map(|text| Sealed::Open(mask_nhs_numbers(&text).0));
            let given = Given {
                about,
                occasion,
                sector: sector.unwrap_or(asked.sector),
                ease,
                clarity,
                comment,
                given_on: today,
            };
            Ok(vec![Event::FeedbackGiven(given)])
        }
    }
}

/// Whoever belongs to an organisation speaks for its group.
fn known(sector: Option<Sector>, occasion: Occasion) -> Option<FieldError> {
    (sector.is_some() && occasion != Occasion::EnquiryEnded).then(|| FieldError {
        pointer: "/sector".to_owned(),
        code: "for-enquiries".to_owned(),
        detail: "Leave it out: for which group you speak is known.".to_owned(),
    })
}

fn mark(pointer: &str, mark: u8) -> Option<FieldError> {
    (!(1..=BEST).contains(&mark)).then(|| FieldError {
        pointer: pointer.to_owned(),
        code: "out-of-range".to_owned(),
        detail: format!("Give a mark from 1 to {BEST}."),
    })
}
