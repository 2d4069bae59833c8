//! What waits for whom.

use dars_testkit::service::person;
use dars_vocabulary::{Actor, ActorKind, StaffRole};
use jiff::civil::date;
use serde_json::{Value, json};

use crate::{
    desk::{Desk, TODAY, enquirer, expert, no, officer, stranger, triage},
    setting::lead,
};

#[tokio::test]
async fn an_enquiry_waits_for_whoever_has_the_next_step() {
    let desk = Desk::open().await;
    let enquiry = desk.raise().await;
    let waits = |what: &str| vec![(what.to_owned(), enquiry.clone())];
    let none = Vec::new();
    assert_eq!(desk.tasks(&triage(), TODAY).await, waits("triage-enquiry"));
    desk.of(&triage(), "triage-enquiry", &enquiry, json!({})).await.unwrap();
    assert_eq!(desk.tasks(&triage(), TODAY).await, waits("route-enquiry"));
    assert_eq!(desk.tasks(&expert(), TODAY).await, none);
    desk.of(&triage(), "route-enquiry", &enquiry, json!({"team": "agreements", "reason": "It is about one."}))
        .await
        .unwrap();
    assert_eq!(desk.tasks(&expert(), TODAY).await, waits("answer-enquiry"));
    let both = person("both", &[StaffRole::Expert, StaffRole::TriageOfficer]);
    assert_eq!(desk.tasks(&both, TODAY).await, waits("answer-enquiry"), "once, though in two roles");
    desk.of(&expert(), "ask-enquirer", &enquiry, json!({"text": "Which years?"})).await.unwrap();
    for actor in [triage(), expert(), officer(), stranger()] {
        assert_eq!(desk.tasks(&actor, TODAY).await, none);
    }
    let reply = desk.ask(&enquirer(), "tasks", &[], Value::Null, None, TODAY).await.unwrap();
    let task = json!({"what": "answer-question", "title": "Answer the question about your enquiry",
        "reference": enquiry, "due": "2026-12-17", "path": format!("/enquiries/{enquiry}")});
    assert_eq!(reply.body, json!({"items": [task], "more": false}));
    desk.of(&triage(), "close-enquiry", &enquiry, json!({"reason": "settled"})).await.unwrap();
    assert_eq!(desk.tasks(&enquirer(), TODAY).await, none);
}

#[tokio::test]
async fn tasks_are_for_people_and_never_for_machines() {
    let desk = Desk::open().await;
    desk.raise().await;
    let machine = Actor { kind: ActorKind::Machine, ..triage() };
    assert_eq!(desk.tasks(&machine, TODAY).await, []);
    let public = desk.ask(&Actor::public(), "tasks", &[], Value::Null, None, TODAY).await;
    assert_eq!(no(public), (401, "sign-in-needed".to_owned()));
}

#[tokio::test]
async fn members_see_what_waits_for_their_role_while_it_lasts() {
    let desk = Desk::open().await;
    desk.fixture(
        "fixture-membership",
        json!({"organisation": "NORTHMERE", "subject": "signatory", "name": "Sam", "email": "s@northmere.example",
            "roles": ["signatory", "ig-lead"], "from": "2026-01-01", "until": "2026-11-30"}),
    )
    .await;
    sqlx::query(
        "insert into tasks (aggregate, reference, what, title, path, for_organisation, membership_roles,
                            members_from) values
         ('application', 'N1', 'prove', 'Prove it', '/n1', 'NORTHMERE', '{ig-lead,signatory}', '2026-11-01'),
         ('application', 'N2', 'draft', 'Draft it', '/n2', 'NORTHMERE', '{lead}', '2026-11-20'),
         ('application', 'N3', 'draft', 'Draft it', '/n3', 'ELSEWHERE', '{lead,signatory}', '2026-11-01'),
         ('application', 'N4', 'draft', 'Draft it', '/n4', 'NORTHMERE', '{lead}', '2026-11-21')",
    )
    .execute(&desk.pool)
    .await
    .unwrap();
    let waits = |what: &str, reference: &str| vec![(what.to_owned(), reference.to_owned())];
    let signatory = person("signatory", &[]);
    assert_eq!(desk.tasks(&signatory, date(2026, 11, 30)).await, waits("prove", "N1"));
    assert_eq!(desk.tasks(&signatory, date(2026, 12, 1)).await, []);
    assert_eq!(desk.tasks(&person("applicant-lead", &[]), TODAY).await, waits("draft", "N2"));
    assert_eq!(desk.tasks(&stranger(), TODAY).await, []);
}

#[tokio::test]
async fn a_draft_waits_for_its_people_while_they_may_write_it() {
    let desk = Desk::for_applications().await;
    let nic = desk.converted("accepted").await;
    let waits = [("finish-draft".to_owned(), nic)];
    assert_eq!(desk.tasks(&lead(), TODAY).await, waits);
    for (role, until, waits) in [("lead", "2026-11-19", 0), ("signatory", "2027-11-19", 0), ("lead", "2026-11-20", 1)] {
        desk.fixture(
            "fixture-membership",
            json!({"organisation": "NORTHMERE", "subject": "applicant-lead", "name": "Ada Example",
                "email": "ada@northmere.example", "roles": [role], "from": "2020-01-01", "until": until}),
        )
        .await;
        assert_eq!(desk.tasks(&lead(), TODAY).await.len(), waits, "{role} until {until}");
    }
}

#[tokio::test]
async fn what_is_about_to_lapse_waits_for_those_who_keep_the_organisations_security() {
    let desk = Desk::open().await;
    desk.fixture(
        "fixture-membership",
        json!({"organisation": "NORTHMERE", "subject": "ig-lead", "name": "Iga", "email": "i@northmere.example",
            "roles": ["ig-lead"], "from": "2026-01-01"}),
    )
    .await;
    let shows = async |kind: &str, valid_to: &str| {
        desk.fixture(
            "fixture-assurance",
            json!({"organisation": "NORTHMERE", "kind": kind, "reference": "X", "outcome": "met",
                "valid_to": valid_to}),
        )
        .await;
    };
    shows("ico-fee", "2027-01-19").await;
    shows("dspt", "2027-06-30").await;
    let iga = person("ig-lead", &[]);
    assert_eq!(desk.tasks(&iga, date(2026, 11, 19)).await, []);
    let waits = [("renew-assurance".to_owned(), "NORTHMERE".to_owned())];
    assert_eq!(desk.tasks(&iga, date(2026, 11, 20)).await, waits);
    assert_eq!(desk.tasks(&person("applicant-lead", &[]), date(2026, 11, 20)).await, []);
    // A lapse needs no message: it waits until something newer is shown.
    assert_eq!(desk.tasks(&iga, date(2027, 2, 1)).await, waits);
    shows("ico-fee", "2028-01-19").await;
    assert_eq!(desk.tasks(&iga, date(2027, 2, 1)).await, []);
}

#[tokio::test]
async fn the_first_two_hundred_are_shown_by_due_date_those_without_one_last() {
    let desk = Desk::open().await;
    sqlx::query(
        "insert into tasks (aggregate, reference, what, title, due_on, path, for_role)
         select 'enquiry', 'R' || lpad(n::text, 4, '0'), 'look', 'Look', case when n <= 150 then date '2026-12-01' - n end,
                '/r', case when n % 2 = 0 then 'expert' else 'triage-officer' end
         from generate_series(1, 300) as n",
    )
    .execute(&desk.pool)
    .await
    .unwrap();
    let both = person("both", &[StaffRole::Expert, StaffRole::TriageOfficer]);
    let reply = desk.ask(&both, "tasks", &[], Value::Null, None, TODAY).await.unwrap();
    let items = reply.body["items"].as_array().unwrap();
    assert_eq!((items.len(), &reply.body["more"]), (200, &json!(true)));
    let references: Vec<&str> = items.iter().map(|item| item["reference"].as_str().unwrap()).collect();
    assert_eq!((references[0], references[149], references[150]), ("R0150", "R0001", "R0151"));
    assert_eq!((items[150]["due"].clone(), references[199]), (Value::Null, "R0200"));
    let one = desk.ask(&expert(), "tasks", &[], Value::Null, None, TODAY).await.unwrap();
    assert_eq!((one.body["items"].as_array().unwrap().len(), &one.body["more"]), (150, &json!(false)));
}
