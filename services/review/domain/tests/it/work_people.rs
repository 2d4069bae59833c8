//! The specialists and the applicant of the tests, and what is done to a case beside moving it.

use std::collections::BTreeSet;

use dars_messages::requests::review::{CheckOutcome, Specialism, StandardOutcome};
use dars_review_domain::case::{Command, Correcting, Doing, Facts, Found, State};
use dars_vocabulary::{
    Actor, StaffRole,
    code::{AdviceOutcome, AdvisoryGroup},
    content::SectionName,
};

use crate::people::{after, ann, before_approver, by, northmere, olu, pat, person, refuse, signed_in, taken, today};

/// A security reviewer.
pub fn sue() -> Actor {
    signed_in("sue", &[StaffRole::SecurityReviewer])
}

/// Another approver.
pub fn bea() -> Actor {
    signed_in("bea", &[StaffRole::Approver])
}

/// A lead of the applicant organisation.
pub fn lea() -> Facts {
    Facts { leads: vec![northmere()], organisations: vec![northmere()], ..by(signed_in("lea", &[])) }
}

/// Pat, while Olu is away.
pub fn covering() -> Facts {
    Facts { covers: vec![olu().id], ..by(pat()) }
}

pub fn hand_over(to: &Actor) -> Command {
    Command::HandOver { to: to.id, reason: "She goes on leave.".to_owned() }
}

pub fn complete() -> Command {
    Command::Do(Doing::CheckCompleteness { complete: true, missing: BTreeSet::new(), note: None })
}

pub fn incomplete() -> Command {
    let missing = BTreeSet::from([SectionName::Ethics]);
    Command::Do(Doing::CheckCompleteness { complete: false, missing, note: Some("No letter.".to_owned()) })
}

pub fn found(standard: &str, outcome: StandardOutcome) -> Found {
    Found { standard: standard.to_owned(), outcome, note: "What was read.".to_owned() }
}

pub fn assess(standard: &str, outcome: StandardOutcome) -> Command {
    Command::Do(Doing::AssessStandard(found(standard, outcome)))
}

pub fn ask(of: Specialism) -> Command {
    Command::Do(Doing::RequestCheck { of, question: "Is the cloud safe?".to_owned() })
}

pub fn reply(number: u32) -> Command {
    let (outcome, note) = (CheckOutcome::Satisfied, "It is.".to_owned());
    Command::Do(Doing::AnswerCheck { number, outcome, note })
}

pub fn note() -> Command {
    Command::Do(Doing::AddNote { text: "They called.".to_owned() })
}

pub fn ask_review() -> Command {
    Command::Do(Doing::RequestReview { reason: "You read the wrong version.".to_owned() })
}

pub fn uphold() -> Command {
    Command::Do(Doing::ReviewDecision { upheld: true, reasons: "It was the right one.".to_owned() })
}

pub fn set_aside() -> Command {
    Command::Do(Doing::ReviewDecision { upheld: false, reasons: "It was the wrong one.".to_owned() })
}

pub fn correct(correcting: Correcting) -> Command {
    Command::Do(Doing::Correct(correcting))
}

fn why() -> String {
    "A slip of the pen.".to_owned()
}

pub fn correct_standard(standard: &str, outcome: StandardOutcome) -> Command {
    correct(Correcting::Standard { found: found(standard, outcome), reason: why() })
}

/// Jo, not Ivy, advised.
pub fn correct_advice(number: u32, outcome: AdviceOutcome) -> Command {
    let advisers = BTreeSet::from([person("jo")]);
    correct(Correcting::Advice { number, outcome, met_on: today(), advisers, reason: why() })
}

pub fn withdraw_question(number: u32) -> Command {
    correct(Correcting::Clarification { number, reason: why() })
}

pub fn withdraw_check(number: u32) -> Command {
    correct(Correcting::Check { number, reason: why() })
}

/// Security is not satisfied after all.
pub fn correct_answer(number: u32) -> Command {
    let (outcome, note) = (CheckOutcome::NotSatisfied, "It is not.".to_owned());
    correct(Correcting::CheckAnswer { number, outcome, note, reason: why() })
}

pub fn ask_again(number: u32) -> Command {
    correct(Correcting::Resolution { number, text: "And for how long?".to_owned(), reason: why() })
}

pub fn withdraw_return() -> Command {
    correct(Correcting::Return { reason: why() })
}

/// The security team was asked.
pub fn checked(state: State) -> State {
    after(state, &[(ask(Specialism::Security), olu())])
}

/// 2a is not met, 3 is.
pub fn partly_assessed(state: State) -> State {
    let found = [(assess("2a", StandardOutcome::NotMet), olu()), (assess("3", StandardOutcome::Met), olu())];
    after(state, &found)
}

pub fn refused() -> State {
    after(before_approver(), &[(refuse(), ann())])
}

/// After what those with more than a sign-in do.
pub fn then(state: State, steps: &[(Command, Facts)]) -> State {
    steps.iter().fold(state, |state, (command, facts)| {
        let events = dars_review_domain::case::decide(&state, command.clone(), facts).unwrap();
        events.iter().fold(state, |state, event| dars_review_domain::case::evolve(state, event).unwrap())
    })
}

pub fn review_asked() -> State {
    then(refused(), &[(ask_review(), lea())])
}

pub fn was_upheld() -> State {
    then(review_asked(), &[(uphold(), by(bea()))])
}

pub fn was_set_aside() -> State {
    then(review_asked(), &[(set_aside(), by(bea()))])
}

/// Every new command of people, with a state in which it is taken and by whom.
pub fn each() -> Vec<(State, Command, Facts)> {
    let agd = AdvisoryGroup::Agd;
    vec![
        (taken(), hand_over(&pat()), by(crate::people::mia())),
        (taken(), complete(), by(olu())),
        (taken(), incomplete(), by(olu())),
        (taken(), assess("2a", StandardOutcome::Met), by(olu())),
        (taken(), assess("2a", StandardOutcome::Met), by(sue())),
        (taken(), ask(Specialism::Security), by(olu())),
        (checked(taken()), reply(1), by(sue())),
        (taken(), note(), by(olu())),
        (review_asked(), uphold(), by(bea())),
        (review_asked(), set_aside(), by(bea())),
        (partly_assessed(taken()), correct_standard("3", StandardOutcome::NotMet), by(olu())),
        (
            crate::people::advised_by(agd, AdviceOutcome::Supportive),
            correct_advice(1, AdviceOutcome::NotSupportive),
            by(crate::people::sid()),
        ),
        (crate::people::asked(), withdraw_question(1), by(olu())),
        (checked(taken()), withdraw_check(1), by(olu())),
        (crate::people::sent_back(), withdraw_return(), by(olu())),
    ]
}
