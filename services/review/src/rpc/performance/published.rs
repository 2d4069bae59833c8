//! `GET /performance`: how many cases there are, how they ended, and how long they took, by stage. Public: counts and
//! medians, and small counts as "fewer than 5".

use std::collections::BTreeMap;

use dars_bus::{Problem, Reply, Request};
use dars_review_domain::performance::{Count, suppressed};
use dars_rules::policy;
use dars_vocabulary::{code::RefusalReason, london_date};
use jiff::ToSpan as _;
use serde_json::{Value, json};

use super::super::Reading;
use crate::store::performance::{self, Durations, Ending};

/// The last twelve months, and what is under way.
pub async fn performance(connection: &mut Reading, request: &Request) -> Result<Reply, Problem> {
    let today = london_date(request.now);
    let from = today.saturating_sub(i64::from(policy::PERFORMANCE_MONTHS.value).months());
    let under_way = performance::under_way(connection).await?;
    let stages = performance::stages(connection, from).await?;
    let decided = performance::decided(connection, from).await?;
    let endings = performance::endings(connection, from).await?;
    let stages: BTreeMap<&str, &Durations> = stages.iter().map(|took| (took.of.as_str(), took)).collect();
    let days: BTreeMap<&str, &Durations> = decided.iter().map(|took| (took.of.as_str(), took)).collect();
    Reply::ok(&json!({
        "as_of": today,
        "from": from,
        "under_way": under_way,
        "ended": ended(&endings),
        "refused_because": refusals(&endings),
        "decided": {
            "our_days": days.get("ours"),
            "your_days": days.get("theirs"),
            "target": policy::DECISION,
            "within_target": decided_within(&endings),
        },
        "stages": stages,
    }))
}

/// How many ended how.
fn ended(endings: &[Ending]) -> BTreeMap<&str, i64> {
    let mut counts = BTreeMap::new();
    for ending in endings {
        *counts.entry(ending.outcome.as_str()).or_default() += ending.cases;
    }
    counts
}

/// Each reason of the list and how often it was given; so many that a reason names nobody.
fn refusals(endings: &[Ending]) -> Vec<Value> {
    let given = |reason: &RefusalReason| {
        endings.iter().filter(|ending| ending.reason.as_deref() == Some(reason.code())).map(|ending| ending.cases).sum()
    };
    let counts: Vec<i64> = RefusalReason::ALL.iter().map(given).collect();
    let counts: Vec<u32> = counts.into_iter().map(|count| u32::try_from(count).unwrap_or(u32::MAX)).collect();
    let shown: Vec<Count> = suppressed(&counts);
    RefusalReason::ALL
        .iter()
        .zip(shown)
        .map(|(reason, count)| json!({"reason": reason.code(), "label": reason.label(), "cases": count}))
        .collect()
}

fn decided_within(endings: &[Ending]) -> i64 {
    endings.iter().filter(|ending| is_decision(&ending.outcome)).map(|ending| ending.within_target).sum()
}

fn is_decision(outcome: &str) -> bool {
    matches!(outcome, "APPROVED" | "APPROVED_WITH_CONDITIONS" | "REFUSED")
}
