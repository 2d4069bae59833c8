//! What a page's form sends.

use std::collections::BTreeMap;

use axum::{
    body::{Body, to_bytes},
    http::{HeaderMap, Uri, header},
};

use crate::api::{self, Door};

/// How long a form may be: 4,000 characters as a browser encodes them, and some more.
const LONGEST: usize = 60 * 1024;

/// The fields of a form, each once; `None` when it is no form, too long or too slow.
pub(super) async fn read(door: &Door, headers: &HeaderMap, body: Body) -> Option<BTreeMap<String, String>> {
    let kind = headers.get(header::CONTENT_TYPE)?.to_str().ok()?;
    if !kind.split(';').next()?.trim().eq_ignore_ascii_case("application/x-www-form-urlencoded") {
        return None;
    }
    let bytes = tokio::time::timeout(door.body_timeout(), to_bytes(body, LONGEST)).await.ok()?.ok()?;
    let form = Uri::builder().path_and_query(format!("/?{}", std::str::from_utf8(&bytes).ok()?)).build().ok()?;
    let mut fields = BTreeMap::new();
    for (name, value) in api::decoded(&form)? {
        if value.contains('\0') || fields.insert(name, value.replace("\r\n", "\n")).is_some() {
            return None;
        }
    }
    Some(fields)
}

/// Whether no other site had the browser send it; what is no browser says nothing of it.
pub(super) fn is_from_here(headers: &HeaderMap) -> bool {
    headers.get("sec-fetch-site").is_none_or(|site| site == "same-origin" || site == "none")
}
