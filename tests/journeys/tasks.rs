//! What waits for whom on the fixtures' anchor day: listed by due date, and gone once it is done.

use std::collections::BTreeMap;

use dars_stack::{api::text, demo, fixtures};
use serde_json::{Value, json};

use crate::{road::Road, setting::Setting, setting::until};

/// For each persona what waits for them on that day: what, about what, due when.
const WAITS: &[(&str, &str, &str)] = &[
    ("wychmoor-lead", "answer-clarification", "F02"),
    ("brackwater-signatory", "sign-agreement", "F06"),
    ("thornwick-lead", "send-certificate", "F08"),
    ("secretariat", "record-advice", "F12"),
    ("case-officer", "assess-preliminary", "F15"),
    ("case-officer-2", "assess-preliminary", "F15"),
];

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whatever_waits_for_somebody_is_listed_by_due_date_until_it_is_done() {
    let setting = Setting::start("tasks", "info", Vec::new()).await;
    assert!(demo::load(&setting.stack, &setting.fixtures).await.unwrap(), "the fixtures do not stand as told");
    let waiting_at_first = everybodys_list_is_in_order_and_opens(&setting).await;
    assert!(waiting_at_first >= WAITS.len(), "only {waiting_at_first} tasks wait for anybody");
    for (by, what, story) in WAITS {
        let found = waiting(&setting, by).await;
        assert!(found.contains_key(&(nic(story), (*what).to_owned())), "{by}: {what} of {story}: {found:?}");
    }
    let road = Road::new(&setting.api);
    questions(&setting, &road).await;
    signature(&setting, &road).await;
    certificate(&setting, &road).await;
    proposal(&setting, &road).await;
    access(&setting, &road).await;
    advice(&setting, &road).await;
    everybodys_list_is_in_order_and_opens(&setting).await;
    setting.is_up().await;
    setting.end().await;
}

fn nic(story: &str) -> String {
    fixtures::story(story).unwrap().nic.to_string()
}

/// What waits for somebody, by reference and what, with how often.
async fn waiting(setting: &Setting, by: &str) -> BTreeMap<(String, String), usize> {
    let list = setting.api.get("/tasks").by(by).done().await.unwrap();
    let mut found = BTreeMap::new();
    for task in list.items("/items") {
        *found.entry((text(task, "/reference"), text(task, "/what"))).or_default() += 1;
    }
    found
}

async fn is_there(setting: &Setting, by: &str, what: &str, reference: &str, times: usize) {
    let key = (reference.to_owned(), what.to_owned());
    until(&format!("{by} has {times} of {what} of {reference}"), async || {
        (waiting(setting, by).await.get(&key).copied().unwrap_or_default() == times).then_some(())
    })
    .await;
}

/// Answers how many tasks there are for all personas together.
async fn everybodys_list_is_in_order_and_opens(setting: &Setting) -> usize {
    let mut anything = 0;
    for persona in &setting.fixtures.personas {
        let list = setting.api.get("/tasks").by(&persona.key).send().await.unwrap();
        if persona.key == "platform-client" {
            assert!(list.status == 403 || list.items("/items").is_empty(), "nothing waits for a machine");
            continue;
        }
        assert_eq!(list.status, 200, "{}: {}", persona.key, list.body);
        assert_eq!((&list.body["incomplete"], &list.body["more"]), (&json!([]), &json!(false)), "{}", persona.key);
        let items = list.items("/items");
        if ["stranger", "operator", "vantora-lead", "vantora-signatory"].contains(&persona.key.as_str()) {
            assert!(items.is_empty(), "{}: {items:?}", persona.key);
        }
        let due = |task: &Value| (task["due"].is_null(), text(task, "/due"));
        assert!(items.is_sorted_by_key(due), "{}: {items:?}", persona.key);
        for task in items {
            anything += 1;
            let path = text(task, "/path");
            let read = setting.api.get(&path).by(&persona.key).send().await.unwrap();
            assert_eq!(read.status, 200, "{} cannot open {path}: {task}", persona.key);
        }
    }
    anything
}

/// Both questions are answered; then their answers wait for the officer.
async fn questions(setting: &Setting, road: &Road<'_>) {
    let nic = nic("F02");
    for number in [1, 2] {
        is_there(setting, "wychmoor-lead", "answer-clarification", &nic, 3 - number).await;
        let answer = format!("/applications/{nic}/clarifications/{number}/answer");
        road.api.post(&answer, json!({"text": "So it is."})).by("wychmoor-lead").done().await.unwrap();
    }
    is_there(setting, "wychmoor-lead", "answer-clarification", &nic, 0).await;
    is_there(setting, "case-officer-2", "resolve-clarification", &nic, 2).await;
    is_there(setting, "case-officer", "resolve-clarification", &nic, 0).await;
    for number in [1, 2] {
        let resolve = format!("clarifications/{number}/resolve");
        road.act("case-officer-2", &format!("/cases/{nic}"), &resolve, json!({"outcome": "accept"})).await;
    }
    is_there(setting, "case-officer-2", "resolve-clarification", &nic, 0).await;
    is_there(setting, "case-officer-2", "assure-case", &nic, 1).await;
}

async fn signature(setting: &Setting, road: &Road<'_>) {
    let (nic, by) = (nic("F06"), "brackwater-signatory");
    is_there(setting, "heartwood-signatory", "sign-agreement", &nic, 0).await;
    let on = format!("/agreements/{nic}");
    let body = json!({"sha256": road.sha256(by, &on).await, "side": "organisation", "organisation": "BRACKWATER"});
    road.api.post(&format!("{on}/signatures"), body).by(by).done().await.unwrap();
    is_there(setting, by, "sign-agreement", &nic, 0).await;
}

async fn certificate(setting: &Setting, road: &Road<'_>) {
    let (nic, by) = (nic("F08"), "thornwick-lead");
    is_there(setting, "case-officer", "judge-certificate", &nic, 0).await;
    let certificate = json!({"parties": ["THORNWICK"], "method": "secure-erase", "destroyed_on": "2026-11-18",
        "backups_cleared_on": "2026-11-19", "declared_as": "Head of information governance"});
    let on = format!("/agreements/{nic}");
    let sent = road.api.post(&format!("{on}/destruction"), certificate).by(by).done().await.unwrap();
    is_there(setting, by, "send-certificate", &nic, 0).await;
    is_there(setting, "case-officer", "judge-certificate", &nic, 1).await;
    let accept = format!("destruction/{}/accept", sent.text("/certificate"));
    road.act("case-officer", &on, &accept, json!({})).await;
    is_there(setting, "case-officer", "judge-certificate", &nic, 0).await;
}

async fn proposal(setting: &Setting, road: &Road<'_>) {
    let nic = nic("F15");
    is_there(setting, "applicant-lead", "finish-draft", &nic, 0).await;
    let on = format!("/applications/{nic}");
    let holds = json!({"holds": true});
    let accept = json!({"outcome": "accept", "feasible": holds, "right_service": holds});
    road.act("case-officer", &on, "preliminary-assessment", accept).await;
    for officer in ["case-officer", "case-officer-2"] {
        is_there(setting, officer, "assess-preliminary", &nic, 0).await;
    }
    is_there(setting, "applicant-lead", "finish-draft", &nic, 1).await;
    road.act("applicant-lead", &on, "withdraw", json!({"reason": "Not now."})).await;
    is_there(setting, "applicant-lead", "finish-draft", &nic, 0).await;
}

/// The first asks for access to be given back; the second finds it among their tasks, the first does not.
async fn access(setting: &Setting, road: &Road<'_>) {
    let nic = nic("F14");
    let on = format!("/agreements/{nic}");
    road.act("incident-lead", &on, "reinstate", json!({"reason": "The drive was wiped."})).await;
    for (by, times) in
        [("incident-lead", 0), ("incident-lead-2", 1), ("approver", 1), ("case-officer", 1), ("auditor", 0)]
    {
        is_there(setting, by, "confirm-reinstatement", &nic, times).await;
    }
    road.act("approver", &on, "reinstate", json!({"reason": "So it was."})).await;
    for by in ["incident-lead-2", "approver", "case-officer"] {
        is_there(setting, by, "confirm-reinstatement", &nic, 0).await;
    }
}

/// The group meets, and its advice goes back to the officer.
async fn advice(setting: &Setting, road: &Road<'_>) {
    let nic = nic("F12");
    fixtures::move_clock(&setting.api, "2026-11-27T09:00:00Z".parse().unwrap()).await.unwrap();
    is_there(setting, "secretariat", "record-advice", &nic, 1).await;
    let on = format!("/cases/{nic}");
    let said = json!({"step": "outcome", "group": "agd", "outcome": "supportive", "met_on": "2026-11-26",
                      "advisers": ["adviser-2"], "text": "It is well made."});
    road.act("secretariat", &on, "advice", said).await;
    is_there(setting, "secretariat", "record-advice", &nic, 0).await;
    is_there(setting, "case-officer", "weigh-advice", &nic, 1).await;
    road.act(
        "case-officer",
        &on,
        "assess",
        json!({"step": "advised", "open_standards": "None was written down one by one."}),
    )
    .await;
    is_there(setting, "case-officer", "weigh-advice", &nic, 0).await;
    is_there(setting, "approver", "decide-case", &nic, 1).await;
    road.act(
        "approver",
        &on,
        "decision",
        json!({"outcome": "approve", "conditions": [{"text": "Set up a lay panel."}]}),
    )
    .await;
    for by in ["approver", "approver-2"] {
        is_there(setting, by, "decide-case", &nic, 0).await;
    }
    is_there(setting, "case-officer", "issue-agreement", &nic, 1).await;
}
