//! What waits for whom.

use dars_vocabulary::{Actor, Nic, StaffRole};
use serde_json::{Value, json};

use crate::desk::{
    Desk, FIRST, ann, answered_told, content, machine, membership_told, mia, nic, no, olu, raise, request, sam, sid,
    signed_in, told, version_of,
};

async fn whats(desk: &Desk, actor: &Actor) -> Vec<String> {
    desk.tasks(actor).await.into_iter().map(|(what, ..)| what).collect()
}

#[tokio::test]
async fn each_stage_waits_for_one_and_no_longer_for_the_one_before() {
    let desk = Desk::with_case(0).await;
    let pat = signed_in("pat", &[StaffRole::CaseOfficer]);
    let step = |step: &str| json!({"step": step});
    let meeting = json!({"step": "schedule", "group": "agd", "meets_on": "2026-11-20"});
    let said = json!({
        "step": "outcome", "group": "agd", "outcome": "supportive", "met_on": "2026-11-20", "advisers": ["ivy"],
        "text": "Fine.",
    });
    assert_eq!(whats(&desk, &mia()).await, ["assign-case"]);
    assert_eq!(whats(&desk, &pat).await, ["take-case"]);
    for (actor, action, body, waits) in [
        (olu(), "assign-case", json!({}), (olu(), "assess-case")),
        (olu(), "assess-case", step("ready"), (olu(), "assure-case")),
        (olu(), "assess-case", step("to_agd"), (sid(), "schedule-meeting")),
        (sid(), "record-advice", meeting, (sid(), "record-advice")),
        (sid(), "record-advice", said, (olu(), "weigh-advice")),
        (
            olu(),
            "assess-case",
            json!({"step": "advised", "open_standards": "All were met in the version before."}),
            (ann(), "decide-case"),
        ),
    ] {
        desk.ask_now(&actor, action, body).await.unwrap();
        if waits.1 == "record-advice" {
            desk.sit("AGD-2026-11-20", &["ivy"]).await;
        }
        for who in [olu(), pat.clone(), mia(), sid(), ann()] {
            let mut expected = if who == waits.0 { vec![waits.1] } else { vec![] };
            // Once the group said something, its minutes wait beside the case.
            if who == sid() && ["weigh-advice", "decide-case"].contains(&waits.1) {
                expected.push("write-minutes");
            }
            assert_eq!(whats(&desk, &who).await, expected, "{action}");
        }
    }
    // Approvers who worked on it, or belong to those who ask, have nothing to decide.
    let worked = signed_in("olu", &[StaffRole::CaseOfficer, StaffRole::Approver]);
    assert!(whats(&desk, &worked).await.is_empty());
    desk.hear(&membership_told(40, &ann(), None)).await.unwrap();
    assert!(whats(&desk, &ann()).await.is_empty());
    let kim = signed_in("kim", &[StaffRole::Approver]);
    assert_eq!(whats(&desk, &kim).await, ["decide-case"]);
    desk.ask_now(&kim, "decide-case", json!({"outcome": "approve"})).await.unwrap();
    assert!(whats(&desk, &kim).await.is_empty());
}

#[tokio::test]
async fn an_officer_looks_at_each_answer() {
    let desk = Desk::with_case(1).await;
    for text in ["A?", "B?"] {
        desk.ask_now(&olu(), "raise-clarification", raise(text)).await.unwrap();
    }
    assert!(desk.tasks(&olu()).await.is_empty());
    desk.hear(&answered_told(10, 2, 1, "2026-11-24")).await.unwrap();
    let waits = desk.tasks(&olu()).await;
    assert_eq!(waits[0].0, "resolve-clarification");
    assert_eq!(waits[0].1, "Look at the answer to clarification 2");
    // One who lost the role has nothing to do any more.
    assert!(whats(&desk, &signed_in("olu", &[StaffRole::Expert])).await.is_empty());
    desk.resolve(2, json!({"outcome": "accept"})).await.unwrap();
    assert!(desk.tasks(&olu()).await.is_empty());
}

#[tokio::test]
async fn what_is_due_first_comes_first_and_no_more_than_200_at_once() {
    let desk = Desk::open().await;
    for number in 0..201_u32 {
        let time = if number == 200 { "2026-11-19T09:00:00Z" } else { "2026-11-20T09:00:00Z" };
        let fact = version_of(Nic::allot(900_200 + number, 1), FIRST, Some(content(&[])));
        desk.hear(&told(&fact, u128::from(number) + 1, time)).await.unwrap();
    }
    let reply = desk.serve(request(&olu(), "tasks", &nic(), Value::Null, None)).await.unwrap();
    let items = reply.body["items"].as_array().unwrap();
    assert_eq!((items.len(), &reply.body["more"]), (200, &json!(true)));
    let first = Nic::allot(900_400, 1);
    let expected = json!({
        "what": "take-case", "title": "Take a case that has no officer", "reference": first, "due": "2027-02-16",
        "path": format!("/cases/{first}"),
    });
    assert_eq!(items[0], expected);
}

#[tokio::test]
async fn nothing_waits_for_those_who_are_not_staff() {
    let desk = Desk::with_case(0).await;
    for actor in [sam(), signed_in("opal", &[StaffRole::Operator])] {
        let reply = desk.serve(request(&actor, "tasks", &nic(), Value::Null, None)).await.unwrap();
        assert_eq!(reply.body, json!({"items": [], "more": false}));
    }
    for (actor, code) in [(Actor::public(), "sign-in-needed"), (machine(olu()), "person-needed")] {
        let asked = desk.serve(request(&actor, "tasks", &nic(), Value::Null, None)).await;
        assert_eq!(no(asked).1, code);
    }
}

#[tokio::test]
async fn the_list_goes_on_behind_any_of_its_tasks() {
    use dars_messages::requests::tasks::{Place, Tasks};

    let desk = Desk::on_the_list().await;
    let both = signed_in("ivy", &[StaffRole::Adviser, StaffRole::Secretariat, StaffRole::CaseOfficer]);
    let ask = async |cursor: &str| {
        let mut asked = request(&both, "tasks", &nic(), Value::Null, None);
        asked.envelope.params.insert("cursor".to_owned(), cursor.to_owned());
        desk.serve(asked).await
    };
    let all: Tasks = serde_json::from_value(ask("").await.unwrap().body).unwrap();
    assert!(all.items.len() >= 2 && all.items.is_sorted_by_key(Place::of), "{all:?}");
    for (at, task) in all.items.iter().enumerate() {
        let rest: Tasks = serde_json::from_value(ask(&Place::of(task).to_string()).await.unwrap().body).unwrap();
        assert_eq!(rest.items, all.items[at + 1..]);
    }
    assert_eq!(ask("yesterday").await.unwrap_err().status, 400);
}
