//! An application, as its applicant's side and the staff see it.

use dars_intake_domain::{
    application::{
        Advice, AgreementProgress, Application, Approval, Case, Clarification, ConditionWords, DecisionReview,
        DecisionWords, EarlyView, Facts, Invitation, Judged, PreliminaryNotes, State, clocks, lapses_on, pen_holder,
    },
    rules::staff,
};
use dars_vocabulary::{ApplicationContent, Nic, Sealed, london_date};
use jiff::civil::Date;
use serde_json::{Value, json};

/// The whole of it.
pub fn shown(nic: &Nic, state: &State, content: Option<&ApplicationContent>, facts: &Facts) -> Value {
    let today = london_date(facts.now);
    let application = state.application();
    let case = if matches!(state, State::Draft { .. }) { None } else { state.case() };
    let submission = case.map(|case| &case.submission);
    let mut shown = json!({
        "nic": nic,
        "state": state.name(),
        "pen_holder": pen_holder(state, today),
        "organisation": application.map(|application| &application.organisation),
        "lead": application.map(|application| application.lead),
        "collaborators": application.map(|application| &application.collaborators),
        "enquiry": application.map(|application| &application.enquiry),
        "version": submission.map(|submission| submission.version),
        "sha256": submission.map(|submission| &submission.sha256),
        "submitted_on": submission.map(|submission| submission.submitted_on),
        "decision_due": submission.map(|submission| submission.decision_due),
        "lapses_on": lapses_on(state, facts.draft_saved_on),
        "clocks": clocks(state, today),
        "clarifications": case.map(clarifications).unwrap_or_default(),
        "return_reasons": case.and_then(|case| case.return_reasons.as_ref()?.open()),
        "meeting": state.meeting().map(|of| json!({"group": of.group, "meets_on": of.meets_on})),
        "advice": application.map(|application| application.advice.iter().copied().map(advice).collect::<Vec<_>>()),
        "early_views": application.map(|application| early_views(application, facts)),
        "decision_reviews": application.map(|application| {
            application.decision_reviews.iter().map(decision_review).collect::<Vec<_>>()
        }),
        "decision": application.and_then(|application| application.said_last()).map(decision),
        "agreement": application.and_then(|application| application.agreement()).map(|of| agreement(of, today)),
        "agreements": application
            .map(|application| application.agreements.iter().map(|of| agreement(of, today)).collect::<Vec<_>>()),
        "approval": state.approval().map(|of| approval(of, application)),
        "change": application.and_then(|application| application.change.as_ref()).map(|change| {
            json!({"kind": change.kind, "changes": change.changes})
        }),
        "content": content,
    });
    for more in [particulars(state), before_the_draft(application, facts)] {
        if let (Some(shown), Value::Object(more)) = (shown.as_object_mut(), more) {
            shown.extend(more);
        }
    }
    shown
}

/// How it began, what was noted for the staff, and whom its lead has invited.
fn before_the_draft(application: Option<&Application>, facts: &Facts) -> Value {
    let Some(application) = application else { return json!({}) };
    let mut shown = json!({"copied_from": application.copied_from});
    let Some(fields) = shown.as_object_mut() else { return shown };
    if staff::reads_content(&facts.actor) {
        fields.insert("preliminary".to_owned(), application.preliminary.as_deref().map_or(Value::Null, notes));
    }
    if facts.actor.is_person() && facts.actor.id == application.lead {
        fields.insert("invitations".to_owned(), application.invitations.iter().map(invitation).collect());
    }
    shown
}

fn notes(notes: &PreliminaryNotes) -> Value {
    let judged = |judged: &Option<Judged>| {
        judged.as_ref().map(|judged| json!({"holds": judged.holds, "why": judged.why.as_ref().and_then(Sealed::open)}))
    };
    let early = notes.early_advice.iter().map(|wanted| json!({"group": wanted.group, "why": wanted.why.open()}));
    json!({
        "feasible": judged(&notes.feasible),
        "right_service": judged(&notes.right_service),
        "early_advice": early.collect::<Vec<_>>(),
        "funding": notes.funding,
        "budget_seen": notes.budget_seen,
        "outline": notes.outline.as_ref().and_then(|outline| outline.open()),
    })
}

fn invitation(invitation: &Invitation) -> Value {
    let contact = invitation.contact.open();
    json!({
        "invitation": invitation.id,
        "name": contact.map(|contact| &contact.name),
        "email": contact.map(|contact| &contact.email),
        "invited_on": invitation.invited_on,
        "open_until": invitation.open_until,
    })
}

/// What one state has and others lack.
fn particulars(state: &State) -> Value {
    match state {
        State::PrelimAssessment { assessment_due, .. } => json!({"assessment_due": assessment_due}),
        State::Draft { version, .. } => json!({"version": version}),
        State::ReturnedIncomplete { sections, .. } => json!({"returned_sections": sections}),
        State::Approved { ended_change, .. } => {
            let ended = ended_change.as_ref().map(|ended| {
                json!({"version": ended.version, "how": ended.how, "reason": ended.reason, "ended_on": ended.ended_on})
            });
            json!({"ended_change": ended})
        }
        State::Refused { reason, decided_on, .. } => json!({"reason": reason, "decided_on": decided_on}),
        State::Redirected { to, reason, .. } => json!({"signposts": to, "reason_text": reason.open()}),
        State::Withdrawn { withdrawn_on, reason, .. } => {
            json!({"withdrawn_on": withdrawn_on, "reason_text": reason.as_ref().and_then(|reason| reason.open())})
        }
        State::Lapsed { lapsed_on, .. } => json!({"lapsed_on": lapsed_on}),
        State::Absent
        | State::Submitted(_)
        | State::InReview(_)
        | State::Clarification(_)
        | State::Assurance(_)
        | State::PrecedentRoute(_)
        | State::PagAdvice(_)
        | State::AgdAdvice(_)
        | State::Decision(_) => json!({}),
    }
}

fn agreement(progress: &AgreementProgress, today: Date) -> Value {
    json!({
        "version": progress.version,
        "stage": progress.stage_on(today),
        "start": progress.term.map(|term| term.start),
        "end": progress.term.map(|term| term.end),
    })
}

fn advice(advice: Advice) -> Value {
    json!({"group": advice.group, "outcome": advice.outcome, "met_on": advice.met_on})
}

/// What binds nobody; who gave it is for the staff.
fn early_views(application: &Application, facts: &Facts) -> Vec<Value> {
    let view = |view: &EarlyView| {
        let mut shown = json!({"group": view.group, "given_on": view.given_on, "text": view.text.open()});
        if let Some(fields) = shown.as_object_mut().filter(|_| staff::reads_content(&facts.actor)) {
            fields.insert("advisers".to_owned(), json!(view.advisers));
            fields.insert("recorded_by".to_owned(), json!(view.recorded_by));
        }
        shown
    };
    application.early_views.iter().map(view).collect()
}

fn decision_review(once: &DecisionReview) -> Value {
    json!({
        "version": once.version,
        "requested_on": once.requested_on,
        "outcome": once.reviewed.map(|reviewed| reviewed.outcome),
        "reviewed_on": once.reviewed.map(|reviewed| reviewed.on),
    })
}

fn decision(said: &DecisionWords) -> Value {
    json!({
        "version": said.version,
        "reasons": said.reasons.as_ref().and_then(Sealed::open),
        "conditions": said.conditions.iter().map(condition).collect::<Vec<_>>(),
    })
}

fn condition(given: &ConditionWords) -> Value {
    json!({"number": given.number, "text": given.text.open(), "due": given.due, "owing": given.owing})
}

fn approval(approval: &Approval, application: Option<&Application>) -> Value {
    let said = application.and_then(|application| application.said_of(approval.case.submission.version));
    json!({
        "version": approval.case.submission.version,
        "title": approval.title,
        "with_conditions": approval.with_conditions,
        "decided_on": approval.decided_on,
        "conditions": said.map(|said| said.conditions.iter().map(condition).collect::<Vec<_>>()),
    })
}

fn clarifications(case: &Case) -> Vec<Value> {
    case.clarifications.iter().map(|clarification| one(case, clarification)).collect()
}

fn one(case: &Case, clarification: &Clarification) -> Value {
    let Clarification { number, round, section, standard, severity, due, lapses_on, answers, .. } = clarification;
    let status = match (clarification.resolved, clarification.answered()) {
        (true, _) => "RESOLVED",
        (false, true) => "ANSWERED",
        (false, false) => "OPEN",
    };
    // Every round that was raised, its words as far as they were heard.
    let rounds: Vec<Value> = (1..=*round)
        .map(|round| {
            let answer = answers.iter().find(|answer| answer.round == round);
            json!({
                "round": round,
                "text": case.asked_in(*number, round),
                "answer": answer.and_then(|answer| answer.text.open()),
                "answered_on": answer.map(|answer| answer.answered_on),
            })
        })
        .collect();
    json!({
        "number": number,
        "round": round,
        "state": status,
        "section": section,
        "standard": standard,
        "severity": severity,
        "due": due,
        // Silence about what is only advisory ends nothing.
        "lapses_on": clarification.blocks().then_some(lapses_on),
        "text": case.asked_in(*number, *round),
        "rounds": rounds,
    })
}
