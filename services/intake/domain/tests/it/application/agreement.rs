//! What `contracts` tells of the agreement.

use dars_intake_domain::application::{Event, decide};

use super::*;

const NEXT: DocumentVersion = DocumentVersion { major: 1, minor: 1 };

#[test]
fn an_agreement_heard_of_before_the_approval_is_remembered() {
    let early = after(submitted(), &[agreement(AgreementStage::IssuedForSignature), approved(FIRST)]);
    let usual = after(submitted(), &[approved(FIRST), agreement(AgreementStage::IssuedForSignature)]);
    assert_eq!(early, usual);
}

#[test]
fn an_agreement_only_goes_forward_and_a_newer_version_stands_beside_it() {
    let active = in_force();
    for stage in [AgreementStage::Draft, AgreementStage::Signed, AgreementStage::Active] {
        assert_eq!(decide(&active, agreement(stage), &told()), Ok(Vec::new()));
    }
    let events = decide(&active, agreement_version(NEXT, AgreementStage::Draft), &told()).unwrap();
    assert!(matches!(&events[..], [Event::AgreementProgressed { version: NEXT, .. }]));
    let both = folded(active, &events);
    let application = both.application().unwrap();
    assert_eq!(application.agreement().unwrap().version, NEXT);
    assert_eq!(application.in_force(date(2026, 11, 20)).unwrap().version, DocumentVersion::FIRST_ISSUE);
    assert_eq!(decide(&State::Absent, agreement(AgreementStage::Active), &told()), Ok(Vec::new()));
}

#[test]
fn a_suspension_comes_and_goes() {
    let suspension = |suspended| Command::NoteSuspension { version: DocumentVersion::FIRST_ISSUE, suspended };
    let today = date(2026, 11, 20);
    let suspended = after(in_force(), &[suspension(true)]);
    assert_eq!(suspended.application().unwrap().agreement().unwrap().stage_on(today), AgreementStage::Suspended);
    assert_eq!(decide(&suspended, suspension(true), &told()), Ok(Vec::new()));
    assert_eq!(after(suspended, &[suspension(false)]), in_force());
}

#[test]
fn its_dates_say_how_far_it_is_whether_or_not_anyone_told() {
    let signed = after(submitted(), &[approved(FIRST), agreement(AgreementStage::Signed)]);
    let stage = |on| signed.application().unwrap().agreement().unwrap().stage_on(on);
    for (on, expected) in [
        (date(2026, 11, 18), AgreementStage::Signed),
        (date(2026, 11, 19), AgreementStage::Active),
        (date(2027, 8, 19), AgreementStage::Active),
        (date(2027, 8, 20), AgreementStage::Expiring),
        (date(2027, 11, 18), AgreementStage::Expiring),
        (date(2027, 11, 19), AgreementStage::Expired),
    ] {
        assert_eq!(stage(on), expected, "{on}");
    }
}

#[test]
fn a_void_version_gives_way_to_the_one_before() {
    let void = after(in_force(), &[agreement_version(NEXT, AgreementStage::Void)]);
    assert_eq!(void.application().unwrap().agreement().unwrap().version, DocumentVersion::FIRST_ISSUE);
}

#[test]
fn it_is_on_its_way_until_it_is_in_force_or_will_never_be() {
    let today = date(2026, 11, 20);
    let on_its_way = |stage| {
        let state = after(submitted(), &[approved(FIRST), agreement(stage)]);
        state.application().unwrap().agreement().unwrap().on_its_way(today)
    };
    for stage in [AgreementStage::Draft, AgreementStage::IssuedForSignature, AgreementStage::PartSigned] {
        assert!(on_its_way(stage), "{stage:?}");
    }
    for stage in [AgreementStage::Active, AgreementStage::Terminated, AgreementStage::Void, AgreementStage::Closed] {
        assert!(!on_its_way(stage), "{stage:?}");
    }
}
