//! Whether the agreement and those who are bound by it stand.

use std::collections::BTreeSet;

use dars_rules::{Context, blocking, v06_assurances, v07_improvement_plans};
use dars_vocabulary::{
    ApplicationContent, Finding, OrganisationId, Stage,
    content::{Controller, Parties, Processor},
};

use super::{Condition, GateInput, finding};
use crate::agreement::Status;

pub(super) fn findings(input: &GateInput) -> Vec<Finding> {
    let mut findings = Vec::new();
    if !in_force(input) {
        let message = "No version of the agreement is in force today.";
        findings.push(finding(Condition::InForce, "/agreement", message));
    }
    if input.suspended {
        let message = "Access under the agreement is suspended: wait until two people have given it back.";
        findings.push(finding(Condition::NotSuspended, "/agreement", message));
    }
    findings.extend(framework_contracts(input));
    findings.extend(assurances(input));
    findings.extend(input.overdue.iter().map(|condition| {
        let message = format!(
            "Special condition {} was due by {}: a case officer must accept that it is met.",
            condition.number, condition.due
        );
        finding(Condition::SpecialConditions, format!("/special_conditions/{}", condition.number), message)
    }));
    findings
}

/// By its dates; a suspension is a condition of its own.
fn in_force(input: &GateInput) -> bool {
    let by_dates = match input.status {
        Status::Active | Status::Expiring | Status::Suspended => true,
        Status::Absent
        | Status::Draft
        | Status::IssuedForSignature
        | Status::PartSigned
        | Status::Signed
        | Status::Void
        | Status::Expired
        | Status::Terminated
        | Status::DestructionDue
        | Status::Closed => false,
    };
    by_dates && input.version.is_some()
}

fn framework_contracts(input: &GateInput) -> impl Iterator<Item = Finding> {
    let covered = |organisation: &OrganisationId| {
        let mut contracts = input.known.framework_contracts.iter();
        contracts.any(|cover| cover.organisation == *organisation && cover.holds_on(input.today))
    };
    input.controllers.iter().enumerate().filter(move |(_, organisation)| !covered(organisation)).map(
        |(at, organisation)| {
            let message = format!("{organisation} has no framework contract in force today.");
            finding(Condition::FrameworkContracts, format!("/parties/controllers/{at}/organisation"), message)
        },
    )
}

/// What was asked for at issue must still hold today (V06, V07).
fn assurances(input: &GateInput) -> impl Iterator<Item = Finding> {
    let controller =
        |organisation: &OrganisationId| Controller { organisation: organisation.clone(), also_processes: true };
    let processor =
        |organisation: &OrganisationId| Processor { organisation: organisation.clone(), instructions_in_place: true };
    let parties = Parties {
        controllers: input.controllers.iter().map(controller).collect(),
        processors: input.processors.iter().map(processor).collect(),
        ..Parties::default()
    };
    let content = ApplicationContent { parties: Some(parties), ..ApplicationContent::default() };
    let known = Context {
        assurances: Some(input.known.assurances.clone()),
        conditions: input.special_conditions.clone(),
        ..Context::default()
    };
    let mut lapsed = v06_assurances(&content, input.today, &known);
    lapsed.extend(v07_improvement_plans(&content, input.today, &known));
    // Who wants plan and condition lapsed once: the plan comes first.
    let mut named = BTreeSet::new();
    let once = blocking(lapsed, Stage::Issue).into_iter().filter(move |found| named.insert(found.pointer.clone()));
    once.map(|found| finding(Condition::Assurances, found.pointer, found.message))
}
