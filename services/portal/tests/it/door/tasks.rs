//! `GET /tasks`: the services' answers in one list.

use dars_bus::{Problem, Reply};
use dars_messages::Owner;
use serde_json::{Value, json};

use super::stack::{Stack, problem, token};

fn task(what: &str, due: Option<&str>) -> Value {
    json!({"what": what, "title": "Something", "reference": "DARS-NIC-900101-K4T7Q", "due": due, "path": "/x"})
}

async fn answers(stack: &Stack, owner: Owner, items: Vec<Value>, more: bool) {
    stack
        .serve(owner, move |request| {
            assert_eq!(request.action, "tasks");
            assert_eq!(request.envelope.path, "GET /tasks");
            Reply::ok(&json!({"items": items, "more": more}))
        })
        .await;
}

#[tokio::test]
async fn what_waits_everywhere_is_one_list_by_due_date() {
    let stack = Stack::start().await;
    answers(&stack, Owner::Intake, vec![task("b", Some("2026-12-02")), task("z", None)], false).await;
    answers(&stack, Owner::Review, vec![task("a", Some("2026-12-01")), task("y", Some("2026-12-02"))], false).await;
    answers(&stack, Owner::Contracts, vec![], true).await;
    answers(&stack, Owner::Register, vec![task("d", Some("2026-12-03"))], false).await;
    let response = stack.get("/tasks").bearer_auth(token("case-officer")).send().await.unwrap();
    assert_eq!(response.status(), 200);
    let list: Value = response.json().await.unwrap();
    let order: Vec<_> = list["items"].as_array().unwrap().iter().map(|task| task["what"].as_str().unwrap()).collect();
    assert_eq!(order, ["a", "b", "y", "d", "z"], "those without a date last");
    assert_eq!((&list["more"], &list["incomplete"]), (&json!(true), &json!([])));
}

#[tokio::test]
async fn a_service_that_does_not_answer_is_named_and_hides_no_other() {
    let stack = Stack::with(|settings| settings.rpc.timeout_ms = 100).await;
    answers(&stack, Owner::Intake, vec![task("a", None)], false).await;
    stack.serve(Owner::Contracts, |_| Reply::ok(&json!({"items": "many"}))).await;
    stack.serve(Owner::Register, |_| Err(Problem::new(500, "failed", "No."))).await;
    let response = stack.get("/tasks").bearer_auth(token("case-officer")).send().await.unwrap();
    let list: Value = response.json().await.unwrap();
    assert_eq!(list["items"].as_array().unwrap().len(), 1);
    assert_eq!(list["incomplete"], json!(["review", "contracts", "register"]));
}

#[tokio::test]
async fn nobody_answering_is_503_and_nobody_signed_in_is_401() {
    let stack = Stack::with(|settings| settings.rpc.timeout_ms = 100).await;
    assert_eq!(problem(stack.get("/tasks").bearer_auth(token("expert"))).await, (503, "away".to_owned()));
    assert_eq!(problem(stack.get("/tasks")).await, (401, "sign-in-needed".to_owned()));
    for owner in [Owner::Intake, Owner::Review, Owner::Contracts, Owner::Register] {
        stack.serve(owner, |_| Err(Problem::new(403, "person-needed", "Only a person."))).await;
    }
    assert_eq!(problem(stack.get("/tasks").bearer_auth(token("expert"))).await, (403, "person-needed".to_owned()));
}
