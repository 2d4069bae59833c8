//! Who takes part, by kind of organisation, for counts that name nobody.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::code::OrganisationType;

/// The sector an organisation belongs to, derived from its type (domain.md §7, OT); the public has none.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Sector {
    /// People who act for no organisation known to us.
    Public,
    /// Trusts, integrated care boards and those who support them.
    Nhs,
    /// Councils.
    LocalGovernment,
    /// Departments, agencies, devolved administrations.
    CentralBodies,
    /// Universities.
    Universities,
    /// Charities.
    Charities,
    /// Companies, suppliers and independent providers of care.
    Companies,
    /// Types that mix several sectors, such as the register's "Research".
    Mixed,
}

impl Sector {
    /// The code as it stands in JSON.
    pub fn code(self) -> &'static str {
        match self {
            Self::Public => "public",
            Self::Nhs => "nhs",
            Self::LocalGovernment => "local-government",
            Self::CentralBodies => "central-bodies",
            Self::Universities => "universities",
            Self::Charities => "charities",
            Self::Companies => "companies",
            Self::Mixed => "mixed",
        }
    }
}

impl OrganisationType {
    /// The sector of organisations of this type.
    pub fn sector(self) -> Sector {
        match self {
            Self::Academic => Sector::Universities,
            Self::Research => Sector::Mixed,
            Self::NhsTrust | Self::Icb | Self::Csu => Sector::Nhs,
            Self::LocalAuthority => Sector::LocalGovernment,
            Self::MinisterialDepartment | Self::PublicBody | Self::Devolved => Sector::CentralBodies,
            Self::Charity => Sector::Charities,
            Self::Commercial | Self::SupplierIt | Self::Independent => Sector::Companies,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_type_of_organisation_has_a_sector_and_none_is_the_public() {
        assert!(OrganisationType::ALL.iter().all(|kind| kind.sector() != Sector::Public));
        assert_eq!(OrganisationType::NhsTrust.sector(), Sector::Nhs);
        assert_eq!(OrganisationType::Research.sector(), Sector::Mixed);
    }
}
