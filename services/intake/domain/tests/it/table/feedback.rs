use dars_intake_domain::feedback::{Asked, Command, Event, Facts, State, decide, evolve};
use dars_messages::requests::intake::{GiveFeedback, Occasion};
use dars_tables::Table;
use dars_vocabulary::{Actor, Sector, StaffRole};
use jiff::civil::date;

use super::outcome;
use crate::people::{machine, nic, now, signed_in, system};

fn give(ease: u8) -> Command {
    Command::Give(GiveFeedback {
        about: nic().to_string(),
        occasion: Occasion::Decision,
        ease,
        clarity: 5,
        comment: Some("Shorter forms.".to_owned()),
        sector: None,
    })
}

fn for_a_group() -> Command {
    let Command::Give(give) = give(4);
    Command::Give(GiveFeedback { sector: Some(Sector::Nhs), ..give })
}

fn after_an_enquiry() -> Command {
    let Command::Give(give) = for_a_group();
    Command::Give(GiveFeedback { occasion: Occasion::EnquiryEnded, ..give })
}

#[test]
fn the_table_of_feedback_is_as_committed() {
    let asked = |until| Some(Asked { sector: Sector::Universities, until });
    let by = |actor, asked| Facts { now: now(), technical_now: now(), actor, is_enquirer: false, asked };
    let in_time = asked(date(2026, 11, 20));
    let events = decide(&State::Absent, give(4), &by(signed_in("ada", &[]), in_time)).unwrap();
    let given = events.iter().fold(State::Absent, |state, event| evolve(state, event).unwrap());
    let mut table = Table::of("feedback");
    for (command_name, command) in [
        ("Give", give(4)),
        ("Give (a mark of 6)", give(6)),
        ("Give (a mark of 0)", give(0)),
        ("Give (for a group, after a decision)", for_a_group()),
        ("Give (for a group, after an enquiry)", after_an_enquiry()),
    ] {
        for (state_name, state) in [("ABSENT", &State::Absent), ("GIVEN", &given)] {
            for (who, facts) in [
                ("the public", by(Actor::public(), None)),
                ("the enquirer by their link", Facts { is_enquirer: true, ..by(Actor::public(), in_time) }),
                ("by the link, without having been asked", Facts { is_enquirer: true, ..by(Actor::public(), None) }),
                ("a machine", by(machine("client", &[]), in_time)),
                ("the system", by(system(), in_time)),
                ("a stranger", by(signed_in("eve", &[]), None)),
                ("who was asked, on the last day", by(signed_in("ada", &[]), in_time)),
                ("who was asked, a day later", by(signed_in("ada", &[]), asked(date(2026, 11, 19)))),
                ("a team manager who was not asked", by(signed_in("mia", &[StaffRole::TeamManager]), None)),
            ] {
                let decided = decide(state, command.clone(), &facts);
                table.cell(state_name, command_name, who, outcome(state, decided, evolve, Event::name, State::name));
            }
        }
    }
    table.keep(env!("CARGO_MANIFEST_DIR"), "tables/feedback.md");
}

#[test]
fn a_patients_number_in_an_answer_is_never_stored() {
    let facts = Facts {
        now: now(),
        technical_now: now(),
        actor: signed_in("ada", &[]),
        is_enquirer: false,
        asked: Some(Asked { sector: Sector::Nhs, until: date(2026, 12, 1) }),
    };
    let said = GiveFeedback {
        about: nic().to_string(),
        occasion: Occasion::Closing,
        ease: 1,
        clarity: 5,
        comment: Some("My patient 943 476 5919 waited.".to_owned()),
        sector: None,
    };
    let events = decide(&State::Absent, Command::Give(said.clone()), &facts).unwrap();
    let [Event::FeedbackGiven(given)] = events.as_slice() else { panic!("{events:?}") };
    let words = given.comment.as_ref().unwrap().open().unwrap();
    assert_eq!(words, "My patient [number removed] waited.");
    // Marks without words are an answer too.
    let silent = GiveFeedback { comment: Some("  ".to_owned()), ..said };
    let events = decide(&State::Absent, Command::Give(silent), &facts).unwrap();
    let [Event::FeedbackGiven(given)] = events.as_slice() else { panic!("{events:?}") };
    assert_eq!((given.comment.as_ref(), given.sector), (None, Sector::Nhs));
}
