//! Organisations, memberships and assurances into their lookups.

use dars_bus::{Aggregate as _, StoreError};
use dars_intake_domain::organisation::{Event, Registered, State};
use dars_rules::{Assurance, policy};
use dars_vocabulary::{MembershipRole, calendar::days_after};
use sqlx::PgConnection;

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
            }
            Event::SigningAuthorityConfirmed { organisation, person, from, until, .. } => {
                store::authorities::keep(tx, organisation, *person, *from, *until).await?;
            }
            Event::AssuranceRecorded { organisation, kind, outcome, valid_to, plan_approved, particulars, .. } => {
                let assurance = Assurance {
                    organisation: organisation.clone(),
                    kind: *kind,
                    outcome: *outcome,
                    valid_to: *valid_to,
                    plan_approved: *plan_approved,
                    particulars: particulars.clone(),
                };
                store::assurances::keep(tx, &assurance).await?;
                store::tasks::replace(tx, Organisation::KIND, organisation.as_str(), &waiting(state)).await?;
            }
        }
    }
    Ok(())
}

/// What the organisation shows is to be renewed before it lapses, by those who keep its security and its people.
fn waiting(state: &State) -> Vec<NewTask> {
    match state {
        State::Absent => Vec::new(),
        State::Registered(known) => renewals(known),
    }
}

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
