//! Precedents of the tests, at every stage, and cases that rest on one.

use dars_messages::requests::review::{PrecedentAdvice, PrecedentCondition};
use dars_review_domain::{
    case,
    precedent::{AdviceFound, Command, Facts, State, Terms, decide, evolve},
};
use dars_vocabulary::{
    Actor, PrecedentRef, Sealed,
    code::{AdviceOutcome, AdvisoryGroup, Territory},
};
use jiff::{Timestamp, civil::Date};

use crate::people::{self, content, mia, nic, now, olu, signed_in, today};

pub const SAID: AdviceFound = AdviceFound::Said(AdviceOutcome::Supportive);

pub fn reference() -> PrecedentRef {
    PrecedentRef::allot(2026, 1)
}

/// A case officer who proposes.
pub fn una() -> Actor {
    signed_in("una", &[dars_vocabulary::StaffRole::CaseOfficer])
}

/// Another approver.
pub fn kim() -> Actor {
    signed_in("kim", &[dars_vocabulary::StaffRole::Approver])
}

/// A routine use, for a year from the day of the tests.
pub fn terms() -> Terms {
    Terms {
        title: Sealed::Open("Counting inside England".to_owned()),
        text: Sealed::Open("Counts for no money, inside England.".to_owned()),
        conditions: vec![
            PrecedentCondition::NotCommercial {},
            PrecedentCondition::NoSubLicensing {},
            PrecedentCondition::Territory { within: Territory::EnglandAndWales },
            PrecedentCondition::Term { years: 1 },
        ],
        advice: PrecedentAdvice {
            group: AdvisoryGroup::Agd,
            met_on: "2026-10-14".parse().unwrap(),
            case: Some(nic()),
            minutes: None,
        },
        from: today(),
        until: "2027-11-19".parse().unwrap(),
    }
}

pub fn lasting(from: &str, until: &str) -> Terms {
    Terms { from: from.parse().unwrap(), until: until.parse().unwrap(), ..terms() }
}

pub fn propose() -> Command {
    Command::Propose { reference: reference(), terms: Box::new(terms()) }
}

pub fn propose_with(terms: Terms) -> Command {
    Command::Propose { reference: reference(), terms: Box::new(terms) }
}

pub fn replace() -> Command {
    Command::Replace { terms: Box::new(terms()) }
}

pub fn end() -> Command {
    Command::End { reason: "Too wide.".to_owned() }
}

pub fn use_it() -> Command {
    Command::Use { nic: nic(), of: people::FIRST }
}

pub fn facts(actor: Actor) -> Facts {
    Facts { now: now(), technical_now: now(), actor, advice: SAID }
}

pub fn on(day: Date, actor: Actor) -> Facts {
    let at: Timestamp = format!("{day}T09:00:00Z").parse().unwrap();
    Facts { now: at, ..facts(actor) }
}

pub fn then(state: State, steps: &[(Command, Actor)]) -> State {
    steps.iter().fold(state, |state, (command, actor)| {
        let events = decide(&state, command.clone(), &facts(actor.clone())).unwrap();
        events.iter().fold(state, |state, event| evolve(state, event).unwrap())
    })
}

/// Proposed by Una.
pub fn proposed() -> State {
    then(State::Absent, &[(propose(), una())])
}

/// Proposed by Una, approved by Kim.
pub fn approved() -> State {
    then(proposed(), &[(Command::Approve, kim())])
}

/// Approved, and a next version waits: Mia proposed it.
pub fn replacing() -> State {
    then(approved(), &[(replace(), mia())])
}

pub fn ended() -> State {
    then(approved(), &[(end(), mia())])
}

/// Approved long ago; its last day was yesterday.
pub fn expired() -> State {
    let day = "2025-11-20".parse().unwrap();
    let old = propose_with(lasting("2025-11-20", "2026-11-19"));
    [(old, una()), (Command::Approve, kim())].into_iter().fold(State::Absent, |state, (command, actor)| {
        let asked = Facts { technical_now: now(), advice: AdviceFound::NotAsked, ..on(day, actor) };
        let mut command = command;
        if let Command::Propose { terms, .. } = &mut command {
            terms.advice.met_on = "2025-10-14".parse().unwrap();
        }
        let events = decide(&state, command, &asked).unwrap();
        events.iter().fold(state, |state, event| evolve(state, event).unwrap())
    })
}

/// What a case is held against when this is the precedent.
pub fn offering(precedent: &State, actor: Actor) -> case::Facts {
    let mut facts = people::knowing(actor);
    facts.known.precedent = precedent.offer(today());
    facts
}

pub fn to_precedent() -> case::Command {
    case::Command::Assess(case::Assessment::ToPrecedent { precedent: reference() })
}

pub fn precedent_holds() -> case::Command {
    case::Command::Assess(case::Assessment::PrecedentHolds {
        open_standards: Some("They are those of the precedent.".to_owned()),
    })
}

pub fn with(state: case::State, command: case::Command, facts: &case::Facts) -> case::State {
    let events = case::decide(&state, command, facts).unwrap();
    events.iter().fold(state, |state, event| case::evolve(state, event).unwrap())
}

/// A routine case in assurance, with Olu.
pub fn routine() -> case::State {
    let mut said = content(&[], false);
    said.legal_basis = Some(dars_vocabulary::content::LegalBasis::default());
    let open = people::open_with(people::FIRST, Sealed::Open(said));
    people::after(
        case::State::Absent,
        &[(open, people::intake()), (people::assign(&olu()), olu()), (people::ready(), olu())],
    )
}

/// It rests on what Una proposed and Kim approved.
pub fn on_precedent_route() -> case::State {
    with(routine(), to_precedent(), &offering(&approved(), olu()))
}

pub fn rests_on_precedent() -> case::State {
    with(on_precedent_route(), precedent_holds(), &offering(&approved(), olu()))
}
