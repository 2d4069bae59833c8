//! The HTTP API under faults: what is not answered, or answered 503, is asked again with the same key.

use std::{
    collections::HashMap,
    sync::{
        Mutex, PoisonError,
        atomic::{AtomicU64, AtomicUsize, Ordering},
    },
    time::Duration,
};

use anyhow::{Context as _, bail, ensure};
use dars_stack::Stack;
use reqwest::{Method, header};
use serde_json::{Value, json};
use tokio::time::Instant;

/// How long one attempt may take: a little longer than the portal itself waits.
const ATTEMPT: Duration = Duration::from_secs(13);
/// How long one step may take until it is given up: longer than any fault and its repair.
pub const PATIENCE: Duration = Duration::from_mins(4);
/// How long until the next attempt.
const PAUSE: Duration = Duration::from_millis(250);
/// How long a token is used: well below the five minutes that deciding and signing allow.
const TOKEN_AGE: Duration = Duration::from_mins(1);

/// An answer.
#[derive(Clone, Debug)]
pub struct Answer {
    /// The status.
    pub status: u16,
    /// The version, as it was sent.
    pub etag: Option<String>,
    /// The body.
    pub body: Value,
}

impl Answer {
    /// What stands at a JSON pointer.
    pub fn text(&self, pointer: &str) -> String {
        dars_stack::api::text(&self.body, pointer)
    }

    fn is_unknown(&self) -> bool {
        let in_work = self.status == 409 && self.text("/code") == "idempotency-key-in-work";
        matches!(self.status, 429 | 502 | 503 | 504) || in_work
    }
}

/// One request for the door, the same at each attempt but for the version read.
#[derive(Clone, Debug)]
pub struct Ask<'a> {
    /// Who asks; nobody: the public.
    pub by: Option<&'a str>,
    /// The method.
    pub method: Method,
    /// The path below the API's prefix.
    pub path: &'a str,
    /// The key of a command.
    pub key: Option<&'a str>,
    /// The body of a command.
    pub body: Option<&'a Value>,
}

/// What the road saw of the faults.
#[derive(Debug, Default)]
pub struct Seen {
    /// Attempts answered 503 or the like.
    pub unavailable: AtomicU64,
    /// Attempts without an answer.
    pub unanswered: AtomicU64,
    /// Attempts answered 500: none must be.
    pub failed: AtomicU64,
    /// Commands decided again because somebody had changed the thing meanwhile.
    pub changed: AtomicU64,
}

/// The door.
#[derive(Debug)]
pub struct Door {
    http: reqwest::Client,
    portals: Vec<String>,
    identity: String,
    tokens: Mutex<HashMap<String, (String, Instant)>>,
    turn: AtomicUsize,
    /// What was seen so far.
    pub seen: Seen,
}

impl Door {
    /// The door of a stack; its portals are asked in turn.
    pub fn of(stack: &Stack) -> anyhow::Result<Self> {
        let http = reqwest::Client::builder().connect_timeout(Duration::from_secs(2)).timeout(ATTEMPT).build()?;
        Ok(Self {
            http,
            portals: stack.portal_urls(),
            identity: stack.identity_url(),
            tokens: Mutex::default(),
            turn: AtomicUsize::default(),
            seen: Seen::default(),
        })
    }

    /// Asks until there is an answer that means something; a stale version is such an answer.
    pub async fn ask(&self, ask: &Ask<'_>, etag: Option<&str>) -> anyhow::Result<Answer> {
        let until = Instant::now() + PATIENCE;
        loop {
            match self.attempt(ask, etag).await? {
                None => count(&self.seen.unanswered),
                Some(answer) if answer.is_unknown() => count(&self.seen.unavailable),
                Some(answer) if answer.status >= 500 => {
                    count(&self.seen.failed);
                    eprintln!("dars: {} {}: {} {}", ask.method, ask.path, answer.status, answer.body);
                }
                Some(answer) => return Ok(answer),
            }
            ensure!(Instant::now() < until, "{} {}: no answer for {} s", ask.method, ask.path, PATIENCE.as_secs());
            tokio::time::sleep(PAUSE).await;
        }
    }

    /// Reads something.
    pub async fn read(&self, by: Option<&str>, path: &str) -> anyhow::Result<Answer> {
        self.ask(&Ask { by, method: Method::GET, path, key: None, body: None }, None).await
    }

    /// Reads something again and again until it is as awaited.
    pub async fn until(
        &self,
        by: Option<&str>,
        path: &str,
        awaited: impl Fn(&Answer) -> bool,
    ) -> anyhow::Result<Answer> {
        let until = Instant::now() + PATIENCE;
        loop {
            let answer = self.read(by, path).await?;
            if answer.status == 200 && awaited(&answer) {
                return Ok(answer);
            }
            if Instant::now() > until {
                bail!("{path}: not as awaited after {} s: {} {}", PATIENCE.as_secs(), answer.status, answer.body);
            }
            tokio::time::sleep(PAUSE).await;
        }
    }

    /// One attempt; `None` when nothing came back.
    async fn attempt(&self, ask: &Ask<'_>, etag: Option<&str>) -> anyhow::Result<Option<Answer>> {
        let turn = self.turn.fetch_add(1, Ordering::Relaxed);
        let portal = self.portals.get(turn % self.portals.len().max(1)).context("there is no portal")?;
        let mut request = self.http.request(ask.method.clone(), format!("{portal}/api/v1{}", ask.path));
        if let Some(by) = ask.by {
            request = request.bearer_auth(self.token(by).await?);
        }
        if let Some(key) = ask.key {
            request = request.header("Idempotency-Key", key);
        }
        if let Some(etag) = etag {
            request = request.header(header::IF_MATCH, etag);
        }
        if let Some(body) = ask.body {
            request = request.json(body);
        }
        let Ok(answer) = request.send().await else { return Ok(None) };
        let status = answer.status().as_u16();
        let etag = answer.headers().get(header::ETAG).and_then(|etag| etag.to_str().ok()).map(ToOwned::to_owned);
        let Ok(bytes) = answer.bytes().await else { return Ok(None) };
        Ok(Some(Answer { status, etag, body: serde_json::from_slice(&bytes).unwrap_or(Value::Null) }))
    }

    /// An access token of a persona, fresh enough to decide and sign with.
    async fn token(&self, persona: &str) -> anyhow::Result<String> {
        let known = self.tokens.lock().unwrap_or_else(PoisonError::into_inner).get(persona).cloned();
        if let Some((token, _)) = known.filter(|(_, made)| made.elapsed() < TOKEN_AGE) {
            return Ok(token);
        }
        let url = format!("{}/token", self.identity);
        let answer = self.http.post(url).json(&json!({ "persona": persona })).send().await?;
        let body: Value = answer.json().await?;
        let token = body.get("access_token").and_then(Value::as_str).with_context(|| format!("no token: {body}"))?;
        let fresh = (token.to_owned(), Instant::now());
        self.tokens.lock().unwrap_or_else(PoisonError::into_inner).insert(persona.to_owned(), fresh);
        Ok(token.to_owned())
    }
}

/// One more.
pub fn count(counter: &AtomicU64) {
    counter.fetch_add(1, Ordering::Relaxed);
}
