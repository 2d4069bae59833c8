//! What organisations are, and where they may use data.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

code_list! {
    /// What an organisation is (OT): the register's own labels.
    OrganisationType {
        Academic = "academic" => "Academic",
        Research = "research" => "Research",
        NhsTrust = "nhs-trust" => "NHS Trust",
        NhsTrustSite = "nhs-trust-site" => "NHS Trust Site",
        Hospital = "hospital" => "Hospital",
        NhsTreatmentCentre = "nhs-treatment-centre" => "NHS Treatment Centre",
        Icb = "icb" => "ICB - Integrated Care Board",
        SubIcbLocation = "sub-icb-location" => "Sub ICB Location",
        Csu = "csu" => "Commissioning Support Unit (CSU)",
        Network = "network" => "Network",
        Ahsn = "ahsn" => "Academic Health Science Network (AHSN)",
        LocalAuthority = "local-authority" => "Local Authority",
        MinisterialDepartment = "ministerial-department" => "Ministerial Department",
        PublicBody = "public-body" => "Agency/Public Body",
        PublicCorporation = "public-corporation" => "Public Corporation",
        Charity = "charity" => "Charity",
        Society = "society" => "Society",
        Commercial = "commercial" => "Commercial",
        Supplier = "supplier" => "Supplier",
        SupplierIt = "supplier-it" => "Supplier (IT)",
        Consultancy = "consultancy" => "Consultancy",
        Sme = "sme" => "SME",
        NonNhsProvider = "non-nhs-provider" => "Non NHS Provider",
        PrivateHealthcare = "private-healthcare" => "Private Healthcare",
        Independent = "independent" => "Independent Sector Healthcare Provider",
        LegalSector = "legal-sector" => "Legal Sector",
        Devolved = "devolved" => "Devolved Administration",
    }
}

code_list! {
    /// Where data may be used.
    Territory {
        England = "england" => "England",
        EnglandAndWales = "england-and-wales" => "England and Wales",
        Uk = "uk" => "UK",
        UkAndEea = "uk-and-eea" => "UK + EEA",
        /// These as well as the UK and the EEA; the term names them, each with its tool.
        NamedCountries = "named-countries" => "named country + transfer tool",
        Worldwide = "worldwide" => "worldwide",
    }
}
