use dars_bus::{Problem, Reply, Request};
use dars_messages::Owner;
use reqwest::Method;
use serde_json::json;

use super::stack::Stack;

const EVIL: &str = "<script>alert(1)</script>\"'&";

fn intake(request: &Request) -> Result<Reply, Problem> {
    match request.action.as_str() {
        "local-overview" => Reply::ok(&json!({
            "applications": [{
                "nic": "DARS-NIC-900101-K4T7Q", "state": EVIL, "pen_holder": "Applicant",
                "timeline": [{"at": "2026-11-22T09:00:00Z", "service": "intake", "what": "application_submitted"}],
            }],
            "enquiries": [{"reference": "ENQ-2026-000412", "topic": "other", "state": "ROUTED", "team": EVIL}],
        })),
        _ => Reply::ok(&json!({"waiting": 3, "dead_letters": 1})),
    }
}

fn notification(request: &Request) -> Result<Reply, Problem> {
    if request.action != "local-mail" {
        return Reply::ok(&json!({}));
    }
    match request.envelope.params.get("id") {
        Some(id) => Reply::ok(&json!({"id": id, "subject": EVIL, "to": "a@b.example", "text": EVIL, "html": EVIL})),
        None => Reply::ok(&json!({"items": [{"id": "m&1", "subject": EVIL, "to": "a@b.example"}]})),
    }
}

#[tokio::test]
async fn the_page_shows_requests_mails_and_what_waits_and_escapes_everything() {
    let stack = Stack::start().await;
    stack.serve(Owner::Intake, intake).await;
    stack.serve(Owner::Notification, notification).await;
    stack
        .serve(Owner::Register, |_| Reply::ok(&json!({"items": [{"nic": "DARS-NIC-900101-K4T7Q", "title": EVIL}]})))
        .await;
    for path in ["/", "/?mail=m%261"] {
        let response = stack.anywhere(Method::GET, path).send().await.unwrap();
        assert_eq!(response.status(), 200);
        assert_eq!(response.headers()["content-type"], "text/html; charset=utf-8");
        let policy = response.headers()["content-security-policy"].to_str().unwrap();
        assert!(policy.contains("default-src 'self'") && policy.contains("script-src 'none'"), "{policy}");
        let page = response.text().await.unwrap();
        assert!(page.contains("<html lang=\"en-GB\">"));
        assert!(page.contains("not endorsed by the NHS"));
        assert!(page.contains("/api/v1/openapi.json"));
        assert!(page.contains("application submitted"), "{page}");
        assert!(page.contains("No answer at present from: review, contracts."), "{page}");
        assert!(!page.contains("<script"), "{page}");
        assert!(page.contains("/?mail=m%261"), "{page}");
        assert_eq!(page.contains("<iframe sandbox"), path != "/");
    }
}

#[tokio::test]
async fn the_page_answers_when_nothing_else_does() {
    let stack = Stack::start().await;
    let response = stack.anywhere(Method::GET, "/").send().await.unwrap();
    assert_eq!(response.status(), 200);
    let page = response.text().await.unwrap();
    assert!(page.contains("No answer at present from: intake, review, contracts, notification, register."), "{page}");
}
