use dars_contracts_domain::framework_contract::{
    Command, Contract, Event, Refusal, State, Status, Successor, decide, is_active_on, next_due, status_on, successions,
};
use dars_messages::facts::contracts::{FrameworkContractEnd, Side};
use dars_vocabulary::{Sealed, StaffRole};
use jiff::civil::{Date, date};

use super::{papers::*, world::actor};

fn names(events: &[Event]) -> Vec<&'static str> {
    events.iter().map(Event::name).collect()
}

fn decided(state: &State, command: Command, day: Date) -> Result<Vec<Event>, Refusal> {
    let who = match command {
        Command::Record(_) | Command::Succeed(_) | Command::DatesPassed => system(),
        Command::Request { .. } => actor("lead", &[]),
        Command::Draft { .. } | Command::Issue { .. } | Command::Terminate { .. } => officer(),
        Command::Sign { side: Side::Organisation, .. } => signatory(),
        Command::Sign { side: Side::Body, .. } => body_signatory(),
    };
    decide(state, command, &framework_facts(who, day))
}

#[test]
fn a_recorded_contract_is_in_force_from_its_first_to_its_last_day() {
    let state = after(&State::Absent, Command::Record(terms()), system(), TODAY);
    for (day, active) in [(FROM, true), (TO, true), (TO.tomorrow().unwrap(), false)] {
        assert_eq!(is_active_on(&state, day), active, "{day}");
    }
    assert!(!is_active_on(&State::Absent, TODAY));
}

#[test]
fn recording_the_same_again_changes_nothing_and_another_contract_is_refused() {
    let state = after(&State::Absent, Command::Record(terms()), system(), TODAY);
    assert_eq!(decided(&state, Command::Record(terms()), TODAY), Ok(vec![]));
    let other = Contract { end: date(2030, 1, 1), ..terms() };
    assert_eq!(decided(&state, Command::Record(other), TODAY), Err(Refusal::AlreadyRecorded));
    let backwards = Contract { end: date(2020, 1, 1), ..terms() };
    assert_eq!(decided(&State::Absent, Command::Record(backwards), TODAY), Err(Refusal::EndBeforeStart));
}

#[test]
fn it_is_in_force_at_once_when_the_last_signature_falls_after_its_first_day() {
    let part = after(&issued(FROM, TO), sign(Side::Body), body_signatory(), TODAY);
    assert_eq!(status_on(&part, TODAY), Status::PartSigned);
    let events = decided(&part, sign(Side::Organisation), TODAY).unwrap();
    assert_eq!(names(&events), ["framework_contract_signature_recorded", "framework_contract_activated"]);
    assert_eq!(events[1], Event::FrameworkContractActivated(terms_of(CONTRACT, TODAY, TO)));
    assert!(!is_active_on(&signed(FROM, TO, TODAY), TODAY.yesterday().unwrap()));
}

#[test]
fn signed_early_it_waits_for_its_first_day() {
    let start = date(2026, 4, 1);
    let state = signed(start, TO, TODAY);
    assert_eq!((state.name(), status_on(&state, TODAY), next_due(&state)), ("SIGNED", Status::Signed, Some(start)));
    assert_eq!(decided(&state, Command::DatesPassed, start.yesterday().unwrap()), Ok(vec![]));
    assert_eq!(status_on(&state, start), Status::Active);
    assert_eq!(names(&decided(&state, Command::DatesPassed, start).unwrap()), ["framework_contract_activated"]);
}

#[test]
fn it_is_expiring_for_ninety_days_and_expired_the_day_after_its_last() {
    let state = signed(FROM, TO, TODAY);
    let expiring = date(2028, 11, 30);
    assert_eq!(next_due(&state), Some(expiring));
    assert_eq!(status_on(&state, expiring.yesterday().unwrap()), Status::Active);
    assert_eq!(status_on(&state, expiring), Status::Expiring);
    assert_eq!((status_on(&state, TO), status_on(&state, TO.tomorrow().unwrap())), (Status::Expiring, Status::Expired));
    let told = after(&state, Command::DatesPassed, system(), expiring);
    assert_eq!(next_due(&told), TO.tomorrow().ok());
    assert_eq!(decided(&told, Command::DatesPassed, TO), Ok(vec![]));
    let events = decided(&told, Command::DatesPassed, date(2030, 1, 1)).unwrap();
    assert!(matches!(
        events[..],
        [Event::FrameworkContractEnded { ended_on: TO, why: FrameworkContractEnd::Expired, .. }]
    ));
    let jumped = decided(&state, Command::DatesPassed, date(2030, 1, 1)).unwrap();
    assert_eq!(names(&jumped), ["framework_contract_expiring", "framework_contract_ended"]);
}

#[test]
fn the_newer_contract_takes_the_place_of_the_older_from_its_first_day() {
    let older = signed(FROM, TO, TODAY);
    let begins = date(2027, 1, 1);
    let newer = signed(begins, TO, TODAY);
    let mut standing = vec![older.signed().unwrap().clone(), newer.signed().unwrap().clone()];
    standing[1].terms.contract = NEWER.parse().unwrap();
    let successor = Successor { contract: NEWER.parse().unwrap(), from: begins };
    assert_eq!(
        successions(&standing),
        [(CONTRACT.parse().unwrap(), Some(successor.clone())), (NEWER.parse().unwrap(), None)]
    );

    let replaced = after(&older, Command::Succeed(Some(successor.clone())), system(), TODAY);
    let last = begins.yesterday().unwrap();
    assert_eq!((status_on(&replaced, last), status_on(&replaced, begins)), (Status::Active, Status::Superseded));
    assert_eq!((next_due(&replaced), is_active_on(&replaced, begins)), (Some(begins), false));
    assert_eq!(decided(&replaced, Command::Succeed(Some(successor)), TODAY), Ok(vec![]), "a repeat");
    let ended = decided(&replaced, Command::DatesPassed, begins).unwrap();
    assert!(matches!(
        ended[..],
        [Event::FrameworkContractEnded { ended_on, why: FrameworkContractEnd::Superseded, .. }] if ended_on == last
    ));
    // The newer one was ended before it began: the older goes on to its own last day.
    let goes_on = after(&replaced, Command::Succeed(None), system(), TODAY);
    assert!(is_active_on(&goes_on, TO));
    // Once it has begun, what it replaced stays replaced.
    assert_eq!(decided(&replaced, Command::Succeed(None), begins), Ok(vec![]));
}

#[test]
fn one_that_is_replaced_before_it_began_is_never_in_force() {
    let start = date(2026, 4, 1);
    let successor = Successor { contract: NEWER.parse().unwrap(), from: start };
    let replaced = after(&signed(start, TO, TODAY), Command::Succeed(Some(successor)), system(), TODAY);
    assert!([start.yesterday().unwrap(), start, TO].iter().all(|day| !is_active_on(&replaced, *day)));
    assert_eq!(names(&decided(&replaced, Command::DatesPassed, start).unwrap()), ["framework_contract_ended"]);
}

#[test]
fn an_officer_ends_it_for_a_reason_and_it_is_not_in_force_from_then_on() {
    let ended = after(&signed(FROM, TO, TODAY), terminate(), officer(), TODAY);
    assert_eq!((ended.name(), status_on(&ended, TODAY)), ("ENDED", Status::Terminated));
    assert!(!is_active_on(&ended, TODAY));
    let State::Ended(ended) = ended else { panic!("not ended") };
    assert_eq!(ended.termination.unwrap().note, Some(Sealed::Open("They merged.".to_owned())));
    let long =
        Command::Terminate { reason: dars_vocabulary::code::TerminationReason::Breach, note: Some("n".repeat(4_001)) };
    assert_eq!(decided(&signed(FROM, TO, TODAY), long, TODAY), Err(Refusal::NoteTooLong));
}

#[test]
fn one_contract_of_an_organisation_is_under_way_at_a_time_and_the_organisation_is_known() {
    let mut facts = framework_facts(actor("lead", &[]), TODAY);
    facts.open = Some(NEWER.parse().unwrap());
    assert_eq!(decide(&State::Absent, ask(), &facts), Err(Refusal::AlreadyOpen(NEWER.parse().unwrap())));
    facts.open = None;
    facts.organisation_known = false;
    assert_eq!(decide(&State::Absent, ask(), &facts), Err(Refusal::OrganisationNotKnown));
}

#[test]
fn its_terms_make_sense_and_its_template_is_a_code() {
    for (start, end, refusal) in [
        (TO, FROM, Refusal::EndBeforeStart),
        (date(2025, 1, 1), date(2026, 3, 9), Refusal::AlreadyOver),
        (FROM, date(2029, 3, 2), Refusal::TermTooLong),
    ] {
        assert_eq!(decided(&requested(), draft(start, end), TODAY), Err(refusal));
    }
    for template in ["", "the third, as agreed by telephone", ".hidden", "v3.0-of-a-very-long-name"] {
        let command = Command::Draft { template_version: template.to_owned(), start: FROM, end: TO };
        assert_eq!(decided(&requested(), command, TODAY), Err(Refusal::NotATemplateVersion), "{template}");
    }
    let again = after(&drafted(FROM, TO), draft(TODAY, TO), officer(), TODAY);
    assert_eq!(again.terms().unwrap().start, TODAY);
}

#[test]
fn what_is_issued_is_the_draft_and_is_no_longer_changed() {
    let old = issue(&drafted(FROM, TO));
    let changed = after(&drafted(FROM, TO), draft(TODAY, TO), officer(), TODAY);
    assert_eq!(decided(&changed, old, TODAY), Err(Refusal::DocumentDiffers));
    assert_eq!(decided(&issued(FROM, TO), draft(FROM, TO), TODAY), Err(Refusal::AlreadyIssued));
    let late = decided(&drafted(FROM, TODAY), issue(&drafted(FROM, TODAY)), TODAY.tomorrow().unwrap());
    assert_eq!(late, Err(Refusal::AlreadyOver));
}

#[test]
fn a_signature_quotes_the_issued_document_before_its_last_day_has_passed() {
    let other = Command::Sign { sha256: "0".repeat(64), side: Side::Organisation };
    assert_eq!(decided(&issued(FROM, TO), other, TODAY), Err(Refusal::QuotesAnotherVersion));
    let late = decided(&issued(FROM, TODAY), sign(Side::Organisation), TODAY.tomorrow().unwrap());
    assert_eq!(late, Err(Refusal::AlreadyOver));
    let mut stale = framework_facts(signatory(), TODAY);
    stale.actor.signed_in_at = Some(super::world::technical_now() - jiff::SignedDuration::from_mins(5));
    assert_eq!(decide(&issued(FROM, TO), sign(Side::Organisation), &stale), Err(Refusal::SignInTooOld));
    let twice = after(&issued(FROM, TO), sign(Side::Organisation), signatory(), TODAY);
    assert_eq!(
        decide(&twice, sign(Side::Organisation), &framework_facts(everywhere(), TODAY)),
        Err(Refusal::SideHasSigned)
    );
    assert_eq!(
        decide(&twice, sign(Side::Body), &framework_facts(actor("new", &[StaffRole::BodySignatory]), TODAY)),
        Err(Refusal::AuthorityNotConfirmed)
    );
}
