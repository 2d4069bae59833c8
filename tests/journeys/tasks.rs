//! What waits for whom on the fixtures' anchor day.

use dars_stack::{api::text, demo};
use serde_json::Value;

use crate::setting::Setting;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whatever_waits_for_somebody_is_listed_by_due_date_until_it_is_done() {
    let setting = Setting::start("tasks", "info", Vec::new()).await;
    assert!(demo::load(&setting.stack, &setting.fixtures).await.unwrap(), "the fixtures do not stand as told");
    for persona in &setting.fixtures.personas {
        let list = setting.api.get("/tasks").by(&persona.key).send().await.unwrap();
        println!(
            "TASKS {} {} incomplete {} more {}",
            persona.key, list.status, list.body["incomplete"], list.body["more"]
        );
        for task in list.items("/items") {
            println!(
                "   {} {} {} {} {}",
                text(task, "/due"),
                text(task, "/reference"),
                text(task, "/what"),
                text(task, "/path"),
                text(task, "/title")
            );
            let read = setting.api.get(&text(task, "/path")).by(&persona.key).send().await.unwrap();
            if read.status != 200 {
                println!("      READ {}", read.status);
            }
        }
    }
    let _: Value = Value::Null;
    panic!("look");
}
