//! What officers do with an agreement in force: suspend, reinstate, terminate, accept that a condition is met.

use dars_contracts_domain::agreement::{
    Coming, Command, Refusal, Status, decide, ended_on, in_force_on, overdue_conditions, status_on, suspended,
};
use dars_vocabulary::{RefusalKind, Refuse, StaffRole, code::SuspensionReason};
use jiff::civil::date;

use super::world::*;

#[test]
fn one_person_suspends_at_once() {
    for role in [StaffRole::IncidentLead, StaffRole::CaseOfficer, StaffRole::Auditor] {
        let state = after(&active(), suspend(), &facts(actor("someone", &[role]), START));
        assert_eq!((state.name(), status_on(&state, START)), ("SUSPENDED", Status::Suspended));
        assert!(suspended(&state) && !in_force_on(&state, START));
    }
    let approver = facts(actor("approver", &[StaffRole::Approver]), START);
    let refusal = decide(&active(), suspend(), &approver).unwrap_err();
    assert_eq!((refusal.code(), refusal.kind()), ("role-to-suspend-needed", RefusalKind::Forbidden));
    assert_eq!(decide(&active(), suspend(), &by("lead", START)), Err(Refusal::RoleToSuspendNeeded));
}

#[test]
fn only_what_is_in_force_is_suspended_and_only_once() {
    for state in [drafted(&[APPLICANT]), issued(), signed_on(ISSUE_DAY)] {
        assert_eq!(decide(&state, suspend(), &incident_lead(ISSUE_DAY)), Err(Refusal::NotInForce));
    }
    assert_eq!(decide(&expired(), suspend(), &incident_lead(date(2027, 3, 4))), Err(Refusal::NotInForce));
    let state = after(&active(), suspend(), &incident_lead(START));
    assert_eq!(decide(&state, suspend(), &officer(START)), Err(Refusal::AlreadySuspended));
    // The day after its last one it is over, even if the sweep is late.
    assert_eq!(decide(&active(), suspend(), &incident_lead(END.tomorrow().unwrap())), Err(Refusal::NotInForce));
}

#[test]
fn two_people_give_access_back() {
    let state = after(&active(), suspend(), &incident_lead(START));
    let approver = || facts(actor("approver", &[StaffRole::Approver]), START);
    assert_eq!(names(decide(&state, reinstate(), &officer(START))), ["reinstatement_proposed"]);
    let proposed = after(&state, reinstate(), &officer(START));
    assert_eq!(proposed.name(), "SUSPENDED");
    assert_eq!(decide(&proposed, reinstate(), &officer(START)), Err(Refusal::SecondPersonNeeded));
    assert_eq!(names(decide(&proposed, reinstate(), &approver())), ["agreement_reinstated"]);
    assert_eq!(after(&proposed, reinstate(), &approver()).name(), "ACTIVE");
    let auditor = facts(actor("auditor", &[StaffRole::Auditor]), START);
    assert_eq!(decide(&state, reinstate(), &auditor), Err(Refusal::RoleToReinstateNeeded));
    assert_eq!(decide(&active(), reinstate(), &officer(START)), Err(Refusal::NotSuspended));
    let silent = Command::Reinstate { reason: " ".to_owned() };
    assert_eq!(decide(&state, silent, &officer(START)), Err(Refusal::TextMissing { pointer: "/reason" }));
}

#[test]
fn the_term_runs_on_while_access_is_suspended() {
    let state = after(&active(), suspend(), &incident_lead(START));
    let day = END.tomorrow().unwrap();
    let told = names(decide(&state, Command::DatesPassed, &system(day)));
    assert_eq!(told, ["agreement_expiring", "agreement_expired", "destruction_due"]);
    assert_eq!(status_on(&state, day), Status::DestructionDue);
}

#[test]
fn a_next_version_does_not_give_access_back() {
    let start = date(2026, 8, 20);
    let signed = next_signed(&with_next_issued(date(2026, 8, 1), start), date(2026, 8, 5));
    let state = after(&signed, suspend(), &incident_lead(date(2026, 8, 6)));
    let told = names(decide(&state, Command::DatesPassed, &system(start)));
    assert_eq!(told, ["agreement_superseded", "agreement_activated", "agreement_suspended"]);
    assert_eq!((swept(&state, start).name(), in_force_on(&state, start)), ("SUSPENDED", false));
    // Nor does one that begins after the old one's end.
    let late = after(&with_next_issued(date(2027, 2, 1), date(2027, 2, 1)), suspend(), &incident_lead(END));
    let over = swept(&late, date(2027, 3, 4));
    assert_eq!(over.coming().map(Coming::name), Some("ISSUED_FOR_SIGNATURE"));
}

#[test]
fn a_terminated_agreement_is_over_at_once_and_destruction_is_due() {
    let day = date(2026, 6, 1);
    assert_eq!(names(decide(&active(), terminate(), &officer(day))), ["agreement_terminated", "destruction_due"]);
    let state = after(&active(), terminate(), &incident_lead(day));
    assert_eq!((status_on(&state, day), ended_on(&state)), (Status::DestructionDue, Some(day)));
    assert_eq!(state.current().unwrap().stage.destruction().unwrap().due_on, date(2026, 7, 1));
    let suspended = after(&active(), suspend(), &incident_lead(day));
    let ended = after(&suspended, terminate(), &incident_lead(day));
    assert_eq!(decide(&ended, reinstate(), &officer(day)), Err(Refusal::NotSuspended));
    let auditor = facts(actor("auditor", &[StaffRole::Auditor]), day);
    assert_eq!(decide(&active(), terminate(), &auditor), Err(Refusal::RoleToTerminateNeeded));
    assert_eq!(decide(&issued(), terminate(), &officer(ISSUE_DAY)), Err(Refusal::NotInForce));
}

#[test]
fn an_officer_accepts_once_that_a_condition_is_met() {
    let due = date(2026, 6, 30);
    let state = active();
    assert!(overdue_conditions(&state, due).is_empty(), "its day counts");
    assert_eq!(overdue_conditions(&state, due.tomorrow().unwrap()).len(), 1);
    let met = after(&state, meet(1), &officer(due));
    assert!(overdue_conditions(&met, date(2027, 1, 1)).is_empty());
    assert_eq!(decide(&met, meet(1), &officer(due)), Err(Refusal::ConditionMetAlready));
    assert_eq!(decide(&state, meet(7), &officer(due)), Err(Refusal::ConditionNotFound));
    assert_eq!(decide(&state, meet(1), &by("lead", due)), Err(Refusal::CaseOfficerNeeded));
    assert_eq!(decide(&issued(), meet(1), &officer(ISSUE_DAY)), Err(Refusal::NotInForce));
}

#[test]
fn what_people_write_has_a_longest_length() {
    let long = |most: usize| "x".repeat(most + 1);
    let note = Some(long(4_000));
    let suspend = Command::Suspend { reason: SuspensionReason::Breach, note };
    let refusal = decide(&active(), suspend, &incident_lead(START)).unwrap_err();
    assert_eq!((refusal.code(), refusal.errors()[0].pointer.as_str()), ("text-too-long", "/note"));
    let meet = Command::MeetCondition { number: 1, evidence: long(1_000) };
    assert_eq!(decide(&active(), meet, &officer(START)).unwrap_err().code(), "text-too-long");
}
