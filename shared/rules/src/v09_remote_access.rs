//! V09: work from afar is declared: a second factor, managed devices, within the territory.

use dars_vocabulary::{ApplicationContent, Finding, Severity, Stage, code::PlaceKind, refusal::Basis};

use crate::finding::Rule;

const V09: Rule = Rule { id: "V09", severity: Severity::Error, stage: Stage::Submit, basis: Basis::Reading };

/// Source: DARS standards 5b (remote access) and 11.
pub fn v09_remote_access(content: &ApplicationContent) -> Vec<Finding> {
    let places = content.locations.iter().flat_map(|section| &section.places).enumerate();
    places
        .filter(|(_, place)| place.kind == PlaceKind::Remote || place.remote_access.is_some())
        .flat_map(|(at, place)| {
            let declared = place.remote_access.unwrap_or_default();
            [
                ("second_factor", declared.second_factor, "Declare that sign-in from afar needs a second factor."),
                ("managed_devices", declared.managed_devices, "Declare that only devices you manage are used."),
                ("within_territory", declared.within_territory, "Declare that it is used within the territory only."),
            ]
            .into_iter()
            .filter(|(_, declared, _)| !declared)
            .map(move |(field, _, message)| {
                let pointer = format!("/locations/places/{at}/remote_access/{field}");
                V09.finding("remote-access-undeclared", pointer, message)
            })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use dars_vocabulary::content::{Locations, Place, RemoteAccess};

    use super::*;
    use crate::sample::{complete, place};

    #[test]
    fn all_three_are_declared_wherever_there_is_work_from_afar() {
        let declared = |second_factor, managed_devices, within_territory| {
            Some(RemoteAccess { second_factor, managed_devices, within_territory })
        };
        let table: [(PlaceKind, Option<RemoteAccess>, &[&str]); 8] = [
            (PlaceKind::Remote, declared(true, true, true), &[]),
            (PlaceKind::Remote, declared(false, true, true), &["second_factor"]),
            (PlaceKind::Remote, declared(true, false, true), &["managed_devices"]),
            (PlaceKind::Remote, declared(true, true, false), &["within_territory"]),
            (PlaceKind::Remote, None, &["second_factor", "managed_devices", "within_territory"]),
            (PlaceKind::Processing, None, &[]),
            (PlaceKind::Processing, declared(true, true, true), &[]),
            (PlaceKind::Processing, declared(true, false, true), &["managed_devices"]),
        ];
        for (kind, remote_access, expected) in table {
            let mut content = complete();
            content.locations = Some(Locations { places: vec![Place { remote_access, ..place("NU01", kind) }] });
            let findings = v09_remote_access(&content);
            let fields: Vec<_> =
                findings.iter().map(|f| f.pointer.trim_start_matches("/locations/places/0/remote_access/")).collect();
            assert_eq!(fields, expected, "{kind} {remote_access:?}");
            assert!(findings.iter().all(|f| f.stage == Stage::Submit && f.severity == Severity::Error));
        }
    }
}
