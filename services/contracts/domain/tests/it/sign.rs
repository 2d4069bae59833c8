use dars_contracts_domain::agreement::{Command, Overrides, Refusal, State, Status, decide, in_force_on, status_on};
use dars_messages::facts::contracts::Side;
use dars_vocabulary::{RefusalKind, Refuse, StaffRole};
use jiff::{ToSpan, civil::date};

use super::world::*;

#[test]
fn an_agreement_is_not_active_until_every_party_has_signed() {
    let day = START;
    let first = after(&issued_with(&[PARTNER]), applicant_signs(), &applicant_signatory(day));
    assert_eq!((first.name(), in_force_on(&first, day)), ("PART_SIGNED", false));
    let second = after(&first, body_signs(), &body_signatory(day));
    assert_eq!((second.name(), in_force_on(&second, day)), ("PART_SIGNED", false));
    let partner = facts(actor("partner-signatory", &[]), day);
    let all = after(&second, sign(Side::Organisation, PARTNER), &partner);
    assert_eq!((all.name(), in_force_on(&all, day)), ("ACTIVE", true));
}

#[test]
fn a_signature_keeps_signatory_side_times_and_hash() {
    let part = after(&issued(), applicant_signs(), &applicant_signatory(ISSUE_DAY));
    let signature = &part.signatures()[0];
    assert_eq!(signature.signatory, person("applicant-signatory"));
    assert_eq!(signature.party.side, Side::Organisation);
    assert_eq!((signature.at, signature.authenticated_at), (noon(ISSUE_DAY), technical_now() - 1.minute()));
    assert_eq!(signature.sha256, SHA);
}

#[test]
fn a_signature_that_quotes_another_version_is_a_conflict() {
    let stale =
        Command::Sign { sha256: "0".repeat(64), side: Side::Organisation, organisation: organisation(APPLICANT) };
    let refusal = decide(&issued(), stale, &applicant_signatory(ISSUE_DAY)).unwrap_err();
    assert_eq!((refusal.code(), refusal.kind()), ("signature-quotes-another-version", RefusalKind::WrongState));
}

#[test]
fn signing_before_the_start_waits_for_it_and_signing_later_activates_at_once() {
    let part = after(&issued(), applicant_signs(), &applicant_signatory(ISSUE_DAY));
    let day_before = START.yesterday().unwrap();
    assert_eq!(
        names(decide(&part, body_signs(), &body_signatory(day_before))),
        ["agreement_signature_recorded", "agreement_signed"]
    );
    assert_eq!(
        names(decide(&part, body_signs(), &body_signatory(START))),
        ["agreement_signature_recorded", "agreement_signed", "agreement_activated"]
    );
    let last = date(2026, 5, 10);
    assert_eq!(
        names(decide(&part, body_signs(), &body_signatory(last))),
        ["agreement_signature_recorded", "agreement_signed", "agreement_activated"]
    );
}

#[test]
fn an_agreement_past_its_last_day_is_not_signed() {
    let draft = drafted(&[APPLICANT]);
    let end = date(2026, 4, 2);
    let terms = Overrides { end: Some(end), ..Overrides::default() };
    let issued = after(&draft, issue_of(&draft, &terms), &officer(ISSUE_DAY));
    let part = after(&issued, applicant_signs(), &applicant_signatory(ISSUE_DAY));
    let late = decide(&part, body_signs(), &body_signatory(end.tomorrow().unwrap()));
    assert_eq!(late, Err(Refusal::AlreadyEnded));
    assert_eq!(status_on(&part, end.tomorrow().unwrap()), Status::PartSigned);
}

#[test]
fn a_party_signs_once_and_nobody_signs_after_all_have() {
    let part = after(&issued(), applicant_signs(), &applicant_signatory(ISSUE_DAY));
    let again = decide(&part, applicant_signs(), &applicant_signatory(ISSUE_DAY));
    assert_eq!(again, Err(Refusal::PartyHasSigned));
    let done = decide(&signed_on(ISSUE_DAY), applicant_signs(), &applicant_signatory(ISSUE_DAY));
    assert_eq!(done, Err(Refusal::AlreadySigned));
}

#[test]
fn a_sign_in_of_five_minutes_or_of_the_future_is_too_old() {
    for (seconds_ago, fresh) in [(0, true), (299, true), (300, false), (-30, true), (-31, false)] {
        let mut facts = applicant_signatory(ISSUE_DAY);
        facts.actor.signed_in_at = Some(technical_now() - i64::from(seconds_ago).seconds());
        let result = decide(&issued(), applicant_signs(), &facts);
        assert_eq!(result.is_ok(), fresh, "{seconds_ago} seconds ago");
        if let Err(refusal) = result {
            assert_eq!((refusal.code(), refusal.kind()), ("sign-in-too-old", RefusalKind::SignInNeeded));
        }
    }
    let mut facts = applicant_signatory(ISSUE_DAY);
    facts.actor.signed_in_at = None;
    assert_eq!(decide(&issued(), applicant_signs(), &facts), Err(Refusal::SignInTooOld));
}

#[test]
fn only_parties_sign_each_on_its_side() {
    let everywhere = facts(actor("everywhere", &[StaffRole::BodySignatory]), ISSUE_DAY);
    for (side, code) in [(Side::Body, APPLICANT), (Side::Organisation, BODY), (Side::Organisation, PARTNER)] {
        assert_eq!(decide(&issued(), sign(side, code), &everywhere), Err(Refusal::NotAParty), "{code}");
    }
}

#[test]
fn what_is_not_issued_is_not_signed() {
    assert_eq!(decide(&State::Absent, applicant_signs(), &body_signatory(ISSUE_DAY)), Err(Refusal::NotFound));
    let draft = drafted(&[APPLICANT]);
    assert_eq!(decide(&draft, applicant_signs(), &applicant_signatory(ISSUE_DAY)), Err(Refusal::NotIssued));
}
