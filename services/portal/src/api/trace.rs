//! The trace a request belongs to (W3C Trace Context): the caller's, or a new one.

use axum::http::HeaderMap;
use dars_bus::ids;

/// The caller's `traceparent`, if it is one.
pub(super) fn incoming(headers: &HeaderMap) -> Option<&str> {
    let mut values = headers.get_all("traceparent").iter();
    let text = values.next()?.to_str().ok()?;
    (values.next().is_none() && is_traceparent(text)).then_some(text)
}

/// What is sent on: the current span where spans are recorded, else the caller's, else a new one.
pub(super) fn to_send(headers: &HeaderMap) -> String {
    dars_bus::trace::current().or_else(|| incoming(headers).map(ToOwned::to_owned)).unwrap_or_else(fresh)
}

fn fresh() -> String {
    // An id of zeros is not one, however unlikely it is.
    format!("00-{:016x}{:016x}-{:016x}-01", ids::chance(), ids::chance() | 1, ids::chance() | 1)
}

/// Version 00: 32, 16 and 2 lower-case hex digits, neither id all zeros.
fn is_traceparent(text: &str) -> bool {
    let hex =
        |part: &str, length| part.len() == length && part.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
    let is_id = |part: &str, length| hex(part, length) && part.bytes().any(|byte| byte != b'0');
    let parts: Vec<&str> = text.split('-').collect();
    matches!(parts.as_slice(), ["00", trace, span, flags] if is_id(trace, 32) && is_id(span, 16) && hex(flags, 2))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fresh_trace_is_a_valid_one() {
        assert!(is_traceparent(&fresh()));
        assert_ne!(fresh(), fresh());
    }

    #[test]
    fn other_forms_are_not_passed_on() {
        let good = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
        assert!(is_traceparent(good));
        for bad in [
            "",
            "00-00000000000000000000000000000000-b7ad6b7169203331-01",
            "00-0af7651916cd43dd8448eb211c80319c-0000000000000000-01",
            "01-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
            "00-0AF7651916CD43DD8448EB211C80319C-b7ad6b7169203331-01",
            "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01-x",
        ] {
            assert!(!is_traceparent(bad), "{bad}");
        }
    }
}
