//! Who works on an application: invited, handed over, told apart when they save at once.

use dars_testkit::service::person;
use dars_vocabulary::{Actor, ActorKind, calendar::days_after};
use serde_json::{Value, json};

use crate::{
    application_desk::collaborator,
    desk::{Desk, TODAY, no, officer, stranger, triage},
    setting::lead,
};

fn gus() -> Actor {
    person("gus", &[])
}

fn invitation() -> Value {
    json!({"name": "Gus Marsh", "email": "gus.marsh@wychmoor.example"})
}

impl Desk {
    async fn invite(&self, nic: &str, body: Value) -> Value {
        let reply = self.ask(&lead(), "invite-collaborator", &[("nic", nic)], body, None, TODAY).await.unwrap();
        assert_eq!(reply.status, 201);
        reply.body
    }

    /// What stands in the newest message to `notification`, as its token and whole text.
    async fn posted(&self) -> Value {
        let body: Vec<u8> = sqlx::query_scalar(
            "select body from contacts_present where subject like 'dars.contacts.intake.invitation.%'
             and convert_from(body, 'UTF8') <> 'null' order by subject desc limit 1",
        )
        .fetch_one(&self.pool)
        .await
        .unwrap();
        serde_json::from_slice(&body).unwrap()
    }

    async fn accept_with(
        &self,
        actor: &Actor,
        token: &str,
        day: jiff::civil::Date,
    ) -> Result<dars_bus::Reply, dars_bus::Problem> {
        self.ask(actor, "accept-invitation", &[], json!({"token": token}), None, day).await
    }

    /// Lets what was sent be sent, as the relay leaves it.
    async fn relayed(&self) {
        sqlx::query("update outbox set body = null where stream like '%CONTACTS%' or subject like 'dars.contacts.%'")
            .execute(&self.pool)
            .await
            .unwrap();
    }
}

#[tokio::test]
async fn an_invitation_is_accepted_once_and_opens_one_application_alone() {
    let desk = Desk::for_applications().await;
    let (nic, other) = (desk.converted("accepted").await, desk.converted("accepted").await);
    let made = desk.invite(&nic, invitation()).await;
    assert_eq!(made["open_until"], "2026-12-04");
    let posted = desk.posted().await;
    let token = posted["token"].as_str().unwrap().to_owned();
    assert_eq!((&posted["nic"], &posted["email"]), (&json!(nic), &json!("gus.marsh@wychmoor.example")));
    // The answer holds neither; the lead sees whom they invited, and nobody else does.
    assert!(!made.to_string().contains(&token));
    let shown = desk.application(&lead(), &nic, TODAY).await;
    assert_eq!(shown["invitations"][0]["email"], "gus.marsh@wychmoor.example");
    assert_eq!(desk.application(&officer(), &nic, TODAY).await["invitations"], Value::Null);
    let done = desk.accept_with(&gus(), &token, TODAY).await.unwrap();
    assert_eq!((done.status, &done.body["nic"], &done.body["organisation"]), (201, &json!(nic), &json!("NORTHMERE")));
    let used = desk.accept_with(&gus(), &token, TODAY).await;
    assert_eq!(no(used), (404, "invitation-unknown".to_owned()));
    // He writes this one, and knows of no other.
    assert_eq!(desk.body("application_people", &nic).await["collaborators"], json!([gus().id]));
    let granted = desk.body("membership_granted", "NORTHMERE").await;
    assert_eq!((&granted["person"], &granted["roles"]), (&json!(gus().id), &json!(["collaborator"])));
    let params = [("nic", nic.as_str()), ("section", "outputs")];
    let version = Some(desk.etag(&nic).await);
    desk.ask(&gus(), "save-section", &params, json!({"expected": "A paper."}), version, TODAY).await.unwrap();
    let unseen = desk.ask(&gus(), "get-application", &[("nic", &other)], Value::Null, None, TODAY).await;
    assert_eq!(no(unseen), (404, "application-unknown".to_owned()));
    let list = desk.ask(&gus(), "list-applications", &[], Value::Null, None, TODAY).await.unwrap().body;
    let listed: Vec<&Value> = list["items"].as_array().unwrap().iter().map(|item| &item["nic"]).collect();
    assert_eq!(listed, [&json!(nic)]);
    // So in the search, and where he quotes a number: who has an enquiry is told to those whom the request is.
    let number = |nic: &str| nic.split('-').nth(2).unwrap().to_owned();
    for (sought, there) in [(&nic, true), (&other, false)] {
        let text = json!({"text": number(sought)});
        let found = desk.ask(&gus(), "search", &[], text, None, TODAY).await.unwrap().body;
        let found: Vec<&Value> = found["items"].as_array().unwrap().iter().map(|item| &item["reference"]).collect();
        let expected = json!(sought);
        assert_eq!(found, if there { vec![&expected] } else { vec![] });
        let enquiry = desk.raised(&gus(), &format!("News of {sought}?")).await;
        desk.of(&triage(), "route-enquiry", &enquiry, json!({"team": "case-officers"})).await.unwrap();
        let team = if there { "case-officers" } else { "data-applications" };
        assert_eq!(desk.shown(&gus(), &enquiry, TODAY).await["team"], team, "{sought}");
    }
    let title = desk.ask(&gus(), "search", &[], json!({"text": "quite another word"}), None, TODAY).await.unwrap();
    assert_eq!(title.body["items"], json!([]));
    let all = desk.ask(&lead(), "list-applications", &[], Value::Null, None, TODAY).await.unwrap().body;
    assert_eq!(all["items"].as_array().unwrap().len(), 2);
    // Nothing of the token is left once it was sent; the address stands with his membership.
    desk.relayed().await;
    assert!(!desk.contains(&token).await);
}

#[tokio::test]
async fn whoever_is_known_keeps_their_own_address_whatever_the_inviter_typed() {
    let desk = Desk::for_applications().await;
    let nic = desk.converted("accepted").await;
    let member = async |organisation: &str, subject: &str, email: &str, until: Value| {
        let body = json!({"organisation": organisation, "subject": subject, "name": "Their own name", "email": email,
            "roles": ["lead"], "from": "2020-01-01", "until": until});
        desk.fixture("fixture-membership", body).await;
    };
    let organisation = json!({"id": "WYCHMOOR", "name": "Wychmoor University", "organisation_type": "academic"});
    desk.fixture("fixture-organisation", organisation).await;
    // Known elsewhere; known here until yesterday; known nowhere.
    member("WYCHMOOR", "gus", "gus@own.example", Value::Null).await;
    member("NORTHMERE", "hal", "hal@own.example", json!("2026-11-19")).await;
    for (subject, expected) in
        [("gus", "gus@own.example"), ("hal", "hal@own.example"), ("ivo", "typed@wychmoor.example")]
    {
        desk.invite(&nic, json!({"name": "Typed", "email": "typed@wychmoor.example"})).await;
        let token = desk.posted().await["token"].as_str().unwrap().to_owned();
        let actor = person(subject, &[]);
        desk.accept_with(&actor, &token, TODAY).await.unwrap();
        let kept: Vec<u8> = sqlx::query_scalar("select body from contacts_present where subject like $1")
            .bind(format!("dars.contacts.intake.person.%{}%", actor.id))
            .fetch_one(&desk.pool)
            .await
            .unwrap();
        let kept: Value = serde_json::from_slice(&kept).unwrap();
        assert_eq!(kept["email"], expected, "{subject}");
        let granted = desk.body("membership_granted", "NORTHMERE").await;
        assert_eq!((&granted["person"], &granted["roles"]), (&json!(actor.id), &json!(["collaborator"])));
    }
}

#[tokio::test]
async fn every_token_that_does_not_open_is_answered_alike_and_changes_nothing() {
    let desk = Desk::for_applications().await;
    let nic = desk.converted("accepted").await;
    let made = desk.invite(&nic, invitation()).await;
    let token = desk.posted().await["token"].as_str().unwrap().to_owned();
    let mut answers = Vec::new();
    answers.push(desk.accept_with(&gus(), "wrong", TODAY).await);
    answers.push(desk.accept_with(&gus(), "", TODAY).await);
    answers.push(desk.accept_with(&gus(), &token, days_after(TODAY, 15)).await);
    let id = made["invitation"].as_str().unwrap();
    let revoke = [("nic", nic.as_str()), ("invitation", id)];
    let other = desk.ask(&stranger(), "revoke-invitation", &revoke, json!({}), None, TODAY).await;
    assert_eq!(no(other), (404, "application-unknown".to_owned()));
    desk.ask(&lead(), "revoke-invitation", &revoke, json!({}), None, TODAY).await.unwrap();
    answers.push(desk.accept_with(&gus(), &token, TODAY).await);
    let again = desk.ask(&lead(), "revoke-invitation", &revoke, json!({}), None, TODAY).await;
    assert_eq!(no(again), (404, "invitation-unknown".to_owned()));
    let answers: std::collections::BTreeSet<_> = answers
        .into_iter()
        .map(|answer| {
            let problem = answer.unwrap_err();
            (problem.status, problem.code, problem.detail)
        })
        .collect();
    assert_eq!(answers.len(), 1, "{answers:?}");
    let mut machine = gus();
    machine.kind = ActorKind::Machine;
    assert_eq!(no(desk.accept_with(&machine, &token, TODAY).await).0, 403);
    assert_eq!(no(desk.accept_with(&Actor::public(), &token, TODAY).await).0, 401);
    assert_eq!(desk.application(&lead(), &nic, TODAY).await["collaborators"], json!([]));
}

#[tokio::test]
async fn an_invitation_that_nobody_accepts_is_forgotten_with_its_address_whenever_the_sweep_comes() {
    let desk = Desk::for_applications().await;
    let nic = desk.converted("accepted").await;
    desk.invite(&nic, invitation()).await;
    assert_eq!(desk.sweep(days_after(TODAY, 14)).await, 0);
    assert_eq!(desk.sweep(days_after(TODAY, 20)).await, 1);
    assert_eq!(desk.sweep(days_after(TODAY, 20)).await, 0);
    let left: i64 = sqlx::query_scalar("select count(*) from invitations").fetch_one(&desk.pool).await.unwrap();
    let emptied: Vec<u8> =
        sqlx::query_scalar("select body from contacts_present where subject like 'dars.contacts.intake.invitation.%'")
            .fetch_one(&desk.pool)
            .await
            .unwrap();
    assert_eq!((left, emptied), (0, b"null".to_vec()));
    // The draft still lapses on its own day.
    assert_eq!(desk.sweep(days_after(TODAY, 90)).await, 1);
}

#[tokio::test]
async fn a_redacted_invitation_leaves_neither_address_nor_token() {
    let desk = Desk::for_applications().await;
    let nic = desk.converted("accepted").await;
    desk.invite(&nic, invitation()).await;
    let token = desk.posted().await["token"].as_str().unwrap().to_owned();
    desk.redact("application", &nic, "collaborator_invited").await;
    for text in [token.as_str(), "gus.marsh@wychmoor.example", "Gus Marsh"] {
        assert!(!desk.contains(text).await, "{text}");
    }
    assert_eq!(no(desk.accept_with(&gus(), &token, TODAY).await), (404, "invitation-unknown".to_owned()));
}

#[tokio::test]
async fn an_officer_hands_over_what_its_lead_left_where_nobody_administers() {
    let desk = Desk::for_applications().await;
    let nic = desk.converted("accepted").await;
    desk.member("new-lead", "lead").await;
    let body = || json!({"lead": "new-lead", "reason": "Ada has left the university."});
    let early = desk.at(&officer(), "hand-over-application", &nic, body(), TODAY).await;
    assert_eq!(no(early), (409, "lead-not-gone".to_owned()));
    desk.fixture(
        "fixture-membership",
        json!({"organisation": "NORTHMERE", "subject": "applicant-lead", "name": "Ada Example",
            "email": "ada@northmere.example", "roles": ["lead"], "from": "2020-01-01", "until": "2026-11-19"}),
    )
    .await;
    let permitted = desk.application(&officer(), &nic, TODAY).await["permitted"].clone();
    assert!(permitted.as_array().unwrap().contains(&json!("hand-over-application")), "{permitted}");
    desk.member("administrator", "administrator").await;
    let administered = desk.at(&officer(), "hand-over-application", &nic, body(), TODAY).await;
    assert_eq!(no(administered), (409, "administrator-there".to_owned()));
    desk.member("administrator", "signatory").await;
    let done = desk.at(&officer(), "hand-over-application", &nic, body(), TODAY).await.unwrap();
    assert_eq!(done.body["lead"], json!(person("new-lead", &[]).id));
    assert_eq!(desk.body("application_people", &nic).await["lead"], json!(person("new-lead", &[]).id));
    desk.redact("application", &nic, "handed_over").await;
    assert!(!desk.contains("Ada has left").await);
}

#[tokio::test]
async fn whoever_saves_second_learns_who_saved_what_and_when_and_nothing_is_lost() {
    let desk = Desk::for_applications().await;
    let nic = desk.converted("accepted").await;
    desk.at(&lead(), "set-people", &nic, json!({"collaborators": ["applicant-collaborator"]}), TODAY).await.unwrap();
    let both_read = desk.etag(&nic).await;
    desk.save(&nic, "outputs", json!({"expected": "A paper."}), TODAY).await.unwrap();
    let params = [("nic", nic.as_str()), ("section", "benefits")];
    let body = json!({"expected": "Fewer strokes."});
    let late = desk.ask(&collaborator(), "save-section", &params, body.clone(), Some(both_read), TODAY).await;
    let problem = late.unwrap_err();
    assert_eq!((problem.status, problem.code.as_str()), (412, "changed-meanwhile"));
    let [error] = &problem.errors[..] else { panic!("{:?}", problem.errors) };
    assert_eq!((error.pointer.as_str(), error.code.as_str()), ("/outputs", "saved-meanwhile"));
    assert!(error.detail.contains(&lead().id.to_string()) && error.detail.contains("2026-11-20T12:00:00Z"));
    // Read again, both stand.
    let version = Some(desk.etag(&nic).await);
    desk.ask(&collaborator(), "save-section", &params, body, version, TODAY).await.unwrap();
    let shown = desk.application(&lead(), &nic, TODAY).await;
    assert_eq!(shown["content"]["outputs"]["expected"], "A paper.");
    assert_eq!(shown["content"]["benefits"]["expected"], "Fewer strokes.");
    assert_eq!(shown["saved"]["benefits"]["by"], json!(collaborator().id));
}

#[tokio::test]
async fn each_wrong_request_about_its_people_gets_its_error_and_changes_nothing() {
    let desk = Desk::for_applications().await;
    let nic = desk.converted("accepted").await;
    let now = Some(desk.etag(&nic).await);
    let (lead, officer, stranger) = (lead(), officer(), stranger());
    let journal = "select count(*) from journal";
    let before: i64 = sqlx::query_scalar(journal).fetch_one(&desk.pool).await.unwrap();
    for (actor, action, body, version, status, code) in [
        (&lead, "invite-collaborator", json!({"name": "Gus"}), None, 400, "malformed"),
        (&lead, "invite-collaborator", json!({"name": "Gus", "email": "nobody"}), None, 422, "values-unacceptable"),
        (
            &lead,
            "invite-collaborator",
            json!({"name": "Gus", "email": "a@b.example", "text": "Hi"}),
            None,
            400,
            "malformed",
        ),
        (&officer, "invite-collaborator", invitation(), None, 403, "lead-needed"),
        (&stranger, "invite-collaborator", invitation(), None, 404, "application-unknown"),
        (&lead, "accept-invitation", json!({"token": 5}), None, 400, "malformed"),
        (&lead, "accept-invitation", json!({}), None, 400, "malformed"),
        (&lead, "hand-over-application", json!({"lead": "x", "reason": "y"}), now, 403, "role-needed"),
        (&officer, "hand-over-application", json!({"lead": "x", "reason": "y"}), None, 428, "if-match-missing"),
        (&officer, "hand-over-application", json!({"lead": "x"}), now, 400, "malformed"),
        (&stranger, "hand-over-application", json!({"lead": "x", "reason": "y"}), Some(9), 404, "application-unknown"),
    ] {
        let shown = body.to_string();
        let answer = desk.ask(actor, action, &[("nic", &nic)], body, version, TODAY).await;
        assert_eq!(no(answer), (status, code.to_owned()), "{action} {shown:.60}");
    }
    assert_eq!(sqlx::query_scalar::<_, i64>(journal).fetch_one(&desk.pool).await.unwrap(), before);
}

#[tokio::test]
async fn no_more_than_ten_are_invited_in_a_day() {
    let desk = Desk::for_applications().await;
    let nic = desk.converted("accepted").await;
    for number in 0..10 {
        desk.invite(&nic, json!({"name": "Someone", "email": format!("guest{number}@wychmoor.example")})).await;
    }
    let eleventh = desk.ask(&lead(), "invite-collaborator", &[("nic", &nic)], invitation(), None, TODAY).await;
    assert_eq!(no(eleventh), (409, "invitations-too-many".to_owned()));
    let permitted = desk.application(&lead(), &nic, TODAY).await["permitted"].clone();
    assert!(!permitted.as_array().unwrap().contains(&json!("invite-collaborator")));
}
