//! What `review` tells of its case.

use dars_intake_domain::application::{AgreementStage, PenHolder, clocks, decide, pen_holder};
use dars_vocabulary::Sealed;
use jiff::civil::Date;

use super::*;
use crate::people::{machine, no};

const TODAY: Date = date(2026, 11, 20);

#[test]
fn only_the_system_tells_where_a_case_stands() {
    for command in everything_told() {
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
        (moved(CaseStage::Clarification), "CLARIFICATION"),
        (moved(CaseStage::InReview), "IN_REVIEW"),
        (moved(CaseStage::Assurance), "ASSURANCE"),
        (moved(CaseStage::PrecedentRoute), "PRECEDENT_ROUTE"),
        (moved(CaseStage::PagAdvice), "PAG_ADVICE"),
        (moved(CaseStage::AgdAdvice), "AGD_ADVICE"),
        (moved(CaseStage::Decision), "DECISION"),
        (Command::NoteDeferred { version: FIRST }, "CLARIFICATION"),
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
        Command::NoteDeferred { version: SECOND },
        returned(SECOND),
        reasons(SECOND),
        approved(SECOND),
        refused(SECOND),
        resolved(1),
        Command::Lapse,
    ];
    for command in late {
        assert_eq!(decide(&decision, command, &told()), Ok(Vec::new()));
    }
    for state in every_state() {
        for command in everything_told() {
            let first = decide(&state, command.clone(), &told()).unwrap();
            // Told twice, it changes nothing more.
            let again = decide(&folded(state.clone(), &first), command.clone(), &told());
            assert_eq!(again, Ok(Vec::new()), "{command:?} in {}", state.name());
        }
    }
}

#[test]
fn what_is_over_stays_over_whatever_review_tells() {
    let of_review = everything_told()
        .into_iter()
        .filter(|command| !matches!(command, Command::NoteAgreement { .. } | Command::NoteApproved { .. }))
        // What was said and advised is kept, and moves nothing.
        .filter(|command| !matches!(command, Command::NoteDecisionReasons { .. }))
        .filter(|command| !matches!(command, Command::NoteAdviceScheduled { .. } | Command::NoteAdvice { .. }))
        .filter(|command| !matches!(command, Command::NoteAdviceCorrected { .. }))
        .filter(|command| !matches!(command, Command::NoteDecisionReviewRequested { .. }))
        .filter(|command| !matches!(command, Command::NoteDecisionReviewed { .. }));
    for command in of_review {
        for state in every_state() {
            // A refusal that was set aside is decided again.
            let again = matches!(command, Command::NoteCaseMoved { stage: CaseStage::Decision });
            if again && state.name() == "REFUSED" {
                continue;
            }
            if matches!(state.name(), "REFUSED" | "REDIRECTED" | "WITHDRAWN" | "LAPSED" | "APPROVED") {
                assert_eq!(decide(&state, command.clone(), &told()), Ok(Vec::new()), "{command:?} in {}", state.name());
            }
        }
    }
}

#[test]
fn what_was_sent_back_or_refused_in_error_is_taken_up_again_as_it_was() {
    let moved = |stage| Command::NoteCaseMoved { stage };
    for (name, stage, again) in
        [("RETURNED_INCOMPLETE", CaseStage::InReview, "IN_REVIEW"), ("REFUSED", CaseStage::Decision, "DECISION")]
    {
        let state = every_state().into_iter().find(|state| state.name() == name).unwrap();
        let taken_up = after(state.clone(), &[moved(stage)]);
        let (taken, was) = (taken_up.case().unwrap(), state.case().unwrap());
        assert_eq!((taken_up.name(), &taken.submission, &taken.asked), (again, &was.submission, &was.asked));
        // Told twice, it is so already; any other stage takes up nothing.
        assert_eq!(decide(&taken_up, moved(stage), &told()), Ok(Vec::new()));
        for other in [CaseStage::Assurance, CaseStage::PagAdvice, CaseStage::AgdAdvice, CaseStage::Clarification] {
            assert_eq!(decide(&state, moved(other), &told()), Ok(Vec::new()), "{name} {other:?}");
        }
    }
}

#[test]
fn an_approval_that_crossed_a_withdrawal_was_the_first() {
    let withdrawn = after(submitted(), &[withdraw()]);
    assert_eq!(decide(&withdrawn, approved(SECOND), &told()), Ok(Vec::new()));
    let crossed = after(withdrawn.clone(), &[approved(FIRST)]);
    assert_eq!((crossed.name(), crossed.approval().unwrap().case.submission.version), ("APPROVED", FIRST));
    assert_eq!(decide(&withdrawn, refused(FIRST), &told()), Ok(Vec::new()));
    // Nothing was handed in: nothing can have been approved.
    assert_eq!(decide(&after(draft(), &[withdraw()]), approved(FIRST), &told()), Ok(Vec::new()));
    // The same of a change.
    let change = after(changing(), &[submit(), withdraw()]);
    assert_eq!(change.approval().unwrap().case.submission.version, FIRST);
    let crossed = after(change, &[approved(SECOND)]);
    assert_eq!(crossed.approval().unwrap().case.submission.version, SECOND);
    let refused_change = after(changing(), &[submit(), refused(SECOND)]);
    assert_eq!(decide(&refused_change, approved(SECOND), &told()), Ok(Vec::new()));
}

#[test]
fn the_reasons_of_a_return_are_heard_before_or_after_it() {
    let before = after(submitted(), &[reasons(FIRST), returned(FIRST)]);
    let behind = after(submitted(), &[returned(FIRST), reasons(FIRST)]);
    assert_eq!(before, behind);
    let Some(Sealed::Open(said)) = &before.case().unwrap().return_reasons else { panic!("{before:?}") };
    assert_eq!((said[0].section, said[0].text.as_str()), (SectionName::Purpose, "Say which years."));
}

#[test]
fn the_reasons_of_another_version_s_return_are_not_taken_for_this_one_s() {
    let again = after(sent_back(), &[submit(), returned(SECOND)]);
    assert_eq!(decide(&again, reasons(FIRST), &told()), Ok(Vec::new()));
    assert_eq!(decide(&again, reasons(SECOND), &told()).unwrap().len(), 1);
}

#[test]
fn the_clock_of_the_applicant_runs_until_the_last_question_is_answered() {
    let at = |state: State, command: Command, days| {
        let events = decide(&state, command, &later(told(), days)).unwrap();
        folded(state, &events)
    };
    // Submitted on a Friday, asked on the Monday, answered on the Thursday; it is ours while the answer is read.
    let state = at(submitted(), moved(CaseStage::InReview), 3);
    let state = at(state, raised(1, 1), 3);
    let state = at(state, moved(CaseStage::Clarification), 3);
    let events = decide(&state, answer(1), &later(lead(), 6)).unwrap();
    let state = folded(state, &events);
    let shown = clocks(&state, days_after(TODAY, 7)).unwrap();
    assert_eq!((shown.our_days, shown.your_days), (2, 3));
    let decided = after(state, &[approved(FIRST)]);
    assert_eq!(clocks(&decided, date(2027, 12, 1)), clocks(&decided, date(2026, 12, 1)));
    assert_eq!(clocks(&draft(), TODAY), None);
}

#[test]
fn the_pen_is_held_by_whoever_must_act_next() {
    use PenHolder::{Applicant, Body, Nobody, Signatories};
    let holders: Vec<_> = every_state().iter().map(|state| (state.name(), pen_holder(state, TODAY))).collect();
    let expected = [
        ("ABSENT", Nobody),
        ("PRELIM_ASSESSMENT", Body),
        ("DRAFT", Applicant),
        ("SUBMITTED", Body),
        ("IN_REVIEW", Body),
        ("CLARIFICATION", Applicant),
        ("ASSURANCE", Body),
        ("PRECEDENT_ROUTE", Body),
        ("PAG_ADVICE", Body),
        ("AGD_ADVICE", Body),
        ("DECISION", Body),
        ("RETURNED_INCOMPLETE", Applicant),
        ("APPROVED", Body),
        ("REFUSED", Nobody),
        ("REDIRECTED", Nobody),
        ("WITHDRAWN", Nobody),
        ("LAPSED", Nobody),
    ];
    assert_eq!(holders, expected);
    // Until the last question is answered.
    assert_eq!(pen_holder(&after(asked(), &[answer(1)]), TODAY), Body);
    for (stage, holder) in [
        (AgreementStage::Draft, Body),
        (AgreementStage::IssuedForSignature, Signatories),
        (AgreementStage::PartSigned, Signatories),
        (AgreementStage::Active, Nobody),
        (AgreementStage::Expired, Nobody),
        (AgreementStage::Void, Nobody),
        (AgreementStage::DestructionDue, Applicant),
        (AgreementStage::Closed, Nobody),
    ] {
        assert_eq!(pen_holder(&after(submitted(), &[approved(FIRST), agreement(stage)]), TODAY), holder, "{stage:?}");
    }
    // By its date, whether or not anyone told so.
    assert_eq!(pen_holder(&in_force(), date(2027, 10, 1)), Applicant);
}
