//! What is known here of the agreement made from an application. Stages only go forward; suspension comes and goes.

use dars_rules::policy;
use dars_vocabulary::{DocumentVersion, calendar::days_after};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{Application, Event, State};

/// How far an agreement is; later ones are greater.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum AgreementStage {
    /// Being written by the data body.
    Draft,
    /// Waits for signatures.
    IssuedForSignature,
    /// Some have signed.
    PartSigned,
    /// All have signed.
    Signed,
    /// In force.
    Active,
    /// Ends within 90 days.
    Expiring,
    /// In force, and nobody may use it.
    Suspended,
    /// Its last day has passed.
    Expired,
    /// The next version is in force.
    Superseded,
    /// Ended before its last day.
    Terminated,
    /// Never came into force: not signed in time, or ended while it was on its way.
    Void,
    /// The data must be destroyed.
    DestructionDue,
    /// The data is destroyed.
    Closed,
}

/// First and last day of an agreement.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Term {
    /// First day.
    pub start: Date,
    /// Last day.
    pub end: Date,
}

/// How far one version of the agreement is, as it was told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AgreementProgress {
    /// The agreement's version.
    pub version: DocumentVersion,
    /// The furthest stage told; what a date makes of it is `stage_on`.
    pub stage: AgreementStage,
    /// Whether access is suspended.
    pub suspended: bool,
    /// From when until when, once issued.
    pub term: Option<Term>,
}

impl AgreementProgress {
    /// How far it is on `today`, whether or not anyone told of it.
    pub fn stage_on(&self, today: Date) -> AgreementStage {
        let stage = match (self.stage, self.term) {
            (AgreementStage::Signed | AgreementStage::Active | AgreementStage::Expiring, Some(term)) => {
                if term.end < today {
                    AgreementStage::Expired
                } else if self.stage == AgreementStage::Signed && today < term.start {
                    AgreementStage::Signed
                } else if days_after(term.end, -i64::from(policy::AGREEMENT_EXPIRING.value)) <= today {
                    AgreementStage::Expiring
                } else {
                    self.stage.max(AgreementStage::Active)
                }
            }
            (told, _) => told,
        };
        if self.suspended && matches!(stage, AgreementStage::Active | AgreementStage::Expiring) {
            AgreementStage::Suspended
        } else {
            stage
        }
    }

    /// Whether it is in force on `today` and may be used.
    pub fn in_force(&self, today: Date) -> bool {
        matches!(self.stage_on(today), AgreementStage::Active | AgreementStage::Expiring)
    }

    /// Whether it is on its way into force.
    pub fn on_its_way(&self, today: Date) -> bool {
        self.stage_on(today) <= AgreementStage::Signed
    }
}

impl Application {
    /// The version in force on `today`, if any.
    pub fn in_force(&self, today: Date) -> Option<&AgreementProgress> {
        self.agreements.iter().rev().find(|progress| progress.in_force(today))
    }

    /// The newest version that is not void.
    pub fn agreement(&self) -> Option<&AgreementProgress> {
        let valid = self.agreements.iter().rev().find(|progress| progress.stage != AgreementStage::Void);
        valid.or(self.agreements.last())
    }

    /// Notes how far a version is.
    pub(super) fn note(&mut self, version: DocumentVersion, stage: AgreementStage, term: Option<Term>) {
        if let Some(known) = self.agreements.iter_mut().find(|known| known.version == version) {
            known.stage = known.stage.max(stage);
            known.term = term.or(known.term);
        } else {
            self.agreements.push(AgreementProgress { version, stage, suspended: false, term });
            self.agreements.sort_by_key(|progress| progress.version);
        }
        // A next version that was on its way ends with the agreement; nobody tells of it by itself.
        if stage == AgreementStage::Terminated {
            for later in self.agreements.iter_mut().filter(|other| other.stage <= AgreementStage::Signed) {
                later.stage = AgreementStage::Void;
            }
        }
    }
}

/// A version came further; nothing when that is known or overtaken.
pub(super) fn progressed(
    state: &State,
    version: DocumentVersion,
    to: AgreementStage,
    term: Option<Term>,
) -> Vec<Event> {
    let Some(application) = state.application() else { return Vec::new() };
    match application.agreements.iter().find(|known| known.version == version) {
        Some(known) if known.stage >= to => Vec::new(),
        Some(_) | None => vec![Event::AgreementProgressed { nic: application.nic.clone(), version, stage: to, term }],
    }
}

/// Access was suspended or given back.
pub(super) fn suspended(state: &State, version: DocumentVersion, suspended: bool) -> Vec<Event> {
    let Some(application) = state.application() else { return Vec::new() };
    match application.agreements.iter().find(|known| known.version == version) {
        Some(known) if known.suspended != suspended => {
            vec![Event::AgreementSuspended { nic: application.nic.clone(), version, suspended }]
        }
        Some(_) | None => Vec::new(),
    }
}
