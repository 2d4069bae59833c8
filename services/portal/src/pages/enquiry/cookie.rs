//! The cookie that holds the session of one enquiry: no script reads it, no other site's form sends it, and no other host
//! can set it.

use axum::http::{HeaderMap, header};
use dars_bus::rpc::EnquirerProof;
use dars_vocabulary::EnquiryRef;
use ring::hmac;

const NAME: &str = "__Host-dars-enquiry";
const ATTRIBUTES: &str = "Path=/; HttpOnly; Secure; SameSite=Lax";
/// What a form's code is made of, beside the session.
const FORM: &[u8] = b"dars-enquiry-form/1";
/// The longest session, in bytes.
const LONGEST: usize = 128;

/// A session of one enquiry, as the browser showed it. The service judges it.
#[derive(Clone, PartialEq, Eq)]
pub(super) struct Session(String);

impl std::fmt::Debug for Session {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Session(…)")
    }
}

impl Session {
    /// The session of this enquiry, if the browser has one.
    pub(super) fn of(headers: &HeaderMap, enquiry: &EnquiryRef) -> Option<Self> {
        let cookies = headers.get_all(header::COOKIE).iter().filter_map(|value| value.to_str().ok());
        cookies.flat_map(|cookies| cookies.split(';')).find_map(|cookie| {
            let (name, value) = cookie.trim().split_once('=')?;
            let (of, session) = value.split_once('~').filter(|_| name == NAME)?;
            (of == enquiry.as_str() && is_plain(session)).then(|| Self(session.to_owned()))
        })
    }

    /// What the service is shown.
    pub(super) fn proof(&self) -> EnquirerProof {
        EnquirerProof::Session(self.0.clone())
    }

    /// What the forms of this session's pages bear, and nobody else's can.
    pub(super) fn form_code(&self) -> String {
        dars_bus::chain::hex(hmac::sign(&self.key(), FORM).as_ref())
    }

    /// Whether a form bears it; in constant time.
    pub(super) fn is_form_code(&self, code: &str) -> bool {
        let byte = |pair: &[u8]| u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok();
        let tag: Option<Vec<u8>> = code.as_bytes().chunks(2).map(byte).collect();
        tag.is_some_and(|tag| hmac::verify(&self.key(), FORM, &tag).is_ok())
    }

    fn key(&self) -> hmac::Key {
        hmac::Key::new(hmac::HMAC_SHA256, self.0.as_bytes())
    }
}

/// The cookie of a fresh session.
pub(super) fn keep(enquiry: &EnquiryRef, session: &str, seconds: i64) -> Option<String> {
    is_plain(session).then(|| format!("{NAME}={enquiry}~{session}; {ATTRIBUTES}; Max-Age={seconds}"))
}

/// No session any more.
pub(super) fn forget() -> String {
    format!("{NAME}=; {ATTRIBUTES}; Max-Age=0")
}

fn is_plain(text: &str) -> bool {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.');
    (1..=LONGEST).contains(&text.len()) && text.bytes().all(plain)
}

#[cfg(test)]
mod tests {
    use axum::http::HeaderValue;

    use super::*;

    fn shown(cookie: &str) -> Option<Session> {
        let mut headers = HeaderMap::new();
        headers.insert(header::COOKIE, HeaderValue::from_str(cookie).unwrap());
        Session::of(&headers, &"ENQ-2026-000412".parse().unwrap())
    }

    #[test]
    fn a_cookie_is_of_one_enquiry() {
        let good = "a=b; __Host-dars-enquiry=ENQ-2026-000412~1.abc";
        assert_eq!(shown(good), Some(Session("1.abc".to_owned())));
        for other in [
            "__Host-dars-enquiry=ENQ-2026-000413~1.abc",
            "__Host-dars-enquiry=ENQ-2026-000412",
            "__Host-dars-enquiry=ENQ-2026-000412~",
            "__Host-dars-enquiry=ENQ-2026-000412~a b",
            "dars-enquiry=ENQ-2026-000412~1.abc",
        ] {
            assert_eq!(shown(other), None, "{other}");
        }
    }

    #[test]
    fn a_forms_code_is_of_its_own_session() {
        let (one, other) = (Session("1.abc".to_owned()), Session("1.abd".to_owned()));
        assert!(one.is_form_code(&one.form_code()));
        for bad in ["", "x", "00", &other.form_code(), &one.form_code()[2..], "é"] {
            assert!(!one.is_form_code(bad), "{bad}");
        }
        assert!(!format!("{one:?}").contains("abc"));
    }
}
