//! What the organisations have, and who acts for them.

use std::collections::BTreeSet;

use dars_vocabulary::{OrganisationId, Ready, Severity, code::AssuranceKind};

use super::{CheckState, Found, Known};
use crate::{
    assurances::{Current, passes},
    organisations::{controllers_and_processors, deciding},
    v01_controllers, v04_places, v05_processors,
};

const NAME_THEM: &str = "Name the controllers first.";

pub(super) fn controllers(known: &Known<'_>) -> Found {
    if known.content.controllers().is_empty() {
        return Found::missing("Name every organisation that decides why and how the data is used.");
    }
    first_error(v01_controllers(known.content)).map_or_else(Found::ready, Found::under_way)
}

pub(super) fn framework_contracts(known: &Known<'_>) -> Found {
    let contracts = known.context.framework_contracts.as_deref().unwrap_or_default();
    let lacking = without(deciders(known), |organisation| {
        contracts.iter().any(|cover| cover.organisation == *organisation && cover.holds_on(known.today))
    });
    if lacking.is_empty() && known.content.controllers().is_empty() {
        return Found::said(known.answers.dsfc, NAME_THEM);
    }
    let found = Found::of_each(lacking, |who| {
        format!("Ask for a framework contract now, and have it signed before issue: {who}.")
    });
    match known.answers.dsfc {
        Some(Ready::InProgress) if found.state == CheckState::NotReady => {
            Found { state: CheckState::InProgress, ..found }
        }
        Some(_) | None => found,
    }
}

pub(super) fn fees(known: &Known<'_>) -> Found {
    each_shows(known, &[AssuranceKind::IcoFee], |who| format!("Have the data protection fee recorded: {who}."))
}

pub(super) fn security(known: &Known<'_>) -> Found {
    each_shows(known, &[AssuranceKind::Dspt, AssuranceKind::Iso27001, AssuranceKind::Slsp], |who| {
        format!("Have a toolkit result, reviewed certificate or reviewed policy recorded: {who}.")
    })
}

pub(super) fn processors(known: &Known<'_>) -> Found {
    if known.content.controllers().is_empty() {
        return Found::missing("Name the controllers, and every organisation that touches the data for them.");
    }
    let findings = [v04_places(known.content), v05_processors(known.content)].concat();
    if let Some(message) = first_error(findings) {
        return Found::under_way(message);
    }
    let processors = known.content.processors();
    if processors.is_empty() && !known.content.controllers().iter().any(|controller| controller.also_processes) {
        return Found::missing("Say who processes the data: the controllers themselves, or processors.");
    }
    let waiting = processors.iter().filter(|one| !one.instructions_in_place).map(|one| one.organisation.clone());
    Found::of_each(waiting.collect(), |who| format!("Put a controller's written instructions in place: {who}."))
}

pub(super) fn signatories(known: &Known<'_>) -> Found {
    let lacking = without(deciders(known), |organisation| known.signatories.contains(organisation));
    if lacking.is_empty() && known.content.controllers().is_empty() {
        return Found::missing(NAME_THEM);
    }
    Found::of_each(lacking, |who| format!("Name who signs, and have the authority confirmed: {who}."))
}

fn each_shows(known: &Known<'_>, kinds: &[AssuranceKind], to_do: impl FnOnce(&str) -> String) -> Found {
    if known.content.controllers().is_empty() {
        return Found::missing(NAME_THEM);
    }
    let shown = known.context.assurances.as_deref().unwrap_or_default();
    let current = Current::on(known.today, shown);
    let named = controllers_and_processors(known.content);
    let all = named.iter().map(|(_, organisation)| *organisation).collect();
    let lacking = without(all, |organisation| {
        shown.iter().any(|shows| {
            shows.organisation == *organisation
                && kinds.contains(&shows.kind)
                && current.of(&shows.organisation, shows.kind).is_some_and(passes)
        })
    });
    Found::of_each(lacking, to_do)
}

fn deciders<'a>(known: &Known<'a>) -> BTreeSet<&'a OrganisationId> {
    deciding(known.content, known.context.applicant.as_ref())
        .into_iter()
        .map(|(_, organisation)| organisation)
        .collect()
}

fn without(all: BTreeSet<&OrganisationId>, has: impl Fn(&OrganisationId) -> bool) -> Vec<OrganisationId> {
    all.into_iter().filter(|organisation| !has(organisation)).cloned().collect()
}

fn first_error(findings: Vec<dars_vocabulary::Finding>) -> Option<String> {
    findings.into_iter().find(|found| found.severity == Severity::Error).map(|found| found.message)
}
