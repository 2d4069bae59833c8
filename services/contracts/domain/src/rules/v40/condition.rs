//! The conditions of the gate, each with the code of what is wrong when it does not hold.

use super::GateInput;

/// One condition.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Condition {
    /// In force today by its dates.
    InForce,
    /// Access is not suspended.
    NotSuspended,
    /// Each controller's framework contract is in force.
    FrameworkContracts,
    /// Each controller and processor shows fee and security that hold today.
    Assurances,
    /// No special condition is overdue.
    SpecialConditions,
    /// What was agreed can be read.
    TermsKnown,
    /// The agreement names the data set.
    DataSet,
    /// Support under section 251 holds where the data set rests on it.
    Section251,
    /// The service agreement is active where the access service needs one.
    ServiceAgreement,
    /// What flows once did not flow yet.
    NotReleasedBefore,
    /// The period lies within the agreed one.
    Period,
    /// The fields are among the agreed ones.
    Fields,
    /// The agreed level.
    Level,
    /// The agreed access service.
    AccessService,
    /// No file where system access was agreed.
    Kind,
    /// The recipient is a controller or processor.
    Recipient,
    /// Opt-outs are applied as agreed.
    OptOuts,
    /// Someone checked it.
    Checked,
    /// Another person than produced it did.
    CheckedByAnother,
}

/// Conditions of V40 whose records come later: nothing is due of them yet, so they hold nothing.
pub const LATER: &[&str] = &["annual-review-overdue", "charge-unpaid", "cohort-report-not-accepted"];

/// What a condition depends on.
enum Reach {
    /// The agreement alone.
    Agreement,
    /// A version of it.
    Version,
    /// That its terms can be read.
    Terms,
    /// What the agreement says of the data set.
    DataSet,
    /// The release, compared with that.
    Release,
    /// The release alone.
    People,
}

impl Condition {
    /// Every condition, in the order in which they are asked.
    pub const ALL: &[Self] = &[
        Self::InForce,
        Self::NotSuspended,
        Self::FrameworkContracts,
        Self::Assurances,
        Self::SpecialConditions,
        Self::TermsKnown,
        Self::DataSet,
        Self::Section251,
        Self::ServiceAgreement,
        Self::NotReleasedBefore,
        Self::Period,
        Self::Fields,
        Self::Level,
        Self::AccessService,
        Self::Kind,
        Self::Recipient,
        Self::OptOuts,
        Self::Checked,
        Self::CheckedByAnother,
    ];

    /// The code of what is wrong when it does not hold.
    pub const fn code(self) -> &'static str {
        match self {
            Self::InForce => "not-in-force",
            Self::NotSuspended => "suspended",
            Self::FrameworkContracts => "framework-contract-not-active",
            Self::Assurances => "assurance-lapsed",
            Self::SpecialConditions => "condition-overdue",
            Self::TermsKnown => "agreed-terms-unknown",
            Self::DataSet => "data-set-not-agreed",
            Self::Section251 => "section-251-lapsed",
            Self::ServiceAgreement => "service-agreement-not-active",
            Self::NotReleasedBefore => "already-released",
            Self::Period => "period-not-agreed",
            Self::Fields => "fields-not-agreed",
            Self::Level => "level-not-agreed",
            Self::AccessService => "access-service-not-agreed",
            Self::Kind => "kind-not-agreed",
            Self::Recipient => "recipient-not-agreed",
            Self::OptOuts => "opt-outs-differ",
            Self::Checked => "not-checked",
            Self::CheckedByAnother => "checked-by-producer",
        }
    }

    /// What must hold, in plain words.
    pub const fn says(self) -> &'static str {
        match self {
            Self::InForce => "The agreement is in force today.",
            Self::NotSuspended => "Access under it is not suspended.",
            Self::FrameworkContracts => "Every controller has a framework contract in force.",
            Self::Assurances => "Every controller and processor shows valid security and registration.",
            Self::SpecialConditions => "No special condition is overdue.",
            Self::TermsKnown => "What was agreed can be read.",
            Self::DataSet => "The agreement names the data set.",
            Self::Section251 => "The section 251 support, where needed, is in date.",
            Self::ServiceAgreement => "The service agreement, where needed, is active.",
            Self::NotReleasedBefore => "What was agreed as one-off has not been released before.",
            Self::Period => "The period lies within the agreed one.",
            Self::Fields => "The fields are among the agreed ones.",
            Self::Level => "The level is the agreed one.",
            Self::AccessService => "The access service is the agreed one.",
            Self::Kind => "No file leaves where system access was agreed.",
            Self::Recipient => "The recipient is a controller or processor of the agreement.",
            Self::OptOuts => "Opt-outs are applied as agreed, by a dated list.",
            Self::Checked => "The release is checked.",
            Self::CheckedByAnother => "Another person checked it than produced it.",
        }
    }

    const fn reach(self) -> Reach {
        match self {
            Self::InForce
            | Self::NotSuspended
            | Self::FrameworkContracts
            | Self::Assurances
            | Self::SpecialConditions => Reach::Agreement,
            Self::TermsKnown => Reach::Version,
            Self::DataSet => Reach::Terms,
            Self::Section251 | Self::ServiceAgreement | Self::NotReleasedBefore => Reach::DataSet,
            Self::Period
            | Self::Fields
            | Self::Level
            | Self::AccessService
            | Self::Kind
            | Self::Recipient
            | Self::OptOuts => Reach::Release,
            Self::Checked | Self::CheckedByAnother => Reach::People,
        }
    }
}

impl GateInput {
    /// Whether a condition can be asked at all: of what is not known nothing is said to hold.
    pub fn asks(&self, condition: Condition) -> bool {
        let named = || self.requests().next().is_some();
        match condition.reach() {
            Reach::Agreement => true,
            Reach::Version => self.version.is_some(),
            Reach::Terms => self.agreed.is_some(),
            Reach::DataSet => named(),
            Reach::Release => self.release.is_some() && named(),
            Reach::People => self.release.is_some(),
        }
    }
}
