//! V04: every organisation that holds or touches data is a listed processor, or a controller that also processes.

use std::collections::BTreeSet;

use dars_vocabulary::{ApplicationContent, Finding, Severity, Stage};

use crate::finding::{Rule, published};

const V04: Rule = Rule { id: "V04", severity: Severity::Error, stage: Stage::Submit, basis: published("1c") };

/// Source: DARS standards 1b and 1c: every controller and processor is listed, and processors act on instructions.
pub fn v04_places(content: &ApplicationContent) -> Vec<Finding> {
    let mut findings = uninstructed(content);
    // Without the section nobody can be listed: completeness asks for it.
    if content.parties.is_none() {
        return findings;
    }
    let deciding: BTreeSet<_> = content.controllers().iter().map(|one| &one.organisation).collect();
    let also_processing = content.controllers().iter().filter(|one| one.also_processes).map(|one| &one.organisation);
    let listed: BTreeSet<_> = content.processors().iter().map(|one| &one.organisation).chain(also_processing).collect();
    let places = content.locations.iter().flat_map(|section| &section.places).enumerate();
    findings.extend(places.filter(|(_, place)| !listed.contains(&place.organisation)).map(|(at, place)| {
        let pointer = format!("/locations/places/{at}/organisation");
        if deciding.contains(&place.organisation) {
            let message =
                "Standard 1c: data is held or used at this controller's place, so say that it also processes.";
            V04.finding("controller-does-not-process", pointer, message)
        } else {
            let message = "Standard 1c: list the organisation of this place as a processor; a cloud host counts.";
            V04.finding("place-of-unlisted-organisation", pointer, message)
        }
    }));
    findings
}

fn uninstructed(content: &ApplicationContent) -> Vec<Finding> {
    let processors = content.processors().iter().enumerate();
    processors
        .filter(|(_, processor)| !processor.instructions_in_place)
        .map(|(at, _)| {
            let pointer = format!("/parties/processors/{at}/instructions_in_place");
            let message = "Standard 1c: a processor acts on a controller's written instructions. Put them in place.";
            V04.warning().finding("instructions-not-in-place", pointer, message)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use dars_vocabulary::{code::PlaceKind, content::Locations};

    use super::*;
    use crate::{
        finding::seen,
        sample::{complete, place},
    };

    #[test]
    fn whoever_has_a_place_is_listed_and_processes() {
        let unlisted = "place-of-unlisted-organisation";
        // NU01 is the controller, CB01 the processor.
        let table: [(&str, PlaceKind, bool, Option<&str>); 8] = [
            ("NU01", PlaceKind::Processing, true, None),
            ("NU01", PlaceKind::Storage, false, Some("controller-does-not-process")),
            ("CB01", PlaceKind::Cloud, true, None),
            ("CB01", PlaceKind::Cloud, false, None),
            ("ZZ01", PlaceKind::Cloud, true, Some(unlisted)),
            ("ZZ01", PlaceKind::Backup, true, Some(unlisted)),
            ("ZZ01", PlaceKind::Storage, true, Some(unlisted)),
            ("ZZ01", PlaceKind::Remote, true, Some(unlisted)),
        ];
        for (organisation, kind, also_processes, code) in table {
            let mut content = complete();
            content.parties.as_mut().unwrap().controllers[0].also_processes = also_processes;
            content.locations = Some(Locations { places: vec![place("CB01", kind), place(organisation, kind)] });
            let findings = v04_places(&content);
            let expected: Vec<_> = code.map(|code| (code, "/locations/places/1/organisation")).into_iter().collect();
            assert_eq!(seen(&findings), expected, "{organisation} {kind}");
            assert!(findings.iter().all(|f| f.stage == Stage::Submit && f.severity == Severity::Error));
        }
    }

    #[test]
    fn missing_sections_are_left_to_completeness() {
        let mut content = complete();
        content.parties = None;
        assert_eq!(v04_places(&content), []);
        assert_eq!(v04_places(&ApplicationContent::default()), []);
    }

    #[test]
    fn a_processor_without_instructions_is_warned_of() {
        let mut content = complete();
        content.parties.as_mut().unwrap().processors[0].instructions_in_place = false;
        let findings = v04_places(&content);
        let pointer = "/parties/processors/0/instructions_in_place";
        assert_eq!(seen(&findings), [("instructions-not-in-place", pointer)]);
        assert_eq!(findings[0].severity, Severity::Warning);
    }
}
