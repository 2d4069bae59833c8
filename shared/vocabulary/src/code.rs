//! Code lists (domain.md §7): closed sets with the register's own labels.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

macro_rules! code_list {
    ($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident = $code:literal => $label:literal,)+ }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
        pub enum $name { $($(#[$vdoc])* #[doc = $label] #[serde(rename = $code)] $variant,)+ }

        impl $name {
            /// Every value, in the list's order.
            pub const ALL: &[Self] = &[$(Self::$variant,)+];

            /// The code as it stands in JSON.
            pub fn code(self) -> &'static str {
                match self { $(Self::$variant => $code,)+ }
            }

            /// The label as people read it.
            pub fn label(self) -> &'static str {
                match self { $(Self::$variant => $label,)+ }
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.label())
            }
        }
    };
}

code_list! {
    /// What an organisation is (OT): the register's own labels.
    OrganisationType {
        Academic = "academic" => "Academic",
        Research = "research" => "Research",
        NhsTrust = "nhs-trust" => "NHS Trust",
        Icb = "icb" => "ICB - Integrated Care Board",
        Csu = "csu" => "Commissioning Support Unit (CSU)",
        LocalAuthority = "local-authority" => "Local Authority",
        MinisterialDepartment = "ministerial-department" => "Ministerial Department",
        PublicBody = "public-body" => "Agency/Public Body",
        Charity = "charity" => "Charity",
        Commercial = "commercial" => "Commercial",
        SupplierIt = "supplier-it" => "Supplier (IT)",
    }
}

code_list! {
    /// How far people can be told apart in the data.
    Level {
        Identifiable = "identifiable" => "Identifiable",
        Pseudonymised = "pseudonymised" => "Pseudonymised",
        Anonymised = "anonymised-ico" => "Anonymised - ICO Code Compliant",
        AggregateUnsuppressed = "aggregate-unsuppressed" => "Aggregated - small numbers not suppressed",
        Aggregate = "aggregate" => "Aggregated",
    }
}

code_list! {
    /// The register's sensitivity label.
    Sensitivity {
        Sensitive = "sensitive" => "Sensitive",
        NonSensitive = "non-sensitive" => "Non-Sensitive",
    }
}

code_list! {
    /// How often data flows.
    Frequency {
        OneOff = "one-off" => "One-Off",
        Ongoing = "ongoing" => "Ongoing",
        SystemAccess = "system-access" => "System Access",
    }
}

code_list! {
    /// The basis for setting aside the common law duty of confidentiality; stored as a set, the label is rendered.
    Cldc {
        None = "none" => "Does not include the flow of confidential data",
        S251 = "s251" => "Section 251 NHS Act 2006",
        Consent = "consent" => "Consent (Reasonable Expectation)",
        Exemption = "exemption" => "Statutory exemption to flow confidential data without consent",
    }
}

code_list! {
    /// The way in which data is reached.
    AccessService {
        Extract = "extract" => "Extract",
        Sde = "sde" => "Secure Data Environment",
        DigiTrials = "digitrials" => "DigiTrials",
    }
}

code_list! {
    /// The usual powers to provide data.
    LegalPower {
        S2611 = "s261-1" => "Health and Social Care Act 2012 s261(1)",
        S2612a = "s261-2-a" => "Health and Social Care Act 2012 s261(2)(a)",
        S2612bii = "s261-2-b-ii" => "Health and Social Care Act 2012 s261(2)(b)(ii)",
        S2612c = "s261-2-c" => "Health and Social Care Act 2012 s261(2)(c)",
        S2614 = "s261-4" => "Health and Social Care Act 2012 s261(4)",
        S2615d = "s261-5-d" => "Health and Social Care Act 2012 s261(5)(d)",
        S2617 = "s261-7" => "Health and Social Care Act 2012 s261(7)",
        Srsa42 = "srsa-42-4" => "Statistics and Registration Service Act 2007 s42(4)",
    }
}

code_list! {
    /// Uses of commercial data that are shown as reasons for refusal (V17).
    CommercialUse {
        Insurance = "insurance" => "insurance",
        Marketing = "marketing" => "marketing",
        Targeting = "targeting" => "targeting of people or prescribers",
    }
}

code_list! {
    /// What an enquiry is about (EQ).
    EnquiryTopic {
        NewDataRequest = "new-data-request" => "new data request",
        ExistingApplication = "existing-application" => "existing application",
        ExistingAgreement = "existing-agreement" => "existing DSA (change, expiry, destruction)",
        FrameworkContract = "framework-contract" => "DSFC",
        Charges = "charges" => "charges or invoice",
        DataSet = "data-set" => "data set or metadata question",
        SdeAccess = "sde-access" => "SDE access or outputs",
        Cohort = "cohort" => "cohort or SEFT",
        Breach = "breach" => "breach or incident",
        RegisterCorrection = "register-correction" => "register correction",
        PatientQuestion = "patient-question" => "patient or public question",
        Media = "media" => "media or FOI",
        Other = "other" => "something else",
    }
}

code_list! {
    /// How an enquiry reached us.
    Channel {
        Web = "web" => "web",
        Email = "email" => "email",
        Phone = "phone" => "phone",
    }
}

code_list! {
    /// The teams that answer enquiries. Their mailboxes are configuration.
    Team {
        DataApplications = "data-applications" => "Data applications",
        Agreements = "agreements" => "Agreements",
        Incident = "incident" => "Incidents",
        DigiTrials = "digitrials" => "DigiTrials",
        SdeSupport = "sde-support" => "SDE support",
        Commissioners = "commissioners" => "Data services for commissioners",
        PublicHelp = "public-help" => "Public help",
    }
}

code_list! {
    /// Why an application is refused; counted publicly, never with the case.
    RefusalReason {
        SolelyCommercial = "solely-commercial" => "refused – commercial",
        NoHealthBenefit = "no-health-benefit" => "refused – no health or care benefit",
        NoLegalBasis = "no-legal-basis" => "refused – no legal basis",
        SecurityNotMet = "security-not-met" => "refused – security",
        NotFeasible = "not-feasible" => "refused – not feasible",
    }
}

code_list! {
    /// Where data may be used.
    Territory {
        England = "england" => "England",
        EnglandAndWales = "england-and-wales" => "England and Wales",
        Uk = "uk" => "UK",
        UkAndEea = "uk-and-eea" => "UK + EEA",
    }
}
