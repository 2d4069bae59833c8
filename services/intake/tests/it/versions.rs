//! One version of an application, as it was handed in or as it is being written.

use dars_bus::{Problem, Reply};
use dars_testkit::service::person;
use dars_vocabulary::{Actor, StaffRole};
use serde_json::{Value, json};

use crate::{
    application_desk::collaborator,
    desk::{Desk, TODAY, no, officer, stranger},
    samples::{pdf, png},
    setting::lead,
};

impl Desk {
    async fn version(&self, actor: &Actor, nic: &str, version: Option<&str>) -> Result<Reply, Problem> {
        let params: Vec<(&str, &str)> =
            [("nic", nic)].into_iter().chain(version.map(|version| ("version", version))).collect();
        self.ask(actor, "get-version", &params, Value::Null, None, TODAY).await
    }
}

fn attached(version: &Value) -> Vec<&str> {
    version["attachments"].as_array().unwrap().iter().map(|one| one["id"].as_str().unwrap()).collect()
}

#[tokio::test]
async fn a_version_that_was_handed_in_stays_as_it_was_and_goes_with_its_attachments() {
    let desk = Desk::for_applications().await;
    let nic = desk.complete().await;
    desk.shared(&nic).await;
    desk.attach(&nic, "letter.pdf", &pdf()).await.unwrap();
    let draft = desk.version(&lead(), &nic, None).await.unwrap().body;
    assert_eq!(
        (&draft["version"], &draft["handed_in"], &draft["sha256"]),
        (&json!("v0.1"), &json!(false), &Value::Null)
    );
    assert_eq!(attached(&draft), ["1"]);
    desk.at(&lead(), "submit-application", &nic, json!({}), TODAY).await.unwrap();
    let first = desk.version(&lead(), &nic, Some("v0.1")).await.unwrap().body;
    assert_eq!((&first["handed_in"], &first["content"]), (&json!(true), &draft["content"]));
    assert_eq!(first["organisation_name"].as_str().map(str::is_empty), Some(false));
    // The same for everyone who may read it, and without asking for it by name.
    for actor in [officer(), collaborator(), person("approver", &[StaffRole::Approver])] {
        assert_eq!(desk.version(&actor, &nic, Some("v0.1")).await.unwrap().body, first);
        assert_eq!(desk.version(&actor, &nic, None).await.unwrap().body, first);
    }
    desk.returned(&nic).await;
    desk.of_file(&lead(), "remove-attachment", &nic, "1", json!({})).await.unwrap();
    desk.attach(&nic, "letter 2.png", &png()).await.unwrap();
    desk.save(&nic, "outputs", json!({"expected": "Another paper."}), TODAY).await.unwrap();
    assert_eq!(desk.version(&lead(), &nic, Some("v0.1")).await.unwrap().body, first, "it never changes");
    let second = desk.version(&lead(), &nic, Some("v0.2")).await.unwrap().body;
    assert_eq!((attached(&second), &second["handed_in"]), (vec!["2"], &json!(false)));
    assert_eq!(second["content"]["outputs"]["expected"], "Another paper.");
    assert_eq!(desk.version(&lead(), &nic, None).await.unwrap().body, second);
    desk.at(&lead(), "submit-application", &nic, json!({}), TODAY).await.unwrap();
    assert_eq!(attached(&desk.version(&officer(), &nic, None).await.unwrap().body), ["2"]);
    assert_eq!(attached(&desk.version(&officer(), &nic, Some("v0.1")).await.unwrap().body), ["1"]);
}

#[tokio::test]
async fn a_foreign_version_and_one_that_never_was_are_not_there() {
    let desk = Desk::for_applications().await;
    let nic = desk.complete().await;
    let operator = person("operator", &[StaffRole::Operator]);
    let mut answers = Vec::new();
    for actor in [stranger(), Actor::public(), operator] {
        answers.push(desk.version(&actor, &nic, Some("v0.1")).await);
        answers.push(desk.version(&actor, &nic, None).await);
        answers.push(desk.version(&actor, &nic, Some("v9.9")).await);
    }
    answers.push(desk.version(&officer(), "DARS-NIC-900999-A1B2C", None).await);
    let answers: std::collections::BTreeSet<_> = answers
        .into_iter()
        .map(|answer| {
            let problem = answer.unwrap_err();
            (problem.status, problem.code, problem.detail)
        })
        .collect();
    assert_eq!(answers.len(), 1, "{answers:?}");
    assert_eq!(answers.into_iter().next().unwrap().1, "application-unknown");
    for wrong in ["v0.2", "v9.9", "0.1", "", "v0.1; drop", "../v0.1"] {
        let answer = desk.version(&lead(), &nic, Some(wrong)).await;
        assert_eq!(no(answer), (404, "version-unknown".to_owned()), "{wrong:?}");
    }
}

#[tokio::test]
async fn a_version_of_which_something_was_redacted_says_so_and_keeps_its_place() {
    let desk = Desk::for_applications().await;
    let nic = desk.complete().await;
    desk.attach(&nic, "letter.pdf", &pdf()).await.unwrap();
    desk.at(&lead(), "submit-application", &nic, json!({}), TODAY).await.unwrap();
    desk.redact("application", &nic, "application_submitted").await;
    desk.redact("attachments", &nic, "attachment_added").await;
    let left = desk.version(&officer(), &nic, Some("v0.1")).await.unwrap().body;
    assert_eq!((&left["redacted"], &left["content"]), (&json!(true), &Value::Null));
    let [paper] = left["attachments"].as_array().unwrap().as_slice() else { panic!("{left}") };
    assert_eq!((&paper["redacted"], &paper["name"], &paper["sha256"]), (&json!(true), &Value::Null, &Value::Null));
}
