//! What a mail or a reminder is about: an enquiry, a request or agreement, a framework contract, an organisation.

use std::{fmt, str::FromStr};

use dars_vocabulary::{ContractRef, EnquiryRef, Nic, OrganisationId};
use serde::{Deserialize, Serialize};

/// What it is about; as text, its reference.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum About {
    /// An enquiry.
    Enquiry(EnquiryRef),
    /// An application, or the agreement that came of it.
    Request(Nic),
    /// A framework contract.
    Contract(ContractRef),
    /// An organisation itself.
    Organisation(OrganisationId),
}

/// The text is no reference of ours.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("this is no reference of an enquiry, a request, a framework contract or an organisation")]
pub struct NotAbout;

impl About {
    /// The reference as people write it.
    pub fn as_str(&self) -> &str {
        match self {
            Self::Enquiry(enquiry) => enquiry.as_str(),
            Self::Request(nic) => nic.as_str(),
            Self::Contract(contract) => contract.as_str(),
            Self::Organisation(organisation) => organisation.as_str(),
        }
    }

    /// The application or agreement, if it is one.
    pub fn nic(&self) -> Option<&Nic> {
        match self {
            Self::Request(nic) => Some(nic),
            Self::Enquiry(_) | Self::Contract(_) | Self::Organisation(_) => None,
        }
    }
}

impl fmt::Display for About {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for About {
    type Err = NotAbout;
    fn from_str(text: &str) -> Result<Self, NotAbout> {
        let enquiry = || text.parse().map(Self::Enquiry).ok();
        let request = || text.parse().map(Self::Request).ok();
        let contract = || text.parse().map(Self::Contract).ok();
        let organisation = || text.parse().map(Self::Organisation).ok();
        enquiry().or_else(request).or_else(contract).or_else(organisation).ok_or(NotAbout)
    }
}

impl TryFrom<String> for About {
    type Error = NotAbout;
    fn try_from(text: String) -> Result<Self, NotAbout> {
        text.parse()
    }
}

impl From<About> for String {
    fn from(about: About) -> Self {
        about.as_str().to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_kind_of_reference_is_told_from_the_others() {
        for text in ["ENQ-2026-000412", "DARS-NIC-900101-K4T7Q", "CON-900101-K4T7Q", "NORTH1"] {
            assert_eq!(text.parse::<About>().unwrap().to_string(), text);
        }
        assert!(matches!("CON-900101-K4T7Q".parse(), Ok(About::Contract(_))));
        assert_eq!("no reference".parse::<About>(), Err(NotAbout));
    }
}
