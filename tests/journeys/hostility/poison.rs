//! Messages that no hearer can read, told by their owners themselves: each becomes one dead letter at each hearer, what
//! is told of other references goes on, and an operator decides about it.

use std::collections::BTreeSet;

use dars_bus::{ids, technical};
use dars_messages::{Contact as _, Owner, facts::intake::PersonContactV1, topology};
use dars_stack::api::text;
use jiff_sqlx::ToSqlx as _;
use serde_json::{Value, json};

use crate::{
    road::Road,
    setting::{Setting, until},
};

/// About nothing that there is.
const NOTHING: &str = "DARS-NIC-900999-A2B3C";

/// A dead letter as it must be listed: durable, subject, code, state.
type Dead = (String, String, String, String);

pub async fn every_durable_survives_what_it_cannot_read(setting: &Setting, road: &Road<'_>) {
    let expected = poison_everything(setting).await;
    until("every poisoned message is a dead letter", async || {
        (dead(setting).await.len() >= expected.len()).then_some(())
    })
    .await;
    let found = dead(setting).await;
    assert_eq!(found.iter().cloned().collect::<BTreeSet<_>>(), expected);
    assert_eq!(found.len(), expected.len(), "each is one dead letter");

    // Everything else goes on, over every durable, from the enquiry to the register.
    let nic = road.signed().await;
    let start = road.story.moment("active").unwrap();
    dars_stack::fixtures::move_clock(&setting.api, start).await.unwrap();
    let listed = setting.api.get("/register/pending").by("register-publisher").done().await.unwrap();
    assert!(listed.items("/items").iter().any(|entry| text(entry, "/nic") == nic), "{:?}", listed.body);
    let mails = setting.api.get(&format!("/mails?about={nic}")).by("records-officer").done().await.unwrap();
    assert!(mails.items("/items").len() >= 6, "{:?}", mails.body);
    assert_eq!(dead(setting).await.len(), expected.len());
    only_an_operator_decides(setting).await;
}

/// Every fact that anybody hears, of every owner, twice: as no JSON and as JSON of another shape; and contacts alike.
async fn poison_everything(setting: &Setting) -> BTreeSet<Dead> {
    let mut expected = BTreeSet::new();
    let mut expect = |durable: String, subject: &str| {
        expected.insert((durable, subject.to_owned(), "unreadable".to_owned(), "open".to_owned()));
    };
    for owner in Owner::SERVICES {
        let names: BTreeSet<&str> = Owner::SERVICES.iter().flat_map(|hearer| hearer.hears_of(owner)).copied().collect();
        for name in names {
            for (body, number) in [(&b"\xff\x00 no JSON"[..], 1), (&br#"{"shape": "another"}"#[..], 2)] {
                // A reference of its own: nothing is parked behind it.
                let subject = topology::fact_subject(owner, name, 1, &format!("{NOTHING}-{name}-{number}"));
                tell(setting, owner, owner.stream(), &subject, body).await;
                for hearer in Owner::SERVICES.into_iter().filter(|hearer| hearer.hears_of(owner).contains(&name)) {
                    expect(topology::durable(hearer, owner), &subject);
                }
            }
        }
        for hearer in Owner::SERVICES.into_iter().filter(|hearer| hearer.hears_contacts().contains(&owner)) {
            let subject = topology::contact_subject(owner, PersonContactV1::NAME, 1, "nobody");
            tell(setting, owner, owner.contact_stream().unwrap(), &subject, b"\xff\x00 no JSON").await;
            expect(topology::contact_durable(hearer, owner), &subject);
        }
    }
    expected
}

/// Puts a message into an owner's outbox, as a mistake in its own code would.
async fn tell(setting: &Setting, owner: Owner, stream: &str, subject: &str, body: &[u8]) {
    let sql = "insert into outbox (stream, subject, event_id, trade_time, body) values ($1, $2, $3, $4, $5)";
    let insert =
        sqlx::query(sql).bind(stream).bind(subject).bind(ids::fresh()).bind(technical::now().to_sqlx()).bind(body);
    insert.execute(setting.pool(owner)).await.unwrap();
    sqlx::query("select pg_notify($1, '')").bind(dars_bus::wake::CHANNEL).execute(setting.pool(owner)).await.unwrap();
}

async fn letters(setting: &Setting) -> Vec<Value> {
    let listed = setting.api.get("/operations/dead-letters").by("operator").done().await.unwrap();
    let of = |service: &Value| service["dead_letters"].as_array().cloned().unwrap_or_default();
    listed.items("/services").iter().flat_map(of).collect()
}

async fn dead(setting: &Setting) -> Vec<Dead> {
    let field = |letter: &Value, name: &str| letter[name].as_str().unwrap_or_default().to_owned();
    let one = |letter: &Value| {
        (field(letter, "durable"), field(letter, "subject"), field(letter, "code"), field(letter, "state"))
    };
    letters(setting).await.iter().map(one).collect()
}

async fn decide(setting: &Setting, by: &str, id: &str, verb: &str, reason: &str) -> (u16, Value) {
    let path = format!("/operations/dead-letters/{id}/{verb}");
    let answer = setting.api.post(&path, json!({ "reason": reason })).by(by).send().await.unwrap();
    (answer.status.as_u16(), answer.body)
}

async fn only_an_operator_decides(setting: &Setting) {
    let before = setting.census().await;
    let all = letters(setting).await;
    let id = text(&all[0], "/id");
    for by in ["approver", "case-officer", "records-officer", "applicant-lead", "platform-client"] {
        let listed = setting.api.get("/operations/dead-letters").by(by).send().await.unwrap();
        assert_eq!((listed.status.as_u16(), listed.text("/code")), (403, "operator-needed".to_owned()), "{by}");
        for verb in ["reveal", "retry", "discard"] {
            let (status, body) = decide(setting, by, &id, verb, "Curious.").await;
            assert_eq!((status, text(&body, "/code")), (403, "operator-needed".to_owned()), "{by} {verb}");
        }
    }
    for (reason, verb) in [("", "reveal"), (" ", "retry"), ("", "discard")] {
        let (status, body) = decide(setting, "operator", &id, verb, reason).await;
        assert_eq!((status, text(&body, "/code")), (422, "reason-needed".to_owned()), "{verb}");
    }
    let (status, _) = decide(setting, "operator", "intake-999999", "discard", "Not there.").await;
    assert_eq!(status, 404);
    setting.unchanged_since(&before, "what others tried on dead letters").await;

    let (status, body) = decide(setting, "operator", &id, "retry", "Perhaps now.").await;
    assert_eq!((status, text(&body, "/code")), (409, "still-failing".to_owned()));
    let (status, body) = decide(setting, "operator", &id, "reveal", "To see what was told.").await;
    assert!(status == 200 && body.to_string().contains("no JSON"), "{status} {body}");
    assert_eq!(dead(setting).await.len(), all.len(), "what fails again stays");
    for letter in &all {
        let (status, body) = decide(setting, "operator", &text(letter, "/id"), "discard", "A test's own.").await;
        assert_eq!(status, 200, "{letter}: {body}");
    }
    assert_eq!(dead(setting).await, []);
    let (status, body) = decide(setting, "operator", &id, "retry", "Once more.").await;
    assert_eq!((status, text(&body, "/code")), (409, "already-settled".to_owned()));
    let owner = Owner::from_name(id.split('-').next().unwrap_or_default()).unwrap();
    let sql = "select count(*) from dead_letter_access a join dead_letters d on d.id = a.dead_letter
               where a.verb = 'reveal' and d.body is null and a.reason = 'To see what was told.'";
    let recorded: i64 = sqlx::query_scalar(sql).fetch_one(setting.pool(owner)).await.unwrap();
    assert_eq!(recorded, 1, "who looked is recorded, what they saw is gone");
}

/// A head that can be read at last takes those behind it along, in the order in which they were told.
pub async fn what_is_parked_follows_its_mended_head_in_order(setting: &Setting) {
    let subject = topology::fact_subject(Owner::Intake, "organisation_registered", 1, "MENDED");
    let told = |name: &str| {
        json!({"organisation": "MENDED", "name": name, "organisation_type": "academic"}).to_string().into_bytes()
    };
    for body in [b"no JSON".to_vec(), told("Second name"), told("Third name")] {
        tell(setting, Owner::Intake, Owner::Intake.stream(), &subject, &body).await;
    }
    let hearers = [Owner::Review, Owner::Contracts, Owner::Notification, Owner::Register];
    until("all are parked", async || (dead(setting).await.len() == 3 * hearers.len()).then_some(())).await;
    let name_of = "select name from organisations where id = 'MENDED'";
    for hearer in hearers {
        let all = letters(setting).await;
        let of: Vec<&Value> =
            all.iter().filter(|letter| text(letter, "/durable") == topology::durable(hearer, Owner::Intake)).collect();
        let standing: Vec<String> = of.iter().map(|letter| text(letter, "/state")).collect();
        assert_eq!(standing, ["open", "parked", "parked"]);
        let (status, body) = decide(setting, "operator", &text(of[1], "/id"), "retry", "Out of turn.").await;
        assert_eq!((status, text(&body, "/code")), (409, "parked".to_owned()));
        // Stands in for a hearer that has learnt to read it.
        sqlx::query("update dead_letters set body = $1 where state = 'open' and durable = $2")
            .bind(told("First name"))
            .bind(topology::durable(hearer, Owner::Intake))
            .execute(setting.pool(hearer))
            .await
            .unwrap();
        let (status, body) = decide(setting, "operator", &text(of[0], "/id"), "retry", "It can be read now.").await;
        assert_eq!((status, &body["settled"]), (200, &json!(3)), "{body}");
        let name: String = sqlx::query_scalar(name_of).fetch_one(setting.pool(hearer)).await.unwrap();
        assert_eq!(name, "Third name", "{hearer}");
    }
    assert_eq!(dead(setting).await, []);
}
