//! Generated histories: all commands, by anyone, at any time.

use dars_messages::{
    facts::review::ReturnReason,
    requests::review::{CheckOutcome, Specialism, StandardOutcome},
};
use dars_review_domain::case::{
    Advising, Assessment, Clarification, Command, Correcting, Decision, Doing, Event, Facts, Found, Question,
    Resolution, State, decide, event, evolve,
};
use dars_vocabulary::{
    Actor, ActorKind, Impossible, PersonId, Sealed, StaffRole,
    code::{AdviceOutcome, AdvisoryGroup, ClarificationSeverity, CommercialUse, RefusalReason},
    content::SectionName,
    london_date,
};
use jiff::{SignedDuration, Timestamp};
use proptest::{collection::vec, prelude::*, sample::select};

use crate::{
    history::holds,
    people::{
        FIRST, SECOND, accept, advised, ann, answered, approve, approve_with_conditions, assign, by, condition,
        content, defer, despite, intake, mia, no_advice, northmere, now, olu, open_with, outcome, person, raise, ready,
        refuse, refuse_against_advice, schedule, send_back, sid, to,
    },
    precedents::{approved, offering, precedent_holds, to_precedent},
    work_people::{
        ask, ask_again, ask_review, assess, bea, complete, correct, correct_answer, covering, hand_over, lea, reply,
        set_aside, sue, uphold, withdraw_question, withdraw_return,
    },
};

fn people() -> impl Strategy<Value = PersonId> {
    select(vec![person("olu"), person("pat"), person("ann")])
}

fn actor() -> impl Strategy<Value = Actor> {
    let kind = prop_oneof![
        8 => Just(ActorKind::Person),
        2 => Just(ActorKind::System),
        1 => Just(ActorKind::Machine),
        1 => Just(ActorKind::Public),
    ];
    let roles = prop_oneof![
        6 => Just(vec![StaffRole::CaseOfficer, StaffRole::Approver, StaffRole::Secretariat]),
        1 => Just(vec![StaffRole::CaseOfficer]),
        1 => Just(vec![StaffRole::TeamManager]),
        1 => Just(vec![StaffRole::Operator]),
        1 => Just(vec![]),
    ];
    let signed_in_at =
        select(vec![Some(now()), Some(now()), Some(now()), Some(Timestamp::MIN), Some(Timestamp::MAX), None]);
    (people(), kind, roles, signed_in_at).prop_map(|(id, kind, roles, signed_in_at)| Actor {
        id,
        kind,
        roles,
        signed_in_at,
    })
}

/// From a year before to a year after the tests' day, and the ends of time.
fn time() -> impl Strategy<Value = Timestamp> {
    prop_oneof![
        20 => (-365_i64..365).prop_map(|days| now() + SignedDuration::from_hours(24 * days)),
        1 => Just(Timestamp::MIN),
        1 => Just(Timestamp::MAX),
    ]
}

fn text() -> impl Strategy<Value = String> {
    select(vec!["Words.".to_owned(), "More words.".to_owned(), String::new(), "x\n".repeat(4001)])
}

fn open() -> impl Strategy<Value = Command> {
    let content = select(vec![
        Sealed::Open(content(&[], false)),
        Sealed::Open(content(&[CommercialUse::Targeting], true)),
        Sealed::Redacted("00".to_owned()),
    ]);
    (prop_oneof![15 => Just(FIRST), 1 => Just(SECOND)], content)
        .prop_map(|(version, content)| open_with(version, content))
}

#[test]
fn no_history_of_a_case_breaks_it() {
    let command = prop_oneof![
        2 => open(),
        2 => people().prop_map(|officer| Command::Assign { officer }),
        6 => Just(Command::Assess(Assessment::Ready)),
        6 => text().prop_map(|reason| Command::Assess(Assessment::NoAdviceNeeded { reason, open_standards: Some(despite()) })),
        6 => group().prop_map(|group| Command::Assess(Assessment::To(group))),
        3 => proptest::option::of(text())
            .prop_map(|open_standards| Command::Assess(Assessment::Advised { open_standards })),
        3 => Just(to_precedent()),
        3 => proptest::option::of(text()).prop_map(|open_standards| {
            Command::Assess(Assessment::PrecedentHolds { open_standards })
        }),
        2 => (section(), text()).prop_map(|(section, text)| Command::Return {
            reasons: vec![ReturnReason { section, text }],
        }),
        4 => questions().prop_map(Command::Raise),
        6 => (1..4_u32, prop_oneof![
            2 => Just(Resolution::Accept),
            1 => text().prop_map(|text| Resolution::Reject { text }),
        ]).prop_map(|(number, resolution)| Command::Resolve { number, resolution }),
        4 => (1..4_u32, 1..4_u32, proptest::option::of(text()))
            .prop_map(|(number, round, text)| Command::HearAnswer { number, round, text }),
        8 => (1..4_u32, 1..4_u32, time())
            .prop_map(|(number, round, at)| Command::HearAnswered { number, round, answered_on: london_date(at) }),
        2 => time().prop_map(|at| Command::HearWithdrawn { ended_on: london_date(at) }),
        2 => time().prop_map(|at| Command::HearLapsed { ended_on: london_date(at) }),
        3 => (group(), time())
            .prop_map(|(group, at)| Command::Advise(Advising::Schedule { group, meets_on: london_date(at) })),
        3 => (group(), select(AdviceOutcome::ALL), time(), people(), text()).prop_map(
            |(group, outcome, at, adviser, text)| Command::Advise(Advising::Outcome {
                group, outcome, met_on: london_date(at), advisers: [adviser].into(), text,
            })
        ),
        3 => (proptest::option::of(text()), vec(text(), 0..2)).prop_map(|(reasons, conditions)| {
            let conditions = conditions.iter().map(|text| condition(text, None)).collect();
            Command::Decide(Decision::Approve { reasons, conditions })
        }),
        2 => (text(), vec(questions(), 0..3))
            .prop_map(|(reasons, questions)| Command::Decide(Decision::Defer { reasons, questions })),
        3 => (select(RefusalReason::ALL), text(), proptest::option::of(text())).prop_map(
            |(reason, reasons, against_advice)| Command::Decide(Decision::Refuse { reason, reasons, against_advice })
        ),
    ];
    let command = prop_oneof![10 => command, 5 => work()];
    let technical = prop_oneof![4 => Just(now()), 1 => time()];
    let organisations = prop_oneof![6 => Just(vec![]), 1 => Just(vec![northmere()])];
    let facts = (actor(), time(), technical, organisations).prop_map(|(actor, now, technical_now, organisations)| {
        let leads = if actor.id == person("olu") { vec![northmere()] } else { Vec::new() };
        let covers = if actor.id == person("pat") { vec![person("olu")] } else { Vec::new() };
        Facts { now, technical_now, organisations, leads, covers, ..offering(&approved(), actor) }
    });
    let sensible = select(vec![
        (open_with(FIRST, Sealed::Open(content(&[], false))), by(intake())),
        (assign(&olu()), by(olu())),
        (ready(), by(olu())),
        (no_advice(), by(olu())),
        (to_precedent(), offering(&approved(), olu())),
        (precedent_holds(), offering(&approved(), olu())),
        (to(AdvisoryGroup::Pag), by(olu())),
        (schedule(AdvisoryGroup::Pag), by(sid())),
        (outcome(AdvisoryGroup::Pag, AdviceOutcome::Supportive), by(sid())),
        (advised(), by(olu())),
        (to(AdvisoryGroup::Agd), by(olu())),
        (send_back(), by(olu())),
        (open_with(SECOND, Sealed::Open(content(&[], false))), by(intake())),
        (raise(), by(olu())),
        (answered(1, 1), by(intake())),
        (accept(1), by(olu())),
        (approve(), by(ann())),
        (approve_with_conditions(), by(ann())),
        (defer(), by(ann())),
        (refuse(), by(ann())),
        (refuse_against_advice("The advice did not look at it."), by(ann())),
    ]);
    let sensible_work = select(vec![
        (complete(), by(olu())),
        (assess("2a", StandardOutcome::Met), by(sue())),
        (assess("3", StandardOutcome::NotMet), covering()),
        (ask(Specialism::Security), by(olu())),
        (reply(1), by(sue())),
        (withdraw_question(1), by(olu())),
        (withdraw_return(), by(olu())),
        (ask_again(1), by(olu())),
        (correct_answer(1), by(sue())),
        (ask_review(), lea()),
        (uphold(), by(bea())),
        (set_aside(), by(bea())),
        (hand_over(&olu()), by(mia())),
    ]);
    let both = prop_oneof![2 => (command, facts), 6 => sensible, 1 => sensible_work];
    let reached = holds(both, decide, lawfully, State::name);
    let all = [
        "ABSENT",
        "AGD_ADVICE",
        "APPROVED",
        "APPROVED_WITH_CONDITIONS",
        "ASSURANCE",
        "CLARIFICATION",
        "DECISION",
        "IN_REVIEW",
        "LAPSED",
        "PAG_ADVICE",
        "PRECEDENT_ROUTE",
        "REFUSED",
        "RETURNED_INCOMPLETE",
        "WITHDRAWN",
    ];
    assert_eq!(reached.into_iter().collect::<Vec<_>>(), all);
}

/// Evolves, and checks what must hold after every event, whatever came before.
fn lawfully(state: State, event: &Event) -> Result<State, Impossible> {
    let worked = state.case().map(|case| [&case.officers, &case.assessors, &case.advisers].map(Clone::clone));
    let next = evolve(state, event)?;
    let case = next.case().unwrap();
    // Nobody who worked on it is ever forgotten.
    for (before, now) in worked.iter().flatten().zip([&case.officers, &case.assessors, &case.advisers]) {
        assert!(before.is_subset(now));
    }
    // Nobody decides upon what they worked on.
    if let Event::ApplicationApproved(event::ApplicationApproved { by, .. })
    | Event::ApplicationRefused(event::ApplicationRefused { by, .. })
    | Event::DecisionDeferred(event::DecisionDeferred { by, .. })
    | Event::DecisionUpheld(event::DecisionUpheld { by, .. })
    | Event::DecisionSetAside(event::DecisionSetAside { by, .. }) = event
    {
        assert!(!case.officers.contains(by) && !case.assessors.contains(by) && !case.advisers.contains(by));
    }
    // Nobody who made the precedent has a case that rests on it, or decides upon it.
    if let (Some(used), Some(officer)) = (&case.precedent, next.officer()) {
        assert!(!used.makers.contains(&officer));
    }
    // Nobody looks at their own decision again, and nobody decides again what was set aside.
    if let Event::DecisionUpheld(event::DecisionUpheld { by, .. })
    | Event::DecisionSetAside(event::DecisionSetAside { by, .. }) = event
    {
        assert!(case.work.reviews.last().is_some_and(|review| review.approver != *by));
    }
    if let Event::ApplicationApproved(event::ApplicationApproved { by, .. })
    | Event::ApplicationRefused(event::ApplicationRefused { by, .. }) = event
    {
        assert!(!case.overruled().any(|approver| approver == *by));
    }
    // Nothing is approved while a specialist has not answered.
    if let Event::ApplicationApproved { .. } = event {
        assert!(!case.waits_for_specialists());
    }
    // The clock stands still exactly while a blocking question waits; in clarification one is always unsettled.
    let waits = case.clarifications.iter().any(Clarification::awaited);
    let paused = case.pauses.last().is_some_and(|pause| pause.until.is_none());
    let unsettled = case.clarifications.iter().any(Clarification::holds_up);
    match &next {
        State::Clarification { .. } => assert!(unsettled && waits == paused),
        State::Withdrawn { .. } | State::Lapsed { .. } | State::Absent => {}
        _elsewhere => assert!(!unsettled && !paused, "{next:?}"),
    }
    // Pauses follow each other and never run backwards.
    assert!(case.pauses.iter().all(|pause| pause.until.is_none_or(|until| pause.from <= until)));
    Ok(next)
}

/// What is done to a case beside moving it.
fn work() -> impl Strategy<Value = Command> {
    let number = || 0..4_u32;
    let standard = || select(vec!["2a".to_owned(), "3".to_owned(), "nonsense".to_owned()]);
    let outcome = || select(vec![StandardOutcome::Met, StandardOutcome::NotMet, StandardOutcome::NotApplicable]);
    let found =
        move || (standard(), outcome(), text()).prop_map(|(standard, outcome, note)| Found { standard, outcome, note });
    prop_oneof![
        (people(), text()).prop_map(|(to, reason)| Command::HandOver { to, reason }),
        (any::<bool>(), vec(section(), 0..2), proptest::option::of(text())).prop_map(|(complete, missing, note)| {
            let missing = missing.into_iter().collect();
            Command::Do(Doing::CheckCompleteness { complete, missing, note })
        }),
        found().prop_map(|found| Command::Do(Doing::AssessStandard(found))),
        (select(Specialism::ALL), text()).prop_map(|(of, question)| Command::Do(Doing::RequestCheck { of, question })),
        (number(), text()).prop_map(|(number, note)| {
            Command::Do(Doing::AnswerCheck { number, outcome: CheckOutcome::NotSatisfied, note })
        }),
        text().prop_map(|text| Command::Do(Doing::AddNote { text })),
        text().prop_map(|reason| Command::Do(Doing::RequestReview { reason })),
        (any::<bool>(), text()).prop_map(|(upheld, reasons)| Command::Do(Doing::ReviewDecision { upheld, reasons })),
        (found(), text()).prop_map(|(found, reason)| correct(Correcting::Standard { found, reason })),
        (number(), select(AdviceOutcome::ALL), time(), people(), text()).prop_map(
            |(number, outcome, at, adviser, reason)| correct(Correcting::Advice {
                number,
                outcome,
                met_on: london_date(at),
                advisers: [adviser].into(),
                reason,
            })
        ),
        (number(), text()).prop_map(|(number, reason)| correct(Correcting::Clarification { number, reason })),
        (number(), text()).prop_map(|(number, reason)| correct(Correcting::Check { number, reason })),
        (number(), text(), text()).prop_map(|(number, note, reason)| {
            correct(Correcting::CheckAnswer { number, outcome: CheckOutcome::Satisfied, note, reason })
        }),
        (number(), text(), text()).prop_map(|(number, text, reason)| correct(Correcting::Resolution {
            number,
            text,
            reason
        })),
        text().prop_map(|reason| correct(Correcting::Return { reason })),
    ]
}

fn group() -> impl Strategy<Value = AdvisoryGroup> {
    select(AdvisoryGroup::ALL)
}

fn section() -> impl Strategy<Value = SectionName> {
    select(SectionName::ALL)
}

fn questions() -> impl Strategy<Value = Question> {
    let standard = select(vec![None, Some("3".to_owned()), Some("nonsense".to_owned())]);
    (section(), standard, select(ClarificationSeverity::ALL), text())
        .prop_map(|(section, standard, severity, text)| Question { section, standard, severity, text, phrase: None })
}
