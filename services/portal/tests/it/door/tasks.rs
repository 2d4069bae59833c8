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

#[tokio::test]
async fn the_list_goes_on_where_it_ended_and_every_service_is_asked_from_there() {
    let stack = Stack::start().await;
    let at = |day: &str, what: &str| task(what, Some(day));
    let all = [
        (Owner::Intake, vec![at("2026-12-01", "a"), at("2026-12-04", "d"), task("f", None)]),
        (Owner::Review, vec![at("2026-12-02", "b"), at("2026-12-03", "c")]),
        (Owner::Contracts, vec![at("2026-12-04", "e")]),
        (Owner::Register, vec![]),
    ];
    for (owner, items) in all {
        let tasks: Vec<dars_messages::requests::tasks::Task> = serde_json::from_value(json!(items)).unwrap();
        stack
            .serve(owner, move |request| {
                let behind = dars_messages::requests::tasks::Place::read(request.cursor());
                assert_eq!(behind.is_none(), request.cursor().is_empty());
                Reply::ok(&dars_messages::requests::tasks::Tasks::behind(behind.as_ref(), tasks.clone()))
            })
            .await;
    }
    let (mut seen, mut cursor) = (Vec::new(), String::new());
    loop {
        let path =
            if cursor.is_empty() { "/tasks?limit=2".to_owned() } else { format!("/tasks?limit=2&cursor={cursor}") };
        let list: Value =
            stack.get(&path).bearer_auth(token("case-officer")).send().await.unwrap().json().await.unwrap();
        let page: Vec<String> =
            list["items"].as_array().unwrap().iter().map(|task| task["what"].as_str().unwrap().to_owned()).collect();
        assert_eq!(list["more"], !list["next"].is_null());
        seen.push(page);
        let Some(next) = list["next"].as_str() else { break };
        cursor = next.replace('/', "%2F").replace(' ', "%20");
    }
    assert_eq!(seen, [["a", "b"], ["c", "d"], ["e", "f"]]);
}

#[tokio::test]
async fn what_one_service_could_not_tell_leaves_no_hole_in_the_list() {
    let stack = Stack::start().await;
    // Intake told its first 200 and has more; what others have for later days may come after those.
    answers(&stack, Owner::Intake, (0..200).map(|n| task(&format!("{n:03}"), Some("2026-12-01"))).collect(), true)
        .await;
    answers(&stack, Owner::Review, vec![task("later", Some("2026-12-31"))], false).await;
    answers(&stack, Owner::Contracts, vec![], false).await;
    answers(&stack, Owner::Register, vec![], false).await;
    let list: Value =
        stack.get("/tasks").bearer_auth(token("case-officer")).send().await.unwrap().json().await.unwrap();
    assert_eq!(list["items"].as_array().unwrap().len(), 200);
    assert!(!list.to_string().contains("later") && list["more"] == true && list["next"].is_string());
}
