//! About what advisory groups think of an application before it is handed in; it binds nobody.

use dars_vocabulary::{Nic, PersonId, code::AdvisoryGroup};
use jiff::civil::Date;

use crate::facts::fact;

fact!(
    /// An advisory group gave its early view; never what it thinks.
    Public Intake "early_view_given" v 1 EarlyViewGivenV1 by nic {
        /// The application.
        nic: Nic,
        /// Which group.
        group: AdvisoryGroup,
        /// The day on which it gave its view.
        given_on: Date,
    }
);

fact!(
    /// The early view itself, for those who will have the case; told before the fact that it was given.
    Internal Intake "early_view" v 1 EarlyViewV1 by nic {
        /// The application.
        nic: Nic,
        /// Which group.
        group: AdvisoryGroup,
        /// The day on which it gave its view.
        given_on: Date,
        /// Who gave it and who recorded it, opaque: they are advisers of the case.
        advisers: Vec<PersonId>,
        /// The view in words; `None` once redacted.
        text: Option<String>,
    }
);
