//! Silence: an applicant who holds the pen and says nothing for 90 days lets the application lapse (domain.md §10).
//! A date makes it true; the sweep only adds the event.

use std::borrow::Cow;

use dars_rules::policy;
use dars_vocabulary::calendar::{days_after, london_date};
use jiff::civil::Date;

use super::{Event, Facts, State, UnderReview, evolve, invite};

/// The day from which it is lapsed if nothing comes; `None`: the pen is not the applicant's.
/// `saved_on` is the day on which its draft was last saved.
pub fn lapses_on(state: &State, saved_on: Option<Date>) -> Option<Date> {
    match state {
        State::Draft { since, .. } | State::ReturnedIncomplete { since, .. } => {
            Some(silence_from(saved_on.map_or(*since, |saved| saved.max(*since))))
        }
        State::Clarification(review) => unanswered_lapses_on(review),
        State::Absent
        | State::PrelimAssessment { .. }
        | State::Submitted(_)
        | State::InReview(_)
        | State::Assurance(_)
        | State::PrecedentRoute(_)
        | State::PagAdvice(_)
        | State::AgdAdvice(_)
        | State::Decision(_)
        | State::Approved { .. }
        | State::Refused { .. }
        | State::Redirected { .. }
        | State::Withdrawn { .. }
        | State::Lapsed { .. } => None,
    }
}

/// The day on which a date next makes something true of it: it lapses, or an invitation is over.
pub fn next_due(state: &State, saved_on: Option<Date>) -> Option<Date> {
    [lapses_on(state, saved_on), invite::ends_on(state)].into_iter().flatten().min()
}

fn silence_from(day: Date) -> Date {
    days_after(day, i64::from(policy::APPLICATION_LAPSE.value))
}

/// Each blocking question and each answer ends the silence.
fn unanswered_lapses_on(review: &UnderReview) -> Option<Date> {
    let asked = review.case.holding_up().map(|clarification| clarification.lapses_on).max()?;
    let answers = review.case.clarifications.iter().flat_map(|clarification| &clarification.answers);
    Some(answers.map(|answer| silence_from(answer.answered_on)).fold(asked, Date::max))
}

/// The lapse that a date has made true and no sweep has added yet.
pub(super) fn due(state: &State, facts: &Facts) -> Option<Event> {
    let lapsed_on = lapses_on(state, facts.draft_saved_on)?;
    let application = state.application()?;
    (lapsed_on <= london_date(facts.now)).then(|| Event::ApplicationLapsed {
        nic: application.nic.clone(),
        organisation: application.organisation.clone(),
        lapsed_on,
    })
}

/// The state as the dates have made it, whether or not a sweep ran.
pub fn as_of<'a>(state: &'a State, facts: &Facts) -> Cow<'a, State> {
    let lapsed = due(state, facts).and_then(|lapsed| evolve(state.clone(), &lapsed).ok());
    lapsed.map_or(Cow::Borrowed(state), Cow::Owned)
}
