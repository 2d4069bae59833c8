//! About organisations and their people.

use dars_vocabulary::{
    AssuranceParticulars, MembershipRole, OrganisationId, PersonId,
    code::{AssuranceKind, AssuranceOutcome, OrganisationType},
};
use jiff::civil::Date;

use crate::facts::fact;

fact!(
    /// A legal entity is known to us.
    Internal Intake "organisation_registered" v 1 OrganisationRegisteredV1 by organisation {
        /// Its code.
        organisation: OrganisationId,
        /// Its legal name.
        name: String,
        /// What it is.
        organisation_type: OrganisationType,
    }
);

fact!(
    /// A legal entity has another name; from a day on that has come.
    Internal Intake "organisation_renamed" v 1 OrganisationRenamedV1 by organisation {
        /// Its code.
        organisation: OrganisationId,
        /// Its new legal name.
        name: String,
        /// The first day of that name.
        from: Date,
    }
);

fact!(
    /// A person may be something for an organisation.
    Internal Intake "membership_granted" v 1 MembershipGrantedV1 by organisation {
        /// For which organisation.
        organisation: OrganisationId,
        /// Who, opaque.
        person: PersonId,
        /// As what; replaces what was said of this person and organisation before.
        roles: Vec<MembershipRole>,
        /// First day.
        from: Date,
        /// Last day; absent means open.
        until: Option<Date>,
    }
);

fact!(
    /// A person's authority to sign for an organisation was confirmed by an officer.
    Internal Intake "signing_authority_confirmed" v 1 SigningAuthorityConfirmedV1 by organisation {
        /// For which organisation; the data body is one too.
        organisation: OrganisationId,
        /// Who, opaque.
        person: PersonId,
        /// First day.
        from: Date,
        /// Last day; absent means open.
        until: Option<Date>,
    }
);

fact!(
    /// What an organisation shows for its security, or that it paid its data protection fee.
    Internal Intake "organisation_assured" v 1 OrganisationAssuredV1 by organisation {
        /// Which organisation.
        organisation: OrganisationId,
        /// What is shown.
        kind: AssuranceKind,
        /// What it came to.
        outcome: AssuranceOutcome,
        /// Last day on which it holds.
        valid_to: Date,
        /// Whether the data body approved an improvement plan (V07).
        plan_approved: bool,
        /// Its version, its review, the places that it covers, its plan's end; facts of before say none of it.
        #[serde(default)]
        particulars: AssuranceParticulars,
    }
);
