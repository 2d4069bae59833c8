//! Both clocks of a case: the days that were ours, and the days that were the applicant's (domain.md §10).

use dars_vocabulary::calendar::{days_after, is_working_day};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// A stretch in which our clock stood still: a case waited for its applicant, or for nobody.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pause {
    /// The day on which we asked.
    pub from: Date,
    /// The day on which they answered; `None` while they still have it.
    pub until: Option<Date>,
    /// Whose days these are.
    #[serde(default, skip_serializing_if = "Whose::is_the_applicants")]
    pub whose: Whose,
}

/// Whose days those of a pause are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Whose {
    /// The applicant's: they were asked.
    #[default]
    Applicants,
    /// Nobody's: it was decided, and nobody had asked yet that the decision be looked at again.
    Nobodys,
}

impl Whose {
    #[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands it over by reference")]
    fn is_the_applicants(&self) -> bool {
        *self == Self::Applicants
    }
}

impl Pause {
    /// The applicant's days from a question on, until they answer.
    pub const fn asked(from: Date) -> Self {
        Self { from, until: None, whose: Whose::Applicants }
    }

    /// The days between a decision and the wish that it be looked at again.
    pub fn decided(from: Date, asked_on: Date) -> Self {
        Self { from, until: Some(asked_on.max(from)), whose: Whose::Nobodys }
    }

    /// The day of the question is still ours, the day of the answer still theirs.
    fn holds(self, day: Date) -> bool {
        self.from < day && self.until.is_none_or(|until| day <= until)
    }
}

/// Working days since the submission, by who had the case as the day began.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Clocks {
    /// The data body's.
    pub our_days: u32,
    /// The applicant's.
    pub your_days: u32,
}

/// Counts the working days after `submitted_on` up to `today_or_end`, that day included. Pauses may overlap.
pub fn days(submitted_on: Date, pauses: &[Pause], today_or_end: Date) -> Clocks {
    let mut clocks = Clocks::default();
    let mut day = submitted_on;
    while day < today_or_end {
        day = days_after(day, 1);
        if is_working_day(day) {
            let mut held = pauses.iter().filter(|pause| pause.holds(day)).map(|pause| pause.whose).peekable();
            if held.peek().is_none() {
                clocks.our_days += 1;
            } else if held.any(|whose| whose == Whose::Applicants) {
                clocks.your_days += 1;
            }
        }
    }
    clocks
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn counted(pauses: &[(Date, Option<Date>)], end: Date) -> (u32, u32) {
        let pauses: Vec<Pause> = pauses.iter().map(|&(from, until)| Pause { until, ..Pause::asked(from) }).collect();
        let clocks = days(date(2026, 8, 27), &pauses, end);
        (clocks.our_days, clocks.your_days)
    }

    #[test]
    fn the_hip_fracture_study_had_41_of_our_days_and_19_of_theirs() {
        let anchor = date(2026, 11, 22);
        let first = (date(2026, 9, 14), Some(date(2026, 9, 25)));
        let second = (date(2026, 11, 6), None);
        assert_eq!(counted(&[first, second], anchor), (41, 19));
        assert_eq!(counted(&[], anchor), (60, 0));
    }

    #[test]
    fn the_day_of_the_question_is_ours_and_the_day_of_the_answer_theirs() {
        // Thursday 27 August 2026; Monday 31 is a bank holiday.
        let table = [
            (date(2026, 8, 26), (0, 0)),
            (date(2026, 8, 27), (0, 0)),
            (date(2026, 8, 28), (1, 0)),
            (date(2026, 8, 31), (1, 0)),
            (date(2026, 9, 1), (2, 0)),
            (date(2026, 9, 2), (2, 1)),
            (date(2026, 9, 3), (2, 2)),
            (date(2026, 9, 4), (3, 2)),
        ];
        for (end, expected) in table {
            assert_eq!(counted(&[(date(2026, 9, 1), Some(date(2026, 9, 3)))], end), expected, "{end}");
        }
    }

    #[test]
    fn the_days_between_a_decision_and_the_wish_to_have_it_looked_at_again_are_nobodys() {
        let submitted = date(2026, 9, 1);
        let pauses = [Pause::decided(date(2026, 9, 3), date(2026, 9, 8))];
        // Two of ours, three of nobody's, two of ours again.
        let clocks = days(submitted, &pauses, date(2026, 9, 10));
        assert_eq!((clocks.our_days, clocks.your_days), (4, 0));
        let told = serde_json::to_value(pauses).unwrap();
        assert_eq!(told[0]["whose"], "nobodys");
        let before: Pause = serde_json::from_str(r#"{"from": "2026-09-03", "until": null}"#).unwrap();
        assert_eq!(before, Pause::asked(date(2026, 9, 3)));
        // And is stored as it was before there were others.
        assert_eq!(serde_json::to_value(before).unwrap().get("whose"), None);
    }

    #[test]
    fn a_day_on_which_two_questions_wait_counts_once() {
        let both = [(date(2026, 9, 1), Some(date(2026, 9, 3))), (date(2026, 9, 1), Some(date(2026, 9, 2)))];
        assert_eq!(counted(&both, date(2026, 9, 4)), (3, 2));
        let same_day = [(date(2026, 9, 1), Some(date(2026, 9, 1)))];
        assert_eq!(counted(&same_day, date(2026, 9, 4)), (5, 0));
    }
}
