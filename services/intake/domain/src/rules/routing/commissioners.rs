//! Line 4: an integrated care board, or whoever commissions care.

use dars_vocabulary::code::Team;

use super::{
    line::{Line, Sign},
    suggestion::Route,
};

pub(super) const LINE: Line = Line {
    number: 4,
    route: Route::Team(Team::Commissioners),
    signs: &[
        Sign {
            called: "an integrated care board",
            words: &[
                "icb|icbs|icbz",
                "integrated care board|boards|system|systems",
                "sub icb",
                "ccg|ccgs|clinical commissioning group",
            ],
        },
        Sign {
            called: "commissioning",
            words: &[
                "commissioning support",
                "csu|csus|dscro|dscros",
                "commissioner|commissioners",
                "commissioning ~2 data|flow|flows|team|teams|intelligence|dataset*|purposes|manager|analyst|feed|feeds|service|services|organisation|body|bodies|extract*|region|hub",
                "data services ~1 commissioners",
                "invoice validation|validate|validating",
                "risk strat|stratification|stratify|stratifying",
                "backing flow|flows",
                "place based partnership",
                "contract|contracts monitoring ~4 provider*|trust*|acute",
            ],
        },
    ],
    told: &[],
    passed_over: &[
        "by|per|each|every|across|all ~1 icb|icbs",
        "number|numbers|counts|figures|waits|rates|rate|admissions|attendances|many|statistics ~10 by|per|for|in|of|at|across ~4 icb|icbs|integrated_care_board|integrated_care_boards",
        "funded|sponsored|supported|partner|partners|partnership|collaboration|together|alongside|working|work|advised|asked ~2 with|by|of|from ~4 icb|icbs|integrated_care_board|integrated_care_boards|csu|commissioner|commissioners",
        "inform|help|helps|advise|share|shared|present|presented|useful|interest|report|reported ~6 commissioner|commissioners|icb|icbs|commissioning",
        "icb|icbs level|boundar*|boundary|area|areas|map|code|codes|footprint*|region",
        "information commissioner|commissioners",
        "crime|police|childrens|victims|patient safety commissioner|commissioners",
        "not|isnt|arent ~2 an|a icb|commissioner",
        "commissioned|commissioning ~1 research|study|evaluation|report",
    ],
    unless: &[],
    under: &[],
};
