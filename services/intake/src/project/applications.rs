//! Applications into the list, the due dates and what waits for whom; their own steps into the timeline, and what was
//! handed in back into the draft where it is written again.

use dars_bus::{Aggregate as _, Meta, StoreError, journal};
use dars_intake_domain::application::{
    AgreementStage, Application as About, Case, Event, State, event, next_due, pen_holder,
};
use dars_messages::requests::intake::Occasion;
use dars_vocabulary::{DocumentVersion, StaffRole, london_date};
use jiff::civil::Date;
use sqlx::PgConnection;
use uuid::Uuid;

use crate::{
    handle::Application,
    store::{
        self,
        tasks::{Audience, NewTask},
    },
};

/// Keeps them in step. What others did is added to the timeline where it is heard.
pub async fn keep(
    tx: &mut PgConnection,
    meta: &Meta,
    reference: &str,
    state: &State,
    events: &[Event],
) -> Result<(), StoreError> {
    let Some(application) = state.application() else { return Ok(()) };
    let holder = serde_json::to_value(pen_holder(state, london_date(meta.now))).ok();
    let row = store::applications::Listed {
        nic: reference.to_owned(),
        organisation: application.organisation.to_string(),
        state: state.name().to_owned(),
        pen_holder: holder.as_ref().and_then(serde_json::Value::as_str).unwrap_or("nobody").to_owned(),
    };
    let people: Vec<Uuid> =
        application.collaborators.iter().chain([&application.lead]).map(|person| person.0).collect();
    store::applications::keep(tx, &row, application.lead.0, &people, meta.now).await?;
    for event in events {
        draft(tx, reference, state, event).await?;
        invitation(tx, reference, event).await?;
        if is_a_step_of_ours(event) {
            store::timeline::add(tx, reference, meta.now, "intake", event.name()).await?;
        }
        if let Some((occasion, version)) = asks_how_it_was(event) {
            // Each version that is decided upon is asked about by itself.
            let about = version.map_or_else(|| reference.to_owned(), |version| format!("{reference}-{version}"));
            let sector = store::organisations::sector(tx, &application.organisation).await?;
            let today = london_date(meta.now);
            store::feedback::ask(tx, application.lead, &about, occasion, sector, today).await?;
        }
    }
    if let Some(over) = events.iter().rev().find_map(asks_who_leads) {
        super::left::keep_of(tx, application, over && !matches!(state, State::Approved { .. })).await?;
    }
    if events.is_empty() && forgotten(state) {
        // A draft that began with content that was redacted holds it, too.
        store::drafts::drop(tx, reference).await?;
    }
    if events.is_empty() {
        forget_in_copies(tx, reference).await?;
    }
    if events.is_empty() || events.iter().any(changes_papers) {
        papers(tx, reference, state).await?;
    }
    if !events.is_empty() && !events.iter().any(changes_what_waits) {
        return Ok(());
    }
    let saved_on = if state.is_being_written() { store::drafts::saved_on(tx, reference).await? } else { None };
    store::due::keep(tx, Application::KIND, reference, next_due(state, saved_on)).await?;
    store::tasks::replace(tx, Application::KIND, reference, &waiting(state)).await
}

/// The draft is emptied once its content stands elsewhere, and begins with what was handed in before.
async fn draft(tx: &mut PgConnection, reference: &str, state: &State, event: &Event) -> Result<(), StoreError> {
    match event {
        Event::ApplicationSubmitted { .. } => store::drafts::drop(tx, reference).await,
        Event::ApplicationReturned { .. } | Event::ChangeOpened { .. } => {
            match state.case().and_then(|case| case.submission.content.open()) {
                Some(content) => store::drafts::fill(tx, reference, content).await,
                None => store::drafts::drop(tx, reference).await,
            }
        }
        Event::ApplicationWithdrawn { .. } | Event::ApplicationLapsed { .. } if !state.is_being_written() => {
            store::drafts::drop(tx, reference).await
        }
        Event::ApplicationWithdrawn { .. }
        | Event::ApplicationLapsed { .. }
        | Event::ApplicationProposed { .. }
        | Event::ApplicationRedirected { .. }
        | Event::ApplicationOpened { .. }
        | Event::PreliminaryNoted { .. }
        | Event::EarlyViewRecorded { .. }
        | Event::HandedOver { .. }
        | Event::CollaboratorInvited { .. }
        | Event::InvitationRevoked { .. }
        | Event::InvitationExpired { .. }
        | Event::InvitationAccepted { .. }
        | Event::PeopleSet { .. }
        | Event::CaseMoved { .. }
        | Event::ReturnReasonsGiven { .. }
        | Event::ClarificationWorded { .. }
        | Event::ClarificationRaised { .. }
        | Event::ClarificationAnswered { .. }
        | Event::ClarificationResolved { .. }
        | Event::AdviceScheduled { .. }
        | Event::AdviceRecorded { .. }
        | Event::AdviceCorrected(_)
        | Event::DecisionReviewRequested { .. }
        | Event::DecisionReviewed { .. }
        | Event::DecisionReasonsGiven { .. }
        | Event::ApplicationApproved { .. }
        | Event::ApplicationRefused { .. }
        | Event::AgreementProgressed { .. }
        | Event::AgreementSuspended { .. } => Ok(()),
    }
}

/// Whether its lead is another one now, or, when that is so, nobody needs to lead it any more.
fn asks_who_leads(event: &Event) -> Option<bool> {
    match event {
        Event::ApplicationProposed { .. } | Event::PeopleSet { .. } | Event::HandedOver { .. } => Some(false),
        Event::ApplicationRedirected { .. }
        | Event::ApplicationRefused { .. }
        | Event::ApplicationWithdrawn { .. }
        | Event::ApplicationLapsed { .. } => Some(true),
        _ => None,
    }
}

/// After what its lead is asked how they found it.
fn asks_how_it_was(event: &Event) -> Option<(Occasion, Option<DocumentVersion>)> {
    match event {
        Event::ApplicationApproved(event::ApplicationApproved { version, .. })
        | Event::ApplicationRefused(event::ApplicationRefused { version, .. }) => {
            Some((Occasion::Decision, Some(*version)))
        }
        Event::AgreementProgressed { stage: AgreementStage::Closed, .. } => Some((Occasion::Closing, None)),
        _ => None,
    }
}

/// Where a token leads, as long as it does.
async fn invitation(tx: &mut PgConnection, reference: &str, event: &Event) -> Result<(), StoreError> {
    match event {
        Event::CollaboratorInvited(event::CollaboratorInvited { invitation, token_sha256, .. }) => {
            store::invitations::keep(tx, *invitation, reference, token_sha256).await
        }
        Event::InvitationRevoked(event::InvitationRevoked { invitation, .. })
        | Event::InvitationExpired(event::InvitationExpired { invitation, .. })
        | Event::InvitationAccepted(event::InvitationAccepted { invitation, .. }) => {
            store::invitations::drop(tx, *invitation).await
        }
        _ => Ok(()),
    }
}

/// Whether other content stands in it than before.
fn changes_papers(event: &Event) -> bool {
    matches!(
        event,
        Event::ApplicationSubmitted { .. }
            | Event::ApplicationReturned { .. }
            | Event::ChangeOpened { .. }
            | Event::ApplicationWithdrawn { .. }
            | Event::ApplicationLapsed { .. }
            | Event::ApplicationRefused { .. }
    )
}

/// The papers that it names now.
async fn papers(tx: &mut PgConnection, reference: &str, state: &State) -> Result<(), StoreError> {
    let Some(application) = state.application() else { return Ok(()) };
    let draft;
    let content = if state.is_being_written() {
        draft = store::drafts::load(tx, &application.nic).await?.content;
        Some(&draft)
    } else {
        state.case().and_then(|case| case.submission.content.open())
    };
    store::papers::replace(tx, &application.organisation, reference, content).await
}

/// A redaction reaches the drafts that began with what is redacted now.
async fn forget_in_copies(tx: &mut PgConnection, reference: &str) -> Result<(), StoreError> {
    let copied = store::applications::copied_versions(tx, reference).await?;
    if copied.is_empty() {
        return Ok(());
    }
    for row in journal::rows(tx, Application::KIND, reference).await? {
        if let Some(Event::ApplicationSubmitted { version, content, .. }) = row.event::<Application>()?
            && content.open().is_none()
            && copied.contains(&version.to_string())
        {
            store::drafts::drop_copies(tx, reference, &version.to_string()).await?;
        }
    }
    Ok(())
}

/// Whether a draft began with content that is redacted by now.
fn forgotten(state: &State) -> bool {
    state.is_being_written() && state.case().is_some_and(|case| case.submission.content.open().is_none())
}

/// Whether something may fall due, or wait for someone, on another day than before.
fn changes_what_waits(event: &Event) -> bool {
    match event {
        Event::AgreementProgressed { .. }
        | Event::AgreementSuspended { .. }
        | Event::ClarificationWorded { .. }
        | Event::ReturnReasonsGiven { .. }
        | Event::AdviceScheduled { .. }
        | Event::DecisionReviewRequested { .. }
        | Event::DecisionReviewed { .. }
        | Event::DecisionReasonsGiven { .. } => false,
        // A view that was wanted early may have been heard.
        Event::AdviceRecorded { .. }
        | Event::AdviceCorrected(_)
        | Event::EarlyViewRecorded { .. }
        | Event::ApplicationProposed { .. }
        | Event::ApplicationRedirected { .. }
        | Event::ApplicationOpened { .. }
        | Event::PreliminaryNoted { .. }
        | Event::HandedOver { .. }
        | Event::CollaboratorInvited { .. }
        | Event::InvitationRevoked { .. }
        | Event::InvitationExpired { .. }
        | Event::InvitationAccepted { .. }
        | Event::PeopleSet { .. }
        | Event::ApplicationSubmitted { .. }
        | Event::CaseMoved { .. }
        | Event::ApplicationReturned { .. }
        | Event::ClarificationRaised { .. }
        | Event::ClarificationAnswered { .. }
        | Event::ClarificationResolved { .. }
        | Event::ApplicationApproved { .. }
        | Event::ApplicationRefused { .. }
        | Event::ApplicationWithdrawn { .. }
        | Event::ApplicationLapsed { .. }
        | Event::ChangeOpened { .. } => true,
    }
}

fn is_a_step_of_ours(event: &Event) -> bool {
    match event {
        Event::ApplicationProposed(event::ApplicationProposed { assessment_due, .. }) => assessment_due.is_some(),
        Event::ApplicationRedirected { .. }
        | Event::ApplicationOpened { .. }
        | Event::EarlyViewRecorded { .. }
        | Event::HandedOver { .. }
        | Event::InvitationAccepted { .. }
        | Event::ApplicationSubmitted { .. }
        | Event::ClarificationAnswered { .. }
        | Event::ApplicationWithdrawn { .. }
        | Event::ApplicationLapsed { .. }
        | Event::ChangeOpened { .. } => true,
        // No steps, or others' steps.
        Event::PreliminaryNoted { .. }
        | Event::CollaboratorInvited { .. }
        | Event::InvitationRevoked { .. }
        | Event::InvitationExpired { .. }
        | Event::PeopleSet { .. }
        | Event::CaseMoved { .. }
        | Event::ApplicationReturned { .. }
        | Event::ReturnReasonsGiven { .. }
        | Event::DecisionReviewRequested { .. }
        | Event::ClarificationWorded { .. }
        | Event::ClarificationRaised { .. }
        | Event::ClarificationResolved { .. }
        | Event::AdviceScheduled { .. }
        | Event::AdviceRecorded { .. }
        | Event::AdviceCorrected(_)
        | Event::DecisionReviewed { .. }
        | Event::DecisionReasonsGiven { .. }
        | Event::ApplicationApproved { .. }
        | Event::ApplicationRefused { .. }
        | Event::AgreementProgressed { .. }
        | Event::AgreementSuspended { .. } => false,
    }
}

/// What waits for whom. Each step of an agreement's life waits with `contracts`.
fn waiting(state: &State) -> Vec<NewTask> {
    match state {
        State::PrelimAssessment { application, assessment_due } => {
            let assess = NewTask {
                what: "assess-preliminary",
                title: "Give the preliminary assessment".to_owned(),
                due_on: *assessment_due,
                path: path(application),
                audience: Audience::Role(StaffRole::CaseOfficer),
            };
            [assess].into_iter().chain(early_views(application, *assessment_due)).collect()
        }
        State::Draft { application, .. } => {
            let (what, title) = if application.change.is_some() {
                ("finish-change", "Finish and submit the change")
            } else {
                ("finish-draft", "Finish and submit the draft")
            };
            let mut all = for_its_people(application, what, title, None);
            all.extend(early_views(application, None));
            all
        }
        State::ReturnedIncomplete { review, .. } => {
            for_its_people(&review.application, "resubmit", "Complete the application and submit it again", None)
        }
        State::Submitted(review)
        | State::InReview(review)
        | State::Clarification(review)
        | State::Assurance(review)
        | State::PrecedentRoute(review)
        | State::PagAdvice(review)
        | State::AgdAdvice(review)
        | State::Decision(review) => answers(&review.application, &review.case),
        State::Absent
        | State::Approved { .. }
        | State::Refused { .. }
        | State::Redirected { .. }
        | State::Withdrawn { .. }
        | State::Lapsed { .. } => Vec::new(),
    }
}

/// What the groups' secretariat asks for and records, until it is handed in.
fn early_views(application: &About, due_on: Option<Date>) -> impl Iterator<Item = NewTask> {
    application.early_advice_wanted().map(move |group| NewTask {
        what: "early-advice-wanted",
        title: format!("Ask for an early view, and record it: {group}"),
        due_on,
        path: path(application),
        audience: Audience::Role(StaffRole::Secretariat),
    })
}

fn answers(application: &About, case: &Case) -> Vec<NewTask> {
    case.unanswered()
        .flat_map(|clarification| {
            let title = format!("Answer clarification {}", clarification.number);
            for_its_people(application, "answer-clarification", &title, Some(clarification.due))
        })
        .collect()
}

fn for_its_people(application: &About, what: &'static str, title: &str, due_on: Option<Date>) -> Vec<NewTask> {
    let task = |person| NewTask {
        what,
        title: title.to_owned(),
        due_on,
        path: path(application),
        audience: Audience::Person(person),
    };
    [application.lead].into_iter().chain(application.collaborators.iter().copied()).map(task).collect()
}

fn path(application: &About) -> String {
    format!("/applications/{}", application.nic)
}
