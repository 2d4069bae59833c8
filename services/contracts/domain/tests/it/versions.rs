//! At most one version in force, and at most one on its way.

use dars_contracts_domain::agreement::{
    Approved, Coming, Command, Event, Overrides, Refusal, State, Status, active_document, as_of, controllers, decide,
    document, in_force_on, is_on_its_way, next_due, status_on, term, visible_to,
};
use dars_messages::facts::contracts::Side;
use dars_vocabulary::{DocumentVersion, RefusalKind, Refuse, Sealed, content::Section251};
use jiff::civil::date;

use super::world::*;

const V1_1: DocumentVersion = DocumentVersion { major: 1, minor: 1 };
const V1_2: DocumentVersion = DocumentVersion { major: 1, minor: 2 };

#[test]
fn three_joint_controllers_make_four_signatures() {
    let day = ISSUE_DAY;
    let mut state = issued_with(&[APPLICANT, PARTNER, THIRD]);
    for (who, side, code) in [
        ("applicant-signatory", Side::Organisation, APPLICANT),
        ("partner-signatory", Side::Organisation, PARTNER),
        ("third-signatory", Side::Organisation, THIRD),
    ] {
        state = after(&state, sign(side, code), &by(who, day));
        assert_eq!(state.name(), "PART_SIGNED");
    }
    assert_eq!(after(&state, body_signs(), &body_signatory(day)).name(), "SIGNED");
    let host = facts(actor("host", &[]), day);
    let by_a_processor = decide(&state, sign(Side::Organisation, HOST), &host);
    assert_eq!(by_a_processor, Err(Refusal::NotAParty), "a processor signs nothing");
}

#[test]
fn a_void_version_is_not_signed_even_if_the_sweep_is_late() {
    let part = after(&issued(), applicant_signs(), &applicant_signatory(ISSUE_DAY));
    let void_on = date(2026, 5, 11);
    let refusal = decide(&part, body_signs(), &body_signatory(void_on)).unwrap_err();
    assert_eq!((refusal.code(), refusal.kind()), ("agreement-void", RefusalKind::WrongState));
    let day_before = void_on.yesterday().unwrap();
    assert_eq!(after(&part, body_signs(), &body_signatory(day_before)).name(), "ACTIVE");
}

#[test]
fn a_void_version_is_issued_anew_from_the_same_approval_under_the_next_number() {
    let day = date(2026, 6, 1);
    let anew = issue_on(&issued(), &starting(day), day);
    assert_eq!(names(decide(&issued(), anew.clone(), &officer(day))), ["agreement_voided", "agreement_issued"]);
    let state = after(&issued(), anew, &officer(day));
    let issued = the_issued(&state);
    assert_eq!((issued.version, issued.application_version), (V1_1, DocumentVersion::FIRST_DRAFT));
    assert_eq!((issued.issued_on, issued.void_on), (day, date(2026, 8, 30)));
    assert_eq!(next_signed(&state, day).name(), "ACTIVE");
}

#[test]
fn another_approval_takes_the_place_of_a_void_version_and_waits_behind_any_other() {
    let void = swept(&issued(), date(2026, 6, 1));
    let drafted = after(&void, Command::Draft(amendment(2)), &system(date(2026, 6, 2)));
    assert_eq!(drafted.draft().unwrap().version, V1_1);
    for state in [super::world::drafted(&[APPLICANT]), issued(), signed_on(ISSUE_DAY)] {
        assert_eq!(decide(&state, Command::Draft(amendment(2)), &system(ISSUE_DAY)), Err(Refusal::AlreadyDrafted));
    }
}

#[test]
fn an_approval_beside_a_version_in_force_drafts_the_next_one() {
    let day = date(2026, 8, 1);
    let state = after(&active(), Command::Draft(amendment(2)), &system(day));
    assert_eq!((state.name(), state.draft().unwrap().version), ("ACTIVE", V1_1));
    assert!(in_force_on(&state, day), "the old one goes on");
    assert_eq!(decide(&state, Command::Draft(amendment(2)), &system(day)), Ok(vec![]), "told twice");
    let overtaken = Command::Draft(draft(&[APPLICANT]));
    assert_eq!(decide(&state, overtaken, &system(day)), Ok(vec![]), "an earlier approval told again");
    let third = decide(&state, Command::Draft(amendment(3)), &system(day));
    assert_eq!(third, Err(Refusal::AlreadyDrafted), "one on its way at most");
}

#[test]
fn an_approval_finds_the_version_that_the_dates_have_made_whatever_the_sweep_has_told() {
    let day = date(2026, 10, 30);
    let pending = with_next_issued(date(2026, 8, 1), date(2026, 8, 20));
    assert!(is_on_its_way(&pending) && !is_on_its_way(&as_of(&pending, day)));
    let told = names(decide(&pending, Command::Draft(amendment(3)), &system(day)));
    assert_eq!(told, ["agreement_voided", "agreement_drafted"], "the next one is void by its date");
    assert_eq!(decide(&pending, Command::Draft(amendment(2)), &system(day)), Ok(vec![]), "what is known tells nothing");

    let begun = decide(&signed_on(ISSUE_DAY), Command::Draft(amendment(2)), &system(START));
    assert_eq!(names(begun), ["agreement_activated", "agreement_drafted"], "the first one is in force by its date");
}

#[test]
fn the_next_version_supersedes_the_old_one_when_it_comes_into_force() {
    let (day, start) = (date(2026, 8, 1), date(2026, 8, 20));
    let issued = with_next_issued(day, start);
    assert_eq!(status_on(&issued, start), Status::Active);
    let signed = next_signed(&issued, date(2026, 8, 5));
    assert_eq!(signed.coming().map(Coming::name), Some("SIGNED"));
    assert_eq!(next_due(&signed), Some(start));
    let told = names(decide(&signed, Command::DatesPassed, &system(start)));
    assert_eq!(told, ["agreement_superseded", "agreement_activated"]);
    let after = swept(&signed, start);
    assert_eq!((the_issued(&after).version, after.coming()), (V1_1, None));

    // Whoever asks is told the same, whether the sweep has come by or not.
    let before = start.yesterday().unwrap();
    let version_on = |day| the_issued(&as_of(&signed, day)).version;
    assert_eq!((version_on(before), version_on(start)), (DocumentVersion::FIRST_ISSUE, V1_1));
    assert!(in_force_on(&signed, before) && in_force_on(&signed, start));
    assert_eq!(active_document(&as_of(&signed, start)).unwrap().version, V1_1);
}

#[test]
fn a_next_version_signed_after_its_start_supersedes_with_the_last_signature() {
    let state = with_next_issued(date(2026, 8, 1), date(2026, 8, 1));
    let day = date(2026, 8, 9);
    let part = after(&state, applicant_signs(), &applicant_signatory(day));
    assert_eq!(
        names(decide(&part, body_signs(), &body_signatory(day))),
        ["agreement_signature_recorded", "agreement_signed", "agreement_superseded", "agreement_activated"]
    );
}

#[test]
fn a_next_version_that_is_never_signed_leaves_the_old_one_as_it_was() {
    let state = swept(&with_next_issued(date(2026, 8, 1), date(2026, 8, 20)), date(2026, 10, 30));
    assert_eq!((state.name(), state.coming().map(Coming::name)), ("ACTIVE", Some("VOID")));
    let anew = issue_on(&state, &starting(date(2026, 11, 2)), date(2026, 11, 1));
    let issued = after(&state, anew, &officer(date(2026, 11, 1)));
    assert_eq!(issued.coming().map(Coming::version), Some(V1_2));
    assert_eq!(swept(&state, END.tomorrow().unwrap()).name(), "DESTRUCTION_DUE", "it expires as usual");
}

#[test]
fn a_version_that_begins_the_day_after_the_old_ones_end_leaves_no_gap_and_nothing_expires() {
    let (day, begins) = (date(2027, 2, 1), END.tomorrow().unwrap());
    let drafted = after(&active(), Command::Draft(amendment(2)), &system(day));
    let terms = Overrides { start: Some(begins), end: Some(date(2028, 3, 2)), territory: None };
    let issued = after(&drafted, issue_on(&drafted, &terms, day), &officer(day));
    let signed = next_signed(&issued, day);
    assert_eq!(term(&signed), Some((START, date(2028, 3, 2))));
    let told = names(decide(&signed, Command::DatesPassed, &system(begins)));
    assert_eq!(told, ["agreement_superseded", "agreement_activated"]);
    assert!(in_force_on(&signed, END) && in_force_on(&signed, begins));
}

#[test]
fn a_late_renewal_begins_with_its_last_signature_and_the_gap_shows() {
    let (day, late) = (date(2027, 2, 20), date(2027, 3, 20));
    let drafted = after(&active(), Command::Draft(amendment(2)), &system(day));
    let terms = Overrides { start: Some(day), end: Some(date(2028, 2, 1)), territory: None };
    let issued = after(&drafted, issue_on(&drafted, &terms, day), &officer(day));
    let gap = swept(&issued, END.tomorrow().unwrap());
    assert_eq!((gap.name(), in_force_on(&gap, late)), ("DESTRUCTION_DUE", false));
    let signed = next_signed(&gap, late);
    assert_eq!((signed.name(), the_issued(&signed).version), ("ACTIVE", V1_1));
    assert_eq!(term(&signed), Some((late, date(2028, 2, 1))));
}

#[test]
fn a_renewal_that_was_approved_after_the_closing_begins_anew() {
    let day = date(2027, 3, 10);
    let declared = after(&expired(), declare(1, &[APPLICANT, HOST], day, Some(day)), &by("lead", day));
    let closed = after(&declared, accept(1), &officer(day));
    let drafted = after(&closed, Command::Draft(amendment(2)), &system(day));
    let terms = Overrides { start: Some(day), end: Some(date(2028, 2, 1)), territory: None };
    let issued = after(&drafted, issue_on(&drafted, &terms, day), &officer(day));
    let part = after(&issued, applicant_signs(), &applicant_signatory(day));
    assert_eq!(
        names(decide(&part, body_signs(), &body_signatory(day))),
        ["agreement_signature_recorded", "agreement_signed", "agreement_activated"]
    );
}

#[test]
fn a_renewal_or_an_extension_is_the_next_whole_version_and_an_amendment_a_tenth() {
    use dars_vocabulary::code::ChangeKind::{Amendment, Extension, Renewal, SimpleAmendment};
    let version = |major, minor| DocumentVersion { major, minor };
    for (change, expected) in [
        (Some(Amendment), version(1, 1)),
        (Some(SimpleAmendment), version(1, 1)),
        (Some(Renewal), version(2, 0)),
        (Some(Extension), version(2, 0)),
        (None, version(1, 1)),
    ] {
        let drafted = after(&active(), Command::Draft(Approved { change, ..amendment(2) }), &system(START));
        assert_eq!(drafted.draft().map(|draft| draft.version), Some(expected), "{change:?}");
    }
    // A void one keeps its number; what is approved after it goes on from there.
    let void = swept(&issued(), date(2026, 6, 1));
    let renewed = after(&void, Command::Draft(Approved { change: Some(Renewal), ..amendment(2) }), &system(START));
    assert_eq!(renewed.draft().unwrap().version, version(2, 0));
}

#[test]
fn a_terminated_agreement_takes_its_next_version_with_it() {
    let day = date(2026, 8, 5);
    let state = after(&with_next_issued(date(2026, 8, 1), date(2026, 8, 20)), terminate(), &officer(day));
    assert_eq!((state.name(), state.coming()), ("DESTRUCTION_DUE", None));
    let signed = decide(&state, applicant_signs(), &applicant_signatory(day));
    assert_eq!(signed, Err(Refusal::AlreadyEnded));
    assert_eq!(decide(&state, Command::Draft(amendment(3)), &system(day)), Ok(vec![]), "an approval that came late");
}

#[test]
fn conditions_and_support_are_told_with_the_version_that_comes_into_force() {
    let mut approved: Approved = draft(&[APPLICANT]);
    let mut content = content(&[APPLICANT]);
    content.legal_basis = Some(dars_vocabulary::content::LegalBasis {
        section_251: Some(Section251 {
            cag_reference: "22/CAG/9917".to_owned(),
            regulation: 5,
            approved_on: date(2025, 1, 1),
            review_due: date(2026, 11, 30),
            expires: Some(date(2028, 11, 30)),
            data_sets: Vec::new(),
            opt_out_exempt: false,
        }),
        ..Default::default()
    });
    approved.content = Sealed::Open(Box::new(content));
    let draft = after(&State::Absent, Command::Draft(approved), &system(ISSUE_DAY));
    let made = document(&draft, &Overrides::default(), &organisation(BODY), ISSUE_DAY).unwrap();
    assert_eq!(made.special_conditions.len(), 2);
    let issued = after(&draft, issue_of(&draft, &Overrides::default()), &officer(ISSUE_DAY));
    let signed = next_signed(&issued, ISSUE_DAY);
    let told = decide(&signed, Command::DatesPassed, &system(START)).unwrap();
    let Event::AgreementActivated { conditions_due, section_251_until, .. } = &told[0] else { panic!("{told:?}") };
    assert_eq!(conditions_due.iter().map(|due| (due.number, due.due)).collect::<Vec<_>>(), [(1, date(2026, 6, 30))]);
    assert_eq!(*section_251_until, Some(date(2026, 11, 30)));
}

#[test]
fn conditions_that_were_redacted_stop_the_issue() {
    let redacted = Approved { conditions: Sealed::Redacted("00".repeat(32)), ..draft(&[APPLICANT]) };
    let draft = after(&State::Absent, Command::Draft(redacted), &system(ISSUE_DAY));
    let made = document(&draft, &Overrides::default(), &organisation(BODY), ISSUE_DAY);
    assert_eq!(made.unwrap_err(), Refusal::ContentRedacted);
}

#[test]
fn a_processor_may_see_it_from_its_issue_on() {
    let host = actor("host", &[]);
    let own = [organisation(HOST)];
    assert!(!visible_to(&drafted(&[APPLICANT]), &host, &own));
    for state in [issued(), active(), expired()] {
        assert!(visible_to(&state, &host, &own));
    }
}

#[test]
fn controllers_are_those_of_the_version_in_force() {
    assert_eq!(controllers(&active()), [organisation(APPLICANT)]);
    assert!(controllers(&signed_on(ISSUE_DAY)).is_empty());
    assert_eq!(controllers(&as_of(&signed_on(ISSUE_DAY), START)), [organisation(APPLICANT)]);
}
