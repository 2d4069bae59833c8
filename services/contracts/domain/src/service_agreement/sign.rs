//! Who may sign (V24 and the must-not list of domain.md §3).

use dars_messages::facts::contracts::Side;
use dars_vocabulary::StaffRole;

use super::{Event, Facts, Ordered, Refusal, State};
use crate::{framework_contract::Signature, sign_in::fresh_sign_in};

pub(super) fn sign(state: &State, sha256: &str, side: Side, facts: &Facts) -> Result<Vec<Event>, Refusal> {
    let ordered = match state {
        State::Absent => return Err(Refusal::NotFound),
        State::Quoted(_) => return Err(Refusal::NotOrdered),
        State::Ordered(ordered) => ordered,
        State::Signed(_) | State::Provisioned(_) | State::Active(_) => return Err(Refusal::AlreadySigned),
        State::Ending(_) | State::Closed(_) => return Err(Refusal::AlreadyOver),
    };
    let quoted = &ordered.quoted;
    if quoted.end < facts.today() {
        return Err(Refusal::AlreadyOver);
    }
    facts.standing_agreement()?;
    if quoted.sha256 != sha256 {
        return Err(Refusal::QuotesAnotherVersion);
    }
    may_sign(ordered, side, facts)?;
    let authenticated_at = fresh_sign_in(&facts.actor, facts.technical_now).ok_or(Refusal::SignInTooOld)?;

    let signature =
        Signature { side, signatory: facts.actor.id, authenticated_at, at: facts.now, sha256: quoted.sha256.clone() };
    let mut events = vec![Event::ServiceAgreementSignatureRecorded { signature }];
    if !ordered.signatures.is_empty() {
        events.push(Event::ServiceAgreementSigned);
    }
    Ok(events)
}

/// Two people with confirmed authority, one for each side.
fn may_sign(ordered: &Ordered, side: Side, facts: &Facts) -> Result<(), Refusal> {
    if side == Side::Body && !facts.actor.is_staff(StaffRole::BodySignatory) {
        return Err(Refusal::BodySignatoryNeeded);
    }
    let organisation = match side {
        Side::Organisation => &ordered.quoted.organisation,
        Side::Body => &ordered.quoted.body,
    };
    if !facts.may_sign_for(organisation) {
        return Err(Refusal::AuthorityNotConfirmed);
    }
    if ordered.signatures.iter().any(|given| given.side == side) {
        return Err(Refusal::SideHasSigned);
    }
    if ordered.signatures.iter().any(|given| given.signatory == facts.actor.id) {
        return Err(Refusal::SignsForBothSides);
    }
    Ok(())
}
