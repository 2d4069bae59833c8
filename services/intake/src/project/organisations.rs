//! Organisations, memberships and assurances into their lookups.

use dars_bus::{Aggregate as _, StoreError};
use dars_intake_domain::organisation::{Event, Registered, State};
use dars_rules::{Assurance, policy};
use dars_vocabulary::{MembershipRole, OrganisationId, StaffRole, calendar::days_after};
use sqlx::PgConnection;

use super::left;
use crate::{
    handle::Organisation,
    store::{
        self,
        tasks::{Audience, NewTask},
    },
};

/// Keeps the lookups in step.
pub async fn keep(tx: &mut PgConnection, state: &State, events: &[Event]) -> Result<(), StoreError> {
    for event in events {
        match event {
            Event::OrganisationRegistered { organisation, name, organisation_type } => {
                store::organisations::keep(tx, organisation.as_str(), name, organisation_type.code()).await?;
                store::names::keep(tx, organisation.as_str(), name).await?;
            }
            Event::MembershipGranted { organisation, person, roles, from, until, .. } => {
                store::memberships::keep(tx, *person, organisation, roles, *from, *until).await?;
                left::keep(tx, state, *person).await?;
            }
            Event::SigningAuthorityConfirmed { organisation, person, from, until, .. } => {
                store::authorities::keep(tx, organisation, *person, *from, *until).await?;
                wait(tx, organisation, state).await?;
            }
            Event::SigningAuthorityEnded { organisation, person, from, until } => {
                store::authorities::keep(tx, organisation, *person, *from, Some(*until)).await?;
            }
            Event::SigningAuthorityAsked { organisation, .. }
            | Event::SigningAuthorityDeclined { organisation, .. } => {
                wait(tx, organisation, state).await?;
            }
            Event::OrganisationRenamed { organisation, name, .. } => {
                store::organisations::rename(tx, organisation.as_str(), name).await?;
                store::names::keep(tx, organisation.as_str(), name).await?;
            }
            Event::MembershipEnded { organisation, person, roles, from, until } => {
                store::memberships::keep(tx, *person, organisation, roles, *from, Some(*until)).await?;
                left::keep(tx, state, *person).await?;
            }
            Event::AssuranceRecorded { organisation, kind, outcome, valid_to, plan_approved, .. } => {
                let assurance = Assurance {
                    organisation: organisation.clone(),
                    kind: *kind,
                    outcome: *outcome,
                    valid_to: *valid_to,
                    plan_approved: *plan_approved,
                };
                store::assurances::keep(tx, &assurance).await?;
                wait(tx, organisation, state).await?;
            }
        }
    }
    Ok(())
}

async fn wait(tx: &mut PgConnection, organisation: &OrganisationId, state: &State) -> Result<(), StoreError> {
    store::tasks::replace(tx, Organisation::KIND, organisation.as_str(), &waiting(state)).await
}

fn waiting(state: &State) -> Vec<NewTask> {
    match state {
        State::Absent => Vec::new(),
        State::Registered(known) => renewals(known).into_iter().chain(to_confirm(known)).collect(),
    }
}

/// Who shall be allowed to sign waits for an officer: one task, however many it is about.
fn to_confirm(known: &Registered) -> Option<NewTask> {
    let due_on = known.asked.values().map(|asked| asked.from).min()?;
    Some(NewTask {
        what: "confirm-authority",
        title: "Confirm who may sign".to_owned(),
        due_on: Some(due_on),
        path: format!("/organisations/{}", known.organisation),
        audience: Audience::Role(StaffRole::CaseOfficer),
    })
}

/// What the organisation shows is to be renewed before it lapses, by those who keep its security and its people.
fn renewals(known: &Registered) -> Vec<NewTask> {
    let ahead = i64::from(policy::ASSURANCE_LAPSING.value);
    known
        .assurances
        .iter()
        .map(|shown| NewTask {
            what: "renew-assurance",
            title: format!("Renew: {}", shown.kind),
            due_on: Some(shown.valid_to),
            path: format!("/organisations/{}", known.organisation),
            audience: Audience::Members {
                organisation: known.organisation.clone(),
                roles: vec![MembershipRole::IgLead, MembershipRole::Administrator],
                from: days_after(shown.valid_to, -ahead),
            },
        })
        .collect()
}
