use dars_contracts_domain::agreement::{Command, State, Status, decide, in_force_on, next_due, status_on};
use jiff::{
    Timestamp,
    civil::{Date, date},
};

use super::world::*;

const EXPIRING: Date = date(2026, 12, 2);

fn told(state: &State, day: Date) -> Vec<&'static str> {
    names(decide(state, Command::DatesPassed, &system(day)))
}

#[test]
fn status_follows_the_dates_whatever_the_sweep_has_told() {
    let state = signed_on(ISSUE_DAY);
    let swept = after(&state, Command::DatesPassed, &system(END.tomorrow().unwrap()));
    for (day, status) in [
        (ISSUE_DAY, Status::Signed),
        (START.yesterday().unwrap(), Status::Signed),
        (START, Status::Active),
        (EXPIRING.yesterday().unwrap(), Status::Active),
        (EXPIRING, Status::Expiring),
        (END, Status::Expiring),
        (END.tomorrow().unwrap(), Status::DestructionDue),
    ] {
        assert_eq!((status_on(&state, day), status_on(&swept, day)), (status, status), "{day}");
        assert_eq!(in_force_on(&state, day), matches!(status, Status::Active | Status::Expiring), "{day}");
    }
}

#[test]
fn each_date_is_told_once_on_its_day() {
    let mut state = signed_on(ISSUE_DAY);
    let (end, overdue) = (END.tomorrow().unwrap(), date(2027, 4, 2));
    for (day, events) in [
        (START, &["agreement_activated"][..]),
        (EXPIRING, &["agreement_expiring"]),
        (end, &["agreement_expired", "destruction_due"]),
        (overdue, &["destruction_overdue"]),
    ] {
        assert_eq!(next_due(&state), Some(day));
        assert!(told(&state, day.yesterday().unwrap()).is_empty(), "{events:?} too early");
        assert_eq!(told(&state, day), events);
        state = after(&state, Command::DatesPassed, &system(day));
        assert!(told(&state, day).is_empty(), "{events:?} twice");
    }
    assert_eq!((next_due(&state), state.name()), (None, "DESTRUCTION_DUE"));
}

#[test]
fn a_clock_that_jumped_tells_everything_in_order() {
    let day = date(2030, 1, 1);
    assert_eq!(
        told(&signed_on(ISSUE_DAY), day),
        ["agreement_activated", "agreement_expiring", "agreement_expired", "destruction_due", "destruction_overdue"]
    );
}

#[test]
fn an_agreement_ends_at_midnight_in_london_not_in_greenwich() {
    let state = after(&signed_on(START), Command::DatesPassed, &system(EXPIRING));
    let mut facts = system(END);
    facts.now = "2027-03-02T23:59:59Z".parse::<Timestamp>().unwrap();
    assert_eq!(decide(&state, Command::DatesPassed, &facts), Ok(vec![]));
    facts.now = "2027-03-03T00:00:00Z".parse().unwrap();
    assert_eq!(names(decide(&state, Command::DatesPassed, &facts)), ["agreement_expired", "destruction_due"]);
}

#[test]
fn an_agreement_begins_at_midnight_in_summer_time() {
    let draft = drafted(&[APPLICANT]);
    let terms = dars_contracts_domain::agreement::Overrides { start: Some(date(2026, 7, 1)), ..Default::default() };
    let issued = after(&draft, issue_of(&draft, &terms), &officer(ISSUE_DAY));
    let part = after(&issued, applicant_signs(), &applicant_signatory(ISSUE_DAY));
    let signed = after(&part, body_signs(), &body_signatory(ISSUE_DAY));
    let mut facts = system(ISSUE_DAY);
    facts.now = "2026-06-30T22:59:59Z".parse().unwrap();
    assert_eq!(decide(&signed, Command::DatesPassed, &facts), Ok(vec![]));
    facts.now = "2026-06-30T23:00:00Z".parse().unwrap();
    assert_eq!(names(decide(&signed, Command::DatesPassed, &facts)), ["agreement_activated"]);
}

#[test]
fn dates_tell_nothing_of_what_was_never_issued() {
    for state in [State::Absent, drafted(&[APPLICANT])] {
        assert_eq!(next_due(&state), None);
        assert!(told(&state, date(2040, 1, 1)).is_empty());
    }
}

#[test]
fn an_agreement_left_unsigned_for_ninety_days_is_void_for_good() {
    let part = after(&issued(), applicant_signs(), &applicant_signatory(ISSUE_DAY));
    let void_on = date(2026, 5, 11);
    for state in [issued(), part] {
        assert_eq!(next_due(&state), Some(void_on));
        assert!(told(&state, void_on.yesterday().unwrap()).is_empty());
        assert_eq!((told(&state, void_on), status_on(&state, void_on)), (vec!["agreement_voided"], Status::Void));
        let void = swept(&state, date(2040, 1, 1));
        assert_eq!((void.name(), next_due(&void)), ("VOID", None));
    }
}
