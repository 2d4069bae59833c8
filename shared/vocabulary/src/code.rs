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

mod catalogue;
mod cldc;
mod law;
mod organisation;
#[cfg(test)]
mod tests;

pub use catalogue::{Asker, EntryPart, OtherData, PersonalMatter, Refresh, RequiredRoute, Theme, TrialStage};
pub use cldc::{cldc_label, cldc_labelled};
pub use law::{Article6, Article9};
pub use organisation::{OrganisationType, Territory};

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
        /// Stands in older rows alone: nobody may ask for it anew (V10).
        DeIdentified = "de-identified"
            => "Flow to de-identified environment - no analysis on confidential patient information",
    }
}

code_list! {
    /// The way in which data is reached.
    AccessService {
        Extract = "extract" => "Extract",
        Sde = "sde" => "Secure Data Environment",
        DigiTrials = "digitrials" => "DigiTrials",
        Commissioners = "commissioners" => "Data services for commissioners",
        SystemAccess = "system-access" => "System access",
        Seft = "seft" => "Secure electronic file transfer",
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
        CaseOfficers = "case-officers" => "Case officers",
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
    /// What kind of use it is (PU). Direct care is not on the list: it is not this service's.
    PurposeOfUse {
        Research = "research" => "research",
        Planning = "planning" => "planning",
        Commissioning = "commissioning" => "commissioning",
        Policy = "policy" => "policy development",
        Quality = "quality" => "service quality and efficiency",
        PublicHealth = "public-health" => "public health",
        Statistics = "statistics" => "statistics",
        Covid19 = "covid-19" => "COVID-19",
        Other = "other" => "other",
    }
}

code_list! {
    /// What kind of change to an agreement is asked for (domain.md §4).
    ChangeKind {
        Amendment = "AMENDMENT" => "amendment",
        Renewal = "RENEWAL" => "renewal",
        Extension = "EXTENSION" => "extension",
        SimpleAmendment = "SIMPLE_AMENDMENT" => "simple amendment",
    }
}

code_list! {
    /// What a party is that neither decides nor processes.
    PartyRole {
        Funder = "funder" => "funder",
        Collaborator = "collaborator" => "collaborator",
        SubLicensee = "sub-licensee" => "sub-licensee",
    }
}

code_list! {
    /// What is done at a place.
    PlaceKind {
        Processing = "processing" => "processing",
        Storage = "storage" => "storage",
        Backup = "backup" => "backup",
        Cloud = "cloud" => "cloud",
        Remote = "remote" => "remote access",
    }
}

code_list! {
    /// Why the national data opt-out is not applied.
    OptOutReason {
        NotIdentifying = "not-identifying" => "the data identifies nobody",
        Consented = "consented" => "the people consented",
        ExemptPolicy = "exempt-policy" => "exempt by national policy",
        CagExempt = "cag-exempt" => "exempt by section 251 support",
    }
}

code_list! {
    /// What a research ethics committee said.
    EthicsOutcome {
        Favourable = "favourable" => "favourable opinion",
        NotRequired = "not-required" => "not required",
        Pending = "pending" => "pending",
    }
}

code_list! {
    /// Where an enquirer is sent, and where a preliminary assessment redirects.
    Signpost {
        PublishedStatistics = "published-statistics" => "published statistics",
        Commissioners = "commissioners" => "data services for commissioners",
        Sde = "sde" => "the secure data environment's support",
        DigiTrials = "digitrials" => "DigiTrials",
        PublicHelp = "public-help" => "help for the public",
        CareProvider = "care-provider" => "the care provider",
        OtherBody = "other-body" => "the body that holds the data",
    }
}

code_list! {
    /// Why an enquiry was closed without an answer.
    ClosingReason {
        Withdrawn = "withdrawn" => "the enquirer no longer needs an answer",
        NotOurs = "not-ours" => "not this service's",
        Settled = "settled" => "settled another way",
    }
}

code_list! {
    /// Who advises.
    AdvisoryGroup {
        Pag = "pag" => "Profession Advisory Group",
        Agd = "agd" => "Advisory Group for Data",
    }
}

code_list! {
    /// What advice came to; it never decides. Labels are provisional (domain.md §18).
    AdviceOutcome {
        Supportive = "supportive" => "supportive",
        SupportiveWithActions = "supportive-with-actions" => "supportive with actions",
        NotSupportive = "not-supportive" => "not supportive",
        UnableToAdvise = "unable-to-advise" => "unable to advise",
        Deferred = "deferred" => "deferred",
    }
}

code_list! {
    /// How much a clarification weighs.
    ClarificationSeverity {
        Blocking = "blocking" => "blocking",
        Advisory = "advisory" => "advisory",
    }
}

code_list! {
    /// What an organisation shows for its security, or for its registration.
    AssuranceKind {
        Dspt = "dspt" => "Data Security and Protection Toolkit",
        Iso27001 = "iso-27001" => "ISO 27001",
        Slsp = "slsp" => "System Level Security Policy",
        IcoFee = "ico-fee" => "data protection fee",
        /// Whatever else is shown beside these; by itself it is no accepted security (V06).
        Other = "other" => "other evidence of security",
    }
}

code_list! {
    /// What an assurance came to (DS); `met` is also a reviewed certificate or a paid fee.
    AssuranceOutcome {
        Exceeded = "exceeded" => "Standards Exceeded",
        Met = "met" => "Standards Met",
        Approaching = "approaching" => "Approaching Standards",
        NotMetPlan = "not-met-plan" => "Standards Not Met (plan agreed)",
        NotMet = "not-met" => "Standards Not Met",
        NotPublished = "not-published" => "Not Published",
    }
}

code_list! {
    /// Why access is suspended; told publicly as a code alone.
    SuspensionReason {
        Breach = "breach" => "a breach is being looked into",
        AuditFinding = "audit-finding" => "an audit found something",
        ConditionOverdue = "condition-overdue" => "a special condition is overdue",
        OwnRequest = "own-request" => "the organisation asked for it",
    }
}

code_list! {
    /// Why an agreement or framework contract ends before its last day.
    TerminationReason {
        OwnRequest = "own-request" => "the organisation asked for it",
        Breach = "breach" => "the terms were breached",
        PurposeEnded = "purpose-ended" => "the purpose has ended",
        Replaced = "replaced" => "something else replaces it",
    }
}

code_list! {
    /// How data was destroyed.
    DestructionMethod {
        SecureErase = "secure-erase" => "secure erasure",
        CryptographicErase = "cryptographic-erase" => "destruction of the keys",
        PhysicalDestruction = "physical-destruction" => "physical destruction",
    }
}

code_list! {
    /// What a release is.
    ReleaseKind {
        File = "file" => "file",
        SystemAccess = "system-access" => "system access",
    }
}

code_list! {
    /// On what a statement of benefits rests (BT).
    BenefitBasis {
        OnPortfolio = "on-portfolio" => "on CRN portfolio",
        Eligible = "eligible" => "not on portfolio but automatically eligible",
        OtherApproval = "other-approval" => "other specific NIHR approval",
        Drafted = "drafted" => "benefits statement drafted for DARS",
    }
}

code_list! {
    /// How someone who works with the data is bound to the organisation.
    Engagement {
        Employee = "employee" => "substantive employee",
        HonoraryContract = "honorary-contract" => "honorary contract",
        OtherContract = "other-contract" => "another contract",
        Student = "student" => "student",
    }
}
