//! An organisation from nothing, without a fixture: taken in, administered, renamed, its people come and go.

use dars_bus::{Problem, Reply};
use dars_testkit::service::person;
use dars_vocabulary::{Actor, StaffRole};
use jiff::civil::{Date, date};
use serde_json::{Value, json};

use crate::desk::{Desk, TODAY, no, officer, stranger, triage};

const ORG: &str = "MARLPIT";

fn admin() -> Actor {
    person("marlpit-administrator", &[])
}

fn id(actor: &Actor) -> String {
    actor.id.to_string()
}

impl Desk {
    /// Something asked of the organisation as it is now.
    async fn of_org(&self, actor: &Actor, action: &str, who: &str, body: Value, day: Date) -> Result<Reply, Problem> {
        let version: Option<i64> =
            sqlx::query_scalar("select version from aggregates where aggregate = 'organisation' and reference = $1")
                .bind(ORG)
                .fetch_optional(&self.pool)
                .await
                .unwrap();
        let adds = ["add-member", "ask-authority", "register-organisation"].contains(&action);
        let version = if adds { None } else { version };
        self.ask(actor, action, &[("id", ORG), ("person", who)], body, version, day).await
    }

    async fn org(&self, actor: &Actor, day: Date) -> Value {
        self.ask(actor, "get-organisation", &[("id", ORG)], Value::Null, None, day).await.unwrap().body
    }

    /// Taken in by a triage officer, its administrator by a case officer, a lead who also signs by that one.
    async fn with_marlpit() -> Self {
        let desk = Self::open().await;
        let made = desk.of_org(&triage(), "register-organisation", "", enrolled(), TODAY).await.unwrap();
        assert_eq!((made.status, &made.body["id"]), (201, &json!(ORG)));
        let administrator = member("marlpit-administrator", "Dot Marl", &["administrator"]);
        assert_eq!(desk.of_org(&officer(), "add-member", "", administrator, TODAY).await.unwrap().status, 201);
        let lead = member("marlpit-lead", "Lee Pitt", &["lead", "signatory"]);
        let added = desk.of_org(&admin(), "add-member", "", lead, TODAY).await.unwrap();
        assert_eq!(added.body, json!({"organisation": ORG, "person": lead_of_it().id}));
        desk
    }
}

fn lead_of_it() -> Actor {
    person("marlpit-lead", &[])
}

fn enrolled() -> Value {
    json!({"id": ORG, "name": "Marlpit NHS Trust", "organisation_type": "nhs-trust"})
}

fn member(subject: &str, name: &str, roles: &[&str]) -> Value {
    json!({"subject": subject, "name": name, "email": format!("{subject}@marlpit.example"), "roles": roles,
        "from": TODAY})
}

#[tokio::test]
async fn a_new_organisation_is_admitted_gets_its_people_and_who_may_sign() {
    let desk = Desk::with_marlpit().await;
    assert_eq!(desk.told(ORG).await, ["organisation_registered", "membership_granted", "membership_granted"]);
    let lead = id(&lead_of_it());
    let asked = json!({"person": lead, "from": TODAY, "until": "2028-11-20"});
    desk.of_org(&admin(), "ask-authority", "", asked, TODAY).await.unwrap();
    assert_eq!(desk.tasks(&officer(), TODAY).await, [("confirm-authority".to_owned(), ORG.to_owned())]);
    let shown = desk.org(&officer(), TODAY).await;
    assert_eq!(shown["authorities"][0]["state"], "ASKED");
    assert!(shown["permitted"].as_array().unwrap().contains(&json!("confirm-authority")), "{shown}");
    let own = desk.of_org(&admin(), "confirm-authority", &lead, json!({}), TODAY).await;
    assert_eq!(no(own), (403, "role-needed".to_owned()));
    assert_eq!(desk.told(ORG).await.len(), 3, "nobody may sign yet");
    desk.of_org(&officer(), "confirm-authority", &lead, json!({}), TODAY).await.unwrap();
    let told = desk.body("signing_authority_confirmed", ORG).await;
    assert_eq!(told, json!({"organisation": ORG, "person": lead, "from": TODAY, "until": "2028-11-20"}));
    assert_eq!(desk.tasks(&officer(), TODAY).await, []);
    // It can be what an enquiry becomes an application of.
    let enquiry = desk.raise().await;
    let body = json!({"organisation": ORG, "lead": "marlpit-lead", "preliminary": "accepted",
        "feasible": {"holds": true}, "right_service": {"holds": true}});
    let converted = desk.of(&officer(), "convert-enquiry", &enquiry, body).await.unwrap();
    assert!(converted.body["nic"].is_string());
}

#[tokio::test]
async fn what_was_not_confirmed_can_be_asked_again_and_an_authority_ends_with_the_membership() {
    let desk = Desk::with_marlpit().await;
    let lead = id(&lead_of_it());
    let asked = || json!({"person": lead, "from": TODAY});
    desk.of_org(&admin(), "ask-authority", "", asked(), TODAY).await.unwrap();
    let reason = json!({"reason": "Quibbling letterhead"});
    desk.of_org(&officer(), "decline-authority", &lead, reason, TODAY).await.unwrap();
    assert!(desk.contains("Quibbling letterhead").await);
    desk.redact("organisation", ORG, "signing_authority_declined").await;
    assert!(!desk.contains("Quibbling letterhead").await);
    assert_eq!(desk.org(&admin(), TODAY).await["authorities"], json!([]));
    desk.of_org(&admin(), "ask-authority", "", asked(), TODAY).await.unwrap();
    desk.of_org(&officer(), "confirm-authority", &lead, json!({}), TODAY).await.unwrap();
    let end = json!({"on": "2026-11-30"});
    desk.of_org(&admin(), "end-member", &lead, end.clone(), TODAY).await.unwrap();
    let told = desk.body("membership_granted", ORG).await;
    let roles = json!(["lead", "signatory"]);
    let expected = json!({"organisation": ORG, "person": lead, "roles": roles, "from": TODAY, "until": "2026-11-30"});
    assert_eq!(told, expected);
    assert_eq!(desk.body("signing_authority_confirmed", ORG).await["until"], "2026-11-30");
    let facts = desk.told(ORG).await.len();
    desk.of_org(&admin(), "end-member", &lead, end, TODAY).await.unwrap();
    assert_eq!(desk.told(ORG).await.len(), facts, "it was so already");
    let me = desk.ask(&lead_of_it(), "me", &[], Value::Null, None, TODAY).await.unwrap();
    assert_eq!(me.body["memberships"][0]["until"], "2026-11-30");
}

#[tokio::test]
async fn a_lead_who_leaves_is_followed_by_whom_the_administrator_names_or_an_officer() {
    let desk = Desk::with_marlpit().await;
    let enquiry = desk.raise().await;
    let body = json!({"organisation": ORG, "lead": "marlpit-lead", "preliminary": "accepted",
        "feasible": {"holds": true}, "right_service": {"holds": true}});
    let converted = desk.of(&officer(), "convert-enquiry", &enquiry, body).await.unwrap();
    let nic = converted.body["nic"].as_str().unwrap().to_owned();
    let lead = id(&lead_of_it());
    desk.of_org(&admin(), "end-member", &lead, json!({"on": "2026-11-30"}), TODAY).await.unwrap();
    let waits = [("name-lead".to_owned(), nic.clone())];
    let after = date(2026, 12, 1);
    assert_eq!(desk.tasks(&admin(), date(2026, 11, 30)).await, []);
    assert_eq!(desk.tasks(&admin(), after).await, waits);
    assert_eq!(desk.tasks(&officer(), after).await, []);
    // The administrator leaves as well: an officer takes it over, until there is another one.
    desk.of_org(&admin(), "end-member", &id(&admin()), json!({"on": "2026-12-01"}), after).await.unwrap();
    desk.of_org(&admin(), "change-member", &id(&admin()), json!({"roles": ["lead"]}), after).await.unwrap_err();
    let later = date(2026, 12, 2);
    let mut next = member("next-administrator", "Nan Marl", &["administrator"]);
    next["from"] = json!(later);
    desk.of_org(&officer(), "add-member", "", next, later).await.unwrap();
    let administrator = person("next-administrator", &[]);
    assert_eq!(desk.tasks(&administrator, later).await, waits);
    let mut follower = member("next-lead", "Ned Pitt", &["lead"]);
    follower["from"] = json!(later);
    desk.of_org(&administrator, "add-member", "", follower, later).await.unwrap();
    let people = json!({"lead": "next-lead", "collaborators": []});
    let version: i64 = sqlx::query_scalar("select version from aggregates where reference = $1")
        .bind(&nic)
        .fetch_one(&desk.pool)
        .await
        .unwrap();
    let params = [("nic", nic.as_str())];
    desk.ask(&administrator, "set-people", &params, people, Some(version), later).await.unwrap();
    assert_eq!(desk.tasks(&administrator, later).await, []);
}

#[tokio::test]
async fn where_nobody_administers_the_officers_see_that_a_lead_is_missing() {
    let desk = Desk::with_marlpit().await;
    let enquiry = desk.raise().await;
    let body = json!({"organisation": ORG, "lead": "marlpit-lead", "preliminary": "accepted",
        "feasible": {"holds": true}, "right_service": {"holds": true}});
    let converted = desk.of(&officer(), "convert-enquiry", &enquiry, body).await.unwrap();
    let nic = converted.body["nic"].as_str().unwrap().to_owned();
    desk.of_org(&admin(), "end-member", &id(&admin()), json!({"on": "2026-11-25"}), TODAY).await.unwrap();
    let ended = json!({"on": "2026-11-25"});
    desk.of_org(&admin(), "end-member", &id(&lead_of_it()), ended, TODAY).await.unwrap();
    let after = date(2026, 11, 26);
    assert_eq!(desk.tasks(&officer(), after).await, [("name-lead".to_owned(), nic)]);
}

#[tokio::test]
async fn a_new_name_is_told_and_the_former_one_stays_in_sight_and_is_found() {
    let desk = Desk::with_marlpit().await;
    let renamed = json!({"name": "Marlpit & Dene NHS FT", "from": "2026-04-01"});
    desk.of_org(&officer(), "rename-organisation", "", renamed.clone(), TODAY).await.unwrap();
    let told = desk.body("organisation_renamed", ORG).await;
    assert_eq!(told, json!({"organisation": ORG, "name": "Marlpit & Dene NHS FT", "from": "2026-04-01"}));
    let shown = desk.org(&stranger(), TODAY).await;
    assert_eq!((&shown["name"], &shown["name_from"]), (&renamed["name"], &json!("2026-04-01")));
    let former = json!([{"name": "Marlpit NHS Trust", "from": null, "until": "2026-03-31"}]);
    assert_eq!(shown["former_names"], former);
    assert_eq!(shown["permitted"], json!([]));
    for text in ["marlpit nhs trust", "Dene NHS"] {
        let found = desk.ask(&officer(), "search", &[], json!({"text": text}), None, TODAY).await.unwrap();
        let hits = found.body["items"].as_array().unwrap().clone();
        assert!(hits.iter().any(|hit| hit["reference"] == ORG), "{text}: {hits:?}");
    }
    let list = desk.ask(&officer(), "list-organisations", &[], Value::Null, None, TODAY).await.unwrap();
    assert_eq!(list.body["items"][0]["name"], "Marlpit & Dene NHS FT");
}

#[tokio::test]
async fn who_its_people_are_is_for_its_administrator_and_staff_and_their_names_lie_sealed() {
    let desk = Desk::with_marlpit().await;
    let records = person("records-officer", &[StaffRole::RecordsOfficer]);
    let operator = person("operator", &[StaffRole::Operator]);
    for (actor, members, email) in [
        (admin(), true, true),
        (officer(), true, false),
        (records, true, true),
        (lead_of_it(), false, false),
        (stranger(), false, false),
        (operator, false, false),
        (Actor::public(), false, false),
    ] {
        let shown = desk.org(&actor, TODAY).await;
        assert_eq!(shown.get("members").is_some(), members, "{actor:?}");
        assert_eq!(shown["members"][0].get("email").is_some(), email, "{actor:?}");
    }
    assert!(desk.contains("Lee Pitt").await);
    desk.redact("organisation", ORG, "membership_granted").await;
    assert!(!desk.contains("Lee Pitt").await);
    let contact = json!({"roles": ["lead"], "contact": {"name": "Leopold Pitt", "email": "lp@marlpit.example"}});
    desk.of_org(&admin(), "change-member", &id(&lead_of_it()), contact, TODAY).await.unwrap();
    let members = desk.org(&admin(), TODAY).await["members"].clone();
    let names: Vec<_> = members.as_array().unwrap().iter().map(|member| member["name"].clone()).collect();
    assert!(names.contains(&json!("Leopold Pitt")), "{names:?}");
}

#[tokio::test]
async fn each_wrong_request_about_an_organisation_gets_its_error_and_changes_nothing() {
    let desk = Desk::with_marlpit().await;
    let (admin, lead) = (admin(), id(&lead_of_it()));
    let nobody = id(&stranger());
    let own = id(&admin);
    let journal = "select count(*) from journal";
    let before: i64 = sqlx::query_scalar(journal).fetch_one(&desk.pool).await.unwrap();
    let roles = || json!({"roles": ["lead"]});
    let new = || member("new", "New Marl", &["lead"]);
    let mut unreachable = new();
    unreachable["email"] = json!("nowhere");
    for (actor, action, who, body, status, code) in [
        (&officer(), "register-organisation", "", enrolled(), 409, "organisation-exists"),
        (&admin, "register-organisation", "", enrolled(), 403, "role-needed"),
        (
            &officer(),
            "register-organisation",
            "",
            json!({"id": "not a code", "name": "X", "organisation_type": "charity"}),
            422,
            "value-not-acceptable",
        ),
        (&officer(), "rename-organisation", "", json!({"name": "X", "from": "2027-01-01"}), 422, "values-unacceptable"),
        (&triage(), "rename-organisation", "", json!({"name": "X", "from": TODAY}), 403, "role-needed"),
        (&admin, "add-member", "", unreachable, 422, "values-unacceptable"),
        (&admin, "add-member", "", json!({"subject": "new"}), 400, "malformed"),
        (&lead_of_it(), "add-member", "", new(), 403, "administrator-needed"),
        (&officer(), "add-member", "", new(), 409, "administrator-there"),
        (&admin, "change-member", &own, roles(), 403, "own-role"),
        (&admin, "change-member", &nobody, roles(), 404, "member-unknown"),
        (&admin, "change-member", "somebody", roles(), 404, "not-found"),
        (&admin, "end-member", &lead, json!({"on": "2026-11-19"}), 422, "values-unacceptable"),
        (&admin, "ask-authority", "", json!({"person": own, "from": TODAY}), 409, "signatory-needed"),
        (&officer(), "confirm-authority", &lead, json!({}), 409, "authority-not-asked"),
        (&officer(), "decline-authority", &lead, json!({"reason": "No."}), 409, "authority-not-asked"),
        (&admin, "end-authority", &lead, json!({"on": TODAY}), 404, "authority-unknown"),
    ] {
        let shown = body.to_string();
        let answer = desk.of_org(actor, action, who, body, TODAY).await;
        assert_eq!(no(answer), (status, code.to_owned()), "{action} {shown}");
    }
    let stale = [("id", ORG), ("person", lead.as_str())];
    for (version, status, code) in [(None, 428, "if-match-missing"), (Some(1), 412, "changed-meanwhile")] {
        let answer = desk.ask(&admin, "end-member", &stale, json!({"on": TODAY}), version, TODAY).await;
        assert_eq!(no(answer), (status, code.to_owned()));
    }
    assert_eq!(sqlx::query_scalar::<_, i64>(journal).fetch_one(&desk.pool).await.unwrap(), before);
}
