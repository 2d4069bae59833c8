//! How it begins, and who sees it.

use dars_intake_domain::application::{Event, decide, event, may_see};
use dars_messages::requests::intake::Preliminary;
use dars_vocabulary::{Sealed, code::Signpost};

use super::*;
use crate::people::{machine, no, wychmoor};

#[test]
fn a_draft_begins_at_its_first_version_and_is_opened_once() {
    assert!(matches!(draft(), State::Draft { version: FIRST, .. }));
    assert_eq!(decide(&draft(), open(), &told()), Ok(Vec::new()));
    let other = Command::Open {
        nic: nic(),
        organisation: wychmoor(),
        lead: person("ada"),
        enquiry: None,
        accepted: Some(both_hold()),
        readiness: None,
    };
    assert_eq!(no(decide(&draft(), other, &told())), (RefusalKind::WrongState, "application-exists"));
}

#[test]
fn the_system_or_a_converting_officer_opens_a_draft() {
    for actor in [system(), signed_in("t", &[StaffRole::TriageOfficer]), signed_in("c", &[StaffRole::CaseOfficer])] {
        assert!(decide(&State::Absent, open_with(Preliminary::Open), &by(actor, Vec::new())).is_ok());
    }
    assert!(decide(&State::Absent, open(), &officer()).is_ok());
    for (actor, code) in [
        (signed_in("ada", &[]), "role-needed"),
        (signed_in("ann", &[StaffRole::Approver]), "role-needed"),
        (machine("t", &[StaffRole::TriageOfficer]), "person-needed"),
    ] {
        let refused = no(decide(&State::Absent, open(), &by(actor, Vec::new())));
        assert_eq!(refused, (RefusalKind::Forbidden, code));
    }
}

#[test]
fn a_preliminary_assessment_left_open_is_due_in_fifteen_working_days_and_lets_nobody_write() {
    let State::PrelimAssessment { assessment_due, .. } = preliminary() else { panic!("{:?}", preliminary()) };
    assert_eq!(assessment_due, Some(date(2026, 12, 11)));
    let expected = (RefusalKind::WrongState, "preliminary-assessment-open");
    assert_eq!(no(decide(&preliminary(), submit(), &lead())), expected);
}

#[test]
fn a_triage_officer_converts_and_leaves_the_assessment_to_a_case_officer() {
    let triage = by(signed_in("t", &[StaffRole::TriageOfficer]), Vec::new());
    assert_eq!(no(decide(&State::Absent, open(), &triage)), (RefusalKind::Forbidden, "role-needed"));
}

#[test]
fn nothing_is_accepted_before_both_judgements_are_written_down() {
    let missing = (RefusalKind::WrongState, "judgements-missing");
    let half = || Judgements { right_service: None, ..both_hold() };
    let none = Judgements::default;
    for judgements in [none(), half(), Judgements { feasible: None, ..both_hold() }] {
        assert_eq!(no(decide(&preliminary(), Command::Accept(judgements.clone()), &officer())), missing);
        let Command::Open { nic, organisation, lead, enquiry, readiness, .. } = open() else { panic!() };
        let at_once = Command::Open { nic, organisation, lead, enquiry, accepted: Some(judgements), readiness };
        assert_eq!(no(decide(&State::Absent, at_once, &officer())), missing);
    }
    // What was noted before counts; what is said now goes before it, and is noted.
    let noted = after(preliminary(), &[note()]);
    assert_eq!(decide(&noted, Command::Accept(none()), &officer()).unwrap().len(), 1);
    let again = after(noted.clone(), &[accept()]);
    assert_eq!(again.application().unwrap().preliminary, noted.application().unwrap().preliminary);
    let no_longer = Judgements { feasible: Some(Judged { holds: false, why: None }), ..none() };
    let says_no = (RefusalKind::WrongState, "assessment-says-no");
    assert_eq!(no(decide(&noted, Command::Accept(no_longer), &officer())), says_no);
    let events = decide(&preliminary(), accept(), &officer()).unwrap();
    assert!(matches!(events[..], [Event::PreliminaryNoted { .. }, Event::ApplicationOpened { .. }]), "{events:?}");
    assert!(matches!(folded(preliminary(), &events), State::Draft { .. }));
}

#[test]
fn whoever_had_a_part_in_the_preliminary_assessment_is_told_with_every_version() {
    let ned = || by(signed_in("ned", &[StaffRole::CaseOfficer]), Vec::new());
    let noted = folded(preliminary(), &decide(&preliminary(), note(), &ned()).unwrap());
    let events = decide(&after(noted, &[accept()]), submit(), &lead()).unwrap();
    let [Event::ApplicationSubmitted { assessors, .. }] = &events[..] else { panic!("{events:?}") };
    assert_eq!(*assessors, [person("ned"), person("olu")].into());
    // Converted with it accepted is assessed, too; another's note in place of theirs takes nobody out.
    let converted = folded(State::Absent, &decide(&State::Absent, open(), &ned()).unwrap());
    assert_eq!(converted.application().unwrap().assessors, [person("ned")].into());
    assert_eq!(after(converted, &[note()]).application().unwrap().assessors, [person("ned"), person("olu")].into());
    assert!(preliminary().application().unwrap().assessors.is_empty());
}

#[test]
fn a_case_officer_accepts_it_and_the_draft_may_be_written() {
    assert!(matches!(after(preliminary(), &[accept()]), State::Draft { version: FIRST, .. }));
    let over = (RefusalKind::WrongState, "preliminary-assessment-over");
    assert_eq!(no(decide(&draft(), accept(), &officer())), over);
    let needed = (RefusalKind::Forbidden, "role-needed");
    for facts in [lead(), by(signed_in("t", &[StaffRole::TriageOfficer]), Vec::new())] {
        assert_eq!(no(decide(&preliminary(), accept(), &facts)), needed);
        assert_eq!(no(decide(&preliminary(), redirect(), &facts)), needed);
    }
}

#[test]
fn a_case_officer_redirects_it_with_a_place_and_a_reason_and_it_ends() {
    let events = decide(&preliminary(), redirect(), &officer()).unwrap();
    let [Event::ApplicationRedirected(event::ApplicationRedirected { to, reason, .. })] = &events[..] else {
        panic!("{events:?}")
    };
    assert_eq!((&to[..], reason), (&[Signpost::Sde][..], &Sealed::Open("The environment has it.".to_owned())));
    let over = folded(preliminary(), &events);
    assert_eq!(no(decide(&over, submit(), &lead())), (RefusalKind::WrongState, "application-over"));
    let empty = Command::Redirect { to: Vec::new(), reason: " ".to_owned() };
    let refusal = decide(&preliminary(), empty, &officer()).unwrap_err();
    let pointers: Vec<_> = dars_vocabulary::Refuse::errors(&refusal).into_iter().map(|error| error.pointer).collect();
    assert_eq!(pointers, ["/to", "/reason"]);
}

#[test]
fn nobody_sees_another_organisations_draft() {
    let elsewhere = Membership { organisation: wychmoor(), ..membership(MembershipRole::Lead) };
    let signatory = membership(MembershipRole::Signatory);
    let ended = Membership { until: Some(date(2026, 11, 19)), ..signatory.clone() };
    for (facts, sees) in [
        (by(signed_in("sam", &[]), vec![signatory.clone()]), true),
        (by(signed_in("ann", &[StaffRole::Approver]), Vec::new()), true),
        (by(signed_in("wen", &[]), vec![elsewhere]), false),
        (by(signed_in("sam", &[]), vec![ended]), false),
        (by(signed_in("op", &[StaffRole::Operator]), Vec::new()), false),
        (by(machine("sam", &[StaffRole::CaseOfficer]), vec![signatory.clone()]), false),
        (by(Actor::public(), vec![signatory]), false),
    ] {
        assert_eq!(may_see(&draft(), &facts).is_ok(), sees, "{facts:?}");
    }
    assert!(may_see(&State::Absent, &lead()).is_err());
}
