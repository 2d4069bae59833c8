//! The enquirer's page as a person meets it: in a real browser, with its script, its cookies and its policy.

mod window;

use dars_messages::Owner;
use serde_json::json;
use window::Window;

use super::{
    enquirer::{ENQUIRY, TOKEN, answered, intake},
    stack::{Fake, Stack},
};

fn link(stack: &Stack) -> String {
    format!("{}/enquiries/{ENQUIRY}#{TOKEN}", stack.url)
}

fn last(fake: &Fake) -> (String, serde_json::Value) {
    let seen = fake.seen().into_iter().next_back().unwrap();
    (seen.action.clone(), seen.envelope.body.clone())
}

#[tokio::test]
async fn the_link_of_a_mail_opens_the_enquiry_at_a_press_and_its_code_leaves_the_address_at_once() {
    let stack = Stack::start().await;
    let fake = stack.serve(Owner::Intake, intake).await;
    let window = Window::open(1000).await;
    window.page.goto(&link(&stack)).await.unwrap();
    window.says("Open the enquiry").await;
    window.page.wait().for_url(&format!("{}/enquiries/{ENQUIRY}", stack.url).parse().unwrap()).await.unwrap();
    assert!(!window.shows("#paste").await, "there is nothing to paste");
    window.picture("enquiry-open").await;
    assert!(fake.seen().is_empty(), "looking opens nothing");

    window.press("form[action$='/open'] button").await;
    window.says("We asked you something").await;
    window.picture("enquiry").await;
    assert_eq!(window.asked("document.querySelectorAll('script').length").await, 0);
    window.typed("#text", "The years 2019 to 2024.").await;
    window.press("form[action$='/reply'] button").await;
    window.says("We asked you something").await;
    let sent = fake.seen().into_iter().find(|request| request.action == "add-message").unwrap();
    assert_eq!(sent.envelope.body, json!({"text": "The years 2019 to 2024."}));

    // Whoever comes back on this device needs no link; whoever left it does.
    window.page.goto(&format!("{}/enquiries/{ENQUIRY}", stack.url)).await.unwrap();
    window.says("We asked you something").await;
    window.press("form[action$='/leave'] button").await;
    window.says("Paste the link from our mail").await;
    assert!(window.shows("#paste").await);
    window.close().await;
}

#[tokio::test]
async fn three_questions_are_answered_with_the_keyboard_alone_on_a_narrow_screen() {
    let stack = Stack::start().await;
    let fake = stack.serve(Owner::Intake, answered).await;
    let window = Window::open(360).await;
    window.page.goto(&link(&stack)).await.unwrap();
    assert!(window.fits().await);
    window.typed("form[action$='/open'] button", "\u{e007}").await;
    window.says("How did you find it?").await;
    assert!(window.fits().await);
    window.picture("enquiry-feedback").await;
    window.typed("input[name=ease][value='5']", " ").await;
    window.typed("input[name=clarity][value='4']", " ").await;
    window.typed("#comment", "Quicker.").await;
    window.typed("form[action$='/feedback'] button", "\u{e007}").await;
    window.says("Which statistics are there?").await;
    let (action, body) = last(&fake);
    assert_eq!(action, "get-enquiry", "the page was shown again");
    assert!(body.is_null() || body == json!({}), "{body}");
    let given = fake.seen().into_iter().find(|request| request.action == "give-enquiry-feedback").unwrap();
    assert_eq!(given.envelope.body["ease"], 5);
    assert_eq!((&given.envelope.body["clarity"], &given.envelope.body["comment"]), (&json!(4), &json!("Quicker.")));
    window.close().await;
}
