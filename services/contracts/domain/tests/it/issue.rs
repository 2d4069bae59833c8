use dars_contracts_domain::agreement::{
    Approved, Coming, Command, Overrides, Refusal, State, decide, document, visible_to,
};
use dars_vocabulary::{DocumentVersion, RefusalKind, Refuse, Sealed, StaffRole, code::Territory};
use jiff::civil::date;

use super::world::*;

#[test]
fn an_approved_version_is_drafted_once() {
    let draft = drafted(&[APPLICANT]);
    assert_eq!((draft.name(), draft.draft().unwrap().version), ("DRAFT", DocumentVersion::FIRST_ISSUE));
    let again = Command::Draft(super::world::draft(&[APPLICANT]));
    assert_eq!(decide(&draft, again.clone(), &system(ISSUE_DAY)), Ok(vec![]));
    assert_eq!(decide(&signed_on(ISSUE_DAY), again, &system(ISSUE_DAY)), Ok(vec![]));
}

#[test]
fn a_draft_from_another_approval_is_refused() {
    let other = Approved { application_sha256: "b".repeat(64), ..super::world::draft(&[APPLICANT]) };
    let refusal = decide(&drafted(&[APPLICANT]), Command::Draft(other), &system(ISSUE_DAY)).unwrap_err();
    assert_eq!((refusal.code(), refusal.kind()), ("already-drafted", RefusalKind::WrongState));
}

#[test]
fn a_document_takes_the_approved_terms_unless_told_otherwise() {
    let draft = drafted(&[APPLICANT]);
    let plain = document(&draft, &Overrides::default(), &organisation(BODY), ISSUE_DAY).unwrap();
    assert_eq!((plain.start, plain.end, plain.territory), (START, END, Territory::EnglandAndWales));
    let end = date(2026, 12, 31);
    let terms = Overrides { end: Some(end), territory: Some(Territory::England), ..Overrides::default() };
    let changed = document(&draft, &terms, &organisation(BODY), ISSUE_DAY).unwrap();
    assert_eq!((changed.start, changed.end, changed.territory), (START, end, Territory::England));
    // Countries are named by the approved term alone.
    let named = Overrides { territory: Some(Territory::NamedCountries), ..Overrides::default() };
    let refusal = document(&draft, &named, &organisation(BODY), ISSUE_DAY).unwrap_err();
    assert_eq!((refusal.code(), refusal.kind()), ("countries-missing", RefusalKind::Unacceptable));
}

#[test]
fn an_issued_agreement_names_everyone_who_must_sign_once() {
    let state = issued_with(&[APPLICANT, PARTNER, PARTNER]);
    assert_eq!(
        the_issued(&state).signing_organisations(),
        [organisation(APPLICANT), organisation(PARTNER), organisation(BODY)]
    );
    assert_eq!(the_issued(&state).issued_on, ISSUE_DAY);
    assert_eq!(the_issued(&state).void_on, date(2026, 5, 11));
    assert_eq!(the_issued(&state).processors, [organisation(HOST)]);
    assert_eq!(the_issued(&state).conditions.len(), 2);
}

#[test]
fn an_agreement_is_not_issued_without_a_framework_contract_of_every_controller() {
    let draft = drafted(&[PARTNER]);
    let mut facts = officer(ISSUE_DAY);
    let held = facts.known.framework_contracts.as_mut().unwrap();
    held.retain(|contract| contract.organisation == organisation(APPLICANT));
    let terms = Overrides { start: Some(date(2026, 2, 9)), ..Overrides::default() };
    let refusal = decide(&draft, issue_of(&draft, &terms), &facts).unwrap_err();
    assert_eq!((refusal.code(), refusal.kind()), ("framework-contract-not-active", RefusalKind::Unacceptable));
    let pointers: Vec<_> = refusal.errors().into_iter().map(|error| error.pointer).collect();
    assert_eq!(pointers, ["/parties/controllers/0/organisation", "/term/start"]);
}

#[test]
fn a_framework_contract_counts_from_its_first_to_its_last_day_and_must_reach_the_start() {
    let draft = drafted(&[APPLICANT]);
    let before = date(2026, 2, 9);
    for (start, end, refused) in [
        (ISSUE_DAY, END, None),
        (date(2026, 2, 11), END, Some("framework-contract-not-active")),
        (before, before, Some("framework-contract-not-active")),
        (before, ISSUE_DAY, Some("framework-contract-ends-before-start")),
        (before, date(2026, 3, 2), Some("framework-contract-ends-before-start")),
        // Ends before the agreement does: a warning, which does not stop the issue.
        (before, START, None),
    ] {
        let mut facts = officer(ISSUE_DAY);
        let held = facts.known.framework_contracts.as_mut().unwrap();
        held.truncate(1);
        held[0].start = start;
        held[0].end = end;
        let result = decide(&draft, issue_of(&draft, &Overrides::default()), &facts);
        let code = result.err().map(|refusal| refusal.errors()[0].code.clone());
        assert_eq!(code.as_deref(), refused, "{start} to {end}");
    }
}

#[test]
fn an_agreement_is_issued_only_with_a_term_that_the_rules_allow() {
    let draft = drafted(&[APPLICANT]);
    for (start, end, expected) in [
        (ISSUE_DAY, END, None),
        (ISSUE_DAY.yesterday().unwrap(), END, Some(("start-before-issue", "/term/start"))),
        (START, START, Some(("end-not-after-start", "/term/end"))),
        (START, date(2029, 3, 2), None),
        (START, date(2029, 3, 3), Some(("term-too-long", "/term/end"))),
    ] {
        let terms = Overrides { start: Some(start), end: Some(end), territory: None };
        let result = decide(&draft, issue_of(&draft, &terms), &officer(ISSUE_DAY));
        let errors = result.map_or_else(|refusal| (refusal.code(), refusal.errors()), |_| ("", vec![]));
        let seen = errors.1.first().map(|error| (error.code.as_str(), error.pointer.as_str()));
        assert_eq!(seen, expected, "{start} to {end}");
        assert_eq!(errors.0, if expected.is_some() { "rules-not-met" } else { "" });
    }
}

#[test]
fn only_a_case_officer_issues() {
    let draft = drafted(&[APPLICANT]);
    let issue = issue_of(&draft, &Overrides::default());
    let manager = facts(actor("manager", &[StaffRole::TeamManager, StaffRole::Approver]), ISSUE_DAY);
    assert_eq!(decide(&draft, issue.clone(), &manager), Err(Refusal::CaseOfficerNeeded));
    let lead = facts(actor("lead", &[]), ISSUE_DAY);
    assert_eq!(decide(&draft, issue.clone(), &lead), Err(Refusal::CaseOfficerNeeded));
    assert_eq!(decide(&draft, issue.clone(), &system(ISSUE_DAY)), Err(Refusal::PersonNeeded));
    let stranger = facts(actor("stranger", &[]), ISSUE_DAY);
    assert_eq!(decide(&draft, issue, &stranger), Err(Refusal::NotFound));
}

#[test]
fn a_document_that_was_not_made_from_the_draft_is_refused() {
    let draft = drafted(&[APPLICANT]);
    let Command::Issue { mut document, sha256 } = issue_of(&draft, &Overrides::default()) else {
        panic!("not an issue")
    };
    document.applicant = organisation(PARTNER);
    let issue = Command::Issue { document, sha256 };
    assert_eq!(decide(&draft, issue, &officer(ISSUE_DAY)), Err(Refusal::DocumentDiffers));
}

#[test]
fn an_issued_agreement_is_not_issued_again() {
    let issue = issue_of(&drafted(&[APPLICANT]), &Overrides::default());
    assert_eq!(decide(&issued(), issue.clone(), &officer(ISSUE_DAY)), Err(Refusal::NotADraft));
    assert_eq!(decide(&State::Absent, issue, &officer(ISSUE_DAY)), Err(Refusal::NotFound));
}

#[test]
fn a_redacted_draft_cannot_be_issued_and_a_redacted_issue_can_still_be_signed() {
    let redacted = Approved { content: Sealed::Redacted("00".repeat(32)), ..super::world::draft(&[APPLICANT]) };
    let draft = after(&State::Absent, Command::Draft(redacted), &system(ISSUE_DAY));
    let none = document(&draft, &Overrides::default(), &organisation(BODY), ISSUE_DAY);
    assert_eq!(none.unwrap_err(), Refusal::ContentRedacted);

    let State::Coming(coming) = issued() else { panic!("not issued") };
    let Coming::IssuedForSignature(mut issued) = *coming else { panic!("not issued") };
    issued.document = Sealed::Redacted("00".repeat(32));
    let state = State::Coming(Box::new(Coming::IssuedForSignature(issued)));
    let part = after(&state, applicant_signs(), &applicant_signatory(ISSUE_DAY));
    assert_eq!(after(&part, body_signs(), &body_signatory(ISSUE_DAY)).name(), "SIGNED");
}

#[test]
fn another_organisations_agreement_is_not_shown() {
    let state = drafted(&[APPLICANT, PARTNER]);
    let member = actor("someone", &[]);
    assert!(visible_to(&state, &member, &[organisation(PARTNER)]));
    assert!(!visible_to(&state, &member, &[organisation("OTHER")]));
    assert!(!visible_to(&state, &dars_vocabulary::Actor::public(), &[organisation(PARTNER)]));
    assert!(visible_to(&state, &actor("auditor", &[StaffRole::Auditor]), &[]));
}

#[test]
fn three_joint_controllers_wait_for_the_framework_contract_of_the_third() {
    let draft = drafted(&[APPLICANT, PARTNER, THIRD]);
    let issue = issue_of(&draft, &Overrides::default());
    let mut facts = officer(ISSUE_DAY);
    facts.known.framework_contracts.as_mut().unwrap().truncate(2);
    let refusal = decide(&draft, issue.clone(), &facts).unwrap_err();
    let pointers: Vec<_> = refusal.errors().into_iter().map(|error| error.pointer).collect();
    assert_eq!(refusal.code(), "framework-contract-not-active");
    assert_eq!(pointers, ["/parties/controllers/2/organisation"]);
    assert!(decide(&draft, issue, &officer(ISSUE_DAY)).is_ok());
}
