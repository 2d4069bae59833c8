//! What the API says may be done is what `decide` lets pass, over the whole table.

use std::collections::{BTreeMap, BTreeSet};

use dars_intake_domain::application::{may_save, original, permitted};
use dars_vocabulary::Refuse as _;

use super::*;
use crate::table::application::{commands, everyone, states};

/// Which action asks for a command, for those that people give on an application that is there.
fn action(command: &Command) -> Option<&'static str> {
    Some(match command {
        Command::NotePreliminary(_) => "note-preliminary",
        Command::RecordEarlyView(_) => "record-early-view",
        Command::Accept(_) | Command::Redirect { .. } => "assess-preliminary",
        Command::SetPeople { .. } => "set-people",
        Command::HandOver { .. } => "hand-over-application",
        Command::Invite { .. } => "invite-collaborator",
        Command::RevokeInvitation { .. } => "revoke-invitation",
        Command::Submit { .. } => "submit-application",
        Command::Answer { .. } => "answer-clarification",
        Command::Withdraw { .. } => "withdraw-application",
        Command::OpenChange { .. } => "open-change",
        _ => return None,
    })
}

/// Whether nothing but the values may stand in its way.
fn passes<T>(decided: &Result<T, dars_intake_domain::application::Refusal>) -> bool {
    decided.as_ref().err().is_none_or(|refusal| refusal.kind() == RefusalKind::Unacceptable)
}

#[test]
fn what_is_permitted_is_what_is_not_refused_and_nothing_else() {
    let leads = |names: &[&str]| -> BTreeMap<_, _> {
        names.iter().map(|name| (person(name), vec![membership(MembershipRole::Lead)])).collect()
    };
    // The lead is there, or left; an administrator is there, or not.
    let circumstances =
        [(leads(&["ada", "ben", "cy"]), true), (leads(&["ben", "cy"]), true), (leads(&["ben", "cy"]), false)];
    let mut seen = BTreeSet::new();
    for (name, state, at) in states() {
        for (who, actor, memberships) in everyone() {
            for (people, administered) in circumstances.clone() {
                let facts = Facts {
                    memberships: memberships.clone(),
                    people,
                    administered,
                    ..Facts::by(actor.clone(), at, at)
                };
                let told: BTreeSet<_> = permitted(&state, &facts).into_iter().collect();
                let mut accepted: BTreeSet<&str> = commands()
                    .into_iter()
                    .filter_map(|(_, command)| Some((action(&command)?, command)))
                    .filter(|(_, command)| passes(&decide(&state, command.clone(), &facts)))
                    .map(|(action, _)| action)
                    .collect();
                if may_save(&state, &facts).is_ok() {
                    accepted.extend(["save-section", "take-over-evidence"]);
                }
                if passes(&original(&dars_intake_domain::application::as_of(&state, &facts), &facts)) {
                    accepted.insert("copy-application");
                }
                assert_eq!(told, accepted, "{name}, {who}, administered: {administered}");
                seen.extend(told);
            }
        }
    }
    assert_eq!(seen.len(), 14, "{seen:?}");
}
