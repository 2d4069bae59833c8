//! Destruction: a member of a party declares it, a case officer of no party judges it.

use dars_vocabulary::{CertificateRef, MembershipRole, Sealed, StaffRole, london_date};

use super::{
    About, Certificate, Declaration, Destruction, Event, Facts, Issued, Judgement, Refusal, Stage, State,
    text::{LINE, ROLE, TEXT, filled, optional},
};

/// Who may declare it for an organisation.
pub const DECLARING: [MembershipRole; 4] =
    [MembershipRole::Lead, MembershipRole::IgLead, MembershipRole::Administrator, MembershipRole::Signatory];

pub(super) fn submit(state: &State, declaration: Declaration, facts: &Facts) -> Result<Event, Refusal> {
    let (issued, destruction) = due(state)?;
    let Declaration { certificate, mut parties, method, destroyed_on, backups_cleared_on, exceptions, declared_as } =
        declaration;
    if parties.is_empty() {
        return Err(Refusal::PartiesMissing);
    }
    if let Some(at) = parties.iter().position(|party| !destruction.parties.contains(party)) {
        return Err(Refusal::PartyNotCovered { at });
    }
    if !parties.iter().any(|party| facts.is_member(party, &DECLARING)) {
        return Err(Refusal::RoleToCertifyNeeded);
    }
    let today = london_date(facts.now);
    let ended_on = destruction.ended.ended_on;
    if destroyed_on > today {
        return Err(Refusal::DestroyedInFuture);
    }
    if destroyed_on < ended_on {
        return Err(Refusal::DestroyedBeforeEnd { pointer: "/destroyed_on" });
    }
    if backups_cleared_on.is_some_and(|cleared_on| cleared_on < ended_on) {
        return Err(Refusal::DestroyedBeforeEnd { pointer: "/backups_cleared_on" });
    }
    parties.sort();
    parties.dedup();
    let certificate = Certificate {
        certificate,
        parties,
        method,
        destroyed_on,
        backups_cleared_on,
        exceptions: optional(exceptions, "/exceptions", LINE)?.map(Sealed::Open),
        declared_as: Sealed::Open(filled(declared_as, "/declared_as", ROLE)?),
        declared_by: facts.actor.id,
        declared_on: today,
        judgement: Judgement::Submitted,
    };
    Ok(Event::CertificateSubmitted { about: About::of(issued), certificate })
}

pub(super) fn accept(state: &State, reference: &CertificateRef, facts: &Facts) -> Result<Event, Refusal> {
    let issued = judged_by(state, reference, facts)?;
    let (by, on) = (facts.actor.id, london_date(facts.now));
    Ok(Event::CertificateAccepted { about: About::of(issued), certificate: reference.clone(), by, on })
}

pub(super) fn query(state: &State, reference: &CertificateRef, text: String, facts: &Facts) -> Result<Event, Refusal> {
    let issued = judged_by(state, reference, facts)?;
    let text = Sealed::Open(filled(text, "/text", TEXT)?);
    Ok(Event::CertificateQueried { about: About::of(issued), certificate: reference.clone(), text, by: facts.actor.id })
}

/// A case officer who belongs to none of the parties that it covers, and who did not declare it.
fn judged_by<'a>(state: &'a State, reference: &CertificateRef, facts: &Facts) -> Result<&'a Issued, Refusal> {
    if !facts.actor.is_staff(StaffRole::CaseOfficer) {
        return Err(Refusal::CaseOfficerNeeded);
    }
    let (issued, destruction) = due(state)?;
    let certificate = destruction.certificate(reference).ok_or(Refusal::CertificateNotFound)?;
    let own = facts.organisations();
    if certificate.declared_by == facts.actor.id || certificate.parties.iter().any(|party| own.contains(party)) {
        return Err(Refusal::OwnOrganisation);
    }
    match certificate.judgement {
        Judgement::Submitted | Judgement::Queried { .. } => Ok(issued),
        Judgement::Accepted { .. } => Err(Refusal::CertificateAccepted),
    }
}

fn due(state: &State) -> Result<(&Issued, &Destruction), Refusal> {
    let current = state.current().ok_or(Refusal::DestructionNotDue)?;
    match &current.stage {
        Stage::DestructionDue(destruction) => Ok((&current.signed.issued, destruction)),
        Stage::Closed(_) => Err(Refusal::AlreadyClosed),
        Stage::InForce | Stage::Ended(_) => Err(Refusal::DestructionNotDue),
    }
}
