//! `GET /performance`: how many cases there are, how they ended, and how long they took, by stage. Public: counts and
//! medians, and small counts as "fewer than 5".

use std::collections::BTreeMap;

use dars_bus::{Problem, Reply, Request};
use dars_rules::{
    counts::{Count, suppressed, total_tells},
    policy,
};
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
    let given = given(&endings);
    let few = Count::of(given.iter().sum());
    // Approvals are public: whatever counts refusals with them would tell how few they are.
    let hidden = few == Count::Fewer || total_tells(&given);
    let ended: BTreeMap<&str, Value> = ended(&endings)
        .into_iter()
        .map(|(how, cases)| (how, if how == "REFUSED" && hidden { json!(few.or_withheld()) } else { json!(cases) }))
        .collect();
    let took = |whose: &str| {
        let took = days.get(whose);
        if hidden { json!(took.map(|took| took.without_count())) } else { json!(took) }
    };
    let within = if hidden { json!(Count::Withheld) } else { json!(decided_within(&endings)) };
    Reply::ok(&json!({
        "as_of": today,
        "from": from,
        "under_way": under_way,
        "ended": ended,
        "refused_because": refusals(&given),
        "decided": {
            "our_days": took("ours"),
            "your_days": took("theirs"),
            "target": policy::DECISION,
            "within_target": within,
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

/// How often each reason of the list was given.
fn given(endings: &[Ending]) -> Vec<u32> {
    let given = |reason: &RefusalReason| {
        let given = endings.iter().filter(|ending| ending.reason.as_deref() == Some(reason.code()));
        u32::try_from(given.map(|ending| ending.cases).sum::<i64>()).unwrap_or(u32::MAX)
    };
    RefusalReason::ALL.iter().map(given).collect()
}

/// Each reason of the list and how often it was given; so many that a reason names nobody.
fn refusals(given: &[u32]) -> Vec<Value> {
    RefusalReason::ALL
        .iter()
        .zip(suppressed(given))
        .map(|(reason, count)| json!({"reason": reason.code(), "label": reason.label(), "cases": count}))
        .collect()
}

fn decided_within(endings: &[Ending]) -> i64 {
    endings.iter().filter(|ending| is_decision(&ending.outcome)).map(|ending| ending.within_target).sum()
}

fn is_decision(outcome: &str) -> bool {
    matches!(outcome, "APPROVED" | "APPROVED_WITH_CONDITIONS" | "REFUSED")
}
