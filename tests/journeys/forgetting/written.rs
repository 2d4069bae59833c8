//! Everything that people write between the draft and the last certificate: each text is redacted where it was written.

use dars_messages::Owner;
use dars_stack::{api::Answer, fixtures::move_clock};
use dars_vocabulary::calendar::london_midnight;
use serde_json::{Value, json};

use super::{entries, every_chain_holds, nowhere, places, redact};
use crate::{
    demo,
    road::Road,
    setting::{Setting, until},
};

const MET_ON: &str = "2025-01-06";

/// A text, and the entry that holds it: whose journal, which aggregate, which event, the how-manieth of that name.
type Text = (&'static str, Owner, &'static str, &'static str, usize);

const TEXTS: [Text; 16] = [
    ("wombat of the returned", Owner::Review, "case", "application_returned", 0),
    ("numbat of the question", Owner::Review, "case", "clarification_raised", 0),
    ("quokka of the first answer", Owner::Intake, "application", "clarification_answered", 0),
    ("bilby of the second round", Owner::Review, "case", "clarification_raised", 1),
    ("potoroo of the second answer", Owner::Intake, "application", "clarification_answered", 1),
    ("dunnart of the advice", Owner::Review, "case", "advice_recorded", 0),
    ("phascogale of the decision", Owner::Review, "case", "application_approved", 0),
    ("thylacine of the condition", Owner::Review, "case", "application_approved", 0),
    ("bandicoot of the suspension", Owner::Contracts, "agreement", "agreement_suspended", 0),
    ("kowari of the proposal", Owner::Contracts, "agreement", "reinstatement_proposed", 0),
    ("mulgara of the reinstatement", Owner::Contracts, "agreement", "agreement_reinstated", 0),
    ("quoll of the evidence", Owner::Contracts, "agreement", "condition_met", 0),
    ("wallaroo of the next version", Owner::Intake, "application", "application_submitted", 1),
    ("pademelon of the termination", Owner::Contracts, "agreement", "agreement_terminated", 0),
    ("bettong of the exceptions", Owner::Contracts, "agreement", "certificate_submitted", 0),
    ("cuscus of the query", Owner::Contracts, "agreement", "certificate_queried", 0),
];

fn said(which: usize) -> String {
    format!("Here is the {}, and more.", TEXTS[which].0)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whatever_people_write_on_the_way_can_be_forgotten_and_was_never_told_publicly() {
    let setting = Setting::start("written", "debug", Vec::new()).await;
    let road = Road::new(&setting.api);
    setting.fill(london_midnight(road.story.first_day)).await;
    let returned = returned(&road).await;
    let nic = road.submitted().await;
    reviewed(&road, &nic).await;
    in_force(&setting, &road, &nic).await;
    changed(&setting, &road, &nic).await;
    ended(&setting, &road, &nic).await;
    setting.quiet().await;

    let public = demo::public_facts(&setting).await;
    for (text, ..) in TEXTS {
        until(&format!("{text} is found"), async || (!places(&setting, text).is_empty()).then_some(())).await;
        assert!(!public.contains(text), "{text} was told publicly");
    }
    let mut done = Vec::new();
    for (text, owner, aggregate, event, which) in TEXTS {
        let reference = if event == "application_returned" { &returned } else { &nic };
        let found = entries(&setting, owner, aggregate, reference, event).await;
        let number = *found.get(which).unwrap_or_else(|| panic!("{text}: {found:?}"));
        // Two texts of one entry go together.
        if !done.contains(&(owner, aggregate, number, reference)) {
            redact(&setting, owner, aggregate, reference, number);
            done.push((owner, aggregate, number, reference));
        }
    }
    for (text, ..) in TEXTS {
        nowhere(&setting, text).await;
    }
    every_chain_holds(&setting);
    can_be_read(&setting, &[&nic, &returned]).await;
    setting.quiet().await;
    setting.is_up().await;
    let letters = setting.api.get("/operations/dead-letters").by("operator").done().await.unwrap();
    for service in letters.items("/services") {
        assert_eq!(service["dead_letters"], json!([]), "{service}");
    }
    let logs = setting.stack.options().dir.join("logs");
    for log in std::fs::read_dir(logs).unwrap() {
        let text = String::from_utf8_lossy(&std::fs::read(log.unwrap().path()).unwrap()).into_owned();
        let found: Vec<&str> = TEXTS.iter().map(|text| text.0).filter(|word| text.contains(word)).collect();
        assert_eq!(found, [""; 0], "a log");
    }
    setting.end().await;
}

async fn returned(road: &Road<'_>) -> String {
    let nic = road.submitted().await;
    let case = format!("/cases/{nic}");
    road.act("case-officer", &case, "assign", json!({})).await;
    let back = json!({"reasons": [{"section": "purpose", "text": said(0)}]});
    road.act("case-officer", &case, "return", back).await;
    let application = format!("/applications/{nic}");
    let sent_back = |read: &Answer| read.text("/state") == "RETURNED_INCOMPLETE";
    road.there("applicant-lead", &application, sent_back).await;
    nic
}

async fn reviewed(road: &Road<'_>, nic: &str) {
    let (case, officer) = (format!("/cases/{nic}"), "case-officer");
    road.act(officer, &case, "assign", json!({})).await;
    let question = json!({"section": "data-sets", "severity": "blocking", "text": said(1)});
    road.act(officer, &case, "clarifications", question).await;
    answered(road, nic, 1, said(2)).await;
    let again = json!({"outcome": "reject", "text": said(3)});
    road.act(officer, &case, "clarifications/1/resolve", again).await;
    answered(road, nic, 2, said(4)).await;
    road.act(officer, &case, "clarifications/1/resolve", json!({"outcome": "accept"})).await;
    road.act(officer, &case, "assess", json!({"step": "ready"})).await;
    road.approved_by_statistics(&case).await;
    road.act(officer, &case, "assess", json!({"step": "to_agd"})).await;
    let meets = json!({"step": "schedule", "group": "agd", "meets_on": MET_ON});
    road.act("secretariat", &case, "advice", meets).await;
    let meeting = format!("/meetings/AGD-{MET_ON}");
    road.act("secretariat", &meeting, "members", json!({"members": ["adviser-2"], "chair": "adviser-2"})).await;
    road.act("adviser-2", &meeting, "declarations", json!({"nic": nic, "interest": false})).await;
    let advice = json!({"step": "outcome", "group": "agd", "outcome": "supportive-with-actions", "met_on": MET_ON,
                        "advisers": ["adviser-2"], "text": said(5)});
    road.act("secretariat", &case, "advice", advice).await;
    road.act(
        officer,
        &case,
        "assess",
        json!({"step": "advised", "open_standards": "None was written down one by one."}),
    )
    .await;
    let word = json!({"outcome": "approve", "reasons": said(6),
                      "conditions": [{"text": said(7), "due": "2025-12-31"}]});
    road.act("approver", &case, "decision", word).await;
    road.there(officer, &format!("/agreements/{nic}"), |_| true).await;
}

/// Waits for the question of that round, answers it, and waits until its officer has the answer.
async fn answered(road: &Road<'_>, nic: &str, round: u32, text: String) {
    let application = format!("/applications/{nic}");
    let asked = |read: &Answer| {
        read.text("/clarifications/0/round") == round.to_string() && read.text("/clarifications/0/state") == "OPEN"
    };
    road.there("applicant-lead", &application, asked).await;
    let answer = format!("{application}/clarifications/1/answer");
    road.api.post(&answer, json!({ "text": text })).by("applicant-lead").done().await.unwrap();
    let heard = |read: &Answer| read.text("/clarifications/0/state") == "ANSWERED";
    road.there("case-officer", &format!("/cases/{nic}"), heard).await;
}

async fn in_force(setting: &Setting, road: &Road<'_>, nic: &str) {
    signed(road, nic, "").await;
    move_clock(&setting.api, road.story.moment("active").unwrap()).await.unwrap();
    let on = format!("/agreements/{nic}");
    road.act("incident-lead", &on, "suspend", json!({"reason": "breach", "note": said(8)})).await;
    road.act("incident-lead", &on, "reinstate", json!({"reason": said(9)})).await;
    road.act("approver-2", &on, "reinstate", json!({"reason": said(10)})).await;
    road.act("case-officer", &on, "conditions/1/met", json!({"evidence": said(11)})).await;
}

/// Issues what is drafted; everyone signs what stands under `at`.
async fn signed(road: &Road<'_>, nic: &str, at: &str) {
    let on = format!("/agreements/{nic}");
    road.act("case-officer", &on, "issue", json!({})).await;
    let sha256 = road.api.get(&on).by("case-officer").done().await.unwrap().text(&format!("{at}/sha256"));
    for signatory in &road.story.signatures {
        let body = json!({ "sha256": sha256, "side": signatory.side, "organisation": signatory.organisation });
        road.api.post(&format!("{on}/signatures"), body).by(&signatory.by).done().await.unwrap();
    }
}

async fn changed(setting: &Setting, road: &Road<'_>, nic: &str) {
    let (application, case, lead) = (format!("/applications/{nic}"), format!("/cases/{nic}"), "applicant-lead");
    let change = json!({"kind": "AMENDMENT"});
    let changes = format!("/agreements/{nic}/changes");
    until("a change can be opened", async || {
        let opened = road.api.post(&changes, change.clone()).by(lead).send().await.unwrap();
        opened.status.is_success().then_some(())
    })
    .await;
    let term = json!({"start": "2025-05-05", "end": "2028-03-02", "territory": "england-and-wales"});
    for (section, body) in [("outputs", json!({"expected": said(12)})), ("term", term)] {
        let etag = road.etag(lead, &application).await;
        let path = format!("{application}/sections/{section}");
        road.api.put(&path, body).by(lead).reading(etag).done().await.unwrap();
    }
    road.act(lead, &application, "submit", json!({})).await;
    road.there("case-officer", &case, |read| read.text("/state") == "IN_REVIEW").await;
    road.act("case-officer", &case, "assign", json!({})).await;
    road.act("case-officer", &case, "assess", json!({"step": "ready"})).await;
    road.approved_by_statistics(&case).await;
    let unneeded = json!({"step": "no_advice_needed", "reason": "Nothing in it is new.", "open_standards": "None was written down one by one."});
    road.act("case-officer", &case, "assess", unneeded).await;
    road.act("approver", &case, "decision", json!({"outcome": "approve"})).await;
    let on = format!("/agreements/{nic}");
    road.there("case-officer", &on, |read| read.body.get("next").is_some_and(|next| !next.is_null())).await;
    signed(road, nic, "/next").await;
    move_clock(&setting.api, "2025-05-05T09:00:00Z".parse().unwrap()).await.unwrap();
    let version = road.api.get(&on).by("case-officer").done().await.unwrap().text("/version");
    assert_eq!(version, "v1.1");
}

async fn ended(setting: &Setting, road: &Road<'_>, nic: &str) {
    let on = format!("/agreements/{nic}");
    road.act("case-officer", &on, "terminate", json!({"reason": "purpose-ended", "note": said(13)})).await;
    let certificate = json!({"parties": ["NORTHMERE"], "method": "secure-erase", "destroyed_on": "2025-05-05",
        "backups_cleared_on": "2025-05-05", "exceptions": said(14), "declared_as": "Information governance lead"});
    let certified = road.api.post(&format!("{on}/destruction"), certificate).by("ig-lead").done().await.unwrap();
    let query = format!("destruction/{}/query", certified.text("/certificate"));
    road.act("case-officer", &on, &query, json!({"text": said(15)})).await;
    setting.quiet().await;
}

/// Everything opens as before, without the words.
async fn can_be_read(setting: &Setting, nics: &[&String]) {
    for nic in nics {
        for (by, path) in [
            ("case-officer", format!("/applications/{nic}")),
            ("applicant-lead", format!("/applications/{nic}")),
            ("case-officer", format!("/applications/{nic}/timeline")),
            ("case-officer", format!("/cases/{nic}")),
            ("case-officer", format!("/agreements/{nic}")),
            ("case-officer", format!("/mails?about={nic}")),
            ("case-officer", "/tasks".to_owned()),
            ("register-publisher", "/register/pending".to_owned()),
        ] {
            let read = setting.api.get(&path).by(by).send().await.unwrap();
            // What was sent back has no agreement.
            assert!(read.status == 200 || (read.status == 404 && path.starts_with("/agreements/")), "{path}");
            let body: Value = read.body;
            assert!(!TEXTS.iter().any(|text| body.to_string().contains(text.0)), "{path}: {body}");
        }
    }
}
