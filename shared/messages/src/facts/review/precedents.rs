//! About precedents: references alone; what one says is not told.

use dars_vocabulary::{DocumentVersion, Nic, PrecedentRef};
use jiff::civil::Date;

use crate::facts::fact;

fact!(
    /// A version of a precedent was approved: from its first day cases may rest on it.
    Public Review "precedent_approved" v 1 PrecedentApprovedV1 by precedent {
        /// The precedent.
        precedent: PrecedentRef,
        /// Its version, from 1; it takes the place of the one before on its first day.
        version: u32,
        /// First day.
        from: Date,
        /// Last day.
        until: Date,
    }
);

fact!(
    /// A precedent was ended before its last day, or its proposal was given up.
    Public Review "precedent_ended" v 1 PrecedentEndedV1 by precedent {
        /// The precedent.
        precedent: PrecedentRef,
        /// The day in London.
        ended_on: Date,
    }
);

fact!(
    /// A case rests on a precedent.
    Public Review "precedent_used" v 1 PrecedentUsedV1 by precedent {
        /// The precedent.
        precedent: PrecedentRef,
        /// Its version.
        version: u32,
        /// The application.
        nic: Nic,
        /// The application's version.
        of: DocumentVersion,
        /// The day in London.
        used_on: Date,
    }
);
