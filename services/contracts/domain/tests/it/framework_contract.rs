use dars_contracts_domain::framework_contract::{
    Command, Contract, Event, Facts, Refusal, State, decide, evolve, is_active_on, next_due,
};
use dars_vocabulary::Actor;
use jiff::civil::{Date, date};

use super::world::{APPLICANT, actor, noon, organisation, technical_now};

fn contract() -> Contract {
    Contract {
        contract: "CON-123456-A1B2C".parse().unwrap(),
        organisation: organisation(APPLICANT),
        start: date(2025, 1, 1),
        end: date(2027, 12, 31),
    }
}

fn facts(day: Date) -> Facts {
    Facts { now: noon(day), technical_now: technical_now(), actor: Actor::system("contracts") }
}

fn after(state: State, command: Command, day: Date) -> State {
    let events = decide(&state, command, &facts(day)).unwrap();
    events.iter().fold(state, |state, event| evolve(state, event).unwrap())
}

#[test]
fn a_recorded_contract_is_in_force_from_its_first_to_its_last_day() {
    let state = after(State::Absent, Command::Record(contract()), date(2026, 1, 1));
    for (day, active) in
        [(date(2024, 12, 31), false), (date(2025, 1, 1), true), (date(2027, 12, 31), true), (date(2028, 1, 1), false)]
    {
        assert_eq!(is_active_on(&state, day), active, "{day}");
    }
    assert!(!is_active_on(&State::Absent, date(2026, 1, 1)));
}

#[test]
fn that_a_contract_is_in_force_is_told_once_from_its_first_day() {
    let state = after(State::Absent, Command::Record(contract()), date(2024, 12, 31));
    assert_eq!((state.name(), next_due(&state)), ("RECORDED", Some(date(2025, 1, 1))));
    assert_eq!(decide(&state, Command::DatesPassed, &facts(date(2024, 12, 31))), Ok(vec![]));
    let events = decide(&state, Command::DatesPassed, &facts(date(2025, 1, 1))).unwrap();
    assert_eq!(events, [Event::FrameworkContractActivated(contract())]);
    let state = after(state, Command::DatesPassed, date(2025, 1, 1));
    assert_eq!((next_due(&state), decide(&state, Command::DatesPassed, &facts(date(2026, 1, 1)))), (None, Ok(vec![])));
}

#[test]
fn recording_the_same_again_changes_nothing_and_another_contract_is_refused() {
    let state = after(State::Absent, Command::Record(contract()), date(2026, 1, 1));
    assert_eq!(decide(&state, Command::Record(contract()), &facts(date(2026, 1, 2))), Ok(vec![]));
    let other = Contract { end: date(2028, 12, 31), ..contract() };
    assert_eq!(decide(&state, Command::Record(other), &facts(date(2026, 1, 2))), Err(Refusal::AlreadyRecorded));
}

#[test]
fn a_contract_that_ends_before_it_starts_and_a_persons_command_are_refused() {
    let backwards = Contract { end: date(2024, 12, 31), ..contract() };
    let day = date(2026, 1, 1);
    assert_eq!(decide(&State::Absent, Command::Record(backwards), &facts(day)), Err(Refusal::EndBeforeStart));
    let person = Facts { actor: actor("officer", &[]), ..facts(day) };
    assert_eq!(decide(&State::Absent, Command::Record(contract()), &person), Err(Refusal::SystemOnly));
}
