//! What the API says may be done agrees with the whole table.

use std::collections::BTreeSet;

use dars_review_domain::case::{Command, Correcting, Doing, decide, permitted};
use dars_vocabulary::{RefusalKind, Refuse};

use crate::table::{askers, commands, states};

/// The action by which a command comes in; none where only facts bring it.
fn action(command: &Command) -> Option<&'static str> {
    Some(match command {
        Command::Open { .. }
        | Command::HearAnswer { .. }
        | Command::HearAnswered { .. }
        | Command::HearWithdrawn { .. }
        | Command::HearLapsed { .. } => return None,
        Command::Assign { .. } => "assign-case",
        Command::HandOver { .. } => "hand-over-case",
        Command::Assess(_) => "assess-case",
        Command::Return { .. } => "return-application",
        Command::Raise(_) => "raise-clarification",
        Command::Resolve { .. } => "resolve-clarification",
        Command::Advise(_) => "record-advice",
        Command::Decide(_) => "decide-case",
        Command::Do(doing) => match doing {
            Doing::CheckCompleteness { .. } => "check-completeness",
            Doing::AssessStandard(_) => "assess-standard",
            Doing::RequestCheck { .. } => "request-check",
            Doing::AnswerCheck { .. } => "answer-check",
            Doing::AddNote { .. } => "add-note",
            Doing::RequestReview { .. } => "request-decision-review",
            Doing::ReviewDecision { .. } => "review-decision",
            Doing::Correct(
                Correcting::Standard { .. }
                | Correcting::Advice { .. }
                | Correcting::Clarification { .. }
                | Correcting::Check { .. }
                | Correcting::CheckAnswer { .. }
                | Correcting::Resolution { .. }
                | Correcting::Return { .. },
            ) => "correct-case",
        },
    })
}

#[test]
fn what_is_permitted_is_what_the_table_takes_for_every_state_action_and_caller() {
    let mut seen = BTreeSet::new();
    for (who, facts) in askers() {
        for (stage, state) in states() {
            let said: BTreeSet<&str> = permitted(&state, &facts).into_iter().collect();
            let mut takes = BTreeSet::new();
            for (_, command) in commands(&facts.actor) {
                let Some(action) = action(&command) else { continue };
                let accepted = match decide(&state, command, &facts) {
                    Ok(events) => !events.is_empty(),
                    Err(refusal) => refusal.kind() == RefusalKind::Unacceptable || refusal.code() == "sign-in-too-old",
                };
                if accepted {
                    takes.insert(action);
                }
            }
            // What is taken is said; what is said but not among the table's own values, is of the table's actions.
            assert!(takes.is_subset(&said), "{who} in {stage}: takes {takes:?}, says {said:?}");
            let more: Vec<_> = said.difference(&takes).collect();
            assert!(more.is_empty(), "{who} in {stage}: says {more:?} too");
            seen.extend(said);
        }
    }
    assert_eq!(seen.len(), 16, "{seen:?}");
}
