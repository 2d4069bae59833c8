//! Code lists of the catalogue and of signposting.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

code_list! {
    /// What a data set is about; the catalogue's shelves.
    Theme {
        Hospital = "hospital" => "Hospital care",
        Emergency = "emergency" => "Urgent and emergency care",
        BirthsAndDeaths = "births-and-deaths" => "Births and deaths",
        MentalHealth = "mental-health" => "Mental health",
        Community = "community" => "Community care",
        Maternity = "maternity" => "Maternity",
        Diagnostics = "diagnostics" => "Diagnostics",
        Outcomes = "outcomes" => "Patients' own reports",
        LongTermConditions = "long-term-conditions" => "Long-term conditions",
        Children = "children" => "Children",
        Cancer = "cancer" => "Cancer",
        PrimaryCare = "primary-care" => "Primary care",
        Cohorts = "cohorts" => "Following a cohort",
        Commissioning = "commissioning" => "Commissioning",
        SocialCare = "social-care" => "Social care",
        Medicines = "medicines" => "Medicines",
    }
}

code_list! {
    /// How often a data set is brought up to date.
    Refresh {
        Daily = "daily" => "daily",
        Weekly = "weekly" => "weekly",
        Monthly = "monthly" => "monthly",
        Quarterly = "quarterly" => "quarterly",
        Annual = "annual" => "annually",
        OnRequest = "on-request" => "made on request",
        Never = "never" => "no longer brought up to date",
    }
}

code_list! {
    /// Whose word every use of a data set needs, beside the approver's.
    RequiredRoute {
        Pag = "pag" => "advice of the Profession Advisory Group",
        Ons = "ons" => "approval of the Office for National Statistics",
    }
}

code_list! {
    /// A part of a catalogue entry that may be illustrative: nobody has confirmed it yet.
    EntryPart {
        Owner = "owner" => "owner",
        Coverage = "coverage" => "coverage",
        Refresh = "refresh" => "refresh",
        Sensitivity = "sensitivity" => "sensitivity",
        Levels = "levels" => "levels",
        Services = "services" => "services",
        SpecialConditions = "special-conditions" => "special conditions",
        RequiredRoutes = "required-routes" => "required routes",
        Links = "links" => "links",
        MetadataUrl = "metadata-url" => "address of the full description",
        Fields = "fields" => "fields",
    }
}

code_list! {
    /// Who asks where to go.
    Asker {
        Public = "public" => "a member of the public",
        CareProfessional = "care-professional" => "somebody who cares for patients",
        Organisation = "organisation" => "somebody who asks for an organisation",
    }
}

code_list! {
    /// What concerns particular people, and not this service.
    PersonalMatter {
        OwnRecord = "own-record" => "one's own record",
        OptOut = "opt-out" => "an opt-out",
        DirectCare = "direct-care" => "the direct care of particular people",
    }
}

code_list! {
    /// What a trial needs.
    TrialStage {
        Feasibility = "feasibility" => "to learn whether a trial is feasible",
        Recruitment = "recruitment" => "to find and invite participants",
        Communication = "communication" => "to write to participants",
        Outcomes = "outcomes" => "to follow participants who agreed",
    }
}

code_list! {
    /// Data that somebody else holds.
    OtherData {
        NationalAudit = "national-audit" => "a national clinical audit",
        GpSystem = "gp-system" => "records of a GP practice's own system",
        Cprd = "cprd" => "Clinical Practice Research Datalink",
        Biobank = "biobank" => "a biobank or a cohort study",
        Statistics = "statistics-office" => "surveys and censuses of the statistics office",
        Devolved = "devolved" => "data of Scotland, Wales or Northern Ireland",
        OwnTrust = "own-trust" => "records of a single hospital or trust",
    }
}
