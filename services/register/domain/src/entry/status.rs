//! Whether a version is in force, as everyone may read it: its dates decide, whatever was heard or not yet heard.

use dars_rules::policy::AGREEMENT_EXPIRING;
use dars_vocabulary::{DocumentVersion, calendar::days_after};
use jiff::civil::Date;
use serde::Serialize;

use super::{Known, Version};

/// Whether a version is in force.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum PublicStatus {
    /// In force.
    Active,
    /// In force, and near its last day.
    Expiring,
    /// Access under it is suspended; why is not public.
    Suspended,
    /// Its last day has passed.
    Expired,
    /// A newer version is in force in its place.
    Superseded,
    /// It was ended before its last day.
    Terminated,
    /// The data is destroyed.
    Closed,
}

/// What everyone may read of a version on `today`; `None` before it is in force, or without its content.
pub fn public_status(known: &Known, version: DocumentVersion, today: Date) -> Option<PublicStatus> {
    let stage = known.versions.get(&version)?;
    let (heard, end) = (stage.heard(), stage.document()?.end);
    if !heard.in_force {
        return None;
    }
    let status = if heard.closed_on.is_some_and(|day| day <= today) {
        PublicStatus::Closed
    } else if heard.terminated_on.is_some_and(|last| last <= today) {
        PublicStatus::Terminated
    } else if superseded(known, version, stage, end, today) {
        PublicStatus::Superseded
    } else if end < today {
        PublicStatus::Expired
    } else if heard.access.is_some_and(|access| access.suspended) {
        PublicStatus::Suspended
    } else if end <= days_after(today, i64::from(AGREEMENT_EXPIRING.value)) {
        PublicStatus::Expiring
    } else {
        PublicStatus::Active
    };
    Some(status)
}

/// Whether a newer version took its place while it still ran: after its last day it had expired instead, and the gap
/// shows.
fn superseded(known: &Known, version: DocumentVersion, stage: &Version, end: Date, today: Date) -> bool {
    let begins = known
        .versions
        .range(version..)
        .filter(|(other, stage)| **other > version && stage.heard().in_force)
        .filter_map(|(_, stage)| stage.heard().from)
        .min();
    match begins {
        Some(from) => from <= today && from <= days_after(end, 1),
        None => stage.heard().superseded_by.is_some(),
    }
}
