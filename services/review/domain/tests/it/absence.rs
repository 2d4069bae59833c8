//! Absences: who may record them, for which days, and who acts meanwhile.

use dars_review_domain::absence::{Command, Event, Facts, State, decide, evolve, permitted};
use dars_vocabulary::{Actor, ActorKind, RefusalKind, Refuse as _, StaffRole};
use jiff::civil::{Date, date};
use proptest::{prelude::*, sample::select};

use crate::{
    history::holds,
    people::{ann, later, machine, mia, no, now, olu, pat, person, signed_in, today},
};

pub fn by(actor: Actor) -> Facts {
    Facts { now: now(), technical_now: now(), actor }
}

pub fn record(from: Date, to: Date) -> Command {
    Command::Record { officer: olu().id, from, to, covered_by: pat().id }
}

pub fn a_week() -> Command {
    record(date(2026, 11, 20), date(2026, 11, 27))
}

pub fn call_off(number: u32) -> Command {
    Command::CallOff { number }
}

pub fn after(state: State, steps: &[(Command, Facts)]) -> State {
    steps.iter().fold(state, |state, (command, facts)| {
        let events = decide(&state, *command, facts).unwrap();
        events.iter().fold(state, |state, event| evolve(state, event).unwrap())
    })
}

pub fn away() -> State {
    after(State::Absent, &[(a_week(), by(olu()))])
}

#[test]
fn an_officer_says_that_they_are_away_and_a_team_manager_says_it_of_anyone() {
    for actor in [olu(), mia()] {
        assert!(decide(&State::Absent, a_week(), &by(actor)).is_ok());
    }
    for (actor, kind, code) in [
        (pat(), RefusalKind::Forbidden, "team-manager-needed"),
        (ann(), RefusalKind::Forbidden, "role-needed"),
        (signed_in("olu", &[]), RefusalKind::Forbidden, "role-needed"),
        (signed_in("olu", &[StaffRole::Expert]), RefusalKind::Forbidden, "role-needed"),
        (machine(mia()), RefusalKind::Forbidden, "person-needed"),
        (Actor::system("intake"), RefusalKind::Forbidden, "person-needed"),
        (Actor::public(), RefusalKind::SignInNeeded, "sign-in-needed"),
    ] {
        assert_eq!(no(decide(&State::Absent, a_week(), &by(actor.clone()))), (kind, code));
        assert_eq!(no(decide(&away(), call_off(1), &by(actor))), (kind, code));
    }
}

#[test]
fn who_covers_does_so_from_the_first_day_to_the_last() {
    let absence = &away().absences()[0].clone();
    for (day, covers) in [
        (date(2026, 11, 19), false),
        (date(2026, 11, 20), true),
        (date(2026, 11, 27), true),
        (date(2026, 11, 28), false),
    ] {
        assert_eq!(absence.covers(day), covers, "{day}");
    }
    // Called off two days later: the day before is the last.
    let back = Facts { now: later(2), ..by(olu()) };
    let called_off = after(away(), &[(call_off(1), back)]);
    let absence = &called_off.absences()[0];
    assert!(absence.covers(date(2026, 11, 21)) && !absence.covers(date(2026, 11, 22)));
    let never = after(away(), &[(call_off(1), by(olu()))]);
    assert!(never.absences()[0].last_day().is_none());
}

#[test]
fn days_that_cannot_be_are_named() {
    for (from, to, pointer) in [
        (date(2026, 11, 27), date(2026, 11, 26), "/to"),
        (date(2026, 11, 1), date(2026, 11, 19), "/to"),
        (date(2026, 11, 20), date(2027, 2, 21), "/to"),
    ] {
        let errors = decide(&State::Absent, record(from, to), &by(olu())).unwrap_err().errors();
        assert_eq!(errors[0].pointer, pointer, "{from} {to}");
    }
    assert!(decide(&State::Absent, record(date(2026, 11, 20), date(2027, 2, 20)), &by(olu())).is_ok());
    let themself = Command::Record { officer: olu().id, from: today(), to: today(), covered_by: olu().id };
    assert_eq!(decide(&State::Absent, themself, &by(olu())).unwrap_err().errors()[0].pointer, "/covered_by");
}

#[test]
fn nobody_is_away_twice_on_one_day() {
    for (from, to, free) in [
        (date(2026, 11, 27), date(2026, 11, 30), false),
        (date(2026, 11, 19), date(2026, 11, 20), false),
        (date(2026, 11, 28), date(2026, 11, 30), true),
    ] {
        let result = decide(&away(), record(from, to), &by(olu()));
        assert_eq!(result.is_ok(), free, "{from} {to}");
    }
    let called_off = after(away(), &[(call_off(1), by(mia()))]);
    assert!(decide(&called_off, a_week(), &by(olu())).is_ok());
}

#[test]
fn what_is_over_is_not_called_off() {
    assert_eq!(no(decide(&State::Absent, call_off(1), &by(olu()))).1, "absence-unknown");
    assert_eq!(no(decide(&away(), call_off(2), &by(olu()))).1, "absence-unknown");
    let called_off = after(away(), &[(call_off(1), by(olu()))]);
    assert_eq!(no(decide(&called_off, call_off(1), &by(olu()))).1, "absence-over");
    let late = Facts { now: later(8), ..by(olu()) };
    assert_eq!(no(decide(&away(), call_off(1), &late)).1, "absence-over");
}

#[test]
fn what_is_permitted_is_what_is_taken() {
    for (actor, before, while_away) in [
        (olu(), vec!["record-absence"], vec!["record-absence", "call-off-absence"]),
        (mia(), vec!["record-absence"], vec!["record-absence", "call-off-absence"]),
        (pat(), vec![], vec![]),
        (ann(), vec![], vec![]),
        (machine(olu()), vec![], vec![]),
    ] {
        assert_eq!(permitted(&State::Absent, olu().id, &by(actor.clone())), before);
        assert_eq!(permitted(&away(), olu().id, &by(actor)), while_away);
    }
}

#[test]
fn no_history_of_absences_breaks_them() {
    let people = || select(vec![person("olu"), person("pat"), person("mia")]);
    let roles = select(vec![vec![StaffRole::CaseOfficer], vec![StaffRole::TeamManager], vec![]]);
    let kind = prop_oneof![8 => Just(ActorKind::Person), 1 => Just(ActorKind::Machine)];
    let facts = (people(), roles, kind, 0..200_i64).prop_map(|(id, roles, kind, days)| Facts {
        now: later(days),
        technical_now: now(),
        actor: Actor { id, kind, roles, signed_in_at: Some(now()) },
    });
    let day = || (0..200_i64).prop_map(|days| dars_vocabulary::london_date(later(days)));
    let command = prop_oneof![
        3 => (day(), day(), people()).prop_map(|(from, to, covered_by)| {
            Command::Record { officer: person("olu"), from, to, covered_by }
        }),
        1 => (0..4_u32).prop_map(|number| Command::CallOff { number }),
    ];
    let lawfully = |state: State, event: &Event| {
        let next = evolve(state, event)?;
        // On no day do two act for one.
        for day in (0..400).map(|days| dars_vocabulary::london_date(later(days))) {
            assert!(next.absences().iter().filter(|absence| absence.covers(day)).count() <= 1);
        }
        Ok(next)
    };
    let reached = holds((command, facts), decide, lawfully, State::name);
    assert_eq!(reached.into_iter().collect::<Vec<_>>(), ["ABSENT", "KNOWN"]);
}

#[test]
fn who_is_away_for_one_day_is_covered_on_it() {
    let one = after(State::Absent, &[(record(today(), today()), by(olu()))]);
    assert!(one.absences()[0].covers(today()));
}
