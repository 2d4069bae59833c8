//! What the advisory groups do with an application, as `review` tells it: when they meet, and what they came to. Their
//! words are not told.

use dars_vocabulary::{
    Nic,
    code::{AdviceOutcome, AdvisoryGroup},
};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{Application, Event, State, phase::Phase, progress::handed_in};

/// A meeting that has the application on its list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Meeting {
    /// Which group's.
    pub group: AdvisoryGroup,
    /// The day.
    pub meets_on: Date,
}

/// What a group came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Advice {
    /// Which group.
    pub group: AdvisoryGroup,
    /// What it came to.
    pub outcome: AdviceOutcome,
    /// The day of the meeting.
    pub met_on: Date,
}

/// What was recorded of a meeting wrongly, and what is right.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AdviceCorrection {
    /// The application.
    pub nic: Nic,
    /// The day of the meeting as it was recorded.
    pub was_met_on: Date,
    /// What it came to, and when.
    #[serde(flatten)]
    pub advice: Advice,
}

impl Application {
    /// Keeps what a group came to; the meeting is over.
    pub(super) fn advised(&mut self, advice: Advice) {
        self.meeting = self.meeting.filter(|meeting| meeting.group != advice.group);
        self.advice.push(advice);
        self.advice.sort_by_key(|known| known.met_on);
    }
}

impl Application {
    /// Whether what was recorded of that meeting is overtaken.
    fn was_put_right(&self, group: AdvisoryGroup, met_on: Date) -> bool {
        self.advice_put_right.contains(&Meeting { group, meets_on: met_on })
    }

    /// Puts right what was recorded of a meeting; what was not heard yet is heard by this.
    pub(super) fn put_right(&mut self, was_met_on: Date, advice: Advice) {
        let was = |known: &&mut Advice| known.group == advice.group && known.met_on == was_met_on;
        match self.advice.iter_mut().rev().find(was) {
            Some(known) => *known = advice,
            None => self.advice.push(advice),
        }
        self.advice.sort_by_key(|known| known.met_on);
        self.advice_put_right.push(Meeting { group: advice.group, meets_on: was_met_on });
    }
}

impl State {
    /// The meeting that is awaited; none once no version is under review.
    pub fn meeting(&self) -> Option<Meeting> {
        match self.phase() {
            Phase::Reviewed(review, _) => review.application.meeting,
            Phase::Absent | Phase::Preliminary(_) | Phase::Writing(..) | Phase::Approved(..) | Phase::Over(_) => None,
        }
    }
}

/// A meeting will see it; one whose advice is known is over.
pub(super) fn scheduled(state: &State, meeting: Meeting) -> Vec<Event> {
    let Meeting { group, meets_on } = meeting;
    let Some(application) = handed_in(state) else { return Vec::new() };
    let over = application.advice.iter().any(|known| known.group == group && known.met_on >= meets_on);
    if over || application.meeting == Some(meeting) {
        return Vec::new();
    }
    vec![Event::AdviceScheduled { nic: application.nic.clone(), group, meets_on }]
}

/// A group came to something.
pub(super) fn recorded(state: &State, advice: Advice) -> Vec<Event> {
    let Advice { group, outcome, met_on } = advice;
    match handed_in(state) {
        Some(application) if !application.advice.contains(&advice) && !application.was_put_right(group, met_on) => {
            vec![Event::AdviceRecorded { nic: application.nic.clone(), group, outcome, met_on }]
        }
        Some(_) | None => Vec::new(),
    }
}

/// What was recorded of a meeting is put right.
pub(super) fn corrected(state: &State, was_met_on: Date, advice: Advice) -> Vec<Event> {
    let Some(application) = handed_in(state) else { return Vec::new() };
    let so = application.advice.contains(&advice) && application.was_put_right(advice.group, was_met_on);
    if so {
        return Vec::new();
    }
    vec![Event::AdviceCorrected(AdviceCorrection { nic: application.nic.clone(), was_met_on, advice })]
}
