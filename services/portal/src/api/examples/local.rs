//! Of a local stack: its fixtures and its clock.

use dars_messages::requests::{
    contracts::RecordFrameworkContract,
    intake::{ConfirmSigningAuthority, GrantMembership, RegisterDataSet, RegisterOrganisation},
};
use dars_vocabulary::{
    AssuranceParticulars, DataSetTraits, MembershipRole, OrganisationId,
    code::{AccessService, AssuranceKind, AssuranceOutcome, Level, OrganisationType},
    reference::NotAReference,
};
use jiff::civil::{Date, date};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::text;
use crate::api::shape::Shape;

/// What an organisation shows for its security, from a fixture: the body of `record-assurance`, and for whom.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct FixtureAssurance {
    /// The organisation.
    pub organisation: OrganisationId,
    /// What is shown.
    pub kind: AssuranceKind,
    /// Its reference or version.
    pub reference: String,
    /// What it came to.
    pub outcome: AssuranceOutcome,
    /// Last day on which it holds.
    pub valid_to: Date,
    /// Whether the data body approved an improvement plan (V07).
    #[serde(default)]
    pub plan_approved: bool,
    /// Its version, its review, the places that it covers, its plan's end.
    #[serde(default)]
    pub particulars: AssuranceParticulars,
}

/// Where trade time of a local stack is moved to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct MoveClock {
    /// An instant (RFC 3339, UTC), or a date, which means its first moment in London. Only forward.
    pub to: String,
}

pub(in crate::api) fn organisation() -> Shape {
    Shape::checked::<_, NotAReference>((|| {
        let organisation_type = OrganisationType::Academic;
        Ok(RegisterOrganisation { id: "NORTHMERE".parse()?, name: text("Northmere University"), organisation_type })
    })())
}

pub(in crate::api) fn membership() -> Shape {
    Shape::checked::<_, NotAReference>((|| {
        Ok(GrantMembership {
            organisation: "NORTHMERE".parse()?,
            subject: text("applicant-lead"),
            name: text("Evander Lockridge"),
            email: text("evander.lockridge@northmere.example"),
            roles: vec![MembershipRole::Lead],
            from: date(2025, 1, 1),
            until: Some(date(2029, 12, 31)),
        })
    })())
}

pub(in crate::api) fn signing_authority() -> Shape {
    Shape::checked::<_, NotAReference>((|| {
        Ok(ConfirmSigningAuthority {
            organisation: "NORTHMERE".parse()?,
            subject: text("signatory"),
            from: date(2025, 1, 1),
            until: Some(date(2029, 12, 31)),
        })
    })())
}

pub(in crate::api) fn assurance() -> Shape {
    Shape::checked::<_, NotAReference>((|| {
        Ok(FixtureAssurance {
            organisation: "NORTHMERE".parse()?,
            kind: AssuranceKind::Dspt,
            reference: text("2026/27"),
            outcome: AssuranceOutcome::Met,
            valid_to: date(2027, 6, 30),
            plan_approved: false,
            particulars: AssuranceParticulars::default(),
        })
    })())
}

pub(in crate::api) fn data_set() -> Shape {
    Shape::of(RegisterDataSet {
        id: text("hes-apc"),
        name: text("Hospital Episode Statistics Admitted Patient Care"),
        scope: text("Admissions to NHS hospitals in England, from 1989 on."),
        traits: DataSetTraits {
            services: vec![AccessService::Extract, AccessService::Sde],
            levels: vec![Level::Identifiable, Level::Pseudonymised],
            published: vec![text("Hospital activity statistics")],
            ..DataSetTraits::default()
        },
    })
}

pub(in crate::api) fn framework_contract() -> Shape {
    Shape::checked::<_, NotAReference>((|| {
        Ok(RecordFrameworkContract {
            contract: "CON-900201-B3N6W".parse()?,
            organisation: "NORTHMERE".parse()?,
            start: date(2024, 4, 1),
            end: date(2029, 3, 31),
        })
    })())
}

pub(in crate::api) fn move_clock() -> Shape {
    Shape::of(MoveClock { to: text("2025-03-03T09:00:00Z") })
}
