//! A case as its staff read it: with all words, empty where they were redacted.

use dars_review_domain::{
    case::{
        Advice, Approval, Assessed, Case, Check, Clarification, Completeness, Correction, DecisionReview, Deferral,
        GivenCondition, Return, Round, State,
    },
    rules::standards::STANDARDS,
};
use dars_vocabulary::Sealed;
use serde_json::{Value, json};

/// What it is about, and what was asked and said.
pub fn case(case: &Case) -> Value {
    json!({
        "nic": case.nic,
        "version": case.version,
        "organisation": case.organisation,
        "requesters": case.requesters,
        "sha256": case.sha256,
        "submitted_on": case.submitted_on,
        "change": case.change.map(|kind| json!({"kind": kind, "changes": case.approved})),
        "officers": case.officers,
        "assessors": case.assessors,
        "advisers": case.advisers,
        "content": case.content.open(),
        "clarifications": case.clarifications.iter().map(clarification).collect::<Vec<_>>(),
        "precedent": case.precedent.as_ref().map(|used| {
            json!({"reference": used.precedent, "version": used.version, "used_on": used.used_on})
        }),
        "meeting": case.meeting.map(|meeting| json!({"group": meeting.group, "meets_on": meeting.meets_on})),
        "advice": case.advice.iter().map(advice).collect::<Vec<_>>(),
        "returns": case.returns.iter().map(returned).collect::<Vec<_>>(),
        "completeness": case.work.completeness.as_ref().map(completeness),
        "standards": standards(case),
        "checks": case.work.checks.iter().map(check).collect::<Vec<_>>(),
        "notes": case.work.notes,
        "corrections": case.work.corrections.iter().map(correction).collect::<Vec<_>>(),
        "decision_reviews": case.work.reviews.iter().map(review).collect::<Vec<_>>(),
        "deferrals": case.deferrals.iter().map(deferral).collect::<Vec<_>>(),
    })
}

/// The approver's word, with the reasons.
pub fn decision(state: &State) -> Option<Value> {
    match state {
        State::Absent
        | State::InReview { .. }
        | State::ReturnedIncomplete { .. }
        | State::Clarification { .. }
        | State::Assurance { .. }
        | State::PrecedentRoute { .. }
        | State::PagAdvice { .. }
        | State::AgdAdvice { .. }
        | State::Decision { .. }
        | State::Withdrawn { .. }
        | State::Lapsed { .. } => None,
        State::Approved { case, approval, .. } => Some(approved(case, approval, &[])),
        State::ApprovedWithConditions { case, approval, conditions, .. } => Some(approved(case, approval, conditions)),
        State::Refused { decided_on, approver, reason, reasons, against_advice, .. } => Some(json!({
            "outcome": "refuse",
            "decided_on": decided_on,
            "approver": approver,
            "reason": reason,
            "reasons": reasons.open(),
            "against_advice": against_advice.as_ref().map(|departs| json!({
                "groups": departs.groups,
                "reason": departs.reason.open(),
            })),
        })),
    }
}

fn approved(case: &Case, approval: &Approval, conditions: &[GivenCondition]) -> Value {
    json!({
        "outcome": "approve",
        "decided_on": approval.decided_on,
        "approver": approval.approver,
        "rests_on_precedent": case.precedent.as_ref().map(|used| &used.precedent),
        "reasons": approval.reasons.as_ref().and_then(Sealed::open),
        // Why is what the reasons say.
        "against_advice": (!approval.against_advice.is_empty()).then(|| json!({"groups": approval.against_advice})),
        "conditions": conditions.iter().map(condition).collect::<Vec<_>>(),
    })
}

fn condition(given: &GivenCondition) -> Value {
    json!({"number": given.number, "text": given.text.open(), "due": given.due, "owing": given.owing})
}

pub fn clarification(known: &Clarification) -> Value {
    json!({
        "number": known.number,
        "version": known.version,
        "section": known.section,
        "standard": known.standard,
        "severity": known.severity,
        "standard_version": known.standard_version,
        "phrase": known.phrase,
        "state": known.status,
        "rounds": known.rounds.iter().map(|asked| round(asked, known.blocks())).collect::<Vec<_>>(),
    })
}

fn round(round: &Round, blocks: bool) -> Value {
    json!({
        "round": round.round,
        "text": round.question.open(),
        "raised_on": round.raised_on,
        "due": round.due,
        // Silence about what is only advisory ends nothing.
        "lapses_on": blocks.then_some(round.lapses_on),
        "answer": round.answer.as_ref().and_then(Sealed::open),
        "answered_on": round.answered_on,
    })
}

pub fn advice(said: &Advice) -> Value {
    json!({
        "version": said.version,
        "group": said.group,
        "outcome": said.outcome,
        "met_on": said.met_on,
        "advisers": said.advisers,
        "recorded_by": said.recorded_by,
        "text": said.text.open(),
    })
}

fn returned(once: &Return) -> Value {
    json!({
        "version": once.version,
        "returned_on": once.returned_on,
        "reasons": once.reasons.open(),
        "withdrawn": once.withdrawn,
    })
}

fn deferral(once: &Deferral) -> Value {
    json!({
        "version": once.version,
        "deferred_on": once.deferred_on,
        "approver": once.approver,
        "reasons": once.reasons.open(),
    })
}

fn completeness(checked: &Completeness) -> Value {
    json!({
        "version": checked.version,
        "complete": checked.complete,
        "missing": checked.missing,
        "note": checked.note.as_ref().and_then(Sealed::open),
        "by": checked.by,
        "on": checked.on,
    })
}

/// Every standard, and what it came to in the version under review; `before`: in an earlier one.
fn standards(case: &Case) -> Vec<Value> {
    STANDARDS
        .iter()
        .map(|standard| {
            let known = case.work.standards.get(standard.id);
            let (now, before): (Vec<_>, Vec<_>) = known.into_iter().partition(|found| found.version == case.version);
            json!({
                "standard": standard.id,
                "topic": standard.topic,
                "assessment": now.first().map(|found| assessed(found)),
                "before": before.first().map(|found| assessed(found)),
            })
        })
        .collect()
}

fn assessed(found: &Assessed) -> Value {
    json!({
        "version": found.version,
        "standard_version": found.standard_version,
        "outcome": found.outcome,
        "note": found.note.open(),
        "by": found.by,
        "on": found.on,
    })
}

fn check(asked: &Check) -> Value {
    json!({
        "number": asked.number,
        "version": asked.version,
        "of": asked.of,
        "question": asked.question.open(),
        "asked_by": asked.asked_by,
        "asked_on": asked.asked_on,
        "state": asked.state,
        "answer": asked.answer.as_ref().map(|answer| json!({
            "outcome": answer.outcome,
            "note": answer.note.open(),
            "by": answer.by,
            "on": answer.on,
        })),
    })
}

fn correction(made: &Correction) -> Value {
    let was = made.was.as_ref().map(|was| {
        json!({
            "outcome": was.outcome,
            "note": was.note.open(),
            "by": was.by,
            "on": was.on,
        })
    });
    json!({
        "what": made.what, "of": made.of, "reason": made.reason.open(), "by": made.by, "on": made.on, "was": was,
    })
}

fn review(asked: &DecisionReview) -> Value {
    json!({
        "version": asked.version,
        "approver": asked.approver,
        "requested_on": asked.requested_on,
        "requested_by": asked.requested_by,
        "reason": asked.reason.open(),
        "outcome": asked.outcome.as_ref().map(|outcome| json!({
            "upheld": outcome.upheld,
            "by": outcome.by,
            "on": outcome.on,
            "reasons": outcome.reasons.open(),
        })),
    })
}
