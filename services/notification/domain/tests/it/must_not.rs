//! Lines of the must-not list of domain.md §3 that concern this service.

use dars_notification_domain::plan::{Command, Edition, EndReason, Refusal, State, decide};
use dars_vocabulary::{ActorKind, DocumentVersion, StaffRole};
use jiff::civil::date;

use super::plan::{facts, plan};

fn commands() -> Vec<Command> {
    let planned = plan(1, date(2028, 3, 2));
    vec![
        Command::Plan(planned.clone()),
        Command::End { edition: None, reason: EndReason::Settled },
        Command::Settle { track: planned.track, edition: Edition::Version(DocumentVersion::FIRST_ISSUE) },
        Command::DatesPassed,
    ]
}

#[test]
fn nothing_is_done_with_a_machines_token() {
    let mut facts = facts(date(2026, 11, 22));
    facts.actor.kind = ActorKind::Machine;
    for command in commands() {
        assert_eq!(decide(&State::Absent, command, &facts), Err(Refusal::SystemOnly));
    }
}

#[test]
fn no_person_whatever_their_role_makes_or_silences_a_reminder() {
    let mut facts = facts(date(2026, 11, 22));
    facts.actor.kind = ActorKind::Person;
    for role in [StaffRole::Operator, StaffRole::RecordsOfficer, StaffRole::CaseOfficer] {
        facts.actor.roles = vec![role];
        for command in commands() {
            assert_eq!(decide(&State::Absent, command, &facts), Err(Refusal::SystemOnly));
        }
    }
}
