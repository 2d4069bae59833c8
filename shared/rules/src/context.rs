//! What the rules need to know beside the content.

use std::{collections::BTreeMap, sync::Arc};

use dars_vocabulary::{
    ApplicationContent, AssuranceParticulars, ContractRef, DataSetTraits, OrganisationId, Stage,
    code::{AssuranceKind, AssuranceOutcome, ChangeKind, OrganisationType},
    content::Condition,
};
use jiff::civil::Date;

use crate::names::Names;

/// What the rules need to know beside the content. What a caller doesn't keep is `None`, and its rules say nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Context {
    /// The stage that comes next: `Submit` while drafting, `Issue` once approved. A rule that blocks at several stages
    /// names this one.
    pub next: Stage,
    /// The applicant organisation.
    pub applicant: Option<OrganisationId>,
    /// The catalogue's data sets, by id.
    pub catalogue: Option<BTreeMap<String, DataSetTraits>>,
    /// What the known organisations are.
    pub organisations: BTreeMap<OrganisationId, OrganisationType>,
    /// The framework contracts in force, or yet to begin, of the content's organisations (V02, V03).
    pub framework_contracts: Option<Vec<FrameworkCover>>,
    /// What the content's organisations show for their security and registration (V06, V07).
    pub assurances: Option<Vec<Assurance>>,
    /// The special conditions of the approval (V07).
    pub conditions: Vec<Condition>,
    /// The kind of change to an agreement, if it is one (V25).
    pub change: Option<ChangeKind>,
    /// What a change begins with (V23, V32).
    pub changed: Option<Changed>,
    /// What is known of the privacy notice at the address that the content names (V27).
    pub privacy_notice: Option<NoticeCheck>,
    /// The names of organisations that texts may mention (V28).
    pub names: Option<Arc<Names>>,
}

/// What a change to an agreement is measured against.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Changed {
    /// What was approved last; `None` once redacted.
    pub content: Option<Arc<ApplicationContent>>,
    /// The last day of the version in force.
    pub end: Option<Date>,
}

/// Whether a page was there when it was last looked at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NoticeCheck {
    /// Nobody has looked yet.
    Never,
    /// The last look.
    Done {
        /// Whether it opened.
        live: bool,
        /// How it went: a short code, none of the page's words.
        code: String,
        /// On which day.
        on: Date,
    },
}

impl Default for Context {
    fn default() -> Self {
        Self {
            next: Stage::Submit,
            applicant: None,
            catalogue: None,
            organisations: BTreeMap::new(),
            framework_contracts: None,
            assurances: None,
            conditions: Vec::new(),
            change: None,
            changed: None,
            privacy_notice: None,
            names: None,
        }
    }
}

/// A signed framework contract, for as long as it lasts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FrameworkCover {
    /// The contract.
    pub contract: ContractRef,
    /// The legal entity it binds.
    pub organisation: OrganisationId,
    /// First day.
    pub start: Date,
    /// Last day.
    pub end: Date,
}

impl FrameworkCover {
    /// Whether it is in force on `day`.
    pub fn holds_on(&self, day: Date) -> bool {
        self.start <= day && day <= self.end
    }
}

/// What an organisation shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Assurance {
    /// Which organisation.
    pub organisation: OrganisationId,
    /// What it shows.
    pub kind: AssuranceKind,
    /// What that came to.
    pub outcome: AssuranceOutcome,
    /// Last day on which it holds.
    pub valid_to: Date,
    /// Whether the data body approved an improvement plan (V07).
    pub plan_approved: bool,
    /// What is known of it beside.
    pub particulars: AssuranceParticulars,
}
