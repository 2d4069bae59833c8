//! What was recorded of a case is put right at its meeting too, in the same step; and what was declared goes along.

use dars_bus::{Problem, Reply};
use dars_vocabulary::{Actor, StaffRole};
use serde_json::{Value, json};

use crate::{
    desk::{Desk, nic, no, request, sid, signed_in},
    meetings::{MEETING, declare, her, said, schedule},
};

const LATER: &str = "AGD-2026-11-27";

fn right(outcome: &str, met_on: &str, advisers: &[&str]) -> Value {
    json!({
        "what": "advice", "number": 1, "outcome": outcome, "met_on": met_on, "advisers": advisers,
        "reason": "The wrong line was read.",
    })
}

fn minutes(reason: Option<&str>) -> Value {
    let items = json!([{"nic": nic(), "public_text": "The group was of this view.", "actions": []}]);
    json!({"items": items, "reason": reason})
}

impl Desk {
    /// Ivy and Ian sit; Ivy has no interest and advised, Ian has one.
    async fn advised() -> Self {
        let desk = Self::on_the_list().await;
        desk.at(MEETING, &her("ivy"), "declare-interest", declare(false)).await.unwrap();
        desk.at(MEETING, &her("ian"), "declare-interest", declare(true)).await.unwrap();
        desk.ask_now(&sid(), "record-advice", said(&["ivy"], "supportive")).await.unwrap();
        desk
    }

    /// Asked of the case a week later, as it is then.
    async fn ask_later(&self, actor: &Actor, action: &str, body: Value) -> Result<Reply, Problem> {
        let mut asked = request(actor, action, &nic(), body, Some(self.case().await.version));
        asked.now = "2026-11-27T10:00:00Z".parse().unwrap();
        self.serve(asked).await
    }

    async fn public_item(&self) -> Value {
        self.at(MEETING, &Actor::public(), "get-minutes", Value::Null).await.unwrap().body["items"][0].clone()
    }

    async fn waits(&self, actor: &Actor, what: &str) -> bool {
        self.tasks(actor).await.into_iter().any(|(waiting, ..)| waiting == what)
    }
}

#[tokio::test]
async fn what_is_put_right_in_the_case_is_put_right_at_the_meeting() {
    let desk = Desk::advised().await;
    desk.ask_now(&sid(), "correct-case", right("not-supportive", "2026-11-20", &["ivy"])).await.unwrap();
    assert_eq!(desk.meeting(MEETING, &sid()).await["items"][0]["outcome"], "not-supportive");
    desk.at(MEETING, &sid(), "write-minutes", minutes(None)).await.unwrap();
    assert_eq!(desk.meeting(MEETING, &sid()).await["minutes_draft"]["items"][0]["outcome"], "not-supportive");
    // Once more the same: nothing happens, here or there.
    let before = desk.case().await.version;
    desk.ask_now(&sid(), "correct-case", right("not-supportive", "2026-11-20", &["ivy"])).await.unwrap();
    assert_eq!(desk.case().await.version, before);
    desk.must_verify().await;
}

#[tokio::test]
async fn nobody_is_named_by_a_correction_who_could_not_have_been_named_at_first() {
    let desk = Desk::advised().await;
    for (advisers, code) in [(["ivy", "ian"], "adviser-interested"), (["ivy", "una"], "adviser-not-declared")] {
        let before = desk.case().await.version;
        let problem = desk.ask_now(&sid(), "correct-case", right("supportive", "2026-11-20", &advisers)).await;
        let problem = problem.unwrap_err();
        let said = (problem.status, problem.code.as_str(), problem.errors[0].pointer.as_str());
        assert_eq!(said, (422, code, "/advisers"));
        assert_eq!(desk.case().await.version, before, "neither the case nor the meeting keeps it");
    }
    desk.must_verify().await;
}

#[tokio::test]
async fn published_minutes_say_that_they_are_being_corrected_until_the_next_edition_has_a_reason() {
    let desk = Desk::advised().await;
    desk.at(MEETING, &sid(), "write-minutes", minutes(None)).await.unwrap();
    desk.at(MEETING, &her("ivy"), "publish-minutes", json!({})).await.unwrap();
    assert_eq!(desk.public_item().await["being_corrected"], false);
    assert!(!desk.waits(&sid(), "write-minutes").await);

    desk.ask_now(&sid(), "correct-case", right("unable-to-advise", "2026-11-20", &["ivy"])).await.unwrap();
    let item = desk.public_item().await;
    assert_eq!((&item["outcome"], &item["being_corrected"]), (&json!("supportive"), &json!(true)));
    assert!(desk.waits(&sid(), "write-minutes").await);
    let without = desk.at(MEETING, &sid(), "write-minutes", minutes(None)).await.unwrap_err();
    assert_eq!((without.status, without.errors[0].pointer.as_str()), (422, "/reason"));

    desk.at(MEETING, &sid(), "write-minutes", minutes(Some("The wrong line was read."))).await.unwrap();
    assert_eq!(desk.public_item().await["being_corrected"], true);
    desk.at(MEETING, &her("ivy"), "publish-minutes", json!({})).await.unwrap();
    let read = desk.at(MEETING, &Actor::public(), "get-minutes", Value::Null).await.unwrap().body;
    assert_eq!((&read["edition"], &read["corrected_because"]), (&json!(2), &json!("The wrong line was read.")));
    assert_eq!(
        (&read["items"][0]["outcome"], &read["items"][0]["being_corrected"]),
        (&json!("unable-to-advise"), &json!(false))
    );
    assert!(!desk.waits(&sid(), "write-minutes").await);
    desk.must_verify().await;
}

#[tokio::test]
async fn minutes_that_are_only_written_wait_to_be_written_anew() {
    let desk = Desk::advised().await;
    desk.at(MEETING, &sid(), "write-minutes", minutes(None)).await.unwrap();
    let sol = signed_in("sol", &[StaffRole::Secretariat]);
    assert!(desk.waits(&sol, "publish-minutes").await);
    desk.ask_now(&sid(), "correct-case", right("deferred", "2026-11-20", &["ivy"])).await.unwrap();
    assert!(!desk.waits(&sol, "publish-minutes").await && desk.waits(&sol, "write-minutes").await);
    assert_eq!(no(desk.at(MEETING, &sol, "publish-minutes", json!({})).await), (409, "minutes-outdated".to_owned()));
}

#[tokio::test]
async fn advice_of_another_day_moves_to_the_meeting_of_that_day_with_what_was_declared() {
    let desk = Desk::advised().await;
    desk.at(MEETING, &sid(), "write-minutes", minutes(None)).await.unwrap();
    // Ian had an interest on the day that was named, so he has it on the day that it was.
    let ian = desk.ask_later(&sid(), "correct-case", right("supportive", "2026-11-27", &["ian"])).await;
    assert_eq!(no(ian), (422, "adviser-interested".to_owned()));
    let una = desk.ask_later(&sid(), "correct-case", right("supportive", "2026-11-27", &["una"])).await;
    assert_eq!(no(una), (422, "adviser-not-declared".to_owned()), "who sat on the one sat on the other");
    desk.ask_later(&sid(), "correct-case", right("supportive", "2026-11-27", &["ivy"])).await.unwrap();
    let told = json!({
        "nic": nic(), "group": "agd", "was_met_on": "2026-11-20", "outcome": "supportive", "met_on": "2026-11-27"});
    assert_eq!(desk.body_of("advice_corrected").await, told);
    assert_eq!(desk.meeting(MEETING, &sid()).await["items"], json!([]));
    let later = desk.meeting(LATER, &sid()).await;
    assert_eq!((&later["state"], &later["items"][0]["outcome"]), (&json!("CONSIDERED"), &json!("supportive")));
    assert_eq!(later["items"][0]["declarations"].as_array().unwrap().len(), 2);
    // The draft named a case that was not seen there: it is written anew, without it.
    let sol = signed_in("sol", &[StaffRole::Secretariat]);
    assert_eq!(no(desk.at(MEETING, &sol, "publish-minutes", json!({})).await), (409, "minutes-outdated".to_owned()));
    desk.at(MEETING, &sid(), "write-minutes", json!({"items": []})).await.unwrap();
    desk.at(MEETING, &sol, "publish-minutes", json!({})).await.unwrap();
    desk.must_verify().await;
}

#[tokio::test]
async fn a_correction_to_a_day_on_which_the_group_did_not_meet_is_refused_and_changes_nothing() {
    let desk = Desk::advised().await;
    // The meeting of the 27th was put off before.
    desk.ask_now(&sid(), "correct-case", right("deferred", "2026-11-20", &["ivy"])).await.unwrap();
    desk.walk(&[(sid(), "record-advice", schedule("2026-11-27"))]).await;
    desk.at(LATER, &sid(), "put-off-meeting", json!({"meets_on": "2026-12-04"})).await.unwrap();
    let before = desk.case().await.version;
    let refused = desk.ask_later(&sid(), "correct-case", right("deferred", "2026-11-27", &["ivy"])).await;
    assert_eq!(no(refused), (409, "meeting-put-off".to_owned()));
    assert_eq!(desk.case().await.version, before);
    assert_eq!(desk.meeting(MEETING, &sid()).await["items"][0]["outcome"], "deferred");
}

#[tokio::test]
async fn a_meeting_that_is_put_off_keeps_its_members_and_what_they_declared() {
    let desk = Desk::on_the_list().await;
    let words = json!({"nic": nic(), "interest": true, "what": "They pay my study."});
    desk.at(MEETING, &her("ian"), "declare-interest", words).await.unwrap();
    desk.at(MEETING, &her("ivy"), "declare-interest", declare(false)).await.unwrap();
    desk.at(MEETING, &sid(), "put-off-meeting", json!({"meets_on": "2026-11-27"})).await.unwrap();
    let later = desk.meeting(LATER, &sid()).await;
    assert_eq!(later["chair"], json!(her("ivy").id));
    assert_eq!(later["members"].as_array().unwrap().len(), 2);
    let interests: Vec<&Value> =
        later["items"][0]["declarations"].as_array().unwrap().iter().map(|said| &said["interest"]).collect();
    assert_eq!(interests, [&json!(true), &json!(false)]);
    // Which interest it is, stands where it was said and nowhere else.
    assert!(!later.to_string().contains("They pay"));
    assert!(desk.at(LATER, &her("ivy"), "get-papers", Value::Null).await.is_ok());
    let closed = desk.at(LATER, &her("ian"), "get-papers", Value::Null).await;
    assert_eq!(no(closed), (403, "interest-declared".to_owned()));
    assert!(desk.waits(&her("ivy"), "read-papers").await && !desk.waits(&her("ian"), "declare-interest").await);
    desk.must_verify().await;
}

#[tokio::test]
async fn a_case_that_is_taken_off_and_put_back_finds_what_was_declared() {
    let desk = Desk::on_the_list().await;
    desk.at(MEETING, &her("ian"), "declare-interest", declare(true)).await.unwrap();
    desk.walk(&[(sid(), "record-advice", schedule("2026-11-27"))]).await;
    assert_eq!(desk.meeting(MEETING, &sid()).await["items"], json!([]));
    // It went along; who sits at the other meeting is its own matter.
    let later = desk.meeting(LATER, &sid()).await;
    assert_eq!((&later["items"][0]["declarations"][0]["interest"], &later["members"]), (&json!(true), &json!([])));
    desk.walk(&[(sid(), "record-advice", schedule("2026-11-20"))]).await;
    assert_eq!(desk.meeting(MEETING, &sid()).await["items"][0]["declarations"][0]["interest"], true);
    let none = desk.at(MEETING, &her("ian"), "declare-interest", declare(false)).await;
    assert_eq!(no(none), (403, "interest-declared".to_owned()));
    let named = desk.ask_now(&sid(), "record-advice", said(&["ian"], "supportive")).await;
    assert_eq!(no(named), (422, "adviser-interested".to_owned()));
    // Where nobody wrote down who sits, whoever has an interest is still no adviser.
    desk.walk(&[(sid(), "record-advice", schedule("2026-11-27"))]).await;
    let elsewhere = json!({
        "step": "outcome", "group": "agd", "outcome": "supportive", "met_on": "2026-11-27", "advisers": ["ian"],
        "text": "Fine.",
    });
    assert_eq!(no(desk.ask_later(&sid(), "record-advice", elsewhere).await), (422, "adviser-interested".to_owned()));
}
