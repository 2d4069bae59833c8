//! The form in which anyone raises an enquiry, filled in wrongly or sent by what is no form of ours: it raises nothing, and
//! keeps what was typed.

use reqwest::{Method, RequestBuilder, header};

use super::Door;

const FORM: &str = "application/x-www-form-urlencoded";
const EVIL: &str = "<script>alert(1)</script>";
const NOT_SENT: &str = "This was not sent";

/// Fields as a browser encodes them, or so that every one may.
fn encoded(fields: &[(&str, &str)]) -> String {
    let escaped = |text: &str| text.bytes().map(|byte| format!("%{byte:02X}")).collect::<Vec<_>>().concat();
    fields.iter().map(|(name, value)| format!("{name}={}", escaped(value))).collect::<Vec<_>>().join("&")
}

pub async fn a_form_filled_in_wrongly_raises_nothing(door: &Door) {
    let url = format!("{}/enquiries/new", door.base.trim_end_matches("/api/v1"));
    let post = || door.http.post(&url);
    let form = |body: String| post().header(header::CONTENT_TYPE, FORM).body(body);
    let good = [
        ("name", "Ada"),
        ("email", "ada@quill.example"),
        ("topic", "other"),
        ("purpose", "Which years?"),
        ("key", "k"),
    ];
    let with = |field: &str, value: &str| {
        let changed = good.map(|(name, known)| (name, if name == field { value } else { known }));
        form(encoded(&changed))
    };
    let long = |length: usize| "a".repeat(length);
    let whole = || encoded(&good);
    let cases: Vec<(&str, RequestBuilder, u16, &str)> = vec![
        ("JSON", post().json(&serde_json::json!({"name": "Ada"})), 403, NOT_SENT),
        ("no type", post().body(whole()), 403, NOT_SENT),
        ("parts", post().header(header::CONTENT_TYPE, "multipart/form-data; boundary=x").body(whole()), 403, NOT_SENT),
        ("another site's", form(whole()).header("Sec-Fetch-Site", "cross-site"), 403, NOT_SENT),
        ("a field twice", form(format!("{}&name=Ben", whole())), 403, NOT_SENT),
        ("a NUL", with("purpose", "a\0b"), 403, NOT_SENT),
        ("as long as no form of ours", with("purpose", &long(61 * 1024)), 403, NOT_SENT),
        ("no UTF-8", form(format!("{}&organisation=%FF&email=x", encoded(&good[..1]))), 422, NOT_SENT),
        ("nothing", form(String::new()), 422, NOT_SENT),
        ("no name", with("name", " "), 422, NOT_SENT),
        ("a long name", with("name", &long(201)), 422, NOT_SENT),
        ("two lines of a name", with("name", "Ada\r\nBcc: all@quill.example"), 422, NOT_SENT),
        ("no address", with("email", "nobody"), 422, "value=\"nobody\""),
        ("two addresses", with("email", "a@b.example,c@d.example"), 422, NOT_SENT),
        ("nothing asked", with("purpose", " \n "), 422, NOT_SENT),
        ("a novel", with("purpose", &long(4001)), 422, NOT_SENT),
        ("a script", form(encoded(&[("name", EVIL), ("email", EVIL), ("purpose", EVIL)])), 422, "&#60;script&#62;"),
        (
            "an incident without an address",
            form(encoded(&[("name", "Ada"), ("purpose", "A drive is gone."), ("data_incident", "yes")])),
            422,
            "value=\"yes\" checked",
        ),
    ];
    let mut wrong = Vec::new();
    for (what, request, status, says) in cases {
        let answer = request.send().await.unwrap();
        let (found, head) = (answer.status().as_u16(), answer.headers().clone());
        let said = |name: header::HeaderName| head.get(name).map_or("", |value| value.to_str().unwrap()).to_owned();
        let page = answer.text().await.unwrap();
        let whole = said(header::CONTENT_TYPE) == "text/html; charset=utf-8"
            && said(header::X_CONTENT_TYPE_OPTIONS) == "nosniff"
            && said(header::CONTENT_SECURITY_POLICY).contains("script-src 'none'");
        if found != status || !whole || !page.contains(says) || page.contains("<script") {
            wrong.push(format!("{what}: {found} {head:?} {page}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
    for method in [Method::PUT, Method::DELETE, Method::PATCH] {
        assert_eq!(door.http.request(method, &url).body(whole()).send().await.unwrap().status(), 405);
    }
}
