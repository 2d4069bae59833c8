//! About advice.

use dars_vocabulary::code::{AdviceOutcome, AdvisoryGroup};
use jiff::civil::Date;

use crate::requests::tagged::tagged;

tagged! {
    /// `POST /cases/{nic}/advice` (record-advice): the secretariat schedules a meeting, then records what was said.
    #[derive(Clone, Debug, PartialEq)]
    by "step" RecordAdvice {
        /// The case is on a meeting's list.
        Schedule {
            /// Which group.
            group: AdvisoryGroup,
            /// The day of the meeting.
            meets_on: Date,
        }
        /// The group said what it thinks.
        Outcome {
            /// Which group.
            group: AdvisoryGroup,
            /// What it came to.
            outcome: AdviceOutcome,
            /// The day of the meeting.
            met_on: Date,
            /// The subjects of the sign-ins of those who advised; none of them may decide.
            advisers: Vec<String>,
            /// The advice in words, at most 4,000 characters.
            text: String,
        }
    }
}
