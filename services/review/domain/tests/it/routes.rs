//! What the catalogue asks of every use of a data set: the word of PAG, the statistics office's approval, what to heed.

use dars_messages::requests::review::{CheckOutcome, Specialism};
use dars_review_domain::case::{Command, Correcting, Doing, Facts, Known, decide, to_heed};
use dars_vocabulary::{
    Actor, DataSetTraits, RefusalKind, StaffRole,
    code::{AdviceOutcome, AdvisoryGroup, RequiredRoute},
};

use crate::{
    people::{
        advised, after, ann, approve, by, gp_in_assurance, mia, no, no_advice, olu, outcome, refuse, schedule, sid,
        signed_in, to,
    },
    work_people::ask,
};

const AGD: AdvisoryGroup = AdvisoryGroup::Agd;
const PAG: AdvisoryGroup = AdvisoryGroup::Pag;
const FINE: AdviceOutcome = AdviceOutcome::Supportive;
const WRONG: RefusalKind = RefusalKind::WrongState;

/// The catalogue asks for this word on every use of hospital data.
fn asking(route: RequiredRoute, actor: Actor) -> Facts {
    let special_conditions = vec!["Never passed on.".to_owned()];
    let traits = DataSetTraits { required_routes: vec![route], special_conditions, ..DataSetTraits::default() };
    let catalogue = Some([("hes-apc".to_owned(), traits)].into());
    Facts { known: Known { catalogue, ..Known::default() }, ..by(actor) }
}

#[test]
fn whatever_the_catalogue_sends_to_pag_is_seen_by_it_before_anyone_decides() {
    let state = gp_in_assurance();
    for step in [no_advice(), to(AGD)] {
        assert_eq!(no(decide(&state, step, &asking(RequiredRoute::Pag, olu()))), (WRONG, "pag-needed"));
    }
    assert!(decide(&state, to(PAG), &asking(RequiredRoute::Pag, olu())).is_ok());
    let seen = after(state, &[(to(PAG), olu()), (schedule(PAG), sid()), (outcome(PAG, FINE), sid())]);
    assert!(decide(&seen, advised(), &asking(RequiredRoute::Pag, olu())).is_ok());
}

#[test]
fn data_of_the_statistics_office_goes_before_an_approver_with_its_approval_alone() {
    let facts = || asking(RequiredRoute::Ons, olu());
    let state = gp_in_assurance();
    assert_eq!(no(decide(&state, no_advice(), &facts())), (WRONG, "ons-needed"));
    // Advice can be taken meanwhile; it replaces no approval.
    assert!(decide(&state, to(AGD), &facts()).is_ok());
    let heard = after(state.clone(), &[(to(AGD), olu()), (schedule(AGD), sid()), (outcome(AGD, FINE), sid())]);
    assert_eq!(no(decide(&heard, advised(), &facts())), (WRONG, "ons-needed"));

    let iggy = || signed_in("iggy", &[StaffRole::IgAdviser]);
    let answer =
        |number, outcome| Command::Do(Doing::AnswerCheck { number, outcome, note: "Told by letter.".to_owned() });
    let asked = after(state, &[(ask(Specialism::Ons), olu())]);
    assert_eq!(no(decide(&asked, no_advice(), &facts())), (WRONG, "checks-open"));
    let mia_may_not = decide(&asked, answer(1, CheckOutcome::Satisfied), &by(mia()));
    assert!(mia_may_not.is_err());
    let refused = after(asked.clone(), &[(answer(1, CheckOutcome::NotSatisfied), iggy())]);
    assert_eq!(no(decide(&refused, no_advice(), &facts())), (WRONG, "ons-needed"));
    let approved = after(asked, &[(answer(1, CheckOutcome::Satisfied), iggy())]);
    assert!(decide(&approved, no_advice(), &facts()).is_ok());
    // An answer put right before an approver takes the approval away with it.
    let before = after(approved.clone(), &[(no_advice(), olu())]);
    let deciding = asking(RequiredRoute::Ons, ann());
    assert!(decide(&before, approve(), &deciding).is_ok());
    let (outcome, note) = (CheckOutcome::NotSatisfied, "It was another request.".to_owned());
    let otherwise = Correcting::CheckAnswer { number: 1, outcome, note, reason: "Misfiled.".to_owned() };
    let misread = after(before, &[(Command::Do(Doing::Correct(otherwise)), iggy())]);
    assert_eq!(no(decide(&misread, approve(), &deciding)), (WRONG, "ons-needed"));
    assert!(decide(&misread, refuse(), &deciding).is_ok());
    // The last answer counts: asked again after a refusal, and approved; or refused in the end.
    let again = after(refused, &[(ask(Specialism::Ons), olu()), (answer(2, CheckOutcome::Satisfied), iggy())]);
    assert!(decide(&again, no_advice(), &facts()).is_ok());
    let undone = after(approved, &[(ask(Specialism::Ons), olu()), (answer(2, CheckOutcome::NotSatisfied), iggy())]);
    assert_eq!(no(decide(&undone, no_advice(), &facts())), (WRONG, "ons-needed"));
}

#[test]
fn whoever_decides_reads_what_the_catalogue_says_must_be_heeded() {
    let state = gp_in_assurance();
    let told = to_heed(state.case().unwrap(), &asking(RequiredRoute::Ons, olu()).known);
    let told: Vec<_> = told.iter().map(|one| (one.dataset.as_str(), one.text.as_str())).collect();
    assert_eq!(told, [("hes-apc", "Never passed on.")]);
    assert_eq!(to_heed(state.case().unwrap(), &Known::default()), []);
}
