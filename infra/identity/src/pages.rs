//! What the provider answers over HTTP: discovery, keys, personas and tokens.

use std::sync::Arc;

use axum::{
    Form, Json, Router,
    extract::{FromRequest as _, Request, State},
    http::{HeaderMap, StatusCode, header},
    middleware::{self, Next},
    response::{IntoResponse as _, Response},
    routing::{get, post},
};
use dars_vocabulary::identity::LOCAL_ISSUER;
use jiff::{SignedDuration, Timestamp};
use serde::Deserialize;
use serde_json::{Value, json};

use crate::{
    issuer::{Issuer, LIFETIME, Overrides},
    persona::{PersonaKind, Personas},
};

struct Provider {
    issuer: Issuer,
    personas: Personas,
}

/// Everything the provider serves.
pub fn router(issuer: Issuer, personas: Personas) -> Router {
    Router::new()
        .route("/.well-known/openid-configuration", get(discovery))
        .route("/jwks", get(jwks))
        .route("/personas", get(list))
        .route("/token", post(token))
        .route("/health/live", get(|| async { "live\n" }))
        .layer(middleware::from_fn(only_by_a_local_name))
        .with_state(Arc::new(Provider { issuer, personas }))
}

/// A web page elsewhere can make a name of its own point at this machine; it cannot make the name local.
async fn only_by_a_local_name(request: Request, next: Next) -> Response {
    if local_authority(request.headers()).is_some() {
        next.run(request).await
    } else {
        refuse(StatusCode::MISDIRECTED_REQUEST, "invalid_request", "ask by a loopback address or a .localhost name")
    }
}

/// The host and port that were asked for, if they are this machine's.
fn local_authority(headers: &HeaderMap) -> Option<&str> {
    let authority = headers.get(header::HOST)?.to_str().ok()?;
    let host = match authority.rsplit_once(':') {
        Some((host, port)) if port.bytes().all(|b| b.is_ascii_digit()) => host,
        _ => authority,
    };
    let local = matches!(host, "127.0.0.1" | "[::1]" | "localhost") || host.ends_with(".localhost");
    local.then_some(authority)
}

/// Where everything is, seen from whoever asks; the issuer is the same on every port.
async fn discovery(headers: HeaderMap) -> Json<Value> {
    let base = format!("http://{}", local_authority(&headers).unwrap_or("127.0.0.1"));
    Json(json!({
        "issuer": LOCAL_ISSUER,
        "jwks_uri": format!("{base}/jwks"),
        "token_endpoint": format!("{base}/token"),
        "grant_types_supported": ["client_credentials"],
        "response_types_supported": [],
        "subject_types_supported": ["public"],
        "token_endpoint_auth_methods_supported": ["none"],
        "id_token_signing_alg_values_supported": ["RS256"],
        "claims_supported":
            ["iss", "sub", "aud", "exp", "iat", "nbf", "jti", "client_id", "auth_time", "roles", "kind"],
    }))
}

async fn jwks(State(provider): State<Arc<Provider>>) -> Json<Value> {
    Json(provider.issuer.jwks())
}

/// Names and addresses stay in the file: nobody needs them to choose a persona.
async fn list(State(provider): State<Arc<Provider>>) -> Json<Value> {
    let personas: Vec<Value> = provider
        .personas
        .all()
        .iter()
        .map(|persona| {
            json!({
                "key": &persona.key,
                "title": &persona.title,
                "kind": persona.kind,
                "roles": &persona.roles,
                "organisations": &persona.organisations,
                "person_id": persona.person_id(),
            })
        })
        .collect();
    Json(json!({ "personas": personas }))
}

/// The local grant: a form like that of client credentials, or the same as JSON.
#[derive(Deserialize)]
struct TokenRequest {
    #[serde(alias = "client_id")]
    persona: String,
    #[serde(default)]
    grant_type: Option<String>,
    /// How long ago the person signed in, to see what a command says that needs a fresh sign-in.
    #[serde(default)]
    signed_in_seconds_ago: Option<u32>,
}

async fn token(State(provider): State<Arc<Provider>>, request: Request) -> Response {
    let is_json = request
        .headers()
        .get(header::CONTENT_TYPE)
        .and_then(|kind| kind.to_str().ok())
        .is_some_and(|kind| kind.starts_with("application/json"));
    let asked = if is_json {
        Json::<TokenRequest>::from_request(request, &()).await.map(|Json(asked)| asked).ok()
    } else {
        Form::<TokenRequest>::from_request(request, &()).await.map(|Form(asked)| asked).ok()
    };
    let Some(asked) = asked else {
        return refuse(StatusCode::BAD_REQUEST, "invalid_request", "send persona=<key> as a form, or as JSON");
    };
    if asked.grant_type.is_some_and(|grant| grant != "client_credentials") {
        return refuse(StatusCode::BAD_REQUEST, "unsupported_grant_type", "only client_credentials, or none");
    }
    let Some(persona) = provider.personas.find(&asked.persona) else {
        return refuse(StatusCode::BAD_REQUEST, "invalid_client", "no such persona: GET /personas lists them");
    };
    if asked.signed_in_seconds_ago.is_some() && persona.kind == PersonaKind::Machine {
        return refuse(StatusCode::BAD_REQUEST, "invalid_request", "a machine never signs in");
    }
    let now = technical_now();
    let ago = asked.signed_in_seconds_ago.map(|seconds| SignedDuration::from_secs(i64::from(seconds)));
    let signed_in_at = ago.and_then(|ago| now.checked_sub(ago).ok());
    match provider.issuer.issue(persona, now, &Overrides { signed_in_at, ..Overrides::default() }) {
        Ok(token) => {
            let body = json!({ "access_token": token, "token_type": "Bearer", "expires_in": LIFETIME.as_secs() });
            ([(header::CACHE_CONTROL, "no-store")], Json(body)).into_response()
        }
        Err(trouble) => refuse(StatusCode::INTERNAL_SERVER_ERROR, "server_error", &trouble.to_string()),
    }
}

/// An error as in RFC 6749 §5.2.
fn refuse(status: StatusCode, error: &str, description: &str) -> Response {
    (status, Json(json!({ "error": error, "error_description": description }))).into_response()
}

#[expect(clippy::disallowed_methods, reason = "a token's times are technical; the trade's clock never moves them")]
fn technical_now() -> Timestamp {
    Timestamp::now()
}
