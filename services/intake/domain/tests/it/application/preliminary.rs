//! What a case officer notes before the draft, and what is known of a request so far.

use dars_vocabulary::Refuse as _;
use serde_json::json;

use super::*;
use crate::people::no;

fn notes(change: impl FnOnce(&mut PreliminaryNotes)) -> Command {
    let mut notes = PreliminaryNotes::default();
    change(&mut notes);
    Command::NotePreliminary(Box::new(notes))
}

#[test]
fn an_officer_notes_what_they_found_and_every_note_takes_the_place_of_the_one_before() {
    let events = decide(&preliminary(), note(), &officer()).unwrap();
    let [Event::PreliminaryNoted(event::PreliminaryNoted { noted_by, .. })] = &events[..] else { panic!("{events:?}") };
    assert_eq!(*noted_by, person("olu"));
    let noted = folded(preliminary(), &events);
    let application = noted.application().unwrap();
    assert_eq!(application.early_advice_wanted().collect::<Vec<_>>(), [AdvisoryGroup::Agd]);
    assert_eq!(decide(&noted, note(), &officer()), Ok(Vec::new()));
    let newer = after(noted, &[notes(|notes| notes.budget_seen = Some(true))]);
    let kept = newer.application().unwrap().preliminary.clone().unwrap();
    assert_eq!((kept.budget_seen, kept.funding, kept.early_advice.len()), (Some(true), None, 0));
    // While it is written again, too; no longer once it is handed in.
    assert!(decide(&draft(), note(), &officer()).is_ok() && decide(&sent_back(), note(), &officer()).is_ok());
    let over = (RefusalKind::WrongState, "preliminary-assessment-over");
    assert_eq!(no(decide(&submitted(), note(), &officer())), over);
}

#[test]
fn nobody_accepts_what_was_noted_not_to_belong_here() {
    let says_no = (RefusalKind::WrongState, "assessment-says-no");
    let as_noted = || Command::Accept(Judgements::default());
    assert_eq!(no(decide(&noted_no(), as_noted(), &officer())), says_no);
    let infeasible = notes(|notes| notes.feasible = Some(Judged { holds: false, why: None }));
    assert_eq!(no(decide(&after(preliminary(), &[infeasible]), as_noted(), &officer())), says_no);
    assert!(decide(&noted_no(), redirect(), &officer()).is_ok());
    assert!(decide(&after(noted_no(), &[note()]), accept(), &officer()).is_ok());
}

#[test]
fn each_note_that_cannot_be_taken_is_named() {
    let long = || Sealed::Open("x".repeat(4001));
    let command = notes(|notes| {
        notes.feasible = Some(Judged { holds: true, why: Some(long()) });
        notes.early_advice = vec![
            EarlyAdvice { group: AdvisoryGroup::Pag, why: Sealed::Open(" ".to_owned()) },
            EarlyAdvice { group: AdvisoryGroup::Pag, why: Sealed::Open("Why not.".to_owned()) },
        ];
        let outline = json!({"title": "x".repeat(201), "outputs": {"expected": ""}});
        notes.outline = Some(Box::new(Sealed::Open(serde_json::from_value(outline).unwrap())));
    });
    let refusal = decide(&preliminary(), command, &officer()).unwrap_err();
    let errors: Vec<_> = refusal.errors().into_iter().map(|error| (error.pointer, error.code)).collect();
    let expected = [
        ("/feasible/why", "too-long"),
        ("/early_advice/0/why", "missing"),
        ("/early_advice/1/group", "listed-twice"),
        ("/outline/title", "title-too-long"),
    ];
    assert_eq!(errors, expected.map(|(pointer, code)| (pointer.to_owned(), code.to_owned())));
}

#[test]
fn what_is_written_goes_before_what_was_noted() {
    let outline: ApplicationContent = serde_json::from_value(json!({
        "title": "Noted", "outputs": {"expected": "Noted."},
    }))
    .unwrap();
    let command = notes(|notes| notes.outline = Some(Box::new(Sealed::Open(outline))));
    let state = after(preliminary(), &[command]);
    let application = state.application().unwrap();
    let written = ApplicationContent { title: Some("Written".to_owned()), ..ApplicationContent::default() };
    let known = application.known_content(written);
    assert_eq!((known.title.as_deref(), known.outputs.unwrap().expected.as_str()), (Some("Written"), "Noted."));
}

#[test]
fn the_view_of_a_group_is_wanted_until_it_is_heard() {
    let told = after(
        submitted_with_advice_wanted(),
        &[Command::NoteAdvice {
            group: AdvisoryGroup::Agd,
            outcome: AdviceOutcome::Supportive,
            met_on: date(2026, 12, 3),
        }],
    );
    assert_eq!(told.application().unwrap().early_advice_wanted().count(), 0);
}

fn submitted_with_advice_wanted() -> State {
    let state = after(preliminary(), &[note(), accept(), submit()]);
    assert_eq!(state.application().unwrap().early_advice_wanted().count(), 1);
    after(state, &[moved(CaseStage::InReview)])
}

#[test]
fn what_the_enquirer_said_of_their_readiness_is_kept() {
    let readiness = Some(dars_vocabulary::Readiness { funding: Some(Ready::Yes), ..Default::default() });
    let Command::Open { nic, organisation, lead, enquiry, accepted, .. } = open() else { panic!() };
    let state = after(State::Absent, &[Command::Open { nic, organisation, lead, enquiry, accepted, readiness }]);
    assert_eq!(state.application().unwrap().readiness, readiness);
}
