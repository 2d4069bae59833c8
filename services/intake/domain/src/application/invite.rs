//! Who is invited to work on an application: by its lead, with a token that is used once, for a while. Here only the
//! token's hash is known; what ended is dropped, so that a used, expired, revoked and wrong token are all the same.

use dars_rules::policy;
use dars_vocabulary::{
    PersonId, Sealed,
    calendar::{days_after, london_date},
};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{Application, Event, Facts, Refusal, State, decide::may_see, event, people, phase::Phase};
use crate::{
    organisation::Contact,
    rules::{person::person_needed, text},
};

/// An invitation that nobody has answered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Invitation {
    /// Its id.
    pub id: Uuid,
    /// To whom it was sent.
    pub contact: Sealed<Contact>,
    /// SHA-256 in hex of its token.
    pub token_sha256: String,
    /// The day in London.
    pub invited_on: Date,
    /// The last day on which it can be accepted.
    pub open_until: Date,
}

/// How many were invited on the last day on which anyone was.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Invited {
    /// The day in London.
    pub on: Date,
    /// How many.
    pub count: u32,
}

impl Invitation {
    /// Whether it can be accepted on `day`.
    pub fn is_open_on(&self, day: Date) -> bool {
        day <= self.open_until
    }
}

/// The first day on which an invitation is over and no sweep has dropped it yet.
pub(super) fn ends_on(state: &State) -> Option<Date> {
    state.application()?.invitations.iter().map(|invitation| days_after(invitation.open_until, 1)).min()
}

/// What its lead may ask about who works on it, while it is not over.
fn led<'a>(state: &'a State, facts: &Facts) -> Result<&'a Application, Refusal> {
    person_needed(&facts.actor)?;
    may_see(state, facts)?;
    let Some(application) = state.application() else { return Err(Refusal::Unknown) };
    if !people::leads(application, facts) {
        return Err(Refusal::LeadNeeded);
    }
    Ok(application)
}

pub(super) fn may_invite<'a>(state: &'a State, facts: &Facts) -> Result<&'a Application, Refusal> {
    let application = led(state, facts)?;
    match state.phase() {
        Phase::Absent => return Err(Refusal::Unknown),
        Phase::Over(_) => return Err(Refusal::Over),
        Phase::Preliminary(_) | Phase::Writing(..) | Phase::Reviewed(..) | Phase::Approved(..) => {}
    }
    let today = london_date(facts.now);
    let most = policy::INVITATIONS.value;
    let open = application.invitations.iter().filter(|invitation| invitation.is_open_on(today)).count();
    let sent_today = application.invited.filter(|invited| invited.on == today).map_or(0, |invited| invited.count);
    let full = open + application.collaborators.len() >= people::MOST;
    if full || sent_today >= most || u32::try_from(open).is_ok_and(|open| open >= most) {
        return Err(Refusal::InvitationsTooMany);
    }
    Ok(application)
}

/// An open invitation of its lead's can be taken back, whatever became of the application.
pub(super) fn may_revoke<'a>(state: &'a State, facts: &Facts) -> Result<&'a Application, Refusal> {
    let application = led(state, facts)?;
    if application.invitations.is_empty() { Err(Refusal::InvitationUnknown) } else { Ok(application) }
}

pub(super) fn invite(
    state: &State,
    facts: &Facts,
    id: Uuid,
    contact: Contact,
    token_sha256: String,
) -> Result<Vec<Event>, Refusal> {
    let application = may_invite(state, facts)?;
    let errors: Vec<_> =
        [text::line("/name", &contact.name), text::email("/email", &contact.email)].into_iter().flatten().collect();
    if !errors.is_empty() {
        return Err(Refusal::Unacceptable { errors });
    }
    let today = london_date(facts.now);
    let same = |known: &&Invitation| {
        known.contact.open().is_some_and(|known| known.email.eq_ignore_ascii_case(&contact.email))
    };
    // Whoever is invited again has one token, the newest.
    let replaced = application.invitations.iter().filter(same).map(|known| {
        Event::InvitationRevoked(event::InvitationRevoked {
            nic: application.nic.clone(),
            invitation: known.id,
            revoked_by: facts.actor.id,
        })
    });
    let mut events: Vec<Event> = replaced.collect();
    events.push(Event::CollaboratorInvited(event::CollaboratorInvited {
        nic: application.nic.clone(),
        invitation: id,
        contact: Sealed::Open(contact),
        token_sha256,
        invited_on: today,
        open_until: days_after(today, i64::from(policy::INVITATION.value)),
        invited_by: facts.actor.id,
    }));
    Ok(events)
}

pub(super) fn revoke(state: &State, facts: &Facts, id: Uuid) -> Result<Vec<Event>, Refusal> {
    let application = may_revoke(state, facts)?;
    if !application.invitations.iter().any(|known| known.id == id) {
        return Err(Refusal::InvitationUnknown);
    }
    Ok(vec![Event::InvitationRevoked(event::InvitationRevoked {
        nic: application.nic.clone(),
        invitation: id,
        revoked_by: facts.actor.id,
    })])
}

/// Whoever has the token may; whether they could know of the application before does not matter.
pub(super) fn accept(state: &State, facts: &Facts, token_sha256: &str) -> Result<Vec<Event>, Refusal> {
    person_needed(&facts.actor)?;
    let application = match state.phase() {
        Phase::Absent | Phase::Over(_) => return Err(Refusal::InvitationUnknown),
        Phase::Preliminary(application) | Phase::Writing(application, _) | Phase::Approved(application, _) => {
            application
        }
        Phase::Reviewed(review, _) => &review.application,
    };
    let today = london_date(facts.now);
    let known = application
        .invitations
        .iter()
        .find(|known| known.token_sha256 == token_sha256 && known.is_open_on(today))
        .ok_or(Refusal::InvitationUnknown)?;
    Ok(vec![Event::InvitationAccepted(event::InvitationAccepted {
        nic: application.nic.clone(),
        organisation: application.organisation.clone(),
        invitation: known.id,
        lead: application.lead,
        collaborators: with(application, facts.actor.id),
        accepted_on: today,
        accepted_by: facts.actor.id,
    })])
}

fn with(application: &Application, person: PersonId) -> Vec<PersonId> {
    let named = application.lead == person || application.collaborators.contains(&person);
    application.collaborators.iter().copied().chain((!named).then_some(person)).collect()
}

/// What is over by its date is dropped, and its address forgotten.
pub(super) fn expired(state: &State, today: Date) -> Vec<Event> {
    let Some(application) = state.application() else { return Vec::new() };
    let over = application.invitations.iter().filter(|known| !known.is_open_on(today));
    over.map(|known| {
        Event::InvitationExpired(event::InvitationExpired { nic: application.nic.clone(), invitation: known.id })
    })
    .collect()
}
