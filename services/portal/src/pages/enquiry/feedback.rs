//! Three questions for an enquirer whose enquiry has ended, signed in or not.

use std::sync::Arc;

use axum::{
    body::Body,
    extract::{Path, Request, State},
    http::Response,
};
use dars_vocabulary::Sector;
use serde_json::{Value, json};

use super::act::{Sent, done};
use crate::api::Door;

/// The marks that can be given, with the words at both ends.
pub(super) const MARKS: [u8; 5] = [1, 2, 3, 4, 5];

/// For whom people speak, in their words.
pub(super) const GROUPS: [(&str, &str); 7] = [
    ("public", "myself, as a member of the public"),
    ("nhs", "an NHS organisation"),
    ("local-government", "a council"),
    ("central-bodies", "a government department or agency"),
    ("universities", "a university"),
    ("charities", "a charity"),
    ("companies", "a company"),
];

/// `POST /enquiries/{reference}/feedback` with `ease`, `clarity`, `sector` and `comment`.
pub(super) async fn give(
    State(door): State<Arc<Door>>,
    Path(reference): Path<String>,
    request: Request,
) -> Response<Body> {
    done(&door, &reference, request, |sent| ("give-enquiry-feedback", "/feedback", said(sent), None, "comment")).await
}

fn said(sent: &Sent) -> Value {
    // What is no mark is none: the service says so.
    let mark = |name: &str| sent.field(name).parse::<u8>().unwrap_or_default();
    let sector = GROUPS.iter().find(|(code, _)| *code == sent.field("sector")).map(|(code, _)| *code);
    let comment = Some(sent.field("comment")).filter(|comment| !comment.trim().is_empty());
    json!({
        "ease": mark("ease"),
        "clarity": mark("clarity"),
        "comment": comment,
        "sector": sector.unwrap_or(Sector::Public.code()),
    })
}
