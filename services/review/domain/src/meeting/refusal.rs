//! Why a command about a meeting is refused.

use dars_vocabulary::{FieldError, RefusalKind, Refuse};

use crate::NotAPerson;

/// The reason.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// No such meeting, or not for the caller to know of.
    #[error("There is no such meeting.")]
    Unknown,
    /// The caller is no signed-in person.
    #[error(transparent)]
    NotAPerson(#[from] NotAPerson),
    /// The caller has another role.
    #[error("Only {who} may do this.")]
    RoleNeeded {
        /// Who may.
        who: &'static str,
    },
    /// The case is not on its list.
    #[error("This case is not on the meeting's list.")]
    NotOnList,
    /// It meets on another day.
    #[error("This meeting was put off: look for its other day.")]
    PutOff,
    /// The group has met, or said something.
    #[error("The group has considered this: it cannot be changed any more.")]
    Considered,
    /// Written down before.
    #[error("The minutes of this meeting are written: it cannot be changed any more.")]
    Written,
    /// Nothing to write about, or to publish.
    #[error("The group has said nothing yet: record its advice first.")]
    NothingConsidered,
    /// The advice of some cases is missing.
    #[error("Some cases still wait for this meeting: record the advice on each, or put them on another's list.")]
    CasesWaiting,
    /// Nothing is written.
    #[error("No minutes wait to be published: write them first.")]
    NothingWritten,
    /// Advice was recorded after the minutes were written.
    #[error("Advice was recorded since: write the minutes anew.")]
    Outdated,
    /// Nobody publishes what they wrote.
    #[error("You wrote these minutes: the chair, or someone else of the secretariat, confirms them.")]
    WroteThem,
    /// Nothing was declared.
    #[error("Declare an interest in this case, or none, before you open its papers.")]
    NotDeclared,
    /// An interest was declared.
    #[error("You declared an interest in this: its papers stay closed, and somebody else confirms its minutes.")]
    InterestDeclared,
    /// Nobody advises on their own organisation's request.
    #[error("You are a member of an organisation whose request this is: declare an interest.")]
    OwnOrganisation,
    /// Nor writes or confirms what was said of it.
    #[error("You are a member of an organisation whose request the group saw: somebody else sees to its minutes.")]
    InMinutes,
    /// Somebody who advised had an interest.
    #[error("Somebody named declared an interest in this case: they did not advise on it.")]
    AdviserInterested,
    /// Somebody who advised had declared nothing.
    #[error("Somebody named is no member of this meeting, or declared nothing about this case.")]
    AdviserNotDeclared,
    /// Nobody wrote down who sits there, so nobody could declare.
    #[error(
        "Nobody is written down who sits at this meeting: name its members first, who then declare their interests."
    )]
    NobodySits,
    /// Values that cannot be taken.
    #[error("Some values cannot be accepted: see each field.")]
    Unacceptable {
        /// Which.
        errors: Vec<FieldError>,
    },
}

impl Refusal {
    fn describe(&self) -> (RefusalKind, &'static str) {
        use RefusalKind::{Forbidden, NotFound, Unacceptable, WrongState};
        match self {
            Self::Unknown => (NotFound, "meeting-unknown"),
            Self::NotAPerson(reason) => (reason.kind(), reason.code()),
            Self::RoleNeeded { .. } => (Forbidden, "role-needed"),
            Self::NotOnList => (NotFound, "case-not-on-list"),
            Self::PutOff => (WrongState, "meeting-put-off"),
            Self::Considered => (WrongState, "meeting-considered"),
            Self::Written => (WrongState, "minutes-written"),
            Self::NothingConsidered => (WrongState, "meeting-not-considered"),
            Self::CasesWaiting => (WrongState, "cases-waiting"),
            Self::NothingWritten => (WrongState, "minutes-not-written"),
            Self::Outdated => (WrongState, "minutes-outdated"),
            Self::WroteThem => (Forbidden, "publisher-wrote-minutes"),
            Self::NotDeclared => (Forbidden, "interest-not-declared"),
            Self::InterestDeclared => (Forbidden, "interest-declared"),
            Self::OwnOrganisation | Self::InMinutes => (Forbidden, "own-organisation"),
            Self::AdviserInterested => (Unacceptable, "adviser-interested"),
            Self::AdviserNotDeclared => (Unacceptable, "adviser-not-declared"),
            Self::NobodySits => (WrongState, "meeting-members-missing"),
            Self::Unacceptable { .. } => (Unacceptable, "values-unacceptable"),
        }
    }
}

impl Refuse for Refusal {
    fn kind(&self) -> RefusalKind {
        self.describe().0
    }

    fn code(&self) -> &'static str {
        self.describe().1
    }

    fn detail(&self) -> String {
        self.to_string()
    }

    fn errors(&self) -> Vec<FieldError> {
        match self {
            Self::Unacceptable { errors } => errors.clone(),
            Self::AdviserInterested | Self::AdviserNotDeclared => {
                let (code, detail) = (self.code().to_owned(), self.detail());
                vec![FieldError { pointer: "/advisers".to_owned(), code, detail }]
            }
            Self::Unknown
            | Self::NotAPerson(_)
            | Self::RoleNeeded { .. }
            | Self::NotOnList
            | Self::PutOff
            | Self::Considered
            | Self::Written
            | Self::NothingConsidered
            | Self::CasesWaiting
            | Self::NothingWritten
            | Self::Outdated
            | Self::WroteThem
            | Self::NotDeclared
            | Self::InterestDeclared
            | Self::OwnOrganisation
            | Self::InMinutes
            | Self::NobodySits => Vec::new(),
        }
    }
}
