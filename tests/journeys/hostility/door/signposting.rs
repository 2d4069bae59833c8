//! Where to go: anyone may ask; what they send is judged all the same.

use reqwest::{Method, header};
use serde_json::{Value, json};

use super::{Case, Door, case};

pub fn asking(door: &Door) -> Vec<Case> {
    let post = || door.ask(&Method::POST, "/signpost");
    let json = |text: &str| post().header(header::CONTENT_TYPE, "application/json").body(text.to_owned());
    let with = |field: &str, value: Value| {
        let mut body = json!({"who": "organisation"});
        body[field] = value;
        post().json(&body)
    };
    vec![
        case("asking the way malformed", json("{\"who\""), 400, "malformed"),
        case("asking the way with nothing", json(""), 400, "malformed"),
        case("asking the way with a list", post().json(&json!(["organisation"])), 400, "malformed"),
        case("asking the way as nobody", post().json(&json!({})), 400, "malformed"),
        case("asking the way with words", with("purpose_text", json!("Please help.")), 400, "malformed"),
        case("asking the way with a wrong type", with("users", json!("many")), 400, "malformed"),
        case("asking the way for fewer than none", with("users", json!(-1)), 400, "malformed"),
        case("asking the way for nobody", with("users", json!(0)), 422, "values-unacceptable"),
        case("asking the way for centuries", with("months", json!(2400)), 422, "values-unacceptable"),
        case("asking the way to everything", with("data_sets", json!(vec!["hes-apc"; 51])), 422, "values-unacceptable"),
        case("asking the way as a guild", with("organisation_type", json!("guild")), 422, "value-not-acceptable"),
        case("asking the way with 10 MB", with("data_sets", json!("a".repeat(10 * 1024 * 1024))), 413, "too-large"),
    ]
}
