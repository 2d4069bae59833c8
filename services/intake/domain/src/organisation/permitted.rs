//! What the caller may ask of an organisation as it stands: by the same guards with which `decide` refuses.

use super::{Facts, Refusal, State, assure, authorise, members, who};

type Guard = fn(&State, &Facts) -> Result<(), Refusal>;

/// Every action on an organisation that is for people, and what stands before it.
const GUARDS: &[(&str, Guard)] = &[
    ("record-assurance", assure::may_record_of),
    ("rename-organisation", |state, facts| who::officer(state, facts).map(drop)),
    ("add-member", |state, facts| who::keeper(state, facts).map(drop)),
    ("change-member", |state, facts| {
        who::keeper(state, facts).and_then(|(known, _)| members::anyone(known, facts, false))
    }),
    ("end-member", |state, facts| members::may_end(state, facts).and_then(|known| members::anyone(known, facts, true))),
    ("ask-authority", authorise::may_ask),
    ("confirm-authority", authorise::may_confirm),
    ("decline-authority", authorise::may_confirm),
    ("end-authority", authorise::may_end),
];

/// The actions that the caller may take now.
pub fn permitted(state: &State, facts: &Facts) -> Vec<&'static str> {
    GUARDS.iter().filter(|(_, guard)| guard(state, facts).is_ok()).map(|(action, _)| *action).collect()
}
