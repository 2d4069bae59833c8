//! Enquiries at the desk: routed by their words, owned, given back, merged, overdue; NHS numbers never stored; a NIC
//! number that is someone else's, or nobody's, looks the same.

use dars_messages::{Outgoing, Owner, facts::review::CaseOfficerV1};
use dars_testkit::service::person;
use dars_vocabulary::{Actor, StaffRole, calendar::days_after};
use jiff::civil::date;
use serde_json::{Value, json};

use crate::desk::{Desk, TODAY, enquirer, expert, no, stranger, triage};

fn incident_lead() -> Actor {
    person("incident-lead", &[StaffRole::IncidentLead])
}

fn manager() -> Actor {
    person("team-manager", &[StaffRole::TeamManager])
}

fn body(purpose: &str) -> Value {
    json!({"name": "Edith Quill", "email": "edith@quill.example", "topic": "other", "purpose_text": purpose})
}

impl Desk {
    async fn raise_as(&self, actor: &Actor, body: Value) -> Value {
        self.ask(actor, "raise-enquiry", &[], body, None, TODAY).await.unwrap().body
    }

    pub async fn raised(&self, actor: &Actor, purpose: &str) -> String {
        self.raise_as(actor, body(purpose)).await["reference"].as_str().unwrap().to_owned()
    }
}

#[tokio::test]
async fn a_breach_is_before_the_incident_lead_at_once_and_due_within_the_hour() {
    let desk = Desk::open().await;
    let enquiry = desk.raised(&enquirer(), "We lost a USB stick with patient data on it.").await;
    let shown = desk.shown(&incident_lead(), &enquiry, TODAY).await;
    assert_eq!((&shown["state"], &shown["team"]), (&json!("WITH_EXPERT"), &json!("incident")));
    assert_eq!((&shown["answer_due"], &shown["answer_by"]), (&json!("2026-11-20"), &json!("2026-11-20T13:00:00Z")));
    assert_eq!(shown["for_staff"]["suggestion"]["line"], 1);
    assert_eq!(desk.tasks(&incident_lead(), TODAY).await, [("answer-enquiry".to_owned(), enquiry.clone())]);
    assert_eq!(desk.told(&enquiry).await, ["enquiry_raised", "enquiry_routed"]);
    desk.of(&incident_lead(), "answer-enquiry", &enquiry, json!({"text": "We act."})).await.unwrap();
}

#[tokio::test]
async fn what_an_enquirer_writes_later_reaches_the_incident_lead_too() {
    let desk = Desk::open().await;
    let enquiry = desk.asked().await;
    let text = json!({"text": "By the way, our server was hacked last night."});
    desk.ask(&enquirer(), "add-message", &[("reference", &enquiry)], text, None, TODAY).await.unwrap();
    assert_eq!(desk.shown(&triage(), &enquiry, TODAY).await["team"], "incident");
    assert_eq!(desk.told(&enquiry).await.last().unwrap(), "enquiry_routed");
}

#[tokio::test]
async fn another_team_than_was_suggested_needs_a_reason_which_is_kept_and_counted() {
    let desk = Desk::open().await;
    let enquiry = desk.raised(&enquirer(), "Can NHS England invite people to our randomised trial?").await;
    let suggested = desk.shown(&triage(), &enquiry, TODAY).await["for_staff"]["suggestion"].clone();
    assert_eq!((&suggested["route"], &suggested["line"]), (&json!({"team": "digitrials"}), &json!(6)));
    let refused = no(desk.of(&triage(), "route-enquiry", &enquiry, json!({"team": "agreements"})).await);
    assert_eq!(refused, (422, "reason-needed".to_owned()));
    let secret = "Zebulon knows why";
    desk.of(&triage(), "route-enquiry", &enquiry, json!({"team": "agreements", "reason": secret})).await.unwrap();
    let counted: (String, i16, String, bool) =
        sqlx::query_as("select suggested, suggested_line, routed, overruled from enquiries where reference = $1")
            .bind(&enquiry)
            .fetch_one(&desk.pool)
            .await
            .unwrap();
    assert_eq!(counted, ("digitrials".to_owned(), 6, "agreements".to_owned(), true));
    assert!(desk.contains(secret).await, "the search would find it");
    desk.redact("enquiry", &enquiry, "enquiry_routed").await;
    assert!(!desk.contains(secret).await);
    desk.of(&expert(), "give-back-enquiry", &enquiry, json!({"reason": "It is about a trial."})).await.unwrap();
    assert_eq!(desk.shown(&triage(), &enquiry, TODAY).await["state"], "TRIAGED");
    desk.of(&triage(), "route-enquiry", &enquiry, json!({"team": "digitrials"})).await.unwrap();
    let overruled: bool = sqlx::query_scalar("select overruled from enquiries").fetch_one(&desk.pool).await.unwrap();
    assert!(!overruled);
}

#[tokio::test]
async fn an_nhs_number_is_taken_out_of_every_text_before_it_is_stored_and_the_enquirer_is_told() {
    let desk = Desk::open().await;
    let number = "943 476 5919";
    let mut asked = body(&format!("About {number}, please."));
    for field in ["name", "organisation", "role", "parties_text"] {
        asked[field] = json!(format!("With {number} in it"));
    }
    asked["data_sets"] = json!([format!("HES of {number}")]);
    asked["despite"] = json!({"to": "sde", "reason": format!("For {number}")});
    let raised = desk.raise_as(&enquirer(), asked).await;
    assert_eq!(raised["numbers_removed"], 7);
    let enquiry = raised["reference"].as_str().unwrap().to_owned();
    desk.of(&triage(), "route-enquiry", &enquiry, json!({"team": "agreements", "reason": number})).await.unwrap();
    let text = json!({"text": format!("Sorry, {number} and 9434765919.")});
    let added = desk.ask(&enquirer(), "add-message", &[("reference", &enquiry)], text, None, TODAY).await.unwrap();
    assert_eq!(added.body["numbers_removed"], 2);
    desk.of(&expert(), "give-back-enquiry", &enquiry, json!({"reason": number})).await.unwrap();
    desk.of(&triage(), "answer-enquiry", &enquiry, json!({"text": number})).await.unwrap();
    desk.of(&enquirer(), "reopen-enquiry", &enquiry, json!({"reason": number})).await.unwrap();
    for form in [number, "9434765919"] {
        assert!(!desk.contains(form).await);
    }
    assert_eq!(desk.shown(&triage(), &enquiry, TODAY).await["purpose_text"], "About [number removed], please.");
    desk.redact("enquiry", &enquiry, "enquiry_raised").await;
    assert!(!desk.contains("HES of").await && !desk.contains("in it").await);
}

#[tokio::test]
async fn a_foreign_an_ended_and_an_unknown_nic_number_look_the_same_to_whoever_quotes_them() {
    let desk = Desk::for_applications().await;
    let live = desk.converted("accepted").await;
    let ended = desk.converted("accepted").await;
    sqlx::query(
        "insert into timeline (reference, at, service, what) values ($1, now(), 'contracts', 'agreement_expired')",
    )
    .bind(&ended)
    .execute(&desk.pool)
    .await
    .unwrap();
    let unknown = "DARS-NIC-900999-A1B2C".to_owned();
    let mut seen = Vec::new();
    for (nic, team) in [(&live, "case-officers"), (&ended, "agreements"), (&unknown, "data-applications")] {
        let purpose = format!("What about {nic}, please?");
        let raised = desk.raise_as(&stranger(), body(&purpose)).await;
        let enquiry = raised["reference"].as_str().unwrap().to_owned();
        let officers = desk.shown(&triage(), &enquiry, TODAY).await;
        assert_eq!(officers["for_staff"]["suggestion"]["route"], json!({"team": team}));
        let before = desk.shown(&stranger(), &enquiry, TODAY).await;
        desk.of(&triage(), "route-enquiry", &enquiry, json!({"team": team})).await.unwrap();
        let after = desk.shown(&stranger(), &enquiry, TODAY).await;
        assert_eq!(after["team"], "data-applications");
        let told: Vec<String> = desk.told(&enquiry).await;
        assert_eq!(told, ["enquiry_raised", "enquiry_routed"]);
        let bytes = [raised, before, after].map(|answer| {
            let check = nic.rsplit('-').next().unwrap();
            let number = nic.split('-').nth(2).unwrap();
            // What they wrote themselves, and the number of their enquiry, alone differ.
            answer
                .to_string()
                .replace(nic.as_str(), "NIC")
                .replace(check, "C")
                .replace(number, "N")
                .replace(&enquiry, "E")
        });
        seen.push(bytes);
    }
    assert_eq!(seen[0], seen[1]);
    assert_eq!(seen[0], seen[2]);
    // Its own lead, signed in, sees who has it.
    let lead = person("applicant-lead", &[]);
    let own = desk.raised(&lead, &format!("News of {live}?")).await;
    desk.of(&triage(), "route-enquiry", &own, json!({"team": "case-officers"})).await.unwrap();
    assert_eq!(desk.shown(&lead, &own, TODAY).await["team"], "case-officers");
}

#[tokio::test]
async fn what_quotes_a_request_waits_for_its_case_officer_and_an_incident_is_known_to_them_and_not_what_it_is() {
    let desk = Desk::for_applications().await;
    let nic = desk.converted("accepted").await;
    let enquiry = desk.raised(&stranger(), &format!("Our server was hacked last night: {nic}.")).await;
    let tasks = desk.ask(&crate::desk::officer(), "tasks", &[], Value::Null, None, TODAY).await.unwrap().body;
    let items = tasks["items"].as_array().unwrap();
    let task = items.iter().find(|item| item["what"] == "know-of-incident").expect("a task");
    assert_eq!((&task["reference"], &task["path"]), (&json!(enquiry), &json!(format!("/applications/{nic}"))));
    let question = desk.raised(&stranger(), &format!("Is there news of {nic}?")).await;
    desk.of(&triage(), "route-enquiry", &question, json!({"team": "case-officers"})).await.unwrap();
    // While nobody has the case, every case officer hears of it; then its officer alone, whoever that is by now.
    let has = |officer: &Actor| Outgoing::fact(&CaseOfficerV1 { nic: nic.parse().unwrap(), officer: officer.id });
    let [first, second] = ["case-officer", "case-officer-2"].map(|who| person(who, &[StaffRole::CaseOfficer]));
    let heard = async |actor: &Actor| {
        let mut tasks = desk.tasks(actor, TODAY).await;
        tasks.retain(|(_, on)| *on == enquiry || *on == question);
        tasks.into_iter().map(|(what, _)| what).collect::<Vec<_>>()
    };
    let both = ["know-of-incident", "answer-enquiry"];
    assert_eq!((heard(&first).await.len(), heard(&second).await.len()), (2, 2));
    desk.tell(Owner::Review, has(&first), TODAY).await;
    desk.tell(Owner::Review, has(&first), TODAY).await;
    let mut own = heard(&first).await;
    own.sort();
    assert_eq!(own, {
        let mut both = both;
        both.sort_unstable();
        both
    });
    assert_eq!(heard(&second).await, [""; 0]);
    desk.tell(Owner::Review, has(&second), days_after(TODAY, 2)).await;
    // What is told late of an earlier time changes nothing.
    desk.tell(Owner::Review, has(&first), days_after(TODAY, 1)).await;
    assert_eq!((heard(&first).await.len(), heard(&second).await.len()), (0, 2));
    assert!(!desk.shown(&stranger(), &question, TODAY).await.to_string().contains("case-officers"));
}

#[tokio::test]
async fn merged_enquiries_are_answered_at_once_each_in_its_own_thread() {
    let desk = Desk::open().await;
    let first = desk.raised(&stranger(), "Zebulon cohort, please.").await;
    let second = desk.raised(&enquirer(), "The same with Quagmire.").await;
    for enquiry in [&first, &second] {
        desk.of(&triage(), "route-enquiry", enquiry, json!({"team": "data-applications"})).await.unwrap();
    }
    let merged = desk.of(&triage(), "merge-enquiry", &second, json!({"into": first})).await.unwrap();
    assert_eq!((&merged.body["state"], &merged.body["duplicate_of"]), (&json!("DUPLICATE"), &json!(first)));
    assert_eq!(desk.shown(&triage(), &first, TODAY).await["for_staff"]["merged"], json!([second]));
    let own = desk.shown(&enquirer(), &second, TODAY).await;
    assert_eq!((&own["state"], &own["team"]), (&json!("WITH_EXPERT"), &json!("data-applications")));
    assert!(!own.to_string().contains("Zebulon") && !own.to_string().contains(&first), "{own}");
    let text = json!({"text": "Quagmire again."});
    let said = desk.ask(&enquirer(), "add-message", &[("reference", &second)], text, None, TODAY).await.unwrap();
    assert_eq!(said.body["state"], "WITH_EXPERT");
    assert_eq!(no(desk.of(&enquirer(), "reopen-enquiry", &second, json!({"reason": "x"})).await).1, "enquiry-open");
    // Nothing told of it would mail its enquirer that there is another one.
    assert!(!desk.told(&second).await.contains(&"enquiry_closed".to_owned()));
    assert!(desk.tasks(&expert(), TODAY).await.contains(&("answer-merged-enquiry".to_owned(), second.clone())));
    let answer = json!({"text": "Both of you may apply.", "to_merged": true});
    desk.of(&expert(), "answer-enquiry", &first, answer).await.unwrap();
    for (who, enquiry, others) in [(stranger(), &first, "Quagmire"), (enquirer(), &second, "Zebulon")] {
        let own = desk.shown(&who, enquiry, TODAY).await;
        assert_eq!(own["state"], "ANSWERED");
        let last = own["messages"].as_array().unwrap().last().unwrap()["text"].clone();
        assert_eq!(last, "Both of you may apply.");
        assert!(!own.to_string().contains(others), "{own}");
    }
}

#[tokio::test]
async fn a_merged_enquiry_can_go_on_by_itself_and_is_then_not_answered_with_the_other() {
    let desk = Desk::open().await;
    let first = desk.raised(&stranger(), "One.").await;
    let second = desk.raised(&enquirer(), "Two.").await;
    desk.of(&triage(), "merge-enquiry", &second, json!({"into": first})).await.unwrap();
    for (action, body) in [("ask-enquirer", json!({"text": "What?"})), ("triage-enquiry", json!({}))] {
        assert_eq!(no(desk.of(&triage(), action, &second, body).await), (409, "enquiry-merged".to_owned()));
    }
    let refused = no(desk.of(&triage(), "merge-enquiry", &first, json!({"into": second})).await);
    assert_eq!(refused, (409, "enquiry-has-merged".to_owned()));
    desk.of(&triage(), "reopen-enquiry", &second, json!({"reason": "It is another matter."})).await.unwrap();
    let answer = json!({"text": "Yes.", "to_merged": true});
    desk.of(&triage(), "answer-enquiry", &first, answer).await.unwrap();
    let shown = desk.shown(&triage(), &second, TODAY).await;
    assert_eq!((&shown["state"], &shown["for_staff"]["reopened"]), (&json!("TRIAGED"), &json!(1)));
}

#[tokio::test]
async fn an_officer_takes_an_enquiry_and_only_a_manager_gives_it_to_another() {
    let desk = Desk::open().await;
    let enquiry = desk.raised(&enquirer(), "Stroke records for a study.").await;
    desk.of(&triage(), "route-enquiry", &enquiry, json!({"team": "data-applications"})).await.unwrap();
    desk.of(&expert(), "assign-enquiry", &enquiry, json!({})).await.unwrap();
    let other = person("expert-two", &[StaffRole::Expert]);
    assert_eq!(desk.tasks(&expert(), TODAY).await, [("answer-enquiry".to_owned(), enquiry.clone())]);
    assert_eq!(desk.tasks(&other, TODAY).await, []);
    let refused = no(desk.of(&other, "assign-enquiry", &enquiry, json!({})).await);
    assert_eq!(refused, (409, "enquiry-has-owner".to_owned()));
    desk.of(&manager(), "assign-enquiry", &enquiry, json!({"officer": "expert-two"})).await.unwrap();
    assert_eq!(desk.tasks(&other, TODAY).await, [("answer-enquiry".to_owned(), enquiry.clone())]);
    let listed = |who: Actor| {
        let desk = &desk;
        async move { desk.ask(&who, "list-enquiries", &[("owner", "me")], Value::Null, None, TODAY).await.unwrap().body }
    };
    assert_eq!(listed(other.clone()).await["items"].as_array().unwrap().len(), 1);
    assert_eq!(listed(expert()).await["items"].as_array().unwrap().len(), 0);
}

#[tokio::test]
async fn the_work_list_is_asked_for_by_team_state_and_day() {
    let desk = Desk::open().await;
    let (one, two) = (desk.asked().await, desk.raised(&enquirer(), "Stroke records for a study.").await);
    let listed = |params: Vec<(&'static str, &'static str)>, day| {
        let desk = &desk;
        async move {
            let answer = desk.ask(&triage(), "list-enquiries", &params, Value::Null, None, day).await.unwrap().body;
            let items = answer["items"].as_array().unwrap().clone();
            items.iter().map(|row| row["reference"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
        }
    };
    assert_eq!(listed(vec![], TODAY).await, [one.clone(), two.clone()]);
    assert_eq!(listed(vec![("team", "data-applications")], TODAY).await, std::slice::from_ref(&one));
    assert_eq!(listed(vec![("state", "NEW")], TODAY).await, std::slice::from_ref(&two));
    assert_eq!(listed(vec![("overdue", "true")], date(2026, 12, 4)).await, Vec::<String>::new());
    assert_eq!(listed(vec![("overdue", "true")], date(2026, 12, 5)).await.len(), 2);
    desk.of(&triage(), "answer-enquiry", &two, json!({"text": "No."})).await.unwrap();
    assert_eq!(listed(vec![("state", "ANSWERED"), ("overdue", "false")], TODAY).await, [two]);
}

#[tokio::test]
async fn that_an_answer_is_overdue_is_told_once_however_late_the_sweep() {
    let desk = Desk::open().await;
    let enquiry = desk.raised(&enquirer(), "Stroke records for a study.").await;
    assert_eq!(desk.sweep(date(2026, 12, 4)).await, 0);
    assert_eq!((desk.sweep(date(2030, 1, 1)).await, desk.sweep(date(2031, 1, 1)).await), (1, 0));
    assert_eq!(desk.told(&enquiry).await, ["enquiry_raised", "enquiry_overdue"]);
    let told = json!({"enquiry": enquiry, "answer_due": "2026-12-04"});
    assert_eq!(desk.body("enquiry_overdue", &enquiry).await, told);
}

#[tokio::test]
async fn an_officer_logs_what_came_by_telephone_and_when() {
    let desk = Desk::open().await;
    let mut call = body("She asks for stroke records for a study.");
    call["channel"] = json!("phone");
    call["received_at"] = json!("2026-11-18T15:00:00Z");
    let raised = desk.raise_as(&expert(), call.clone()).await;
    assert_eq!(raised["answer_due"], "2026-12-02");
    let shown = desk.shown(&triage(), raised["reference"].as_str().unwrap(), TODAY).await;
    assert_eq!(shown["for_staff"]["logged_by"], json!(expert().id));
    assert_eq!(shown["for_staff"]["received_at"], "2026-11-18T15:00:00Z");
    call["received_at"] = json!("2026-11-21T15:00:00Z");
    let refused = desk.ask(&expert(), "raise-enquiry", &[], call, None, TODAY).await.unwrap_err();
    assert_eq!(
        (refused.errors[0].pointer.as_str(), refused.errors[0].code.as_str()),
        ("/received_at", "in-the-future")
    );
}
