//! V01: at least one controller; one decides alone, two or more decide together and say how.

use std::collections::BTreeSet;

use dars_vocabulary::{ApplicationContent, Finding, Severity, Stage, content::ControllerBasis, refusal::Basis};

use crate::finding::{Rule, published};

const LISTED: Rule = Rule { id: "V01", severity: Severity::Error, stage: Stage::Submit, basis: published("1b") };
const BASIS: Rule = Rule { basis: Basis::Reading, ..LISTED };

/// Source: DARS standard 1b (every controller is listed); UK GDPR Art 26 for the joint arrangement.
pub fn v01_controllers(content: &ApplicationContent) -> Vec<Finding> {
    let Some(parties) = &content.parties else { return Vec::new() };
    let mut findings = Vec::new();
    let mut seen = BTreeSet::new();
    for (at, controller) in parties.controllers.iter().enumerate() {
        if !seen.insert(&controller.organisation) {
            findings.push(LISTED.finding(
                "controller-listed-twice",
                format!("/parties/controllers/{at}/organisation"),
                "This organisation is already listed as a controller. Remove one of the two.",
            ));
        }
    }
    match (seen.len(), parties.controller_basis) {
        (0, _) => findings.push(LISTED.finding(
            "controller-missing",
            "/parties/controllers",
            "Standard 1b: name at least one organisation that decides why and how the data is used.",
        )),
        (1, ControllerBasis::Joint) => findings.push(BASIS.finding(
            "controller-not-joint",
            "/parties/controller_basis",
            "There is one controller, so it decides alone: choose `sole`, or add the other controllers.",
        )),
        (1, ControllerBasis::Sole) => {}
        (_, ControllerBasis::Sole) => findings.push(BASIS.finding(
            "controllers-not-sole",
            "/parties/controller_basis",
            "There is more than one controller, so they decide together: choose `joint`, or keep only one.",
        )),
        (_, ControllerBasis::Joint) => {
            if parties.joint_arrangement.as_deref().is_none_or(|note| note.trim().is_empty()) {
                findings.push(BASIS.finding(
                    "joint-arrangement-missing",
                    "/parties/joint_arrangement",
                    "Say how the joint controllers share their duties.",
                ));
            }
        }
    }
    findings
}

#[cfg(test)]
mod tests {
    use dars_vocabulary::content::{Controller, Parties};

    use super::*;
    use crate::{finding::seen, sample::complete};

    #[test]
    fn one_controller_is_sole_and_several_are_joint_with_an_arrangement() {
        use ControllerBasis::{Joint, Sole};
        type Row<'a> = (&'a [&'a str], ControllerBasis, Option<&'a str>, &'a [(&'a str, &'a str)]);
        let basis = "/parties/controller_basis";
        let table: [Row; 10] = [
            (&["A1"], Sole, None, &[]),
            (&["A1", "B2"], Joint, Some("A leads."), &[]),
            (&[], Sole, None, &[("controller-missing", "/parties/controllers")]),
            (&[], Joint, Some("A leads."), &[("controller-missing", "/parties/controllers")]),
            (&["A1"], Joint, Some("A leads."), &[("controller-not-joint", basis)]),
            (&["A1", "B2"], Sole, None, &[("controllers-not-sole", basis)]),
            (&["A1", "B2", "C3"], Sole, Some("A leads."), &[("controllers-not-sole", basis)]),
            (&["A1", "B2"], Joint, None, &[("joint-arrangement-missing", "/parties/joint_arrangement")]),
            (&["A1", "B2"], Joint, Some(" \n"), &[("joint-arrangement-missing", "/parties/joint_arrangement")]),
            (&["A1", "A1"], Sole, None, &[("controller-listed-twice", "/parties/controllers/1/organisation")]),
        ];
        for (organisations, controller_basis, note, expected) in table {
            let mut content = complete();
            let controllers = organisations
                .iter()
                .map(|code| Controller { organisation: code.parse().unwrap(), also_processes: false })
                .collect();
            let joint_arrangement = note.map(str::to_owned);
            content.parties = Some(Parties { controllers, controller_basis, joint_arrangement, ..Parties::default() });
            let findings = v01_controllers(&content);
            assert_eq!(seen(&findings), expected, "{organisations:?} {controller_basis:?}");
            assert!(findings.iter().all(|f| f.stage == Stage::Submit && f.severity == Severity::Error));
        }
    }

    #[test]
    fn a_missing_section_is_left_to_completeness() {
        assert_eq!(v01_controllers(&ApplicationContent::default()), []);
    }
}
