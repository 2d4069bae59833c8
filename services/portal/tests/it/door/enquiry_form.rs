//! The form in which anyone raises an enquiry, as a browser without a script sends it.

use dars_bus::{Problem, Reply, Request};
use dars_messages::Owner;
use reqwest::{Method, Response};
use serde_json::json;

use super::stack::Stack;

fn intake(request: &Request) -> Result<Reply, Problem> {
    assert_eq!(request.action, "raise-enquiry");
    if request.envelope.body["email"] == "nobody" {
        let detail = "Write one e-mail address.";
        return Err(Problem::new(422, "values-unacceptable", "See each field.").at("/email", "not-an-address", detail));
    }
    Reply::created(
        1,
        &json!({
            "reference": "ENQ-2026-000412", "answer_due": "2026-12-04", "next": "We pass it on.", "team": "incident",
            "who_has_it": "The incident lead, at once.", "come_back": "By the link in our mail.", "numbers_removed": 2,
        }),
    )
}

async fn sent(stack: &Stack, fields: &str) -> Response {
    stack
        .anywhere(Method::POST, "/enquiries/new")
        .header("Content-Type", "application/x-www-form-urlencoded")
        .body(fields.to_owned())
        .send()
        .await
        .unwrap()
}

#[tokio::test]
async fn the_form_asks_whether_something_has_gone_wrong_and_hands_on_yes_no_or_nothing() {
    let stack = Stack::start().await;
    let fake = stack.serve(Owner::Intake, intake).await;
    let form = stack.anywhere(Method::GET, "/enquiries/new").send().await.unwrap().text().await.unwrap();
    for part in [
        "Has something gone wrong with data you hold or were sent?",
        "action=\"/enquiries/new\"",
        "name=\"data_incident\" value=\"yes\"",
        "incident lead looks at once, whatever you write",
    ] {
        assert!(form.contains(part), "{part} in {form}");
    }
    assert!(fake.seen().is_empty() && !form.contains("<script"));
    let fields = "name=Ada&email=ada%40quill.example&topic=data-set&purpose=Which+years%3F";
    for (answer, said) in [("&data_incident=yes", json!(true)), ("&data_incident=no", json!(false)), ("", json!(null))]
    {
        let response = sent(&stack, &format!("{fields}{answer}")).await;
        assert_eq!(response.status(), 200);
        let text = response.text().await.unwrap();
        for part in ["ENQ-2026-000412", "The incident lead, at once.", "By the link in our mail.", "4 December 2026"] {
            assert!(text.contains(part), "{part} in {text}");
        }
        assert!(text.contains("not kept: 2"), "{text}");
        assert_eq!(fake.seen().last().unwrap().envelope.body["data_incident"], said);
    }
}

#[tokio::test]
async fn what_was_typed_is_kept_when_something_is_wrong_with_it() {
    let stack = Stack::start().await;
    stack.serve(Owner::Intake, intake).await;
    let evil = "%3Cscript%3Ealert(1)%3C%2Fscript%3E";
    let response = sent(&stack, &format!("name={evil}&email=nobody&topic=media&purpose=Why&data_incident=yes")).await;
    assert_eq!(response.status(), 422);
    let text = response.text().await.unwrap();
    assert!(text.contains("Write one e-mail address.") && text.contains(">Why</textarea>"), "{text}");
    assert!(text.contains("value=\"yes\" checked") && text.contains("value=\"media\" selected"), "{text}");
    assert!(!text.contains("<script>"), "{text}");
}

#[tokio::test]
async fn no_other_site_sends_the_form() {
    let stack = Stack::start().await;
    let fake = stack.serve(Owner::Intake, intake).await;
    let elsewhere = stack
        .anywhere(Method::POST, "/enquiries/new")
        .header("Content-Type", "application/x-www-form-urlencoded")
        .header("Sec-Fetch-Site", "cross-site")
        .body("name=Ada");
    assert_eq!(elsewhere.send().await.unwrap().status(), 403);
    assert!(fake.seen().is_empty());
}
