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

/// Every place where an enquiry can be for the list, by what is wrong with it.
async fn one_of_each(desk: &Desk) -> Vec<String> {
    let raised = async |words: &str| desk.raised(&enquirer(), words).await;
    let to = async |team: &str, enquiry: &str| {
        let body = json!({"team": team, "reason": "They know."});
        desk.of(&triage(), "route-enquiry", enquiry, body).await.unwrap();
    };
    let merge = async |enquiry: &str, into: &str| {
        desk.of(&triage(), "merge-enquiry", enquiry, json!({"into": into})).await.unwrap();
    };
    let (new, open, answered) = (raised("A study.").await, raised("A study.").await, raised("A study.").await);
    to("agreements", &open).await;
    to("agreements", &answered).await;
    desk.of(&expert_of(Team::Agreements), "answer-enquiry", &answered, json!({"text": "Yes."})).await.unwrap();
    let (incident, over) = (raised("A study.").await, raised("A study.").await);
    let lead = person("ina", &[StaffRole::IncidentLead]);
    to("incident", &incident).await;
    to("incident", &over).await;
    desk.of(&lead, "answer-enquiry", &over, json!({"text": "Thank you."})).await.unwrap();
    let (merged, in_incident) = (raised("A study.").await, raised("A study.").await);
    merge(&merged, &open).await;
    merge(&in_incident, &incident).await;
    vec![new, open, answered, incident, over, merged, in_incident]
}

#[tokio::test]
async fn an_enquiry_is_listed_for_those_of_the_staff_who_may_read_it_and_for_no_others() {
    let desk = Desk::open().await;
    let all = one_of_each(&desk).await;
    let roles = StaffRole::EXPERTS.into_iter().chain([
        StaffRole::TriageOfficer,
        StaffRole::CaseOfficer,
        StaffRole::IncidentLead,
        StaffRole::Approver,
        StaffRole::Auditor,
    ]);
    for role in roles {
        let actor = person("someone-of-the-staff", &[role]);
        let mut listed = desk.listed_for(&actor).await;
        for state in ["ANSWERED", "DUPLICATE"] {
            let params = [("state", state)];
            let answer = desk.ask(&actor, "list-enquiries", &params, Value::Null, None, TODAY).await.unwrap().body;
            let items = answer["items"].as_array().unwrap();
            listed.extend(items.iter().map(|row| row["reference"].as_str().unwrap().to_owned()));
        }
        for enquiry in &all {
            let reads = desk.read_by(&actor, enquiry).await;
            assert_eq!(listed.contains(enquiry), reads.is_ok(), "{role:?}, {enquiry} of {all:?}: {reads:?}");
        }
    }
    let operator = person("an-operator", &[StaffRole::Operator]);
    let [new, open, _, incident, _, _, _] = all.as_slice() else { unreachable!("seven were raised") };
    let listed = desk.listed_for(&operator).await;
    assert!(listed.contains(new) && listed.contains(open) && !listed.contains(incident), "{listed:?}");
}

#[tokio::test]
async fn what_was_the_same_as_an_incident_stays_one_however_it_ends_until_a_team_is_given_it() {
    let desk = Desk::open().await;
    let incident = desk.raised(&enquirer(), "A study.").await;
    desk.of(&triage(), "route-enquiry", &incident, json!({"team": "incident", "reason": "A breach."})).await.unwrap();
    let (lead, auditor) = (person("ina", &[StaffRole::IncidentLead]), person("aud", &[StaffRole::Auditor]));
    let unknown = Err((404, "enquiry-unknown".to_owned()));
    for (action, body) in [
        ("answer-enquiry", json!({"text": "Thank you."})),
        ("close-enquiry", json!({"reason": "settled"})),
        ("signpost-enquiry", json!({"to": ["published-statistics"], "text": null})),
        ("mark-duplicate", json!({"of": incident})),
    ] {
        let enquiry = desk.raised(&enquirer(), "What my colleague wrote of.").await;
        if action == "mark-duplicate" {
            desk.of(&triage(), action, &enquiry, body).await.unwrap();
        } else {
            desk.of(&triage(), "merge-enquiry", &enquiry, json!({"into": incident})).await.unwrap();
            desk.of(&lead, action, &enquiry, body).await.unwrap();
        }
        for reader in [&officer(), &auditor] {
            assert_eq!(desk.read_by(reader, &enquiry).await, unknown, "{action}");
        }
        // Nor when it is opened again, nor what is found to be the same as it then.
        desk.of(&triage(), "reopen-enquiry", &enquiry, json!({"reason": "It goes on."})).await.unwrap();
        assert_eq!(desk.read_by(&auditor, &enquiry).await, unknown, "{action}");
        assert!(desk.read_by(&lead, &enquiry).await.is_ok(), "{action}");
        let third = desk.raised(&enquirer(), "And mine.").await;
        desk.of(&triage(), "merge-enquiry", &third, json!({"into": enquiry})).await.unwrap();
        assert_eq!(desk.read_by(&auditor, &third).await, unknown, "{action}");
        let route = json!({"team": "agreements", "reason": "It is another matter."});
        desk.of(&triage(), "route-enquiry", &enquiry, route).await.unwrap();
        for reader in [&auditor, &expert_of(Team::Agreements)] {
            assert!(desk.read_by(reader, &enquiry).await.is_ok(), "{action}");
        }
    }
}

#[tokio::test]
async fn an_expert_reads_what_was_merged_into_theirs_also_once_they_answered_it() {
    let desk = Desk::open().await;
    let (first, second) = (desk.raised(&enquirer(), "A study.").await, desk.raised(&enquirer(), "A study.").await);
    desk.of(&triage(), "merge-enquiry", &second, json!({"into": first})).await.unwrap();
    desk.of(&triage(), "route-enquiry", &first, json!({"team": "agreements", "reason": "Theirs."})).await.unwrap();
    let expert = expert_of(Team::Agreements);
    desk.of(&expert, "answer-enquiry", &second, json!({"text": "All of them."})).await.unwrap();
    assert_eq!(desk.read_by(&expert, &second).await.unwrap()["state"], "ANSWERED");
    assert!(desk.read_by(&expert_of(Team::DigiTrials), &second).await.is_err());
}

#[tokio::test]
async fn what_went_on_in_an_enquiry_that_became_an_incident_is_listed_as_one() {
    let desk = Desk::open().await;
    let (first, second) = (desk.raised(&enquirer(), "A study.").await, desk.raised(&enquirer(), "A study.").await);
    desk.of(&triage(), "merge-enquiry", &second, json!({"into": first})).await.unwrap();
    let duplicates = async || {
        let params = [("state", "DUPLICATE")];
        let answer = desk.ask(&officer(), "list-enquiries", &params, Value::Null, None, TODAY).await.unwrap().body;
        answer["items"].as_array().unwrap().len()
    };
    assert_eq!(duplicates().await, 1);
    desk.of(&triage(), "route-enquiry", &first, json!({"team": "incident", "reason": "A breach."})).await.unwrap();
    assert_eq!(duplicates().await, 0);
}
