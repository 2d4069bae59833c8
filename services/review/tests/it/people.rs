//! The people of these stories.

use dars_vocabulary::{Actor, ActorKind, PersonId, StaffRole};

use crate::desk::{ISSUER, now};

pub fn signed_in(name: &str, roles: &[StaffRole]) -> Actor {
    Actor { id: PersonId::of(ISSUER, name), kind: ActorKind::Person, roles: roles.to_vec(), signed_in_at: Some(now()) }
}

pub fn machine(actor: Actor) -> Actor {
    Actor { kind: ActorKind::Machine, ..actor }
}

/// The case officer of these stories.
pub fn olu() -> Actor {
    signed_in("olu", &[StaffRole::CaseOfficer])
}

/// The team manager.
pub fn mia() -> Actor {
    signed_in("mia", &[StaffRole::TeamManager])
}

/// The approver.
pub fn ann() -> Actor {
    signed_in("ann", &[StaffRole::Approver])
}

/// The advisory groups' secretariat.
pub fn sid() -> Actor {
    signed_in("sid", &[StaffRole::Secretariat])
}

/// A security reviewer.
pub fn sue() -> Actor {
    signed_in("sue", &[StaffRole::SecurityReviewer])
}

/// Another case officer.
pub fn pat() -> Actor {
    signed_in("pat", &[StaffRole::CaseOfficer])
}

/// Another approver.
pub fn bea() -> Actor {
    signed_in("bea", &[StaffRole::Approver])
}
