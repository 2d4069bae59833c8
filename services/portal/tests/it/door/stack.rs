//! A portal with a broker of its own, and services that answer as a test says.

use std::sync::{Arc, Mutex};

use async_trait::async_trait;
use dars_bus::{
    Problem, Reply, Request, Serve,
    assertion::{Signer, Verifier},
    rpc::Server,
    technical,
};
use dars_identity::Overrides;
use dars_kit::{Settings, lifecycle::Lifecycle};
use dars_messages::Owner;
use dars_testkit::NatsServer;
use dars_vocabulary::identity::LOCAL_ISSUER;
use jiff::SignedDuration;
use reqwest::{Client, Method, RequestBuilder};
use serde_json::{Value, json};

use crate::tokens::provider::{Provider, ours, persona};

type Answer = dyn Fn(&Request) -> Result<Reply, Problem> + Send + Sync;

/// A service that answers as a test says, and remembers what it was asked.
pub struct Fake {
    answer: Box<Answer>,
    seen: Mutex<Vec<Request>>,
}

impl Fake {
    /// What reached it.
    pub fn seen(&self) -> Vec<Request> {
        self.seen.lock().unwrap().clone()
    }
}

#[async_trait]
impl Serve for Fake {
    async fn serve(&self, request: Request) -> Result<Reply, Problem> {
        self.seen.lock().unwrap().push(request.clone());
        (self.answer)(&request)
    }
}

/// A portal, its broker, and its sign-in provider.
pub struct Stack {
    pub nats: NatsServer,
    pub url: String,
    pub life: Lifecycle,
    signer: Signer,
    client: Client,
    _provider: Provider,
}

/// Settings of a portal for a test: free ports, little patience.
pub fn settings(change: impl FnOnce(&mut Settings)) -> Settings {
    let mut settings = Settings::load(dars_portal::DEFAULTS).unwrap();
    settings.service["http_port"] = json!(0);
    settings.service["clock_patience_ms"] = json!(5000);
    settings.health.port = 0;
    settings.nats.user = "portal".to_owned();
    settings.nats.password = dars_testkit::nats::password("portal");
    settings.rpc.timeout_ms = 3000;
    settings.assertion.private_key = Signer::generate().unwrap();
    settings.identity.issuer = LOCAL_ISSUER.to_owned();
    settings.local.enabled = true;
    change(&mut settings);
    settings
}

/// A client that never looks for a proxy.
pub fn client() -> Client {
    // Fails when one is installed already, which is as good.
    let _ = rustls::crypto::ring::default_provider().install_default();
    Client::builder().no_proxy().tls_certs_only([]).build().unwrap()
}

impl Stack {
    /// A portal of a local stack.
    pub async fn start() -> Self {
        Self::with(|_| ()).await
    }

    pub async fn with(change: impl FnOnce(&mut Settings)) -> Self {
        let nats = NatsServer::start(vec![]).await.unwrap();
        let provider = Provider::serving(ours().jwks()).await;
        let mut settings = settings(|settings| {
            settings.nats.url = nats.url();
            settings.identity.jwks_url.clone_from(&provider.url);
        });
        change(&mut settings);
        let signer = Signer::from_base64(&settings.assertion.private_key).unwrap();
        let life = Lifecycle::default();
        let started = dars_portal::start(Arc::new(settings), &life).await.unwrap();
        let url = format!("http://{}", started.address);
        Self { nats, url, life, signer, client: client(), _provider: provider }
    }

    /// What a service believes.
    pub fn verifier(&self) -> Verifier {
        Verifier::new([self.signer.public_key().as_str()]).unwrap()
    }

    /// A service that answers.
    pub async fn serve(
        &self,
        service: Owner,
        answer: impl Fn(&Request) -> Result<Reply, Problem> + Send + Sync + 'static,
    ) -> Arc<Fake> {
        let fake = Arc::new(Fake { answer: Box::new(answer), seen: Mutex::default() });
        let server = Server {
            service,
            client: self.nats.connect(service).await.unwrap(),
            verifier: self.verifier(),
            serve: fake.clone(),
            clock: Arc::new(technical::now),
            at_once: 64,
            tasks: self.life.tasks.clone(),
            stop: self.life.stop.clone(),
        };
        server.start().await.unwrap();
        fake
    }

    /// A request below the API's prefix.
    pub fn call(&self, method: Method, path: &str) -> RequestBuilder {
        self.client.request(method, format!("{}/api/v1{path}", self.url))
    }

    /// A request anywhere.
    pub fn anywhere(&self, method: Method, path: &str) -> RequestBuilder {
        self.client.request(method, format!("{}{path}", self.url))
    }

    pub fn get(&self, path: &str) -> RequestBuilder {
        self.call(Method::GET, path)
    }

    /// A command with everything that it needs, but If-Match.
    pub fn post(&self, path: &str, body: &Value) -> RequestBuilder {
        self.call(Method::POST, path).bearer_auth(token("case-officer")).header("Idempotency-Key", "key-1").json(body)
    }
}

impl Drop for Stack {
    fn drop(&mut self) {
        self.life.stop.cancel();
    }
}

/// A token that is good now.
pub fn token(key: &str) -> String {
    ours().issue(&persona(key), technical::now(), &Overrides::default()).unwrap()
}

/// A token that was good until two hours ago.
pub fn expired() -> String {
    let then = technical::now() - SignedDuration::from_hours(3);
    ours().issue(&persona("case-officer"), then, &Overrides::default()).unwrap()
}

/// Status and problem code of an answer that must be a whole problem.
pub async fn problem(request: RequestBuilder) -> (u16, String) {
    let response = request.send().await.unwrap();
    let status = response.status().as_u16();
    assert_eq!(response.headers()["content-type"], "application/problem+json");
    assert_eq!(response.headers()["x-content-type-options"], "nosniff");
    assert_eq!(response.headers()["cache-control"], "no-store");
    let body: Value = response.json().await.unwrap();
    assert_eq!(body["status"], status);
    assert!(body["instance"].as_str().unwrap().starts_with("urn:uuid:"));
    for member in ["type", "title", "detail"] {
        assert!(!body[member].as_str().unwrap().is_empty(), "{member}: {body}");
    }
    assert_eq!(body["type"], format!("urn:dars:problem:{}", body["code"].as_str().unwrap()));
    (status, body["code"].as_str().unwrap().to_owned())
}
