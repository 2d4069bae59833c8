//! About who may read the papers of a case.

use dars_vocabulary::{MeetingRef, Nic, OrganisationId, PersonId};

use crate::facts::fact;

fact!(
    /// To whom a meeting opens or closes a case on its list, for `intake` alone, which keeps the files. It is the whole of
    /// it, in place of what was told of this case and meeting before.
    Internal Review "case_papers" v 1 CasePapersV1 by nic {
        /// The application.
        nic: Nic,
        /// The meeting.
        meeting: MeetingRef,
        /// Whose request it is: none of their members reads it as an adviser.
        requesters: Vec<OrganisationId>,
        /// The group said something of it there: its members read on once the case is over.
        considered: bool,
        /// Who sits there and declared nothing yet, opaque.
        undeclared: Vec<PersonId>,
        /// Who declared an interest, opaque.
        interested: Vec<PersonId>,
        /// Who sits there and declared to have none, opaque.
        open_to: Vec<PersonId>,
    }
);
