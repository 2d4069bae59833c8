//! Whoever sits at a meeting that has a case on its list declares to have no interest before they open it, whatever else
//! they are.

use dars_messages::facts::review::CasePapersV1;
use dars_vocabulary::{Actor, StaffRole};
use serde_json::{Value, json};

use crate::{
    desk::{Desk, nic, no, olu, sid, signed_in, withdrawn_told},
    meetings::{MEETING, declare, her, said, schedule},
};

const READING: [StaffRole; 12] = [
    StaffRole::TriageOfficer,
    StaffRole::Expert,
    StaffRole::CaseOfficer,
    StaffRole::TeamManager,
    StaffRole::Secretariat,
    StaffRole::SecurityReviewer,
    StaffRole::IgAdviser,
    StaffRole::Finance,
    StaffRole::Approver,
    StaffRole::Auditor,
    StaffRole::IncidentLead,
    StaffRole::RecordsOfficer,
];

fn with_role(name: &str, role: StaffRole) -> Actor {
    signed_in(name, &[StaffRole::Adviser, role])
}

impl Desk {
    /// What each way to the case says to this person, in each role that reads; the same in all of them.
    async fn says(&self, name: &str) -> String {
        let mut all = Vec::new();
        for role in READING {
            let actor = with_role(name, role);
            let notes = self.ask_now(&actor, "list-notes", Value::Null).await;
            for answer in [self.get(&actor).await, notes] {
                all.push(
                    answer.map_or_else(|problem| format!("{} {}", problem.status, problem.code), |_| "open".to_owned()),
                );
            }
        }
        all.dedup();
        assert_eq!(all.len(), 1, "{name}: {all:?}");
        all.remove(0)
    }

    async fn bodies_of(&self, name: &str) -> Vec<Value> {
        let query = "select body from outbox where split_part(subject, '.', 3) = $1 order by id";
        let bodies: Vec<Vec<u8>> = sqlx::query_scalar(query).bind(name).fetch_all(&self.pool).await.unwrap();
        bodies.iter().map(|body| serde_json::from_slice(body).unwrap()).collect()
    }

    async fn told_of_papers(&self) -> CasePapersV1 {
        serde_json::from_value(self.body_of("case_papers").await).unwrap()
    }
}

#[tokio::test]
async fn a_member_of_a_meeting_opens_a_case_on_its_list_once_they_declared_to_have_no_interest() {
    let desk = Desk::on_the_list().await;
    for name in ["ivy", "ian"] {
        assert_eq!(desk.says(name).await, "403 interest-not-declared");
    }
    // Whoever does not sit there reads it, its own officer above all.
    assert_eq!(desk.says("una").await, "open");
    desk.get(&olu()).await.unwrap();
    let note = json!({"text": "Seen."});
    let officer = with_role("ivy", StaffRole::CaseOfficer);
    let refused = desk.ask_now(&officer, "add-note", note.clone()).await;
    assert_eq!(no(refused), (403, "interest-not-declared".to_owned()), "a command is no way round it");

    desk.at(MEETING, &her("ivy"), "declare-interest", declare(false)).await.unwrap();
    desk.at(MEETING, &her("ian"), "declare-interest", declare(true)).await.unwrap();
    assert_eq!(desk.says("ivy").await, "open");
    desk.ask_now(&officer, "add-note", note).await.unwrap();
    assert_eq!(desk.says("ian").await, "403 interest-declared");
    let told = desk.told_of_papers().await;
    assert_eq!((told.open_to, told.interested, told.undeclared), (vec![her("ivy").id], vec![her("ian").id], vec![]));
    desk.must_verify().await;
}

#[tokio::test]
async fn an_interest_stays_when_the_case_goes_elsewhere_and_when_it_is_over() {
    let desk = Desk::on_the_list().await;
    desk.at(MEETING, &her("ian"), "declare-interest", declare(true)).await.unwrap();
    desk.walk(&[(sid(), "record-advice", schedule("2026-11-27"))]).await;
    assert_eq!(desk.says("ian").await, "403 interest-declared");
    // Ivy sits at the meeting it left, and at none that has it.
    assert_eq!(desk.says("ivy").await, "open");
    desk.hear(&withdrawn_told(9)).await.unwrap();
    assert_eq!(desk.says("ian").await, "403 interest-declared");
}

#[tokio::test]
async fn once_the_group_said_something_who_declared_nothing_reads_as_before() {
    let desk = Desk::on_the_list().await;
    desk.at(MEETING, &her("ivy"), "declare-interest", declare(false)).await.unwrap();
    desk.walk(&[(sid(), "record-advice", said(&["ivy"], "supportive"))]).await;
    assert_eq!(desk.says("ian").await, "open");
    let told = desk.told_of_papers().await;
    assert!(told.considered && told.undeclared.is_empty() && told.open_to == [her("ivy").id]);
    // It waits there once more: who declared nothing declares.
    desk.ask_now(&sid(), "correct-case", json!({
        "what": "advice", "number": 1, "outcome": "deferred", "met_on": "2026-11-20", "advisers": ["ivy"], "reason": "A slip.",
    }))
    .await
    .unwrap();
    desk.walk(&[(sid(), "record-advice", schedule("2026-11-20"))]).await;
    assert_eq!(desk.says("ian").await, "403 interest-not-declared");
}

#[tokio::test]
async fn what_is_told_of_a_meeting_is_of_that_meeting_and_replaces_what_was_told() {
    let desk = Desk::on_the_list().await;
    let told = desk.told_of_papers().await;
    assert_eq!((told.meeting.as_str(), told.nic, told.considered), (MEETING, nic(), false));
    assert_eq!(told.undeclared.len(), 2);
    desk.at(MEETING, &sid(), "put-off-meeting", json!({"meets_on": "2026-12-03"})).await.unwrap();
    let bodies: Vec<Value> = desk.bodies_of("case_papers").await;
    let last = |meeting: &str| bodies.iter().rev().find(|body| body["meeting"] == meeting).unwrap().clone();
    assert_eq!(last(MEETING)["undeclared"], json!([]));
    let members = last("AGD-2026-12-03")["undeclared"].as_array().unwrap().len();
    assert_eq!(members, 2, "who sat there sits on the other day");
}
