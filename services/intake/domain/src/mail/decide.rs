//! Whether what is asked of a mail may happen.

use dars_messages::requests::intake::{DiscardReason, NoIncident};
use dars_rules::policy;
use dars_vocabulary::{
    Actor, ActorKind, Sealed, StaffRole,
    calendar::{days_after, london_date, working_days_after},
    code::EnquiryTopic,
};

use super::{Arrived, Command, Event, Facts, Refusal, State};
use crate::{
    enquiry::{Suspicion, within_the_hour},
    rules::{person::person_needed, routing::may_be_an_incident, staff},
};

/// The events that follow from `command`.
pub fn decide(state: &State, command: Command, facts: &Facts) -> Result<Vec<Event>, Refusal> {
    match command {
        Command::Receive { mail, why, names, attachments, numbers_removed, content } => {
            system(facts)?;
            if *state != State::Absent {
                return Err(Refusal::Exists);
            }
            let today = london_date(facts.now);
            let told = format!("{}\n\n{}", content.subject, content.text);
            let suspicion = may_be_an_incident(&told, EnquiryTopic::Other)
                .map(|sign| Suspicion { look_by: within_the_hour(facts.now), sign: sign.to_owned() });
            Ok(vec![Event::MailReceived {
                suspicion,
                mail,
                why,
                names,
                attachments,
                received_at: Some(facts.now),
                numbers_removed,
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
            let arrived = waiting(state, facts)?;
            if !staff::holds_any(&facts.actor, &[StaffRole::TriageOfficer]) {
                return Err(Refusal::RoleNeeded { who: TRIAGE });
            }
            if arrived.suspicion.is_some() {
                return Err(Refusal::NotLookedAt);
            }
            Ok(vec![Event::MailDiscarded { mail: arrived.mail, reason }])
        }
        Command::RuleOut { reason } => {
            let arrived = waiting(state, facts)?;
            if !staff::holds_any(&facts.actor, &[StaffRole::IncidentLead]) {
                return Err(Refusal::RoleNeeded { who: "an incident lead" });
            }
            if arrived.suspicion.is_none() {
                return Err(Refusal::NothingSuspected);
            }
            Ok(vec![Event::MailRuledOut { mail: arrived.mail, reason }])
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

const TRIAGE: &str = "a triage officer";

/// Whether `actor` may read a mail that waits: triage officers; the incident lead what may tell of an incident.
pub fn may_see(state: &State, actor: &Actor) -> Result<(), Refusal> {
    person_needed(actor)?;
    if !staff::reads_content(actor) || *state == State::Absent {
        return Err(Refusal::Unknown);
    }
    let shown = state.arrived().is_some_and(|arrived| arrived.suspicion.is_some());
    if staff::holds_any(actor, &[StaffRole::TriageOfficer])
        || (shown && staff::holds_any(actor, &[StaffRole::IncidentLead]))
    {
        Ok(())
    } else {
        Err(Refusal::RoleNeeded { who: TRIAGE })
    }
}

/// What `facts.actor` may do on it now, by the names of the requests: asked of [`decide`], with acceptable values.
pub fn permitted(state: &State, facts: &Facts) -> Vec<&'static str> {
    let Ok(into) = "ENQ-0000-000000".parse() else { return Vec::new() };
    let probes = [
        ("file-mail", Command::File { into }),
        ("discard-mail", Command::Discard { reason: DiscardReason::Spam }),
        ("rule-out-mail", Command::RuleOut { reason: NoIncident::OnlyAsked }),
    ];
    let may = probes.into_iter().filter(|(_, command)| decide(state, command.clone(), facts).is_ok());
    may.map(|(action, _)| action).collect()
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
