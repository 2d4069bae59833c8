//! Where a limit lies: the last that is taken, and the first that is not.

use std::collections::BTreeSet;

use dars_messages::requests::review::{CheckOutcome, Specialism};
use dars_review_domain::{
    absence,
    case::{Command, Correcting, Decision, Doing, Event, Facts, Known, Question, decide, event},
    meeting::{self, MinutesDraft, PlannedItem},
    precedent,
};
use dars_vocabulary::{
    DataSetTraits, Sealed, StaffRole,
    code::{AdviceOutcome, AdvisoryGroup, ClarificationSeverity, RequiredRoute},
};
use jiff::{Timestamp, tz::TimeZone};

use crate::{
    absence::{away, call_off},
    meetings::{self, considered, declare, her, paper, scheduled, scheduled_with},
    people::{
        SECOND, after, ann, before_approver, by, gp_content, gp_in_assurance, in_assurance, intake, nic, no, no_advice,
        olu, open_with, person, question, ready, sid, signed_in, taken, to,
    },
    precedents,
    work_people::{ask, checked, reply, sue},
};

/// Noon in London on a day.
fn noon(day: &str) -> Timestamp {
    let day: jiff::civil::Date = day.parse().unwrap();
    day.at(12, 0, 0, 0).to_zoned(TimeZone::get("Europe/London").unwrap()).unwrap().timestamp()
}

#[test]
fn fifty_members_papers_and_actions_are_taken_and_one_more_is_not() {
    let names: Vec<String> = (0..51).map(|number| format!("member-{number}")).collect();
    let set = |count: usize| meeting::Command::SetMembers {
        members: names[..count].iter().map(|name| person(name)).collect(),
        chair: None,
    };
    let papers = |count: usize| meeting::Command::SetAgenda {
        items: vec![PlannedItem { nic: nic(), papers: vec![paper(); count] }],
    };
    let actions = |count: usize| {
        let items = vec![(nic(), "The group was supportive.".to_owned(), vec!["Ask again.".to_owned(); count])];
        meeting::Command::WriteMinutes(MinutesDraft { items, reason: None })
    };
    let taken = |state: &meeting::State, command| meeting::decide(state, command, &meetings::facts(sid())).is_ok();
    assert_eq!([taken(&scheduled(), set(50)), taken(&scheduled(), set(51))], [true, false]);
    assert_eq!([taken(&scheduled(), papers(50)), taken(&scheduled(), papers(51))], [true, false]);
    assert_eq!([taken(&considered(), actions(50)), taken(&considered(), actions(51))], [true, false]);
}

#[test]
fn an_interest_is_described_in_a_thousand_characters() {
    let described =
        |length: usize| meeting::Command::Declare { nic: nic(), interest: true, what: Some("x".repeat(length)) };
    let state = scheduled_with(&["ivy"]);
    let taken = |command| meeting::decide(&state, command, &meetings::facts(her("ivy"))).is_ok();
    assert_eq!([described(1000), described(1001), declare(true)].map(taken), [true, false, true]);
}

#[test]
fn an_absence_is_called_off_on_its_last_day_still() {
    let on = |day: &str| absence::Facts { now: noon(day), ..crate::absence::by(olu()) };
    assert!(absence::decide(&away(), call_off(1), &on("2026-11-27")).is_ok());
    assert_eq!(no(absence::decide(&away(), call_off(1), &on("2026-11-28"))).1, "absence-over");
}

#[test]
fn a_precedent_is_approved_on_the_last_day_it_would_stand_still() {
    let on = |day: &str| precedent::Facts { now: noon(day), ..precedents::facts(precedents::kim()) };
    let proposed = precedents::proposed();
    assert!(precedent::decide(&proposed, precedent::Command::Approve, &on("2027-11-19")).is_ok());
    assert!(precedent::decide(&proposed, precedent::Command::Approve, &on("2027-11-20")).is_err());
}

#[test]
fn what_is_incomplete_says_what_is_missing() {
    let nothing = Doing::CheckCompleteness { complete: false, missing: BTreeSet::new(), note: None };
    let refused = decide(&taken(), Command::Do(nothing), &by(olu())).unwrap_err();
    assert_eq!(dars_vocabulary::Refuse::errors(&refused)[0].pointer, "/missing");
}

#[test]
fn an_answer_is_put_right_where_only_its_note_was_wrong() {
    let answered = after(checked(in_assurance()), &[(reply(1), sue())]);
    let noted = |note: &str| {
        let (outcome, note) = (CheckOutcome::Satisfied, note.to_owned());
        Command::Do(Doing::Correct(Correcting::CheckAnswer { number: 1, outcome, note, reason: "A slip.".to_owned() }))
    };
    assert_eq!(decide(&answered, noted("It is."), &by(sue())), Ok(Vec::new()));
    assert_eq!(decide(&answered, noted("It is, since May."), &by(sue())).unwrap().len(), 1);
}

#[test]
fn whoever_defers_waits_for_every_answer() {
    let questions = vec![Question { severity: ClarificationSeverity::Advisory, ..question() }];
    let defer = Command::Decide(Decision::Defer { reasons: "Not clear yet.".to_owned(), questions });
    let events = decide(&before_approver(), defer, &by(ann())).unwrap();
    let asked = events.iter().find_map(|event| match event {
        Event::ClarificationRaised(event::ClarificationRaised { severity, .. }) => Some(*severity),
        _ => None,
    });
    assert_eq!(asked, Some(ClarificationSeverity::Blocking));
}

#[test]
fn the_statistics_office_approved_the_version_it_was_asked_about_and_no_later_one() {
    let traits = DataSetTraits { required_routes: vec![RequiredRoute::Ons], ..DataSetTraits::default() };
    let catalogue = Some([("hes-apc".to_owned(), traits)].into());
    let facts = Facts { known: Known { catalogue, ..Known::default() }, ..by(olu()) };
    let iggy = signed_in("iggy", &[StaffRole::IgAdviser]);
    let approved = after(gp_in_assurance(), &[(ask(Specialism::Ons), olu()), (reply(1), iggy.clone())]);
    assert!(decide(&approved, no_advice(), &facts).is_ok());
    let next = after(approved, &[(open_with(SECOND, Sealed::Open(gp_content())), intake()), (ready(), olu())]);
    assert_eq!(no(decide(&next, no_advice(), &facts)).1, "ons-needed");
    // Nor does another specialist's word stand for it.
    let other = after(gp_in_assurance(), &[(ask(Specialism::Security), olu()), (reply(1), sue())]);
    assert_eq!(no(decide(&other, no_advice(), &facts)).1, "ons-needed");
    assert!(decide(&other, to(AdvisoryGroup::Agd), &facts).is_ok());
}

#[test]
fn advice_is_put_right_to_a_day_since_its_version_came_and_not_ahead() {
    let advised = crate::people::advised_by(AdvisoryGroup::Agd, AdviceOutcome::Supportive);
    let to_day = |day: &str| {
        let (advisers, reason) = ([person("jo")].into(), "A slip.".to_owned());
        let (outcome, met_on) = (AdviceOutcome::NotSupportive, day.parse().unwrap());
        let right = Correcting::Advice { number: 1, outcome, met_on, advisers, reason };
        decide(&advised, Command::Do(Doing::Correct(right)), &by(sid()))
    };
    let codes = |day: &str| to_day(day).err().map(|refusal| dars_vocabulary::Refuse::errors(&refusal)[0].code.clone());
    let submitted = advised.case().unwrap().submitted_on.to_string();
    assert_eq!((codes("2026-11-20"), codes(&submitted)), (None, None));
    assert_eq!(codes("2026-11-21").as_deref(), Some("in-the-future"));
    assert_eq!(codes("2020-01-01").as_deref(), Some("before-submission"));
}
