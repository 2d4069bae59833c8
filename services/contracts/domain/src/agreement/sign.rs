//! Who may sign, and what a signature brings about (V24 and the must-not list of domain.md §3).

use dars_messages::facts::contracts::Side;
use dars_vocabulary::{OrganisationId, StaffRole, london_date};

use super::{About, Coming, Event, Facts, Issued, Party, Refusal, Signature, Stage, State};
use crate::sign_in::fresh_sign_in;

pub(super) fn sign(
    state: &State,
    sha256: &str,
    side: Side,
    organisation: OrganisationId,
    facts: &Facts,
) -> Result<Vec<Event>, Refusal> {
    let (issued, given): (&Issued, &[Signature]) = match state.coming() {
        Some(Coming::Draft(_)) => return Err(Refusal::NotIssued),
        Some(Coming::IssuedForSignature(issued)) => (issued, &[]),
        Some(Coming::PartSigned(part)) => (&part.issued, &part.signatures),
        Some(Coming::Void(_)) => return Err(Refusal::Void),
        None if state.current().is_some_and(|current| current.stage != Stage::InForce) => {
            return Err(Refusal::AlreadyEnded);
        }
        Some(Coming::Signed(_)) | None => return Err(Refusal::AlreadySigned),
    };
    let today = london_date(facts.now);
    if issued.end < today {
        return Err(Refusal::AlreadyEnded);
    }
    if issued.sha256 != sha256 {
        return Err(Refusal::QuotesAnotherVersion);
    }
    let party = Party { organisation, side };
    may_sign(issued, given, &party, facts)?;
    let authenticated_at = fresh_sign_in(&facts.actor, facts.technical_now).ok_or(Refusal::SignInTooOld)?;

    let signature =
        Signature { party, signatory: facts.actor.id, authenticated_at, at: facts.now, sha256: issued.sha256.clone() };
    let mut signatures = given.to_vec();
    signatures.push(signature.clone());
    let mut events = vec![Event::AgreementSignatureRecorded { about: About::of(issued), signature }];
    if issued.is_signed_by_all(&signatures) {
        events.push(Event::AgreementSigned {
            about: About::of(issued),
            start: issued.start,
            end: issued.end,
            signed_on: today,
        });
    }
    Ok(events)
}

/// Different people with confirmed authority, one for each party, and for the body nobody who approved it.
fn may_sign(issued: &Issued, given: &[Signature], party: &Party, facts: &Facts) -> Result<(), Refusal> {
    if !issued.parties.contains(party) {
        return Err(Refusal::NotAParty);
    }
    if party.side == Side::Body && !facts.actor.is_staff(StaffRole::BodySignatory) {
        return Err(Refusal::BodySignatoryNeeded);
    }
    if !facts.may_sign_for(&party.organisation) {
        return Err(Refusal::AuthorityNotConfirmed);
    }
    if given.iter().any(|signature| signature.party == *party) {
        return Err(Refusal::PartyHasSigned);
    }
    if let Some(own) = given.iter().find(|signature| signature.signatory == facts.actor.id) {
        return Err(if own.party.side == party.side {
            Refusal::SignsForTwoParties
        } else {
            Refusal::SignsForBothSides
        });
    }
    if party.side == Side::Body {
        match facts.approved_by {
            None => return Err(Refusal::ApproverNotKnown),
            Some(approver) if approver == facts.actor.id => return Err(Refusal::SignsWhatTheyApproved),
            Some(_) => {}
        }
    }
    Ok(())
}
