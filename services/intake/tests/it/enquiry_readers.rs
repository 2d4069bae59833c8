//! Who reads what of enquiries, over the service's requests.

use dars_testkit::service::person;
use dars_vocabulary::{Actor, StaffRole, code::Team};
use serde_json::{Value, json};

use crate::desk::{Desk, TODAY, enquirer, no, officer, triage};

fn expert_of(team: Team) -> Actor {
    person("an-expert", &[StaffRole::answers_for(team)])
}

impl Desk {
    async fn listed_for(&self, actor: &Actor) -> Vec<String> {
        let answer = self.ask(actor, "list-enquiries", &[], Value::Null, None, TODAY).await.unwrap().body;
        let items = answer["items"].as_array().unwrap();
        items.iter().map(|row| row["reference"].as_str().unwrap().to_owned()).collect()
    }

    async fn read_by(&self, actor: &Actor, enquiry: &str) -> Result<Value, (u16, String)> {
        let read = self.ask(actor, "get-enquiry", &[("reference", enquiry)], Value::Null, None, TODAY).await;
        read.map(|reply| reply.body).map_err(|problem| (problem.status, problem.code))
    }
}

#[tokio::test]
async fn an_expert_lists_reads_and_is_given_what_their_team_has_alone() {
    let desk = Desk::open().await;
    let enquiry = desk.raised(&enquirer(), "Stroke records for a study.").await;
    let (own, other) = (expert_of(Team::Agreements), expert_of(Team::DigiTrials));
    assert!(desk.listed_for(&own).await.is_empty());
    desk.of(&triage(), "route-enquiry", &enquiry, json!({"team": "agreements", "reason": "They know."})).await.unwrap();
    assert_eq!(desk.listed_for(&own).await, std::slice::from_ref(&enquiry));
    assert_eq!(desk.tasks(&own, TODAY).await, [("answer-enquiry".to_owned(), enquiry.clone())]);
    assert_eq!(desk.read_by(&own, &enquiry).await.unwrap()["purpose_text"], "Stroke records for a study.");
    assert!(desk.listed_for(&other).await.is_empty() && desk.tasks(&other, TODAY).await.is_empty());
    assert_eq!(desk.read_by(&other, &enquiry).await, Err((404, "enquiry-unknown".to_owned())));
    let answer = json!({"text": "All of them."});
    let refused = no(desk.of(&other, "answer-enquiry", &enquiry, answer.clone()).await);
    assert_eq!(refused, (404, "enquiry-unknown".to_owned()));
    desk.of(&own, "answer-enquiry", &enquiry, answer).await.unwrap();
    assert_eq!(desk.read_by(&own, &enquiry).await.unwrap()["state"], "ANSWERED");
}

#[tokio::test]
async fn the_officer_of_a_quoted_case_learns_of_an_incident_that_there_is_one_and_not_what() {
    let desk = Desk::for_applications().await;
    let nic = desk.converted("accepted").await;
    let words = format!("We lost a USB stick with patient data on it. {nic}");
    let enquiry = desk.raised(&enquirer(), &words).await;
    assert_eq!(desk.read_by(&officer(), &enquiry).await, Err((404, "enquiry-unknown".to_owned())));
    sqlx::query("insert into case_officers (nic, officer, since) values ($1, $2, now())")
        .bind(&nic)
        .bind(officer().id.0)
        .execute(&desk.pool)
        .await
        .unwrap();
    let noted = json!({"reference": enquiry, "state": "WITH_EXPERT", "team": "incident", "nics": [nic]});
    assert_eq!(desk.read_by(&officer(), &enquiry).await, Ok(noted));
    let other = person("case-officer-2", &[StaffRole::CaseOfficer]);
    assert_eq!(desk.read_by(&other, &enquiry).await, Err((404, "enquiry-unknown".to_owned())));
    for role in [StaffRole::IncidentLead, StaffRole::TriageOfficer] {
        assert_eq!(desk.read_by(&person("someone", &[role]), &enquiry).await.unwrap()["purpose_text"], words);
    }
}

#[tokio::test]
async fn a_yes_is_with_the_incident_lead_at_once_and_the_answer_says_so() {
    let desk = Desk::open().await;
    let mut body = json!({"name": "Ada", "email": "ada@quill.example", "topic": "data-set",
                          "purpose_text": "Which years are there?", "data_incident": true});
    let raised = |body: Value| {
        let desk = &desk;
        async move { desk.ask(&enquirer(), "raise-enquiry", &[], body, None, TODAY).await.unwrap().body }
    };
    let told = raised(body.clone()).await;
    assert_eq!(told["team"], "incident");
    assert!(told["who_has_it"].as_str().unwrap().contains("incident lead"), "{told}");
    assert!(told["come_back"].as_str().unwrap().contains("link"), "{told}");
    let enquiry = told["reference"].as_str().unwrap();
    let lead = person("ina", &[StaffRole::IncidentLead]);
    let shown = desk.read_by(&lead, enquiry).await.unwrap();
    assert_eq!((&shown["team"], &shown["data_incident"]), (&json!("incident"), &json!(true)));
    assert_eq!(shown["for_staff"]["suggestion"]["reasons"][0]["because"], "said");
    body["data_incident"] = json!(false);
    assert_eq!(raised(body.clone()).await["team"], "data-applications");
    body["data_incident"] = json!("perhaps");
    let wrong = desk.ask(&enquirer(), "raise-enquiry", &[], body, None, TODAY).await.unwrap_err();
    assert_eq!(wrong.errors[0].pointer, "/data_incident");
}
