//! Changes to an agreement in force.

use dars_intake_domain::application::{ChangeEnd, Event, decide};

use super::*;
use crate::people::no;

const NEXT: DocumentVersion = DocumentVersion { major: 1, minor: 1 };

#[test]
fn a_change_is_the_next_version_and_names_the_agreement_it_changes() {
    let events = decide(&in_force(), open_change(), &lead()).unwrap();
    let [Event::ChangeOpened { version, changes, .. }] = &events[..] else { panic!("{events:?}") };
    assert_eq!((*version, *changes), (SECOND, DocumentVersion::FIRST_ISSUE));
    let state = changing();
    assert_eq!((state.name(), state.approval().unwrap().case.submission.version), ("DRAFT", FIRST));
    assert_eq!(after(state, &[submit()]).case().unwrap().submission.version, SECOND);
}

#[test]
fn of_a_change_that_was_approved_nothing_is_under_way_any_more() {
    let approved_again = after(changing(), &[submit(), approved(SECOND)]);
    assert_eq!(approved_again.application().unwrap().change, None);
    assert_eq!(approved_again.approval().unwrap().case.submission.version, SECOND);
}

#[test]
fn only_an_agreement_in_force_is_changed() {
    let not_in_force = (RefusalKind::WrongState, "agreement-not-in-force");
    let approved_only = after(submitted(), &[approved(FIRST)]);
    for (state, expected) in [
        (State::Absent, NOT_FOUND),
        (draft(), not_in_force),
        (asked(), not_in_force),
        (approved_only.clone(), not_in_force),
        (after(approved_only.clone(), &[agreement(AgreementStage::PartSigned)]), not_in_force),
        (after(approved_only.clone(), &[agreement(AgreementStage::Void)]), not_in_force),
        (after(in_force(), &[agreement(AgreementStage::Terminated)]), not_in_force),
        // A next version that all had signed never comes into force then.
        (
            after(
                in_force(),
                &[agreement_version(NEXT, AgreementStage::Signed), agreement(AgreementStage::Terminated)],
            ),
            not_in_force,
        ),
        (
            after(in_force(), &[Command::NoteSuspension { version: DocumentVersion::FIRST_ISSUE, suspended: true }]),
            not_in_force,
        ),
        (changing(), (RefusalKind::WrongState, "change-under-way")),
        (
            after(in_force(), &[agreement_version(NEXT, AgreementStage::PartSigned)]),
            (RefusalKind::WrongState, "change-under-way"),
        ),
    ] {
        assert_eq!(no(decide(&state, open_change(), &lead())), expected, "{state:?}");
    }
    assert!(decide(&after(approved_only, &[agreement(AgreementStage::Signed)]), open_change(), &lead()).is_ok());
    let other = by(signed_in("cy", &[]), vec![membership(MembershipRole::Lead)]);
    assert_eq!(no(decide(&in_force(), open_change(), &other)), DRAFTER);
    // Past its last day, before anyone told so.
    let late = Facts { memberships: vec![Membership { until: None, ..membership(MembershipRole::Lead) }], ..lead() };
    assert_eq!(no(decide(&in_force(), open_change(), &later(late, 364))), not_in_force);
}

#[test]
fn a_change_that_comes_to_nothing_leaves_what_stands() {
    let lapsed = |state: State| {
        let events = decide(&state, Command::Lapse, &later(told(), 90)).unwrap();
        folded(state, &events)
    };
    for (ended, how) in [
        (after(changing(), &[withdraw()]), ChangeEnd::Withdrawn),
        (after(changing(), &[submit(), withdraw()]), ChangeEnd::Withdrawn),
        (after(changing(), &[submit(), refused(SECOND)]), ChangeEnd::Refused),
        (after(changing(), &[submit(), returned(SECOND), withdraw()]), ChangeEnd::Withdrawn),
        (lapsed(changing()), ChangeEnd::Lapsed),
    ] {
        let State::Approved { application, approval, ended_change } = &ended else { panic!("{ended:?}") };
        assert_eq!(approval.case.submission.version, FIRST);
        assert_eq!(ended_change.as_ref().map(|change| (change.version, change.how)), Some((SECOND, how)));
        assert_eq!(application.change, None);
        // The next change has a version of its own.
        let events = decide(&ended, open_change(), &lead()).unwrap();
        assert!(matches!(&events[..], [Event::ChangeOpened { version: DocumentVersion { minor: 3, .. }, .. }]));
    }
}

#[test]
fn an_approved_change_takes_the_place_of_what_stood() {
    let approved = after(changing(), &[submit(), approved(SECOND)]);
    assert_eq!(approved.approval().unwrap().case.submission.version, SECOND);
    let issued = after(approved.clone(), &[agreement_version(NEXT, AgreementStage::IssuedForSignature)]);
    let under_way = (RefusalKind::WrongState, "change-under-way");
    assert_eq!(no(decide(&issued, open_change(), &lead())), under_way);
    let next = after(issued, &[agreement_version(NEXT, AgreementStage::Active), agreement(AgreementStage::Superseded)]);
    let events = decide(&next, open_change(), &lead()).unwrap();
    assert!(matches!(&events[..], [Event::ChangeOpened { changes: NEXT, .. }]));
}

#[test]
fn the_agreement_goes_on_while_a_change_is_reviewed() {
    let reviewed = after(changing(), &[submit(), agreement(AgreementStage::Expired)]);
    assert_eq!(reviewed.name(), "SUBMITTED");
    assert_eq!(reviewed.application().unwrap().agreement().unwrap().stage, AgreementStage::Expired);
}

#[test]
fn each_kind_of_change_is_handed_in_as_its_kind_allows() {
    use dars_vocabulary::code::ChangeKind;
    for kind in ChangeKind::ALL {
        let opened = after(in_force(), &[Command::OpenChange { kind: *kind }]);
        let content = |end, yielded: Option<&str>, expected: Option<&str>| {
            let mut content = content();
            content.term.as_mut().unwrap().end = end;
            content.benefits.as_mut().unwrap().yielded = yielded.map(str::to_owned);
            if let Some(expected) = expected {
                content.outputs.as_mut().unwrap().expected = expected.to_owned();
            }
            Command::Submit { content: Box::new(content), sha256: "0a".repeat(32) }
        };
        let codes = |command: Command| -> Vec<&'static str> {
            match decide(&opened, command, &lead()) {
                Ok(events) => {
                    let [Event::ApplicationSubmitted { change, .. }] = &events[..] else { panic!("{events:?}") };
                    assert_eq!(*change, Some(*kind));
                    Vec::new()
                }
                Err(dars_intake_domain::application::Refusal::RulesNotMet { findings }) => {
                    findings.iter().map(|found| found.code).collect()
                }
                Err(other) => panic!("{other:?}"),
            }
        };
        let (same, later) = (date(2027, 11, 18), date(2028, 11, 18));
        let cases = [
            codes(content(same, None, None)),
            codes(content(later, None, None)),
            codes(content(later, Some("A paper."), None)),
            codes(content(later, Some("A paper."), Some("Two papers."))),
        ];
        let expected: [&[&str]; 4] = match kind {
            ChangeKind::Amendment => {
                [&[], &["amendment-ends-later"], &["amendment-ends-later"], &["amendment-ends-later"]]
            }
            ChangeKind::Renewal => {
                [&["end-not-later", "yielded-benefits-missing"], &["yielded-benefits-missing"], &[], &[]]
            }
            ChangeKind::Extension => [
                &["end-not-later", "yielded-benefits-missing"],
                &["yielded-benefits-missing"],
                &[],
                &["extension-changes-more"],
            ],
            ChangeKind::SimpleAmendment => [
                &[],
                &["amendment-ends-later", "not-simple"],
                &["amendment-ends-later", "not-simple", "not-simple"],
                &["amendment-ends-later", "not-simple", "not-simple", "not-simple"],
            ],
        };
        for (mut found, expected) in cases.into_iter().zip(expected) {
            found.sort_unstable();
            assert_eq!(found, expected, "{kind:?}");
        }
    }
}
