//! A case that rests on a precedent: how it gets there, what stops it, and who has no part in it.

use dars_messages::requests::review::PrecedentCondition;
use dars_review_domain::{
    case::{self, Command, Event, Pen, State, decide, event},
    precedent::{self, Terms},
};
use dars_vocabulary::{
    DataSetTraits, RefusalKind, Refuse, Sealed,
    code::{AdvisoryGroup, OrganisationType, RequiredRoute},
};

use crate::{
    people::{
        FIRST, SECOND, accept, after, ann, answered, approve, assign, gp_in_assurance, intake, mia, no, no_advice,
        northmere, olu, open, open_with, pat, raise, ready, send_back, taken, to,
    },
    precedents::{
        self, approved, ended, expired, kim, offering, on_precedent_route, precedent_holds, propose_with, proposed,
        replacing, rests_on_precedent, routine, terms, to_precedent, una, with,
    },
};

#[test]
fn a_routine_case_goes_by_its_precedent_to_the_approver_who_sees_that_it_does() {
    let state = on_precedent_route();
    assert_eq!((state.name(), state.pen()), ("PRECEDENT_ROUTE", Some(Pen::CaseOfficer)));
    let used = state.case().unwrap().precedent.clone().unwrap();
    assert_eq!((used.version, used.makers), (1, [una().id, kim().id].into()));
    let state = rests_on_precedent();
    assert_eq!(state.name(), "DECISION");
    let events = decide(&state, approve(), &offering(&approved(), ann())).unwrap();
    let [Event::ApplicationApproved(event::ApplicationApproved { precedent, .. })] = &events[..] else {
        panic!("{events:?}")
    };
    assert_eq!(*precedent, Some(crate::precedents::reference()));
}

#[test]
fn what_does_not_fit_is_refused_with_the_list() {
    let content = crate::people::content(&[], true);
    let commercial = open_with(FIRST, Sealed::Open(content));
    let state = after(State::Absent, &[(commercial, intake()), (assign(&olu()), olu()), (ready(), olu())]);
    let refusal = decide(&state, to_precedent(), &offering(&approved(), olu())).unwrap_err();
    assert_eq!((refusal.kind(), refusal.code()), (RefusalKind::Unacceptable, "precedent-does-not-fit"));
    let pointers: Vec<String> = refusal.errors().into_iter().map(|error| error.pointer).collect();
    assert_eq!(pointers, ["/commercial/is_commercial"]);
}

#[test]
fn a_precedent_is_held_against_who_applies_and_what_the_catalogue_says_of_the_data() {
    let mut content = routine().case().unwrap().content.open().unwrap().clone();
    content.data_sets = serde_json::from_value(serde_json::json!({"requests": [{"dataset": "hes-apc"}]})).ok();
    let sole = serde_json::json!({"controllers": [{"organisation": northmere()}], "controller_basis": "sole"});
    content.parties = Some(serde_json::from_value(sole).unwrap());
    let open = (open_with(FIRST, Sealed::Open(content)), intake());
    let routine = after(State::Absent, &[open, (assign(&olu()), olu()), (ready(), olu())]);
    let among = vec![OrganisationType::Academic];
    let conditions = vec![PrecedentCondition::OrganisationTypes { among }, PrecedentCondition::NoCovidOnlyData {}];
    let narrow = precedents::then(
        precedent::State::Absent,
        &[(propose_with(Terms { conditions, ..terms() }), una()), (precedent::Command::Approve, kim())],
    );
    let mut facts = offering(&narrow, olu());
    facts.known.organisation_types = [(northmere(), OrganisationType::Academic)].into();
    facts.known.catalogue = Some([("hes-apc".to_owned(), DataSetTraits::default())].into());
    assert!(decide(&routine, to_precedent(), &facts).is_ok());
    let wrong = |facts: &case::Facts| {
        let errors = decide(&routine, to_precedent(), facts).unwrap_err().errors();
        errors.into_iter().map(|error| error.pointer).collect::<Vec<_>>()
    };
    // Of what is in no catalogue nobody knows that it is none of those.
    facts.known.catalogue = None;
    facts.known.organisation_types = [(northmere(), OrganisationType::Commercial)].into();
    let all = ["/applicant", "/parties/controllers/0/organisation", "/data_sets/requests/0/dataset"];
    assert_eq!(wrong(&facts), all);
}

#[test]
fn a_precedent_that_is_not_in_force_stops_the_case_and_so_does_one_that_ends_on_the_way() {
    for precedent in [proposed(), expired(), ended()] {
        let facts = offering(&precedent, olu());
        assert_eq!(no(decide(&routine(), to_precedent(), &facts)).1, "precedent-not-in-force");
        assert_eq!(no(decide(&on_precedent_route(), precedent_holds(), &facts)).1, "precedent-not-in-force");
        // The groups are left to it.
        for group in [AdvisoryGroup::Pag, AdvisoryGroup::Agd] {
            let asked = with(on_precedent_route(), to(group), &facts);
            assert_eq!(asked.case().unwrap().precedent, None);
        }
    }
    // A next version that only waits changes nothing.
    assert!(decide(&on_precedent_route(), precedent_holds(), &offering(&replacing(), olu())).is_ok());
    let unknown = crate::people::knowing(olu());
    let refusal = decide(&routine(), to_precedent(), &unknown).unwrap_err();
    assert_eq!((refusal.code(), refusal.errors()[0].pointer.as_str()), ("precedent-unknown", "/precedent"));
}

#[test]
fn each_step_stands_at_its_stage() {
    let facts = || offering(&approved(), olu());
    for (state, take, hold) in [
        (taken(), "case-not-in-assurance", "case-not-in-assurance"),
        (routine(), "", "case-not-on-precedent-route"),
        (on_precedent_route(), "case-already-assessed", ""),
        (rests_on_precedent(), "case-already-assessed", "case-already-assessed"),
        (crate::people::before(AdvisoryGroup::Agd), "case-already-assessed", "case-not-on-precedent-route"),
    ] {
        for (command, code) in [(to_precedent(), take), (precedent_holds(), hold)] {
            let said = decide(&state, command, &facts()).err().map_or("", |refusal| refusal.code());
            assert_eq!(said, code, "{}", state.name());
        }
    }
    for command in [ready(), no_advice(), send_back(), crate::people::advised()] {
        assert!(decide(&on_precedent_route(), command, &facts()).is_err());
    }
}

#[test]
fn pag_must_see_gp_data_whatever_a_precedent_says() {
    let facts = offering(&approved(), olu());
    assert_eq!(no(decide(&gp_in_assurance(), to_precedent(), &facts)).1, "pag-needed");
    // Nor does it carry a case on whose data the catalogue came to ask for that word on the way.
    let mut content = routine().case().unwrap().content.open().unwrap().clone();
    content.data_sets = serde_json::from_value(serde_json::json!({"requests": [{"dataset": "hes-apc"}]})).ok();
    let open = (open_with(FIRST, Sealed::Open(content)), intake());
    let routine = after(State::Absent, &[open, (assign(&olu()), olu()), (ready(), olu())]);
    let mut facts = offering(&approved(), olu());
    let route = with(routine, to_precedent(), &facts);
    assert!(decide(&route, precedent_holds(), &facts).is_ok());
    let traits = DataSetTraits { required_routes: vec![RequiredRoute::Pag], ..DataSetTraits::default() };
    facts.known.catalogue = Some([("hes-apc".to_owned(), traits)].into());
    assert_eq!(no(decide(&route, precedent_holds(), &facts)).1, "pag-needed");
}

#[test]
fn a_question_leads_back_to_the_route_and_a_new_version_begins_without_it() {
    let asked = after(on_precedent_route(), &[(raise(), olu()), (answered(1, 1), intake()), (accept(1), olu())]);
    assert_eq!(asked.name(), "PRECEDENT_ROUTE");
    assert!(asked.case().unwrap().precedent.is_some());
    let anew = after(rests_on_precedent(), &[(open(SECOND), intake())]);
    assert_eq!(anew.case().unwrap().precedent, None);
    let sent_to_agd = with(on_precedent_route(), to(AdvisoryGroup::Agd), &offering(&approved(), olu()));
    assert_eq!(sent_to_agd.name(), "AGD_ADVICE");
}

#[test]
fn a_redacted_application_fits_no_precedent() {
    let emptied = open_with(FIRST, Sealed::Redacted("00".to_owned()));
    let state = after(State::Absent, &[(emptied, intake()), (assign(&olu()), olu()), (ready(), olu())]);
    assert_eq!(no(decide(&state, to_precedent(), &offering(&approved(), olu()))).1, "content-redacted");
}

#[test]
fn a_case_is_not_handed_to_who_made_its_precedent() {
    let give = |to: &dars_vocabulary::Actor| Command::Assign { officer: to.id };
    for state in [on_precedent_route(), rests_on_precedent()] {
        assert_eq!(no(decide(&state, give(&una()), &offering(&approved(), mia()))).1, "precedent-maker");
        let other = pat();
        assert!(decide(&state, give(&other), &offering(&approved(), mia())).is_ok());
    }
    // Before it rests on one, anyone may have it.
    assert!(decide(&routine(), give(&una()), &case::Facts { ..offering(&approved(), mia()) }).is_ok());
}

#[test]
fn an_approver_vouches_alone_for_a_case_whose_precedent_ended_before_the_decision() {
    for precedent in [ended(), expired()] {
        let facts = offering(&precedent, ann());
        let bare = decide(&rests_on_precedent(), approve(), &facts);
        assert_eq!(no(bare), (RefusalKind::Unacceptable, "reasons-needed-without-precedent"));
        let reasons = Some("It is like many before, and nothing in it is new.".to_owned());
        let word = Command::Decide(case::Decision::Approve { reasons, conditions: Vec::new() });
        let events = decide(&rests_on_precedent(), word.clone(), &facts).unwrap();
        let [Event::ApplicationApproved(event::ApplicationApproved { precedent: None, .. })] = &events[..] else {
            panic!("{events:?}")
        };
        assert_eq!(with(rests_on_precedent(), word, &facts).case().unwrap().precedent, None);
        // It can be refused or put off as ever.
        assert!(decide(&rests_on_precedent(), crate::people::defer(), &facts).is_ok());
    }
}
