use std::path::Path;

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use dars_identity::{Issuer, Personas, router};
use reqwest::{Client, StatusCode};
use serde_json::{Value, json};
use tokio::net::TcpListener;

struct Provider {
    base: String,
    client: Client,
    kid: String,
}

/// The provider on a free port; its task ends with the test's runtime.
async fn provider() -> Provider {
    let _ = rustls::crypto::ring::default_provider().install_default();
    let personas =
        Personas::load(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/fixtures/personas.json")).unwrap();
    let issuer = Issuer::generate().unwrap();
    let kid = issuer.kid().to_owned();
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let base = format!("http://{}", listener.local_addr().unwrap());
    let serving = axum::serve(listener, router(issuer, personas)).into_future();
    tokio::runtime::Handle::current().spawn(serving);
    let client = Client::builder().no_proxy().tls_certs_only([]).build().unwrap();
    Provider { base, client, kid }
}

impl Provider {
    async fn json(&self, path: &str) -> Value {
        self.client.get(format!("{}{path}", self.base)).send().await.unwrap().json().await.unwrap()
    }

    async fn token(&self, kind: &str, body: &str) -> (StatusCode, Value) {
        let request = self.client.post(format!("{}/token", self.base)).header("content-type", kind);
        let answer = request.body(body.to_owned()).send().await.unwrap();
        (answer.status(), answer.json().await.unwrap())
    }
}

fn part(token: &Value, index: usize) -> Value {
    let part = token["access_token"].as_str().unwrap().split('.').nth(index).unwrap();
    serde_json::from_slice(&URL_SAFE_NO_PAD.decode(part).unwrap()).unwrap()
}

const FORM: &str = "application/x-www-form-urlencoded";

#[tokio::test]
async fn a_person_gets_an_access_token_by_form_or_by_json() {
    let provider = provider().await;
    let (_, by_form) = provider.token(FORM, "grant_type=client_credentials&client_id=case-officer").await;
    let (_, by_json) = provider.token("application/json", r#"{"persona":"case-officer"}"#).await;
    for token in [by_form, by_json] {
        assert_eq!(part(&token, 0), json!({ "typ": "at+jwt", "alg": "RS256", "kid": provider.kid }));
        let claims = part(&token, 1);
        assert_eq!(claims["iss"], "http://identity.dars.localhost");
        assert_eq!(claims["aud"], "dars-api");
        assert_eq!(claims["sub"], "case-officer");
        assert_eq!(claims["roles"], json!(["case-officer"]));
        assert_eq!(claims["kind"], "person");
        assert_eq!(claims["exp"].as_i64().unwrap() - claims["iat"].as_i64().unwrap(), 3600);
        assert_eq!(claims["auth_time"], claims["iat"]);
        assert_eq!(claims["nbf"], claims["iat"]);
        assert!(claims["jti"].is_string() && claims["client_id"].is_string());
        assert!(claims.get("name").is_none() && claims.get("email").is_none());
    }
}

#[tokio::test]
async fn a_machine_is_its_own_client_and_never_signed_in() {
    let provider = provider().await;
    let (_, token) = provider.token(FORM, "persona=platform-client").await;
    let claims = part(&token, 1);
    assert_eq!((&claims["kind"], &claims["client_id"]), (&json!("machine"), &json!("platform-client")));
    assert!(claims.get("auth_time").is_none());
    let (status, _) = provider.token(FORM, "persona=platform-client&signed_in_seconds_ago=1").await;
    assert_eq!(status, StatusCode::BAD_REQUEST);
}

#[tokio::test]
async fn an_older_sign_in_can_be_asked_for() {
    let provider = provider().await;
    let (_, token) = provider.token(FORM, "persona=approver&signed_in_seconds_ago=301").await;
    let claims = part(&token, 1);
    assert_eq!(claims["iat"].as_i64().unwrap() - claims["auth_time"].as_i64().unwrap(), 301);
}

#[tokio::test]
async fn what_is_not_a_request_for_a_token_gets_a_clear_error() {
    let provider = provider().await;
    for (kind, body, error) in [
        (FORM, "", "invalid_request"),
        (FORM, "persona=approver&signed_in_seconds_ago=-1", "invalid_request"),
        ("application/json", "{", "invalid_request"),
        ("text/plain", "persona=approver", "invalid_request"),
        (FORM, "persona=nobody", "invalid_client"),
        (FORM, "persona=approver&grant_type=password", "unsupported_grant_type"),
    ] {
        let (status, answer) = provider.token(kind, body).await;
        assert_eq!((status, &answer["error"]), (StatusCode::BAD_REQUEST, &json!(error)), "{body}");
    }
}

#[tokio::test]
async fn discovery_leads_to_the_keys_and_the_tokens_on_this_port() {
    let provider = provider().await;
    let found = provider.json("/.well-known/openid-configuration").await;
    assert_eq!(found["issuer"], "http://identity.dars.localhost");
    assert_eq!(found["jwks_uri"], json!(format!("{}/jwks", provider.base)));
    assert_eq!(found["token_endpoint"], json!(format!("{}/token", provider.base)));
    let keys = provider.json("/jwks").await;
    assert_eq!(keys["keys"][0]["kid"], json!(provider.kid));
    assert!(keys["keys"][0].get("d").is_none());
}

#[tokio::test]
async fn the_personas_are_listed_without_names_and_addresses() {
    let provider = provider().await;
    let listed = provider.json("/personas").await;
    let lead = listed["personas"].as_array().unwrap().iter().find(|p| p["key"] == "applicant-lead").unwrap();
    assert_eq!(lead["organisations"], json!([{ "id": "NORTHMERE", "roles": ["lead"] }]));
    assert!(!listed.to_string().contains('@'));
    assert!(lead.get("name").is_none());
}

#[tokio::test]
async fn a_name_from_elsewhere_that_points_here_is_refused() {
    let provider = provider().await;
    for host in ["evil.example", "evil.example:80", "127.0.0.1.evil.example", "localhost.evil.example:8080"] {
        let request = provider.client.get(format!("{}/personas", provider.base)).header("host", host);
        assert_eq!(request.send().await.unwrap().status(), StatusCode::MISDIRECTED_REQUEST, "{host}");
    }
    let live = provider.client.get(format!("{}/health/live", provider.base)).header("host", "identity.dars.localhost");
    assert_eq!(live.send().await.unwrap().status(), StatusCode::OK);
}
