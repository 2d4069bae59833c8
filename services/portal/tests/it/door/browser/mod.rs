//! The enquirer's page as a person meets it: in a real browser, with its script, its cookies and its policy.

mod window;

use dars_messages::Owner;
use dars_testkit::service::until;
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

/// What was asked for by a form, once the page was shown again: the page before says the same words.
async fn sent(fake: &Fake, action: &str) -> serde_json::Value {
    let shown_again = |seen: &[dars_bus::Request]| {
        let sent = seen.iter().position(|request| request.action == action);
        sent.is_some_and(|sent| seen[sent..].iter().any(|request| request.action == "get-enquiry"))
    };
    until(action, async || shown_again(&fake.seen())).await.unwrap();
    fake.seen().into_iter().find(|request| request.action == action).unwrap().envelope.body.clone()
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
    assert_eq!(sent(&fake, "add-message").await, json!({"text": "The years 2019 to 2024."}));
    window.says("We asked you something").await;

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
    let given = sent(&fake, "give-enquiry-feedback").await;
    assert_eq!((&given["ease"], &given["clarity"], &given["comment"]), (&json!(5), &json!(4), &json!("Quicker.")));
    window.says("Which statistics are there?").await;
    let (action, body) = last(&fake);
    assert_eq!(action, "get-enquiry", "the page was shown again");
    assert!(body.is_null() || body == json!({}), "{body}");
    window.close().await;
}
