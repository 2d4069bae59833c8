//! Minutes: written by one, confirmed by another, read by everyone; never which case was refused. And the whole road of
//! GP data: PAG with actions, AGD, the decision.

use dars_bus::{Problem, Reply};
use dars_kit::Redact as _;
use dars_review::handle::Redactions;
use dars_vocabulary::{Actor, StaffRole};
use serde_json::{Value, json};

use crate::{
    desk::{
        Desk, FIRST, ann, asking_for, by_records_officer, data_set_told, nic, no, olu, request, sid, signed_in, told,
        version_of,
    },
    meetings::{MEETING, declare, her, said},
};

const TEXT: &str = "The group found the harm small.";

fn sol() -> Actor {
    signed_in("sol", &[StaffRole::Secretariat])
}

fn minutes(text: &str) -> Value {
    json!({"items": [{"nic": nic(), "public_text": text, "actions": ["Set up a lay panel."]}]})
}

impl Desk {
    async fn considered() -> Self {
        let desk = Self::on_the_list().await;
        desk.at(MEETING, &her("ivy"), "declare-interest", declare(false)).await.unwrap();
        desk.ask_now(&sid(), "record-advice", said(&["ivy"], "supportive-with-actions")).await.unwrap();
        desk
    }

    async fn published() -> Self {
        let desk = Self::considered().await;
        desk.at(MEETING, &sid(), "write-minutes", minutes(TEXT)).await.unwrap();
        desk.at(MEETING, &her("ivy"), "publish-minutes", json!({})).await.unwrap();
        desk
    }

    async fn public_minutes(&self) -> Result<Reply, Problem> {
        self.at(MEETING, &Actor::public(), "get-minutes", Value::Null).await
    }
}

#[tokio::test]
async fn minutes_are_written_confirmed_by_another_and_read_by_everyone() {
    let desk = Desk::considered().await;
    let due = |what: &str, title: &str| (what.to_owned(), title.to_owned(), "2026-12-11".to_owned());
    let write = due("write-minutes", "Write the minutes of the meeting");
    assert!(desk.tasks(&sid()).await.contains(&write), "fifteen working days after the meeting");
    assert_eq!(no(desk.public_minutes().await), (404, "minutes-unknown".to_owned()));
    desk.at(MEETING, &sid(), "write-minutes", minutes(TEXT)).await.unwrap();
    assert_eq!(no(desk.public_minutes().await).0, 404);
    let confirm = due("publish-minutes", "Confirm the minutes and publish them");
    assert!(!desk.tasks(&sid()).await.contains(&confirm));
    for other in [sol(), her("ivy")] {
        assert!(desk.tasks(&other).await.contains(&confirm));
        assert_eq!(desk.meeting(MEETING, &other).await["minutes_draft"]["items"][0]["public_text"], TEXT);
    }
    assert_eq!(desk.meeting(MEETING, &her("ian")).await["minutes_draft"], Value::Null);
    let own = desk.at(MEETING, &sid(), "publish-minutes", json!({})).await;
    assert_eq!(no(own), (403, "publisher-wrote-minutes".to_owned()));
    desk.at(MEETING, &her("ivy"), "publish-minutes", json!({})).await.unwrap();
    let told = json!({
        "meeting": MEETING, "group": "agd", "met_on": "2026-11-20", "edition": 1, "published_on": "2026-11-20"});
    assert_eq!(desk.body_of("minutes_published").await, told);
    let read = desk.public_minutes().await.unwrap().body;
    let item = json!({
        "nic": nic(), "outcome": "supportive-with-actions", "public_text": TEXT, "actions": ["Set up a lay panel."],
        "withheld": false, "being_corrected": false,
    });
    assert_eq!(read["items"], json!([item]));
    // Never the group's words about the case, nor who sat there.
    assert!(!read.to_string().contains("own words") && !read.to_string().contains(&her("ivy").id.to_string()));
    let listed = desk.serve(request(&Actor::public(), "list-minutes", &nic(), Value::Null, None)).await.unwrap().body;
    let row = json!({
        "reference": MEETING, "group": "agd", "met_on": "2026-11-20", "edition": 1, "published_on": "2026-11-20"});
    assert_eq!(listed["items"], json!([row]));
    assert_eq!(desk.tables_with(TEXT).await, ["aggregates", "journal_contents"]);
    desk.must_verify().await;
}

#[tokio::test]
async fn what_was_refused_is_withheld_from_the_public() {
    let desk = Desk::published().await;
    desk.walk(&[
        (olu(), "assess-case", json!({"step": "advised", "open_standards": "All were met in the version before."})),
        (ann(), "decide-case", json!({"outcome": "refuse", "reason": "no-health-benefit", "reasons": "None seen.", "against_advice": "It did not ask."})),
    ])
    .await;
    let read = desk.public_minutes().await.unwrap().body;
    let withheld = json!({
        "nic": null, "outcome": "supportive-with-actions", "public_text": null, "actions": [], "withheld": true,
        "being_corrected": false});
    assert_eq!(read["items"], json!([withheld]));
    assert!(!read.to_string().contains(nic().as_str()));
}

#[tokio::test]
async fn what_names_somebody_or_a_case_is_not_written() {
    let desk = Desk::considered().await;
    for (text, code) in [
        ("Ask Dr Smith.", "personal-title"),
        ("Write to ada@example.org.", "email-address"),
        ("About 943 476 5919.", "nhs-number"),
        ("DARS-NIC-900101-K4T7Q was fine.", "nic-in-public-text"),
        (" ", "missing"),
    ] {
        let problem = desk.at(MEETING, &sid(), "write-minutes", minutes(text)).await.unwrap_err();
        let error = &problem.errors[0];
        assert_eq!((problem.status, error.pointer.as_str(), error.code.as_str()), (422, "/items/0/public_text", code));
    }
    let early = Desk::on_the_list().await.at(MEETING, &sid(), "write-minutes", minutes(TEXT)).await;
    assert_eq!(no(early), (409, "meeting-not-considered".to_owned()));
    for (actor, code) in [(olu(), "role-needed"), (her("ian"), "role-needed")] {
        assert_eq!(no(desk.at(MEETING, &actor, "write-minutes", minutes(TEXT)).await), (403, code.to_owned()));
    }
}

#[tokio::test]
async fn a_correction_is_another_edition_with_its_reason() {
    let desk = Desk::published().await;
    let corrected = || minutes("The group found the harm very small.");
    let without = desk.at(MEETING, &sol(), "write-minutes", corrected()).await.unwrap_err();
    assert_eq!((without.status, without.errors[0].pointer.as_str()), (422, "/reason"));
    let mut body = corrected();
    body["reason"] = json!("A word was missing.");
    desk.at(MEETING, &sol(), "write-minutes", body).await.unwrap();
    assert_eq!(desk.public_minutes().await.unwrap().body["items"][0]["public_text"], TEXT);
    desk.at(MEETING, &sid(), "publish-minutes", json!({})).await.unwrap();
    let read = desk.public_minutes().await.unwrap().body;
    assert_eq!((&read["edition"], &read["corrected_because"]), (&json!(2), &json!("A word was missing.")));
    assert_eq!(desk.body_of("minutes_published").await["edition"], 2);
    desk.must_verify().await;
}

#[tokio::test]
async fn every_word_at_a_meeting_can_be_forgotten() {
    let desk = Desk::on_the_list().await;
    let words = json!({"nic": nic(), "interest": true, "what": "Word of interest."});
    desk.at(MEETING, &her("ian"), "declare-interest", words).await.unwrap();
    desk.at(MEETING, &her("ivy"), "declare-interest", declare(false)).await.unwrap();
    let paper = json!({"title": "Word of paper", "reference": "P/1", "sha256": "0f".repeat(32)});
    desk.at(MEETING, &sid(), "set-agenda", json!({"items": [{"nic": nic(), "papers": [paper]}]})).await.unwrap();
    desk.ask_now(&sid(), "record-advice", said(&["ivy"], "supportive")).await.unwrap();
    desk.at(MEETING, &sid(), "write-minutes", minutes("Word of minutes.")).await.unwrap();
    desk.at(MEETING, &her("ivy"), "publish-minutes", json!({})).await.unwrap();
    assert!(!desk.tables_with("Word of ").await.is_empty());
    for number in 1..=12 {
        let mut tx = desk.pool.begin().await.unwrap();
        // Entries without content refuse, and are left.
        let meta = by_records_officer();
        if Redactions.redact(&mut tx, &meta, "meeting", MEETING, number, "asked-for").await.is_ok() {
            tx.commit().await.unwrap();
        }
    }
    assert!(desk.tables_with("Word of ").await.is_empty());
    assert_eq!(desk.public_minutes().await.unwrap().body["items"][0]["public_text"], Value::Null);
    desk.must_verify().await;
}

#[tokio::test]
async fn gp_data_goes_by_pag_and_agd_to_a_decision_that_turns_the_actions_into_conditions() {
    let desk = Desk::open().await;
    desk.hear(&data_set_told(30, "gdppr", true)).await.unwrap();
    let version = version_of(nic(), FIRST, Some(asking_for(&["gdppr"])));
    desk.hear(&told(&version, 1, "2026-11-20T09:00:00Z")).await.unwrap();
    let of = |group: &str, mut body: Value| {
        body["group"] = json!(group);
        body
    };
    desk.walk(&[
        (olu(), "assign-case", json!({})),
        (olu(), "assess-case", json!({"step": "ready"})),
        (olu(), "assess-case", json!({"step": "to_pag"})),
        (sid(), "record-advice", of("pag", crate::meetings::schedule("2026-11-20"))),
    ])
    .await;
    desk.sit("PAG-2026-11-20", &["una"]).await;
    desk.walk(&[
        (sid(), "record-advice", of("pag", said(&["una"], "supportive-with-actions"))),
        (olu(), "assess-case", json!({"step": "to_agd"})),
        (sid(), "record-advice", crate::meetings::schedule("2026-11-20")),
    ])
    .await;
    assert_eq!(desk.meeting("PAG-2026-11-20", &sid()).await["state"], "CONSIDERED");
    desk.at(MEETING, &sid(), "set-meeting-members", crate::meetings::members()).await.unwrap();
    desk.at(MEETING, &her("ivy"), "declare-interest", declare(false)).await.unwrap();
    let papers = desk.at(MEETING, &her("ivy"), "get-papers", Value::Null).await.unwrap().body;
    assert_eq!(papers["advice"][0]["outcome"], "supportive-with-actions");
    desk.walk(&[
        (sid(), "record-advice", said(&["ivy"], "supportive")),
        (olu(), "assess-case", json!({"step": "advised", "open_standards": "All were met in the version before."})),
    ])
    .await;
    let without = desk.ask_now(&ann(), "decide-case", json!({"outcome": "approve"})).await;
    assert_eq!(no(without), (422, "reasons-needed-against-advice".to_owned()));
    // Neither PAG's adviser nor AGD's decides.
    for name in ["una", "ivy"] {
        let adviser = signed_in(name, &[StaffRole::Approver]);
        let refused = desk.ask_now(&adviser, "decide-case", json!({"outcome": "approve", "reasons": "Fine."})).await;
        assert_eq!(no(refused), (403, "approver-was-adviser".to_owned()));
    }
    let conditions = json!([{"text": "Set up a lay panel."}, {"text": "Drop the identifiers of practices."}]);
    let approve = json!({"outcome": "approve", "conditions": conditions});
    let done = desk.ask_now(&ann(), "decide-case", approve).await.unwrap();
    assert_eq!(done.body["state"], "APPROVED_WITH_CONDITIONS");
    desk.must_verify().await;
}
