//! What was told of one version, whatever its stage.

use std::collections::BTreeMap;

use dars_vocabulary::{DocumentVersion, ReleaseRef, code::ReleaseKind};
use jiff::{Timestamp, civil::Date};
use serde::{Deserialize, Serialize};

/// How a version ended.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Ending {
    /// Its last day has passed.
    #[default]
    Expired,
    /// It was ended before.
    Terminated,
}

/// One release of data: what the public may read of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Release {
    /// The release.
    pub release: ReleaseRef,
    /// The data set, by the catalogue's id.
    pub dataset: String,
    /// File or system access.
    pub kind: ReleaseKind,
    /// How many files.
    pub file_count: u32,
    /// Whether the national data opt-out was applied.
    pub opt_outs_applied: bool,
    /// The day of release in London; the public reads the month.
    pub released_on: Date,
}

/// The last word on access.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Access {
    /// Whether it is suspended.
    pub suspended: bool,
    /// When that was said, in trade time.
    pub at: Timestamp,
}

/// What was told of one version.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Heard {
    /// Whether it is or was in force.
    pub in_force: bool,
    /// The day from which.
    pub from: Option<Date>,
    /// Its last day, once it was told that it has passed.
    pub expired_on: Option<Date>,
    /// Its last day in force, when it was ended before.
    pub terminated_on: Option<Date>,
    /// The newer version in its place.
    pub superseded_by: Option<DocumentVersion>,
    /// The last word on access.
    pub access: Option<Access>,
    /// The day on which it was closed.
    pub closed_on: Option<Date>,
    /// What was released under it.
    pub releases: BTreeMap<ReleaseRef, Release>,
}

impl Heard {
    /// Its last day in force, once any end was told; what ended it early counts.
    pub fn ended_on(&self) -> Option<Date> {
        self.terminated_on.or(self.expired_on)
    }
}
