//! Line 7: someone who works in the secure data environment already.

use dars_vocabulary::code::{EnquiryTopic, Team};

use super::{
    line::{Line, Sign},
    suggestion::Route,
};

const TROUBLE: &[&str] = &[
    "log|logging|sign|signing|get|getting|got in|into|on|onto|back",
    "login|logon|mfa|authenticator|locked|password|token|timeout|session*|greyed",
    "output|outputs|export|exporting|airlock|checker|checking|import|importing|upload|ingress|egress|lookup",
    "workspace|workspaces|notebook*|databricks|rstudio|stata|python|package*|library|cluster|memory|desktop|vm",
    "user manager|account|licence*",
    "add|remove|swap|replace|take|new|another|extra|fifth|our|my ~4 user|users|analyst|analysts",
    "error|slow|crash*|frozen|freez*|disappeared|permission*|role|down|outage|refresh|refused|stuck|hang*",
    "end user access|agreement",
    "weve|ive|been|we|i|our|already ~4 using|use|used|work|working|users|in",
];

pub(super) const LINE: Line = Line {
    number: 7,
    route: Route::Team(Team::SdeSupport),
    signs: &[Sign {
        called: "the secure data environment, from inside",
        words: &[
            "sde|sdes|secure_data_environment|research_environment ~20 log|logging|login|logon|sign|password|mfa|locked|output*|export*|airlock|checker|import*|upload*|workspace*|memory|error|slow|crash*|frozen|freez*|disappeared|role|permission*|down|refused|stuck|user|users|account|analyst*|package*|session*|session|python|stata|token|cannot|cant",
            "log|logging|login|logon|sign|password|mfa|locked|output*|export*|airlock|checker|import*|upload*|workspace*|memory|error|slow|crash*|frozen|freez*|get|role|permission*|users|account|using|used|package*|session*|manager|billed|licence* ~20 sde|sdes|secure_data_environment|research_environment",
            "sde & workspace*|output*|user_manager|users|outputs|export*|import*|checker|airlock",
            "inside|within|in ~1 sde|sdes|secure_data_environment & our|my & script*|code|query|queries|table|tables|since",
            "inside|within ~1 sde|sdes|secure_data_environment & table|tables|field|fields|script*|code|refresh",
            "sde workspace*|project|account|user|users|output*|desktop|support|licence*",
            "end user access agreement",
            "environment & log|login|greyed|back_in|output*|workspace*|analyst*|session*",
            "output|outputs|export ~6 check|checked|checker|checking|refused|rejected|request|released|approved|airlock & count*|cell*|waiting|days|again|rounded|table*|file|sde|environment|workspace",
            "user manager|managers",
            "airlock",
            "our|my workspace*",
        ],
    }],
    told: &[],
    passed_over: &[],
    unless: &[
        "never|not|no|dont|havent|without ~3 had|have|has|got ~2 access|sde",
        "not yet ~3 user|users|access|in",
        "how does|do|can ~4 become|join|apply",
        "would|wed|like|want|wish|hope|plan|need|needs|possible ~6 access|use|work|apply|be|do ~4 sde|secure|environment",
        "first|new application",
        "apply|applying ~8 access|sde|secure",
        "become ~3 user",
        "rather_than|instead_of|or|versus|vs ~4 extract",
        "extract ~4 or ~4 sde|secure",
    ],
    under: &[(
        EnquiryTopic::SdeAccess,
        &[Sign { called: "trouble under the topic of the environment", words: TROUBLE }],
    )],
};
