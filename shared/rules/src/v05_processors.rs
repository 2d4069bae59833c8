//! V05: a controller that also processes is not listed as processor too.

use std::collections::BTreeSet;

use dars_vocabulary::{ApplicationContent, Finding, Severity, Stage, refusal::Basis};

use crate::finding::Rule;

const V05: Rule = Rule { id: "V05", severity: Severity::Error, stage: Stage::Submit, basis: Basis::Reading };

/// Source: the application form's rule since December 2020; listing one processor twice is no better.
pub fn v05_processors(content: &ApplicationContent) -> Vec<Finding> {
    let deciding: BTreeSet<_> = content
        .controllers()
        .iter()
        .filter(|controller| controller.also_processes)
        .map(|controller| &controller.organisation)
        .collect();
    let mut seen = BTreeSet::new();
    let processors = content.processors().iter().enumerate();
    processors
        .filter_map(|(at, processor)| {
            let pointer = format!("/parties/processors/{at}/organisation");
            if !seen.insert(&processor.organisation) {
                let message = "This organisation is already listed as a processor. Remove one of the two.";
                return Some(V05.finding("processor-listed-twice", pointer, message));
            }
            deciding.contains(&processor.organisation).then(|| {
                let message = "This organisation is a controller that also processes: do not list it again here.";
                V05.finding("controller-listed-as-processor", pointer, message)
            })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use dars_vocabulary::content::Processor;

    use super::*;
    use crate::{finding::seen, sample::complete};

    type Row<'a> = (&'a str, bool, &'a [(&'a str, &'a str)]);

    #[test]
    fn an_organisation_is_listed_once() {
        let doubled = ("controller-listed-as-processor", "/parties/processors/1/organisation");
        let twice = ("processor-listed-twice", "/parties/processors/1/organisation");
        let table: [Row; 5] = [
            ("NU01", true, &[doubled]),
            // One that only decides may act on another controller's instructions.
            ("NU01", false, &[]),
            ("CB01", true, &[twice]),
            ("CB01", false, &[twice]),
            ("ZZ01", true, &[]),
        ];
        for (organisation, also_processes, expected) in table {
            let mut content = complete();
            let parties = content.parties.as_mut().unwrap();
            parties.controllers[0].also_processes = also_processes;
            let organisation = organisation.parse().unwrap();
            parties.processors.push(Processor { organisation, instructions_in_place: true });
            let findings = v05_processors(&content);
            assert_eq!(seen(&findings), expected, "{also_processes}");
            assert!(findings.iter().all(|f| f.stage == Stage::Submit && f.severity == Severity::Error));
        }
        assert_eq!(v05_processors(&ApplicationContent::default()), []);
    }
}
