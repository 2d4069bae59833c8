//! The headers of a request that mean something here, read strictly.

use axum::http::{HeaderMap, HeaderName, header};
use dars_bus::{Problem, rpc::EnquirerProof};

/// The header of an idempotency key.
pub(super) const IDEMPOTENCY_KEY: HeaderName = HeaderName::from_static("idempotency-key");

/// The longest idempotency key, in bytes.
const LONGEST_KEY: usize = 128;

/// A header's one value as text; two of them could be read in two ways.
fn one<'a>(headers: &'a HeaderMap, name: &HeaderName, code: &str) -> Result<Option<&'a str>, Problem> {
    let mut values = headers.get_all(name).iter();
    let Some(first) = values.next() else { return Ok(None) };
    match (first.to_str(), values.next()) {
        (Ok(text), None) => Ok(Some(text)),
        _ => Err(Problem::new(400, code, format!("Send the header {name} once, in visible ASCII."))),
    }
}

/// The access token, if one came.
pub(super) fn bearer(headers: &HeaderMap) -> Result<Option<&str>, Problem> {
    let Some(text) = one(headers, &header::AUTHORIZATION, "authorization-malformed")? else { return Ok(None) };
    match text.split_once(' ') {
        Some((scheme, token)) if scheme.eq_ignore_ascii_case("bearer") => Ok(Some(token.trim())),
        _ => Err(Problem::new(401, "authorization-malformed", "Send the access token as: Authorization: Bearer …")),
    }
}

/// The longest token of an enquiry's link, in bytes.
const LONGEST_LINK: usize = 128;

/// The token of an enquiry's secret link, if one came: `Authorization: Enquiry …`.
pub(super) fn enquiry(headers: &HeaderMap) -> Result<Option<EnquirerProof>, Problem> {
    let Some(text) = one(headers, &header::AUTHORIZATION, "authorization-malformed")? else { return Ok(None) };
    match text.split_once(' ') {
        Some((scheme, token)) if scheme.eq_ignore_ascii_case("enquiry") && token.len() <= LONGEST_LINK => {
            Ok(Some(EnquirerProof::Link(token.trim().to_owned())))
        }
        _ => Ok(None),
    }
}

/// The key of a command, if one came: 1 to 128 visible ASCII characters.
pub(super) fn idempotency_key(headers: &HeaderMap) -> Result<Option<String>, Problem> {
    let code = "idempotency-key-malformed";
    match one(headers, &IDEMPOTENCY_KEY, code)? {
        None => Ok(None),
        Some(key) if (1..=LONGEST_KEY).contains(&key.len()) && key.bytes().all(|byte| byte.is_ascii_graphic()) => {
            Ok(Some(key.to_owned()))
        }
        Some(_) => Err(Problem::new(400, code, "An Idempotency-Key has 1 to 128 visible ASCII characters.")),
    }
}

/// The version that the caller read, if they say so, from a strong entity tag of ours: `"123"`.
pub(super) fn if_match(headers: &HeaderMap) -> Result<Option<i64>, Problem> {
    let code = "if-match-malformed";
    let Some(text) = one(headers, &header::IF_MATCH, code)? else { return Ok(None) };
    let digits = text.trim().strip_prefix('"').and_then(|rest| rest.strip_suffix('"'));
    digits
        .filter(|digits| !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit()))
        .and_then(|digits| digits.parse().ok())
        .map(Some)
        .ok_or_else(|| Problem::new(400, code, "If-Match takes one ETag as it was sent, for example \"3\"."))
}

#[cfg(test)]
mod tests {
    use axum::http::HeaderValue;

    use super::*;

    fn with(name: &HeaderName, values: &[&str]) -> HeaderMap {
        let mut headers = HeaderMap::new();
        for value in values {
            headers.append(name, HeaderValue::from_str(value).unwrap());
        }
        headers
    }

    #[test]
    fn only_one_strong_tag_of_ours_is_a_version() {
        let read = |values: &[&str]| if_match(&with(&header::IF_MATCH, values)).map_err(|problem| problem.status);
        assert_eq!(read(&[]), Ok(None));
        assert_eq!(read(&["\"12\""]), Ok(Some(12)));
        for bad in ["12", "W/\"12\"", "*", "\"\"", "\"-1\"", "\"1\", \"2\"", "\"x\"", "\"99999999999999999999\"", "\""]
        {
            assert_eq!(read(&[bad]), Err(400), "{bad}");
        }
        assert_eq!(read(&["\"1\"", "\"2\""]), Err(400));
    }

    #[test]
    fn a_key_is_short_and_visible() {
        let read = |values: &[&str]| idempotency_key(&with(&IDEMPOTENCY_KEY, values)).map_err(|problem| problem.status);
        assert_eq!(read(&["k-1"]), Ok(Some("k-1".to_owned())));
        assert_eq!(read(&[&"k".repeat(128)]).map(|key| key.is_some()), Ok(true));
        for bad in ["", "two words", &"k".repeat(129)] {
            assert_eq!(read(&[bad]), Err(400), "{bad}");
        }
        assert_eq!(read(&["a", "b"]), Err(400));
    }

    #[test]
    fn a_token_comes_in_one_header_of_one_scheme() {
        let read = |values: &[&str]| bearer(&with(&header::AUTHORIZATION, values)).map(|t| t.map(str::to_owned));
        assert_eq!(read(&["bearer abc"]).unwrap(), Some("abc".to_owned()));
        assert_eq!(read(&["Basic abc"]).unwrap_err().status, 401);
        assert_eq!(read(&["Bearer"]).unwrap_err().status, 401);
        assert_eq!(read(&["Bearer a", "Bearer b"]).unwrap_err().status, 400);
        assert_eq!(read(&["Enquiry a"]).unwrap_err().status, 401);
    }

    #[test]
    fn a_link_comes_in_one_header_of_its_own_scheme() {
        let read = |values: &[&str]| enquiry(&with(&header::AUTHORIZATION, values));
        assert_eq!(read(&["ENQUIRY abc"]).unwrap(), Some(EnquirerProof::Link("abc".to_owned())));
        for other in ["Bearer abc", "Enquiry", &format!("Enquiry {}", "a".repeat(129))] {
            assert_eq!(read(&[other]).unwrap(), None, "{other}");
        }
        assert_eq!(read(&["Enquiry a", "Enquiry b"]).unwrap_err().status, 400);
    }
}
