//! Requests over NATS as somebody would send them who took the portal's place, but not its key.

use async_nats::HeaderMap;
use bytes::Bytes;
use dars_bus::{assertion::Signer, ids, rpc, technical};
use dars_messages::{Owner, topology};
use dars_vocabulary::{Actor, ActorKind, PersonId, StaffRole};
use jiff::{SignedDuration, Timestamp};
use serde_json::{Value, json};

use crate::setting::Setting;

const ACTION: &str = "operations-outbox";

/// One request: its words, what it says of them, and the answer that it must get.
struct Hostile {
    what: &'static str,
    body: Bytes,
    assertion: Option<String>,
    expected: (u16, &'static str),
}

pub async fn without_the_portals_word_nothing_is_done(setting: &Setting) {
    let client = setting.stack.nats().connect(Owner::Portal).await.unwrap();
    let signer = Signer::from_base64(setting.stack.assertion_key()).unwrap();
    let stranger = Signer::from_base64(&Signer::generate().unwrap()).unwrap();
    setting.quiet().await;
    let before = setting.census().await;
    for owner in Owner::SERVICES {
        let subject = topology::request_subject(owner, ACTION);
        for hostile in all(owner, &subject, &signer, &stranger) {
            let (status, answer) = ask(&client, &subject, hostile.body, hostile.assertion).await;
            let code = answer["code"].as_str().unwrap_or_default();
            assert_eq!((status, code), hostile.expected, "{owner}, {}: {answer}", hostile.what);
        }
    }
    setting.unchanged_since(&before, "hostile requests").await;
    setting.is_up().await;
    for owner in Owner::SERVICES {
        let subject = topology::request_subject(owner, ACTION);
        let body = envelope();
        let word = signer.sign(&operator(), owner, &subject, &body, ids::fresh(), technical::now());
        let (status, answer) = ask(&client, &subject, body, Some(word)).await;
        assert_eq!((status, &answer["service"]), (200, &json!(owner.name())), "the same request, with the right word");
    }
    raising_takes_the_right_word(setting, &client, &signer).await;
}

/// A command whose word was given for another body: the very enquiry that would be taken with its own.
async fn raising_takes_the_right_word(setting: &Setting, client: &async_nats::Client, signer: &Signer) {
    let subject = topology::request_subject(Owner::Intake, "raise-enquiry");
    let raise = |name: &str| {
        let body = json!({"name": name, "email": "a@b.example", "topic": "other", "purpose_text": "A question."});
        Bytes::from(json!({"path": "POST /enquiries", "params": {}, "body": body}).to_string())
    };
    let word = signer.sign(&Actor::public(), Owner::Intake, &subject, &raise("A"), ids::fresh(), technical::now());
    let before = setting.census().await;
    let (status, answer) = ask(client, &subject, raise("B"), Some(word.clone())).await;
    assert_eq!((status, answer["code"].as_str()), (401, Some("assertion-for-another-request")), "{answer}");
    setting.unchanged_since(&before, "an enquiry with another's word").await;
    let (status, _) = ask(client, &subject, raise("A"), Some(word)).await;
    assert_eq!(status, 201);
}

fn all(owner: Owner, subject: &str, signer: &Signer, stranger: &Signer) -> Vec<Hostile> {
    let now = technical::now();
    let body = envelope();
    let by = |signer: &Signer, audience: Owner, subject: &str, body: &[u8], at: Timestamp| {
        Some(signer.sign(&operator(), audience, subject, body, ids::fresh(), at))
    };
    let good = by(signer, owner, subject, &body, now).unwrap_or_default();
    let torn = good.get(..good.len() - 4).map(ToOwned::to_owned);
    let swapped = format!(
        "{}.{}",
        good.split('.').next().unwrap_or_default(),
        by(signer, owner, subject, b"x", now).unwrap_or_default().split('.').next_back().unwrap_or_default()
    );
    let other = if owner == Owner::Intake { Owner::Review } else { Owner::Intake };
    let elsewhere = topology::request_subject(owner, "operations-durables");
    let with = |what, body: &Bytes, assertion, status, code| Hostile {
        what,
        body: body.clone(),
        assertion,
        expected: (status, code),
    };
    let sent_as_it_is = |what, text: Vec<u8>, status, code| {
        let body = Bytes::from(text);
        let word = by(signer, owner, subject, &body, now);
        Hostile { what, body, assertion: word, expected: (status, code) }
    };
    let long = json!({"path": "x".repeat(topology::MAX_MESSAGE)}).to_string().into_bytes();
    vec![
        with("no word", &body, None, 401, "assertion-missing"),
        with("an empty word", &body, Some(String::new()), 401, "assertion-invalid"),
        with("no word at all", &body, Some("a.b".to_owned()), 401, "assertion-invalid"),
        with("a torn word", &body, torn, 401, "assertion-invalid"),
        with("another word's signature", &body, Some(swapped), 401, "assertion-invalid"),
        with("a stranger's word", &body, by(stranger, owner, subject, &body, now), 401, "assertion-invalid"),
        with(
            "an old word",
            &body,
            by(signer, owner, subject, &body, now - SignedDuration::from_secs(31)),
            401,
            "assertion-expired",
        ),
        with(
            "a word for ever",
            &body,
            by(signer, owner, subject, &body, now + SignedDuration::from_hours(1)),
            401,
            "assertion-expired",
        ),
        with(
            "a word to another service",
            &body,
            by(signer, other, subject, &body, now),
            401,
            "assertion-for-another-request",
        ),
        with(
            "a word for another action",
            &body,
            by(signer, owner, &elsewhere, &body, now),
            401,
            "assertion-for-another-request",
        ),
        with(
            "a word for another body",
            &body,
            by(signer, owner, subject, b"{}", now),
            401,
            "assertion-for-another-request",
        ),
        sent_as_it_is("no JSON", b"\xff\xfe{".to_vec(), 400, "malformed"),
        sent_as_it_is("nothing", Vec::new(), 400, "malformed"),
        sent_as_it_is("no envelope", b"[1, 2]".to_vec(), 400, "malformed"),
        sent_as_it_is("more than an envelope", b"{\"path\": \"\", \"actor\": \"me\"}".to_vec(), 400, "malformed"),
        sent_as_it_is("too deep", "[".repeat(200_000).into_bytes(), 400, "malformed"),
        sent_as_it_is("too long", long, 413, "too-large"),
    ]
}

fn envelope() -> Bytes {
    Bytes::from(json!({"path": "GET /operations/outbox", "params": {}, "body": null}).to_string())
}

fn operator() -> Actor {
    Actor {
        id: PersonId(ids::fresh()),
        kind: ActorKind::Person,
        roles: vec![StaffRole::Operator],
        signed_in_at: Some(technical::now()),
    }
}

pub async fn ask(client: &async_nats::Client, subject: &str, body: Bytes, assertion: Option<String>) -> (u16, Value) {
    let mut headers = HeaderMap::new();
    if let Some(assertion) = &assertion {
        headers.insert(rpc::ASSERTION, assertion.as_str());
    }
    let answer = client.request_with_headers(subject.to_owned(), headers, body).await.unwrap();
    let status =
        answer.headers.as_ref().and_then(|headers| headers.get(rpc::STATUS)).map(async_nats::HeaderValue::as_str);
    (
        status.unwrap_or_default().parse().unwrap_or_default(),
        serde_json::from_slice(&answer.payload).unwrap_or_default(),
    )
}
