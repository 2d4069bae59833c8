//! A meeting from its list to its minutes, and what is refused on the way.

use dars_review_domain::meeting::{Command, Facts, MinutesDraft, PlannedItem, State, decide};
use dars_vocabulary::{Refuse, Sealed, StaffRole, code::AdviceOutcome, content::EvidenceItem};

use crate::{
    meetings::{
        considered, correct, correcting, declare, drafted, facts, her, list, listing, members, note, other, paper,
        publish, published, put_off, scheduled, scheduled_with, set_agenda, then, write, writing,
    },
    people::{nic, no, sid, signed_in},
};

fn both() -> State {
    then(scheduled(), &[(listing(other()), sid())])
}

fn planned(nics: &[dars_vocabulary::Nic]) -> Command {
    let items = nics.iter().map(|nic| PlannedItem { nic: nic.clone(), papers: vec![paper()] });
    Command::SetAgenda { items: items.collect() }
}

/// Where the first value stands that cannot be taken, and why.
fn wrong(state: &State, command: Command, facts: &Facts) -> (String, String) {
    let errors = decide(state, command, facts).unwrap_err().errors();
    (errors[0].pointer.clone(), errors[0].code.clone())
}

#[test]
fn the_secretariat_orders_the_agenda_and_gives_papers() {
    let state = then(both(), &[(planned(&[other(), nic()]), sid())]);
    let items = &state.meeting().unwrap().items;
    assert_eq!(items.iter().map(|item| item.nic.clone()).collect::<Vec<_>>(), [other(), nic()]);
    assert_eq!(items[0].papers, [Sealed::Open(paper())]);
    let by_sid = || facts(sid());
    for (command, pointer, code) in [
        (planned(&[nic()]), "/items", "missing"),
        (planned(&[nic(), nic(), other()]), "/items/1/nic", "given-twice"),
        (planned(&[nic(), other(), dars_vocabulary::Nic::allot(900_999, 1)]), "/items/2/nic", "case-not-on-list"),
    ] {
        assert_eq!(wrong(&both(), command, &by_sid()), (pointer.to_owned(), code.to_owned()));
    }
    for (paper, field) in [
        (EvidenceItem { title: " ".to_owned(), ..paper() }, "title"),
        (EvidenceItem { reference: "x".repeat(201), ..paper() }, "reference"),
        (EvidenceItem { sha256: "0F".repeat(32), ..paper() }, "sha256"),
    ] {
        let agenda = Command::SetAgenda { items: vec![PlannedItem { nic: nic(), papers: vec![paper] }] };
        assert_eq!(wrong(&scheduled(), agenda, &by_sid()).0, format!("/items/0/papers/0/{field}"));
    }
    // A case that was withdrawn need not be given, and stands last.
    let gone = Facts { waiting: [nic()].into(), ..by_sid() };
    assert!(decide(&both(), planned(&[nic()]), &gone).is_ok());
}

#[test]
fn members_have_a_chair_among_them() {
    let chaired_by = |chair: &str| Command::SetMembers {
        members: [crate::people::person("ivy")].into(),
        chair: Some(crate::people::person(chair)),
    };
    assert_eq!(wrong(&scheduled(), chaired_by("ian"), &facts(sid())).0, "/chair");
    let nobody = Command::SetMembers { members: [].into(), chair: None };
    assert_eq!(wrong(&scheduled(), nobody, &facts(sid())).0, "/members");
    let again = decide(&scheduled_with(&["ivy"]), members(&["ivy"]), &facts(sid()));
    assert_eq!(again, Ok(Vec::new()));
}

#[test]
fn a_case_is_listed_once_taken_off_while_it_waits_and_listed_anew() {
    assert_eq!(decide(&scheduled(), list(), &facts(sid())), Ok(Vec::new()));
    let off = Command::TakeOff { nic: nic() };
    let gone = then(both(), &[(off.clone(), sid())]);
    assert_eq!(gone.meeting().unwrap().item(&nic()), None);
    // What the group said stays.
    assert_eq!(decide(&considered(), off, &facts(sid())), Ok(Vec::new()));
    // Put off by the group and listed for the same day once more: an interest declared before still counts.
    let deferred = then(
        scheduled_with(&["ivy", "ian"]),
        &[
            (declare(true), her("ian")),
            (declare(false), her("ivy")),
            (Command::NoteOutcome { nic: nic(), outcome: AdviceOutcome::Deferred, advisers: [].into() }, sid()),
            (list(), sid()),
        ],
    );
    let item = deferred.meeting().unwrap().item(&nic()).unwrap();
    assert_eq!((item.outcome, item.said_before, item.declarations.len()), (None, Some(AdviceOutcome::Deferred), 2));
    assert_eq!(deferred.name(), "CONSIDERED");
    // It waits elsewhere now: what the group said here stays, and is minuted.
    let elsewhere = then(deferred, &[(Command::TakeOff { nic: nic() }, sid())]);
    assert_eq!(elsewhere.meeting().unwrap().item(&nic()).unwrap().outcome, Some(AdviceOutcome::Deferred));
    let full = (0..49).fold(scheduled(), |state, number| {
        then(state, &[(listing(dars_vocabulary::Nic::allot(900_200 + number, 1)), sid())])
    });
    assert_eq!(wrong(&full, listing(other()), &facts(sid())).1, "too-many");
}

#[test]
fn a_declaration_says_of_which_case_and_which_interest() {
    let state = scheduled_with(&["ivy"]);
    let said = |nic, interest, what: Option<&str>| Command::Declare { nic, interest, what: what.map(str::to_owned) };
    let ivy = || facts(her("ivy"));
    assert_eq!(no(decide(&state, said(other(), false, None), &ivy())).1, "case-not-on-list");
    assert_eq!(wrong(&state, said(nic(), false, Some("A grant.")), &ivy()).0, "/what");
    assert_eq!(wrong(&state, said(nic(), true, Some(&"x".repeat(1001))), &ivy()).1, "too-long");
    let with_words = then(state, &[(said(nic(), true, Some("A grant.")), her("ivy"))]);
    let declared = with_words.meeting().unwrap().item(&nic()).unwrap().declarations[0].clone();
    assert_eq!((declared.interest, declared.what), (true, Some(Sealed::Open("A grant.".to_owned()))));
    assert_eq!(decide(&with_words, declare(true), &ivy()), Ok(Vec::new()));
    assert_eq!(no(decide(&considered(), declare(true), &facts(her("ian")))).1, "meeting-considered");
}

#[test]
fn until_somebody_wrote_down_who_sits_there_nobody_advised() {
    for advisers in [&["anyone"][..], &[]] {
        assert_eq!(no(decide(&scheduled(), note(advisers), &facts(sid()))).1, "meeting-members-missing");
        let corrected = correct(Some(AdviceOutcome::Supportive), advisers);
        assert_eq!(no(decide(&State::Absent, corrected, &facts(sid()))).1, "meeting-members-missing");
    }
    // Named afterwards, they still declare first.
    let named = then(scheduled(), &[(members(&["anyone"]), sid())]);
    assert_eq!(no(decide(&named, note(&["anyone"]), &facts(sid()))).1, "adviser-not-declared");
    let nowhere = Command::NoteOutcome { nic: other(), outcome: AdviceOutcome::Supportive, advisers: [].into() };
    assert_eq!(no(decide(&scheduled(), nowhere, &facts(sid()))).1, "case-not-on-list");
}

#[test]
fn a_meeting_is_put_off_until_it_considered_something() {
    let to = |day: &str| Command::PutOff { to: day.parse().unwrap() };
    assert_eq!(wrong(&scheduled(), to("2026-11-19"), &facts(sid())).1, "in-the-past");
    assert_eq!(wrong(&scheduled(), to("2026-11-20"), &facts(sid())).1, "same-day");
    assert_eq!(no(decide(&considered(), put_off(), &facts(sid()))).1, "meeting-considered");
    let off = then(scheduled_with(&["ivy"]), &[(put_off(), sid())]);
    for (command, actor) in [(list(), sid()), (declare(false), her("ivy")), (write(), sid()), (set_agenda(), sid())] {
        assert_eq!(no(decide(&off, command, &facts(actor))).1, "meeting-put-off");
    }
}

#[test]
fn minutes_cover_what_was_said_and_name_nobody() {
    let state = considered();
    let by_sid = || facts(sid());
    let of = |items: Vec<(dars_vocabulary::Nic, &str)>| {
        let items = items.into_iter().map(|(nic, text)| (nic, text.to_owned(), vec![])).collect();
        Command::WriteMinutes(MinutesDraft { items, reason: None })
    };
    for (command, pointer, code) in [
        (of(vec![]), "/items", "missing"),
        (of(vec![(nic(), " ")]), "/items/0/public_text", "missing"),
        (of(vec![(nic(), "Call 020 7946 0958.")]), "/items/0/public_text", "telephone-number"),
        (of(vec![(nic(), "DARS-NIC-900101-K4T7Q is fine.")]), "/items/0/public_text", "nic-in-public-text"),
        (of(vec![(nic(), "Fine."), (nic(), "Fine.")]), "/items/1/nic", "given-twice"),
        (of(vec![(nic(), "Fine."), (other(), "Fine.")]), "/items/1/nic", "case-not-considered"),
    ] {
        assert_eq!(wrong(&state, command, &by_sid()), (pointer.to_owned(), code.to_owned()));
    }
    let waits = then(considered(), &[(listing(other()), sid())]);
    assert_eq!(no(decide(&waits, write(), &by_sid())).1, "cases-waiting");
    // Withdrawn meanwhile: nothing is left to wait for.
    assert!(decide(&waits, write(), &Facts { waiting: [].into(), ..by_sid() }).is_ok());
    assert_eq!(no(decide(&scheduled(), write(), &by_sid())).1, "meeting-not-considered");
}

#[test]
fn advice_that_is_recorded_after_the_minutes_makes_them_outdated() {
    let other_noted = Command::NoteOutcome { nic: other(), outcome: AdviceOutcome::Supportive, advisers: [].into() };
    let state = then(drafted(), &[(listing(other()), sid()), (other_noted, sid())]);
    let sol = signed_in("sol", &[StaffRole::Secretariat]);
    assert_eq!(no(decide(&state, publish(), &facts(sol))).1, "minutes-outdated");
}

#[test]
fn a_correction_has_a_reason_and_the_published_edition_stands_until_it_is_confirmed() {
    let published = published();
    assert_eq!(wrong(&published, writing("Anew.", None), &facts(sid())).0, "/reason");
    let correcting = correcting();
    assert_eq!(correcting.published(), published.published());
    assert_eq!(no(decide(&correcting, publish(), &facts(sid()))).1, "publisher-wrote-minutes");
    let corrected = then(correcting, &[(publish(), her("ivy"))]);
    assert_eq!(corrected.published().unwrap().minutes.edition, 2);
    // Whoever wrote the first may confirm the second, if another wrote it.
    let sol = signed_in("sol", &[StaffRole::Secretariat]);
    let by_sol = then(published, &[(writing("Anew.", Some("A slip.")), sol)]);
    assert!(decide(&by_sol, publish(), &facts(sid())).is_ok());
}

#[test]
fn a_chair_with_an_interest_confirms_nothing() {
    let state = then(
        scheduled_with(&["ivy", "ian"]),
        &[(declare(true), her("ivy")), (declare(false), her("ian")), (note(&["ian"]), sid()), (write(), sid())],
    );
    assert_eq!(no(decide(&state, publish(), &facts(her("ivy")))).1, "interest-declared");
    assert_eq!(no(decide(&state, publish(), &facts(her("ian")))).1, "role-needed");
}
