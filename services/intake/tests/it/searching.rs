//! What intake owns is found by those who may know of it.

use dars_testkit::service::person;
use dars_vocabulary::{Actor, ActorKind, StaffRole, code::Team};
use serde_json::{Value, json};

use crate::desk::{Desk, TODAY, enquirer, no, officer, stranger, triage};
use crate::setting::{Setting, lead};

async fn found(desk: &Desk, actor: &Actor, text: &str) -> Vec<(String, String)> {
    let reply = desk.ask(actor, "search", &[], json!({"text": text}), None, TODAY).await.unwrap();
    let word = |hit: &Value, field: &str| hit[field].as_str().unwrap_or_default().to_owned();
    reply.body["items"].as_array().unwrap().iter().map(|hit| (word(hit, "what"), word(hit, "reference"))).collect()
}

#[tokio::test]
async fn staff_find_enquiries_organisations_and_people_and_others_find_organisations() {
    let desk = Desk::open().await;
    let enquiry = desk.raise().await;
    desk.fixture(
        "fixture-membership",
        json!({"organisation": "NORTHMERE", "subject": "signatory", "name": "Samira Okafor", "email": "s@northmere.example",
            "roles": ["signatory"], "from": "2026-01-01"}),
    )
    .await;
    let spoken = enquiry.to_lowercase().replace('-', " ");
    for text in [enquiry.as_str(), spoken.as_str()] {
        assert_eq!(found(&desk, &triage(), text).await, [("enquiry".to_owned(), enquiry.clone())]);
        assert!(found(&desk, &stranger(), text).await.is_empty());
    }
    let who = found(&desk, &officer(), "okafor").await;
    assert_eq!((who.len(), who[0].0.as_str()), (1, "person"));
    // A name is found by staff who read content alone.
    for actor in [stranger(), person("opal", &[StaffRole::Operator])] {
        assert!(found(&desk, &actor, "okafor").await.is_empty());
    }
    let northmere = [("organisation".to_owned(), "NORTHMERE".to_owned())];
    for actor in [officer(), stranger()] {
        assert_eq!(found(&desk, &actor, "northmere").await, northmere);
    }
    // A name that was redacted is found no more.
    desk.redact("organisation", "NORTHMERE", "membership_granted").await;
    assert!(found(&desk, &officer(), "okafor").await.is_empty());
    assert!(!desk.contains("Okafor").await);
}

#[tokio::test]
async fn an_enquiry_is_found_by_those_of_the_staff_alone_who_may_read_it() {
    let desk = Desk::open().await;
    let expert_of = |team| person("an-expert", &[StaffRole::answers_for(team)]);
    let enquiry = desk.raised(&enquirer(), "Stroke records for a study.").await;
    let hit = [("enquiry".to_owned(), enquiry.clone())];
    desk.of(&triage(), "route-enquiry", &enquiry, json!({"team": "agreements", "reason": "They know."})).await.unwrap();
    for actor in [expert_of(Team::Agreements), triage(), officer()] {
        assert_eq!(found(&desk, &actor, &enquiry).await, hit);
    }
    assert!(found(&desk, &expert_of(Team::DigiTrials), &enquiry).await.is_empty());
    let incident = desk.raised(&enquirer(), "We lost a USB stick with patient data on it.").await;
    for role in [StaffRole::IncidentLead, StaffRole::TriageOfficer] {
        let hit = [("enquiry".to_owned(), incident.clone())];
        assert_eq!(found(&desk, &person("someone", &[role]), &incident).await, hit);
    }
    for actor in [officer(), expert_of(Team::Agreements)] {
        assert!(found(&desk, &actor, &incident).await.is_empty());
    }
    assert!(found(&desk, &triage(), "ENQ-2026-099999").await.is_empty());
}

#[tokio::test]
async fn what_cannot_be_searched_for_is_refused() {
    let desk = Desk::open().await;
    let machine = Actor { kind: ActorKind::Machine, ..triage() };
    for (actor, body, status) in [
        (Actor::public(), json!({"text": "stroke"}), 401),
        (machine, json!({"text": "stroke"}), 403),
        (triage(), json!({"text": " x "}), 422),
        (triage(), json!({"text": "x".repeat(201)}), 422),
        (triage(), json!({"text": ["stroke"]}), 400),
        (triage(), json!({"words": "stroke"}), 400),
    ] {
        assert_eq!(no(desk.ask(&actor, "search", &[], body, None, TODAY).await).0, status);
    }
}

#[tokio::test]
async fn applicants_find_their_own_applications_by_number_and_title_and_nobody_elses() {
    let setting = Setting::start().await.unwrap();
    let (nic, etag) = setting.draft().await;
    let (_, title) = crate::setting::sections().into_iter().find(|(section, _)| *section == "title").unwrap();
    setting.save(&nic, "title", etag, title.clone()).await;
    let words = title["title"].as_str().map(str::to_owned).or_else(|| title.as_str().map(str::to_owned)).unwrap();
    let number = nic.split('-').nth(2).unwrap().to_owned();
    let ask = async |actor: &Actor, text: &str| {
        let reply = setting.search(actor, text).await;
        reply.body["items"]
            .as_array()
            .unwrap()
            .iter()
            .map(|hit| hit["reference"].as_str().unwrap().to_owned())
            .collect::<Vec<_>>()
    };
    for text in [nic.as_str(), number.as_str(), words.as_str()] {
        assert!(ask(&lead(), text).await.contains(&nic), "{text}");
        assert!(!ask(&person("nobody", &[]), text).await.contains(&nic), "{text}");
    }
    // Staff find it by number; a draft's title is its applicant's own.
    let officer = person("officer", &[StaffRole::CaseOfficer]);
    assert_eq!(ask(&officer, &number).await, std::slice::from_ref(&nic));
    assert!(ask(&officer, &words).await.is_empty());
}
