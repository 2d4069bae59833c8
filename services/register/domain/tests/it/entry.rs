use dars_messages::facts::contracts::AgreementDocument;
use dars_register_domain::entry::{Command, Entry, PublicStatus, Refusal, State, decide, public_view};
use dars_vocabulary::{Actor, ActorKind, DocumentVersion, RefusalKind, Refuse, Sealed, StaffRole};

use super::world::*;

#[test]
fn an_entry_is_held_until_its_agreement_is_in_force_and_then_waits_for_the_publisher() {
    let held = after(&State::Absent, receive(), &system(TODAY));
    assert_eq!(held.name(), "HELD");
    assert_eq!(decide(&held, publish(), &publisher(TODAY)), Err(Refusal::NotInForce));
    assert_eq!(names(decide(&held, in_force(), &system(TODAY))), ["entry_pending"]);
    let published = after(&pending(), publish(), &publisher(TODAY));
    assert_eq!(published.name(), "PUBLISHED");
    assert_eq!(decide(&published, publish(), &publisher(TODAY)), Err(Refusal::AlreadyPublished));
}

#[test]
fn what_is_heard_out_of_order_or_twice_ends_the_same() {
    let mut one = State::Absent;
    for command in [receive(), in_force(), ended()] {
        one = after(&one, command, &system(TODAY));
    }
    for order in [
        [in_force(), receive(), ended()],
        [in_force(), ended(), receive()],
        [ended(), receive(), in_force()],
        [ended(), in_force(), receive()],
        [receive(), ended(), in_force()],
    ] {
        let mut other = State::Absent;
        for command in order.iter().chain(&order) {
            other = after(&other, command.clone(), &system(TODAY));
        }
        assert_eq!(other, one);
    }
    assert_eq!((one.name(), one.ended_on()), ("PENDING", Some(END)));
}

#[test]
fn only_a_published_entry_is_public_and_its_status_follows_the_dates() {
    let published = after(&pending(), publish(), &publisher(TODAY));
    for state in [State::Absent, after(&State::Absent, receive(), &system(TODAY)), pending()] {
        assert_eq!(public_view(&state, TODAY), None);
    }
    let view = public_view(&published, END).unwrap();
    assert_eq!(view.reference, "DARS-NIC-900101-K4T7Q-v1.0");
    assert_eq!((view.status, view.published_on), (PublicStatus::Active, TODAY));
    assert_eq!(view.data_sets[0].dataset, "hes-apc");
    assert_eq!(view.commercial, Some(false));
    assert_eq!(view.yielded_benefits, None);
    let later = END.tomorrow().unwrap();
    assert_eq!(public_view(&published, later).unwrap().status, PublicStatus::Ended);
    let told = after(&published, ended(), &system(later));
    assert_eq!(public_view(&told, later).unwrap().status, PublicStatus::Ended);
}

#[test]
fn an_entry_that_ended_while_it_was_pending_is_published_as_ended() {
    let late = END.tomorrow().unwrap();
    let waiting = after(&pending(), ended(), &system(late));
    assert_eq!(names(decide(&waiting, publish(), &publisher(late))), ["entry_published", "entry_ended"]);
    assert_eq!(after(&waiting, publish(), &publisher(late)).ended_on(), Some(END));
}

#[test]
fn nobody_but_a_publisher_in_person_publishes() {
    let mut machine = publisher(TODAY);
    machine.actor.kind = ActorKind::Machine;
    let refusal = decide(&pending(), publish(), &machine).unwrap_err();
    assert_eq!((refusal.code(), refusal.kind()), ("person-needed", RefusalKind::Forbidden));
    assert_eq!(decide(&pending(), publish(), &system(TODAY)), Err(Refusal::PersonNeeded));
    assert_eq!(decide(&pending(), publish(), &facts(Actor::public(), TODAY)), Err(Refusal::SignInNeeded));
    let others = facts(staff(&[StaffRole::CaseOfficer, StaffRole::Approver, StaffRole::Operator]), TODAY);
    assert_eq!(decide(&pending(), publish(), &others), Err(Refusal::PublisherNeeded));
    assert_eq!(decide(&pending(), publish(), &facts(staff(&[]), TODAY)), Err(Refusal::NotFound));
}

#[test]
fn people_do_not_give_the_systems_commands() {
    for command in [receive(), in_force(), ended()] {
        assert_eq!(decide(&State::Absent, command, &publisher(TODAY)), Err(Refusal::SystemOnly));
    }
}

#[test]
fn another_version_is_refused_instead_of_overwriting() {
    let AgreementDocument { nic, .. } = document();
    let other = Command::AgreementInForce { nic, version: DocumentVersion { major: 2, minor: 0 } };
    assert_eq!(decide(&pending(), other, &system(TODAY)), Err(Refusal::AnotherVersion));
}

#[test]
fn a_redacted_version_moves_on_but_is_never_published() {
    let redacted = Entry { document: Sealed::Redacted("00".repeat(32)), ..entry_of(document()) };
    let held = after(&State::Absent, Command::ReceiveVersion(redacted), &system(TODAY));
    let waiting = after(&held, in_force(), &system(TODAY));
    assert_eq!(decide(&waiting, publish(), &publisher(TODAY)), Err(Refusal::ContentRedacted));

    let State::Published(mut published) = after(&pending(), publish(), &publisher(TODAY)) else {
        panic!("not published")
    };
    published.entry.document = Sealed::Redacted("00".repeat(32));
    let state = State::Published(published);
    assert_eq!(public_view(&state, TODAY), None);
    assert_eq!(names(decide(&state, ended(), &system(END))), ["entry_ended"]);
}

#[test]
fn what_fails_the_publish_checks_stays_pending() {
    let refusal = decide(&pending(), Command::Publish { no_personal_names: false }, &publisher(TODAY)).unwrap_err();
    assert_eq!((refusal.code(), refusal.kind()), ("rules-not-met", RefusalKind::Unacceptable));
    assert_eq!(refusal.errors()[0].pointer, "/no_personal_names");
}
