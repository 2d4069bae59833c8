//! What happens to a service agreement.

use dars_vocabulary::PersonId;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::Quoted;
use crate::framework_contract::Signature;

/// A domain event.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum Event {
    /// A price was named.
    ServiceAgreementQuoted(Quoted),
    /// The organisation ordered it.
    ServiceAgreementOrdered {
        /// Who ordered it, opaque.
        ordered_by: PersonId,
    },
    /// One side signed.
    ServiceAgreementSignatureRecorded {
        /// The signature.
        signature: Signature,
    },
    /// Both sides have signed.
    ServiceAgreementSigned,
    /// The service is set up.
    ServiceAgreementProvisioned {
        /// Who set it up, opaque.
        provisioned_by: PersonId,
    },
    /// Users work.
    ServiceAgreementActivated {
        /// Who let them in, opaque.
        activated_by: PersonId,
    },
    /// Who works there was said anew.
    ServiceAgreementUsersSet {
        /// Who, opaque.
        users: Vec<PersonId>,
        /// Who said so, opaque.
        set_by: PersonId,
    },
    /// It, or the agreement it belongs to, has ended.
    ServiceAgreementEnding {
        /// Its last day.
        ended_on: Date,
    },
    /// It is over.
    ServiceAgreementClosed {
        /// Its last day.
        ended_on: Date,
    },
}

impl Event {
    /// The event's name.
    pub fn name(&self) -> &'static str {
        match self {
            Self::ServiceAgreementQuoted(_) => "service_agreement_quoted",
            Self::ServiceAgreementOrdered { .. } => "service_agreement_ordered",
            Self::ServiceAgreementSignatureRecorded { .. } => "service_agreement_signature_recorded",
            Self::ServiceAgreementSigned => "service_agreement_signed",
            Self::ServiceAgreementProvisioned { .. } => "service_agreement_provisioned",
            Self::ServiceAgreementActivated { .. } => "service_agreement_activated",
            Self::ServiceAgreementUsersSet { .. } => "service_agreement_users_set",
            Self::ServiceAgreementEnding { .. } => "service_agreement_ending",
            Self::ServiceAgreementClosed { .. } => "service_agreement_closed",
        }
    }
}
