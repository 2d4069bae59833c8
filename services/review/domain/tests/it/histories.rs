//! Generated histories: all commands, by anyone, at any time.

use dars_review_domain::case::{Assessment, Command, Decision, Facts, State, decide, evolve};
use dars_vocabulary::{
    Actor, ActorKind, PersonId, Sealed, StaffRole,
    code::{CommercialUse, RefusalReason},
};
use jiff::{SignedDuration, Timestamp};
use proptest::{prelude::*, sample::select};

use crate::{
    history::holds,
    people::{
        FIRST, SECOND, ann, approve, assign, by, content, no_advice, northmere, now, olu, open_with, person, ready,
        refuse,
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
        6 => Just(vec![StaffRole::CaseOfficer, StaffRole::Approver]),
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
        6 => text().prop_map(|reason| Command::Assess(Assessment::NoAdviceNeeded { reason })),
        3 => proptest::option::of(text()).prop_map(|reasons| Command::Decide(Decision::Approve { reasons })),
        3 => (select(RefusalReason::ALL), text())
            .prop_map(|(reason, reasons)| Command::Decide(Decision::Refuse { reason, reasons })),
    ];
    let technical = prop_oneof![4 => Just(now()), 1 => time()];
    let organisations = prop_oneof![6 => Just(vec![]), 1 => Just(vec![northmere()])];
    let facts = (actor(), time(), technical, organisations)
        .prop_map(|(actor, now, technical_now, organisations)| Facts { now, technical_now, actor, organisations });
    let sensible = select(vec![
        (assign(&olu()), by(olu())),
        (ready(), by(olu())),
        (no_advice(), by(olu())),
        (approve(), by(ann())),
        (refuse(), by(ann())),
    ]);
    let reached = holds(prop_oneof![2 => (command, facts), 1 => sensible], decide, evolve, State::name);
    let all = ["ABSENT", "APPROVED", "ASSURANCE", "DECISION", "IN_REVIEW", "REFUSED"];
    assert_eq!(reached.into_iter().collect::<Vec<_>>(), all);
}
