//! After the end: certificates of every party, and closing (V31).

use dars_contracts_domain::{
    agreement::{Command, Refusal, State, Status, decide, next_due, status_on},
    rules::v31::{fulfilled_on, v31},
};
use dars_vocabulary::{RefusalKind, Refuse, Stage};
use jiff::civil::{Date, date};

use super::world::*;

const DAY: Date = date(2027, 3, 10);

fn submitted(number: u32, parties: &[&str], backups: Option<Date>, state: &State) -> State {
    after(state, declare(number, parties, DAY, backups), &by("lead", DAY))
}

#[test]
fn every_controller_and_processor_must_be_covered() {
    let destruction = expired().current().unwrap().stage.destruction().unwrap().clone();
    assert_eq!(destruction.parties, [organisation(APPLICANT), organisation(HOST)]);
    assert_eq!(destruction.due_on, date(2027, 4, 1));
}

#[test]
fn the_acceptance_that_completes_it_closes_the_agreement() {
    let first = submitted(1, &[APPLICANT], Some(DAY), &expired());
    let both = after(&first, declare(2, &[HOST], DAY, Some(DAY)), &by("host", DAY));
    assert_eq!(names(decide(&both, accept(1), &officer(DAY))), ["certificate_accepted"]);
    let half = after(&both, accept(1), &officer(DAY));
    assert_eq!(names(decide(&half, accept(2), &officer(DAY))), ["certificate_accepted", "agreement_closed"]);
    let closed = after(&half, accept(2), &officer(DAY));
    assert_eq!((closed.name(), next_due(&closed)), ("CLOSED", None));
    let more = decide(&closed, declare(3, &[HOST], DAY, None), &by("host", DAY));
    assert_eq!(more, Err(Refusal::AlreadyClosed));
}

#[test]
fn it_closes_on_the_day_on_which_the_last_backup_is_cleared() {
    let cleared = date(2027, 5, 20);
    let state = submitted(1, &[APPLICANT, HOST], Some(cleared), &expired());
    let accepted = after(&state, accept(1), &officer(DAY));
    assert_eq!((accepted.name(), next_due(&accepted)), ("DESTRUCTION_DUE", Some(cleared)));
    let before = cleared.yesterday().unwrap();
    assert_eq!(status_on(&accepted, before), Status::DestructionDue);
    assert_eq!(names(decide(&accepted, Command::DatesPassed, &system(cleared))), ["agreement_closed"]);
}

#[test]
fn an_accepted_certificate_without_the_day_of_the_backup_does_not_close() {
    let state = after(&submitted(1, &[APPLICANT, HOST], None, &expired()), accept(1), &officer(DAY));
    assert_eq!(state.name(), "DESTRUCTION_DUE");
    let later = submitted(2, &[APPLICANT, HOST], Some(DAY), &state);
    assert_eq!(after(&later, accept(2), &officer(DAY)).name(), "CLOSED");
}

#[test]
fn a_late_certificate_is_told_as_overdue_once_and_one_in_time_is_not() {
    let overdue = date(2027, 4, 2);
    assert_eq!(names(decide(&expired(), Command::DatesPassed, &system(overdue))), ["destruction_overdue"]);
    let told = swept(&expired(), overdue);
    assert_eq!((next_due(&told), told.name()), (None, "DESTRUCTION_DUE"));
    let in_time = submitted(1, &[APPLICANT, HOST], Some(DAY), &expired());
    assert_eq!(decide(&in_time, Command::DatesPassed, &system(overdue)), Ok(vec![]), "it waits for an officer");
    // A question after the day leaves the parties without an answer.
    assert_eq!(names(decide(&in_time, query(1), &officer(overdue))), ["certificate_queried", "destruction_overdue"]);
    let half = submitted(1, &[APPLICANT], Some(DAY), &expired());
    assert_eq!(names(decide(&half, Command::DatesPassed, &system(overdue))), ["destruction_overdue"]);
}

#[test]
fn a_queried_certificate_may_be_accepted_or_replaced_by_another() {
    let state = submitted(1, &[APPLICANT, HOST], Some(DAY), &expired());
    let queried = after(&state, query(1), &officer(DAY));
    assert_eq!(after(&queried, accept(1), &officer(DAY)).name(), "CLOSED");
    let another = submitted(2, &[APPLICANT, HOST], Some(DAY), &queried);
    assert_eq!(after(&another, accept(2), &officer(DAY)).name(), "CLOSED");
    let nothing_asked = Command::QueryCertificate { certificate: certificate(1), text: String::new() };
    assert_eq!(decide(&state, nothing_asked, &officer(DAY)), Err(Refusal::TextMissing { pointer: "/text" }));
    assert_eq!(decide(&state, accept(9), &officer(DAY)), Err(Refusal::CertificateNotFound));
    let half = after(&submitted(1, &[APPLICANT], None, &expired()), accept(1), &officer(DAY));
    for command in [accept(1), query(1)] {
        assert_eq!(decide(&half, command, &officer(DAY)), Err(Refusal::CertificateAccepted));
    }
}

#[test]
fn only_a_member_of_a_covered_party_in_a_declaring_role_certifies() {
    let state = expired();
    let ask = |who, parties: &[&str]| decide(&state, declare(1, parties, DAY, None), &by(who, DAY));
    assert!(ask("lead", &[APPLICANT, HOST]).is_ok(), "a controller may certify for its processor as well");
    assert!(ask("host", &[HOST]).is_ok());
    assert_eq!(ask("host", &[APPLICANT]), Err(Refusal::RoleToCertifyNeeded));
    assert_eq!(ask("collaborator", &[APPLICANT]), Err(Refusal::RoleToCertifyNeeded));
    assert_eq!(ask("stranger", &[APPLICANT]), Err(Refusal::NotFound));
    assert_eq!(ask("lead", &[]), Err(Refusal::PartiesMissing));
    assert_eq!(ask("lead", &[APPLICANT, PARTNER]), Err(Refusal::PartyNotCovered { at: 1 }));
    let officer = decide(&state, declare(1, &[HOST], DAY, None), &officer(DAY));
    assert_eq!(officer, Err(Refusal::RoleToCertifyNeeded));
}

#[test]
fn days_of_destruction_lie_between_the_end_of_access_and_today() {
    let ask = |destroyed_on, backups| {
        let result = decide(&expired(), declare(1, &[APPLICANT], destroyed_on, backups), &by("lead", DAY));
        result.map_err(|refusal| {
            assert_eq!(refusal.kind(), RefusalKind::Unacceptable);
            (refusal.code(), refusal.errors()[0].pointer.clone())
        })
    };
    assert!(ask(END, None).is_ok() && ask(DAY, Some(date(2027, 6, 1))).is_ok());
    let at = |pointer: &str| pointer.to_owned();
    assert_eq!(ask(DAY.tomorrow().unwrap(), None).unwrap_err(), ("destroyed-in-future", at("/destroyed_on")));
    assert_eq!(ask(END.yesterday().unwrap(), None).unwrap_err(), ("destroyed-before-end", at("/destroyed_on")));
    let early = ask(DAY, Some(END.yesterday().unwrap())).unwrap_err();
    assert_eq!(early, ("destroyed-before-end", at("/backups_cleared_on")));
}

#[test]
fn nothing_is_certified_before_the_end() {
    for state in [issued(), active()] {
        let declared = decide(&state, declare(1, &[APPLICANT], START, None), &by("lead", START));
        assert_eq!(declared, Err(Refusal::DestructionNotDue));
    }
}

#[test]
fn v31_names_every_party_that_is_missing_and_why() {
    let cleared = date(2027, 5, 20);
    let parties = [organisation(APPLICANT), organisation(HOST)];
    let seen = |state: &State, day| {
        let certificates = &state.current().unwrap().stage.destruction().unwrap().certificates;
        assert_eq!(
            v31(&parties, certificates, day).is_empty(),
            fulfilled_on(&parties, certificates) <= Some(day) && fulfilled_on(&parties, certificates).is_some()
        );
        v31(&parties, certificates, day)
            .into_iter()
            .map(|found| {
                assert_eq!((found.rule, found.stage), ("V31", Stage::Close));
                (found.code, found.pointer)
            })
            .collect::<Vec<_>>()
    };
    let missing = |code, at: &str| (code, at.to_owned());
    let none = expired();
    assert_eq!(
        seen(&none, DAY),
        [missing("party-not-certified", "/parties/0"), missing("party-not-certified", "/parties/1")]
    );
    let unjudged = submitted(1, &[APPLICANT, HOST], Some(DAY), &none);
    assert_eq!(seen(&unjudged, DAY).len(), 2);
    let undated = after(&submitted(1, &[APPLICANT, HOST], None, &none), accept(1), &officer(DAY));
    assert_eq!(
        seen(&undated, DAY),
        [missing("backup-date-missing", "/parties/0"), missing("backup-date-missing", "/parties/1")]
    );
    let half = submitted(1, &[APPLICANT, HOST], Some(cleared), &none);
    let waiting = after(&half, accept(1), &officer(DAY));
    assert_eq!(seen(&waiting, cleared.yesterday().unwrap()).len(), 2);
    assert_eq!(seen(&waiting, cleared), []);
}
