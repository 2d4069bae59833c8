use dars_register_domain::entry::{Command, Ending, Entry, News, Refusal, State, Version, decide, public_entry};
use dars_vocabulary::{Actor, ActorKind, DocumentVersion, RefusalKind, Refuse, Sealed, StaffRole};

use super::world::*;

#[test]
fn a_version_is_held_until_it_is_in_force_and_then_waits_for_the_publisher() {
    let held = after(&State::Absent, receive(), &system(TODAY));
    assert_eq!(held.name(), "HELD");
    assert_eq!(decide(&held, publish(), &publisher(TODAY)), Err(Refusal::NotInForce));
    assert_eq!(names(decide(&held, in_force(), &system(TODAY))), ["in_force_noted", "entry_pending"]);
    assert_eq!(published().name(), "PUBLISHED");
    assert_eq!(decide(&published(), publish(), &publisher(TODAY)), Err(Refusal::AlreadyPublished));
}

#[test]
fn what_is_heard_out_of_order_or_twice_ends_the_same() {
    let told = [
        receive(),
        in_force(),
        ended(),
        hear(FIRST, News::Released(release(1, TODAY))),
        hear(FIRST, News::Superseded { by: SECOND }),
        hear(FIRST, News::Closed { closed_on: END }),
    ];
    let fold = |order: &[usize]| {
        order.iter().fold(State::Absent, |state, at| after(&state, told[*at].clone(), &system(TODAY)))
    };
    let one = fold(&[0, 1, 2, 3, 4, 5]);
    for first in 0..told.len() {
        for second in (0..told.len()).filter(|second| *second != first) {
            let mut order = vec![first, second];
            order.extend((0..told.len()).rev().filter(|at| *at != first && *at != second));
            let twice: Vec<usize> = order.iter().chain(&order).copied().collect();
            assert_eq!(fold(&twice), one, "{twice:?}");
        }
    }
    assert_eq!(one.name(), "PENDING");
    assert_eq!(one.version(FIRST).unwrap().heard().ended_on(), Some(END));
}

#[test]
fn a_version_that_ended_while_it_was_pending_is_published_as_ended() {
    let late = END.tomorrow().unwrap();
    let waiting = after(&pending(), ended(), &system(late));
    assert_eq!(names(decide(&waiting, publish(), &publisher(late))), ["entry_published", "entry_ended"]);
}

#[test]
fn the_end_of_a_published_version_is_told_once_however_often_it_ends() {
    let ended_once = after(&published(), terminated(TODAY), &system(TODAY));
    assert_eq!(names(decide(&published(), terminated(TODAY), &system(TODAY))), ["end_noted", "entry_ended"]);
    assert_eq!(names(decide(&ended_once, ended(), &system(END))), ["end_noted"]);
    let ended_twice = after(&ended_once, ended(), &system(END));
    assert_eq!(names(decide(&ended_twice, terminated(TODAY), &system(END))), Vec::<&str>::new());
}

#[test]
fn each_version_is_published_by_itself_and_the_older_one_stays() {
    let both = amended_pending();
    let view = public_entry(&both, AMENDED).unwrap();
    assert_eq!((view.newest.version, view.versions.len()), (FIRST, 1), "what waits is not public");
    let after_both = after(&both, publish(), &publisher(AMENDED));
    let view = public_entry(&after_both, AMENDED).unwrap();
    let shown: Vec<_> = view.versions.iter().map(|version| (version.version, version.published_on)).collect();
    assert_eq!(shown, [(SECOND, AMENDED), (FIRST, TODAY)], "the newest first");
    assert_eq!(view.newest.version, SECOND);
}

#[test]
fn the_newest_version_that_waits_is_published_unless_another_is_named() {
    let both = after(&after(&pending(), receive_amended(), &system(AMENDED)), amended_in_force(), &system(AMENDED));
    let stage = |state: &State, version| state.version(version).unwrap().name();
    let newest = after(&both, publish(), &publisher(AMENDED));
    assert_eq!((stage(&newest, FIRST), stage(&newest, SECOND)), ("PENDING", "PUBLISHED"));
    let named = Command::Publish { version: Some(FIRST), no_personal_names: true };
    let older = after(&both, named.clone(), &publisher(AMENDED));
    assert_eq!((stage(&older, FIRST), stage(&older, SECOND)), ("PUBLISHED", "PENDING"));
    assert_eq!(decide(&older, named, &publisher(AMENDED)), Err(Refusal::AlreadyPublished));
    let unheard = Command::Publish { version: Some(DocumentVersion { major: 9, minor: 0 }), no_personal_names: true };
    assert_eq!(decide(&older, unheard, &publisher(AMENDED)), Err(Refusal::NotFound));
}

#[test]
fn a_version_that_is_only_heard_of_is_not_published() {
    let state = after(&published(), amended_in_force(), &system(AMENDED));
    let named = Command::Publish { version: Some(SECOND), no_personal_names: true };
    assert_eq!(decide(&state, named, &publisher(AMENDED)), Err(Refusal::NotInForce));
    assert_eq!(decide(&state, publish(), &publisher(AMENDED)), Err(Refusal::AlreadyPublished));
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
    for command in [receive(), in_force(), ended(), hear(FIRST, News::Suspended)] {
        assert_eq!(decide(&State::Absent, command, &publisher(TODAY)), Err(Refusal::SystemOnly));
    }
}

#[test]
fn an_older_word_on_access_does_not_undo_a_newer_one() {
    let later = TODAY.tomorrow().unwrap();
    let given_back = after(&published(), hear(FIRST, News::Reinstated), &system(later));
    assert_eq!(names(decide(&given_back, hear(FIRST, News::Suspended), &system(TODAY))), Vec::<&str>::new());
    let again = after(&given_back, hear(FIRST, News::Suspended), &system(later));
    assert!(again.version(FIRST).unwrap().heard().access.unwrap().suspended, "of the same moment, the later heard");
}

#[test]
fn a_redacted_version_moves_on_but_is_never_published() {
    let redacted = Entry { document: Sealed::Redacted("00".repeat(32)), ..entry_of(document()) };
    let held = after(&State::Absent, Command::ReceiveVersion(redacted), &system(TODAY));
    let waiting = after(&held, in_force(), &system(TODAY));
    assert_eq!(decide(&waiting, publish(), &publisher(TODAY)), Err(Refusal::ContentRedacted));

    let State::Known(mut known) = published() else { panic!("not known") };
    let Some(Version::Published { entry, .. }) = known.versions.get_mut(&FIRST) else { panic!("not published") };
    entry.document = Sealed::Redacted("00".repeat(32));
    let state = State::Known(known);
    assert_eq!(public_entry(&state, TODAY), None);
    assert_eq!(names(decide(&state, ended(), &system(END))), ["end_noted", "entry_ended"]);
}

#[test]
fn what_fails_the_publish_checks_stays_pending() {
    let unticked = Command::Publish { version: None, no_personal_names: false };
    let refusal = decide(&pending(), unticked, &publisher(TODAY)).unwrap_err();
    assert_eq!((refusal.code(), refusal.kind()), ("rules-not-met", RefusalKind::Unacceptable));
    assert_eq!(refusal.errors()[0].pointer, "/no_personal_names");
}

#[test]
fn what_was_written_before_endings_had_a_kind_still_reads() {
    let old = r#"{"type":"end_noted","nic":"DARS-NIC-900101-K4T7Q","version":"v1.0","ended_on":"2028-03-02"}"#;
    let event = serde_json::from_str(old).unwrap();
    let state = dars_register_domain::entry::evolve(pending(), &event).unwrap();
    assert_eq!(state.version(FIRST).unwrap().heard().expired_on, Some(END));
    assert_eq!(Ending::default(), Ending::Expired);
}
