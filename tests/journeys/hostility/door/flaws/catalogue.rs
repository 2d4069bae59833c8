//! Commands about the catalogue.

use reqwest::Method;
use serde_json::json;

use super::Command;

pub fn commands() -> Vec<Command> {
    let good = json!({"name": "Emergency care", "scope": "Emergency care, by attendance", "topics": ["A&E"]});
    let mut wrong_type = good.clone();
    wrong_type["topics"] = json!("A&E");
    let others =
        ["case-officer", "applicant-lead", "operator", "stranger"].map(|by| (by, 403, "data-production-needed"));
    vec![Command {
        name: "saving a data set",
        method: Method::PUT,
        on: "/catalogue/datasets/hes-op".to_owned(),
        rest: String::new(),
        unknown: None,
        by: "data-production",
        // As the catalogue's file was loaded, and nobody has revised it.
        etag: Some("\"1\"".to_owned()),
        good,
        wrong_type,
        others: others.to_vec(),
    }]
}
