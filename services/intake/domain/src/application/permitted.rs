//! What the caller may ask of an application as it stands: by the same guards with which `decide` refuses, so that the
//! two cannot disagree. Whether the rules let a draft pass is the rules' matter, and shown by `check-application`.

use super::{
    Facts, Refusal, State, begin, copy, early_view, hand_over, invite,
    lapse::as_of,
    people::{self},
    preliminary, write,
};

type Guard = fn(&State, &Facts) -> Result<(), Refusal>;

/// Every action on an application that is for people, and what stands before it.
const GUARDS: &[(&str, Guard)] = &[
    ("note-preliminary", |state, facts| preliminary::may_note(state, facts).map(drop)),
    ("record-early-view", |state, facts| early_view::may_record(state, facts).map(drop)),
    ("assess-preliminary", |state, facts| begin::assessed(state, facts).map(drop)),
    ("set-people", |state, facts| people::settable(state, facts).map(drop)),
    ("hand-over-application", |state, facts| hand_over::may_hand_over(state, facts).map(drop)),
    ("invite-collaborator", |state, facts| invite::may_invite(state, facts).map(drop)),
    ("revoke-invitation", |state, facts| invite::may_revoke(state, facts).map(drop)),
    ("save-section", |state, facts| write::writing(state, facts).map(drop)),
    ("take-over-evidence", |state, facts| write::writing(state, facts).map(drop)),
    ("submit-application", |state, facts| write::writing(state, facts).map(drop)),
    ("answer-clarification", write::may_answer),
    ("withdraw-application", |state, facts| write::may_withdraw(state, facts).map(drop)),
    ("open-change", |state, facts| write::may_open_change(state, facts).map(drop)),
    ("copy-application", copy::may_copy),
];

/// The actions that the caller may take now.
pub fn permitted(state: &State, facts: &Facts) -> Vec<&'static str> {
    let state = as_of(state, facts);
    GUARDS.iter().filter(|(_, guard)| guard(&state, facts).is_ok()).map(|(action, _)| *action).collect()
}
