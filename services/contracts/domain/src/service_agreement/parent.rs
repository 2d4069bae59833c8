//! What a service agreement needs to know of the agreement it belongs to.

use dars_vocabulary::{DocumentVersion, Nic, OrganisationId, code::AccessService};
use jiff::civil::Date;

use crate::agreement::{self, Status, as_of, ended_on, status_on, term};

/// Where the agreement stands today.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// Not signed by all, or void.
    NotSigned,
    /// Signed; its first day is yet to come.
    Signed,
    /// In force.
    InForce,
    /// Its term runs, and access is suspended.
    Suspended,
    /// Over.
    Over,
}

/// The agreement, as it stands today.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Parent {
    /// The agreement.
    pub nic: Nic,
    /// The version in force, or signed.
    pub version: DocumentVersion,
    /// The applicant organisation.
    pub organisation: OrganisationId,
    /// The organisations whose members may be users: the applicant, the controllers, the processors.
    pub parties: Vec<OrganisationId>,
    /// The organisations that decide, each of which needs a framework contract: the applicant and the controllers.
    pub deciding: Vec<OrganisationId>,
    /// The access services that it names; none once its document is redacted.
    pub services: Vec<AccessService>,
    /// First day.
    pub first_day: Date,
    /// Last day.
    pub last_day: Date,
    /// The last day on which it was in force, once it is over.
    pub ended_on: Option<Date>,
    /// Where it stands.
    pub standing: Standing,
}

/// What is known of the agreement on `today`; `None` before anything was issued.
pub fn parent_of(state: &agreement::State, today: Date) -> Option<Parent> {
    let now = as_of(state, today);
    let issued = now.issued()?;
    let standing = match status_on(state, today) {
        Status::Absent | Status::Draft | Status::IssuedForSignature | Status::PartSigned | Status::Void => {
            Standing::NotSigned
        }
        Status::Signed => Standing::Signed,
        Status::Active | Status::Expiring => Standing::InForce,
        Status::Suspended => Standing::Suspended,
        Status::Expired | Status::Terminated | Status::DestructionDue | Status::Closed => Standing::Over,
    };
    let (first_day, last_day) = term(&now).unwrap_or((issued.start, issued.end));
    let mut deciding = vec![issued.organisation.clone()];
    deciding.extend(issued.controllers.iter().filter(|other| **other != issued.organisation).cloned());
    let parties = deciding.iter().chain(&issued.processors).cloned().collect();
    let document = issued.document.open();
    let requests = document.and_then(|document| document.content.data_sets.as_ref()).map(|data| &data.requests);
    let services = requests.into_iter().flatten().filter_map(|request| request.access_service).collect();
    Some(Parent {
        nic: issued.nic.clone(),
        version: issued.version,
        organisation: issued.organisation.clone(),
        parties,
        deciding,
        services,
        first_day,
        last_day,
        ended_on: ended_on(&now),
        standing,
    })
}
