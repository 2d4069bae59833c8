//! What the caller may do now. Each action is tried on the case, so that the answer cannot disagree with `decide`.

use std::collections::BTreeSet;

use dars_messages::{
    facts::review::ReturnReason,
    requests::review::{CheckOutcome, Specialism, StandardOutcome},
};
use dars_vocabulary::{
    PersonId, RefusalKind, Refuse,
    code::{AdviceOutcome, AdvisoryGroup, ClarificationSeverity, RefusalReason},
    content::SectionName,
};

use super::{
    Advising, Assessment, Case, CheckState, Command, Correcting, Decision, Doing, Facts, Found, Question, Refusal,
    Resolution, State,
    decide::{decide, today},
};
use crate::{NotAPerson, rules::standards::STANDARDS};

/// Words that any reason could be.
const WORDS: &str = "x";

/// The actions that the caller may take on the case as it stands: what they do is not refused for their role, for where
/// the case stands, or for what they did before. Values, and a fresh sign-in, are still theirs to bring.
pub fn permitted(state: &State, facts: &Facts) -> Vec<&'static str> {
    let Some(case) = state.case() else { return Vec::new() };
    actions(state, case, facts)
        .into_iter()
        .filter(|(_, commands)| commands.iter().any(|command| may(state, command.clone(), facts)))
        .map(|(action, _)| action)
        .collect()
}

fn may(state: &State, command: Command, facts: &Facts) -> bool {
    match decide(state, command, facts) {
        Ok(events) => !events.is_empty(),
        Err(Refusal::NotAPerson(NotAPerson::SignInTooOld)) => true,
        Err(refusal) => refusal.kind() == RefusalKind::Unacceptable,
    }
}

/// Every action of people, with commands of which at least one is taken wherever any is.
fn actions(state: &State, case: &Case, facts: &Facts) -> Vec<(&'static str, Vec<Command>)> {
    let words = || WORDS.to_owned();
    // Somebody else than all who are known.
    let other = PersonId::of("permitted", "somebody else");
    let numbers = || case.clarifications.iter().filter(|known| known.pending()).map(|known| known.number);
    let groups = AdvisoryGroup::ALL.iter().copied();
    let open_checks = || case.work.checks.iter().filter(|check| check.state == CheckState::Open);
    let reasons = || vec![ReturnReason { section: SectionName::Purpose, text: words() }];
    vec![
        ("assign-case", vec![Command::Assign { officer: facts.actor.id }, Command::Assign { officer: other }]),
        ("hand-over-case", vec![Command::HandOver { to: other, reason: words() }]),
        (
            "check-completeness",
            vec![Command::Do(Doing::CheckCompleteness { complete: true, missing: BTreeSet::new(), note: None })],
        ),
        ("return-application", vec![Command::Return { reasons: reasons() }]),
        ("assess-standard", STANDARDS.iter().map(|it| assess(it.id)).collect()),
        ("request-check", Specialism::ALL.iter().map(|of| ask(*of)).collect()),
        ("answer-check", open_checks().map(|check| answer(check.number)).collect()),
        ("add-note", vec![Command::Do(Doing::AddNote { text: words() })]),
        ("raise-clarification", vec![Command::Raise(question())]),
        ("resolve-clarification", numbers().flat_map(resolve).collect()),
        ("assess-case", {
            let open_standards = || Some(words());
            let mut steps = vec![
                Assessment::Ready,
                Assessment::QuickChecked { reason: words() },
                Assessment::NoAdviceNeeded { reason: words(), open_standards: open_standards() },
                Assessment::Advised { open_standards: open_standards() },
            ];
            steps.extend(groups.clone().map(Assessment::To));
            steps.into_iter().map(Command::Assess).collect()
        }),
        ("record-advice", groups.clone().flat_map(|group| advise(case, group, facts)).collect()),
        (
            "decide-case",
            vec![
                Command::Decide(Decision::Approve { reasons: Some(words()), conditions: Vec::new() }),
                Command::Decide(Decision::Defer { reasons: words(), questions: vec![question()] }),
                Command::Decide(Decision::Refuse {
                    reason: RefusalReason::NoHealthBenefit,
                    reasons: words(),
                    against_advice: None,
                }),
            ],
        ),
        ("request-decision-review", vec![Command::Do(Doing::RequestReview { reason: words() })]),
        ("review-decision", vec![Command::Do(Doing::ReviewDecision { upheld: true, reasons: words() })]),
        ("correct-case", corrections(state, case, facts)),
    ]
}

fn found(standard: &str) -> Found {
    Found { standard: standard.to_owned(), outcome: StandardOutcome::Met, note: WORDS.to_owned() }
}

fn assess(standard: &str) -> Command {
    Command::Do(Doing::AssessStandard(found(standard)))
}

fn ask(of: Specialism) -> Command {
    Command::Do(Doing::RequestCheck { of, question: WORDS.to_owned() })
}

fn answer(number: u32) -> Command {
    Command::Do(Doing::AnswerCheck { number, outcome: CheckOutcome::Satisfied, note: WORDS.to_owned() })
}

fn question() -> Question {
    Question {
        section: SectionName::Purpose,
        standard: None,
        severity: ClarificationSeverity::Blocking,
        text: WORDS.to_owned(),
        phrase: None,
    }
}

fn resolve(number: u32) -> [Command; 2] {
    let again = Resolution::Reject { text: WORDS.to_owned() };
    [Resolution::Accept, again].map(|resolution| Command::Resolve { number, resolution })
}

/// Another day than the listed one, so that something happens; and the group's word.
fn advise(case: &Case, group: AdvisoryGroup, facts: &Facts) -> Vec<Command> {
    let listed = case.meeting.map_or_else(|| today(facts), |meeting| meeting.meets_on.max(today(facts)));
    let meets_on = listed.tomorrow().unwrap_or(listed);
    let (met_on, advisers) = (today(facts), [facts.actor.id].into());
    let (outcome, text) = (AdviceOutcome::Supportive, WORDS.to_owned());
    vec![
        Command::Advise(Advising::Schedule { group, meets_on }),
        Command::Advise(Advising::Outcome { group, outcome, met_on, advisers, text }),
    ]
}

fn corrections(state: &State, case: &Case, facts: &Facts) -> Vec<Command> {
    let reason = || WORDS.to_owned();
    let standards = case.work.standards.keys();
    let advice = (1..).zip(&case.advice).flat_map(|(number, known)| {
        let advisers: BTreeSet<PersonId> = known.advisers.iter().copied().chain([facts.actor.id]).collect();
        let met_on = case.submitted_on.max(known.met_on);
        [known.outcome, AdviceOutcome::Supportive, AdviceOutcome::NotSupportive].map(|outcome| Correcting::Advice {
            number,
            outcome,
            met_on,
            advisers: advisers.clone(),
            reason: reason(),
        })
    });
    let clarifications = case.clarifications.iter().map(|known| known.number);
    let checks = case.work.checks.iter().map(|check| check.number);
    let mut all: Vec<Correcting> = advice.collect();
    all.extend(standards.map(|id| Correcting::Standard { found: found(id), reason: reason() }));
    all.extend(clarifications.map(|number| Correcting::Clarification { number, reason: reason() }));
    all.extend(checks.map(|number| Correcting::Check { number, reason: reason() }));
    let settled = case.clarifications.iter().map(|known| known.number);
    all.extend(settled.map(|number| Correcting::Resolution { number, text: reason(), reason: reason() }));
    for check in &case.work.checks {
        for outcome in [CheckOutcome::Satisfied, CheckOutcome::NotSatisfied] {
            all.push(Correcting::CheckAnswer { number: check.number, outcome, note: reason(), reason: reason() });
        }
    }
    if matches!(state, State::ReturnedIncomplete { .. }) {
        all.push(Correcting::Return { reason: reason() });
    }
    all.into_iter().map(|correcting| Command::Do(Doing::Correct(correcting))).collect()
}
