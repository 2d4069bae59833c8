//! What is told of a release.

use dars_contracts_domain::release::{Event, Produced, State};
use dars_messages::{
    Outgoing,
    facts::contracts::{DataReleasedV1, ReleaseAcknowledgedV1, ReleaseHeldV1},
};

/// What is told of a release: nothing before it shall go out, and never who did it.
pub fn release(after: &State, event: &Event) -> Vec<Outgoing> {
    let Some(Produced { release, nic, content, .. }) = after.produced() else { return Vec::new() };
    let (nic, release) = (nic.clone(), release.clone());
    match event {
        Event::ReleasePlanned(_) | Event::ReleaseChecked(_) => Vec::new(),
        Event::ReleaseHeld { findings, held_on: _, asked_by: _ } => {
            // A condition that fails for several parties is one reason.
            let mut reasons: Vec<String> = Vec::new();
            for finding in findings {
                if !reasons.contains(&finding.code) {
                    reasons.push(finding.code.clone());
                }
            }
            vec![Outgoing::fact(&ReleaseHeldV1 { nic, release, reasons })]
        }
        Event::ReleaseMade { version, released_by: _, released_on } => vec![Outgoing::fact(&DataReleasedV1 {
            nic,
            version: *version,
            release,
            dataset: content.dataset.clone(),
            kind: content.kind,
            file_count: content.file_count,
            opt_outs_applied: content.opt_outs_applied,
            released_on: *released_on,
        })],
        Event::ReleaseAcknowledged { .. } => vec![Outgoing::fact(&ReleaseAcknowledgedV1 { nic, release })],
    }
}
