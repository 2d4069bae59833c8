//! What looks like persons in an application's texts and attachments.

use serde_json::{Value, json};

use crate::{
    desk::{Desk, TODAY, no, officer},
    samples::{NUMBER, people_in_csv, xlsx},
    setting::lead,
};

impl Desk {
    async fn submit(&self, nic: &str) -> Result<dars_bus::Reply, dars_bus::Problem> {
        self.at(&lead(), "submit-application", nic, json!({}), TODAY).await
    }

    async fn explain(&self, nic: &str, pointer: &str) -> Result<dars_bus::Reply, dars_bus::Problem> {
        let body = json!({"pointer": pointer, "reason": "invented-example", "note": "Made up to show the form."});
        self.of_files(&lead(), "explain-finding", nic, body).await
    }

    async fn stops(&self, nic: &str) -> Vec<(String, String)> {
        let reply = self.of_files(&lead(), "check-application", nic, Value::Null).await.unwrap();
        let found = reply.body["findings"].as_array().unwrap().clone();
        found
            .iter()
            .filter(|found| found["rule"] == "PERSONS")
            .map(|found| (found["code"].as_str().unwrap().to_owned(), found["pointer"].as_str().unwrap().to_owned()))
            .collect()
    }
}

fn outputs(text: &str) -> Value {
    json!({"expected": text})
}

#[tokio::test]
async fn an_nhs_number_in_a_section_stops_the_submission_until_it_is_explained() {
    let desk = Desk::for_applications().await;
    let nic = desk.complete().await;
    let saved = desk.save(&nic, "outputs", outputs(&format!("A paper.\nSuch as {NUMBER}.")), TODAY).await.unwrap();
    let [found] = saved.body["findings"].as_array().unwrap().as_slice() else { panic!("{}", saved.body) };
    assert_eq!((&found["code"], &found["pointer"]), (&json!("nhs-number-found"), &json!("/outputs/expected")));
    let message = found["message"].as_str().unwrap();
    assert!(message.contains("line 2, character 9") && !message.contains("943"), "{message}");
    let here = ("nhs-number-found".to_owned(), "/outputs/expected".to_owned());
    assert_eq!(desk.stops(&nic).await, [here]);
    let problem = desk.submit(&nic).await.unwrap_err();
    assert_eq!((problem.status, problem.code.as_str()), (422, "rules-not-met"));
    assert_eq!(problem.errors.iter().map(|error| error.code.as_str()).collect::<Vec<_>>(), ["nhs-number-found"]);
    assert!(!format!("{problem:?}").contains("943"));

    assert_eq!(no(desk.explain(&nic, "/title").await), (422, "nothing-to-explain".to_owned()));
    assert_eq!(no(desk.explain(&nic, "/nowhere").await), (422, "nothing-to-explain".to_owned()));
    desk.explain(&nic, "/outputs/expected").await.unwrap();
    assert_eq!(desk.stops(&nic).await, []);
    // Another number in the same place is another finding.
    desk.save(&nic, "outputs", outputs(&format!("Such as {NUMBER} or 4010232137.")), TODAY).await.unwrap();
    let problem = desk.submit(&nic).await.unwrap_err();
    assert!(problem.errors[0].detail.contains("line 1, character 25"), "{}", problem.errors[0].detail);
    desk.explain(&nic, "/outputs/expected").await.unwrap();
    desk.submit(&nic).await.unwrap();
    assert_eq!(no(desk.explain(&nic, "/outputs/expected").await), (409, "already-submitted".to_owned()));
    for fact in ["application_submitted", "application_opened"] {
        assert!(!desk.body(fact, &nic).await.to_string().contains("943"));
    }
}

#[tokio::test]
async fn all_that_stops_a_submission_is_said_at_once() {
    let desk = Desk::for_applications().await;
    let nic = desk.converted("accepted").await;
    desk.save(&nic, "outputs", outputs(NUMBER), TODAY).await.unwrap();
    let problem = desk.submit(&nic).await.unwrap_err();
    assert_eq!(problem.code, "rules-not-met");
    assert!(problem.errors.len() > 5 && problem.errors.iter().any(|error| error.code == "nhs-number-found"));
}

#[tokio::test]
async fn an_nhs_number_in_an_attachment_is_explained_with_the_file() {
    let desk = Desk::for_applications().await;
    let nic = desk.complete().await;
    let file = xlsx(&[vec!["Field".to_owned(), "Example".to_owned()], vec!["Number".to_owned(), NUMBER.to_owned()]]);
    let added = desk.attach(&nic, "dictionary.xlsx", &file).await.unwrap();
    assert_eq!((&added["nhs_numbers"], &added["nhs_numbers_at"]), (&json!(1), &json!(["part 1, line 2, place 2"])));
    let problem = desk.submit(&nic).await.unwrap_err();
    assert_eq!((problem.errors[0].pointer.as_str(), problem.errors.len()), ("/attachments/1", 1));
    desk.explain(&nic, "/attachments/1").await.unwrap();
    assert_eq!(no(desk.explain(&nic, "/attachments/2").await), (404, "attachment-unknown".to_owned()));
    desk.submit(&nic).await.unwrap();
}

#[tokio::test]
async fn a_removed_attachment_stops_nothing() {
    let desk = Desk::for_applications().await;
    let nic = desk.complete().await;
    desk.attach(&nic, "example.txt", NUMBER.as_bytes()).await.unwrap();
    desk.of_file(&lead(), "remove-attachment", &nic, "1", json!({})).await.unwrap();
    assert_eq!(no(desk.explain(&nic, "/attachments/1").await), (409, "attachment-removed".to_owned()));
    desk.submit(&nic).await.unwrap();
}

#[tokio::test]
async fn a_table_of_persons_in_a_section_is_not_saved() {
    let desk = Desk::for_applications().await;
    let nic = desk.complete().await;
    let people = String::from_utf8(people_in_csv()).unwrap();
    let etag = desk.etag(&nic).await;
    let refused = desk.save(&nic, "outputs", outputs(&people), TODAY).await.unwrap_err();
    assert_eq!((refused.status, refused.code.as_str()), (422, "table-of-persons"));
    assert_eq!(
        (refused.errors[0].pointer.as_str(), refused.errors[0].code.as_str()),
        ("/expected", "table-of-persons")
    );
    assert!(!format!("{refused:?}").contains("Wexcombe"));
    assert!(!desk.contains("Wexcombe").await);
    assert_eq!(desk.etag(&nic).await, etag);
    // One that stands there all the same, from before there was a check, stops the submission.
    sqlx::query(
        "update drafts set content = jsonb_set(content, '{outputs,expected}', to_jsonb($2::text)) where nic = $1",
    )
    .bind(&nic)
    .bind(&people)
    .execute(&desk.pool)
    .await
    .unwrap();
    let stopped = desk.submit(&nic).await.unwrap_err();
    assert_eq!(stopped.errors[0].code, "table-of-persons");
    assert_eq!(no(desk.explain(&nic, "/outputs/expected").await), (422, "nothing-to-explain".to_owned()));
}

#[tokio::test]
async fn an_explanation_is_forgotten_with_its_words_and_numbers() {
    let desk = Desk::for_applications().await;
    let nic = desk.complete().await;
    desk.save(&nic, "outputs", outputs("9434765919"), TODAY).await.unwrap();
    desk.explain(&nic, "/outputs/expected").await.unwrap();
    desk.save(&nic, "outputs", outputs("A paper."), TODAY).await.unwrap();
    assert!(desk.contains("9434765919").await && desk.contains("Made up to show").await);
    desk.redact("attachments", &nic, "text_explained").await;
    assert!(!desk.contains("9434765919").await && !desk.contains("Made up to show").await);
    desk.submit(&nic).await.unwrap();
}

#[tokio::test]
async fn an_outline_tells_of_no_persons_and_nothing_of_it_is_kept() {
    let desk = Desk::for_applications().await;
    let nic = desk.converted("open").await;
    let people = String::from_utf8(people_in_csv()).unwrap();
    let etag = desk.etag(&nic).await;
    for (text, code) in [(NUMBER, "nhs-number-found"), (people.as_str(), "table-of-persons")] {
        let notes = json!({"outline": {"outputs": outputs(text)}});
        let refused = desk.at(&officer(), "note-preliminary", &nic, notes.clone(), TODAY).await.unwrap_err();
        assert_eq!((refused.status, refused.code.as_str()), (422, "values-unacceptable"));
        let found = (refused.errors[0].pointer.as_str(), refused.errors[0].code.as_str());
        assert_eq!(found, ("/outline/outputs/expected", code));
        assert!(!format!("{refused:?}").contains("943") && !format!("{refused:?}").contains("Wexcombe"));
        // Whoever may not note it hears that first.
        assert_eq!(no(desk.at(&lead(), "note-preliminary", &nic, notes, TODAY).await).0, 403);
    }
    assert!(!desk.contains("Wexcombe").await && !desk.contains(NUMBER).await);
    assert_eq!(desk.etag(&nic).await, etag);
}
