//! An application from its draft to what others tell of it.

use dars_intake_domain::{
    Membership,
    application::{
        AgreementProgress, AgreementStage, Command, Event, Facts, PenHolder, State, decide, evolve, findings, may_save,
        may_see, pen_holder,
    },
};
use dars_messages::facts::review::CaseStage;
use dars_vocabulary::{
    Actor, ApplicationContent, DocumentVersion, MembershipRole, RefusalKind, Refuse, StaffRole, Stage,
    code::RefusalReason,
};
use jiff::civil::date;

use crate::people::{content, machine, membership, nic, no, northmere, now, person, signed_in, system, wychmoor};

const FIRST: DocumentVersion = DocumentVersion::FIRST_DRAFT;
const OTHER: DocumentVersion = DocumentVersion { major: 0, minor: 2 };
const NOT_FOUND: (RefusalKind, &str) = (RefusalKind::NotFound, "application-unknown");
const DRAFTER: (RefusalKind, &str) = (RefusalKind::Forbidden, "lead-or-collaborator-needed");

fn by(actor: Actor, memberships: Vec<Membership>) -> Facts {
    Facts { memberships, ..Facts::by(actor, now(), now()) }
}

fn told() -> Facts {
    by(system(), Vec::new())
}

fn lead() -> Facts {
    by(signed_in("ada", &[]), vec![membership(MembershipRole::Lead)])
}

fn open() -> Command {
    Command::Open { nic: nic(), organisation: northmere(), lead: person("ada"), enquiry: None }
}

fn submit_with(content: ApplicationContent) -> Command {
    Command::Submit { content: Box::new(content), sha256: "0f".repeat(32) }
}

fn submit() -> Command {
    submit_with(content())
}

fn moved(stage: CaseStage) -> Command {
    Command::NoteCaseMoved { stage }
}

fn approved(version: DocumentVersion) -> Command {
    Command::NoteApproved { version, title: "Stroke outcomes".to_owned(), decided_on: date(2026, 12, 1) }
}

fn refused(version: DocumentVersion) -> Command {
    Command::NoteRefused { version, reason: RefusalReason::SolelyCommercial, decided_on: date(2026, 12, 1) }
}

fn agreement(stage: AgreementStage) -> Command {
    Command::NoteAgreement { progress: AgreementProgress { version: DocumentVersion::FIRST_ISSUE, stage } }
}

fn after(state: State, commands: &[Command]) -> State {
    commands.iter().fold(state, |state, command| {
        let facts = if matches!(command, Command::Submit { .. }) { lead() } else { told() };
        let events = decide(&state, command.clone(), &facts).unwrap();
        events.iter().fold(state, |state, event| evolve(state, event).unwrap())
    })
}

fn draft() -> State {
    after(State::Absent, &[open()])
}

fn submitted() -> State {
    after(draft(), &[submit()])
}

/// One state of each name.
fn every_state() -> Vec<State> {
    vec![
        State::Absent,
        draft(),
        submitted(),
        after(submitted(), &[moved(CaseStage::InReview)]),
        after(submitted(), &[moved(CaseStage::Assurance)]),
        after(submitted(), &[moved(CaseStage::Decision)]),
        after(submitted(), &[approved(FIRST)]),
        after(submitted(), &[refused(FIRST)]),
    ]
}

#[test]
fn a_draft_begins_at_its_first_version_and_is_opened_once() {
    assert!(matches!(draft(), State::Draft { version: FIRST, .. }));
    assert_eq!(decide(&draft(), open(), &told()), Ok(Vec::new()));
    let other = Command::Open { nic: nic(), organisation: wychmoor(), lead: person("ada"), enquiry: None };
    assert_eq!(no(decide(&draft(), other, &told())), (RefusalKind::WrongState, "application-exists"));
}

#[test]
fn the_system_or_a_converting_officer_opens_a_draft() {
    for actor in [system(), signed_in("t", &[StaffRole::TriageOfficer]), signed_in("c", &[StaffRole::CaseOfficer])] {
        assert!(decide(&State::Absent, open(), &by(actor, Vec::new())).is_ok());
    }
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
fn a_submission_is_due_for_decision_sixty_working_days_later() {
    let events = decide(&draft(), submit(), &lead()).unwrap();
    let [Event::ApplicationSubmitted { version, submitted_on, decision_due, submitted_by, .. }] = &events[..] else {
        panic!("{events:?}")
    };
    assert_eq!((*version, *submitted_on, *submitted_by), (FIRST, date(2026, 11, 20), person("ada")));
    // Christmas Day, the Monday after it, and New Year's Day are no working days.
    assert_eq!(*decision_due, date(2027, 2, 17));
}

#[test]
fn leads_and_collaborators_of_the_applicant_write_and_submit_and_nobody_else() {
    let with = |held: Membership| by(signed_in("ada", &[]), vec![held]);
    let ended = Membership { until: Some(date(2026, 11, 19)), ..membership(MembershipRole::Lead) };
    let last_day = Membership { until: Some(date(2026, 11, 20)), ..membership(MembershipRole::Lead) };
    let elsewhere = Membership { organisation: wychmoor(), ..membership(MembershipRole::Lead) };
    let person_needed = (RefusalKind::Forbidden, "person-needed");
    let table = [
        (with(membership(MembershipRole::Lead)), None),
        (with(membership(MembershipRole::Collaborator)), None),
        (with(last_day), None),
        (with(membership(MembershipRole::Signatory)), Some(DRAFTER)),
        (with(membership(MembershipRole::Administrator)), Some(DRAFTER)),
        (with(ended), Some(NOT_FOUND)),
        (with(elsewhere.clone()), Some(NOT_FOUND)),
        (by(signed_in("ada", &[]), Vec::new()), Some(NOT_FOUND)),
        (by(signed_in("olu", &[StaffRole::CaseOfficer]), Vec::new()), Some(DRAFTER)),
        (by(signed_in("olu", &[StaffRole::CaseOfficer]), vec![elsewhere]), Some(DRAFTER)),
        (by(signed_in("op", &[StaffRole::Operator]), Vec::new()), Some(NOT_FOUND)),
        (by(machine("ada", &[]), vec![membership(MembershipRole::Lead)]), Some(person_needed)),
        (by(system(), vec![membership(MembershipRole::Lead)]), Some(person_needed)),
        (
            by(Actor::public(), vec![membership(MembershipRole::Lead)]),
            Some((RefusalKind::SignInNeeded, "sign-in-needed")),
        ),
    ];
    for (facts, expected) in table {
        let result = decide(&draft(), submit(), &facts);
        let save = may_save(&draft(), &facts);
        match expected {
            None => assert!(result.is_ok() && save.is_ok(), "{facts:?}"),
            Some(expected) => {
                assert_eq!(no(result), expected, "{facts:?}");
                assert_eq!(no(save.map(|()| vec![()])), expected);
            }
        }
    }
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

#[test]
fn a_submitted_application_is_neither_changed_nor_submitted_again() {
    for state in every_state().into_iter().skip(2) {
        let expected = (RefusalKind::WrongState, "already-submitted");
        assert_eq!(no(decide(&state, submit(), &lead())), expected, "{}", state.name());
        assert_eq!(no(may_save(&state, &lead()).map(|()| vec![()])), expected);
    }
    assert_eq!(no(decide(&State::Absent, submit(), &lead())), NOT_FOUND);
    assert!(may_save(&draft(), &lead()).is_ok());
}

#[test]
fn rules_stop_a_submission_and_say_where() {
    let mut spoilt = content();
    spoilt.title = None;
    spoilt.data_sets.as_mut().unwrap().requests[0].level = None;
    spoilt.purpose.as_mut().unwrap().direct_care = true;
    let refusal = decide(&draft(), submit_with(spoilt), &lead()).unwrap_err();
    assert_eq!((refusal.kind(), refusal.code()), (RefusalKind::Unacceptable, "rules-not-met"));
    let errors: Vec<_> = refusal.errors().into_iter().map(|error| (error.pointer, error.code)).collect();
    let expected = [
        ("/title", "section-missing"),
        ("/data_sets/requests/0/level", "data-set-field-missing"),
        ("/purpose/direct_care", "direct-care"),
    ];
    assert_eq!(errors, expected.map(|(pointer, code)| (pointer.to_owned(), code.to_owned())));
}

#[test]
fn a_rule_of_a_later_stage_is_shown_and_does_not_stop_a_submission() {
    let mut late = content();
    late.term.as_mut().unwrap().start = date(2026, 11, 1);
    late.term.as_mut().unwrap().end = date(2027, 11, 1);
    late.commercial.as_mut().unwrap().solely = true;
    late.term.as_mut().unwrap().end = date(2027, 10, 31);
    let found: Vec<_> = findings(&late, &lead()).into_iter().map(|found| (found.rule, found.stage)).collect();
    assert_eq!(found, [("V17", Stage::Approve), ("V20", Stage::Issue)]);
    assert!(decide(&draft(), submit_with(late), &lead()).is_ok());
}

#[test]
fn a_data_set_that_is_not_in_the_catalogue_stops_a_submission() {
    let facts = |known: &[&str]| Facts { catalogue: Some(known.iter().map(|&id| id.to_owned()).collect()), ..lead() };
    assert!(decide(&draft(), submit(), &facts(&["hes-apc"])).is_ok());
    let refusal = decide(&draft(), submit(), &facts(&["ecds"])).unwrap_err();
    assert_eq!(refusal.errors()[0].code, "data-set-unknown");
}

#[test]
fn only_the_system_tells_where_a_case_stands() {
    let told_things = [
        Command::NoteCaseOpened { version: FIRST },
        moved(CaseStage::Decision),
        approved(FIRST),
        refused(FIRST),
        agreement(AgreementStage::Active),
    ];
    for command in told_things {
        for actor in [signed_in("ann", &[StaffRole::Approver]), machine("ann", &[StaffRole::Approver])] {
            let refused = no(decide(&submitted(), command.clone(), &by(actor, Vec::new())));
            assert_eq!(refused, (RefusalKind::Forbidden, "system-only"));
        }
    }
}

#[test]
fn a_case_is_followed_step_by_step_or_in_one_leap() {
    let steps = [
        (Command::NoteCaseOpened { version: FIRST }, "IN_REVIEW"),
        (moved(CaseStage::Assurance), "ASSURANCE"),
        (moved(CaseStage::Decision), "DECISION"),
        (approved(FIRST), "APPROVED"),
    ];
    let mut state = submitted();
    for (command, name) in steps {
        state = after(state, &[command]);
        assert_eq!(state.name(), name);
    }
    assert_eq!(after(submitted(), &[moved(CaseStage::Decision)]).name(), "DECISION");
    assert_eq!(after(submitted(), &[refused(FIRST)]).name(), "REFUSED");
}

#[test]
fn facts_that_are_repeated_late_or_of_another_version_change_nothing_and_refuse_nothing() {
    let decision = after(submitted(), &[moved(CaseStage::Decision)]);
    let late = [
        Command::NoteCaseOpened { version: FIRST },
        moved(CaseStage::InReview),
        moved(CaseStage::Assurance),
        moved(CaseStage::Decision),
        approved(OTHER),
        refused(OTHER),
    ];
    for command in late {
        assert_eq!(decide(&decision, command, &told()), Ok(Vec::new()));
    }
    let everything = [
        Command::NoteCaseOpened { version: FIRST },
        Command::NoteCaseOpened { version: OTHER },
        moved(CaseStage::Decision),
        approved(FIRST),
        refused(FIRST),
    ];
    for state in every_state() {
        for command in &everything {
            assert!(decide(&state, command.clone(), &told()).is_ok(), "{command:?} in {}", state.name());
            if matches!(state, State::Absent | State::Draft { .. } | State::Approved { .. } | State::Refused { .. }) {
                assert_eq!(decide(&state, command.clone(), &told()), Ok(Vec::new()));
            }
        }
    }
}

#[test]
fn an_agreement_heard_of_before_the_approval_is_remembered() {
    let early = after(submitted(), &[agreement(AgreementStage::IssuedForSignature), approved(FIRST)]);
    let usual = after(submitted(), &[approved(FIRST), agreement(AgreementStage::IssuedForSignature)]);
    assert_eq!(early, usual);
}

#[test]
fn an_agreement_only_goes_forward_and_a_newer_version_begins_anew() {
    let active = after(submitted(), &[approved(FIRST), agreement(AgreementStage::Active)]);
    for stage in [AgreementStage::Draft, AgreementStage::Signed, AgreementStage::Active] {
        assert_eq!(decide(&active, agreement(stage), &told()), Ok(Vec::new()));
    }
    let next = AgreementProgress { version: DocumentVersion { major: 1, minor: 1 }, stage: AgreementStage::Draft };
    let events = decide(&active, Command::NoteAgreement { progress: next }, &told()).unwrap();
    assert_eq!(events, [Event::AgreementProgressed { nic: nic(), progress: next }]);
    assert_eq!(decide(&draft(), agreement(AgreementStage::Active), &told()), Ok(Vec::new()));
}

#[test]
fn the_pen_is_held_by_whoever_must_act_next() {
    use PenHolder::{Applicant, Body, Nobody, Signatories};
    let holders: Vec<_> = every_state().iter().map(pen_holder).collect();
    assert_eq!(holders, [Nobody, Applicant, Body, Body, Body, Body, Body, Nobody]);
    for (stage, holder) in [
        (AgreementStage::Draft, Body),
        (AgreementStage::IssuedForSignature, Signatories),
        (AgreementStage::PartSigned, Signatories),
        (AgreementStage::Signed, Nobody),
        (AgreementStage::Active, Nobody),
        (AgreementStage::Expiring, Applicant),
        (AgreementStage::Expired, Nobody),
    ] {
        assert_eq!(pen_holder(&after(submitted(), &[approved(FIRST), agreement(stage)])), holder, "{stage:?}");
    }
}
