//! Generated histories of precedents and meetings: all commands, by anyone, at any time.

use std::collections::BTreeSet;

use dars_review_domain::{meeting, precedent};
use dars_vocabulary::{Actor, ActorKind, Impossible, StaffRole, code::AdviceOutcome};
use jiff::{SignedDuration, Timestamp};
use proptest::{prelude::*, sample::select};

use crate::{
    history::holds,
    meetings::{
        self, correct, declare, her, list, listing, members, note, other, publish, put_off, set_agenda, write, writing,
    },
    people::{ann, nic, northmere, now, person, sid, signed_in},
    precedents::{self, end, kim, lasting, propose, propose_with, replace, una, use_it},
};

fn actor() -> impl Strategy<Value = Actor> {
    let kind = prop_oneof![
        8 => Just(ActorKind::Person), 1 => Just(ActorKind::System), 1 => Just(ActorKind::Machine),
        1 => Just(ActorKind::Public),
    ];
    let roles = select(vec![
        vec![StaffRole::CaseOfficer, StaffRole::Approver],
        vec![StaffRole::CaseOfficer, StaffRole::Approver, StaffRole::Secretariat, StaffRole::Adviser],
        vec![StaffRole::Secretariat],
        vec![StaffRole::Adviser],
        vec![StaffRole::Operator],
        vec![],
    ]);
    let names = select(vec!["olu", "una", "ann", "kim", "ivy", "ian", "sid"]);
    let signed_in_at = select(vec![Some(now()), Some(now()), Some(Timestamp::MIN), Some(Timestamp::MAX), None]);
    (names, kind, roles, signed_in_at).prop_map(|(name, kind, roles, signed_in_at)| Actor {
        id: person(name),
        kind,
        roles,
        signed_in_at,
    })
}

fn time() -> impl Strategy<Value = Timestamp> {
    prop_oneof![
        20 => (-500_i64..500).prop_map(|days| now() + SignedDuration::from_hours(24 * days)),
        1 => Just(Timestamp::MIN),
        1 => Just(Timestamp::MAX),
    ]
}

#[test]
fn no_history_of_a_precedent_breaks_it() {
    let command = select(vec![
        propose(),
        propose_with(lasting("2026-01-01", "2026-12-31")),
        replace(),
        precedent::Command::Replace { terms: Box::new(lasting("2027-02-01", "2029-01-31")) },
        precedent::Command::Approve,
        end(),
        use_it(),
    ]);
    let facts = (actor(), time(), select(vec![precedents::SAID, precedent::AdviceFound::Nowhere]))
        .prop_map(|(actor, now, advice)| precedent::Facts { now, advice, ..precedents::facts(actor) });
    let sensible = select(vec![
        (propose(), precedents::facts(una())),
        (replace(), precedents::facts(una())),
        (precedent::Command::Approve, precedents::facts(kim())),
        (precedent::Command::Approve, precedents::facts(ann())),
        (use_it(), precedents::facts(signed_in("olu", &[StaffRole::CaseOfficer]))),
    ]);
    let both = prop_oneof![1 => (command, facts), 1 => sensible];
    let reached = holds(both, precedent::decide, lawful_precedent, precedent::State::name);
    assert_eq!(reached.into_iter().collect::<Vec<_>>(), ["ABSENT", "APPROVED", "ENDED", "PROPOSED"]);
}

fn lawful_precedent(state: precedent::State, event: &precedent::Event) -> Result<precedent::State, Impossible> {
    let makers = state.precedent().map(|precedent| precedent.makers.clone()).unwrap_or_default();
    if let precedent::Event::PrecedentUsed { by, version, .. } = event {
        assert!(!makers.contains(by) && *version > 0);
    }
    if let precedent::Event::PrecedentApproved { by, .. } = event {
        assert_ne!(state.waiting().map(|proposal| proposal.proposed_by), Some(*by));
    }
    let next = precedent::evolve(state, event)?;
    let precedent = next.precedent().unwrap();
    assert!(makers.is_subset(&precedent.makers));
    let numbers: Vec<u32> = precedent.versions.iter().map(|approved| approved.proposal.version).collect();
    assert!(numbers.is_sorted() && numbers.iter().all(|number| *number <= precedent.latest));
    for approved in &precedent.versions {
        assert!(precedent.makers.contains(&approved.approved_by));
        assert_ne!(approved.approved_by, approved.proposal.proposed_by);
    }
    Ok(next)
}

#[test]
fn no_history_of_a_meeting_breaks_it() {
    let command = select(vec![
        list(),
        listing(other()),
        meeting::Command::TakeOff { nic: nic() },
        note(&["ivy"]),
        note(&["ian"]),
        meeting::Command::NoteOutcome { nic: other(), outcome: AdviceOutcome::Deferred, advisers: [].into() },
        correct(Some(AdviceOutcome::NotSupportive), &["ivy"]),
        correct(Some(AdviceOutcome::Supportive), &["ian"]),
        correct(None, &[]),
        members(&["ivy", "ian"]),
        members(&[]),
        set_agenda(),
        declare(true),
        declare(false),
        put_off(),
        write(),
        writing("Call 020 7946 0958.", None),
        writing("Anew.", Some("A slip.")),
        publish(),
    ]);
    let organisations = prop_oneof![6 => Just(vec![]), 1 => Just(vec![northmere()])];
    let waiting = select(vec![[nic(), other()].into(), [nic()].into(), [].into()]);
    let facts = (actor(), time(), organisations, waiting).prop_map(|(actor, now, organisations, waiting)| {
        meeting::Facts { now, organisations, waiting, ..meetings::facts(actor) }
    });
    let done = || meeting::Facts { waiting: [].into(), ..meetings::facts(sid()) };
    let sensible = select(vec![
        (list(), meetings::facts(sid())),
        (members(&["ivy", "ian"]), meetings::facts(sid())),
        (declare(false), meetings::facts(her("ivy"))),
        (note(&["ivy"]), meetings::facts(sid())),
        (write(), done()),
        (writing("Anew.", Some("A slip.")), done()),
        (publish(), meetings::facts(her("ivy"))),
    ]);
    let both = prop_oneof![1 => (command, facts), 2 => sensible];
    let reached = holds(both, meeting::decide, lawful_meeting, meeting::State::name);
    let all = ["ABSENT", "CONSIDERED", "MINUTES_DRAFT", "MINUTES_PUBLISHED", "PUT_OFF", "SCHEDULED"];
    assert_eq!(reached.into_iter().collect::<Vec<_>>(), all);
}

fn lawful_meeting(state: meeting::State, event: &meeting::Event) -> Result<meeting::State, Impossible> {
    let before = state.clone();
    let next = meeting::evolve(state, event)?;
    if let meeting::Event::MinutesPublished { by, .. } = event {
        let published = next.published().unwrap();
        assert!(!published.minutes.writers.contains(by));
    }
    // What everyone reads goes away by nothing.
    assert!(before.published().is_none() || next.published().is_some());
    let numbers = |state: &meeting::State| state.published().map_or(0, |published| published.minutes.edition);
    assert!(numbers(&before) <= numbers(&next));
    // Each case stands once on the list, and each member declares once.
    let items = &next.meeting().unwrap().items;
    // Nothing makes an interest undeclared, whatever happens to the list.
    let interests = |state: &meeting::State| {
        let all = state.meeting().into_iter().flat_map(|meeting| meeting.items.iter().chain(&meeting.taken_off));
        let said = all.flat_map(|item| item.declarations.iter().map(|said| (item.nic.clone(), said.clone())));
        said.filter(|(_, said)| said.interest).map(|(nic, said)| (nic, said.adviser)).collect::<BTreeSet<_>>()
    };
    assert!(interests(&before).is_subset(&interests(&next)));
    for (at, item) in items.iter().enumerate() {
        assert!(items.iter().skip(at + 1).all(|other| other.nic != item.nic));
        for (at, said) in item.declarations.iter().enumerate() {
            assert!(item.declarations.iter().skip(at + 1).all(|other| other.adviser != said.adviser));
        }
    }
    Ok(next)
}
