//! Line 5: statistics or counts, without need of records.

use dars_vocabulary::code::{EnquiryTopic, Signpost};

use super::{
    line::{Line, Sign},
    suggestion::Route,
};

const COUNTS: &[&str] = &[
    "how many",
    "how often",
    "how long ~6 wait|waits|waiting|average",
    "number|numbers|count|counts|total|totals|figure|figures|percentage|proportion|share|rate|rates|average|averages|median|breakdown ~3 of|by|per|for|in|on|who|with",
    "total|totals|numbers|figures|counts|averages|percentages ~1 only|alone|needed|are|is|please|would|plenty|suffice|enough",
    "just|only|simply ~3 totals|total|numbers|figures|counts|count|number|averages|percentages|statistics",
    "yearly|annual|monthly|weekly|daily|quarterly|national|regional|published|summary|aggregate|official|headline ~3 count|counts|number|numbers|figure|figures|total|totals|statistic|statistics|rate|rates|table|tables|waits|waiting|average|admissions|attendances|data|dashboard|series",
    "statistic|statistics|statistical ~2 table*|series|release*|publication*|bulletin",
    "statistics ~3 on|about|for|of|by",
    "any|some|latest|your|the ~1 statistics",
    "waits|waiting_times|admissions|attendances|breaches|births|deaths|diagnoses|referrals|prescriptions|operations|appointments ~4 by|per|each|every ~2 trust|trusts|region|regions|month|months|year|years|week|provider*|hospital*|area|areas|age|sex|council*|icb|constituency|county|ward",
    "trust|region|month|year|week ~2 by trust|region|month|year|week",
    "figures|statistics|dashboard|spreadsheet|chart|bulletin ~6 published|publish|publishes|website|download",
    "published ~4 table*|dashboard*|list|figures|statistics|data|numbers|report*",
    "is there ~3 table|dashboard|chart|figure|statistic|publication",
    "foi|freedom_of_information",
    "league table*",
    "trend|trends ~2 in|of|over",
    "sitrep|sitreps|bulletin|bulletins",
    "bed occupancy",
    "^ numbers|figures|counts|totals",
    "numbers|figures|counts|totals ~1 please|pls",
];

pub(super) const LINE: Line = Line {
    number: 5,
    route: Route::Signpost(Signpost::PublishedStatistics),
    signs: &[Sign { called: "statistics or counts, without need of records", words: COUNTS }],
    told: &[],
    passed_over: &[
        "nhs|nic|phone|telephone|po|reference|account|invoice|order|version|contact|postcode|case|application|ticket|contract|serial|card number|numbers",
        "number ~1 above|below|is|to|for ~4 call|quote|ring|agreement|reference",
        "small number|numbers",
        "a|large|any|growing|total number ~1 of ~2 questions|things|reasons|ways",
        "rate|rates ~1 of ~2 charge|pay",
        "pay|cost|charging|exchange|day|hourly rate|rates",
        "total|average cost|price|charge*",
        "share of ~3 cost|work|charge*",
        // What is not wanted says nothing against counts.
        "no|not|nothing|dont|without|never|neither|havent|isnt ~6 patient|record|individual|person|row|pupil ~1 level|records|data",
        "no|not|nothing|dont|without|never|neither|weve ~5 about ~2 individual*|anyone|patients|people",
        "no|not|dont|without ~4 identifiable|personal|pseudonymised|names|linked|extract|records",
        "how many ~3 user*|analysts|licences|of_us|applications|data_sets|datasets|times|weeks|days|fields",
        "how many of us|years|fields|users|analysts",
        "how long ~3 take|takes|keep",
    ],
    unless: &[
        "patient|record|individual|person|row|episode|case|pupil|household|learner|employee level",
        "pseudonymised|pseudonymized|identifiable|deidentified|unsuppressed|microdata",
        "not suppressed",
        "linked|linkage|linking",
        "link ~6 to|with ~4 hes|records|deaths|our|hospital|data",
        "output|outputs|checker|cell|cells",
        "extract|extracts ~6 of|for|from|hes|ecds|records",
        "hes|ecds|mhsds|csds|msds|sact ~6 for|from|with|records|extract",
        "cohort|consented|s251|section_251|ethics|protocol",
        "trial|trials|randomised|feasibility|eligible|recruit*",
        "sde|secure_data|workspace",
        "our agreement|invoice|application|request",
    ],
    under: &[(
        EnquiryTopic::Media,
        &[Sign {
            called: "a journalist's question about figures",
            words: &["figures|statistics|numbers|data ~4 on|for|about|behind", "latest figures|data|numbers"],
        }],
    )],
};
