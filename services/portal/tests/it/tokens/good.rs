use dars_identity::Overrides;
use dars_portal::session::TokenRefusal;
use dars_vocabulary::{ActorKind, PersonId, StaffRole, identity::LOCAL_ISSUER};
use serde_json::json;

use super::{
    forger::{Curve, claiming, heading, lacking, with_claims},
    provider::{Provider, after, honest, noon, ours, persona},
};

#[tokio::test]
async fn an_honest_token_says_who_calls_and_with_which_staff_roles() {
    let provider = Provider::serving(ours().jwks()).await;
    let caller = provider.verifier().verify(&honest(), noon()).await.unwrap();
    assert_eq!(caller.person, PersonId::of(LOCAL_ISSUER, "case-officer"));
    assert_eq!(caller.person, persona("case-officer").person_id());
    assert_eq!(caller.subject, "case-officer");
    assert_eq!(caller.kind, ActorKind::Person);
    assert_eq!(caller.roles, [StaffRole::CaseOfficer]);
    assert_eq!(caller.signed_in_at, Some(noon()));
    assert_eq!(caller.actor().id, caller.person);
    assert!(!format!("{caller:?}").contains("case-officer\""), "the subject is printed: {caller:?}");
}

#[tokio::test]
async fn a_machine_s_token_is_a_machine_s_and_never_signed_in() {
    let provider = Provider::serving(ours().jwks()).await;
    let token = ours().issue(&persona("platform-client"), noon(), &Overrides::default()).unwrap();
    let caller = provider.verifier().verify(&token, noon()).await.unwrap();
    assert_eq!((caller.kind, caller.signed_in_at), (ActorKind::Machine, None));
    let pretending = with_claims(|claims| drop(claims.insert("kind".to_owned(), json!("machine"))));
    assert_eq!(provider.verifier().verify(&pretending, noon()).await.unwrap().signed_in_at, None);
}

#[tokio::test]
async fn without_a_kind_only_somebody_who_signed_in_to_another_client_is_a_person() {
    let provider = Provider::serving(ours().jwks()).await;
    let verifier = provider.verifier();
    let kind = async |token: String| verifier.verify(&token, noon()).await.unwrap().kind;
    assert_eq!(kind(lacking("kind")).await, ActorKind::Person);
    let client = with_claims(|claims| {
        claims.remove("kind");
        claims.insert("client_id".to_owned(), json!("case-officer"));
    });
    assert_eq!(kind(client).await, ActorKind::Machine);
    let never = with_claims(|claims| {
        claims.remove("kind");
        claims.remove("auth_time");
    });
    assert_eq!(kind(never).await, ActorKind::Machine);
}

#[tokio::test]
async fn what_other_honest_providers_write_is_accepted() {
    let provider = Provider::serving(ours().jwks()).await;
    let verifier = provider.verifier();
    for token in [
        heading("typ", json!("application/at+jwt")),
        heading("typ", json!("AT+JWT")),
        heading("x5t", json!("dGh1bWJwcmludA")),
        claiming("aud", json!(["another-api", "dars-api"])),
        claiming("scope", json!("openid")),
        lacking("nbf"),
        lacking("auth_time"),
        lacking("roles"),
    ] {
        verifier.verify(&token, noon()).await.unwrap();
    }
}

#[tokio::test]
async fn unknown_roles_are_passed_over_and_roles_are_found_where_the_settings_say() {
    let provider = Provider::serving(ours().jwks()).await;
    let token = claiming("roles", json!(["offline_access", "approver", "approver", "Approver", ""]));
    assert_eq!(provider.verifier().verify(&token, noon()).await.unwrap().roles, [StaffRole::Approver]);

    let mut settings = provider.settings();
    settings.roles_claim = "/realm_access/roles".to_owned();
    let verifier = dars_portal::session::TokenVerifier::new(settings, true).unwrap();
    let nested = claiming("realm_access", json!({ "roles": ["auditor"] }));
    assert_eq!(verifier.verify(&nested, noon()).await.unwrap().roles, [StaffRole::Auditor]);
    assert_eq!(verifier.verify(&honest(), noon()).await.unwrap().roles, []);
}

#[tokio::test]
async fn a_key_on_p256_verifies_too() {
    let curve = Curve::new("curve");
    let provider = Provider::serving(json!({ "keys": [&curve.jwk] })).await;
    assert!(provider.verifier().verify(&curve.token("curve"), noon()).await.is_ok());
    let other = Curve::new("curve").token("curve");
    assert_eq!(provider.verifier().verify(&other, noon()).await, Err(TokenRefusal::SignatureWrong));
}

#[tokio::test]
async fn clocks_may_differ_by_less_than_thirty_seconds() {
    let provider = Provider::serving(ours().jwks()).await;
    let verifier = provider.verifier();
    for (claim, refusal, sign) in [
        ("exp", TokenRefusal::Expired, -1),
        ("nbf", TokenRefusal::TooEarly, 1),
        ("iat", TokenRefusal::IssuedInFuture, 1),
        ("auth_time", TokenRefusal::SignInInFuture, 1),
    ] {
        let token = |seconds: i64| claiming(claim, json!(after(sign * seconds).as_second()));
        assert!(verifier.verify(&token(29), noon()).await.is_ok(), "{claim} 29 s off");
        assert_eq!(verifier.verify(&token(31), noon()).await, Err(refusal), "{claim} 31 s off");
    }
    // "On or after" the expiry is too late (RFC 7519 §4.1.4); on the begin is not too early.
    let over = claiming("exp", json!(after(-30).as_second()));
    assert_eq!(verifier.verify(&over, noon()).await, Err(TokenRefusal::Expired));
    assert!(verifier.verify(&claiming("nbf", json!(after(30).as_second())), noon()).await.is_ok());
}
