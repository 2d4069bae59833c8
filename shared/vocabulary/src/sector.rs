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
            // A hospital may be a trust's or a company's: the type does not say.
            Self::Research | Self::Hospital => Sector::Mixed,
            Self::NhsTrust
            | Self::NhsTrustSite
            | Self::NhsTreatmentCentre
            | Self::Icb
            | Self::SubIcbLocation
            | Self::Csu
            | Self::Network
            | Self::Ahsn => Sector::Nhs,
            Self::LocalAuthority => Sector::LocalGovernment,
            Self::MinisterialDepartment | Self::PublicBody | Self::PublicCorporation | Self::Devolved => {
                Sector::CentralBodies
            }
            Self::Charity | Self::Society => Sector::Charities,
            Self::Commercial
            | Self::Supplier
            | Self::SupplierIt
            | Self::Consultancy
            | Self::Sme
            | Self::NonNhsProvider
            | Self::PrivateHealthcare
            | Self::Independent
            | Self::LegalSector => Sector::Companies,
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
