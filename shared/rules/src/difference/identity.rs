//! By what an entry of a list is found again in another version.

use serde_json::Value;

/// Which fields say what an entry is about: first all of them, then, for what is left over, the first alone.
fn about(list: &str) -> &'static [&'static str] {
    match list {
        "controllers" | "processors" => &["organisation"],
        "others" => &["organisation", "role"],
        "places" => &["organisation", "kind", "address"],
        "requests" => &["dataset", "period"],
        "flows" => &["from", "to", "what"],
        // Papers by their reference, outputs by what they are.
        "items" => &["reference", "what"],
        _ => &[],
    }
}

/// Whether two entries are the same one.
type Same<'a> = &'a dyn Fn(&Value, &Value) -> bool;

/// What an entry is called.
pub(super) fn label(list: &str, entry: &Value) -> String {
    let text = |field: &str| entry.get(field).and_then(Value::as_str).unwrap_or_default().to_owned();
    match list {
        "controllers" => format!("controller {}", text("organisation")),
        "processors" => format!("processor {}", text("organisation")),
        "others" => format!("{} {}", text("role").replace('-', " "), text("organisation")),
        "places" => format!("the {} place of {}", text("kind"), text("organisation")),
        "requests" => format!("data set {}", text("dataset")),
        "flows" => format!("the flow from {} to {}", text("from"), text("to")),
        "items" if entry.get("reference").is_some() => format!("paper {}", text("reference")),
        "items" => format!("output \u{201c}{}\u{201d}", text("what")),
        list => super::words::spoken(list),
    }
}

/// Each entry of either list once, as it stands in both: where it was and where it is.
pub(super) fn pairs(list: &str, before: &[Value], after: &[Value]) -> Vec<(Option<usize>, Option<usize>)> {
    let mut left: Vec<usize> = (0..before.len()).collect();
    let mut found: Vec<Option<usize>> = vec![None; after.len()];
    let fields = about(list);
    let passes: [Same<'_>; 3] = [
        &|one, other| one == other,
        &|one, other| !fields.is_empty() && fields.iter().all(|field| one.get(field) == other.get(field)),
        &|one, other| {
            fields.first().is_some_and(|field| one.get(field).is_some() && one.get(field) == other.get(field))
        },
    ];
    for same in passes {
        for (at, entry) in after.iter().enumerate() {
            let free = found.get(at).is_some_and(Option::is_none);
            let place = left.iter().position(|was| before.get(*was).is_some_and(|was| same(was, entry)));
            if let (true, Some(place), Some(slot)) = (free, place, found.get_mut(at)) {
                *slot = Some(left.remove(place));
            }
        }
    }
    let stays = found.into_iter().enumerate().map(|(is, was)| (was, Some(is)));
    stays.chain(left.into_iter().map(|was| (Some(was), None))).collect()
}
