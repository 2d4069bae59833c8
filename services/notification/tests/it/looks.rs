//! How a mail looks.

use crate::{
    house::{House, at},
    story,
};

/// Header lines, and the parts behind them by their type.
fn parts(letter: &str) -> (String, String, String) {
    let (headers, body) = letter.split_once("\r\n\r\n").unwrap();
    let boundary = headers.split_once("boundary=\"").unwrap().1.split('"').next().unwrap();
    let part = |kind: &str| {
        let found = body.split(&format!("--{boundary}")).find(|part| part.contains(kind)).unwrap();
        let (_, content) = found.split_once("\r\n\r\n").unwrap();
        // Quoted-printable: soft line breaks, and `=3D` for an equals sign.
        content.replace("=\r\n", "").replace("=3D", "=")
    };
    (headers.to_owned(), part("text/plain"), part("text/html"))
}

#[tokio::test]
async fn a_reminder_says_who_what_next_and_by_when_in_text_and_html() {
    let house = House::start().await;
    house.hear_all(&story::contacts()).await;
    house.hear_all(&story::directory()).await;
    house.hear(&story::activated()).await;
    house.sweep(at("2027-12-03T09:00:00Z")).await;
    let letters = house.letters();
    let letter = letters["DARS-NIC-900101-K4T7Q-v1.0: agreement ends soon"]
        .iter()
        .find(|letter| letter.contains("nia.moss@northmere.example"))
        .unwrap();
    let (headers, text, html) = parts(letter);
    for line in [
        "Message-ID: <",
        "@dars.data-body.example>",
        "Date: Fri, 03 Dec 2027 09:00:00 +0000",
        "From: \"the data body\" <dars@data-body.example>",
        "To: \"Nia Moss\" <nia.moss@northmere.example>",
        "Auto-Submitted: auto-generated",
        "MIME-Version: 1.0",
    ] {
        assert!(headers.contains(line), "{line}\n{headers}");
    }
    for said in ["Dear Nia Moss,", "DARS-NIC-900101-K4T7Q-v1.0", "2 March 2028", "What comes next", "the data body"] {
        assert!(text.contains(said), "{said}\n{text}");
        assert!(html.contains(said), "{said}\n{html}");
    }
    assert!(text.contains("Northmere University & Sons"), "{text}");
    assert!(html.contains("Northmere University &#38; Sons"), "{html}");
    assert!(html.contains("lang=\"en-GB\"") && !html.contains("<img"), "{html}");
}

#[tokio::test]
async fn a_name_cannot_add_a_header_or_a_tag() {
    let house = House::start().await;
    let mut enquirer = story::enquirer();
    let hostile = serde_json::json!({
        "enquiry": "ENQ-2026-000412",
        "name": "Eve\r\nBcc: all@data-body.example <b>",
        "email": "eve@northmere.example",
    });
    enquirer.body = serde_json::to_vec(&hostile).unwrap().into();
    house.hear_all(&[enquirer, story::raised()]).await;
    house.sweep(at("2027-01-10T12:00:00Z")).await;
    let letters = house.letters();
    let (headers, _, html) = parts(&letters["ENQ-2026-000412: we have your enquiry"][0]);
    assert!(!headers.lines().any(|line| line.starts_with("Bcc")), "{headers}");
    assert!(!html.contains("<b>"), "{html}");
}

#[tokio::test]
async fn an_address_that_is_none_fails_and_holds_nothing_up() {
    let house = House::start().await;
    let mut enquirer = story::enquirer();
    let body = serde_json::json!({"enquiry": "ENQ-2026-000412", "name": "Eve", "email": "not an address"});
    enquirer.body = serde_json::to_vec(&body).unwrap().into();
    house.hear_all(&[enquirer, story::raised(), story::routed()]).await;
    house.sweep(at("2027-01-10T12:00:00Z")).await;
    assert_eq!(house.mails().await, ["N01 ENQ-2026-000412 failed", "N02 data-applications sent"]);
}
