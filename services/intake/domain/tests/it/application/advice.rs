//! What the advisory groups do, as `review` tells it.

use dars_intake_domain::application::{Advice, Meeting};

use super::*;

const THIRD: Date = date(2026, 12, 3);
const TENTH: Date = date(2026, 12, 10);

fn heard(state: &State) -> (Option<Date>, Vec<Date>) {
    let advice: &[Advice] = &state.application().unwrap().advice;
    (state.meeting().map(|meeting: Meeting| meeting.meets_on), advice.iter().map(|known| known.met_on).collect())
}

#[test]
fn a_meeting_is_awaited_until_its_advice_is_told() {
    let awaited = after(submitted(), &[meets(THIRD)]);
    assert_eq!(heard(&awaited), (Some(THIRD), vec![]));
    assert_eq!(heard(&after(awaited.clone(), &[meets(TENTH)])), (Some(TENTH), vec![]));
    assert_eq!(heard(&after(awaited, &[advises(THIRD)])), (None, vec![THIRD]));
}

#[test]
fn a_meeting_and_its_advice_may_be_heard_in_any_order() {
    let behind = after(submitted(), &[advises(THIRD), meets(THIRD)]);
    assert_eq!(behind, after(submitted(), &[meets(THIRD), advises(THIRD)]));
    assert_eq!(heard(&after(behind, &[meets(TENTH)])), (Some(TENTH), vec![THIRD]));
    let late = after(submitted(), &[approved(FIRST), advises(TENTH), advises(THIRD)]);
    assert_eq!(heard(&late), (None, vec![THIRD, TENTH]));
}

#[test]
fn a_meeting_is_awaited_by_the_version_under_review_alone() {
    let sent_back = after(submitted(), &[meets(THIRD), returned(FIRST)]);
    assert_eq!(heard(&sent_back).0, None);
    assert_eq!(heard(&after(sent_back, &[submit()])).0, None);
}
