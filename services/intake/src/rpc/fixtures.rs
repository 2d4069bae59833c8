//! What a local stack's fixtures bring in: organisations, people, authorities, data sets. By commands like all else.

use async_trait::async_trait;
use dars_bus::{Problem, Reply, Request, Work, aggregate::execute};
use dars_intake_domain::{dataset, organisation};
use dars_messages::requests::intake::{
    ConfirmSigningAuthority, GrantMembership, RegisterDataSet, RegisterOrganisation,
};
use dars_vocabulary::{
    AssuranceParticulars, OrganisationId, PersonId,
    code::{AssuranceKind, AssuranceOutcome},
};
use jiff::civil::Date;
use serde::Deserialize;
use serde_json::json;
use sqlx::PgConnection;

use crate::handle::{Dataset, Organisation};

/// Brings in one record.
#[derive(Debug)]
pub struct Fixture {
    /// Whose sign-ins are known here.
    pub issuer: String,
}

#[async_trait]
impl Work for Fixture {
    async fn work(&self, request: &Request, tx: &mut PgConnection) -> Result<Reply, Problem> {
        match request.action.as_str() {
            "fixture-organisation" => {
                let body: RegisterOrganisation = request.body()?;
                let command = organisation::Command::Register {
                    organisation: body.id.clone(),
                    name: body.name,
                    organisation_type: body.organisation_type,
                };
                ask(tx, request, &body.id, command).await
            }
            "fixture-membership" => {
                let body: GrantMembership = request.body()?;
                let command = organisation::Command::GrantMembership {
                    person: PersonId::of(&self.issuer, &body.subject),
                    roles: body.roles,
                    from: body.from,
                    until: body.until,
                    contact: organisation::Contact { name: body.name, email: body.email },
                };
                ask(tx, request, &body.organisation, command).await
            }
            "fixture-authority" => {
                let body: ConfirmSigningAuthority = request.body()?;
                let command = organisation::Command::ConfirmSigningAuthority {
                    person: PersonId::of(&self.issuer, &body.subject),
                    from: body.from,
                    until: body.until,
                };
                ask(tx, request, &body.organisation, command).await
            }
            "fixture-assurance" => {
                let body: Assurance = request.body()?;
                ask(tx, request, &body.organisation, organisation::Command::LoadAssurance(body.shown())).await
            }
            _ => {
                let body: RegisterDataSet = request.body()?;
                let command = dataset::Command::Register {
                    dataset: body.id.clone(),
                    name: body.name,
                    scope: body.scope,
                    traits: body.traits,
                };
                let done = execute::<Dataset>(tx, &request.meta(), &body.id, None, command).await?;
                Reply::versioned(done.saved.version, &json!({"id": body.id}))
            }
        }
    }
}

/// What an organisation shows, from a fixture.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Assurance {
    organisation: OrganisationId,
    kind: AssuranceKind,
    reference: String,
    outcome: AssuranceOutcome,
    valid_to: Date,
    #[serde(default)]
    plan_approved: bool,
    #[serde(default)]
    particulars: AssuranceParticulars,
}

impl Assurance {
    fn shown(&self) -> organisation::Shown {
        organisation::Shown {
            kind: self.kind,
            reference: self.reference.clone(),
            outcome: self.outcome,
            valid_to: self.valid_to,
            plan_approved: self.plan_approved,
            particulars: self.particulars.clone(),
        }
    }
}

async fn ask(
    tx: &mut PgConnection,
    request: &Request,
    id: &OrganisationId,
    command: organisation::Command,
) -> Result<Reply, Problem> {
    let done = execute::<Organisation>(tx, &request.meta(), id.as_str(), None, command).await?;
    Reply::versioned(done.saved.version, &json!({"id": id}))
}
