use dars_intake_domain::mail::{Command, Content, Event, Facts, State, Unjoined, decide, evolve, permitted};
use dars_messages::requests::intake::{DiscardReason, NoIncident};
use dars_tables::Table;
use dars_vocabulary::{Actor, StaffRole};
use jiff::{SignedDuration, tz::TimeZone};
use uuid::Uuid;

use super::outcome;
use crate::people::{machine, now, signed_in, system};

fn action(command: &str) -> Option<&'static str> {
    match command {
        "File" => Some("file-mail"),
        "Discard" => Some("discard-mail"),
        "RuleOut" => Some("rule-out-mail"),
        _ => None,
    }
}

fn receive(written: &str) -> Command {
    let text = |text: &str| text.to_owned();
    let content = Content {
        name: text("Ada"),
        email: text("ada@quill.example"),
        subject: text("A question"),
        text: text(written),
    };
    Command::Receive {
        mail: Uuid::from_u128(1),
        why: Unjoined::NoReplyAddress,
        names: None,
        attachments: 0,
        numbers_removed: 0,
        content,
    }
}

#[test]
fn the_table_of_mail_is_as_committed() {
    let into = "ENQ-2026-000412".parse().unwrap();
    let (file, discard) = (Command::File { into }, Command::Discard { reason: DiscardReason::Spam });
    let at = |now, actor| Facts { now, technical_now: now, actor };
    let after = |state: &State, command: &Command, actor, now| {
        let events = decide(state, command.clone(), &at(now, actor)).unwrap();
        events.iter().fold(state.clone(), |state, event| evolve(state, event).unwrap())
    };
    let triage = || signed_in("sid", &[StaffRole::TriageOfficer]);
    let late = now() + SignedDuration::from_hours(24 * 91);
    let waiting = after(&State::Absent, &receive("Which years?"), system(), now());
    let lead = || signed_in("ina", &[StaffRole::IncidentLead]);
    let rule_out = Command::RuleOut { reason: NoIncident::OnlyAsked };
    let suspected = after(&State::Absent, &receive("Our laptop with the extract was stolen."), system(), now());
    assert_eq!(waiting.arrived().unwrap().suspicion, None);
    let empties_on = waiting.arrived().unwrap().empties_on;
    assert_eq!((State::Absent.next_due(), waiting.next_due()), (None, Some(empties_on)));
    let day_before = empties_on.yesterday().unwrap();
    for (day, filed) in [(day_before, true), (empties_on, false)] {
        let noon = day.at(12, 0, 0, 0).to_zoned(TimeZone::UTC).unwrap().timestamp();
        assert_eq!(decide(&waiting, file.clone(), &at(noon, triage())).is_ok(), filed, "{day}");
    }
    let discarded = after(&waiting, &discard, triage(), now());
    assert_eq!(discarded.next_due(), None);
    let mut table = Table::of("mail");
    for (command_name, command) in [
        ("Receive", receive("Which years?")),
        ("File", file.clone()),
        ("Discard", discard.clone()),
        ("RuleOut", rule_out.clone()),
        ("DatesPassed", Command::DatesPassed),
    ] {
        for (state_name, state, now) in [
            ("ABSENT", State::Absent, now()),
            ("WAITING", waiting.clone(), now()),
            ("WAITING (may be an incident)", suspected.clone(), now()),
            ("WAITING (ruled out)", after(&suspected, &rule_out, lead(), now()), now()),
            ("WAITING (too long)", waiting.clone(), late),
            ("FILED", after(&waiting, &file, triage(), now()), now()),
            ("DISCARDED", after(&waiting, &discard, triage(), now()), now()),
            ("EXPIRED", after(&waiting, &Command::DatesPassed, system(), late), late),
        ] {
            for (who, actor) in [
                ("the public", Actor::public()),
                ("a machine", machine("client", &[StaffRole::TriageOfficer])),
                ("the system", system()),
                ("a stranger", signed_in("eve", &[])),
                ("a triage officer", triage()),
                ("an incident lead", signed_in("ina", &[StaffRole::IncidentLead])),
                ("an expert", signed_in("olu", &[StaffRole::Expert])),
                ("an operator", signed_in("op", &[StaffRole::Operator])),
            ] {
                let decided = decide(&state, command.clone(), &at(now, actor.clone()));
                if let Some(action) = action(command_name) {
                    let told = permitted(&state, &at(now, actor)).contains(&action);
                    assert_eq!(told, decided.is_ok(), "{command_name} {state_name} {who}");
                }
                table.cell(state_name, command_name, who, outcome(&state, decided, evolve, Event::name, State::name));
            }
        }
    }
    table.keep(env!("CARGO_MANIFEST_DIR"), "tables/mail.md");
}
