//! `GET /performance`: what two services say of what each of them owns.

use dars_bus::{Problem, Reply};
use dars_messages::Owner;
use serde_json::{Value, json};

use super::stack::{Stack, problem};

#[tokio::test]
async fn cases_and_enquiries_are_told_together_to_everyone() {
    let stack = Stack::start().await;
    for (owner, body) in
        [(Owner::Review, json!({"ended": {"APPROVED": 7}})), (Owner::Intake, json!({"ended": {"ANSWERED": 9}}))]
    {
        stack
            .serve(owner, move |request| {
                assert_eq!(
                    (request.action.as_str(), request.envelope.path.as_str()),
                    ("performance", "GET /performance")
                );
                Reply::ok(&body)
            })
            .await;
    }
    let told: Value = stack.get("/performance").send().await.unwrap().json().await.unwrap();
    assert_eq!(told, json!({"ended": {"APPROVED": 7}, "enquiries": {"ended": {"ANSWERED": 9}}, "incomplete": []}));
}

#[tokio::test]
async fn enquiries_that_are_not_told_hide_no_cases() {
    let stack = Stack::with(|settings| settings.rpc.timeout_ms = 100).await;
    stack.serve(Owner::Review, |_| Reply::ok(&json!({"ended": {}}))).await;
    let told: Value = stack.get("/performance").send().await.unwrap().json().await.unwrap();
    assert_eq!((&told["enquiries"], &told["incomplete"]), (&Value::Null, &json!(["intake"])));
    stack.serve(Owner::Intake, |_| Err(Problem::new(500, "failed", "No."))).await;
    let told: Value = stack.get("/performance").send().await.unwrap().json().await.unwrap();
    assert_eq!(told["incomplete"], json!(["intake"]));
}

#[tokio::test]
async fn without_the_cases_there_is_no_answer() {
    let stack = Stack::with(|settings| settings.rpc.timeout_ms = 100).await;
    stack.serve(Owner::Intake, |_| Reply::ok(&json!({}))).await;
    assert_eq!(problem(stack.get("/performance")).await.0, 503);
}
