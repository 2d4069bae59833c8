//! The papers that section `evidence` lists, held against the files that are attached.

use std::collections::BTreeSet;

use dars_vocabulary::{Finding, Severity, Stage, content::EvidenceItem, refusal::Basis};

use super::{Attachment, Checked, Scan, State};

const MISSED: &str = "No attached file has this SHA-256, so nobody who reviews can read this paper: attach the file, or \
                      take it over from an application of your organisation that has it.";

/// A warning for each listed paper whose file is not attached: nobody who reviews could read it. It stops nothing, since
/// some papers are only shown on the spot.
pub fn unattached(state: &State, listed: &[EvidenceItem]) -> Vec<Finding> {
    let attached: BTreeSet<String> =
        state.standing().filter_map(|known| known.file.open()).map(|file| file.sha256.to_lowercase()).collect();
    let missing = listed.iter().enumerate().filter(|(_, paper)| {
        let hash = paper.sha256.to_lowercase();
        // What is no hash at all has a finding of its own.
        hash.len() == 64 && !attached.contains(&hash)
    });
    missing
        .map(|(at, _)| Finding {
            rule: "PAPERS",
            code: "paper-not-attached",
            pointer: format!("/evidence/items/{at}/sha256"),
            severity: Severity::Warning,
            stage: Stage::Approve,
            basis: Basis::Ours,
            message: MISSED.to_owned(),
        })
        .collect()
}

/// A stored file as another application may attach it again: never one that waits for the scanner, which is its
/// uploader's alone until then. What was explained of it was explained of that application.
pub fn again(known: &Attachment) -> Option<Checked> {
    let file = known.file.open()?.clone();
    match known.scan {
        Scan::Passed | Scan::NotScanned => {}
        Scan::Waiting | Scan::Harmful => return None,
    }
    Some(Checked {
        file,
        size: known.size,
        format: known.format,
        text: known.text,
        numbers: known.numbers.clone(),
        scan: known.scan,
    })
}
