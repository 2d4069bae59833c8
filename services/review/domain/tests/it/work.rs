//! Completeness, standards, specialists, cover, notes and corrections, told as stories.

use std::collections::BTreeSet;

use dars_messages::requests::review::{Specialism, StandardOutcome};
use dars_review_domain::{
    case::{
        Assessment, CheckState, ClarificationStatus, Command, Corrected, Doing, Event, Facts, Question, State, decide,
        event,
    },
    rules::standards::STANDARDS,
};
use dars_vocabulary::{
    RefusalKind, Refuse,
    code::{AdviceOutcome, AdvisoryGroup},
};

use crate::{
    people::{
        SECOND, advised, advised_by, after, all_answered, ann, approve, approve_because, asked, by, every_state,
        in_assurance, intake, later, mia, no, no_advice, olu, open, opened, pat, question, raise, ready, send_back,
        sent_back, sid, taken, today,
    },
    work_people::{
        ask, ask_review, assess, bea, checked, complete, correct_advice, correct_standard, covering, found, hand_over,
        incomplete, lea, note, partly_assessed, refused, reply, review_asked, set_aside, sue, then, uphold,
        was_set_aside, was_upheld, withdraw_check, withdraw_question, withdraw_return,
    },
};

fn unassessed(reason: Option<&str>) -> Command {
    let open_standards = reason.map(str::to_owned);
    Command::Assess(Assessment::NoAdviceNeeded { reason: "Routine.".to_owned(), open_standards })
}

#[test]
fn a_note_of_blanks_alone_is_none() {
    for (note, kept) in [(" \n", None), ("All there.", Some("All there."))] {
        let missing = BTreeSet::new();
        let check = Doing::CheckCompleteness { complete: true, missing, note: Some(note.to_owned()) };
        let events = decide(&taken(), Command::Do(check), &by(olu())).unwrap();
        let [Event::CompletenessChecked(event::CompletenessChecked { note, .. })] = &events[..] else {
            panic!("{events:?}")
        };
        assert_eq!(note.as_ref().map(|note| note.open().unwrap().as_str()), kept);
    }
}

#[test]
fn what_was_found_incomplete_is_not_found_ready_until_it_is_looked_at_again() {
    let looked = after(taken(), &[(incomplete(), olu())]);
    assert_eq!(no(decide(&looked, ready(), &by(olu()))), (RefusalKind::WrongState, "case-found-incomplete"));
    let again = after(looked, &[(complete(), olu()), (ready(), olu())]);
    assert_eq!(again.name(), "ASSURANCE");
    // Each completeness that nobody recorded before is recorded with the step that rests on it.
    let names = |state: &State, command: Command| -> Vec<&'static str> {
        decide(state, command, &by(olu())).unwrap().iter().map(Event::name).collect()
    };
    assert_eq!(names(&taken(), ready()), ["completeness_checked", "case_found_ready"]);
    assert_eq!(names(&taken(), send_back()), ["completeness_checked", "application_returned"]);
    assert_eq!(names(&after(taken(), &[(complete(), olu())]), ready()), ["case_found_ready"]);
    assert_eq!(names(&after(taken(), &[(incomplete(), olu())]), send_back()), ["application_returned"]);
    // The next version is looked at anew.
    let next = after(sent_back(), &[(open(SECOND), intake())]);
    assert_eq!(names(&next, ready()), ["completeness_checked", "case_found_ready"]);
}

#[test]
fn completeness_names_what_is_missing_or_nothing() {
    let of = |complete, missing: &[dars_vocabulary::content::SectionName]| {
        let missing = missing.iter().copied().collect();
        Command::Do(Doing::CheckCompleteness { complete, missing, note: None })
    };
    let ethics = dars_vocabulary::content::SectionName::Ethics;
    for (command, code) in [(of(true, &[ethics]), "value-not-acceptable"), (of(false, &[]), "missing")] {
        let error = decide(&taken(), command, &by(olu())).unwrap_err().errors().remove(0);
        assert_eq!((error.pointer.as_str(), error.code.as_str()), ("/missing", code));
    }
}

#[test]
fn a_case_goes_before_an_approver_with_open_standards_for_a_reason_alone() {
    let refused = decide(&in_assurance(), unassessed(None), &by(olu())).unwrap_err();
    assert_eq!((refused.kind(), refused.code()), (RefusalKind::Unacceptable, "standards-open"));
    assert_eq!(refused.errors()[0].pointer, "/open_standards");
    assert_eq!(no(decide(&in_assurance(), unassessed(Some(" ")), &by(olu()))).1, "standards-open");
    // Which stood open is kept with the reason.
    let events = decide(&in_assurance(), unassessed(Some("A renewal.")), &by(olu())).unwrap();
    let [Event::AdviceFoundUnneeded { left_open: Some(left), .. }] = events.as_slice() else { panic!("{events:?}") };
    assert_eq!(left.standards.len(), STANDARDS.len());
    // With all of them settled none is asked for; one that is not met is not settled.
    let outcome = |id: &str| if id == "10" { StandardOutcome::NotApplicable } else { StandardOutcome::Met };
    let steps: Vec<_> = STANDARDS.iter().map(|it| (assess(it.id, outcome(it.id)), olu())).collect();
    let settled = after(in_assurance(), &steps);
    let events = decide(&settled, unassessed(None), &by(olu())).unwrap();
    assert!(matches!(events.as_slice(), [Event::AdviceFoundUnneeded { left_open: None, .. }]));
    let one = after(settled, &[(correct_standard("5c", StandardOutcome::NotMet), olu())]);
    assert_eq!(one.case().unwrap().open_standards(), ["5c"]);
    assert_eq!(no(decide(&one, unassessed(None), &by(olu()))).1, "standards-open");
    // The same where a group advised.
    let said = advised_by(AdvisoryGroup::Agd, AdviceOutcome::Supportive);
    let step = Command::Assess(Assessment::Advised { open_standards: None });
    assert_eq!(no(decide(&said, step, &by(olu()))).1, "standards-open");
}

#[test]
fn approving_what_does_not_meet_a_standard_needs_reasons() {
    let state = after(partly_assessed(in_assurance()), &[(no_advice(), olu())]);
    assert_eq!(no(decide(&state, approve(), &by(ann()))).1, "reasons-needed-standard-not-met");
    assert!(decide(&state, approve_because("The plan is agreed."), &by(ann())).is_ok());
}

#[test]
fn a_standard_is_assessed_by_the_officer_or_by_the_specialist_whose_it_is() {
    let met = StandardOutcome::Met;
    for (standard, facts, code) in [
        ("2a", by(olu()), None),
        ("2a", by(sue()), None),
        ("2a", covering(), None),
        ("3", by(sue()), Some("role-needed")),
        ("3", by(pat()), Some("not-the-case-officer")),
        ("3", by(mia()), Some("role-needed")),
        ("4", by(olu()), Some("standard-unknown")),
        ("", by(olu()), Some("standard-unknown")),
    ] {
        let result = decide(&taken(), assess(standard, met), &facts);
        assert_eq!(result.err().map(|refusal| refusal.code()), code, "{standard} by {:?}", facts.actor.roles);
    }
    let assessed = after(taken(), &[(assess("2a", met), sue())]);
    assert_eq!(assessed.case().unwrap().standard("2a").unwrap().standard_version.as_deref(), Some("v2.0"));
    for note in [String::new(), "x".repeat(4001)] {
        let found = dars_review_domain::case::Found { note, ..found("3", met) };
        assert_eq!(
            no(decide(&taken(), Command::Do(Doing::AssessStandard(found)), &by(olu()))).1,
            "values-unacceptable"
        );
    }
}

#[test]
fn what_was_found_met_is_found_otherwise_by_a_correction_alone() {
    let state = partly_assessed(taken());
    // Not met: assessed again once the applicant answered.
    assert!(decide(&state, assess("2a", StandardOutcome::Met), &by(sue())).is_ok());
    let again = assess("3", StandardOutcome::NotMet);
    assert_eq!(no(decide(&state, again, &by(olu()))), (RefusalKind::WrongState, "standard-already-assessed"));
    let put_right = after(state, &[(correct_standard("3", StandardOutcome::NotMet), olu())]);
    let case = put_right.case().unwrap();
    assert_eq!(case.standards_not_met(), ["2a", "3"]);
    assert_eq!((case.work.corrections[0].what, case.work.corrections[0].of.as_str()), (Corrected::Standard, "3"));
    let unknown = correct_standard("5a", StandardOutcome::Met);
    assert_eq!(no(decide(&put_right, unknown, &by(olu()))).1, "standard-not-assessed");
    assert_eq!(decide(&put_right, correct_standard("3", StandardOutcome::NotMet), &by(olu())), Ok(Vec::new()));
    // A later version is assessed anew.
    let next = after(put_right, &[(open(SECOND), intake())]);
    assert!(next.case().unwrap().standard("3").is_none());
    assert!(decide(&next, assess("3", StandardOutcome::Met), &by(olu())).is_ok());
}

#[test]
fn nothing_goes_before_an_approver_while_a_specialist_has_not_answered() {
    let asked = checked(in_assurance());
    assert_eq!(no(decide(&asked, no_advice(), &by(olu()))), (RefusalKind::WrongState, "checks-open"));
    assert_eq!(no(decide(&asked, ask(Specialism::Security), &by(olu()))).1, "check-already-asked");
    assert!(decide(&asked, ask(Specialism::Finance), &by(olu())).is_ok());
    for then in [vec![(reply(1), sue())], vec![(withdraw_check(1), olu())]] {
        let settled = after(asked.clone(), &then);
        assert!(decide(&settled, no_advice(), &by(olu())).is_ok());
        assert_eq!(no(decide(&settled, reply(1), &by(sue()))).1, "check-settled");
        assert_eq!(no(decide(&settled, withdraw_check(1), &by(olu()))).1, "check-settled");
    }
    assert_eq!(no(decide(&asked, reply(2), &by(sue()))), (RefusalKind::NotFound, "check-unknown"));
    assert_eq!(no(decide(&asked, reply(1), &by(olu()))).1, "role-needed");
    // A later version is asked about anew.
    let next = after(asked, &[(open(SECOND), intake())]);
    assert_eq!(next.case().unwrap().check(1).unwrap().state, CheckState::Overtaken);
}

#[test]
fn of_two_open_checks_the_one_that_is_named_is_answered_by_its_specialist() {
    let fin = crate::people::signed_in("fin", &[dars_vocabulary::StaffRole::Finance]);
    let both = after(checked(in_assurance()), &[(ask(Specialism::Finance), olu())]);
    let who = |number| decide(&both, reply(number), &by(olu())).unwrap_err().to_string();
    assert!(who(1).contains("a security reviewer") && who(2).contains("finance"), "{} {}", who(1), who(2));
    let answered = after(both, &[(reply(2), fin)]);
    let stands = |number| answered.case().unwrap().check(number).unwrap().state;
    assert_eq!((stands(1), stands(2)), (CheckState::Open, CheckState::Answered));
}

#[test]
fn who_covers_acts_for_the_officer_and_is_noted_once() {
    let names = |state: &State, command: Command| -> Vec<&'static str> {
        decide(state, command, &covering()).unwrap().iter().map(Event::name).collect()
    };
    assert_eq!(names(&taken(), raise()), ["case_covered", "clarification_raised"]);
    let covered = then(taken(), &[(raise(), covering())]);
    assert_eq!(covered.officer(), Some(olu().id));
    assert!(covered.case().unwrap().officers.contains(&pat().id));
    assert_eq!(names(&covered, raise()), ["clarification_raised"]);
    // Covering somebody else, or on another day, is nothing here.
    let elsewhere = Facts { covers: vec![mia().id], ..by(pat()) };
    assert_eq!(no(decide(&taken(), raise(), &elsewhere)).1, "not-the-case-officer");
    assert_eq!(no(decide(&opened(), raise(), &covering())).1, "case-not-assigned");
    // Who covers can't give the case away.
    assert_eq!(no(decide(&taken(), hand_over(&pat()), &covering())).1, "role-needed");
}

#[test]
fn a_case_is_handed_over_for_a_reason_and_to_whom_has_it_already_nothing_happens() {
    let events = decide(&taken(), hand_over(&pat()), &by(mia())).unwrap();
    assert!(
        matches!(&events[..], [Event::CaseHandedOver { from, officer, .. }] if (*from, *officer) == (olu().id, pat().id))
    );
    assert_eq!(decide(&taken(), hand_over(&olu()), &by(mia())), Ok(Vec::new()));
    let silent = Command::HandOver { to: pat().id, reason: " ".to_owned() };
    assert_eq!(no(decide(&taken(), silent, &by(mia()))).1, "values-unacceptable");
    for state in every_state().into_iter().filter(|state| state.ended_on().is_some()) {
        assert_eq!(no(decide(&state, hand_over(&pat()), &by(mia()))).0, RefusalKind::WrongState);
    }
}

#[test]
fn a_note_is_written_at_any_time_and_changes_nothing_else() {
    for state in every_state() {
        let noted = then(state.clone(), &[(note(), by(sue())), (note(), by(ann()))]);
        let case = noted.case().unwrap();
        assert_eq!((noted.name(), case.work.notes), (state.name(), 2));
        assert_eq!(&case.advisers, &state.case().unwrap().advisers);
        assert_eq!(&case.assessors, &state.case().unwrap().assessors);
    }
}

#[test]
fn a_question_that_was_asked_in_error_is_withdrawn_and_the_clock_goes_on() {
    let one = after(asked(), &[(withdraw_question(1), olu())]);
    assert_eq!(one.name(), "CLARIFICATION");
    let both = after(one, &[(withdraw_question(2), olu())]);
    let case = both.case().unwrap();
    assert_eq!((both.name(), case.clarifications[0].status), ("IN_REVIEW", ClarificationStatus::Withdrawn));
    assert!(case.pauses.iter().all(|pause| pause.until == Some(today())));
    assert_eq!(no(decide(&both, withdraw_question(1), &by(olu()))).1, "clarification-settled");
    assert_eq!(no(decide(&asked(), withdraw_question(9), &by(olu()))).1, "clarification-unknown");
    assert!(decide(&all_answered(), withdraw_question(1), &by(olu())).is_ok());
    // What an approver asked by putting the decision off is the approver's.
    let before = after(in_assurance(), &[(no_advice(), olu())]);
    let put_off = after(before, &[(crate::people::defer(), ann())]);
    assert_eq!(no(decide(&put_off, withdraw_question(1), &by(olu()))).1, "case-before-approver");
}

#[test]
fn what_was_sent_back_in_error_is_taken_up_again_as_it_was() {
    let again = after(sent_back(), &[(withdraw_return(), olu())]);
    assert_eq!((again.name(), again.officer()), ("IN_REVIEW", Some(olu().id)));
    assert!(again.case().unwrap().returns[0].withdrawn);
    assert_eq!(after(again.clone(), &[(ready(), olu())]).name(), "ASSURANCE");
    assert_eq!(no(decide(&again, withdraw_return(), &by(olu()))).1, "application-not-sent-back");
    let resubmitted = after(sent_back(), &[(open(SECOND), intake())]);
    assert_eq!(no(decide(&resubmitted, withdraw_return(), &by(olu()))).1, "application-not-sent-back");
}

#[test]
fn advice_that_was_recorded_wrongly_is_put_right_until_an_approver_decided() {
    let supportive = AdviceOutcome::Supportive;
    let before = after(advised_by(AdvisoryGroup::Agd, supportive), &[(advised(), olu())]);
    let put_right = after(before.clone(), &[(correct_advice(1, AdviceOutcome::NotSupportive), sid())]);
    // What it says now counts.
    assert_eq!(no(decide(&put_right, approve(), &by(ann()))).1, "reasons-needed-against-advice");
    assert_eq!(no(decide(&before, correct_advice(2, supportive), &by(sid()))).1, "advice-unknown");
    assert_eq!(no(decide(&before, correct_advice(0, supportive), &by(sid()))).1, "advice-unknown");
    assert_eq!(no(decide(&before, correct_advice(1, AdviceOutcome::Deferred), &by(sid()))).1, "case-not-before-group");
    assert_eq!(no(decide(&before, correct_advice(1, supportive), &by(olu()))).1, "role-needed");
    let decided = after(before, &[(approve(), ann())]);
    assert_eq!(no(decide(&decided, correct_advice(1, supportive), &by(sid()))).1, "case-already-decided");
}

#[test]
fn a_refusal_is_looked_at_again_once_and_in_time() {
    assert_eq!(no(decide(&review_asked(), ask_review(), &lea())).1, "review-already-asked");
    assert_eq!(no(decide(&was_upheld(), ask_review(), &lea())).1, "review-already-asked");
    assert_eq!(no(decide(&was_upheld(), uphold(), &by(bea()))).1, "review-not-asked");
    assert_eq!(no(decide(&refused(), uphold(), &by(bea()))).1, "review-not-asked");
    // 20 working days after 20 November 2026 are over on 18 December.
    for (days, code) in [(28, None), (29, Some("review-too-late"))] {
        let when = Facts { now: later(days), ..lea() };
        let asked = decide(&refused(), ask_review(), &when);
        assert_eq!(asked.err().map(|refusal| refusal.code()), code, "after {days} days");
    }
    for state in every_state().into_iter().filter(|state| state.name() != "REFUSED") {
        assert_eq!(no(decide(&state, ask_review(), &lea())).1, "case-not-refused");
        assert_eq!(no(decide(&state, uphold(), &by(bea()))).1, "case-not-refused");
    }
    for facts in [by(olu()), by(bea())] {
        assert_eq!(no(decide(&refused(), ask_review(), &facts)), (RefusalKind::Forbidden, "role-needed"));
    }
}

#[test]
fn a_refusal_that_stands_stays_and_one_that_is_set_aside_is_decided_again() {
    assert_eq!(review_asked().pen(), Some(dars_review_domain::case::Pen::Approver));
    assert_eq!((was_upheld().name(), was_upheld().pen()), ("REFUSED", None));
    let again = was_set_aside();
    assert_eq!((again.name(), again.ended_on()), ("DECISION", None));
    assert_eq!(after(again, &[(approve(), bea())]).name(), "APPROVED");
    // A decision of either kind needs a fresh sign-in.
    let stale = dars_vocabulary::Actor { signed_in_at: None, ..bea() };
    for word in [uphold(), set_aside()] {
        assert_eq!(no(decide(&review_asked(), word, &by(stale.clone()))).1, "sign-in-too-old");
    }
}

#[test]
fn a_question_quotes_a_standard_phrase_that_is_known_and_filled_in() {
    let asking = |phrase: &str, text: &str| {
        Command::Raise(Question { phrase: Some(phrase.to_owned()), text: text.to_owned(), ..question() })
    };
    let events = decide(&taken(), asking("years-not-justified", "Why 2009?"), &by(olu())).unwrap();
    let [Event::ClarificationRaised(event::ClarificationRaised { phrase: Some(phrase), .. })] = events.as_slice()
    else {
        panic!("{events:?}")
    };
    assert_eq!((phrase.id.as_str(), phrase.version), ("years-not-justified", 1));
    let about = |standard: &str| {
        let asked = Command::Raise(Question { standard: Some(standard.to_owned()), ..question() });
        let mut events = decide(&taken(), asked, &by(olu())).unwrap();
        let Event::ClarificationRaised(event::ClarificationRaised { standard_version, .. }) = events.remove(0) else {
            panic!("{events:?}")
        };
        standard_version
    };
    assert_eq!(about("2a").as_deref(), Some("v2.0"));
    for (command, pointer, code) in [
        (asking("nonsense", "Why?"), "/phrase", "value-not-acceptable"),
        (asking("years-not-justified", "Why {years}?"), "/text", "place-left-open"),
    ] {
        let error = decide(&taken(), command, &by(olu())).unwrap_err().errors().remove(0);
        assert_eq!((error.pointer.as_str(), error.code.as_str()), (pointer, code));
    }
}

#[test]
fn nobody_writes_of_persons_in_a_question_a_note_or_a_reason() {
    let people = "Name,Date of birth,NHS number\nAda Wexcombe,03/04/1951,9434765919\nBen Harrowell,17/11/1948,\n\
        Cyra Ollerton,29/02/1960,\nDai Penhallow,08/08/1972,\nElsie Quarrendon,21/12/1939,\nFemi Rookwood,14/06/1985,";
    for (text, code) in [("See 943 476 5919.", "nhs-number-found"), (people, "table-of-persons")] {
        let words = || text.to_owned();
        let asking = Question { text: words(), ..question() };
        let told = [
            (taken(), Command::Raise(asking), by(olu()), "/text"),
            (taken(), Command::Do(Doing::AddNote { text: words() }), by(olu()), "/text"),
            (taken(), Command::HandOver { to: pat().id, reason: words() }, by(mia()), "/reason"),
            (
                taken(),
                Command::Do(Doing::RequestCheck { of: Specialism::Security, question: words() }),
                by(olu()),
                "/question",
            ),
        ];
        for (state, command, facts, pointer) in told {
            let errors = decide(&state, command, &facts).unwrap_err().errors();
            assert_eq!((errors[0].pointer.as_str(), errors[0].code.as_str()), (pointer, code));
            assert!(!errors[0].detail.contains("943"), "it repeats nothing: {}", errors[0].detail);
        }
    }
}
