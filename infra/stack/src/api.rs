//! A client of the HTTP API, as personas use it.

use std::time::Duration;

use anyhow::{Context, bail};
use dars_testkit::name;
use reqwest::{Method, StatusCode, header};
use serde_json::{Value, json};

/// How long an answer may take; a clock that is moved far has much to do on its way.
const PATIENCE: Duration = Duration::from_mins(5);
/// How often a request is repeated, with the same key, while its outcome is unknown.
const REPEATS: u32 = 10;
const BETWEEN_REPEATS: Duration = Duration::from_secs(1);

/// A client.
#[derive(Clone, Debug)]
pub struct Api {
    http: reqwest::Client,
    base: String,
    identity: String,
}

/// An answer.
#[derive(Clone, Debug)]
pub struct Answer {
    /// What was asked, for whoever reads an error.
    pub asked: String,
    /// The status.
    pub status: StatusCode,
    /// The version of what was read or written.
    pub etag: Option<String>,
    /// The body.
    pub body: Value,
}

/// A request in the making.
#[derive(Clone, Debug)]
pub struct Ask<'a> {
    api: &'a Api,
    method: Method,
    path: String,
    persona: Option<&'a str>,
    if_match: Option<String>,
    body: Option<Body>,
}

/// What is sent.
#[derive(Clone, Debug)]
enum Body {
    Json(Value),
    /// A file, and its name.
    File(String, Vec<u8>),
}

impl Api {
    /// A client of the API at `base` with tokens from `identity`.
    pub fn new(base: &str, identity: &str) -> anyhow::Result<Self> {
        let _ = rustls::crypto::ring::default_provider().install_default();
        let http = reqwest::Client::builder().timeout(PATIENCE).build().context("no HTTP client")?;
        Ok(Self { http, base: format!("{base}/api/v1"), identity: identity.to_owned() })
    }

    /// An access token of a persona, who signs in this moment.
    pub async fn token(&self, persona: &str) -> anyhow::Result<String> {
        let url = format!("{}/token", self.identity);
        let answer = self.http.post(url).json(&json!({ "persona": persona })).send().await;
        let body: Value = answer.context("the identity provider does not answer")?.json().await?;
        match body.get("access_token").and_then(Value::as_str) {
            Some(token) => Ok(token.to_owned()),
            None => bail!("no token for {persona}: {}", text(&body, "/error_description")),
        }
    }

    /// Begins a GET.
    pub fn get(&self, path: &str) -> Ask<'_> {
        self.ask(Method::GET, path, None)
    }

    /// Begins a POST, which gets an idempotency key of its own.
    pub fn post(&self, path: &str, body: Value) -> Ask<'_> {
        self.ask(Method::POST, path, Some(Body::Json(body)))
    }

    /// Begins a POST of a file, which gets an idempotency key of its own.
    pub fn attach(&self, path: &str, name: &str, bytes: Vec<u8>) -> Ask<'_> {
        self.ask(Method::POST, path, Some(Body::File(name.to_owned(), bytes)))
    }

    /// Begins a PUT.
    pub fn put(&self, path: &str, body: Value) -> Ask<'_> {
        self.ask(Method::PUT, path, Some(Body::Json(body)))
    }

    fn ask(&self, method: Method, path: &str, body: Option<Body>) -> Ask<'_> {
        Ask { api: self, method, path: path.to_owned(), persona: None, if_match: None, body }
    }
}

impl<'a> Ask<'a> {
    /// Asks as a persona; without, as the public.
    #[must_use]
    pub fn by(self, persona: &'a str) -> Self {
        Self { persona: Some(persona), ..self }
    }

    /// Says which version was read.
    #[must_use]
    pub fn reading(self, etag: Option<String>) -> Self {
        Self { if_match: etag, ..self }
    }

    /// Sends it, and again with the same key while its outcome is unknown.
    pub async fn send(self) -> anyhow::Result<Answer> {
        let asked = format!("{} {}", self.method, self.path);
        let key = name::unique("stack")?;
        let token = match self.persona {
            Some(persona) => Some(self.api.token(persona).await?),
            None => None,
        };
        let mut left = REPEATS;
        loop {
            let answer = self.once(&asked, &key, token.as_deref()).await?;
            if answer.status != StatusCode::SERVICE_UNAVAILABLE || left == 0 {
                return Ok(answer);
            }
            left = left.saturating_sub(1);
            tokio::time::sleep(BETWEEN_REPEATS).await;
        }
    }

    /// Sends it, and insists on success.
    pub async fn done(self) -> anyhow::Result<Answer> {
        self.send().await?.success()
    }

    async fn once(&self, asked: &str, key: &str, token: Option<&str>) -> anyhow::Result<Answer> {
        let mut request = self.api.http.request(self.method.clone(), format!("{}{}", self.api.base, self.path));
        if let Some(token) = token {
            request = request.bearer_auth(token);
        }
        if self.method != Method::GET {
            request = request.header("Idempotency-Key", key);
        }
        if let Some(etag) = &self.if_match {
            request = request.header(header::IF_MATCH, etag);
        }
        request = match &self.body {
            None => request,
            Some(Body::Json(body)) => request.json(body),
            Some(Body::File(name, bytes)) => request
                .header(header::CONTENT_DISPOSITION, format!("attachment; filename=\"{name}\""))
                .body(bytes.clone()),
        };
        let answer = request.send().await.with_context(|| format!("{asked}: no answer"))?;
        let status = answer.status();
        let etag = answer.headers().get(header::ETAG).and_then(|etag| etag.to_str().ok()).map(ToOwned::to_owned);
        let bytes = answer.bytes().await.with_context(|| asked.to_owned())?;
        let body = serde_json::from_slice(&bytes).unwrap_or(Value::Null);
        Ok(Answer { asked: asked.to_owned(), status, etag, body })
    }
}

impl Answer {
    /// This answer, if it says that it was done.
    pub fn success(self) -> anyhow::Result<Self> {
        if self.status.is_success() {
            return Ok(self);
        }
        let errors = self.body.get("errors").map(ToString::to_string).unwrap_or_default();
        bail!("{}: {} {} {} {errors}", self.asked, self.status, self.text("/code"), self.text("/detail"))
    }

    /// What stands at a JSON pointer, as people read it; empty when nothing does.
    pub fn text(&self, pointer: &str) -> String {
        text(&self.body, pointer)
    }

    /// The items of a list.
    pub fn items(&self, pointer: &str) -> &[Value] {
        self.body.pointer(pointer).and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default()
    }
}

/// What stands at a JSON pointer, as people read it; empty when nothing does.
pub fn text(value: &Value, pointer: &str) -> String {
    match value.pointer(pointer) {
        None | Some(Value::Null) => String::new(),
        Some(Value::String(text)) => text.clone(),
        Some(other) => other.to_string(),
    }
}
