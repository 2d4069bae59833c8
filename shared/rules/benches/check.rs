//! `cargo bench -p dars-rules`: how long one `check` takes of the largest content that a form may hold, with everything
//! known beside it. Prints the median and the 99th percentile, and fails where that is above 1 ms.
//!
//! Two contents: as many parties, places, data sets, papers and words as there may be (more than a message carries), and
//! one as large as fits into a message.

#[path = "../tests/contents/mod.rs"]
mod contents;

use std::{
    hint::black_box,
    process::ExitCode,
    time::{Duration, Instant},
};

use dars_rules::{Context, check};
use dars_vocabulary::ApplicationContent;
use jiff::civil::date;

const ROUNDS: usize = 2_000;
const BOUND: Duration = Duration::from_millis(1);

fn main() -> ExitCode {
    let mut within = true;
    for (name, content) in [("sound", contents::sound()), ("with holes", contents::with_holes())] {
        let known = contents::known(&content);
        within &= is_within(name, &content, &known);
    }
    if within { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

fn is_within(name: &str, content: &ApplicationContent, known: &Context) -> bool {
    let today = date(2026, 11, 22);
    let findings = check(content, today, known).len();
    let mut took: Vec<Duration> = (0..ROUNDS)
        .map(|_| {
            let begun = Instant::now();
            black_box(check(black_box(content), today, known));
            begun.elapsed()
        })
        .collect();
    took.sort_unstable();
    let at = |share: usize| took.get(took.len() * share / 100).copied().unwrap_or_default();
    let (median, slow) = (at(50), at(99));
    let size = serde_json::to_vec(content).map_or(0, |bytes| bytes.len()) / 1024;
    let verdict = if slow <= BOUND { "within" } else { "ABOVE" };
    println!("{name}: {size} KiB, {findings} findings: p50 {median:?}, p99 {slow:?}, {verdict} {BOUND:?}");
    slow <= BOUND
}
