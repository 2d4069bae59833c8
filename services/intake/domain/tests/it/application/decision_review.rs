//! A decision that is looked at again, of an application and of a change.

use dars_intake_domain::application::{
    ChangeEnd, Event, PenHolder, clocks, decide, event, pen_holder, permitted_in_review,
};
use dars_messages::facts::review::ReviewOutcome;

use super::*;
use crate::people::{machine, no, wychmoor};

const ASKED: Date = date(2026, 12, 9);
const REVIEWED: Date = date(2026, 12, 11);

fn decision() -> Command {
    moved(CaseStage::Decision)
}

fn refused_change() -> State {
    after(changing(), &[submit(), refused(SECOND)])
}

#[test]
fn a_change_whose_refusal_was_set_aside_is_under_way_again_as_it_was() {
    let reviewed = after(changing(), &[submit(), decision()]);
    let again = after(
        reviewed.clone(),
        &[refused(SECOND), asks_again(SECOND, ASKED), looked_at(SECOND, ReviewOutcome::SetAside, REVIEWED), decision()],
    );
    assert_eq!((again.name(), again.case().unwrap().submission.version), ("DECISION", SECOND));
    assert_eq!(again.application().unwrap().change, reviewed.application().unwrap().change);
    // What stands stands meanwhile, and each end is as without the refusal.
    assert_eq!(again.approval().unwrap().case.submission.version, FIRST);
    let approved = after(again.clone(), &[approved(SECOND)]);
    assert_eq!((approved.name(), approved.approval().unwrap().case.submission.version), ("APPROVED", SECOND));
    for (ended, how) in [
        (after(again.clone(), &[refused(SECOND)]), ChangeEnd::Refused),
        (after(again.clone(), &[withdraw()]), ChangeEnd::Withdrawn),
    ] {
        let State::Approved { ended_change: Some(change), .. } = &ended else { panic!("{ended:?}") };
        assert_eq!((change.version, change.how), (SECOND, how));
    }
    // Told twice, nothing more.
    assert_eq!(decide(&again, decision(), &told()), Ok(Vec::new()));
}

#[test]
fn only_a_refused_change_is_taken_up_again() {
    for ended in [after(changing(), &[submit(), withdraw()]), in_force(), after(changing(), &[withdraw()])] {
        assert_eq!(decide(&ended, decision(), &told()), Ok(Vec::new()));
    }
    for stage in [CaseStage::InReview, CaseStage::Assurance, CaseStage::Clarification, CaseStage::AgdAdvice] {
        assert_eq!(decide(&refused_change(), moved(stage), &told()), Ok(Vec::new()));
    }
}

#[test]
fn no_change_is_begun_while_the_refusal_of_the_last_one_is_looked_at_again() {
    let open = after(refused_change(), &[asks_again(SECOND, ASKED)]);
    assert_eq!(open.under_decision_review(), Some(SECOND));
    assert_eq!(no(decide(&open, open_change(), &lead())), (RefusalKind::WrongState, "decision-under-review"));
    assert_eq!(pen_holder(&open, ASKED), PenHolder::Body, "we hold the pen while it is looked at");
    let upheld = after(open, &[looked_at(SECOND, ReviewOutcome::Upheld, REVIEWED)]);
    assert_eq!(pen_holder(&upheld, REVIEWED), PenHolder::Nobody);
    assert!(decide(&upheld, open_change(), &lead()).is_ok());
    // In whichever order the two are heard.
    let other =
        after(refused_change(), &[looked_at(SECOND, ReviewOutcome::Upheld, REVIEWED), asks_again(SECOND, ASKED)]);
    assert_eq!(upheld, other);
}

#[test]
fn a_change_that_was_begun_meanwhile_stands_on_what_was_approved_after_all() {
    let next = after(refused_change(), &[open_change(), asks_again(SECOND, ASKED)]);
    let heard = [looked_at(SECOND, ReviewOutcome::SetAside, REVIEWED), decision(), approved(SECOND)];
    for begun in [next.clone(), after(next.clone(), &[submit()])] {
        let after_all = after(begun.clone(), &heard);
        assert_eq!((after_all.name(), after_all.approval().unwrap().case.submission.version), (begun.name(), SECOND));
        assert_eq!(decide(&after_all, approved(SECOND), &told()), Ok(Vec::new()));
        assert_eq!(after(after_all, &[withdraw()]).approval().unwrap().case.submission.version, SECOND);
    }
    // Nothing set aside, nothing approved.
    assert_eq!(decide(&next, approved(SECOND), &told()), Ok(Vec::new()));
}

#[test]
fn a_decision_is_looked_at_again_as_often_as_it_is_made_again() {
    let once = after(submitted(), &[refused(FIRST), asks_again(FIRST, ASKED)]);
    assert_eq!((once.name(), pen_holder(&once, ASKED)), ("REFUSED", PenHolder::Body));
    let set_aside = after(once, &[looked_at(FIRST, ReviewOutcome::SetAside, REVIEWED), decision(), refused(FIRST)]);
    assert_eq!((set_aside.under_decision_review(), pen_holder(&set_aside, REVIEWED)), (None, PenHolder::Nobody));
    let again = after(set_aside, &[asks_again(FIRST, date(2026, 12, 14))]);
    assert_eq!(again.under_decision_review(), Some(FIRST));
    let upheld = after(again, &[looked_at(FIRST, ReviewOutcome::Upheld, date(2026, 12, 15))]);
    assert_eq!(upheld.application().unwrap().decision_reviews.len(), 2);
    assert_eq!(decide(&upheld, asks_again(FIRST, date(2026, 12, 16)), &told()), Ok(Vec::new()));
}

#[test]
fn the_days_before_anyone_asked_are_nobodys_and_ours_from_then_on() {
    // Submitted on Friday 20 November, refused on Tuesday 1 December, asked about on the 9th.
    let open = after(submitted(), &[refused(FIRST), asks_again(FIRST, ASKED)]);
    assert_eq!(clocks(&open, REVIEWED).map(|clocks| clocks.our_days), Some(7));
    let again = after(open, &[looked_at(FIRST, ReviewOutcome::SetAside, REVIEWED), decision()]);
    let shown = clocks(&again, date(2026, 12, 14)).unwrap();
    assert_eq!((shown.our_days, shown.your_days), (10, 0));
}

#[test]
fn what_a_group_came_to_is_put_right_where_it_stands() {
    let day = date(2026, 12, 3);
    let right = |met_on| Command::NoteAdviceCorrected {
        group: AdvisoryGroup::Pag,
        was_met_on: day,
        outcome: AdviceOutcome::NotSupportive,
        met_on,
    };
    let said = |state: &State| -> Vec<_> {
        let advice = &state.application().unwrap().advice;
        advice.iter().map(|known| (known.outcome, known.met_on)).collect()
    };
    for met_on in [day, date(2026, 12, 2)] {
        let heard = after(submitted(), &[advises(day), right(met_on)]);
        assert_eq!(said(&heard), [(AdviceOutcome::NotSupportive, met_on)]);
        // Told again, in whichever order, it stays so.
        for command in [advises(day), right(met_on)] {
            assert_eq!(decide(&heard, command, &told()), Ok(Vec::new()));
        }
        assert_eq!(said(&after(submitted(), &[right(met_on), advises(day)])), [(AdviceOutcome::NotSupportive, met_on)]);
    }
}

#[test]
fn what_another_group_said_on_the_same_day_and_the_same_group_on_another_stays() {
    let (day, before) = (date(2026, 12, 3), date(2026, 12, 1));
    let (group, outcome) = (AdvisoryGroup::Agd, AdviceOutcome::Supportive);
    let of_the_other = Command::NoteAdvice { group, outcome, met_on: day };
    let heard = after(submitted(), &[advises(before), advises(day), of_the_other, put_right(day)]);
    let advice = &heard.application().unwrap().advice;
    let changed = advice.iter().filter(|known| known.outcome == AdviceOutcome::NotSupportive);
    let changed: Vec<_> = changed.map(|known| (known.group, known.met_on)).collect();
    assert_eq!(advice.len(), 3);
    assert_eq!(changed, [(AdvisoryGroup::Pag, day)]);
}

#[test]
fn reasons_of_a_return_go_with_it_and_those_of_the_next_are_heard() {
    let back = after(sent_back(), &[moved(CaseStage::InReview)]);
    assert_eq!(back.case().unwrap().return_reasons, None);
    let other = ReturnReason { section: SectionName::Term, text: "Say until when.".to_owned() };
    let other = Command::NoteReturnReasons { version: FIRST, reasons: vec![other] };
    for order in [[other.clone(), returned(FIRST)], [returned(FIRST), other]] {
        let again = after(back.clone(), &order);
        let Some(Sealed::Open(said)) = &again.case().unwrap().return_reasons else { panic!("{again:?}") };
        assert_eq!(said[0].text, "Say until when.");
    }
}

#[test]
fn a_question_that_is_withdrawn_waits_no_longer() {
    let at = |state: State, command: Command, days| {
        let events = decide(&state, command, &later(told(), days)).unwrap();
        folded(state, &events)
    };
    let asked = at(at(submitted(), moved(CaseStage::InReview), 3), raised(1, 1), 3);
    let asked = at(at(asked, moved(CaseStage::Clarification), 3), raised(2, 1), 3);
    let answered = decide(&asked, answer(1), &later(lead(), 4)).unwrap();
    let withdrawn = at(folded(asked, &answered), resolved(2), 5);
    let shown = clocks(&withdrawn, days_after(date(2026, 11, 20), 7)).unwrap();
    assert_eq!((withdrawn.name(), shown.our_days, shown.your_days), ("CLARIFICATION", 3, 2));
    let old = serde_json::json!({"type": "clarification_resolved", "nic": nic(), "clarification": 2});
    assert!(matches!(
        serde_json::from_value(old),
        Ok(Event::ClarificationResolved(event::ClarificationResolved { resolved_on: None, .. }))
    ));
}

fn asks(state: &State, facts: &Facts) -> bool {
    match permitted_in_review(state, facts)[..] {
        [] => false,
        ["request-decision-review"] => true,
        ref other => panic!("{other:?}"),
    }
}

#[test]
fn a_lead_of_the_organisation_may_ask_for_a_review_of_a_refusal_in_time_and_once() {
    let state = after(submitted(), &[moved(CaseStage::Decision), refused(FIRST)]);
    let ben = by(signed_in("ben", &[]), vec![membership(MembershipRole::Lead)]);
    assert!(asks(&state, &lead()) && asks(&state, &ben));
    let elsewhere = Membership { organisation: wychmoor(), ..membership(MembershipRole::Lead) };
    for facts in [
        officer(),
        told(),
        by(signed_in("cy", &[]), vec![membership(MembershipRole::Collaborator)]),
        by(signed_in("ada", &[]), vec![elsewhere]),
        by(signed_in("ada", &[]), Vec::new()),
        by(machine("ada", &[]), vec![membership(MembershipRole::Lead)]),
    ] {
        assert!(!asks(&state, &facts), "{:?}", facts.actor);
    }
    // Told twice, it is asked once; of another version, it is nothing.
    assert_eq!(decide(&state, asks_again(SECOND, ASKED), &told()), Ok(Vec::new()));
    let asked = after(state, &[asks_again(FIRST, ASKED)]);
    assert_eq!(decide(&asked, asks_again(FIRST, ASKED), &told()), Ok(Vec::new()));
    assert!(!asks(&asked, &lead()));
    // Set aside and refused anew, it is another refusal.
    let anew = after(
        asked,
        &[looked_at(FIRST, ReviewOutcome::SetAside, REVIEWED), moved(CaseStage::Decision), refused(FIRST)],
    );
    assert!(asks(&anew, &lead()));
}

#[test]
fn after_twenty_working_days_nobody_is_told_that_they_may_ask() {
    let state = after(submitted(), &[moved(CaseStage::Decision), refused(FIRST)]);
    // 31 December 2026 is the twentieth working day behind 1 December.
    let facts = || by(signed_in("ada", &[]), vec![Membership { until: None, ..membership(MembershipRole::Lead) }]);
    assert!(asks(&state, &later(facts(), 41)));
    assert!(!asks(&state, &later(facts(), 42)));
}

#[test]
fn nothing_but_a_refusal_is_reviewed() {
    for state in every_state() {
        let may = matches!(state, State::Refused { .. });
        assert_eq!(asks(&state, &lead()), may, "{}", state.name());
    }
}
