//! Bad input over HTTP: a table of flaws for every command, and what is particular to one.

mod extremes;
mod files;
mod flaws;
mod pages;
mod ranges;
mod reading;
mod signposting;
mod stages;
mod states;
mod things;
mod values;

use std::collections::BTreeMap;

use dars_bus::ids;
use reqwest::{Method, RequestBuilder, header};
use serde_json::{Value, json};

use crate::{road::Road, setting::Setting};
use things::Things;

/// Beyond every day that a calendar here could mean.
const EARLIEST: &str = "-009999-01-01";
const LATEST: &str = "9999-12-31";

/// A request and the problem that it must meet.
struct Case {
    what: String,
    request: RequestBuilder,
    expected: (u16, &'static str),
}

fn case(what: impl Into<String>, request: RequestBuilder, status: u16, code: &'static str) -> Case {
    Case { what: what.into(), request, expected: (status, code) }
}

/// The door, and a token for every persona.
struct Door {
    http: reqwest::Client,
    base: String,
    tokens: BTreeMap<String, String>,
}

impl Door {
    async fn of(setting: &Setting) -> Self {
        let mut tokens = BTreeMap::new();
        for persona in &setting.fixtures.personas {
            tokens.insert(persona.key.clone(), setting.api.token(&persona.key).await.unwrap());
        }
        let base = format!("{}/api/v1", setting.stack.url());
        Self { http: reqwest::Client::new(), base, tokens }
    }

    /// A request as nobody.
    fn ask(&self, method: &Method, path: &str) -> RequestBuilder {
        self.http.request(method.clone(), format!("{}{path}", self.base))
    }

    /// A request as somebody, with a key of its own if it is a command.
    fn by(&self, persona: &str, method: &Method, path: &str) -> RequestBuilder {
        let request = self.ask(method, path).bearer_auth(&self.tokens[persona]);
        if *method == Method::GET { request } else { request.header("Idempotency-Key", ids::fresh().to_string()) }
    }

    /// A command as somebody who has read a version.
    fn post(&self, persona: &str, path: &str, etag: Option<&str>, body: &Value) -> RequestBuilder {
        self.send(persona, &Method::POST, path, etag, body)
    }

    fn send(&self, by: &str, method: &Method, path: &str, etag: Option<&str>, body: &Value) -> RequestBuilder {
        let request = self.by(by, method, path).json(body);
        match etag {
            Some(etag) => request.header(header::IF_MATCH, etag),
            None => request,
        }
    }

    fn get(&self, persona: &str, path: &str) -> RequestBuilder {
        self.by(persona, &Method::GET, path)
    }
}

pub async fn bad_input_gets_its_error(setting: &Setting, road: &Road<'_>) {
    let mut things = Things::make(setting, road).await;
    let door = Door::of(setting).await;
    let (key, said) = ("a-key-of-mine", json!({ "text": "Is the study's protocol published?" }));
    let message = format!("/enquiries/{}/messages", things.enquiry);
    let first = door.ask(&Method::POST, &message).bearer_auth(&door.tokens["triage-officer"]);
    let first = first.header("Idempotency-Key", key).json(&said);
    let accepted = answer(first.try_clone().unwrap()).await;
    assert_eq!(accepted.0, 201, "{}", accepted.1);
    // The message was added after the versions were read.
    things.read(setting, road).await;
    setting.quiet().await;

    let before = setting.census().await;
    assert_eq!(answer(first.try_clone().unwrap()).await, accepted, "a repeat gets the stored answer");
    let mut wrong = Vec::new();
    let mut cases = flaws::all(&door, &things);
    cases.extend(values::raising(&door));
    cases.extend(values::links(&door, &things));
    cases.extend(signposting::asking(&door));
    cases.extend(values::values(&door, &things));
    cases.extend(states::dates(&door, &things));
    cases.extend(states::states(&door, &things));
    cases.extend(stages::all(&door, &things));
    cases.extend(ranges::all(&door, &things));
    cases.extend(states::keys(&door, &things));
    cases.extend(reading::reading(&door, &things));
    cases.extend(reading::local(&door, dars_stack::clock::now(&setting.stack.options().dir).unwrap()));
    assert!(cases.len() > 700, "{}", cases.len());
    for Case { what, request, expected } in cases {
        let (status, problem) = answer(request).await;
        let found = (status, problem["code"].as_str().unwrap_or_default());
        if found != expected {
            wrong.push(format!("{what}: expected {expected:?}, found {found:?}: {problem}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    extremes::stale_sign_ins_are_challenged(setting, &door, &things).await;
    reading::nonsense_in_a_list_is_no_failure(&door).await;
    pages::a_form_filled_in_wrongly_raises_nothing(&door).await;
    setting.quiet().await;
    setting.unchanged_since(&before, "bad input").await;
    setting.is_up().await;
    extremes::the_calendars_ends_are_judged_by_rules(&door, &things).await;
    let decide = door.post(
        "approver",
        &format!("/cases/{}/decision", things.before_approver),
        Some(things.etag(&format!("/cases/{}", things.before_approver))),
        &json!({"outcome": "approve"}),
    );
    assert_eq!(answer(decide).await.0, 200, "the same command, as it should be");
    files::are_looked_at_before_they_are_kept(setting, road, &door, &things).await;
}

async fn answer(request: RequestBuilder) -> (u16, Value) {
    let answer = request.send().await.unwrap();
    let status = answer.status().as_u16();
    let kind = answer.headers().get(header::CONTENT_TYPE).map(|kind| kind.to_str().unwrap().to_owned());
    let body: Value = answer.json().await.unwrap();
    if status >= 400 {
        assert_eq!(kind.as_deref(), Some("application/problem+json"));
        assert_eq!(body["status"], status, "{body}");
        for field in ["type", "title", "code", "detail"] {
            assert!(body[field].as_str().is_some_and(|text| !text.is_empty()), "{field}: {body}");
        }
    }
    (status, body)
}
