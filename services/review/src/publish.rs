//! Step 5: what is told outside of each event. Pure and exhaustive. Never who has a case, but to `intake`; words in internal facts
//! alone, each just before the public fact it belongs to.

mod meeting;
mod precedent;

use dars_messages::{
    Outgoing,
    facts::review::{
        AdviceCorrectedV1, AdviceRecordedV1, AdviceScheduledV1, ApplicationApprovedV1, ApplicationRefusedV1,
        ApplicationReturnedV1, CaseAssignedV1, CaseMovedV1, CaseOfficerV1, CaseOpenedV1, CaseStage,
        ClarificationRaisedV1, ClarificationResolvedV1, ClarificationTextV1, DecisionDeferredV1, DecisionMadeV1,
        DecisionReasonsV1, DecisionReviewRequestedV1, DecisionReviewedV1, ReturnReasonsV1, ReviewOutcome,
    },
};
use dars_review_domain::case::{Event, GivenCondition, Whence, event};
use dars_vocabulary::{DocumentVersion, Nic, Sealed, code::AdvisoryGroup};
use jiff::civil::Date;

pub use self::{meeting::meeting, precedent::precedent};

/// What is told of a case.
pub fn case(event: &Event) -> Vec<Outgoing> {
    match event {
        Event::CaseOpened { nic, version, .. } => {
            vec![Outgoing::fact(&CaseOpenedV1 { nic: nic.clone(), version: *version })]
        }
        Event::CaseAssigned { nic, officer, .. } | Event::CaseHandedOver { nic, officer, .. } => vec![
            Outgoing::fact(&CaseOfficerV1 { nic: nic.clone(), officer: *officer }),
            Outgoing::fact(&CaseAssignedV1 { nic: nic.clone() }),
        ],
        Event::ApplicationReturned { nic, version, sections, reasons, .. } => vec![
            Outgoing::fact(&ReturnReasonsV1 { nic: nic.clone(), version: *version, reasons: reasons.open().cloned() }),
            Outgoing::fact(&ApplicationReturnedV1 {
                nic: nic.clone(),
                version: *version,
                sections: sections.iter().copied().collect(),
            }),
        ],
        Event::ClarificationRaised { .. } => raised(event),
        Event::ClarificationResolved(event::ClarificationResolved { nic, number, returns_to, .. })
        | Event::ClarificationWithdrawn(event::ClarificationWithdrawn { nic, number, returns_to, .. }) => settled(nic, *number, *returns_to),
        Event::CaseFoundReady { nic, .. } => vec![moved(nic, CaseStage::Assurance)],
        Event::CaseSentToPrecedent { nic, .. } => vec![moved(nic, CaseStage::PrecedentRoute)],
        Event::CaseQuickChecked { nic, .. }
        | Event::AdviceFoundUnneeded { nic, .. }
        | Event::PrecedentFoundToHold { nic, .. }
        | Event::CaseFoundAdvised { nic, .. } => vec![moved(nic, CaseStage::Decision)],
        Event::CaseSentToAdvisers { nic, group, .. } => vec![moved(
            nic,
            match group {
                AdvisoryGroup::Pag => CaseStage::PagAdvice,
                AdvisoryGroup::Agd => CaseStage::AgdAdvice,
            },
        )],
        Event::AdviceScheduled(event::AdviceScheduled { nic, group, meets_on, .. }) => {
            vec![Outgoing::fact(&AdviceScheduledV1 { nic: nic.clone(), group: *group, meets_on: *meets_on })]
        }
        Event::AdviceRecorded(event::AdviceRecorded { nic, group, outcome, met_on, .. }) => vec![Outgoing::fact(&AdviceRecordedV1 {
            nic: nic.clone(),
            group: *group,
            outcome: *outcome,
            met_on: *met_on,
        })],
        Event::DecisionDeferred(event::DecisionDeferred { nic, version, deferred_on, reasons, .. }) => vec![
            worded(nic, *version, Some(reasons), &[]),
            Outgoing::fact(&DecisionDeferredV1 { nic: nic.clone(), version: *version, deferred_on: *deferred_on }),
        ],
        Event::ApplicationApproved { .. } => approved(event),
        Event::ApplicationRefused(event::ApplicationRefused { nic, version, reason, decided_on, reasons, .. }) => vec![
            worded(nic, *version, Some(reasons), &[]),
            Outgoing::fact(&ApplicationRefusedV1 {
                nic: nic.clone(),
                version: *version,
                reason: *reason,
                decided_on: *decided_on,
            }),
        ],
        Event::ReturnWithdrawn { nic, .. } => vec![moved(nic, CaseStage::InReview)],
        Event::AdviceCorrected(event::AdviceCorrected { nic, group, was_met_on, outcome, met_on, .. }) => {
            vec![Outgoing::fact(&AdviceCorrectedV1 {
                nic: nic.clone(),
                group: *group,
                was_met_on: *was_met_on,
                outcome: *outcome,
                met_on: *met_on,
            })]
        }
        Event::DecisionReviewRequested(event::DecisionReviewRequested { nic, version, requested_on, .. }) => {
            let (nic, version, requested_on) = (nic.clone(), *version, *requested_on);
            vec![Outgoing::fact(&DecisionReviewRequestedV1 { nic, version, requested_on })]
        }
        Event::DecisionUpheld(event::DecisionUpheld { nic, version, reviewed_on, .. }) => {
            vec![reviewed(nic, *version, ReviewOutcome::Upheld, *reviewed_on)]
        }
        Event::DecisionSetAside(event::DecisionSetAside { nic, version, reviewed_on, .. }) => {
            let told = reviewed(nic, *version, ReviewOutcome::SetAside, *reviewed_on);
            vec![told, moved(nic, CaseStage::Decision)]
        }
        // The work itself is nobody's matter outside; notes least of all.
        Event::CaseCovered { .. }
        | Event::CompletenessChecked { .. }
        | Event::StandardAssessed { .. }
        | Event::StandardCorrected { .. }
        | Event::CheckRequested { .. }
        | Event::CheckAnswered { .. }
        | Event::CheckWithdrawn { .. }
        | Event::CheckAnswerCorrected { .. }
        // The question that follows it is told.
        | Event::ResolutionWithdrawn { .. }
        | Event::NoteAdded { .. }
        // Intake told these, to everyone who hears of them.
        | Event::AnswerReceived { .. }
        | Event::ClarificationAnswered { .. }
        | Event::CaseWithdrawn { .. }
        | Event::CaseLapsed { .. } => Vec::new(),
    }
}

fn settled(nic: &Nic, number: u32, returns_to: Option<Whence>) -> Vec<Outgoing> {
    let resolved = ClarificationResolvedV1 { nic: nic.clone(), clarification: number };
    let moves = returns_to.map(|stage| moved(nic, stage_of(stage)));
    [Outgoing::fact(&resolved)].into_iter().chain(moves).collect()
}

fn reviewed(nic: &Nic, version: DocumentVersion, outcome: ReviewOutcome, reviewed_on: Date) -> Outgoing {
    Outgoing::fact(&DecisionReviewedV1 { nic: nic.clone(), version, outcome, reviewed_on })
}

fn raised(event: &Event) -> Vec<Outgoing> {
    let Event::ClarificationRaised(event::ClarificationRaised {
        nic,
        number,
        round,
        section,
        standard,
        severity,
        due,
        lapses_on,
        text,
        moves_from,
        ..
    }) = event
    else {
        return Vec::new();
    };
    let text =
        ClarificationTextV1 { nic: nic.clone(), clarification: *number, round: *round, text: text.open().cloned() };
    let raised = ClarificationRaisedV1 {
        nic: nic.clone(),
        clarification: *number,
        round: *round,
        section: *section,
        standard: standard.clone(),
        severity: *severity,
        due: *due,
        lapses_on: *lapses_on,
    };
    let moves = moves_from.map(|_stage| moved(nic, CaseStage::Clarification));
    [Outgoing::fact(&text), Outgoing::fact(&raised)].into_iter().chain(moves).collect()
}

/// What a decision says in words; nothing at all once any of it is redacted.
fn worded(
    nic: &Nic,
    version: DocumentVersion,
    reasons: Option<&Sealed<String>>,
    conditions: &[GivenCondition],
) -> Outgoing {
    let text = reasons.map(Sealed::open);
    let conditions: Option<Vec<_>> = conditions.iter().map(GivenCondition::told).collect();
    let kept =
        if text == Some(None) { None } else { conditions.map(|conditions| (text.flatten().cloned(), conditions)) };
    let (text, conditions) = kept.map_or((None, None), |(text, conditions)| (text, Some(conditions)));
    Outgoing::fact(&DecisionReasonsV1 { nic: nic.clone(), version, text, conditions })
}

fn approved(event: &Event) -> Vec<Outgoing> {
    let Event::ApplicationApproved(event::ApplicationApproved {
        nic,
        version,
        sha256,
        organisation,
        title,
        decided_on,
        by,
        reasons,
        conditions,
        ..
    }) = event
    else {
        return Vec::new();
    };
    // Who approved goes first: `contracts` knows whom to keep from signing before it drafts anything.
    let made = DecisionMadeV1 {
        nic: nic.clone(),
        version: *version,
        approver: *by,
        conditions: conditions.iter().filter_map(GivenCondition::told).collect(),
    };
    let approved = ApplicationApprovedV1 {
        nic: nic.clone(),
        version: *version,
        sha256: sha256.clone(),
        organisation: organisation.clone(),
        title: title.clone(),
        with_conditions: !conditions.is_empty(),
        decided_on: *decided_on,
    };
    vec![worded(nic, *version, reasons.as_ref(), conditions), Outgoing::fact(&made), Outgoing::fact(&approved)]
}

fn moved(nic: &Nic, stage: CaseStage) -> Outgoing {
    Outgoing::fact(&CaseMovedV1 { nic: nic.clone(), stage })
}

fn stage_of(stage: Whence) -> CaseStage {
    match stage {
        Whence::InReview => CaseStage::InReview,
        Whence::Assurance => CaseStage::Assurance,
        Whence::PrecedentRoute => CaseStage::PrecedentRoute,
        Whence::PagAdvice => CaseStage::PagAdvice,
        Whence::AgdAdvice => CaseStage::AgdAdvice,
        Whence::Decision => CaseStage::Decision,
    }
}
