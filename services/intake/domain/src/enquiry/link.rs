//! How long the enquirer's secret link opens their enquiry: while it is open, and for some days after its end.

use dars_rules::policy;
use dars_vocabulary::{FieldError, calendar::days_after};
use jiff::civil::Date;

use super::{
    State,
    state::{At, Stage},
};
use crate::rules::text;

/// What is kept of a link.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Held {
    /// The how manieth link of its enquiry it is; those before it open nothing.
    pub generation: u32,
    /// The day on which the enquiry ended, as far as that was told.
    pub closed_on: Option<Date>,
    /// The day on which this link was made, when it is not the first.
    pub renewed_on: Option<Date>,
}

impl Default for Held {
    fn default() -> Self {
        Self { generation: 1, closed_on: None, renewed_on: None }
    }
}

impl Held {
    /// Whether the link opens the enquiry on `today` in London. An end that a date brought counts from that date, whatever
    /// any sweep did; a link that was asked for after the end has its days too.
    pub fn opens(&self, state: &State, today: Date) -> bool {
        let closed_on = match state.stage() {
            Stage::Absent => return false,
            Stage::Open(_, At::AwaitingEnquirer { close_on, .. }) if close_on <= today => Some(close_on),
            // One that goes on in another is still owed an answer.
            Stage::Open(..) | Stage::Merged(..) => return true,
            Stage::Over(_) | Stage::Converted(_) => self.closed_on,
        };
        // Nobody told when it ended: it opens nothing, and another link can be asked for.
        closed_on
            .max(self.renewed_on)
            .is_some_and(|from| today <= days_after(from, i64::from(policy::ENQUIRY_LINK.value)))
    }
}

/// What is wrong with an address.
pub fn address(pointer: &str, address: &str) -> Option<FieldError> {
    text::email(pointer, address)
}

#[cfg(test)]
mod tests {
    use dars_vocabulary::{
        Sealed,
        code::{Channel, ClosingReason, EnquiryTopic, Team},
    };
    use jiff::civil::date;

    use super::*;
    use crate::enquiry::{Asked, details::Details};

    fn asked() -> Asked {
        let (enquiry, answer_due) = ("ENQ-2026-000412".parse().unwrap(), date(2026, 11, 1));
        Asked {
            enquiry,
            channel: Channel::Web,
            topic: EnquiryTopic::Other,
            answer_due,
            enquirer: Sealed::Redacted(String::new()),
            purpose: Sealed::Redacted(String::new()),
            raised_by: None,
            messages: 0,
            details: Details::default(),
            suggestion: None,
            answer_by: None,
            suspicion: None,
            owner: None,
            overdue_told: false,
            reopened: 0,
            merged: Vec::new(),
            numbers_removed: 0,
            received_at: None,
            logged_by: None,
            routed_to: None,
            same_as: None,
        }
    }

    #[test]
    fn a_link_opens_while_the_enquiry_is_open_and_thirty_days_after_its_end() {
        let (open, over) =
            (State::New { asked: asked() }, State::Closed { asked: asked(), reason: ClosingReason::Settled });
        let held = Held { closed_on: Some(date(2026, 11, 1)), ..Held::default() };
        assert!(Held::default().opens(&open, date(2030, 1, 1)));
        assert!(!Held::default().opens(&State::Absent, date(2026, 11, 1)));
        for (day, opens) in [(date(2026, 11, 1), true), (date(2026, 12, 1), true), (date(2026, 12, 2), false)] {
            assert_eq!(held.opens(&over, day), opens, "{day}");
        }
        let renewed = Held { renewed_on: Some(date(2027, 1, 1)), ..held };
        for (day, opens) in [(date(2027, 1, 31), true), (date(2027, 2, 1), false)] {
            assert_eq!(renewed.opens(&over, day), opens, "{day}");
        }
        assert!(!Held::default().opens(&over, date(2026, 11, 1)), "when it ended is not known");
    }

    #[test]
    fn an_end_by_silence_counts_from_its_day_before_any_sweep() {
        let (chase_on, close_on) = (date(2026, 11, 10), date(2026, 11, 24));
        let waiting = State::AwaitingEnquirer { asked: asked(), team: Team::PublicHelp, chase_on, close_on };
        for (day, opens) in [(date(2026, 11, 23), true), (date(2026, 12, 24), true), (date(2026, 12, 25), false)] {
            assert_eq!(Held::default().opens(&waiting, day), opens, "{day}");
        }
    }
}
