//! What a meeting opens and closes to those who sit there: the files of an application to its advisers, and the
//! application itself to staff who have not declared.

use dars_bus::ids;
use dars_messages::{Outgoing, Owner, facts::review::CasePapersV1};
use dars_testkit::service::person;
use dars_vocabulary::{Actor, StaffRole, calendar::days_after};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::{
    desk::{Desk, TODAY, no, officer},
    samples::pdf,
    setting::lead,
};

pub fn ivy() -> Actor {
    person("ivy", &[StaffRole::Adviser])
}

fn ian() -> Actor {
    person("ian", &[StaffRole::Adviser])
}

/// Ivy declared none, Ian an interest, Una nothing yet.
pub fn opened(nic: &str) -> CasePapersV1 {
    CasePapersV1 {
        nic: nic.parse().unwrap(),
        meeting: "AGD-2026-11-26".parse().unwrap(),
        requesters: vec!["NORTHMERE".parse().unwrap()],
        considered: false,
        undeclared: vec![person("una", &[]).id],
        interested: vec![ian().id],
        open_to: vec![ivy().id],
    }
}

async fn tell(desk: &Desk, fact: CasePapersV1) -> Uuid {
    desk.tell(Owner::Review, Outgoing::fact(&fact), TODAY).await
}

/// Handed in, with a file.
async fn with_file(desk: &Desk) -> String {
    let nic = desk.complete().await;
    desk.attach(&nic, "protocol.pdf", &pdf()).await.unwrap();
    desk.at(&lead(), "submit-application", &nic, json!({}), TODAY).await.unwrap();
    nic
}

async fn gone(desk: &Desk, actor: &Actor, nic: &str) {
    let unknown = (404, "application-unknown".to_owned());
    assert_eq!(no(desk.of_files(actor, "list-attachments", nic, Value::Null).await), unknown);
    assert_eq!(no(desk.of_file(actor, "read-attachment-chunk", nic, "1", json!({"number": 0})).await), unknown);
}

#[tokio::test]
async fn an_adviser_who_declared_to_have_no_interest_reads_the_files_and_nobody_else_does() {
    let desk = Desk::for_applications().await;
    let nic = with_file(&desk).await;
    let una = person("una", &[StaffRole::Adviser]);
    let others = [ian(), una, person("jo", &[StaffRole::Adviser]), person("ivy", &[])];
    for actor in others.iter().chain([&ivy()]) {
        gone(&desk, actor, &nic).await;
    }
    tell(&desk, opened(&nic)).await;
    let [seen] = desk.files(&ivy(), &nic).await.try_into().unwrap();
    assert_eq!((&seen["name"], &seen["permitted"]), (&json!("protocol.pdf"), &json!(["read-attachment-chunk"])));
    assert!(desk.read(&ivy(), &nic, "1").await.unwrap() == pdf());
    for actor in &others {
        gone(&desk, actor, &nic).await;
    }
    // The files, and no more: the application is read as papers of the meeting.
    let whole = desk.ask(&ivy(), "get-application", &[("nic", &nic)], Value::Null, None, TODAY).await;
    assert_eq!(no(whole).0, 404);
    // Another application's files stay closed.
    let other = with_file(&desk).await;
    gone(&desk, &ivy(), &other).await;
}

#[tokio::test]
async fn what_is_told_late_or_twice_opens_nothing_again() {
    let desk = Desk::for_applications().await;
    let nic = with_file(&desk).await;
    let before = ids::fresh();
    let off = CasePapersV1 { open_to: vec![], ..opened(&nic) };
    tell(&desk, off).await;
    for _ in 0..2 {
        desk.hear(before, Owner::Review, Outgoing::fact(&opened(&nic)), TODAY).await.unwrap();
        gone(&desk, &ivy(), &nic).await;
    }
    // Another meeting has it too: an interest there weighs more than none here.
    tell(&desk, opened(&nic)).await;
    assert!(desk.read(&ivy(), &nic, "1").await.is_ok());
    let there = CasePapersV1 { meeting: "PAG-2026-11-27".parse().unwrap(), interested: vec![ivy().id], ..opened(&nic) };
    tell(&desk, there).await;
    gone(&desk, &ivy(), &nic).await;
}

#[tokio::test]
async fn an_adviser_who_joined_those_who_ask_since_reads_no_more() {
    let desk = Desk::for_applications().await;
    let nic = with_file(&desk).await;
    tell(&desk, opened(&nic)).await;
    desk.member("ivy", "collaborator").await;
    gone(&desk, &ivy(), &nic).await;
}

#[tokio::test]
async fn what_the_group_said_nothing_of_is_closed_once_it_is_withdrawn() {
    let desk = Desk::for_applications().await;
    let nic = with_file(&desk).await;
    tell(&desk, opened(&nic)).await;
    desk.at(&lead(), "withdraw-application", &nic, json!({"reason": "Not now."}), TODAY).await.unwrap();
    gone(&desk, &ivy(), &nic).await;
    tell(&desk, CasePapersV1 { considered: true, ..opened(&nic) }).await;
    assert!(desk.read(&ivy(), &nic, "1").await.is_ok(), "its minutes are still to be written");
}

#[tokio::test]
async fn staff_who_sit_at_its_meeting_declare_before_they_open_an_application() {
    let desk = Desk::for_applications().await;
    let nic = with_file(&desk).await;
    tell(&desk, opened(&nic)).await;
    for role in [StaffRole::CaseOfficer, StaffRole::Approver, StaffRole::Expert, StaffRole::TriageOfficer] {
        for (name, expected) in [("una", "interest-not-declared"), ("ian", "interest-declared")] {
            let actor = person(name, &[StaffRole::Adviser, role]);
            for action in ["get-application", "list-attachments", "timeline", "check-application"] {
                let answer = desk.ask(&actor, action, &[("nic", &nic)], Value::Null, None, days_after(TODAY, 1)).await;
                assert_eq!(no(answer), (403, expected.to_owned()), "{action}");
            }
        }
        let ivy = person("ivy", &[StaffRole::Adviser, role]);
        assert_eq!(desk.application(&ivy, &nic, TODAY).await["nic"], json!(nic));
    }
    // Its officers and its own people sit at no meeting about it.
    assert_eq!(desk.application(&officer(), &nic, TODAY).await["nic"], json!(nic));
    tell(&desk, CasePapersV1 { undeclared: vec![lead().id], ..opened(&nic) }).await;
    assert_eq!(desk.application(&lead(), &nic, TODAY).await["nic"], json!(nic), "what they wrote stays theirs");
}
