//! Enquiries into the work list, the timeline, the due dates and what waits for whom.

use dars_bus::{Aggregate as _, Meta, StoreError};
use dars_intake_domain::enquiry::{Asked, Event, State};
use dars_messages::requests::intake::Occasion;
use dars_vocabulary::{PersonId, Sector, StaffRole, calendar::days_after, london_date};
use jiff::civil::Date;
use sqlx::PgConnection;

use crate::{
    handle::Enquiry,
    store::{
        self,
        tasks::{Audience, NewTask},
    },
};

/// Keeps them in step. A message changes none of them.
pub async fn keep(
    tx: &mut PgConnection,
    meta: &Meta,
    reference: &str,
    state: &State,
    events: &[Event],
) -> Result<(), StoreError> {
    let moved: Vec<&Event> =
        events.iter().filter(|event| !matches!(event, Event::EnquiryMessageAdded { .. })).collect();
    if moved.is_empty() {
        return Ok(());
    }
    let Some(asked) = state.asked() else { return Ok(()) };
    let row = store::enquiries::Listed {
        reference: reference.to_owned(),
        state: state.name().to_owned(),
        team: state.team().map(|team| team.code().to_owned()),
        topic: asked.topic.code().to_owned(),
        answer_due: asked.answer_due,
    };
    store::enquiries::keep(tx, &row, meta.now).await?;
    store::due::keep(tx, Enquiry::KIND, reference, state.next_due()).await?;
    store::tasks::replace(tx, Enquiry::KIND, reference, &waiting(state)).await?;
    for event in moved {
        store::timeline::add(tx, reference, meta.now, "intake", event.name()).await?;
        if let Some(enquirer) = asked.raised_by.filter(|_| ends_with_a_word(event)) {
            let today = london_date(meta.now);
            let (occasion, sector) = (Occasion::EnquiryEnded, Sector::Public);
            store::feedback::ask(tx, enquirer, reference, occasion, sector, today).await?;
        }
    }
    Ok(())
}

/// Whether the enquirer may be asked how they found it: it ended, and not as the same as another.
fn ends_with_a_word(event: &Event) -> bool {
    matches!(
        event,
        Event::EnquiryAnswered { .. }
            | Event::EnquirySignposted { .. }
            | Event::EnquiryClosed { .. }
            | Event::EnquiryClosedNoReply { .. }
    )
}

/// What waits for whom. Experts belong to no team here yet, so what one team has waits for all of them.
fn waiting(state: &State) -> Vec<NewTask> {
    match state {
        State::New { asked } => for_staff(asked, "triage-enquiry", "Triage the enquiry", &[StaffRole::TriageOfficer]),
        State::Triaged { asked } => {
            for_staff(asked, "route-enquiry", "Route the enquiry to a team", &[StaffRole::TriageOfficer])
        }
        State::WithExpert { asked, .. } => {
            let roles = [StaffRole::Expert, StaffRole::TriageOfficer];
            for_staff(asked, "answer-enquiry", "Answer the enquiry", &roles)
        }
        State::AwaitingEnquirer { asked, close_on, .. } => {
            asked.raised_by.map(|enquirer| for_enquirer(asked, enquirer, *close_on)).into_iter().collect()
        }
        State::Absent
        | State::Signposted { .. }
        | State::Answered { .. }
        | State::Duplicate { .. }
        | State::ClosedNoReply { .. }
        | State::Closed { .. }
        | State::Converted { .. } => Vec::new(),
    }
}

fn for_staff(asked: &Asked, what: &'static str, title: &str, roles: &[StaffRole]) -> Vec<NewTask> {
    let task = |role: &StaffRole| NewTask {
        what,
        title: title.to_owned(),
        due_on: Some(asked.answer_due),
        path: format!("/enquiries/{}", asked.enquiry),
        audience: Audience::Role(*role),
    };
    roles.iter().map(task).collect()
}

fn for_enquirer(asked: &Asked, enquirer: PersonId, close_on: Date) -> NewTask {
    NewTask {
        what: "answer-question",
        title: "Answer the question about your enquiry".to_owned(),
        // It is closed when that day begins.
        due_on: Some(days_after(close_on, -1)),
        path: format!("/enquiries/{}", asked.enquiry),
        audience: Audience::Person(enquirer),
    }
}
