//! About advice.

use dars_vocabulary::{
    Nic,
    code::{AdviceOutcome, AdvisoryGroup},
};
use jiff::civil::Date;

use crate::facts::fact;

fact!(
    /// A meeting of an advisory group has the case on its list.
    Public Review "advice_scheduled" v 1 AdviceScheduledV1 by nic {
        /// The application.
        nic: Nic,
        /// Which group.
        group: AdvisoryGroup,
        /// The day of the meeting.
        meets_on: Date,
    }
);

fact!(
    /// An advisory group said what it thinks; it never decides.
    Public Review "advice_recorded" v 1 AdviceRecordedV1 by nic {
        /// The application.
        nic: Nic,
        /// Which group.
        group: AdvisoryGroup,
        /// What it came to.
        outcome: AdviceOutcome,
        /// The day of the meeting.
        met_on: Date,
    }
);
