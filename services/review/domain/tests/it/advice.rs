//! The advisory groups: met, heard, never deciding.

use std::collections::BTreeSet;

use dars_review_domain::case::{
    Advising, AskedCondition, Command, Decision, Event, Pen, Question, State, decide, event, evolve,
};
use dars_vocabulary::{
    RefusalKind, Refuse,
    code::{AdviceOutcome, AdvisoryGroup, ClarificationSeverity},
    content::SectionName,
};
use jiff::civil::{Date, date};

use crate::people::{
    SECOND, advised, advised_by, after, ann, approve, approve_because, approve_with_conditions, assign, before,
    before_approver, by, condition, every_state, gp_in_assurance, in_assurance, intake, knowing, mia, no, no_advice,
    olu, open, outcome, person, question, raise, ready, refuse, refuse_against_advice, schedule, scheduled, sid,
    signed_in, taken, to, today,
};

const AGD: AdvisoryGroup = AdvisoryGroup::Agd;
const PAG: AdvisoryGroup = AdvisoryGroup::Pag;
const FINE: AdviceOutcome = AdviceOutcome::Supportive;
const WRONG: RefusalKind = RefusalKind::WrongState;

#[test]
fn a_case_goes_to_pag_then_to_agd_then_before_an_approver() {
    let steps = [
        (to(PAG), olu()),
        (schedule(PAG), sid()),
        (outcome(PAG, FINE), sid()),
        (to(AGD), olu()),
        (schedule(AGD), sid()),
        (outcome(AGD, FINE), sid()),
        (advised(), olu()),
        (approve(), ann()),
    ];
    let mut state = in_assurance();
    let mut road = Vec::new();
    for step in steps {
        state = after(state, &[step]);
        road.push((state.name(), state.pen()));
    }
    let (group, officer) = (Some(Pen::AdvisoryGroup), Some(Pen::CaseOfficer));
    let expected = [
        ("PAG_ADVICE", group),
        ("PAG_ADVICE", group),
        ("PAG_ADVICE", officer),
        ("AGD_ADVICE", group),
        ("AGD_ADVICE", group),
        ("AGD_ADVICE", officer),
        ("DECISION", Some(Pen::Approver)),
        ("APPROVED", None),
    ];
    assert_eq!(road, expected);
    assert_eq!(state.case().unwrap().advice.len(), 2);
}

#[test]
fn a_group_is_left_once_it_has_said_something() {
    for group in [PAG, AGD] {
        for state in [before(group), scheduled(group)] {
            assert_eq!(no(decide(&state, advised(), &by(olu()))), (WRONG, "advice-missing"));
        }
        let put_off = advised_by(group, AdviceOutcome::Deferred);
        assert_eq!(no(decide(&put_off, advised(), &by(olu()))), (WRONG, "advice-deferred"));
        for said in AdviceOutcome::ALL.iter().copied().filter(|said| *said != AdviceOutcome::Deferred) {
            assert_eq!(after(advised_by(group, said), &[(advised(), olu())]).name(), "DECISION");
        }
        // It met again.
        let again = after(put_off, &[(schedule(group), sid()), (outcome(group, FINE), sid()), (advised(), olu())]);
        assert_eq!(again.name(), "DECISION");
    }
    assert_eq!(no(decide(&before(PAG), to(AGD), &by(olu()))), (WRONG, "advice-missing"));
    assert_eq!(no(decide(&before(AGD), to(PAG), &by(olu()))), (WRONG, "case-already-assessed"));
}

#[test]
fn gp_data_for_covid_19_alone_is_seen_by_pag_before_anyone_decides() {
    let state = gp_in_assurance();
    for step in [no_advice(), to(AGD)] {
        assert_eq!(no(decide(&state, step.clone(), &knowing(olu()))), (WRONG, "pag-needed"));
        // Who asks for other data may go on.
        assert!(decide(&in_assurance(), step, &knowing(olu())).is_ok());
    }
    let seen = after(state.clone(), &[(to(PAG), olu()), (schedule(PAG), sid()), (outcome(PAG, FINE), sid())]);
    assert!(decide(&seen, advised(), &knowing(olu())).is_ok());
    assert!(decide(&seen, to(AGD), &knowing(olu())).is_ok());
    // The catalogue came to ask for it while AGD had the case already.
    let late = after(state, &[(to(AGD), olu()), (schedule(AGD), sid()), (outcome(AGD, FINE), sid())]);
    assert_eq!(no(decide(&late, advised(), &knowing(olu()))), (WRONG, "pag-needed"));
    assert!(decide(&late, to(PAG), &knowing(olu())).is_ok());
}

#[test]
fn what_was_said_of_an_earlier_version_does_not_count_for_the_next() {
    let earlier = advised_by(PAG, AdviceOutcome::NotSupportive);
    let next = after(earlier, &[(open(SECOND), intake()), (ready(), olu()), (to(PAG), olu())]);
    assert_eq!(no(decide(&next, advised(), &by(olu()))), (WRONG, "advice-missing"));
    assert_eq!(next.case().unwrap().advice.len(), 1);
    assert!(next.case().unwrap().advisers.contains(&person("ivy")));
}

#[test]
fn only_the_secretariat_records_and_only_of_the_group_whose_stage_it_is() {
    for (actor, expected) in [
        (olu(), (RefusalKind::Forbidden, "role-needed")),
        (ann(), (RefusalKind::Forbidden, "role-needed")),
        (mia(), (RefusalKind::Forbidden, "role-needed")),
        (signed_in("sid", &[]), (RefusalKind::NotFound, "case-unknown")),
    ] {
        for command in [schedule(PAG), outcome(PAG, FINE)] {
            assert_eq!(no(decide(&scheduled(PAG), command, &by(actor.clone()))), expected);
        }
    }
    for state in every_state() {
        assert_eq!(decide(&state, schedule(PAG), &by(sid())).is_ok(), state.name() == "PAG_ADVICE", "{}", state.name());
        assert_eq!(decide(&state, schedule(AGD), &by(sid())).is_ok(), state.name() == "AGD_ADVICE", "{}", state.name());
    }
    assert_eq!(no(decide(&before(PAG), outcome(PAG, FINE), &by(sid()))), (WRONG, "advice-not-scheduled"));
    assert_eq!(no(decide(&scheduled(PAG), outcome(AGD, FINE), &by(sid()))), (WRONG, "case-not-before-group"));
}

#[test]
fn a_group_meets_while_a_question_waits() {
    let asked = after(scheduled(PAG), &[(raise(), olu()), (outcome(PAG, FINE), sid())]);
    assert_eq!(asked.name(), "CLARIFICATION");
    assert_eq!(no(decide(&asked, schedule(AGD), &by(sid()))), (WRONG, "case-not-before-group"));
    let in_review = after(taken(), &[(raise(), olu())]);
    assert_eq!(no(decide(&in_review, schedule(PAG), &by(sid()))), (WRONG, "case-not-before-group"));
}

#[test]
fn a_meeting_is_ahead_when_scheduled_and_behind_when_recorded() {
    let meets = |meets_on| Command::Advise(Advising::Schedule { group: PAG, meets_on });
    let met = |met_on: Date, names: &[&str], text: &str| {
        let advisers: BTreeSet<_> = names.iter().map(|name| person(name)).collect();
        let text = text.to_owned();
        Command::Advise(Advising::Outcome { group: PAG, outcome: FINE, met_on, advisers, text })
    };
    for (command, wrong) in [
        (meets(date(2026, 11, 19)), Some("/meets_on")),
        (meets(date(2026, 11, 26)), None),
        (met(date(2026, 11, 21), &["ivy"], "Fine."), Some("/met_on")),
        (met(date(2026, 11, 19), &["ivy"], "Fine."), Some("/met_on")),
        (met(today(), &[], "Fine."), Some("/advisers")),
        (met(today(), &["ivy"], " "), Some("/text")),
        (met(today(), &["ivy", "ian"], "Fine."), None),
    ] {
        let errors = decide(&scheduled(PAG), command, &by(sid())).err().map(|no| no.errors()).unwrap_or_default();
        assert_eq!(errors.first().map(|error| error.pointer.as_str()), wrong);
    }
    // Told twice, it is scheduled once.
    assert_eq!(decide(&scheduled(PAG), schedule(PAG), &by(sid())), Ok(Vec::new()));
}

#[test]
fn a_group_that_put_its_advice_off_has_not_been_followed() {
    // GP data reached AGD before the catalogue said so: AGD put it off, PAG was supportive.
    let to_agd = [(to(AGD), olu()), (schedule(AGD), sid()), (outcome(AGD, AdviceOutcome::Deferred), sid())];
    let deferred = after(gp_in_assurance(), &to_agd);
    let events = decide(&deferred, to(PAG), &knowing(olu())).unwrap();
    let before_pag = events.iter().fold(deferred, |state, event| evolve(state, event).unwrap());
    let steps = [(schedule(PAG), sid()), (outcome(PAG, AdviceOutcome::Supportive), sid()), (advised(), olu())];
    let state = after(before_pag, &steps);
    assert_eq!(no(decide(&state, approve(), &by(ann()))), (RefusalKind::Unacceptable, "reasons-needed-against-advice"));
    assert!(decide(&state, approve_because("AGD saw it before."), &by(ann())).is_ok());
}

#[test]
fn departing_from_advice_needs_reasons() {
    for group in [PAG, AGD] {
        for (said, departs, with_conditions) in [
            (AdviceOutcome::Supportive, false, false),
            // What the group asks for becomes conditions, or there are reasons why not.
            (AdviceOutcome::SupportiveWithActions, true, false),
            (AdviceOutcome::NotSupportive, true, true),
            (AdviceOutcome::UnableToAdvise, true, true),
        ] {
            let state = after(advised_by(group, said), &[(advised(), olu())]);
            for (word, departs) in
                [(approve(), departs), (approve_because(" "), departs), (approve_with_conditions(), with_conditions)]
            {
                let result = decide(&state, word, &by(ann()));
                if departs {
                    assert_eq!(no(result), (RefusalKind::Unacceptable, "reasons-needed-against-advice"));
                } else {
                    assert!(result.is_ok());
                }
            }
            let events = decide(&state, approve_because("The harm is small."), &by(ann())).unwrap();
            let [Event::ApplicationApproved(event::ApplicationApproved { against_advice, .. })] = &events[..] else {
                panic!("{events:?}")
            };
            assert_eq!(against_advice.as_slice(), if departs { vec![group] } else { vec![] });
            let approved = after(state, &[(approve_because("The harm is small."), ann())]);
            let State::Approved { approval, .. } = approved else { panic!("{approved:?}") };
            assert_eq!(approval.against_advice, *against_advice, "it is kept with the approval");
        }
    }
}

#[test]
fn refusing_despite_supportive_advice_needs_a_reason_and_keeps_it() {
    use AdviceOutcome::{NotSupportive, Supportive, SupportiveWithActions, UnableToAdvise};
    let missing = (RefusalKind::Unacceptable, "against-advice-missing");
    for group in [PAG, AGD] {
        for (said, departs) in
            [(Supportive, true), (SupportiveWithActions, true), (NotSupportive, false), (UnableToAdvise, false)]
        {
            let state = after(advised_by(group, said), &[(advised(), olu())]);
            let because = refuse_against_advice("The group did not see the contract.");
            if departs {
                for word in [refuse(), refuse_against_advice(" \n")] {
                    let refusal = decide(&state, word, &by(ann())).unwrap_err();
                    assert_eq!(refusal.errors()[0].pointer, "/against_advice");
                    assert_eq!((refusal.kind(), refusal.code()), missing);
                }
                let refused = after(state, &[(because, ann())]);
                let State::Refused { against_advice: Some(departure), .. } = refused else { panic!("{refused:?}") };
                assert_eq!(departure.groups, [group]);
                assert_eq!(departure.reason.open().unwrap(), "The group did not see the contract.");
            } else {
                let errors = decide(&state, because, &by(ann())).unwrap_err().errors();
                assert_eq!(errors[0].code, "nothing-advised-for");
                assert!(decide(&state, refuse(), &by(ann())).is_ok());
            }
        }
    }
    // Nobody was asked: there is nothing to depart from.
    assert!(decide(&before_approver(), refuse(), &by(ann())).is_ok());
    let long = refuse_against_advice(&"x".repeat(4_001));
    let state = after(advised_by(AGD, Supportive), &[(advised(), olu())]);
    assert_eq!(decide(&state, long, &by(ann())).unwrap_err().errors()[0].pointer, "/against_advice");
}

#[test]
fn a_refusal_recorded_before_it_said_why_it_departs_is_read_as_it_was() {
    let refused = after(before_approver(), &[(refuse(), ann())]);
    let mut kept = serde_json::to_value(&refused).unwrap();
    assert!(kept.as_object_mut().unwrap().remove("against_advice").is_some());
    assert_eq!(serde_json::from_value::<State>(kept).unwrap(), refused);
    let events = decide(&before_approver(), refuse(), &by(ann())).unwrap();
    assert!(serde_json::to_value(&events[0]).unwrap().get("against_advice").is_none());
}

#[test]
fn an_approval_kept_before_it_said_from_whom_it_departs_is_read_as_it_was() {
    let approved = after(before_approver(), &[(approve(), ann())]);
    let mut kept = serde_json::to_value(&approved).unwrap();
    assert!(kept["approval"].as_object_mut().unwrap().remove("against_advice").is_some());
    assert_eq!(serde_json::from_value::<State>(kept).unwrap(), approved);
}

#[test]
fn conditions_are_numbered_from_1_and_told_with_the_approval() {
    let state = after(before_approver(), &[(approve_with_conditions(), ann())]);
    let State::ApprovedWithConditions { conditions, .. } = &state else { panic!("{state:?}") };
    assert_eq!(conditions.iter().map(|given| given.number).collect::<Vec<_>>(), [1, 2]);
    assert_eq!(conditions[0].told().unwrap().due, Some(date(2027, 3, 1)));
    let with = |conditions: Vec<AskedCondition>| Command::Decide(Decision::Approve { reasons: None, conditions });
    for (conditions, wrong) in [
        (vec![condition(" ", None)], Some("/conditions/0/text")),
        (vec![condition("Fine.", None), condition(&"x".repeat(1001), None)], Some("/conditions/1/text")),
        (vec![condition("Fine.", Some(date(2026, 11, 19)))], Some("/conditions/0/due")),
        (vec![condition("Fine.", Some(today()))], None),
        (vec![condition("Fine.", None); 51], Some("/conditions")),
    ] {
        let result = decide(&before_approver(), with(conditions), &by(ann()));
        let errors = result.err().map(|no| no.errors()).unwrap_or_default();
        assert_eq!(errors.first().map(|error| error.pointer.as_str()), wrong);
    }
}

#[test]
fn a_deferral_has_reasons_and_questions() {
    let with = |reasons: &str, questions: Vec<Question>| {
        Command::Decide(Decision::Defer { reasons: reasons.to_owned(), questions })
    };
    let bad = Question {
        section: SectionName::Term,
        standard: Some("x".to_owned()),
        severity: ClarificationSeverity::Advisory,
        text: "Why?".to_owned(),
        phrase: None,
    };
    for (command, wrong) in [
        (with("", vec![question()]), "/reasons"),
        (with("Unclear.", vec![]), "/questions"),
        (with("Unclear.", vec![question(), bad]), "/questions/1/standard"),
    ] {
        let errors = decide(&before_approver(), command, &by(ann())).unwrap_err().errors();
        assert_eq!(errors[0].pointer, wrong);
    }
    let handed_over = after(before_approver(), &[(assign(&olu()), mia())]);
    assert_eq!(handed_over.name(), "DECISION");
}
