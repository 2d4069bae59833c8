use dars_bus::{Problem, Reply};
use dars_messages::Owner;
use serde_json::{Value, json};

use super::stack::{Stack, problem, token};

#[tokio::test]
async fn every_service_is_asked_and_one_that_is_away_hides_no_other() {
    let stack = Stack::start().await;
    for owner in Owner::SERVICES.into_iter().filter(|owner| *owner != Owner::Review) {
        stack
            .serve(owner, move |request| {
                assert_eq!(request.action, "operations-dead-letters");
                Reply::ok(&json!({"service": owner, "dead_letters": [{"id": 7, "code": "unreadable"}]}))
            })
            .await;
    }
    let response = stack.get("/operations/dead-letters").bearer_auth(token("operator")).send().await.unwrap();
    assert_eq!(response.status(), 200);
    let body: Value = response.json().await.unwrap();
    let services = body["services"].as_array().unwrap();
    let named: Vec<&str> = services.iter().map(|one| one["service"].as_str().unwrap()).collect();
    assert_eq!(named, ["intake", "review", "contracts", "notification", "register"]);
    assert_eq!(services[0]["dead_letters"][0]["id"], "intake-7");
    assert_eq!(services[1]["problem"]["code"], "away");
}

#[tokio::test]
async fn whoever_is_no_operator_is_refused_by_the_services() {
    let stack = Stack::start().await;
    for owner in Owner::SERVICES {
        stack.serve(owner, |_| Err(Problem::new(403, "operator-needed", "Only an operator may see this."))).await;
    }
    let asked = stack.get("/operations/outbox").bearer_auth(token("approver"));
    assert_eq!(problem(asked).await, (403, "operator-needed".to_owned()));
}

#[tokio::test]
async fn a_dead_letter_is_decided_by_the_service_that_holds_it() {
    let stack = Stack::start().await;
    let register = stack.serve(Owner::Register, |_| Reply::ok(&json!({"id": 12, "discarded": true}))).await;
    let discard = stack.post("/operations/dead-letters/register-12/discard", &json!({"reason": "A test's own."}));
    let response = discard.send().await.unwrap();
    assert_eq!(response.status(), 200);
    assert_eq!(response.json::<Value>().await.unwrap(), json!({"id": "register-12", "discarded": true}));
    let seen = register.seen();
    assert_eq!(seen[0].action, "operations-discard");
    assert_eq!(seen[0].envelope.params["id"], "12");
    assert_eq!(seen[0].envelope.path, "POST /operations/dead-letters/register-12/discard");
}
