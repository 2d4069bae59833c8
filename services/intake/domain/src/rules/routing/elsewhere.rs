//! Line 8: data that another body holds.

use dars_vocabulary::code::Signpost;

use super::{
    line::{Line, Sign},
    suggestion::Route,
};

pub(super) const LINE: Line = Line {
    number: 8,
    route: Route::Signpost(Signpost::OtherBody),
    signs: &[
        Sign {
            called: "a collection of another body",
            words: &[
                "cprd|clinical_practice_research",
                "biobank|biobanks",
                "icnarc|njr|ssnap|nela|nnap|ukrr|alspac|nhsbt|ukhsa|qresearch|opensafely|sail|bioresource|cqrs|minap|hqip|nhfd",
                "national joint|renal|cardiac|hip|trauma registry|register|database|network",
                "joint|renal|cystic|fibrosis|transplant|dialysis registry",
                "case mix programme|data",
                "intensive care ~3 audit|case|centre",
                "national ~4 audit|audits|registry|database|survey",
                "audit|survey & centre|theirs|do_you_hold|who_holds",
                "another|other|different ~1 body|organisation ~3 holds|held|collects|owns|runs",
                "genomics england|100000 genomes",
                "genes ~1 health",
                "our future health",
                "whole genome",
                "millennium|whitehall|avon|birth|understanding cohort|society|longitudinal",
                "longitudinal study",
                "national pupil",
            ],
        },
        Sign {
            called: "records that care providers hold themselves",
            words: &[
                "gp|practice|practices|surgery|clinical ~2 system|systems|software|supplier",
                "emis|systmone|tpp|vision",
                "ambulance|dental|optician*|hospice ~3 system|own records|computer|practice records",
                "primary care ~3 records|data ~6 & cprd|practices|gp|free text",
                "local|hospitals|trusts own ~2 electronic|epr|patient|system ~2 record*|system|epr",
            ],
        },
        Sign {
            called: "another country's data",
            words: &[
                "data|records|episodes|deaths|admissions|patients|people|residents|hospital|extract|statistics|prescriptions|births|health ~8 scotland|scottish|wales|welsh|northern_ireland|irish|ireland|france|germany|america|isle_of_man",
                "scottish|welsh|northern_irish ~4 data|records|hospital*|health|patients|deaths|episodes|admissions|equivalent|prescrib*",
                "public health scotland|wales",
                "digital health ~2 wales",
            ],
        },
        Sign {
            called: "data of another part of government",
            words: &[
                "school|schools|pupil|pupils|education|exam|exams|absence|attainment ~6 data|records|results|department|dataset|level",
                "data|records|results ~6 school|schools|pupil|pupils|education|exam",
                "police|crime|prison|probation|court|courts|offence|justice ~6 data|records|recorded|level|figures",
                "police recorded|force|forces",
                "benefit|benefits|tax|earnings|employment|dwp|hmrc|census|income|universal_credit ~5 data|records|claims|statistics|department|microdata|level",
                "dwp|hmrc|dfe|defra|dvla|ofsted|cqc|mhra|moj",
                "air quality|pollution|weather|traffic|housing|fire ~3 data|records|readings|measurements|service",
                "medicines|yellow ~2 regulator|card",
                "blood ~1 transplant",
                "donor ~4 records|register|data",
                "social|adult ~2 services ~3 case|own",
            ],
        },
    ],
    told: &[],
    passed_over: &[
        "national diabetes audit",
        "national data_opt|opt",
        "clinical|internal|security|our|last|recent audit|audits|registry|survey",
        "school of|medicine|hygiene|public",
        "medical|business|law school|schools",
        "prescrib* ~2 benefits",
        "benefits statement|realisation|to patients|section",
        "our own|practice ~3 linked",
        "national disease|cancer registration|registry",
        "higher|further|medical|continuing education",
    ],
    unless: &[
        "link|linked|linking|linkage ~14 hes|hospital|your|nhs|deaths|admissions|ecds",
        "hes|ecds|mhsds ~12 link|linked|linkage|linking",
        "england wales & deaths",
        "scotland|wales & agreement|territory|processor|storage|analyst|server",
    ],
    under: &[],
};
