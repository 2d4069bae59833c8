//! What goes back to its applicant, and what comes of it.

use dars_messages::facts::review::ReturnReason;
use dars_review_domain::case::{Command, Event, Facts, Pen, State, decide, event};
use dars_vocabulary::{RefusalKind, Refuse, content::SectionName};
use jiff::civil::date;

use crate::people::{
    FIRST, SECOND, after, by, every_state, intake, lapsed, no, no_advice, olu, open, open_with, opened, pat, ready,
    send_back, sent_back, signed_in, taken, today, withdrawn,
};

fn reasons(list: &[(SectionName, &str)]) -> Command {
    let reasons = list.iter().map(|(section, text)| ReturnReason { section: *section, text: (*text).to_owned() });
    Command::Return { reasons: reasons.collect() }
}

#[test]
fn an_incomplete_application_goes_back_with_its_reasons_and_names_each_section_once() {
    let command = reasons(&[(SectionName::Term, "b"), (SectionName::Title, "a"), (SectionName::Term, "c")]);
    let events = decide(&taken(), command, &by(olu())).unwrap();
    let [
        Event::CompletenessChecked(event::CompletenessChecked { complete: false, .. }),
        Event::ApplicationReturned { sections, reasons, .. },
    ] = &events[..]
    else {
        panic!("{events:?}")
    };
    assert_eq!(sections.iter().copied().collect::<Vec<_>>(), [SectionName::Title, SectionName::Term]);
    assert_eq!(reasons.open().unwrap().len(), 3);
    let state = sent_back();
    assert_eq!((state.name(), state.pen()), ("RETURNED_INCOMPLETE", Some(Pen::Applicant)));
    // The clock of this version stops.
    assert_eq!(state.clocks(date(2027, 6, 1)).unwrap().our_days, 0);
}

#[test]
fn what_comes_again_is_read_by_the_same_officer_and_the_return_is_remembered() {
    let again = after(sent_back(), &[(open(SECOND), intake())]);
    assert_eq!((again.name(), again.officer()), ("IN_REVIEW", Some(olu().id)));
    let case = again.case().unwrap();
    assert_eq!((case.version, case.returns.len()), (SECOND, 1));
    assert_eq!(after(again, &[(ready(), olu()), (no_advice(), olu())]).name(), "DECISION");
}

#[test]
fn only_its_officer_sends_it_back_and_only_while_it_is_in_review() {
    for state in every_state() {
        let may = state.name() == "IN_REVIEW" && state.officer().is_some();
        assert_eq!(decide(&state, send_back(), &by(olu())).is_ok(), may, "{}", state.name());
    }
    assert_eq!(no(decide(&taken(), send_back(), &by(pat()))), (RefusalKind::Forbidden, "not-the-case-officer"));
    assert_eq!(no(decide(&taken(), send_back(), &by(signed_in("s", &[])))), (RefusalKind::NotFound, "case-unknown"));
}

#[test]
fn a_return_has_one_to_fifty_reasons_of_at_most_1000_characters() {
    for (list, wrong) in [
        (vec![], Some("/reasons")),
        (vec![(SectionName::Term, " ")], Some("/reasons/0/text")),
        (vec![(SectionName::Term, "x"); 50], None),
        (vec![(SectionName::Term, "x"); 51], Some("/reasons")),
    ] {
        let errors = decide(&taken(), reasons(&list), &by(olu())).err().map(|no| no.errors()).unwrap_or_default();
        assert_eq!(errors.first().map(|error| error.pointer.as_str()), wrong);
    }
    let long = "x".repeat(1001);
    assert!(decide(&taken(), reasons(&[(SectionName::Term, &long)]), &by(olu())).is_err());
}

#[test]
fn an_application_that_was_given_up_ends_its_case_unless_it_was_decided() {
    for (told, name) in [(withdrawn(), "WITHDRAWN"), (lapsed(), "LAPSED")] {
        for state in every_state() {
            let events = decide(&state, told.clone(), &by(intake())).unwrap();
            assert_eq!(events.is_empty(), state.ended_on().is_some(), "{}", state.name());
            if !events.is_empty() {
                let over = after(state, &[(told.clone(), intake())]);
                assert_eq!((over.name(), over.pen(), over.ended_on()), (name, None, Some(today())));
                assert_eq!(decide(&over, told.clone(), &by(intake())), Ok(Vec::new()));
            }
        }
        assert_eq!(decide(&State::Absent, told.clone(), &by(intake())), Ok(Vec::new()));
        for actor in [olu(), signed_in("s", &[])] {
            let refused = no(decide(&taken(), told.clone(), &by(actor)));
            assert_eq!(refused, (RefusalKind::Forbidden, "system-only"));
        }
    }
}

#[test]
fn an_ending_from_before_the_submission_is_about_an_earlier_version() {
    let earlier = Command::HearWithdrawn { ended_on: date(2026, 11, 19) };
    assert_eq!(decide(&opened(), earlier, &by(intake())), Ok(Vec::new()));
}

#[test]
fn a_version_after_the_end_is_a_case_that_waits_for_an_officer() {
    for state in every_state().into_iter().filter(|state| state.ended_on().is_some()) {
        let again = after(state, &[(open(SECOND), intake())]);
        assert!(matches!(again, State::InReview { officer: None, .. }));
        assert!(again.case().unwrap().officers.contains(&olu().id));
    }
}

#[test]
fn nobody_reviews_what_their_organisation_asks_for_as_one_of_the_controllers() {
    let mut content = crate::people::content(&[], false);
    content.parties = serde_json::from_value(serde_json::json!({
        "controllers": [{"organisation": "BR01"}], "controller_basis": "joint",
    }))
    .ok();
    let open = (open_with(FIRST, dars_vocabulary::Sealed::Open(content)), intake());
    let state = after(State::Absent, &[open]);
    let facts = Facts { organisations: vec!["BR01".parse().unwrap()], ..by(olu()) };
    let take = crate::people::assign(&olu());
    assert_eq!(no(decide(&state, take.clone(), &facts)), (RefusalKind::Forbidden, "own-organisation"));
    // Where they ask for nothing they may act.
    assert!(decide(&opened(), take, &facts).is_ok());
}
