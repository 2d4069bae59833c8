//! What an event makes of an agreement.

use dars_vocabulary::Impossible;

use super::{
    Closed, Coming, Current, Destruction, Ended, Event, Judgement, PartSigned, Signed, Stage, Standing, State, Void,
    Why,
};

/// The state after `event`.
pub fn evolve(state: State, event: &Event) -> Result<State, Impossible> {
    let impossible = Impossible { state: state.name(), event: event.name() };
    let after = match event {
        Event::AgreementDrafted(_)
        | Event::AgreementIssued(_)
        | Event::AgreementSignatureRecorded { .. }
        | Event::AgreementSigned { .. }
        | Event::AgreementVoided { .. } => on_its_way(state, event),
        Event::AgreementSuperseded { .. } => match state {
            State::Standing(standing) => match standing.next {
                Some(Coming::Signed(signed)) => Some(State::Coming(Box::new(Coming::Signed(signed)))),
                Some(_) | None => None,
            },
            State::Absent | State::Coming(_) => None,
        },
        Event::AgreementActivated { .. } => match state {
            State::Coming(coming) => match *coming {
                Coming::Signed(signed) => Some(in_force(signed)),
                Coming::Draft(_) | Coming::IssuedForSignature(_) | Coming::PartSigned(_) | Coming::Void(_) => None,
            },
            State::Standing(standing) => match (standing.current.stage, standing.next) {
                (Stage::Closed(_), Some(Coming::Signed(signed))) => Some(in_force(signed)),
                (Stage::InForce | Stage::Ended(_) | Stage::DestructionDue(_) | Stage::Closed(_), _) => None,
            },
            State::Absent => None,
        },
        Event::AgreementTerminated { ended, .. } => match state {
            // What was on its way ends with it.
            State::Standing(standing) if standing.current.stage == Stage::InForce => {
                let current = Current { stage: Stage::Ended(ended.clone()), ..standing.current };
                Some(State::Standing(Box::new(Standing { current, next: None })))
            }
            State::Standing(_) | State::Absent | State::Coming(_) => None,
        },
        Event::AgreementExpiring { .. }
        | Event::AgreementExpired { .. }
        | Event::AgreementSuspended { .. }
        | Event::ReinstatementProposed { .. }
        | Event::AgreementReinstated { .. }
        | Event::ConditionMet { .. }
        | Event::DestructionDue { .. }
        | Event::CertificateSubmitted { .. }
        | Event::CertificateQueried { .. }
        | Event::CertificateAccepted { .. }
        | Event::DestructionOverdue { .. }
        | Event::AgreementClosed { .. } => match state {
            State::Standing(standing) => {
                let Standing { current, next } = *standing;
                let current = came_into_force(current, event);
                current.map(|current| State::Standing(Box::new(Standing { current, next })))
            }
            State::Absent | State::Coming(_) => None,
        },
    };
    after.ok_or(impossible)
}

fn in_force(signed: Signed) -> State {
    let current = Current { signed, expiring_told: false, met: Vec::new(), suspension: None, stage: Stage::InForce };
    State::Standing(Box::new(Standing { current, next: None }))
}

/// An event of the version on its way, whether it is the first or the next.
fn on_its_way(state: State, event: &Event) -> Option<State> {
    match state {
        State::Absent => coming(None, event).map(first),
        State::Coming(before) => coming(Some(*before), event).map(first),
        State::Standing(mut standing) => {
            standing.next = Some(coming(standing.next.take(), event)?);
            Some(State::Standing(standing))
        }
    }
}

fn first(coming: Coming) -> State {
    State::Coming(Box::new(coming))
}

fn coming(before: Option<Coming>, event: &Event) -> Option<Coming> {
    match (event, before) {
        (Event::AgreementDrafted(draft), None | Some(Coming::Void(_))) => Some(Coming::Draft(draft.clone())),
        (Event::AgreementIssued(issued), Some(Coming::Draft(_) | Coming::Void(_))) => {
            Some(Coming::IssuedForSignature(issued.clone()))
        }
        (Event::AgreementSignatureRecorded { signature, .. }, Some(Coming::IssuedForSignature(issued))) => {
            Some(Coming::PartSigned(PartSigned { issued, signatures: vec![signature.clone()] }))
        }
        (Event::AgreementSignatureRecorded { signature, .. }, Some(Coming::PartSigned(mut part))) => {
            part.signatures.push(signature.clone());
            Some(Coming::PartSigned(part))
        }
        (Event::AgreementSigned { signed_on, .. }, Some(Coming::PartSigned(part)))
            if part.issued.is_signed_by_all(&part.signatures) =>
        {
            Some(Coming::Signed(Signed { issued: part.issued, signatures: part.signatures, signed_on: *signed_on }))
        }
        (
            Event::AgreementVoided { voided_on, .. },
            Some(Coming::IssuedForSignature(issued) | Coming::PartSigned(PartSigned { issued, .. })),
        ) => Some(Coming::Void(Void { issued, voided_on: *voided_on })),
        _ => None,
    }
}

/// An event of the version that came into force.
fn came_into_force(mut current: Current, event: &Event) -> Option<Current> {
    let terminated = current.stage.is_terminated();
    match (event, &mut current.stage) {
        (Event::AgreementExpiring { .. }, Stage::InForce) if !current.expiring_told => current.expiring_told = true,
        (Event::AgreementExpired { end, .. }, Stage::InForce) => {
            current.stage = Stage::Ended(Ended { why: Why::Expired, ended_on: *end });
        }
        (Event::AgreementSuspended { suspension, .. }, Stage::InForce) if current.suspension.is_none() => {
            current.suspension = Some(suspension.clone());
        }
        (Event::ReinstatementProposed { proposal, .. }, _) if !terminated => {
            let suspension = current.suspension.as_mut().filter(|suspension| suspension.proposal.is_none())?;
            suspension.proposal = Some(proposal.clone());
        }
        (Event::AgreementReinstated { by, .. }, _) if !terminated => {
            let proposal = current.suspension.take()?.proposal?;
            (proposal.by != *by).then_some(())?;
        }
        (Event::ConditionMet { met, .. }, _) => {
            current.met.iter().all(|known| known.number != met.number).then(|| current.met.push(met.clone()))?;
        }
        (Event::DestructionDue { parties, due_on, .. }, Stage::Ended(ended)) => {
            current.stage = Stage::DestructionDue(Destruction {
                ended: ended.clone(),
                parties: parties.clone(),
                due_on: *due_on,
                overdue_told: false,
                certificates: Vec::new(),
            });
        }
        (Event::CertificateSubmitted { certificate, .. }, Stage::DestructionDue(destruction)) => {
            destruction.certificate(&certificate.certificate).is_none().then_some(())?;
            destruction.certificates.push(certificate.clone());
        }
        (Event::CertificateQueried { certificate, text, by, .. }, Stage::DestructionDue(destruction)) => {
            let judgement = Judgement::Queried { text: text.clone(), by: *by };
            judge(destruction, certificate, judgement)?;
        }
        (Event::CertificateAccepted { certificate, by, on, .. }, Stage::DestructionDue(destruction)) => {
            judge(destruction, certificate, Judgement::Accepted { by: *by, on: *on })?;
        }
        (Event::DestructionOverdue { .. }, Stage::DestructionDue(destruction)) if !destruction.overdue_told => {
            destruction.overdue_told = true;
        }
        (Event::AgreementClosed { closed_on, .. }, Stage::DestructionDue(destruction)) => {
            current.stage = Stage::Closed(Closed { destruction: destruction.clone(), closed_on: *closed_on });
        }
        _ => return None,
    }
    Some(current)
}

fn judge(
    destruction: &mut Destruction,
    reference: &dars_vocabulary::CertificateRef,
    judgement: Judgement,
) -> Option<()> {
    let certificate = destruction.certificates.iter_mut().find(|found| found.certificate == *reference)?;
    (!matches!(certificate.judgement, Judgement::Accepted { .. })).then(|| certificate.judgement = judgement)
}
