//! Meetings of the tests, at every stage.

use std::collections::BTreeSet;

use dars_review_domain::meeting::{
    Command, Correction, Facts, Listing, MinutesDraft, PlannedItem, State, TakenAlong, decide, evolve,
};
use dars_vocabulary::{
    Actor, MeetingRef, Nic, StaffRole,
    code::{AdviceOutcome, AdvisoryGroup},
    content::EvidenceItem,
};

use crate::people::{nic, northmere, now, person, sid, signed_in, today};

/// An adviser of this name.
pub fn her(name: &str) -> Actor {
    signed_in(name, &[StaffRole::Adviser])
}

pub fn reference() -> MeetingRef {
    MeetingRef::of(AdvisoryGroup::Agd, today())
}

/// Another case.
pub fn other() -> Nic {
    Nic::allot(900_112, 5)
}

pub fn listing(nic: Nic) -> Command {
    Command::List(Listing {
        reference: reference(),
        group: AdvisoryGroup::Agd,
        meets_on: today(),
        nic,
        requesters: [northmere()].into(),
        along: TakenAlong::default(),
    })
}

pub fn list() -> Command {
    listing(nic())
}

pub fn note(advisers: &[&str]) -> Command {
    let advisers = advisers.iter().map(|name| person(name)).collect();
    Command::NoteOutcome { nic: nic(), outcome: AdviceOutcome::Supportive, advisers }
}

/// What the meeting shall say of the case, after what was recorded of it was put right.
pub fn correct(outcome: Option<AdviceOutcome>, advisers: &[&str]) -> Command {
    let Command::List(listing) = list() else { unreachable!() };
    let advisers = advisers.iter().map(|name| person(name)).collect();
    Command::CorrectOutcome(Correction { listing, outcome, waits: false, advisers })
}

/// The first leads it.
pub fn members(names: &[&str]) -> Command {
    let members: BTreeSet<_> = names.iter().map(|name| person(name)).collect();
    Command::SetMembers { members, chair: names.first().map(|name| person(name)) }
}

pub fn paper() -> EvidenceItem {
    EvidenceItem { title: "Protocol".to_owned(), reference: "P/1".to_owned(), sha256: "0f".repeat(32) }
}

pub fn set_agenda() -> Command {
    Command::SetAgenda { items: vec![PlannedItem { nic: nic(), papers: vec![paper()] }] }
}

pub fn declare(interest: bool) -> Command {
    Command::Declare { nic: nic(), interest, what: None }
}

pub fn put_off() -> Command {
    Command::PutOff { to: "2026-11-27".parse().unwrap() }
}

pub fn write() -> Command {
    writing("The group was supportive.", None)
}

pub fn writing(text: &str, reason: Option<&str>) -> Command {
    let items = vec![(nic(), text.to_owned(), vec!["Set up a lay panel.".to_owned()])];
    Command::WriteMinutes(MinutesDraft { items, reason: reason.map(str::to_owned) })
}

pub fn publish() -> Command {
    Command::PublishMinutes
}

/// Both cases wait for it.
pub fn facts(actor: Actor) -> Facts {
    Facts { now: now(), technical_now: now(), actor, organisations: Vec::new(), waiting: [nic(), other()].into() }
}

pub fn then(state: State, steps: &[(Command, Actor)]) -> State {
    steps.iter().fold(state, |state, (command, actor)| {
        let events = decide(&state, command.clone(), &facts(actor.clone())).unwrap();
        events.iter().fold(state, |state, event| evolve(state, event).unwrap())
    })
}

pub fn scheduled() -> State {
    then(State::Absent, &[(list(), sid())])
}

pub fn scheduled_with(names: &[&str]) -> State {
    then(scheduled(), &[(members(names), sid())])
}

/// The group said something of its only case.
pub fn considered() -> State {
    then(scheduled_with(&["ivy", "ian"]), &[(declare(false), her("ivy")), (note(&["ivy"]), sid())])
}

/// Sid wrote the minutes.
pub fn drafted() -> State {
    then(considered(), &[(write(), sid())])
}

pub fn published() -> State {
    then(drafted(), &[(publish(), her("ivy"))])
}

/// Published, and Sid wrote a correction.
pub fn correcting() -> State {
    then(published(), &[(writing("The group was unable to say.", Some("The wrong case.")), sid())])
}
