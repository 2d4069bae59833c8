//! The work queue, a case as staff see it, and what others see.

use std::sync::Arc;

use dars_bus::Serve as _;
use dars_review::rpc::Rpc;
use dars_vocabulary::{Actor, Nic, StaffRole};
use serde_json::{Value, json};

use crate::desk::{
    Desk, FIRST, SECRET, ann, content, machine, nic, no, olu, request, road, sam, signed_in, told, version_of,
};

fn other(number: u32) -> Nic {
    Nic::allot(number, 1)
}

/// Three cases, submitted on different days; the one due first is decided.
async fn three_cases() -> Desk {
    let desk = Desk::with_case(4).await;
    for (event, number, time) in [(2, 900_103, "2026-11-24T09:00:00Z"), (3, 900_102, "2026-11-23T09:00:00Z")] {
        desk.hear(&told(&version_of(other(number), FIRST, Some(content(&[]))), event, time)).await.unwrap();
    }
    desk
}

async fn page(desk: &Desk, params: &[(&str, &str)]) -> Value {
    let mut asked = request(&olu(), "list-cases", &nic(), Value::Null, None);
    asked.envelope.params = params.iter().map(|(key, value)| ((*key).to_owned(), (*value).to_owned())).collect();
    desk.serve(asked).await.unwrap().body
}

#[tokio::test]
async fn open_cases_come_first_by_the_day_a_decision_is_due() {
    let desk = three_cases().await;
    let all = page(&desk, &[]).await;
    let listed: Vec<&str> = all["items"].as_array().unwrap().iter().map(|row| row["nic"].as_str().unwrap()).collect();
    let expected = [other(900_102), other(900_103), nic()];
    assert_eq!(listed, expected.each_ref().map(Nic::as_str));
    assert_eq!(all["next"], Value::Null);
    for size in ["1", "2"] {
        let mut walked = Vec::new();
        let mut cursor = String::new();
        loop {
            let part = page(&desk, &[("limit", size), ("cursor", &cursor)]).await;
            walked.extend(part["items"].as_array().unwrap().iter().map(|row| row["nic"].as_str().unwrap().to_owned()));
            let Some(next) = part["next"].as_str() else { break };
            next.clone_into(&mut cursor);
        }
        assert_eq!(walked, listed, "{size} at a time");
    }
}

#[tokio::test]
async fn a_page_that_cannot_be_is_malformed() {
    let desk = Desk::open().await;
    for (name, value) in [
        ("limit", "0"),
        ("limit", "201"),
        ("limit", "x"),
        ("cursor", "x"),
        ("cursor", "open~-009999-01-01~x"),
        ("cursor", "now~2026-01-01~x"),
    ] {
        let mut asked = request(&olu(), "list-cases", &nic(), Value::Null, None);
        asked.envelope.params = [(name.to_owned(), value.to_owned())].into();
        assert_eq!(no(desk.serve(asked).await), (400, "malformed".to_owned()), "{name}={value}");
    }
}

#[tokio::test]
async fn staff_read_content_findings_steps_and_decision() {
    let desk = Desk::with_case(4).await;
    let shown = desk.get(&olu()).await.unwrap();
    assert_eq!(shown.etag, Some(5));
    assert_eq!(shown.body["content"]["purpose"]["objective"], SECRET);
    assert!(shown.body["findings"].is_array());
    assert_eq!(shown.body["decision"]["outcome"], "approve");
    assert_eq!(shown.body["decision"]["approver"], json!(ann().id));
    assert_eq!(shown.body["assessors"], json!([olu().id]));
    let steps = shown.body["steps"].as_array().unwrap();
    let names: Vec<&str> = steps.iter().map(|step| step["what"].as_str().unwrap()).collect();
    let expected = [
        "case_opened",
        "case_assigned",
        "completeness_checked",
        "case_found_ready",
        "advice_found_unneeded",
        "application_approved",
    ];
    assert_eq!(names, expected);
    assert_eq!(steps[4]["reason"], "A routine case.");
    assert_eq!(steps[4]["by"], json!(olu().id));
}

#[tokio::test]
async fn others_do_not_see_a_case_and_an_operator_sees_metadata_only() {
    let desk = Desk::with_case(1).await;
    let opal = signed_in("opal", &[StaffRole::Operator]);
    for (actor, one, all) in [
        (Actor::public(), (401, "sign-in-needed"), Some((401, "sign-in-needed"))),
        (machine(olu()), (403, "person-needed"), Some((403, "person-needed"))),
        (sam(), (404, "case-unknown"), Some((403, "staff-needed"))),
        (opal, (404, "case-unknown"), None),
    ] {
        let (status, code) = no(desk.get(&actor).await);
        assert_eq!((status, code.as_str()), one);
        let listed = desk.serve(request(&actor, "list-cases", &nic(), Value::Null, None)).await;
        match all {
            Some((status, code)) => assert_eq!(no(listed), (status, code.to_owned())),
            None => assert!(!listed.unwrap().body.to_string().contains(SECRET)),
        }
    }
    for action in ["close-case", "", "decide"] {
        assert_eq!(no(desk.serve(request(&olu(), action, &nic(), Value::Null, None)).await).0, 404);
    }
}

#[tokio::test]
async fn the_overview_is_there_in_a_local_stack_alone() {
    let desk = Desk::with_case(road().len()).await;
    let asked = request(&Actor::public(), "local-overview", &nic(), Value::Null, None);
    assert_eq!(no(desk.serve(asked.clone()).await).0, 404);
    let mut context = desk.context.clone();
    let mut settings = (*context.settings).clone();
    settings.local.enabled = true;
    context.settings = Arc::new(settings);
    let shown = Rpc { context }.serve(asked).await.unwrap();
    assert_eq!(shown.body, json!({"cases": [{"nic": nic(), "stage": "APPROVED", "officer_assigned": true}]}));
}
