//! One line a fault, and what differs.

use std::{sync::atomic::Ordering, time::Duration};

use crate::{
    checks::Verdict,
    inject::Done,
    journey::{self, Journey},
    world::World,
};

/// How many differences are shown of each kind.
const SHOWN: usize = 20;

/// The figures of one fault.
#[derive(Debug)]
pub struct Line {
    /// Its name.
    pub fault: &'static str,
    /// How many requests were on the road.
    pub requests: usize,
    /// How many commands were acknowledged.
    pub acknowledged: usize,
    /// How many facts were told.
    pub facts: i64,
    /// How many mails became uncertain.
    pub uncertain: i64,
    /// How many attempts were answered 503, or not at all.
    pub unavailable: u64,
    /// How long until all went on; none if it did not.
    pub recovered_in: Option<Duration>,
}

/// Prints the figures of one fault.
pub fn fault(line: &Line, done: &Done, verdict: &Verdict) {
    let recovered = line.recovered_in.map_or_else(|| "-".to_owned(), |time| format!("{:.1}s", time.as_secs_f64()));
    println!(
        "fault={} requests={} commands_acknowledged={} facts={} lost={} doubled={} uncertain_mails={} recovered_in={} \
         unavailable={} {}",
        line.fault,
        line.requests,
        line.acknowledged,
        line.facts,
        verdict.lost.len(),
        verdict.doubled.len(),
        line.uncertain,
        recovered,
        line.unavailable,
        passed(verdict),
    );
    for note in &done.notes {
        println!("  {note}");
    }
    differences(verdict);
}

/// Prints what the comparison of everything found.
pub fn end(world: &World, journeys: &[Journey], verdict: &Verdict) {
    let seen = &world.door.seen;
    println!(
        "fault=all requests={} commands_acknowledged={} facts={} lost={} doubled={} uncertain_mails={} mails_taken={} \
         answered_503={} unanswered={} answered_500={} changed_meanwhile={} {}",
        journeys.len(),
        journey::acknowledged(journeys),
        verdict.facts,
        verdict.lost.len(),
        verdict.doubled.len(),
        verdict.uncertain,
        world.sink.taken(),
        seen.unavailable.load(Ordering::Relaxed),
        seen.unanswered.load(Ordering::Relaxed),
        seen.failed.load(Ordering::Relaxed),
        seen.changed.load(Ordering::Relaxed),
        passed(verdict),
    );
    for note in &verdict.notes {
        println!("  {note}");
    }
    differences(verdict);
}

fn passed(verdict: &Verdict) -> &'static str {
    if verdict.holds() { "PASS" } else { "FAIL" }
}

fn differences(verdict: &Verdict) {
    for (kind, found) in [("lost", &verdict.lost), ("doubled", &verdict.doubled), ("differs", &verdict.differs)] {
        for difference in found.iter().take(SHOWN) {
            println!("  {kind}: {difference}");
        }
        if found.len() > SHOWN {
            println!("  {kind}: and {} more", found.len() - SHOWN);
        }
    }
}
