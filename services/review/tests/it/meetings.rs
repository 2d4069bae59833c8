//! Meetings: their lists follow the cases, interests are declared before papers open, and who had one never advised.

use dars_bus::{Problem, Reply};
use dars_vocabulary::{Actor, StaffRole};
use serde_json::{Value, json};

use crate::desk::{
    Desk, SECRET, ann, machine, membership_told, mia, nic, no, olu, request, sam, sid, signed_in, withdrawn_told,
};

pub const MEETING: &str = "AGD-2026-11-20";

/// An adviser of this name.
pub fn her(name: &str) -> Actor {
    signed_in(name, &[StaffRole::Adviser])
}

pub fn schedule(day: &str) -> Value {
    json!({"step": "schedule", "group": "agd", "meets_on": day})
}

pub fn said(advisers: &[&str], outcome: &str) -> Value {
    json!({
        "step": "outcome", "group": "agd", "outcome": outcome, "met_on": "2026-11-20", "advisers": advisers,
        "text": "The group's own words.",
    })
}

pub fn declare(interest: bool) -> Value {
    json!({"nic": nic(), "interest": interest})
}

pub fn members() -> Value {
    json!({"members": ["ivy", "ian"], "chair": "ivy"})
}

impl Desk {
    /// Something asked about a meeting, as it is now where that counts.
    pub async fn at(&self, meeting: &str, actor: &Actor, action: &str, body: Value) -> Result<Reply, Problem> {
        let version: Option<i64> =
            sqlx::query_scalar("select version from aggregates where aggregate = 'meeting' and reference = $1")
                .bind(meeting)
                .fetch_optional(&self.pool)
                .await
                .unwrap();
        // Who asks about what is not there quotes something.
        let mut asked = request(actor, action, &nic(), body, version.or(Some(1)));
        asked.envelope.params.insert("reference".to_owned(), meeting.to_owned());
        self.serve(asked).await
    }

    pub async fn meeting(&self, meeting: &str, actor: &Actor) -> Value {
        self.at(meeting, actor, "get-meeting", Value::Null).await.unwrap().body
    }

    /// A case before AGD, on the list of a meeting at which Ivy and Ian sit.
    pub async fn on_the_list() -> Self {
        let desk = Self::with_case(2).await;
        desk.walk(&[
            (olu(), "assess-case", json!({"step": "to_agd"})),
            (sid(), "record-advice", schedule("2026-11-20")),
        ])
        .await;
        desk.at(MEETING, &sid(), "set-meeting-members", members()).await.unwrap();
        desk
    }

    /// They sit at that meeting, and none has an interest in the case.
    pub async fn sit(&self, meeting: &str, names: &[&str]) {
        let who = json!({"members": names, "chair": names[0]});
        self.at(meeting, &sid(), "set-meeting-members", who).await.unwrap();
        for name in names {
            self.at(meeting, &her(name), "declare-interest", declare(false)).await.unwrap();
        }
    }

    async fn whats(&self, actor: &Actor) -> Vec<String> {
        self.tasks(actor).await.into_iter().map(|(what, ..)| what).collect()
    }
}

#[tokio::test]
async fn an_adviser_declares_then_reads_and_who_has_an_interest_does_neither_read_nor_advise() {
    let desk = Desk::on_the_list().await;
    let papers = async |who: &str| desk.at(MEETING, &her(who), "get-papers", Value::Null).await;
    for who in ["ivy", "ian"] {
        assert_eq!(desk.whats(&her(who)).await, ["declare-interest"]);
        assert_eq!(no(papers(who).await), (403, "interest-not-declared".to_owned()));
        // Not even where an officer reads: an adviser is no staff of the body's.
        assert_eq!(no(desk.get(&her(who)).await), (404, "case-unknown".to_owned()));
    }
    desk.at(MEETING, &her("ivy"), "declare-interest", declare(false)).await.unwrap();
    let with_words = json!({"nic": nic(), "interest": true, "what": "They pay my study."});
    desk.at(MEETING, &her("ian"), "declare-interest", with_words).await.unwrap();
    let read = papers("ivy").await.unwrap().body;
    assert_eq!(read["content"]["purpose"]["objective"], SECRET);
    assert_eq!(no(papers("ian").await), (403, "interest-declared".to_owned()));
    assert_eq!(
        (desk.whats(&her("ivy")).await, desk.whats(&her("ian")).await),
        (vec!["read-papers".to_owned()], vec![])
    );
    // Which interest it is, the secretariat reads and nobody else.
    let what = |shown: &Value| shown["items"][0]["declarations"].to_string().contains("They pay");
    assert!(what(&desk.meeting(MEETING, &sid()).await) && what(&desk.meeting(MEETING, &her("ian")).await));
    assert!(!what(&desk.meeting(MEETING, &ann()).await) && !what(&desk.meeting(MEETING, &her("ivy")).await));

    for (advisers, code) in [(["ivy", "ian"], "adviser-interested"), (["ivy", "una"], "adviser-not-declared")] {
        let before = desk.case().await.version;
        let problem = desk.ask_now(&sid(), "record-advice", said(&advisers, "supportive")).await.unwrap_err();
        assert_eq!(
            (problem.status, problem.code.as_str(), problem.errors[0].pointer.as_str()),
            (422, code, "/advisers")
        );
        assert_eq!(desk.case().await.version, before, "neither the case nor the meeting keeps it");
    }
    desk.ask_now(&sid(), "record-advice", said(&["ivy"], "supportive")).await.unwrap();
    assert_eq!(desk.meeting(MEETING, &sid()).await["state"], "CONSIDERED");
    assert!(desk.whats(&her("ivy")).await.is_empty());
    // Who read still reads what was advised on; who did not, does not.
    assert!(papers("ivy").await.is_ok() && papers("ian").await.is_err());
    desk.must_verify().await;
}

#[tokio::test]
async fn a_member_of_the_applicant_has_an_interest_whatever_they_say() {
    let desk = Desk::on_the_list().await;
    desk.hear(&membership_told(40, &her("ivy"), None)).await.unwrap();
    let none = desk.at(MEETING, &her("ivy"), "declare-interest", declare(false)).await;
    assert_eq!(no(none), (403, "own-organisation".to_owned()));
    desk.at(MEETING, &her("ivy"), "declare-interest", declare(true)).await.unwrap();
}

#[tokio::test]
async fn the_list_follows_the_case_to_another_day_and_is_left_by_what_was_withdrawn() {
    let desk = Desk::on_the_list().await;
    desk.walk(&[(sid(), "record-advice", schedule("2026-11-27"))]).await;
    assert_eq!(desk.meeting(MEETING, &sid()).await["items"], json!([]));
    let other = "AGD-2026-11-27";
    assert_eq!(desk.meeting(other, &sid()).await["items"][0]["waiting"], true);
    desk.at(other, &sid(), "set-meeting-members", members()).await.unwrap();
    assert_eq!(desk.whats(&her("ivy")).await, ["declare-interest"]);
    desk.at(other, &her("ivy"), "declare-interest", declare(false)).await.unwrap();
    for event in [50, 50, 51] {
        desk.hear(&withdrawn_told(event)).await.unwrap();
    }
    assert_eq!(desk.meeting(other, &sid()).await["items"][0]["waiting"], false);
    assert!(desk.whats(&her("ivy")).await.is_empty());
    let papers = desk.at(other, &her("ivy"), "get-papers", Value::Null).await;
    assert_eq!(no(papers), (404, "case-not-on-list".to_owned()));
}

#[tokio::test]
async fn a_group_that_met_on_another_day_than_it_meant_to_is_recorded_there() {
    let desk = Desk::with_case(2).await;
    desk.walk(&[(olu(), "assess-case", json!({"step": "to_agd"})), (sid(), "record-advice", schedule("2026-11-27"))])
        .await;
    let nobody = desk.ask_now(&sid(), "record-advice", said(&["ivy"], "supportive")).await;
    assert_eq!(no(nobody), (409, "meeting-members-missing".to_owned()));
    desk.sit("AGD-2026-11-27", &["ivy"]).await;
    desk.walk(&[(sid(), "record-advice", said(&["ivy"], "supportive"))]).await;
    assert_eq!(desk.meeting("AGD-2026-11-27", &sid()).await["items"], json!([]));
    assert_eq!(desk.meeting(MEETING, &sid()).await["items"][0]["outcome"], "supportive");
}

#[tokio::test]
async fn a_group_that_puts_its_advice_off_meets_again() {
    let desk = Desk::with_case(2).await;
    desk.walk(&[(olu(), "assess-case", json!({"step": "to_agd"})), (sid(), "record-advice", schedule("2026-11-20"))])
        .await;
    desk.sit(MEETING, &["ivy"]).await;
    desk.walk(&[(sid(), "record-advice", said(&["ivy"], "deferred"))]).await;
    let advised = desk.ask_now(&olu(), "assess-case", json!({"step": "advised"})).await;
    assert_eq!(no(advised), (409, "advice-deferred".to_owned()));
    // On the same day once more: the case waits for that meeting again.
    desk.walk(&[(sid(), "record-advice", schedule("2026-11-20"))]).await;
    let item = desk.meeting(MEETING, &sid()).await["items"][0].clone();
    assert_eq!((&item["outcome"], &item["waiting"]), (&Value::Null, &json!(true)));
}

#[tokio::test]
async fn a_meeting_that_is_put_off_takes_its_cases_along_and_everyone_hears_of_the_day() {
    let desk = Desk::on_the_list().await;
    let to = json!({"meets_on": "2026-12-03"});
    let done = desk.at(MEETING, &sid(), "put-off-meeting", to.clone()).await.unwrap();
    assert_eq!(done.body, json!({"reference": MEETING, "state": "PUT_OFF", "put_off_to": "AGD-2026-12-03"}));
    let told = json!({"nic": nic(), "group": "agd", "meets_on": "2026-12-03"});
    assert_eq!(desk.body_of("advice_scheduled").await, told);
    assert_eq!(desk.meeting("AGD-2026-12-03", &sid()).await["items"][0]["waiting"], true);
    assert_eq!(desk.meeting(MEETING, &sid()).await["put_off_to"], "AGD-2026-12-03");
    assert_eq!(no(desk.at(MEETING, &sid(), "put-off-meeting", to).await), (409, "meeting-put-off".to_owned()));
    let back = desk.at("AGD-2026-12-03", &sid(), "put-off-meeting", json!({"meets_on": "2026-11-20"})).await;
    assert_eq!(no(back), (409, "meeting-put-off".to_owned()));
    desk.must_verify().await;
}

#[tokio::test]
async fn an_agenda_has_papers_for_those_who_declared() {
    let desk = Desk::on_the_list().await;
    let paper = json!({"title": "Protocol", "reference": "P/1", "sha256": "0f".repeat(32)});
    let agenda = json!({"items": [{"nic": nic(), "papers": [paper]}]});
    desk.at(MEETING, &sid(), "set-agenda", agenda).await.unwrap();
    let shown = async |who: &Actor| desk.meeting(MEETING, who).await["items"][0]["papers"].clone();
    assert_eq!(shown(&sid()).await, json!([paper]));
    assert_eq!(shown(&her("ivy")).await, Value::Null);
    desk.at(MEETING, &her("ivy"), "declare-interest", declare(false)).await.unwrap();
    assert_eq!(shown(&her("ivy")).await, json!([paper]));
    let requester = json!({"organisation": "NU01", "name": null});
    assert_eq!(desk.meeting(MEETING, &her("ian")).await["items"][0]["requesters"], json!([requester]));
}

#[tokio::test]
async fn meetings_are_for_staff_and_their_own_members() {
    let desk = Desk::on_the_list().await;
    let list = async |actor: &Actor| desk.serve(request(actor, "list-meetings", &nic(), Value::Null, None)).await;
    let row = json!({"reference": MEETING, "group": "agd", "meets_on": "2026-11-20", "state": "SCHEDULED", "items": 1});
    for actor in [sid(), ann(), her("ivy")] {
        assert_eq!(list(&actor).await.unwrap().body["items"], json!([row]));
    }
    assert_eq!(list(&her("eli")).await.unwrap().body["items"], json!([]));
    assert_eq!(no(list(&sam()).await), (403, "staff-needed".to_owned()));
    let set = members;
    for (actor, action, body, expected) in [
        (Actor::public(), "get-meeting", Value::Null, (401, "sign-in-needed")),
        (machine(sid()), "set-meeting-members", set(), (403, "person-needed")),
        (sam(), "get-meeting", Value::Null, (404, "meeting-unknown")),
        (her("eli"), "declare-interest", declare(false), (404, "meeting-unknown")),
        (mia(), "set-meeting-members", set(), (403, "role-needed")),
        (mia(), "get-papers", Value::Null, (403, "role-needed")),
        (her("ivy"), "set-meeting-members", set(), (403, "role-needed")),
        (sid(), "declare-interest", declare(false), (403, "role-needed")),
        (sid(), "set-meeting-members", json!({"members": ["ivy", " "]}), (422, "adviser-missing")),
        (sid(), "set-meeting-members", json!({"members": ["ivy"], "chair": "ian"}), (422, "values-unacceptable")),
        (sid(), "set-agenda", json!({"items": []}), (422, "values-unacceptable")),
        (sid(), "put-off-meeting", json!({"meets_on": "2026-11-19"}), (422, "values-unacceptable")),
        (
            her("ivy"),
            "declare-interest",
            json!({"nic": "DARS-NIC-900999-A1A1A", "interest": true}),
            (404, "case-not-on-list"),
        ),
    ] {
        let refused = no(desk.at(MEETING, &actor, action, body).await);
        assert_eq!(refused, (expected.0, expected.1.to_owned()), "{action} by {actor:?}");
    }
    for body in [json!({"members": "ivy"}), json!({}), json!({"members": ["ivy"], "colour": 1}), Value::Null] {
        assert_eq!(no(desk.at(MEETING, &sid(), "set-meeting-members", body).await).0, 400);
    }
    assert_eq!(no(desk.at("AGD-2026-02-30", &sid(), "get-meeting", Value::Null).await).0, 404);
    assert_eq!(
        desk.meeting(MEETING, &sid()).await["permitted"],
        json!(["set-meeting-members", "set-agenda", "put-off-meeting"])
    );
    assert_eq!(desk.meeting(MEETING, &her("ian")).await["permitted"], json!(["declare-interest"]));
}
