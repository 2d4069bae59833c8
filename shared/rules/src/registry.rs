//! Every rule that is applied to an application's content: one table, from which `check` and docs/rules.md are made.

use dars_vocabulary::{ApplicationContent, Finding, Severity, Stage, refusal::Basis};
use jiff::civil::Date;

use crate::{
    Context, completeness, finding::published, v01_controllers, v02_framework_contracts, v03_framework_terms,
    v04_places, v05_processors, v06_assurances, v07_improvement_plans, v08_territory, v09_remote_access, v10_data_sets,
    v11_confidentiality, v12_section_251, v13_consent, v14_opt_outs, v15_lawful_basis, v16_ethics, v17_commercial_use,
    v18_sub_licensing, v19_covid_only, v20_start_and_end, v21_term, v22_fixed_ends, v23_renewal_start,
    v25_yielded_benefits, v26_lay_summary, v27_privacy_notice, v28_named_in_text, v29_uses, v32_kind_of_change,
    v34_access_services, v35_direct_care, v36_published,
};

/// What a rule looks at.
#[derive(Clone, Copy, Debug)]
pub struct Look<'a> {
    /// The content.
    pub content: &'a ApplicationContent,
    /// The day of issue or, before it is known, today.
    pub today: Date,
    /// What is known beside it.
    pub known: &'a Context,
}

/// One rule: what it asks, where that comes from, and where it stops whom.
#[derive(Clone, Copy, Debug)]
pub struct Listed {
    /// Its number in domain.md §9, or a word for one of ours.
    pub id: &'static str,
    /// What it asks, in a sentence.
    pub asks: &'static str,
    /// Whether it blocks, only warns, or does either.
    pub severities: &'static [Severity],
    /// Where it blocks, or where its warning is shown.
    pub stages: &'static [Stage],
    /// Where it comes from.
    pub bases: &'static [Basis],
    /// What it finds.
    pub apply: fn(&Look) -> Vec<Finding>,
}

const E: Severity = Severity::Error;
const W: Severity = Severity::Warning;
const SUBMIT: &[Stage] = &[Stage::Submit];
const APPROVE: &[Stage] = &[Stage::Approve];
const ISSUE: &[Stage] = &[Stage::Issue];
const READING: Basis = Basis::Reading;

/// Every rule, in the order of domain.md §9; ours for a form without holes comes first.
pub const RULES: &[Listed] = &[
    Listed {
        id: "complete",
        asks: "Every section is there, every text, list, letter, place and paper can be one",
        severities: &[E],
        stages: SUBMIT,
        bases: &[Basis::Ours],
        apply: |it| completeness(it.content),
    },
    Listed {
        id: "V01",
        asks: "At least one controller; one decides alone, several decide jointly and say how",
        severities: &[E],
        stages: SUBMIT,
        bases: &[published("1b"), READING],
        apply: |it| v01_controllers(it.content),
    },
    Listed {
        id: "V02",
        asks: "The applicant organisation and each controller has a framework contract in force",
        severities: &[E, W],
        stages: ISSUE,
        bases: &[READING],
        apply: |it| v02_framework_contracts(it.content, it.today, it.known),
    },
    Listed {
        id: "V03",
        asks: "Their framework contracts last until the start, and until the end or are renewed",
        severities: &[E, W],
        stages: ISSUE,
        bases: &[READING],
        apply: |it| v03_framework_terms(it.content, it.today, it.known),
    },
    Listed {
        id: "V04",
        asks: "Whoever holds or touches data is a listed processor, or a controller that also processes",
        severities: &[E, W],
        stages: SUBMIT,
        bases: &[published("1c")],
        apply: |it| v04_places(it.content),
    },
    Listed {
        id: "V05",
        asks: "A controller that also processes is not listed as processor too",
        severities: &[E],
        stages: SUBMIT,
        bases: &[READING],
        apply: |it| v05_processors(it.content),
    },
    Listed {
        id: "V06",
        asks: "Each controller and processor has paid the fee and shows accepted security on the day of issue",
        severities: &[E, W],
        stages: ISSUE,
        bases: &[published("1b"), published("2a")],
        apply: |it| v06_assurances(it.content, it.today, it.known),
    },
    Listed {
        id: "V07",
        asks: "A toolkit result short of the standards has an approved plan and a condition with a date",
        severities: &[E],
        stages: ISSUE,
        bases: &[READING],
        apply: |it| v07_improvement_plans(it.content, it.today, it.known),
    },
    Listed {
        id: "V08",
        asks: "Every place is inside the territory, one outside the UK and EEA has a safeguard, a cloud shows its risk",
        severities: &[E],
        stages: SUBMIT,
        bases: &[published("11"), published("2a")],
        apply: |it| v08_territory(it.content),
    },
    Listed {
        id: "V09",
        asks: "Work from afar is declared: second factor, managed devices, within the territory",
        severities: &[E],
        stages: SUBMIT,
        bases: &[READING],
        apply: |it| v09_remote_access(it.content),
    },
    Listed {
        id: "V10",
        asks: "Each data set says period, frequency, level, sensitivity, legal basis, confidentiality, access service",
        severities: &[E],
        stages: SUBMIT,
        bases: &[READING],
        apply: |it| v10_data_sets(it.content, it.known.catalogue.as_ref()),
    },
    Listed {
        id: "V11",
        asks: "Identifiable data has a basis in the duty of confidentiality (registration data: a warning)",
        severities: &[E, W],
        stages: SUBMIT,
        bases: &[READING],
        apply: |it| v11_confidentiality(it.content, it.known.catalogue.as_ref()),
    },
    Listed {
        id: "V12",
        asks: "Section 251 support is given, in date and for every such data set; opt-outs apply, or a paper shows why not",
        severities: &[E, W],
        stages: &[Stage::Approve, Stage::Issue],
        bases: &[READING, published("3c")],
        apply: |it| v12_section_251(it.content, it.today, it.known.next),
    },
    Listed {
        id: "V13",
        asks: "Consent has its form and information sheet, and covers linkage and recipients",
        severities: &[E, W],
        stages: SUBMIT,
        bases: &[READING],
        apply: |it| v13_consent(it.content),
    },
    Listed {
        id: "V14",
        asks: "What is said of opt-outs goes with the basis and the level",
        severities: &[W],
        stages: SUBMIT,
        bases: &[READING],
        apply: |it| v14_opt_outs(it.content),
    },
    Listed {
        id: "V15",
        asks: "The letters of UK GDPR Art 6 and Art 9 come with what they need",
        severities: &[E, W],
        stages: SUBMIT,
        bases: &[READING],
        apply: |it| v15_lawful_basis(it.content, it.known),
    },
    Listed {
        id: "V16",
        asks: "Research on identifiable data has a favourable opinion on this very protocol, or needs none",
        severities: &[E, W],
        stages: APPROVE,
        bases: &[published("7a")],
        apply: |it| v16_ethics(it.content),
    },
    Listed {
        id: "V17",
        asks: "A solely commercial purpose, or use for insurance, marketing or targeting, is shown as a reason for refusal",
        severities: &[W],
        stages: APPROVE,
        bases: &[READING],
        apply: |it| v17_commercial_use(it.content),
    },
    Listed {
        id: "V18",
        asks: "Sub-licensing has every paper and text of standard 10; a public list is asked for",
        severities: &[E, W],
        stages: &[Stage::Approve, Stage::Issue],
        bases: &[published("10"), READING],
        apply: |it| v18_sub_licensing(it.content, it.known.next),
    },
    Listed {
        id: "V19",
        asks: "GP data for COVID-19 is for that use, not sub-licensed, and tells no practices apart",
        severities: &[E],
        stages: SUBMIT,
        bases: &[READING],
        apply: |it| v19_covid_only(it.content, it.known),
    },
    Listed {
        id: "V20",
        asks: "The start lies between the issue and twelve months later, the end after it",
        severities: &[E],
        stages: ISSUE,
        bases: &[READING],
        apply: |it| v20_start_and_end(it.content, it.today),
    },
    Listed {
        id: "V21",
        asks: "The term is at most that of the shortest class that applies",
        severities: &[E],
        stages: &[Stage::Submit, Stage::Issue],
        bases: &[READING],
        apply: |it| v21_term(it.content, it.known),
    },
    Listed {
        id: "V22",
        asks: "The end lies within section 251 support and funding, unless a reason is given",
        severities: &[E],
        stages: ISSUE,
        bases: &[published("1")],
        apply: |it| v22_fixed_ends(it.content),
    },
    Listed {
        id: "V23",
        asks: "A renewal begins on the day after the last one",
        severities: &[W],
        stages: SUBMIT,
        bases: &[READING],
        apply: |it| v23_renewal_start(it.content, it.known),
    },
    Listed {
        id: "V25",
        asks: "A renewal or extension tells the benefits so far, or why there are none",
        severities: &[E],
        stages: SUBMIT,
        bases: &[published("5d")],
        apply: |it| v25_yielded_benefits(it.content, it.known),
    },
    Listed {
        id: "V26",
        asks: "The lay summary has at most 300 words; abbreviations are explained, and it is easy to read",
        severities: &[E, W],
        stages: SUBMIT,
        bases: &[READING, Basis::Ours],
        apply: |it| v26_lay_summary(it.content),
    },
    Listed {
        id: "V27",
        asks: "The privacy notice is confirmed, and its page opened when it was last looked at",
        severities: &[E, W],
        stages: SUBMIT,
        bases: &[published("10a")],
        apply: |it| v27_privacy_notice(it.content, it.known),
    },
    Listed {
        id: "V28",
        asks: "An organisation that the purpose mentions is a party",
        severities: &[W],
        stages: SUBMIT,
        bases: &[READING],
        apply: |it| v28_named_in_text(it.content, it.known),
    },
    Listed {
        id: "V29",
        asks: "Every use is listed and written in the purpose",
        severities: &[W],
        stages: SUBMIT,
        bases: &[READING],
        apply: |it| v29_uses(it.content),
    },
    Listed {
        id: "V32",
        asks: "A change changes what its kind may change: an extension the term, a simple amendment what is on the \
               low-risk list; only a renewal or an extension ends later",
        severities: &[E],
        stages: SUBMIT,
        bases: &[READING, Basis::Ours],
        apply: |it| v32_kind_of_change(it.content, it.known),
    },
    Listed {
        id: "V34",
        asks: "The access service is offered for the data set, open to the asker, and fits",
        severities: &[W],
        stages: SUBMIT,
        bases: &[READING],
        apply: |it| v34_access_services(it.content, it.known),
    },
    Listed {
        id: "V35",
        asks: "It is not for the direct care of particular people",
        severities: &[E],
        stages: SUBMIT,
        bases: &[READING],
        apply: |it| v35_direct_care(it.content),
    },
    Listed {
        id: "V36",
        asks: "Aggregate data is not published already",
        severities: &[W],
        stages: SUBMIT,
        bases: &[Basis::Ours],
        apply: |it| v36_published(it.content, it.known),
    },
];
