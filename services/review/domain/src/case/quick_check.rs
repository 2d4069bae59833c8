//! The quick check (domain.md §4): a simple amendment goes from its officer before an approver.

use std::collections::BTreeSet;

use dars_rules::v32_kind_of_change;
use dars_vocabulary::{Sealed, Stage, code::ChangeKind};

use super::{
    Case, Event, Facts, Refusal,
    completeness::{found_incomplete, unless_checked},
    decide::context,
    words::long,
};
use crate::rules::{ons_before_decision::ons_owed, pag_before_decision::pag_owed};

/// Nothing that V32 keeps out of a simple amendment is in it, so no standard is assessed anew and nobody advises; what the
/// catalogue asks for on every use, and a specialist who was asked, are waited for all the same. Where nobody can tell what
/// it changes it goes the way of the others.
pub(super) fn check(case: &Case, reason: String, facts: &Facts) -> Result<Vec<Event>, Refusal> {
    let known = &facts.known;
    let compared = known.changed.as_ref().is_some_and(|changed| changed.content.is_some());
    let content = case.content.open().filter(|_| compared && case.change == Some(ChangeKind::SimpleAmendment));
    let content = content.ok_or(Refusal::NotSimple)?;
    if found_incomplete(case) {
        return Err(Refusal::FoundIncomplete);
    }
    if pag_owed(case, known) {
        return Err(Refusal::PagNeeded);
    }
    if case.waits_for_specialists() {
        return Err(Refusal::ChecksOpen);
    }
    if ons_owed(case, known) {
        return Err(Refusal::OnsNeeded);
    }
    let more = v32_kind_of_change(content, &context(case, &[], Stage::Approve, known));
    if !more.is_empty() {
        return Err(Refusal::RulesNotMet { findings: more });
    }
    long("/reason", &reason)?;
    let checked = unless_checked(case, true, BTreeSet::new(), facts);
    let (nic, by, reason) = (case.nic.clone(), facts.actor.id, Sealed::Open(reason));
    Ok(checked.into_iter().chain([Event::CaseQuickChecked { nic, by, reason }]).collect())
}
