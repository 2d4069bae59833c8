//! What `review` made of one submitted version, as its applicant sees it.

use dars_messages::facts::review::ReturnReason;
use dars_rules::clock::Pause;
use dars_vocabulary::{Sealed, code::ClarificationSeverity, content::SectionName};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::Submission;

/// One submitted version, and what came of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Case {
    /// What was submitted.
    pub submission: Submission,
    /// When it waited for its applicant: from a question until the last one was answered.
    pub pauses: Vec<Pause>,
    /// What was asked about it, by number.
    pub clarifications: Vec<Clarification>,
    /// In which words; these may be heard before or after the clarification itself.
    pub asked: Vec<Asked>,
    /// Why it was sent back, section by section.
    pub return_reasons: Option<Sealed<Vec<ReturnReason>>>,
}

/// A question about one section.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Clarification {
    /// Its number, from 1.
    pub number: u32,
    /// The latest round, from 1.
    pub round: u32,
    /// Which section.
    pub section: SectionName,
    /// Which standard, if any.
    pub standard: Option<String>,
    /// How much it weighs.
    pub severity: ClarificationSeverity,
    /// The day by which an answer is due.
    pub due: Date,
    /// The day on which the application lapses in silence, if the question is a blocking one.
    pub lapses_on: Date,
    /// The answers so far, by round.
    pub answers: Vec<Answer>,
    /// Whether it is settled.
    pub resolved: bool,
}

/// What a clarification asked in one round.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Asked {
    /// Which clarification.
    pub clarification: u32,
    /// Which round.
    pub round: u32,
    /// What was asked.
    pub text: Sealed<String>,
}

/// An answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answer {
    /// Which round it answers.
    pub round: u32,
    /// The day in London.
    pub answered_on: Date,
    /// What was answered.
    pub text: Sealed<String>,
}

impl Case {
    /// A version that was just handed in.
    pub fn of(submission: Submission) -> Self {
        let (pauses, clarifications, asked) = (Vec::new(), Vec::new(), Vec::new());
        Self { submission, pauses, clarifications, asked, return_reasons: None }
    }

    /// The clarification of that number.
    pub fn clarification(&self, number: u32) -> Option<&Clarification> {
        self.clarifications.iter().find(|known| known.number == number)
    }

    /// The clarifications for which the case waits: it stands still, and its clock with it, until they are answered.
    pub fn holding_up(&self) -> impl Iterator<Item = &Clarification> {
        self.unanswered().filter(|clarification| clarification.blocks())
    }

    /// The clarifications that wait for an answer, advisory ones among them.
    pub fn unanswered(&self) -> impl Iterator<Item = &Clarification> {
        self.clarifications.iter().filter(|clarification| clarification.waits())
    }

    /// What a clarification asked in a round, unless unheard or redacted.
    pub fn asked_in(&self, clarification: u32, round: u32) -> Option<&str> {
        let asked = self.asked.iter().find(|asked| (asked.clarification, asked.round) == (clarification, round))?;
        asked.text.open().map(String::as_str)
    }

    /// The applicant's clock runs: something was asked.
    pub(super) fn pause(&mut self, on: Date) {
        if self.pauses.last().is_none_or(|pause| pause.until.is_some()) {
            self.pauses.push(Pause::asked(on));
        }
    }

    /// Our clock runs again once the last blocking question is answered.
    pub(super) fn resume_once_answered(&mut self, on: Date) {
        if self.holding_up().next().is_none() {
            self.resume(on);
        }
    }

    /// Ends the pause that is open.
    pub(super) fn resume(&mut self, on: Date) {
        for pause in self.pauses.iter_mut().filter(|pause| pause.until.is_none()) {
            pause.until = Some(on.max(pause.from));
        }
    }
}

impl Clarification {
    /// Whether it waits for the applicant's answer.
    pub fn waits(&self) -> bool {
        !self.resolved && !self.answered()
    }

    /// Whether the case waits for it; an advisory one is answered while it goes on.
    pub fn blocks(&self) -> bool {
        match self.severity {
            ClarificationSeverity::Blocking => true,
            ClarificationSeverity::Advisory => false,
        }
    }

    /// Whether its latest round is answered.
    pub fn answered(&self) -> bool {
        self.answers.iter().any(|answer| answer.round == self.round)
    }
}
