//! Whether what is asked of an application may happen.

use dars_rules::{Context, check, organisations_asked_about};
use dars_vocabulary::{ActorKind, ApplicationContent, Finding, OrganisationId, Stage, calendar::london_date};
use jiff::Timestamp;

use super::{
    Advice, Clarification, Command, Event, Facts, Meeting, Refusal, State, advice, agreement, begin, copy,
    decision_review, early_view, evolve, hand_over, invite, lapse, papers, people, preliminary, progress, words, write,
};
use crate::rules::staff;

/// The events that follow from `command`; none when it tells what is known or overtaken. What silence has made true
/// comes first, whether or not the sweep ran.
pub fn decide(state: &State, command: Command, facts: &Facts) -> Result<Vec<Event>, Refusal> {
    let lapsed =
        lapse::due(state, facts).and_then(|lapsed| evolve(state.clone(), &lapsed).ok().map(|after| (lapsed, after)));
    let Some((lapsed, after)) = lapsed else { return decide_now(state, command, facts) };
    let sweeping = command == Command::Lapse;
    let mut events = decide_now(&after, command, facts)?;
    if sweeping || !events.is_empty() {
        events.insert(0, lapsed);
    }
    Ok(events)
}

fn decide_now(state: &State, command: Command, facts: &Facts) -> Result<Vec<Event>, Refusal> {
    match command {
        Command::Open { nic, organisation, lead, enquiry, accepted, readiness } => {
            let asked = begin::Proposal { nic, organisation, lead, enquiry, readiness };
            begin::open(state, facts, asked, accepted)
        }
        Command::OpenCopy { nic, organisation, lead, of } => copy::open(state, facts, nic, organisation, lead, of),
        Command::NotePreliminary(notes) => preliminary::note(state, facts, *notes),
        Command::RecordEarlyView(view) => early_view::record(state, facts, view),
        Command::Accept(judgements) => begin::accept(state, facts, judgements),
        Command::Redirect { to, reason } => begin::redirect(state, facts, to, reason),
        Command::SetPeople { lead, collaborators } => people::set(state, facts, lead, collaborators),
        Command::HandOver { lead, reason } => hand_over::hand_over(state, facts, lead, reason),
        Command::Invite { invitation, contact, token_sha256 } => {
            invite::invite(state, facts, invitation, contact, token_sha256)
        }
        Command::RevokeInvitation { invitation } => invite::revoke(state, facts, invitation),
        Command::AcceptInvitation { token_sha256 } => invite::accept(state, facts, &token_sha256),
        Command::Submit { content, sha256 } => write::submit(state, facts, *content, sha256),
        Command::Answer { clarification, text } => write::answer(state, facts, clarification, text),
        Command::Withdraw { reason } => write::withdraw(state, facts, reason),
        Command::OpenChange { kind } => write::open_change(state, facts, kind),
        told @ (Command::Lapse
        | Command::NoteCaseOpened { .. }
        | Command::NoteCaseMoved { .. }
        | Command::NoteDeferred { .. }
        | Command::NoteReturned { .. }
        | Command::NoteReturnReasons { .. }
        | Command::NoteClarificationText { .. }
        | Command::NoteClarification { .. }
        | Command::NoteResolved { .. }
        | Command::NoteAdviceScheduled { .. }
        | Command::NoteAdvice { .. }
        | Command::NoteAdviceCorrected { .. }
        | Command::NoteDecisionReviewRequested { .. }
        | Command::NoteDecisionReviewed { .. }
        | Command::NoteDecisionReasons { .. }
        | Command::NoteApproved { .. }
        | Command::NoteRefused { .. }
        | Command::NoteAgreement { .. }
        | Command::NoteSuspension { .. }) => {
            if facts.actor.kind == ActorKind::System {
                Ok(note(state, told, facts.now))
            } else {
                Err(Refusal::SystemOnly)
            }
        }
    }
}

/// What facts and dates tell; people never do.
fn note(state: &State, told: Command, now: Timestamp) -> Vec<Event> {
    let today = london_date(now);
    match told {
        Command::NoteCaseOpened { version } => progress::case_opened(state, version, today),
        Command::NoteCaseMoved { stage } => progress::case_moved(state, stage, today),
        Command::NoteDeferred { version } => progress::deferred(state, version, today),
        Command::NoteReturned { version, sections } => progress::returned(state, version, sections, today),
        Command::NoteReturnReasons { version, reasons } => progress::return_reasons(state, version, reasons),
        Command::NoteClarificationText { clarification, round, text } => {
            progress::worded(state, clarification, round, text)
        }
        Command::NoteClarification { clarification, round, section, standard, severity, due, lapses_on } => {
            let (answers, resolved, number) = (Vec::new(), false, clarification);
            let told = Clarification { number, round, section, standard, severity, due, lapses_on, answers, resolved };
            progress::raised(state, told, today)
        }
        Command::NoteResolved { clarification } => progress::resolved(state, clarification, today),
        Command::NoteAdviceScheduled { group, meets_on } => advice::scheduled(state, Meeting { group, meets_on }),
        Command::NoteAdvice { group, outcome, met_on } => advice::recorded(state, Advice { group, outcome, met_on }),
        Command::NoteAdviceCorrected { group, was_met_on, outcome, met_on } => {
            advice::corrected(state, was_met_on, Advice { group, outcome, met_on })
        }
        Command::NoteDecisionReviewRequested { version, requested_on } => {
            decision_review::requested(state, version, requested_on)
        }
        Command::NoteDecisionReviewed { version, outcome, reviewed_on } => {
            decision_review::reviewed(state, version, outcome, reviewed_on)
        }
        Command::NoteDecisionReasons { version, reasons, conditions } => {
            words::said(state, version, now, reasons, conditions)
        }
        Command::NoteApproved { version, title, with_conditions, decided_on } => {
            progress::approved(state, version, title, with_conditions, decided_on)
        }
        Command::NoteRefused { version, reason, decided_on } => progress::refused(state, version, reason, decided_on),
        Command::NoteAgreement { version, stage, term } => agreement::progressed(state, version, stage, term),
        Command::NoteSuspension { version, suspended } => agreement::suspended(state, version, suspended),
        // The lapse itself, when it is due, was added before.
        Command::Lapse => invite::expired(state, today),
        // Asked by people.
        Command::Open { .. }
        | Command::OpenCopy { .. }
        | Command::NotePreliminary(_)
        | Command::RecordEarlyView(_)
        | Command::HandOver { .. }
        | Command::Invite { .. }
        | Command::RevokeInvitation { .. }
        | Command::AcceptInvitation { .. }
        | Command::Accept(_)
        | Command::Redirect { .. }
        | Command::SetPeople { .. }
        | Command::Submit { .. }
        | Command::Answer { .. }
        | Command::Withdraw { .. }
        | Command::OpenChange { .. } => Vec::new(),
    }
}

/// Whether the caller may know of this application: staff, once they declared to have no interest where they sit at a
/// meeting that has it on its list, a member of the applicant organisation today, ourselves. A
/// member who only collaborates knows of the applications they were named on.
pub fn may_see(state: &State, facts: &Facts) -> Result<(), Refusal> {
    let Some(application) = state.application() else { return Err(Refusal::Unknown) };
    let member = facts.actor.is_person() && people::sees(application, facts);
    let ours = facts.actor.kind == ActorKind::System;
    if member || ours {
        return Ok(());
    }
    if staff::reads_content(&facts.actor) { papers::declared(facts) } else { Err(Refusal::Unknown) }
}

/// Whether the caller may save a section now: its lead or a collaborator, while it is being written.
pub fn may_save(state: &State, facts: &Facts) -> Result<(), Refusal> {
    write::writing(&lapse::as_of(state, facts), facts).map(|_| ())
}

/// Everything that is wrong with `content`, at the stages that still lie ahead of `state`.
pub fn findings(state: &State, content: &ApplicationContent, facts: &Facts) -> Vec<Finding> {
    let next = match state {
        State::Approved { .. } => Stage::Issue,
        State::Absent
        | State::PrelimAssessment { .. }
        | State::Draft { .. }
        | State::Submitted(_)
        | State::InReview(_)
        | State::Clarification(_)
        | State::Assurance(_)
        | State::PrecedentRoute(_)
        | State::PagAdvice(_)
        | State::AgdAdvice(_)
        | State::Decision(_)
        | State::ReturnedIncomplete { .. }
        | State::Refused { .. }
        | State::Redirected { .. }
        | State::Withdrawn { .. }
        | State::Lapsed { .. } => Stage::Submit,
    };
    let application = state.application();
    let applicant = application.map(|application| application.organisation.clone());
    let change = application.and_then(|application| application.change.as_deref());
    let known = Context {
        next,
        applicant,
        change: change.map(|change| change.kind),
        changed: application.zip(change).map(|(application, change)| change.begins_with(application)),
        ..facts.rules.clone()
    };
    check(content, london_date(facts.now), &known)
}

/// Every organisation that the rules look at: the applicant and those that `content` names.
pub fn organisations(state: &State, content: &ApplicationContent) -> Vec<OrganisationId> {
    organisations_asked_about(content, state.application().map(|application| &application.organisation))
}
