//! How an event changes an enquiry.

use dars_vocabulary::{Impossible, code::Team};

use super::{
    Asked, Event, State, Suspicion,
    state::{At, Stage},
};

/// The state after `event`.
#[expect(clippy::needless_pass_by_value, reason = "every aggregate's evolve has this shape")]
pub fn evolve(state: State, event: &Event) -> Result<State, Impossible> {
    let impossible = || Impossible { state: state.name(), event: event.name() };
    let open = || match state.stage() {
        Stage::Open(asked, at) => Ok((asked.clone(), at)),
        Stage::Absent | Stage::Merged(..) | Stage::Over(_) | Stage::Converted(_) => Err(impossible()),
    };
    // As long as its enquirer is owed an answer.
    let unanswered = || match state.stage() {
        Stage::Open(asked, _) | Stage::Merged(asked, _) => Ok(asked.clone()),
        Stage::Absent | Stage::Over(_) | Stage::Converted(_) => Err(impossible()),
    };
    let looked = |suspicion: Option<Suspicion>| match state.asked() {
        Some(asked) => Ok(state.clone().having(Asked { suspicion, ..asked.clone() })),
        None => Err(impossible()),
    };
    match event {
        Event::EnquiryRaised {
            enquiry,
            channel,
            topic,
            answer_due,
            enquirer,
            purpose,
            raised_by,
            details,
            suggestion,
            numbers_removed,
            received_at,
            logged_by,
            nics: _,
        } => match state.stage() {
            Stage::Absent => Ok(State::New {
                asked: Asked {
                    enquiry: enquiry.clone(),
                    channel: *channel,
                    topic: *topic,
                    answer_due: *answer_due,
                    enquirer: enquirer.clone(),
                    purpose: purpose.clone(),
                    raised_by: *raised_by,
                    messages: 0,
                    details: (**details).clone(),
                    suggestion: suggestion.clone(),
                    answer_by: None,
                    suspicion: None,
                    owner: None,
                    overdue_told: false,
                    reopened: 0,
                    merged: Vec::new(),
                    numbers_removed: *numbers_removed,
                    received_at: *received_at,
                    logged_by: *logged_by,
                    routed_to: None,
                    same_as: None,
                },
            }),
            Stage::Open(..) | Stage::Merged(..) | Stage::Over(_) | Stage::Converted(_) => Err(impossible()),
        },
        Event::EnquiryIncidentSuspected { suspicion, .. } => looked(Some(suspicion.clone())),
        Event::EnquiryIncidentRuledOut { .. } => looked(None),
        // What it says is for the lead from now on, whatever else becomes of it.
        Event::EnquiryIncidentConfirmed { .. } => match state.asked() {
            Some(asked) => {
                let asked = Asked { suspicion: None, routed_to: Some(Team::Incident), ..asked.clone() };
                Ok(state.clone().having(asked))
            }
            None => Err(impossible()),
        },
        Event::EnquiryTriaged { .. } => match open()? {
            (asked, At::New) => Ok(State::Triaged { asked }),
            (_, At::Triaged | At::WithExpert { .. } | At::AwaitingEnquirer { .. }) => Err(impossible()),
        },
        Event::EnquiryRouted { team, answer_due, answer_by, .. } => {
            // Whoever had it in the other team has it no longer.
            let asked = |asked: &Asked| Asked {
                answer_due: *answer_due,
                answer_by: *answer_by,
                owner: None,
                routed_to: Some(*team),
                same_as: None,
                // Once the lead has it, nobody needs to show it to them.
                suspicion: asked.suspicion.clone().filter(|_| *team != Team::Incident),
                overdue_told: asked.overdue_told && asked.answer_due == *answer_due,
                ..asked.clone()
            };
            match state.stage() {
                Stage::Open(before, At::New | At::Triaged | At::WithExpert { .. }) | Stage::Merged(before, _) => {
                    Ok(State::WithExpert { asked: asked(before), team: *team })
                }
                // An incident waits for nobody's answer.
                Stage::Open(before, At::AwaitingEnquirer { .. }) if *team == Team::Incident => {
                    Ok(State::WithExpert { asked: asked(before), team: *team })
                }
                // Another team has it, and the question stands.
                Stage::Open(before, At::AwaitingEnquirer { chase_on, close_on, .. }) => {
                    Ok(State::AwaitingEnquirer { asked: asked(before), team: *team, chase_on, close_on })
                }
                Stage::Absent | Stage::Over(_) | Stage::Converted(_) => Err(impossible()),
            }
        }
        Event::EnquiryGivenBack { .. } => match open()? {
            (asked, At::WithExpert { .. }) => {
                Ok(State::Triaged { asked: Asked { owner: None, routed_to: None, ..asked } })
            }
            (_, At::New | At::Triaged | At::AwaitingEnquirer { .. }) => Err(impossible()),
        },
        Event::EnquiryAssigned { owner, .. } => {
            open().map(|(asked, at)| at.with(Asked { owner: Some(*owner), ..asked }))
        }
        Event::EnquiryOverdue { .. } => {
            let asked = Asked { overdue_told: true, ..unanswered()? };
            state.with(asked).ok_or_else(impossible)
        }
        Event::EnquiryMerged { into, .. } => {
            let (asked, _) = open()?;
            let asked = Asked { same_as: Some(into.clone()), ..asked };
            Ok(State::Merged { asked, into: into.clone(), team: state.team() })
        }
        Event::EnquiryTookIn { other, .. } => open().map(|(mut asked, at)| {
            asked.merged.push(other.clone());
            at.with(asked)
        }),
        Event::EnquiryMessageAdded { number, by_officer, numbers_removed: removed, .. } => {
            let before = unanswered()?;
            // What its enquirer must be told: what officers wrote is not theirs.
            let numbers_removed =
                if *by_officer { before.numbers_removed } else { before.numbers_removed.saturating_add(*removed) };
            let asked = Asked { messages: *number, numbers_removed, ..before };
            state.with(asked).ok_or_else(impossible)
        }
        Event::EnquiryAsked { team, chase_on, close_on, .. } => match open()? {
            (asked, At::WithExpert { .. }) => {
                Ok(State::AwaitingEnquirer { asked, team: *team, chase_on: *chase_on, close_on: *close_on })
            }
            (_, At::New | At::Triaged | At::AwaitingEnquirer { .. }) => Err(impossible()),
        },
        // Journals were written in which an incident still waited for its enquirer.
        Event::EnquiryReplied { .. } => match open()? {
            (asked, At::AwaitingEnquirer { team, .. } | At::WithExpert { team: team @ Team::Incident }) => {
                Ok(State::WithExpert { asked, team })
            }
            (_, At::New | At::Triaged | At::WithExpert { .. }) => Err(impossible()),
        },
        Event::EnquiryClosedNoReply { .. } => match open()? {
            (asked, At::AwaitingEnquirer { .. } | At::WithExpert { team: Team::Incident }) => {
                Ok(State::ClosedNoReply { asked })
            }
            (_, At::New | At::Triaged | At::WithExpert { .. }) => Err(impossible()),
        },
        Event::EnquiryAnswered { .. } => unanswered().map(|asked| State::Answered { asked }),
        Event::EnquirySignposted { to, .. } => unanswered().map(|asked| State::Signposted { asked, to: to.clone() }),
        Event::EnquiryMarkedDuplicate { of, .. } => open()
            .map(|(asked, _)| State::Duplicate { asked: Asked { same_as: Some(of.clone()), ..asked }, of: of.clone() }),
        Event::EnquiryClosed { reason, .. } => unanswered().map(|asked| State::Closed { asked, reason: *reason }),
        Event::EnquiryConverted { nic, .. } => open().map(|(asked, _)| State::Converted { asked, nic: nic.clone() }),
        Event::EnquiryReopened { answer_due, .. } => match state.stage() {
            Stage::Over(asked) | Stage::Merged(asked, _) => Ok(State::Triaged {
                asked: Asked {
                    answer_due: *answer_due,
                    answer_by: None,
                    owner: None,
                    overdue_told: false,
                    reopened: asked.reopened.saturating_add(1),
                    ..asked.clone()
                },
            }),
            Stage::Absent | Stage::Open(..) | Stage::Converted(_) => Err(impossible()),
        },
    }
}
