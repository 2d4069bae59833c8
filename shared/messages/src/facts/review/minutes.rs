//! About minutes.

use dars_vocabulary::{MeetingRef, code::AdvisoryGroup};
use jiff::civil::Date;

use crate::facts::fact;

fact!(
    /// An advisory group's minutes can be read by everyone, or were corrected.
    Public Review "minutes_published" v 1 MinutesPublishedV1 by meeting {
        /// The meeting.
        meeting: MeetingRef,
        /// Which group.
        group: AdvisoryGroup,
        /// The day of the meeting.
        met_on: Date,
        /// 1; one more after each correction.
        edition: u32,
        /// The day in London.
        published_on: Date,
    }
);
