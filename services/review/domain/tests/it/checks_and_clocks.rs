//! Specialists who are asked while a decision is put off; whose days those around a refusal are; early advisers.

use dars_messages::requests::review::Specialism;
use dars_review_domain::case::{self, Command, Decision, Facts, decide};
use dars_vocabulary::{calendar::working_days_after, code::RefusalReason};
use jiff::civil::date;

use crate::{
    people::{
        accept, after, ann, answered, approve, by, defer, in_assurance, intake, knowing, later, no, no_advice, olu,
    },
    work_people::{ask, ask_review, bea, lea, refused, reply, set_aside, sue, uphold},
};

#[test]
fn what_is_asked_while_a_decision_is_put_off_is_answered_before_the_case_goes_back() {
    let before = after(in_assurance(), &[(no_advice(), olu())]);
    let put_off = after(
        before,
        &[
            (defer(), ann()),
            (ask(Specialism::Security), olu()),
            (answered(1, 1), intake()),
            (answered(2, 1), intake()),
            (accept(1), olu()),
        ],
    );
    assert_eq!(no(decide(&put_off, accept(2), &by(olu()))).1, "checks-open");
    assert!(case::permitted(&put_off, &by(olu())).contains(&"resolve-clarification"), "it may be asked again");
    let back = after(put_off, &[(reply(1), sue()), (accept(2), olu())]);
    assert_eq!(back.name(), "DECISION");
    assert!(decide(&back, approve(), &knowing(ann())).is_ok());
}

#[test]
fn the_days_between_a_refusal_and_the_wish_to_have_it_looked_at_again_are_nobodys() {
    // Submitted and refused on Friday 20 November; asked about a week later, set aside three days after that.
    let asked = decide(&refused(), ask_review(), &Facts { now: later(7), ..lea() }).unwrap();
    let asked = asked.iter().fold(refused(), |state, event| case::evolve(state, event).unwrap());
    let days = |state: &case::State, on| state.clocks(on).map(|clocks| (clocks.our_days, clocks.your_days));
    assert_eq!(days(&asked, date(2026, 11, 30)), Some((0, 0)));
    let word = decide(&asked, set_aside(), &Facts { now: later(10), ..by(bea()) }).unwrap();
    let again = word.iter().fold(asked.clone(), |state, event| case::evolve(state, event).unwrap());
    // Monday 30 November, Tuesday 1 December.
    assert_eq!(days(&again, date(2026, 12, 1)), Some((2, 0)));
    let due = |state: &case::State| state.clocks(date(2026, 12, 1)).unwrap().decision_due;
    assert_eq!(due(&again), working_days_after(date(2026, 11, 20), 65));
    assert!(decide(&asked, uphold(), &Facts { now: later(10), ..by(bea()) }).is_ok());
}

#[test]
fn who_gave_an_early_view_decides_nothing() {
    let state = after(in_assurance(), &[(no_advice(), olu())]);
    let mut facts = knowing(ann());
    facts.known.early_advisers = [ann().id].into();
    for word in [
        approve(),
        Command::Decide(Decision::Refuse {
            reason: RefusalReason::NoHealthBenefit,
            reasons: "None.".to_owned(),
            against_advice: None,
        }),
    ] {
        assert_eq!(no(decide(&state, word, &facts)).1, "approver-was-adviser");
    }
}

#[test]
fn each_holder_of_the_pen_has_a_name_of_its_own() {
    use dars_review_domain::case::Pen;
    let all = [Pen::CaseOfficers, Pen::CaseOfficer, Pen::Applicant, Pen::AdvisoryGroup, Pen::Approver];
    let names = ["case-officers", "case-officer", "applicant", "advisory-group", "approver"];
    assert_eq!(all.map(Pen::code), names);
}
