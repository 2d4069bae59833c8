//! Line 3: someone's own record, an opt-out, or the direct care of a person.

use dars_vocabulary::code::{EnquiryTopic, Team};

use super::{
    line::{Line, Sign},
    suggestion::Route,
};

const OWN: &[&str] = &[
    "my|mine|his|her|mums|dads|mothers|fathers|husbands|wifes|sons|daughters|childs|childrens|babys ~3 health|medical|hospital|gp|patient|nhs|care ~1 record|records|notes|data|history|information|file|letter|number|app",
    "my|her|his ~2 records|notes|operation|surgery|consultant|doctor|gp|hospital|treatment|diagnosis|prescription*|medication|medicines|scan|scans|appointment*|results|referral|vaccination*|vaccine*|jab|jabs|infusion|condition|illness|birth|date_of_birth|blood|x_ray|xray|midwife|test|tests",
    "my own|personal ~2 data|record*|information|details|health",
    "my|mine ~3 data|details|information|address ~8 removed|deleted|sold|used|taken|shared|stop|out|in|from|held|hold|correct*|wrong|keep|kept",
    "do|does|did|have|has|will you|nhs|they|anyone ~6 my|mine ~2 data|records|information|details|record|address",
    "is|are|was|were my|mine ~3 data|information|records|details",
    "have|got|hold|keep|kept my ~3 wrong|date|name|address|old",
    "my|our|her|his mother|father|mum|dad|husband|wife|son|daughter|child|children|kids|partner|grandmother|grandfather|gran|nan|brother|sister|baby|aunt|uncle|parents|twins ~20 record|records|notes|hospital|died|gp|scan|appointment|treatment|vaccin*|results|medication|care|discharge|opt*|data",
    "patient here",
    "i am|was|ve|have ~2 a|been patient",
    "as_a_patient|member_of_the_public",
    "late mother|father|husband|wife|mum|dad|son|daughter|brother|sister|partner|aunt|uncle",
    "ancestor*|genealog*|family_tree|grandfathers|grandmothers|adopted|adoption",
    "i was|am ~2 treated|born|diagnosed|admitted|operated|discharged",
    "i had ~2 operation|replacement|surgery|scan|baby|biopsy|treatment|jab|vaccine|test|stroke",
    "nhs|health app & my|i",
    "inviting|invited|invite|asking me ~10 study|trial|research|screening|survey",
    "letter|text|call|email|leaflet & i|me & study|trial|research|invit* & where|how|why|scam|genuine|real|who|never|stop",
    "subject access",
    "see|look|looked|access|view|get|copy ~6 my|his|her ~3 record|records|notes|data|results|file",
    "donate ~2 body|blood",
];

const OPT_OUT: &[&str] = &[
    "i|me|my|myself|we|mine & opt|opted|opting|optout out",
    "optout & i|me|my",
    "how|where|can|do ~4 opt|opting out",
    "opt|opting out ~4 of|from ~4 research|sharing|everything|this|it",
    "type 1 ~3 opt|objection|form",
    "national data opt out & i|my|me|how|children",
    "stop|dont|refuse|object|objection|prevent|withdraw|remove|delete ~6 my|mine ~4 data|records|record|information|health|details|consent|name|used",
    "take|taken|remove|removed|delete|deleted|leave|left me|mine|my ~3 out|off|from",
    "mine ~3 taken|left|kept|removed|deleted ~1 out|off",
    "sell|sells|sold|selling ~4 our|my|patient*|peoples|mine|medical|health ~2 data|records|information|to",
    "dont|not want ~3 mine|my|me",
    "is|are ~4 my|our ~3 data|record|records|information ~4 used|shared|safe|sold|in",
];

const CARE: &[&str] = &[
    "discharge|care|medication|med|medicines summary|plan|list|letter & patient|resident|mother|father|his|her|him|can_you_send|need",
    "care_home|nursing_home|hospice & resident|patient|his|her|him",
    "patient|resident ~8 is|has|came|arrived|just & need|urgent|urgently|allergies|allergic|medication|summary|bed|ward|tonight|today",
    "summary care record",
    "allergies|allergy & patient|his|her|my|resident",
    "treating|seeing ~3 patient|him|her|man|woman & records|notes|history|results|need",
    "clinic|ward|theatre|ambulance|pharmacy|pharmacist|paramedic|surgery & one|this|our patient & now|today|records|results|scan|history|allerg*",
    "prescription*|repeat|medicine*|medication ~12 chemist*|surgery|pharmacy|pharmacist|doctor*|run_out|ran_out",
    "prescription|repeat|medicine* & my|ran_out|run_out|pharmacy",
    "test|blood results & my|waiting|his|her",
];

pub(super) const LINE: Line = Line {
    number: 3,
    route: Route::Team(Team::PublicHelp),
    signs: &[
        Sign { called: "an opt-out", words: OPT_OUT },
        Sign { called: "someone's own record", words: OWN },
        Sign { called: "the direct care of a person", words: CARE },
    ],
    told: &[],
    passed_over: &[
        "my|our ~2 thesis|study|project|application|cohort|agreement|request|team|participants|extract|research|protocol|supervisor|account|output*|workspace|colleague*|organisation|university|trust|practice|practices|icb|board|patients|password|login",
        "my|our ~1 data request|access|application",
        "opted out patients|people|records|individuals|participants",
        "how many ~6 opted out",
        "opt outs|out ~4 apply|applied|rate|rates|flag|status|percentage|numbers",
        "number ~4 opted_out|opt_outs",
    ],
    unless: &[
        "opt|opted|national & hes|linkage|s251|cag|pseudonymised|extract|cohort|dataset|our study|application|commissioning",
        "patient|record|individual|person level & hes|ecds|extract|cohort|pseudonymised|linked|linkage",
        "hes|ecds|s251|cag|linkage|msds|mhsds|gdppr|csds|commissioning",
        "our ~2 cohort|extract|registry",
    ],
    under: &[(
        EnquiryTopic::PatientQuestion,
        &[Sign {
            called: "a question of a patient or the public",
            words: &[
                "i|my|me|mine|we|our|us",
                "records|record|data|information|patient*|hospital|gp|nhs|study|research",
            ],
        }],
    )],
};
