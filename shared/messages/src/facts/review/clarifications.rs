//! About clarifications.

use dars_vocabulary::{Nic, code::ClarificationSeverity, content::SectionName};
use jiff::civil::Date;

use crate::facts::fact;

fact!(
    /// What a clarification asks, for its applicant.
    Internal Review "clarification_text" v 1 ClarificationTextV1 by nic {
        /// The application.
        nic: Nic,
        /// Which clarification.
        clarification: u32,
        /// Which round.
        round: u32,
        /// What is asked; `None` once redacted.
        text: Option<String>,
    }
);

fact!(
    /// A clarification was raised, or raised again in its next round; never what it asks.
    Public Review "clarification_raised" v 1 ClarificationRaisedV1 by nic {
        /// The application.
        nic: Nic,
        /// Its number in this case, from 1.
        clarification: u32,
        /// The round, from 1.
        round: u32,
        /// Which section it is about.
        section: SectionName,
        /// Which standard it is about, e.g. `3`; absent: none.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        standard: Option<String>,
        /// How much it weighs.
        severity: ClarificationSeverity,
        /// The day by which an answer is due.
        due: Date,
        /// The day on which the application lapses in silence.
        lapses_on: Date,
    }
);

fact!(
    /// A clarification is settled.
    Public Review "clarification_resolved" v 1 ClarificationResolvedV1 by nic {
        /// The application.
        nic: Nic,
        /// Which one.
        clarification: u32,
    }
);
