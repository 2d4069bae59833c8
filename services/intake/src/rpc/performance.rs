//! `GET /performance`, the enquiries: how many there are, how they ended, and how long they took, by stage. Public: counts
//! and medians; small counts as "fewer than 5", and no total from which one could be subtracted.

use std::collections::BTreeMap;

use dars_bus::{Problem, Reply, Request};
use dars_rules::{
    counts::{Quartiles, suppressed},
    policy,
};
use dars_vocabulary::london_date;
use jiff::ToSpan as _;
use serde_json::{Value, json};

use super::Reading;
use crate::store::performance::{self, Took};

/// The stages in which an enquiry is under way (domain.md §4), in their order.
const STAGES: [&str; 4] = ["NEW", "TRIAGED", "WITH_EXPERT", "AWAITING_ENQUIRER"];
/// How it ends.
const ENDS: [&str; 6] = ["SIGNPOSTED", "ANSWERED", "CONVERTED", "DUPLICATE", "CLOSED_NO_REPLY", "CLOSED"];

/// The last twelve months, from the first day of the first of them, and what is under way.
pub async fn performance(connection: &mut Reading, request: &Request) -> Result<Reply, Problem> {
    let today = london_date(request.now);
    let months = i64::from(policy::PERFORMANCE_MONTHS.value);
    let from = today.saturating_sub(months.months()).first_of_month();
    let open: BTreeMap<String, u32> = performance::under_way(connection).await?.into_iter().collect();
    let took = performance::took(connection, from).await?;
    let open: Vec<u32> = STAGES.iter().map(|stage| open.get(*stage).copied().unwrap_or(0)).collect();
    let ended: Vec<u32> = ENDS.iter().map(|end| sum(&of(&took, end))).collect();
    let passed: Vec<u32> = STAGES.iter().map(|stage| sum(&of(&took, stage))).collect();
    let stages: BTreeMap<&str, Value> = STAGES
        .iter()
        .zip(suppressed(&passed))
        .map(|(stage, count)| (*stage, json!({"count": count, "days": Quartiles::of(&of(&took, stage))})))
        .collect();
    Reply::ok(&json!({
        "as_of": today,
        "from": from,
        "under_way": STAGES.iter().zip(suppressed(&open)).collect::<BTreeMap<_, _>>(),
        "ended": ENDS.iter().zip(suppressed(&ended)).collect::<BTreeMap<_, _>>(),
        "days_to_the_end": Quartiles::of(&all(&took)),
        "stages": stages,
    }))
}

/// How many took how long, of one stage or end.
fn of(took: &[Took], stage: &str) -> Vec<(u32, u32)> {
    took.iter().filter(|took| took.stage == stage).map(|took| (took.days, took.enquiries)).collect()
}

/// The same of every end, by days.
fn all(took: &[Took]) -> Vec<(u32, u32)> {
    let mut days: BTreeMap<u32, u32> = BTreeMap::new();
    for took in took.iter().filter(|took| ENDS.contains(&took.stage.as_str())) {
        let known = days.entry(took.days).or_default();
        *known = known.saturating_add(took.enquiries);
    }
    days.into_iter().collect()
}

fn sum(days: &[(u32, u32)]) -> u32 {
    days.iter().map(|(_, count)| count).sum()
}
