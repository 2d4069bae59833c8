//! Line 6: whether a trial is feasible, and finding people for it.

use dars_vocabulary::code::Team;

use super::{
    line::{Line, Sign},
    suggestion::Route,
};

pub(super) const LINE: Line = Line {
    number: 6,
    route: Route::Team(Team::DigiTrials),
    signs: &[
        Sign { called: "the trials service by name", words: &["digitrials|digitrial|digi_trials"] },
        Sign {
            called: "finding people for a study",
            words: &[
                "recruit|recruits|recruiting|recruitment ~14 trial*|study|cohort|participants|patients|people|volunteers|via|through|by|from|into|service|nhs",
                "trial*|study|cohort ~16 recruit|recruiting|recruitment|enrol|enroll|enrolment|enrolling",
                "recruitment|recruit & trial*|study|cohort|investigator*|site*|participants",
                "trial*|study|cohort|research ~20 invite|inviting|invitation*|approach|approached|volunteer*|forward|willing|contact|contacted|texted|texts|letters|write|written & people|patients|participants|eligible|adults|women|men|children|them|volunteers|ppl",
                "invite|inviting|invitation*|approach|contact|text|write|letters|find|identify|message ~20 trial*|study|cohort & people|patients|participants|eligible|adults|women|men|children|them|volunteers|ppl",
                "find|identify|locate|finding|identifying|finds|identified|found ~6 patients|people|participants|volunteers|adults|women|men|ppl|candidates ~8 trial*|study|cohort|who",
                "sign|signed|signing up ~5 trial*|study",
                "rct|rcts|randomised|randomized & invite|inviting|invitation*|recruit*|contact|approach",
                "take|taking part ~6 trial*|study & find|invite|invit*|how|people|patients",
                "pre_screen*|prescreen*|screening_list",
                "people|patients|volunteers|participants|them|women|men|adults ~2 come|coming forward",
                "participants|people|patients|volunteers|women|men|they ~3 be ~3 found|identified|written|contacted|approached|invited|recruited",
                "find|finds|identify|identifies ~3 text|texts|contact|contacts|invite|invites|write|writes|message|messages|approach|approaches",
            ],
        },
        Sign {
            called: "whether a trial is feasible",
            words: &[
                "feasib* ~12 trial*|study|sites|recruit*|numbers|count*|sponsor|protocol|phase",
                "trial*|phase|study|sponsor ~16 feasib*",
                "trial*|study|sponsor|protocol|phase & eligible ~4 people|patients|population|adults|children|women|men|participants|numbers",
                "how many|number|estimate|numbers|enough|sufficient|idea ~10 eligible|meet|meeting|match*|fit|qualify|candidates & trial*|study|criteria|protocol|phase|sponsor|sites",
                "inclusion|exclusion ~4 criteria",
                "trial sites|centres & how_many|number|pick|choose|select|enough|counts|near",
                "site_selection|selecting_sites|shortlist* & trial*|study|phase",
                "trial*|study ~12 possible|viable|doable|achievable|realistic|be_done|be_run",
                "draft|eligibility criteria & numbers|patients|people|sites|study|trial*",
            ],
        },
    ],
    told: &[],
    passed_over: &[
        "recruitment|recruiting ~2 closed|ended|finished|completed|complete|stopped|over",
        "recruited ~8 participants|people|patients|in|between|from",
        "all|already|were|was|fully|been recruited",
        "recruit|recruiting|recruitment ~3 analyst*|staff|nurses|employees|agency|consultants|team",
        "follow up|following ~4 trial*",
        "no|not ~3 recruit*|trial*",
    ],
    unless: &[],
    under: &[],
};
