//! Who may sign, and what a signature brings about (V24 and the must-not list of domain.md §3).

use dars_messages::facts::contracts::Side;
use dars_vocabulary::StaffRole;

use super::{Event, Facts, Issued, Papers, Refusal, Signature, Signed, State, dates::due};
use crate::sign_in::fresh_sign_in;

pub(super) fn sign(state: &State, sha256: &str, side: Side, facts: &Facts) -> Result<Vec<Event>, Refusal> {
    let (issued, given): (&Issued, Option<&Signature>) = match state {
        State::Absent => return Err(Refusal::NotFound),
        State::Requested(_) | State::Draft(_) => return Err(Refusal::NotIssued),
        State::Issued(issued) => (issued, None),
        State::PartSigned(part) => (&part.issued, Some(&part.signature)),
        State::Signed(_) | State::Active(_) => return Err(Refusal::AlreadySigned),
        State::Ended(_) => return Err(Refusal::AlreadyEnded),
    };
    let today = facts.today();
    if issued.document.end < today {
        return Err(Refusal::AlreadyOver);
    }
    if issued.sha256 != sha256 {
        return Err(Refusal::QuotesAnotherVersion);
    }
    may_sign(issued, given, side, facts)?;
    let authenticated_at = fresh_sign_in(&facts.actor, facts.technical_now).ok_or(Refusal::SignInTooOld)?;

    let signature =
        Signature { side, signatory: facts.actor.id, authenticated_at, at: facts.now, sha256: issued.sha256.clone() };
    let document = &issued.document;
    let mut events = vec![Event::FrameworkContractSignatureRecorded {
        contract: document.contract.clone(),
        organisation: match side {
            Side::Organisation => document.organisation.clone(),
            Side::Body => document.body.clone(),
        },
        signature: signature.clone(),
    }];
    if let Some(first) = given {
        let signed = Signed {
            terms: document.terms(),
            papers: Some(Papers { issued: issued.clone(), signatures: vec![first.clone(), signature] }),
            signed_on: today,
            successor: None,
        };
        // A last signature on or after the first day brings it into force at once.
        events.extend(due(&State::Signed(signed), today));
    }
    Ok(events)
}

/// Two people with confirmed authority, one for each side.
fn may_sign(issued: &Issued, given: Option<&Signature>, side: Side, facts: &Facts) -> Result<(), Refusal> {
    if side == Side::Body && !facts.actor.is_staff(StaffRole::BodySignatory) {
        return Err(Refusal::BodySignatoryNeeded);
    }
    let organisation = match side {
        Side::Organisation => &issued.document.organisation,
        Side::Body => &issued.document.body,
    };
    if !facts.may_sign_for(organisation) {
        return Err(Refusal::AuthorityNotConfirmed);
    }
    match given {
        Some(given) if given.side == side => Err(Refusal::SideHasSigned),
        Some(given) if given.signatory == facts.actor.id => Err(Refusal::SignsForBothSides),
        Some(_) | None => Ok(()),
    }
}
