//! Who opens the papers of a case on a meeting's list: declarations come first.

use dars_intake_domain::application::{Papers, may_see, opens_papers, organisations};

use super::*;
use crate::people::{code_of, machine, wychmoor};

const OPEN: Papers = Papers::Open { considered: false };
const CONSIDERED: Papers = Papers::Open { considered: true };

fn reading(actor: Actor, papers: Papers) -> Facts {
    Facts { papers, ..by(actor, Vec::new()) }
}

#[test]
fn only_an_adviser_in_person_opens_papers_and_only_once_they_declared() {
    let adviser = || signed_in("ivy", &[StaffRole::Adviser]);
    let table = [(Papers::Nothing, false), (Papers::Undeclared, false), (Papers::Interested, false), (OPEN, true)];
    for (papers, open) in table {
        assert_eq!(opens_papers(&submitted(), &reading(adviser(), papers)), open, "{papers:?}");
    }
    for actor in [signed_in("ivy", &[]), signed_in("op", &[StaffRole::Operator]), machine("ivy", &[StaffRole::Adviser])]
    {
        assert!(!opens_papers(&submitted(), &reading(actor, OPEN)));
    }
}

#[test]
fn what_is_over_stays_open_to_those_whose_group_said_something_of_it() {
    for over in every_state().into_iter().filter(|state| ["WITHDRAWN", "LAPSED"].contains(&state.name())) {
        let opens = |papers| opens_papers(&over, &reading(signed_in("ivy", &[StaffRole::Adviser]), papers));
        assert_eq!([OPEN, CONSIDERED].map(opens), [false, true], "{}", over.name());
    }
}

#[test]
fn staff_who_sit_at_its_meeting_see_it_once_they_declared_to_have_no_interest() {
    let officer = || signed_in("olu", &[StaffRole::CaseOfficer]);
    let refusal = |papers| may_see(&submitted(), &reading(officer(), papers)).err().map(|refusal| code_of(&refusal));
    let expected = [
        (Papers::Nothing, None),
        (OPEN, None),
        (Papers::Undeclared, Some("interest-not-declared")),
        (Papers::Interested, Some("interest-declared")),
    ];
    for (papers, code) in expected {
        assert_eq!(refusal(papers), code, "{papers:?}");
    }
}

#[test]
fn the_rules_look_at_the_applicant_and_at_whom_the_content_names() {
    let asked = organisations(&draft(), &ApplicationContent::default());
    assert_eq!(asked, [northmere()]);
    let mut elsewhere = content();
    elsewhere.parties.as_mut().unwrap().controllers[0].organisation = wychmoor();
    let asked = organisations(&draft(), &elsewhere);
    assert!(asked.contains(&northmere()) && asked.contains(&wychmoor()), "{asked:?}");
}
