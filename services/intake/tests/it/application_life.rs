//! The life of an application beside its first road: assessed, shared, sent back, withdrawn, lapsed, changed.

use dars_bus::journal;
use dars_testkit::service::person;
use dars_vocabulary::{ActorKind, calendar::days_after};
use jiff::civil::date;
use serde_json::{Value, json};

use crate::{
    application_desk::collaborator,
    desk::{Desk, TODAY, no, officer, stranger, triage},
    setting::lead,
};

fn redirect() -> Value {
    json!({"outcome": "redirect", "to": ["sde"], "reason": "The environment already has every year of it."})
}

#[tokio::test]
async fn a_preliminary_assessment_waits_for_a_case_officer_who_accepts_it() {
    let desk = Desk::for_applications().await;
    let nic = desk.converted("open").await;
    let shown = desk.application(&lead(), &nic, TODAY).await;
    assert_eq!((&shown["state"], &shown["assessment_due"]), (&json!("PRELIM_ASSESSMENT"), &json!("2026-12-11")));
    assert_eq!(shown["pen_holder"], "body");
    assert_eq!(desk.tasks(&officer(), TODAY).await, [("assess-preliminary".to_owned(), nic.clone())]);
    let early = desk.save(&nic, "outputs", json!({"expected": "A paper."}), TODAY).await;
    assert_eq!(no(early), (409, "preliminary-assessment-open".to_owned()));
    let wrong = desk.at(&triage(), "assess-preliminary", &nic, json!({"outcome": "accept"}), TODAY).await;
    assert_eq!(no(wrong), (403, "role-needed".to_owned()));
    // Nobody accepts what nobody judged.
    let unjudged = desk.at(&officer(), "assess-preliminary", &nic, json!({"outcome": "accept"}), TODAY).await;
    assert_eq!(no(unjudged), (409, "judgements-missing".to_owned()));
    let half = json!({"outcome": "accept", "feasible": {"holds": true}});
    let half = desk.at(&officer(), "assess-preliminary", &nic, half, TODAY).await;
    assert_eq!(no(half), (409, "judgements-missing".to_owned()));
    let stale = desk.ask(&officer(), "assess-preliminary", &[("nic", &nic)], redirect(), Some(7), TODAY).await;
    assert_eq!(no(stale), (412, "changed-meanwhile".to_owned()));
    let missing = desk.ask(&officer(), "assess-preliminary", &[("nic", &nic)], redirect(), None, TODAY).await;
    assert_eq!(no(missing), (428, "if-match-missing".to_owned()));
    let accepted = desk.accept(&nic).await.unwrap();
    assert_eq!(accepted.body["state"], "DRAFT");
    assert_eq!(no(desk.accept(&nic).await), (409, "preliminary-assessment-over".to_owned()));
    assert_eq!(desk.tasks(&officer(), TODAY).await, []);
    assert_eq!(desk.tasks(&lead(), TODAY).await, [("finish-draft".to_owned(), nic.clone())]);
    assert_eq!(desk.told(&nic).await, ["application_people", "application_proposed", "application_opened"]);
}

#[tokio::test]
async fn a_conversion_leaves_the_assessment_open_unless_a_case_officer_accepts_it_and_says_what_they_judged() {
    let desk = Desk::for_applications().await;
    let enquiry = desk.raise().await;
    let body = |more: Value| {
        let mut body = json!({"organisation": "NORTHMERE", "lead": "applicant-lead"});
        body.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        body
    };
    let holds = || json!({"holds": true});
    let both = || json!({"preliminary": "accepted", "feasible": holds(), "right_service": holds()});
    for (actor, more, code) in [
        (triage(), both(), (403, "role-needed")),
        (officer(), json!({"preliminary": "accepted"}), (409, "judgements-missing")),
        (officer(), json!({"preliminary": "accepted", "feasible": holds()}), (409, "judgements-missing")),
        (
            officer(),
            json!({"preliminary": "accepted", "feasible": holds(), "right_service": {"holds": false}}),
            (409, "assessment-says-no"),
        ),
        (officer(), json!({"feasible": holds()}), (422, "values-unacceptable")),
        (officer(), json!({"preliminary": "accepted", "feasible": "yes"}), (400, "malformed")),
    ] {
        let refused = no(desk.of(&actor, "convert-enquiry", &enquiry, body(more.clone())).await);
        assert_eq!(refused, (code.0, code.1.to_owned()), "{more}");
    }
    // Nothing of it stayed.
    let left: i64 = sqlx::query_scalar("select count(*) from applications").fetch_one(&desk.pool).await.unwrap();
    assert_eq!(left, 0);
    let converted = desk.of(&triage(), "convert-enquiry", &enquiry, body(json!({}))).await.unwrap();
    assert_eq!(converted.body["state"], "PRELIM_ASSESSMENT");
    let other = desk.raise().await;
    let nic = desk.of(&officer(), "convert-enquiry", &other, body(both())).await.unwrap().body["nic"].clone();
    let nic = nic.as_str().unwrap();
    assert_eq!(desk.told(nic).await, ["application_people", "application_opened"]);
    let shown = desk.application(&officer(), nic, TODAY).await;
    assert_eq!((&shown["state"], &shown["preliminary"]["feasible"]["holds"]), (&json!("DRAFT"), &json!(true)));
}

#[tokio::test]
async fn who_assessed_it_before_it_was_written_is_told_with_what_was_submitted() {
    let desk = Desk::for_applications().await;
    let nic = desk.submitted().await;
    let told = desk.body("application_version", &nic).await;
    assert_eq!(told["assessors"], json!([officer().id]));
    assert!(desk.body("application_submitted", &nic).await.get("assessors").is_none());
}

#[tokio::test]
async fn a_redirected_application_ends_and_its_reason_is_told_to_nobody_but_the_applicant_and_staff() {
    let desk = Desk::for_applications().await;
    let nic = desk.converted("open").await;
    desk.at(&officer(), "assess-preliminary", &nic, redirect(), TODAY).await.unwrap();
    let shown = desk.application(&lead(), &nic, TODAY).await;
    assert_eq!((&shown["state"], &shown["signposts"]), (&json!("REDIRECTED"), &json!(["sde"])));
    assert_eq!(shown["reason_text"], "The environment already has every year of it.");
    let told = desk.body("application_redirected", &nic).await;
    assert_eq!(told, json!({"nic": nic, "organisation": "NORTHMERE", "signposts": ["sde"]}));
    let stranger = desk.ask(&stranger(), "get-application", &[("nic", &nic)], Value::Null, None, TODAY).await;
    assert_eq!(no(stranger), (404, "application-unknown".to_owned()));
    desk.redact("application", &nic, "application_redirected").await;
    assert!(!desk.contains("The environment already has").await);
    assert_eq!(desk.application(&lead(), &nic, TODAY).await["reason_text"], Value::Null);
}

#[tokio::test]
async fn the_people_named_on_it_write_it_and_hear_of_what_waits() {
    let desk = Desk::for_applications().await;
    let nic = desk.converted("accepted").await;
    let params = [("nic", nic.as_str()), ("section", "outputs")];
    let save = json!({"expected": "A paper."});
    let unnamed =
        desk.ask(&collaborator(), "save-section", &params, save.clone(), Some(desk.etag(&nic).await), TODAY).await;
    // Who only collaborates knows of no application but those they are named on.
    assert_eq!(no(unnamed), (404, "application-unknown".to_owned()));
    let people = json!({"collaborators": ["applicant-collaborator"]});
    let done = desk.at(&lead(), "set-people", &nic, people, TODAY).await.unwrap();
    assert_eq!(done.body["collaborators"], json!([collaborator().id]));
    let told = desk.body("application_people", &nic).await;
    assert_eq!(told["collaborators"], json!([collaborator().id]));
    desk.ask(&collaborator(), "save-section", &params, save, Some(desk.etag(&nic).await), TODAY).await.unwrap();
    assert_eq!(desk.tasks(&collaborator(), TODAY).await, [("finish-draft".to_owned(), nic.clone())]);
    let eve = desk.at(&lead(), "set-people", &nic, json!({"collaborators": ["eve"]}), TODAY).await.unwrap_err();
    assert_eq!(
        (eve.status, eve.errors[0].pointer.as_str(), eve.errors[0].code.as_str()),
        (422, "/collaborators/0", "not-a-member")
    );
}

#[tokio::test]
async fn an_administrator_names_a_lead_once_the_lead_has_left() {
    let desk = Desk::for_applications().await;
    let nic = desk.converted("accepted").await;
    desk.member("administrator", "administrator").await;
    desk.member("new-lead", "lead").await;
    let administrator = person("administrator", &[]);
    let people = || json!({"lead": "new-lead", "collaborators": []});
    let early = desk.at(&administrator, "set-people", &nic, people(), TODAY).await;
    assert_eq!(no(early), (403, "lead-needed".to_owned()));
    desk.fixture(
        "fixture-membership",
        json!({"organisation": "NORTHMERE", "subject": "applicant-lead", "name": "Ada Example",
            "email": "ada@northmere.example", "roles": ["lead"], "from": "2020-01-01", "until": "2026-11-19"}),
    )
    .await;
    let done = desk.at(&administrator, "set-people", &nic, people(), TODAY).await.unwrap();
    assert_eq!(done.body["lead"], json!(person("new-lead", &[]).id));
}

#[tokio::test]
async fn a_withdrawal_is_told_without_its_reason() {
    let desk = Desk::for_applications().await;
    let nic = desk.submitted().await;
    let reason = json!({"reason": "Our funder went bankrupt."});
    let other = desk.at(&officer(), "withdraw-application", &nic, reason.clone(), TODAY).await;
    assert_eq!(no(other), (403, "lead-needed".to_owned()));
    let done = desk.at(&lead(), "withdraw-application", &nic, reason.clone(), TODAY).await.unwrap();
    assert_eq!(done.body["state"], "WITHDRAWN");
    assert_eq!(desk.body("application_withdrawn", &nic).await, json!({"nic": nic, "organisation": "NORTHMERE"}));
    let again = desk.at(&lead(), "withdraw-application", &nic, reason, TODAY).await;
    assert_eq!(no(again), (409, "application-over".to_owned()));
    assert_eq!(desk.application(&lead(), &nic, TODAY).await["reason_text"], "Our funder went bankrupt.");
    desk.redact("application", &nic, "application_withdrawn").await;
    assert!(!desk.contains("went bankrupt").await);
    let broken = journal::verify(&mut desk.pool.acquire().await.unwrap()).await.unwrap().broken;
    assert_eq!(broken, Vec::<String>::new());
}

#[tokio::test]
async fn a_draft_that_nobody_saves_for_ninety_days_lapses_whenever_the_sweep_comes() {
    let desk = Desk::for_applications().await;
    let (saved, left) = (desk.converted("accepted").await, desk.converted("accepted").await);
    let day = |days| days_after(TODAY, days);
    desk.save(&saved, "outputs", json!({"expected": "A paper."}), day(10)).await.unwrap();
    assert_eq!(desk.sweep(day(89)).await, 0);
    // By its date it is lapsed before any sweep.
    assert_eq!(desk.application(&lead(), &left, day(90)).await["state"], "LAPSED");
    let late = desk.save(&left, "outputs", json!({"expected": "A paper."}), day(90)).await;
    assert_eq!(no(late), (409, "application-over".to_owned()));
    assert_eq!((desk.sweep(day(90)).await, desk.sweep(day(90)).await), (1, 0));
    assert_eq!(desk.application(&lead(), &saved, day(99)).await["state"], "DRAFT");
    // A clock that jumps tells it once, with its own day.
    assert_eq!((desk.sweep(date(2029, 1, 1)).await, desk.sweep(date(2029, 1, 1)).await), (1, 0));
    assert_eq!(desk.application(&lead(), &saved, date(2029, 1, 1)).await["lapsed_on"], "2027-02-28");
    for nic in [&saved, &left] {
        assert_eq!(desk.told(nic).await, ["application_people", "application_opened", "application_lapsed"]);
        assert_eq!(desk.tasks(&lead(), date(2029, 1, 1)).await, []);
    }
}

#[tokio::test]
async fn a_change_begins_with_what_was_approved_and_leaves_it_standing_when_withdrawn() {
    let desk = Desk::for_applications().await;
    let nic = desk.in_force().await;
    let open = json!({"kind": "AMENDMENT"});
    let params = [("nic", nic.as_str())];
    let officer = desk.ask(&officer(), "open-change", &params, open.clone(), None, TODAY).await;
    assert_eq!(no(officer), (403, "lead-or-collaborator-needed".to_owned()));
    let opened = desk.ask(&lead(), "open-change", &params, open.clone(), None, TODAY).await.unwrap();
    assert_eq!(opened.status, 201);
    assert_eq!((&opened.body["version"], &opened.body["changes"]), (&json!("v0.2"), &json!("v1.0")));
    assert_eq!(opened.body["path"], format!("/applications/{nic}"));
    let told = desk.body("change_opened", &nic).await;
    let expected =
        json!({"nic": nic, "organisation": "NORTHMERE", "kind": "AMENDMENT", "version": "v0.2", "changes": "v1.0"});
    assert_eq!(told, expected);
    let again = desk.ask(&lead(), "open-change", &params, open.clone(), None, TODAY).await;
    assert_eq!(no(again), (409, "change-under-way".to_owned()));
    let draft = desk.application(&lead(), &nic, TODAY).await;
    assert_eq!(draft["content"]["title"], "Stroke outcomes after screening");
    assert_eq!((&draft["state"], &draft["version"]), (&json!("DRAFT"), &json!("v0.2")));
    assert_eq!((&draft["approval"]["version"], &draft["agreement"]["stage"]), (&json!("v0.1"), &json!("ACTIVE")));
    assert_eq!(desk.tasks(&lead(), TODAY).await, [("finish-change".to_owned(), nic.clone())]);
    desk.save(&nic, "outputs", json!({"expected": "Two papers."}), TODAY).await.unwrap();
    // It was issued for less than was approved: an amendment makes it no longer.
    let longer = desk.at(&lead(), "submit-application", &nic, json!({}), TODAY).await.unwrap_err();
    assert_eq!(longer.errors[0].code, "amendment-ends-later");
    let term = json!({"start": "2027-01-04", "end": "2027-11-18", "territory": "england"});
    desk.save(&nic, "term", term, TODAY).await.unwrap();
    let submitted = desk.at(&lead(), "submit-application", &nic, json!({}), TODAY).await.unwrap();
    assert_eq!(submitted.body["version"], "v0.2");
    desk.at(&lead(), "withdraw-application", &nic, json!({}), TODAY).await.unwrap();
    let stands = desk.application(&lead(), &nic, TODAY).await;
    assert_eq!((&stands["state"], &stands["version"]), (&json!("APPROVED"), &json!("v0.1")));
    assert_eq!(stands["content"]["outputs"]["expected"], "A paper.");
    assert_eq!(stands["ended_change"]["how"], "WITHDRAWN");
    assert!(!desk.drafts_hold("Two papers").await);
    let next = desk.ask(&lead(), "open-change", &params, open, None, TODAY).await.unwrap();
    assert_eq!(next.body["version"], "v0.3");
}

#[tokio::test]
async fn a_renewal_ends_later_says_what_was_achieved_and_is_told_as_one() {
    let desk = Desk::for_applications().await;
    let nic = desk.in_force().await;
    let params = [("nic", nic.as_str())];
    desk.ask(&lead(), "open-change", &params, json!({"kind": "RENEWAL"}), None, TODAY).await.unwrap();
    assert_eq!(desk.body("change_opened", &nic).await["kind"], "RENEWAL");
    let early = desk.at(&lead(), "submit-application", &nic, json!({}), TODAY).await.unwrap_err();
    let codes: Vec<_> = early.errors.iter().map(|error| error.code.as_str()).collect();
    assert!(codes.contains(&"yielded-benefits-missing"), "{codes:?}");
    let term = json!({"start": "2027-11-19", "end": "2029-11-18", "territory": "england"});
    desk.save(&nic, "term", term, TODAY).await.unwrap();
    let mut benefits = desk.application(&lead(), &nic, TODAY).await["content"]["benefits"].clone();
    benefits["yielded"] = json!("Two papers.");
    desk.save(&nic, "benefits", benefits, TODAY).await.unwrap();
    desk.at(&lead(), "submit-application", &nic, json!({}), TODAY).await.unwrap();
    assert_eq!(desk.body("application_version", &nic).await["change"], "RENEWAL");
}

#[tokio::test]
async fn what_was_redacted_stands_in_no_draft_that_began_with_it() {
    let desk = Desk::for_applications().await;
    let nic = desk.in_force().await;
    desk.ask(&lead(), "open-change", &[("nic", &nic)], json!({"kind": "AMENDMENT"}), None, TODAY).await.unwrap();
    assert!(desk.drafts_hold("learn whether screening").await);
    desk.redact("application", &nic, "application_submitted").await;
    assert!(!desk.contains("learn whether screening").await);
}

#[tokio::test]
async fn each_wrong_request_about_an_application_gets_its_error_and_changes_nothing() {
    let desk = Desk::for_applications().await;
    let nic = desk.converted("accepted").await;
    let now = Some(desk.etag(&nic).await);
    let mut machine = lead();
    machine.kind = ActorKind::Machine;
    let (lead, officer, stranger) = (lead(), officer(), stranger());
    let journal = "select count(*) from journal";
    let before: i64 = sqlx::query_scalar(journal).fetch_one(&desk.pool).await.unwrap();
    let text = json!({"text": "Words."});
    let nobody = json!({"collaborators": []});
    for (actor, action, id, body, version, status, code) in [
        (&officer, "assess-preliminary", "", json!({"outcome": "perhaps"}), now, 422, "value-not-acceptable"),
        (&officer, "assess-preliminary", "", json!({"outcome": "accept", "why": 1}), now, 400, "malformed"),
        (&lead, "withdraw-application", "", json!({"reason": 7}), now, 400, "malformed"),
        (&lead, "withdraw-application", "", json!({"reason": "x".repeat(4001)}), now, 422, "values-unacceptable"),
        (&lead, "withdraw-application", "", json!({}), None, 428, "if-match-missing"),
        (&lead, "withdraw-application", "", json!({}), Some(9), 412, "changed-meanwhile"),
        (&machine, "withdraw-application", "", json!({}), now, 403, "person-needed"),
        (&stranger, "withdraw-application", "", json!({}), Some(9), 404, "application-unknown"),
        (&lead, "set-people", "", json!({"collaborators": "ben"}), now, 400, "malformed"),
        (&officer, "set-people", "", nobody.clone(), now, 403, "lead-needed"),
        (&stranger, "set-people", "", nobody, Some(9), 404, "application-unknown"),
        (&lead, "answer-clarification", "one", text.clone(), None, 404, "not-found"),
        (&lead, "answer-clarification", "1", text.clone(), None, 409, "not-under-review"),
        (&stranger, "answer-clarification", "1", text, None, 404, "application-unknown"),
        (&lead, "open-change", "", json!({"kind": "RENEWAL"}), None, 409, "agreement-not-in-force"),
        (&lead, "open-change", "", json!({"kind": "PROLONGATION"}), None, 422, "value-not-acceptable"),
        (&lead, "open-change", "", json!({"kind": "AMENDMENT"}), None, 409, "agreement-not-in-force"),
        (&stranger, "open-change", "", json!({"kind": "AMENDMENT"}), None, 404, "application-unknown"),
        (&stranger, "submit-application", "", json!({}), Some(9), 404, "application-unknown"),
    ] {
        let shown = body.to_string();
        let answer = desk.ask(actor, action, &[("nic", &nic), ("id", id)], body, version, TODAY).await;
        assert_eq!(no(answer), (status, code.to_owned()), "{action} {shown:.60}");
    }
    assert_eq!(sqlx::query_scalar::<_, i64>(journal).fetch_one(&desk.pool).await.unwrap(), before);
}

#[tokio::test]
async fn a_saved_section_answers_what_the_rules_find_in_it_and_nothing_of_the_others() {
    let desk = Desk::for_applications().await;
    let nic = desk.converted("accepted").await;
    let found = async |start: &str, end: &str| {
        let term = json!({"start": start, "end": end, "territory": "england"});
        let saved = desk.save(&nic, "term", term, TODAY).await.unwrap().body;
        let findings = saved["findings"].as_array().unwrap().clone();
        assert!(findings.iter().all(|found| found["pointer"].as_str().unwrap().starts_with("/term")), "{findings:?}");
        let checked = desk.ask(&lead(), "check-application", &[("nic", &nic)], Value::Null, None, TODAY).await.unwrap();
        for found in &findings {
            assert!(checked.body["findings"].as_array().unwrap().contains(found), "{found}");
        }
        findings.iter().map(|found| found["rule"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert!(found("2027-03-01", "2027-02-01").await.contains(&"V20".to_owned()));
    assert_eq!(found("2027-03-01", "2028-02-29").await, [""; 0]);
}
