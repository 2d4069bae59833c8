//! How people found it: who is asked, what they say, what everyone may read of it, and what we changed.

use dars_bus::{Problem, Reply};
use dars_messages::{Outgoing, Owner, facts::contracts::DataReleasedV1, requests::intake::Occasion};
use dars_testkit::service::person;
use dars_vocabulary::{Actor, DocumentVersion, Nic, StaffRole, calendar::days_after, code::ReleaseKind};
use jiff::civil::{Date, date};
use serde_json::{Value, json};

use crate::{
    desk::{Desk, TODAY, enquirer, no, officer, stranger, triage},
    setting::lead,
};

fn manager() -> Actor {
    person("team-manager", &[StaffRole::TeamManager])
}

fn said(about: &str, occasion: &str, ease: u8) -> Value {
    json!({"about": about, "occasion": occasion, "ease": ease, "clarity": 4, "comment": "Tell me sooner who has it."})
}

fn released(nic: &str, number: u32, on: Date) -> Outgoing {
    Outgoing::fact(&DataReleasedV1 {
        nic: nic.parse::<Nic>().unwrap(),
        version: DocumentVersion::FIRST_ISSUE,
        release: format!("REL-2026-{number:06}").parse().unwrap(),
        dataset: "hes-apc".to_owned(),
        kind: ReleaseKind::File,
        file_count: 1,
        opt_outs_applied: true,
        released_on: on,
    })
}

impl Desk {
    async fn give(&self, actor: &Actor, body: Value, day: Date) -> Result<Reply, Problem> {
        self.ask(actor, "give-feedback", &[], body, None, day).await
    }

    async fn requests(&self, actor: &Actor, day: Date) -> Vec<(String, String)> {
        let reply = self.ask(actor, "feedback-requests", &[], Value::Null, None, day).await.unwrap();
        let text = |item: &Value, field: &str| item[field].as_str().unwrap().to_owned();
        let items = reply.body["items"].as_array().unwrap();
        items.iter().map(|item| (text(item, "about"), text(item, "occasion"))).collect()
    }

    async fn feedback(&self, day: Date) -> Value {
        self.ask(&Actor::public(), "feedback", &[], Value::Null, None, day).await.unwrap().body
    }

    /// Someone was asked about a reference of their own on `day`.
    async fn asked_about(&self, n: u32, sector: &str, day: Date) -> (Actor, String) {
        let (who, about) = (person(&format!("lead-{n}"), &[]), format!("DARS-NIC-9003{n:02}-A1A1A"));
        self.ask_of(&who, &about, "decision", sector, day).await;
        (who, about)
    }

    async fn ask_about(&self, who: &Actor, about: &str, occasion: &str, day: Date) {
        self.ask_of(who, about, occasion, "universities", day).await;
    }

    async fn ask_of(&self, who: &Actor, about: &str, occasion: &str, sector: &str, day: Date) {
        sqlx::query(
            "insert into feedback_requests (person, about, occasion, sector, asked_on, until_day)
             values ($1, $2, $5, $3, $4::text::date, $4::text::date + 60)",
        )
        .bind(who.id.0)
        .bind(about)
        .bind(sector)
        .bind(day.to_string())
        .bind(occasion)
        .execute(&self.pool)
        .await
        .unwrap();
    }
}

#[tokio::test]
async fn an_enquirer_is_asked_when_their_enquiry_ends_and_answers_once() {
    let desk = Desk::open().await;
    let enquiry = desk.asked().await;
    assert_eq!(desk.requests(&enquirer(), TODAY).await, []);
    desk.of(&officer(), "answer-enquiry", &enquiry, json!({"text": "Yes, apply."})).await.unwrap();
    let waiting = vec![(enquiry.clone(), "enquiry-ended".to_owned())];
    assert_eq!(desk.requests(&enquirer(), TODAY).await, waiting);
    let answer = said(&enquiry, "enquiry-ended", 5);
    assert_eq!(no(desk.give(&stranger(), answer.clone(), TODAY).await), (404, "feedback-not-asked".to_owned()));
    assert_eq!(no(desk.give(&Actor::public(), answer.clone(), TODAY).await).0, 401);
    let reply = desk.give(&enquirer(), answer.clone(), TODAY).await.unwrap();
    assert_eq!((reply.status, &reply.body["thanks"]), (201, &json!(true)));
    assert_eq!(no(desk.give(&enquirer(), answer, TODAY).await), (409, "feedback-given-already".to_owned()));
    assert_eq!(desk.requests(&enquirer(), TODAY).await, []);
    // Ended again, it is not asked about again.
    desk.of(&officer(), "reopen-enquiry", &enquiry, json!({"reason": "More is needed."})).await.unwrap();
    desk.of(&officer(), "answer-enquiry", &enquiry, json!({"text": "Still yes."})).await.unwrap();
    assert_eq!(desk.requests(&enquirer(), TODAY).await, []);
}

#[tokio::test]
async fn what_was_not_told_in_sixty_days_is_no_longer_asked_for() {
    let desk = Desk::open().await;
    let enquiry = desk.asked().await;
    desk.of(&officer(), "answer-enquiry", &enquiry, json!({"text": "Yes, apply."})).await.unwrap();
    let (last, after) = (days_after(TODAY, 60), days_after(TODAY, 61));
    assert_eq!(desk.requests(&enquirer(), last).await.len(), 1);
    assert_eq!(desk.requests(&enquirer(), after).await, []);
    let late = desk.give(&enquirer(), said(&enquiry, "enquiry-ended", 3), after).await;
    assert_eq!(no(late), (409, "feedback-over".to_owned()));
    desk.give(&enquirer(), said(&enquiry, "enquiry-ended", 3), last).await.unwrap();
}

#[tokio::test]
async fn a_duplicate_asks_nobody_how_it_was() {
    let desk = Desk::open().await;
    let (one, other) = (desk.raise().await, desk.raise().await);
    desk.of(&triage(), "mark-duplicate", &one, json!({"of": other})).await.unwrap();
    assert_eq!(desk.requests(&enquirer(), TODAY).await, []);
}

#[tokio::test]
async fn the_lead_is_asked_after_the_first_release_however_often_and_in_whichever_order_it_is_told() {
    let desk = Desk::for_applications().await;
    let nic = desk.converted("accepted").await;
    for (number, on) in [(2, date(2026, 12, 1)), (1, date(2026, 11, 20)), (1, date(2026, 11, 20))] {
        desk.tell(Owner::Contracts, released(&nic, number, on), on).await;
    }
    // Of an application that was never here nobody can be asked.
    desk.tell(Owner::Contracts, released("DARS-NIC-900199-A1A1A", 9, TODAY), TODAY).await;
    assert_eq!(desk.requests(&lead(), date(2026, 12, 1)).await, [(nic.clone(), "first-release".to_owned())]);
    desk.give(&lead(), said(&nic, "first-release", 2), date(2026, 12, 2)).await.unwrap();
    desk.tell(Owner::Contracts, released(&nic, 3, date(2026, 12, 3)), date(2026, 12, 3)).await;
    assert_eq!(desk.requests(&lead(), date(2026, 12, 3)).await, []);
    assert_eq!(desk.feedback(date(2026, 12, 3)).await["marks"][0]["sector"], "universities");
}

#[tokio::test]
async fn everyone_reads_the_marks_of_a_group_of_five_or_more_and_of_no_smaller_one() {
    let desk = Desk::open().await;
    for n in 0..5 {
        let (who, about) = desk.asked_about(n, "universities", TODAY).await;
        desk.give(&who, said(&about, "decision", if n == 0 { 1 } else { 4 }), TODAY).await.unwrap();
    }
    for n in 5..9 {
        let (who, about) = desk.asked_about(n, "companies", TODAY).await;
        desk.give(&who, said(&about, "decision", 1), TODAY).await.unwrap();
    }
    desk.asked_about(9, "charities", TODAY).await;
    let told = desk.feedback(TODAY).await;
    // Of all who answered, those of the universities would tell how many of the companies did.
    assert_eq!(
        told["marks"],
        json!([
            {"occasion": "decision", "sector": "charities", "asked": "fewer than 5", "answered": 0,
                "ease": null, "clarity": null},
            {"occasion": "decision", "sector": "companies", "asked": "fewer than 5", "answered": "fewer than 5",
                "ease": null, "clarity": null},
            {"occasion": "decision", "sector": "universities", "asked": 5, "answered": "withheld", "ease": 3.4, "clarity": 4.0},
        ])
    );
    assert!(!told.to_string().contains("sooner"), "{told}");
    // A year later they no longer count.
    assert_eq!(desk.feedback(date(2027, 11, 21)).await["marks"], json!([]));
}

#[tokio::test]
async fn the_words_are_read_by_team_managers_page_by_page_and_never_say_whose_they_are() {
    let desk = Desk::open().await;
    for n in 0..3 {
        let (who, about) = desk.asked_about(n, "nhs", TODAY).await;
        desk.give(&who, said(&about, "decision", 3), TODAY).await.unwrap();
    }
    let list = |actor: Actor, cursor: String| {
        let desk = &desk;
        async move {
            desk.ask(&actor, "list-feedback", &[("limit", "2"), ("cursor", &cursor)], Value::Null, None, TODAY).await
        }
    };
    assert_eq!(no(list(officer(), String::new()).await), (403, "role-needed".to_owned()));
    let first = list(manager(), String::new()).await.unwrap().body;
    assert_eq!(first["items"][0]["comment"], "Tell me sooner who has it.");
    let next = first["next"].as_str().unwrap().to_owned();
    let second = list(manager(), next).await.unwrap().body;
    assert_eq!((first["items"].as_array().unwrap().len(), second["items"].as_array().unwrap().len()), (2, 1));
    assert!(!first.to_string().contains("DARS-NIC"), "{first}");
    assert_eq!(no(list(manager(), "nonsense".to_owned()).await).0, 400);
}

#[tokio::test]
async fn once_redacted_the_words_are_nowhere() {
    let desk = Desk::open().await;
    let (who, about) = desk.asked_about(1, "nhs", TODAY).await;
    desk.give(&who, said(&about, "decision", 3), TODAY).await.unwrap();
    assert!(desk.contains("Tell me sooner").await);
    let reference = format!("{about}.{}.{}", Occasion::Decision.code(), who.id);
    desk.redact("feedback", &reference, "feedback_given").await;
    assert!(!desk.contains("Tell me sooner").await);
    // The marks stay.
    assert_eq!(desk.feedback(TODAY).await["marks"][0]["answered"], "fewer than 5");
}

#[tokio::test]
async fn what_we_changed_is_published_by_a_team_manager_and_can_be_taken_back() {
    let desk = Desk::open().await;
    let change = json!({"changed_on": "2026-11-01", "heard": "People did not know who had their request.",
        "changed": "Each request shows who holds the pen."});
    let publish = |actor: Actor, body: Value| {
        let desk = &desk;
        async move { desk.ask(&actor, "publish-change", &[], body, None, TODAY).await }
    };
    assert_eq!(no(publish(officer(), change.clone()).await), (403, "role-needed".to_owned()));
    let mut planned = change.clone();
    planned["changed_on"] = json!("2026-11-21");
    assert_eq!(no(publish(manager(), planned).await), (422, "values-unacceptable".to_owned()));
    assert_eq!(desk.feedback(TODAY).await["what_we_changed"], json!([]));
    let done = publish(manager(), change).await.unwrap();
    let reference = done.body["reference"].as_str().unwrap().to_owned();
    let shown = desk.feedback(TODAY).await["what_we_changed"].clone();
    assert_eq!((&shown[0]["reference"], shown.as_array().unwrap().len()), (&json!(reference), 1));
    let params = [("reference", reference.as_str())];
    let read = desk.ask(&Actor::public(), "get-change", &params, Value::Null, None, TODAY).await.unwrap();
    assert_eq!((read.etag, &read.body["state"]), (done.etag, &json!("PUBLISHED")));
    assert_eq!(read.body["permitted"], json!([]));
    for (actor, permitted) in [(manager(), json!(["withdraw-change"])), (officer(), json!([]))] {
        let read = desk.ask(&actor, "get-change", &params, Value::Null, None, TODAY).await.unwrap();
        assert_eq!(read.body["permitted"], permitted);
    }
    let take_back = |etag| {
        let (desk, params) = (&desk, &params);
        async move {
            let body = json!({"reason": "It was announced too early."});
            desk.ask(&manager(), "withdraw-change", params, body, Some(etag), TODAY).await
        }
    };
    assert_eq!(no(take_back(7).await).0, 412);
    take_back(1).await.unwrap();
    assert_eq!(no(take_back(2).await), (409, "change-withdrawn".to_owned()));
    assert_eq!(desk.feedback(TODAY).await["what_we_changed"], json!([]));
    let gone = desk.ask(&Actor::public(), "get-change", &params, Value::Null, None, TODAY).await;
    assert_eq!(no(gone).0, 404);
}

#[tokio::test]
async fn what_we_changed_is_read_page_by_page_newest_first_and_a_cursor_that_is_none_of_ours_is_told_so() {
    let desk = Desk::open().await;
    for day in ["2026-11-01", "2026-11-03", "2026-11-03", "2026-11-02", "2026-11-20"] {
        let body = json!({"changed_on": day, "heard": "It was slow.", "changed": "It is not."});
        desk.ask(&manager(), "publish-change", &[], body, None, TODAY).await.unwrap();
    }
    let page = async |limit: &str, cursor: &str| {
        let params = [("limit", limit), ("cursor", cursor)];
        desk.ask(&Actor::public(), "feedback", &params, Value::Null, None, TODAY).await
    };
    let mut seen: Vec<(String, String)> = Vec::new();
    let mut cursor = String::new();
    let mut pages = 0;
    loop {
        let told = page("2", &cursor).await.unwrap().body;
        let text = |one: &Value, field: &str| one[field].as_str().unwrap().to_owned();
        let items = told["what_we_changed"].as_array().unwrap();
        assert!(items.len() <= 2 && told["questions"].is_object());
        seen.extend(items.iter().map(|one| (text(one, "changed_on"), text(one, "reference"))));
        pages += 1;
        let Some(next) = told["next"].as_str() else { break };
        next.clone_into(&mut cursor);
    }
    let days: Vec<&str> = seen.iter().map(|(day, _)| day.as_str()).collect();
    assert_eq!((pages, days), (3, vec!["2026-11-20", "2026-11-03", "2026-11-03", "2026-11-02", "2026-11-01"]));
    let mut newest = seen.clone();
    newest.sort();
    newest.reverse();
    assert_eq!(seen, newest, "each once, in one order");
    // A page that is just full has a next one, which is empty.
    let last = page("5", "").await.unwrap().body;
    assert_eq!(page("5", last["next"].as_str().unwrap()).await.unwrap().body["what_we_changed"], json!([]));
    let beyond =
        ["2026-11-03", "x~IMP-000001", "2026-02-30~IMP-000001", "-009999-01-01~IMP-000001", "~", "10000-01-01~x"];
    for cursor in beyond {
        assert_eq!(no(page("2", cursor).await).0, 400, "{cursor}");
        let own = [("cursor", format!("{cursor}~decision"))];
        let own: Vec<(&str, &str)> = own.iter().map(|(name, text)| (*name, text.as_str())).collect();
        let asked = desk.ask(&lead(), "feedback-requests", &own, Value::Null, None, TODAY).await;
        assert!(asked.is_ok() || asked.as_ref().is_err_and(|problem| problem.status == 400), "{cursor}: {asked:?}");
    }
    for (action, cursor) in [
        ("feedback-requests", "-009999-01-01~DARS-NIC-900301-A1A1A~decision"),
        ("list-enquiries", "-009999-01-01~ENQ-2026-000001"),
        ("list-unfiled-mails", "-009999-01-01T00:00:00Z~00000000-0000-7000-8000-000000000000"),
    ] {
        let asked = desk.ask(&triage(), action, &[("cursor", cursor)], Value::Null, None, TODAY).await;
        assert_eq!(no(asked).0, 400, "{action}");
    }
    for limit in ["0", "201", "-1", "two"] {
        assert_eq!(no(page(limit, "").await).0, 400, "{limit}");
    }
}

#[tokio::test]
async fn whoever_is_asked_about_much_reads_it_page_by_page_by_its_last_day() {
    let desk = Desk::open().await;
    let who = person("lead-of-many", &[]);
    for (about, occasion, day) in [
        ("DARS-NIC-900301-A1A1A", "closing", 2),
        ("DARS-NIC-900301-A1A1A", "first-release", 2),
        ("DARS-NIC-900302-A1A1A-v0.1", "decision", 1),
        ("DARS-NIC-900303-A1A1A", "closing", 2),
        ("DARS-NIC-900304-A1A1A", "closing", 0),
    ] {
        desk.ask_about(&who, about, occasion, days_after(TODAY, day)).await;
    }
    let mut seen = Vec::new();
    let mut cursor = String::new();
    loop {
        let params = [("limit", "2"), ("cursor", cursor.as_str())];
        let told = desk.ask(&who, "feedback-requests", &params, Value::Null, None, TODAY).await.unwrap().body;
        let items = told["items"].as_array().unwrap().clone();
        seen.extend(items.iter().map(|one| (one["about"].as_str().unwrap().to_owned(), one["occasion"].clone())));
        let Some(next) = told["next"].as_str() else { break };
        next.clone_into(&mut cursor);
    }
    let expected = [
        ("DARS-NIC-900304-A1A1A", "closing"),
        ("DARS-NIC-900302-A1A1A-v0.1", "decision"),
        ("DARS-NIC-900301-A1A1A", "closing"),
        ("DARS-NIC-900301-A1A1A", "first-release"),
        ("DARS-NIC-900303-A1A1A", "closing"),
    ];
    assert_eq!(seen, expected.map(|(about, occasion)| (about.to_owned(), json!(occasion))));
}

#[tokio::test]
async fn each_version_that_is_decided_upon_is_asked_about_by_itself_and_the_number_alone_means_the_last_of_them() {
    let desk = Desk::open().await;
    let (who, nic) = (person("lead-of-versions", &[]), "DARS-NIC-900301-A1A1A");
    // On one day: the tenth draft comes behind the ninth.
    for version in ["v0.2", "v0.9", "v0.10"] {
        desk.ask_about(&who, &format!("{nic}-{version}"), "decision", TODAY).await;
    }
    desk.ask_about(&who, "DARS-NIC-900301-A1A1B-v0.1", "decision", days_after(TODAY, 1)).await;
    desk.ask_about(&who, nic, "closing", TODAY).await;
    let give = async |about: &str, ease: u8| desk.give(&who, said(about, "decision", ease), TODAY).await;
    assert_eq!(give(&format!("{nic}-v0.2"), 1).await.unwrap().body["about"], json!(format!("{nic}-v0.2")));
    assert_eq!(no(give(&format!("{nic}-v0.2"), 5).await), (409, "feedback-given-already".to_owned()));
    for version in ["v0.10", "v0.9"] {
        assert_eq!(give(nic, 3).await.unwrap().body["about"], json!(format!("{nic}-{version}")));
    }
    assert_eq!(no(give(nic, 3).await), (409, "feedback-given-already".to_owned()), "all are answered");
    for never in ["DARS-NIC-900301-A1A1", "DARS-NIC-900301-A1A1A-v", "DARS-NIC-900301-A1A1A-v0.1", "", "%", "-v0.2"] {
        assert_eq!(no(give(never, 3).await), (404, "feedback-not-asked".to_owned()), "{never:?}");
    }
    let left = [("DARS-NIC-900301-A1A1A", "closing"), ("DARS-NIC-900301-A1A1B-v0.1", "decision")];
    assert_eq!(desk.requests(&who, TODAY).await, left.map(|(about, why)| (about.to_owned(), why.to_owned())));
    let marks = desk.feedback(TODAY).await["marks"].clone();
    assert_eq!(marks.as_array().unwrap().len(), 2, "{marks}");
}

#[tokio::test]
async fn an_enquirer_speaks_for_the_group_they_name_and_is_counted_there_alone() {
    let desk = Desk::open().await;
    let enquiry = desk.asked().await;
    desk.of(&officer(), "answer-enquiry", &enquiry, json!({"text": "Yes, apply."})).await.unwrap();
    let with = |sector: Value| {
        let mut body = said(&enquiry, "enquiry-ended", 5);
        body["sector"] = sector;
        body
    };
    let before = desk.feedback(TODAY).await["marks"].clone();
    for (sector, status) in [(json!("guilds"), 422), (json!(5), 400), (json!(["charities"]), 400)] {
        assert_eq!(no(desk.give(&enquirer(), with(sector), TODAY).await).0, status);
    }
    assert_eq!(desk.feedback(TODAY).await["marks"], before);
    desk.give(&enquirer(), with(json!("charities")), TODAY).await.unwrap();
    let marks = desk.feedback(TODAY).await["marks"].clone();
    let few = json!("fewer than 5");
    let [row] = marks.as_array().unwrap().as_slice() else { panic!("{marks}") };
    assert_eq!((&row["sector"], &row["asked"], &row["answered"]), (&json!("charities"), &few, &few));
    // Elsewhere it is known.
    let (who, about) = desk.asked_about(1, "nhs", TODAY).await;
    let mut body = said(&about, "decision", 3);
    body["sector"] = json!("charities");
    let known = desk.give(&who, body, TODAY).await.unwrap_err();
    assert_eq!(
        (known.status, known.errors[0].pointer.as_str(), known.errors[0].code.as_str()),
        (422, "/sector", "for-enquiries")
    );
}
