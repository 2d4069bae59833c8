//! Whether what is asked of a mail may happen.

use dars_rules::policy;
use dars_vocabulary::{
    Actor, ActorKind, Sealed, StaffRole,
    calendar::{days_after, london_date, working_days_after},
};

use super::{Arrived, Command, Event, Facts, Refusal, State};
use crate::rules::{person::person_needed, staff};

/// The events that follow from `command`.
pub fn decide(state: &State, command: Command, facts: &Facts) -> Result<Vec<Event>, Refusal> {
    match command {
        Command::Receive { mail, why, names, attachments, content } => {
            system(facts)?;
            if *state != State::Absent {
                return Err(Refusal::Exists);
            }
            let today = london_date(facts.now);
            Ok(vec![Event::MailReceived {
                mail,
                why,
                names,
                attachments,
                content: Sealed::Open(content),
                due: working_days_after(today, policy::MAIL_FILED.value),
                empties_on: days_after(today, i64::from(policy::MAIL_KEPT.value)),
            }])
        }
        Command::File { into } => {
            let mail = waiting(state, facts)?.mail;
            Ok(vec![Event::MailFiled { mail, into }])
        }
        Command::Discard { reason } => {
            let mail = waiting(state, facts)?.mail;
            Ok(vec![Event::MailDiscarded { mail, reason }])
        }
        Command::DatesPassed => {
            system(facts)?;
            Ok(match state {
                State::Waiting { arrived } if arrived.empties_on <= london_date(facts.now) => {
                    vec![Event::MailExpired { mail: arrived.mail }]
                }
                State::Absent
                | State::Waiting { .. }
                | State::Filed { .. }
                | State::Discarded { .. }
                | State::Expired { .. } => Vec::new(),
            })
        }
    }
}

/// Whether `actor` may read mails that wait: triage officers alone.
pub fn may_see(state: &State, actor: &Actor) -> Result<(), Refusal> {
    person_needed(actor)?;
    if !staff::reads_content(actor) || *state == State::Absent {
        return Err(Refusal::Unknown);
    }
    if staff::holds_any(actor, &[StaffRole::TriageOfficer]) { Ok(()) } else { Err(Refusal::RoleNeeded) }
}

/// What `facts.actor` may do on it now, by the names of the requests.
pub fn permitted(state: &State, facts: &Facts) -> &'static [&'static str] {
    if waiting(state, facts).is_ok() { &["file-mail", "discard-mail"] } else { &[] }
}

fn waiting<'a>(state: &'a State, facts: &Facts) -> Result<&'a Arrived, Refusal> {
    may_see(state, &facts.actor)?;
    match state {
        State::Absent => Err(Refusal::Unknown),
        // What its date has emptied is not filed any more, whether or not that was told.
        State::Waiting { arrived } if arrived.empties_on > london_date(facts.now) => Ok(arrived),
        State::Waiting { .. } | State::Filed { .. } | State::Discarded { .. } | State::Expired { .. } => {
            Err(Refusal::Settled)
        }
    }
}

fn system(facts: &Facts) -> Result<(), Refusal> {
    if facts.actor.kind == ActorKind::System { Ok(()) } else { Err(Refusal::SystemOnly) }
}
