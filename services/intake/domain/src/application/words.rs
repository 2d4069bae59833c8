//! What `review` says of its decisions in words, for the applicant. Kept with the application and by version, not with
//! a stage: the words may be heard before or after the decision, and outlast a change that was refused.

use dars_vocabulary::{
    DocumentVersion, Sealed,
    content::{Condition, Owing},
};
use jiff::{Timestamp, civil::Date};
use serde::{Deserialize, Serialize};

use super::{Application, Event, State, event, phase::Phase, progress::handed_in};

/// The words of the newest decision about one version.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DecisionWords {
    /// Which version.
    pub version: DocumentVersion,
    /// When it was said; a deferral may be followed by an approval or a refusal of the same version.
    pub said_at: Timestamp,
    /// The reasons, if any were given.
    pub reasons: Option<Sealed<String>>,
    /// What is asked for beside the standard terms.
    pub conditions: Vec<ConditionWords>,
}

/// A special condition; its text can be forgotten, its terms stay.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ConditionWords {
    /// Its number in this version, from 1.
    pub number: u32,
    /// What is asked for.
    pub text: Sealed<String>,
    /// The day by which; `None`: as long as the agreement lasts.
    pub due: Option<Date>,
    /// Who owes it.
    pub owing: Owing,
}

impl DecisionWords {
    /// Whether any of it was redacted.
    fn forgotten(&self) -> bool {
        let redacted = |text: &Sealed<String>| text.open().is_none();
        self.reasons.as_ref().is_some_and(redacted) || self.conditions.iter().any(|given| redacted(&given.text))
    }

    /// Whether `told` adds nothing to what is known: it is older, or the same told again.
    fn overtakes(&self, told: &Self) -> bool {
        self.said_at > told.said_at || (self.said_at == told.said_at && (self.forgotten() || self == told))
    }
}

impl From<Condition> for ConditionWords {
    fn from(condition: Condition) -> Self {
        let Condition { number, text, due, owing } = condition;
        Self { number, text: Sealed::Open(text), due, owing }
    }
}

impl Application {
    /// What was said of a version, if anything was heard.
    pub fn said_of(&self, version: DocumentVersion) -> Option<&DecisionWords> {
        self.decisions.iter().find(|known| known.version == version)
    }

    /// What was said last.
    pub fn said_last(&self) -> Option<&DecisionWords> {
        self.decisions.iter().max_by_key(|known| known.version)
    }

    /// Keeps what was said, in the place of what was said of the same version before.
    pub(super) fn hear(&mut self, words: DecisionWords) {
        self.decisions.retain(|known| known.version != words.version);
        self.decisions.push(words);
    }
}

impl State {
    /// The special conditions of the approval that stands, as far as they were heard; what was redacted has no text.
    pub fn conditions(&self) -> Vec<Condition> {
        let words = self.approval().and_then(|approval| {
            self.application().and_then(|application| application.said_of(approval.case.submission.version))
        });
        let given = words.map(|words| words.conditions.as_slice()).unwrap_or_default();
        given
            .iter()
            .map(|given| Condition {
                number: given.number,
                text: given.text.open().cloned().unwrap_or_default(),
                due: given.due,
                owing: given.owing,
            })
            .collect()
    }
}

/// The words of a decision about a version that was handed in.
pub(super) fn said(
    state: &State,
    version: DocumentVersion,
    said_at: Timestamp,
    reasons: Option<String>,
    conditions: Vec<Condition>,
) -> Vec<Event> {
    let still_written = matches!(state.phase(), Phase::Writing(_, written) if written <= version);
    let Some(application) = handed_in(state).filter(|known| version <= known.newest && !still_written) else {
        return Vec::new();
    };
    let conditions = conditions.into_iter().map(ConditionWords::from).collect();
    let told = DecisionWords { version, said_at, reasons: reasons.map(Sealed::Open), conditions };
    if application.said_of(version).is_some_and(|known| known.overtakes(&told)) {
        return Vec::new();
    }
    let DecisionWords { version, said_at, reasons, conditions } = told;
    vec![Event::DecisionReasonsGiven(event::DecisionReasonsGiven {
        nic: application.nic.clone(),
        version,
        said_at,
        reasons,
        conditions,
    })]
}
