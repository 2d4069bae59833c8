//! An application at every stage, as the tests tell it.

use super::*;

/// The state after all of these, each asked by whoever may.
pub fn after(state: State, commands: &[Command]) -> State {
    commands.iter().fold(state, |state, command| {
        let facts = match command {
            Command::Submit { .. }
            | Command::Answer { .. }
            | Command::Withdraw { .. }
            | Command::Invite { .. }
            | Command::RevokeInvitation { .. }
            | Command::OpenCopy { .. }
            | Command::OpenChange { .. } => lead(),
            Command::RecordEarlyView(_) => secretary(),
            Command::Accept(_) | Command::Redirect { .. } | Command::NotePreliminary(_) => officer(),
            _ => told(),
        };
        let events = decide(&state, command.clone(), &facts).unwrap();
        folded(state, &events)
    })
}

pub fn folded(state: State, events: &[Event]) -> State {
    events.iter().fold(state, |state, event| evolve(state, event).unwrap())
}

pub fn preliminary() -> State {
    after(State::Absent, &[open_with(Preliminary::Open)])
}

pub fn draft() -> State {
    after(State::Absent, &[open()])
}

/// Waits for its assessment, and was noted not to belong here.
pub fn noted_no() -> State {
    let no = Some(Judged { holds: false, why: None });
    let notes = PreliminaryNotes { right_service: no, ..PreliminaryNotes::default() };
    after(preliminary(), &[Command::NotePreliminary(Box::new(notes))])
}

/// A draft to which Gus is invited.
pub fn inviting() -> State {
    after(draft(), &[invite()])
}

pub fn submitted() -> State {
    after(draft(), &[submit()])
}

/// Waits for the answer to one clarification.
pub fn asked() -> State {
    let asked = [moved(CaseStage::InReview), wording(1, 1), raised(1, 1), moved(CaseStage::Clarification)];
    after(submitted(), &asked)
}

pub fn sent_back() -> State {
    after(submitted(), &[moved(CaseStage::InReview), returned(FIRST), reasons(FIRST)])
}

/// Approved, its agreement in force.
pub fn in_force() -> State {
    after(submitted(), &[approved(FIRST), agreement(AgreementStage::Active)])
}

/// The same, a change being written.
pub fn changing() -> State {
    after(in_force(), &[open_change()])
}

/// One state of each name.
pub fn every_state() -> Vec<State> {
    let lapsed = decide(&draft(), Command::Lapse, &later(told(), 90)).unwrap();
    vec![
        State::Absent,
        preliminary(),
        draft(),
        submitted(),
        after(submitted(), &[moved(CaseStage::InReview)]),
        asked(),
        after(submitted(), &[moved(CaseStage::Assurance)]),
        after(submitted(), &[moved(CaseStage::PrecedentRoute)]),
        after(submitted(), &[moved(CaseStage::PagAdvice)]),
        after(submitted(), &[moved(CaseStage::AgdAdvice)]),
        after(submitted(), &[moved(CaseStage::Decision)]),
        sent_back(),
        after(submitted(), &[approved(FIRST)]),
        after(submitted(), &[refused(FIRST)]),
        after(preliminary(), &[redirect()]),
        after(submitted(), &[withdraw()]),
        folded(draft(), &lapsed),
    ]
}

/// All that facts and dates tell.
pub fn everything_told() -> Vec<Command> {
    vec![
        Command::Lapse,
        Command::NoteCaseOpened { version: FIRST },
        Command::NoteCaseOpened { version: SECOND },
        moved(CaseStage::InReview),
        moved(CaseStage::Clarification),
        moved(CaseStage::Decision),
        Command::NoteDeferred { version: FIRST },
        returned(FIRST),
        returned(SECOND),
        reasons(FIRST),
        wording(1, 1),
        raised(1, 1),
        resolved(1),
        meets(date(2026, 12, 3)),
        advises(date(2026, 12, 3)),
        put_right(date(2026, 12, 3)),
        asks_again(FIRST, date(2026, 12, 9)),
        looked_at(FIRST, ReviewOutcome::SetAside, date(2026, 12, 11)),
        said(FIRST, "The harm is small."),
        approved(FIRST),
        refused(FIRST),
        agreement(AgreementStage::Active),
        Command::NoteSuspension { version: DocumentVersion::FIRST_ISSUE, suspended: true },
    ]
}
