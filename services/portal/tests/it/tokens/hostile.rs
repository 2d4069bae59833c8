use std::collections::BTreeSet;

use dars_identity::Overrides;
use jsonwebtoken::Algorithm;
use serde_json::json;

use super::{
    forger::{
        Curve, claiming, claims, header, heading, lacking, part, public_pem, unsigned, with_claims, with_header,
        with_secret,
    },
    provider::{Provider, after, honest, noon, ours, persona, theirs},
};

type Row = (&'static str, String, &'static str);

/// The parts of an honest token.
fn parts() -> [String; 3] {
    let token = honest();
    let mut parts = token.split('.').map(str::to_owned);
    [parts.next().unwrap(), parts.next().unwrap(), parts.next().unwrap()]
}

/// An honest token with one place of its text changed.
fn edited(edit: impl FnOnce(&mut String)) -> String {
    let mut token = honest();
    edit(&mut token);
    token
}

fn algorithms() -> Vec<Row> {
    const NO: &str = "token-algorithm-not-allowed";
    let modulus = ours().jwks()["keys"][0]["n"].as_str().unwrap().to_owned();
    let set = ours().jwks().to_string();
    vec![
        ("alg none", unsigned("none"), NO),
        ("alg None", unsigned("None"), NO),
        ("alg NONE", unsigned("NONE"), NO),
        ("alg nOnE", unsigned("nOnE"), NO),
        ("alg none with a space", unsigned("none "), NO),
        ("alg empty", unsigned(""), NO),
        ("alg none and a signature", format!("{}{}", unsigned("none"), parts()[2]), NO),
        ("alg null", heading("alg", json!(null)), NO),
        ("alg a number", heading("alg", json!(256)), NO),
        ("alg a list", heading("alg", json!(["RS256"])), NO),
        ("alg missing", with_header(|header| drop(header.remove("alg"))), NO),
        ("alg in lower case", heading("alg", json!("rs256")), NO),
        ("alg RS512, not on the list", heading("alg", json!("RS512")), NO),
        ("alg PS256, not on the list", heading("alg", json!("PS256")), NO),
        ("alg EdDSA, not on the list", heading("alg", json!("EdDSA")), NO),
        ("HS256 with the public key as PEM", with_secret(public_pem().as_bytes(), Algorithm::HS256, "HS256"), NO),
        ("HS256 with the public key as DER", with_secret(ours().public_key_der(), Algorithm::HS256, "HS256"), NO),
        ("HS256 with the modulus", with_secret(modulus.as_bytes(), Algorithm::HS256, "HS256"), NO),
        ("HS256 with the key set", with_secret(set.as_bytes(), Algorithm::HS256, "HS256"), NO),
        ("HS256 with nothing", with_secret(b"", Algorithm::HS256, "HS256"), NO),
        ("HS512 with the public key", with_secret(public_pem().as_bytes(), Algorithm::HS512, "HS512"), NO),
        (
            "HMAC under the name of RS256",
            with_secret(ours().public_key_der(), Algorithm::HS256, "RS256"),
            "token-signature-wrong",
        ),
    ]
}

fn headers() -> Vec<Row> {
    const NO: &str = "token-header-not-allowed";
    const TYPE: &str = "token-type-wrong";
    const ID: &str = "token-key-id-unusable";
    let kid = |kid: &str| heading("kid", json!(kid));
    let own_key = {
        let header = header(|header| drop(header.insert("jwk".to_owned(), theirs().jwks()["keys"][0].clone())));
        theirs().sign(&header, &claims(|_| ())).unwrap()
    };
    vec![
        ("a key of its own", own_key, NO),
        ("a key set elsewhere", heading("jku", json!("https://evil.example/jwks")), NO),
        ("a certificate elsewhere", heading("x5u", json!("http://169.254.169.254/latest")), NO),
        ("a certificate of its own", heading("x5c", json!(["MIIB"])), NO),
        ("an unknown extension that is critical", heading("crit", json!(["exp"])), NO),
        ("an empty list of extensions", heading("crit", json!([])), NO),
        (
            "an unencoded payload",
            with_header(|header| {
                header.insert("b64".to_owned(), json!(false));
                header.insert("crit".to_owned(), json!(["b64"]));
            }),
            NO,
        ),
        ("an unencoded payload, not critical", heading("b64", json!(false)), NO),
        ("a compressed payload", heading("zip", json!("DEF")), NO),
        ("an ID token", heading("typ", json!("JWT")), TYPE),
        ("a logout token", heading("typ", json!("logout+jwt")), TYPE),
        ("a type with a space", heading("typ", json!("at+jwt ")), TYPE),
        ("a type that is a list", heading("typ", json!(["at+jwt"])), TYPE),
        ("no type", with_header(|header| drop(header.remove("typ"))), TYPE),
        ("a key id that is a path", kid("../../etc/passwd"), ID),
        ("a key id that is a device", kid("/dev/null"), ID),
        ("a key id that is SQL", kid("x' UNION SELECT 'secret"), ID),
        ("a key id that is a URL", kid("http://evil.example/key"), ID),
        ("a key id with a command", kid("key|id"), ID),
        ("a key id with a NUL", kid("key\0"), ID),
        ("a key id with a line break", kid("key\r\nx: y"), ID),
        ("a key id in other letters", kid("ключ"), ID),
        ("a key id too long", kid(&"k".repeat(129)), ID),
        ("a key id that is empty", kid(""), ID),
        ("a key id that is a number", heading("kid", json!(1)), ID),
        ("no key id", with_header(|header| drop(header.remove("kid"))), ID),
        ("a key id nobody has", kid("nobody"), "token-key-unknown"),
        ("the id of a key for another algorithm", kid("curve"), "token-key-of-another-algorithm"),
        ("the id of a key for encryption", kid("encryption"), "token-key-unknown"),
        ("the id of a shared secret", kid("secret"), "token-key-unknown"),
        ("the id of a short key", kid("short"), "token-key-unknown"),
        ("ES256 with the id of an RSA key", Curve::new("x").token(ours().kid()), "token-key-of-another-algorithm"),
    ]
}

fn signatures() -> Vec<Row> {
    const NO: &str = "token-signature-wrong";
    let [head, payload, signature] = parts();
    let approver = part(claims(|claims| drop(claims.insert("roles".to_owned(), json!(["approver"])))));
    let under_our_id = theirs().sign(&header(|_| ()), &claims(|_| ())).unwrap();
    vec![
        ("signed with another key under our id", under_our_id, NO),
        ("a payload exchanged after signing", format!("{head}.{approver}.{signature}"), NO),
        (
            "a header exchanged after signing",
            format!("{}.{payload}.{signature}", part(header(|h| drop(h.insert("x".to_owned(), json!(1)))))),
            NO,
        ),
        ("an empty signature", format!("{head}.{payload}."), NO),
        ("a signature of zeros", format!("{head}.{payload}.{}", part([0_u8; 256])), NO),
        ("a signature of ones", format!("{head}.{payload}.{}", part([0xff_u8; 256])), NO),
        ("half a signature", format!("{head}.{payload}.{}", &signature[..168]), NO),
        ("a signature with more behind it", format!("{head}.{payload}.{signature}AAAA"), NO),
        ("an ECDSA signature of zeros", zero_curve(), NO),
        (
            "expired and signed by nobody, of which the first counts",
            {
                let old = part(claims(|claims| drop(claims.insert("exp".to_owned(), json!(1)))));
                format!("{head}.{old}.{signature}")
            },
            NO,
        ),
    ]
}

/// `r = s = 0`, which careless verifiers accept for every message.
fn zero_curve() -> String {
    let header = json!({ "typ": "at+jwt", "alg": "ES256", "kid": "curve" }).to_string();
    format!("{}.{}.{}", part(header), part(claims(|_| ())), part([0_u8; 64]))
}

fn forms() -> Vec<Row> {
    const NO: &str = "token-malformed";
    let [head, payload, signature] = parts();
    let doubled = |text: String, more: &str| text.replacen('{', &format!("{{{more},"), 1);
    let sign = |head: &str, payload: &str| ours().sign(head, payload).unwrap();
    vec![
        ("nothing", String::new(), NO),
        ("one part", "token".to_owned(), NO),
        ("two parts", format!("{head}.{payload}"), NO),
        ("four parts", format!("{head}.{payload}.{signature}.x"), NO),
        ("five parts, as of an encrypted token", format!("{head}.{payload}.{signature}.x.y"), NO),
        ("only dots", "..".to_owned(), NO),
        ("2 MB", format!("{head}.{}.{signature}", "A".repeat(2 * 1024 * 1024)), "token-too-large"),
        ("2 MB of dots", ".".repeat(2 * 1024 * 1024), "token-too-large"),
        ("just above 8 KiB", claiming("pad", json!("x".repeat(8 * 1024))), "token-too-large"),
        ("white space in front", format!(" {}", honest()), NO),
        ("a line break behind", format!("{}\n", honest()), NO),
        ("white space within", edited(|token| token.insert(40, ' ')), NO),
        ("padding", format!("{head}.{payload}=.{signature}"), NO),
        ("another alphabet", edited(|token| token.insert(9, '+')), NO),
        ("letters of another script", edited(|token| token.insert(20, 'é')), NO),
        ("a dot that only looks like one", honest().replace('.', "․"), NO),
        ("a NUL within", edited(|token| token.insert(10, '\0')), NO),
        ("a header that is no JSON", format!("{}.{payload}.{signature}", part("{")), NO),
        ("a header that is a list", format!("{}.{payload}.{signature}", part("[]")), NO),
        ("a header with more behind it", sign(&format!("{} {{}}", header(|_| ())), &claims(|_| ())), NO),
        ("a header that is no UTF-8", format!("{}.{payload}.{signature}", part([0xff, 0xfe])), NO),
        ("a header nested without end", format!("{}.{payload}.{signature}", part("[".repeat(4000))), NO),
        ("a payload that is no JSON", sign(&header(|_| ()), "nothing"), NO),
        ("a payload that is a string", sign(&header(|_| ()), "\"sub\""), NO),
        ("a payload that is empty", sign(&header(|_| ()), ""), NO),
        ("an expiry beyond every number", sign(&header(|_| ()), &doubled(claims(|_| ()), "\"x\":1e999")), NO),
        (
            "a subject twice",
            sign(&header(|_| ()), &doubled(claims(|_| ()), "\"sub\":\"approver\"")),
            "token-doubled-name",
        ),
        (
            "an expiry twice",
            sign(&header(|_| ()), &doubled(claims(|_| ()), "\"exp\":99999999999")),
            "token-doubled-name",
        ),
        (
            "roles twice, once in escapes",
            sign(&header(|_| ()), &doubled(claims(|_| ()), "\"\\u0072oles\":[\"approver\"]")),
            "token-doubled-name",
        ),
        (
            "a name twice within a claim",
            sign(&header(|_| ()), &doubled(claims(|_| ()), "\"x\":{\"a\":1,\"a\":2}")),
            "token-doubled-name",
        ),
        (
            "an algorithm twice",
            sign(&doubled(header(|_| ()), "\"alg\":\"none\""), &claims(|_| ())),
            "token-doubled-name",
        ),
    ]
}

fn claimed() -> Vec<Row> {
    const MISSING: &str = "token-claim-missing";
    const INVALID: &str = "token-claim-invalid";
    let issued = |overrides: Overrides| ours().issue(&persona("case-officer"), noon(), &overrides).unwrap();
    let other_issuer = issued(Overrides { issuer: Some("https://evil.example".to_owned()), ..Overrides::default() });
    let other_audience = issued(Overrides { audience: Some("another-api".to_owned()), ..Overrides::default() });
    let expired = issued(Overrides { expires_at: Some(after(-3600)), ..Overrides::default() });
    let early = issued(Overrides { not_before: Some(after(3600)), ..Overrides::default() });
    vec![
        ("another issuer", other_issuer, "token-issuer-wrong"),
        ("our issuer with a slash", claiming("iss", json!("http://identity.dars.localhost/")), "token-issuer-wrong"),
        ("our issuer in capitals", claiming("iss", json!("HTTP://IDENTITY.DARS.LOCALHOST")), "token-issuer-wrong"),
        ("a list of issuers", claiming("iss", json!(["http://identity.dars.localhost"])), INVALID),
        ("no issuer", lacking("iss"), MISSING),
        ("another audience", other_audience, "token-audience-wrong"),
        ("a longer audience", claiming("aud", json!("dars-api-admin")), "token-audience-wrong"),
        ("no audience in the list", claiming("aud", json!([])), "token-audience-wrong"),
        ("other audiences", claiming("aud", json!(["a", "b"])), "token-audience-wrong"),
        ("an audience that is an object", claiming("aud", json!({ "dars-api": true })), INVALID),
        ("an audience with a number", claiming("aud", json!(["dars-api", 1])), INVALID),
        ("no audience", lacking("aud"), MISSING),
        ("expired", expired, "token-expired"),
        ("expired in 1970", claiming("exp", json!(0)), "token-expired"),
        ("an expiry that is text", claiming("exp", json!("9999999999")), INVALID),
        ("an expiry in milliseconds", claiming("exp", json!(i64::MAX)), INVALID),
        ("an expiry above every number", claiming("exp", json!(u64::MAX)), INVALID),
        ("an expiry below zero", claiming("exp", json!(-1)), INVALID),
        ("an expiry with a fraction", claiming("exp", json!(9_999_999_999.5)), INVALID),
        ("an expiry that is null", claiming("exp", json!(null)), INVALID),
        ("an expiry that is true", claiming("exp", json!(true)), INVALID),
        ("no expiry", lacking("exp"), MISSING),
        ("too early", early, "token-too-early"),
        ("a begin that is text", claiming("nbf", json!("0")), INVALID),
        ("a begin that is null", claiming("nbf", json!(null)), INVALID),
        ("issued in the future", claiming("iat", json!(after(3600).as_second())), "token-issued-in-future"),
        ("no time of issue", lacking("iat"), MISSING),
        ("signed in in the future", claiming("auth_time", json!(after(3600).as_second())), "token-sign-in-in-future"),
        ("a sign-in that is text", claiming("auth_time", json!("now")), INVALID),
        ("no subject", lacking("sub"), MISSING),
        ("an empty subject", claiming("sub", json!("")), INVALID),
        ("a subject that is a number", claiming("sub", json!(7)), INVALID),
        ("a subject with a line break", claiming("sub", json!("a\nb")), INVALID),
        ("a subject too long", claiming("sub", json!("s".repeat(256))), INVALID),
        ("a subject in other letters", claiming("sub", json!("аpprover")), INVALID),
        ("no token id", lacking("jti"), MISSING),
        ("no client", lacking("client_id"), MISSING),
        ("a kind nobody is", claiming("kind", json!("system")), INVALID),
        ("roles that are one text", claiming("roles", json!("approver")), INVALID),
        ("roles that are an object", claiming("roles", json!({ "approver": true })), INVALID),
        ("roles with a number", claiming("roles", json!(["approver", 1])), INVALID),
        ("no claims at all", with_claims(serde_json::Map::clear), MISSING),
    ]
}

#[tokio::test]
async fn no_hostile_token_is_accepted_and_each_gets_its_code() {
    let keys = json!({ "keys": [
        ours().jwks()["keys"][0],
        Curve::new("curve").jwk,
        { "kty": "RSA", "use": "enc", "kid": "encryption", "n": ours().jwks()["keys"][0]["n"], "e": "AQAB" },
        { "kty": "oct", "kid": "secret", "k": "c2VjcmV0" },
        { "kty": "RSA", "kid": "short", "n": part([0xc5_u8; 64]), "e": "AQAB" },
        { "kty": "unheard-of", "kid": "new" },
        7,
    ]});
    let provider = Provider::serving(keys).await;
    let verifier = provider.verifier();
    let rows: Vec<Row> = [algorithms(), headers(), signatures(), forms(), claimed()].concat();

    let names: BTreeSet<_> = rows.iter().map(|(name, ..)| name).collect();
    let tokens: BTreeSet<_> = rows.iter().map(|(_, token, _)| token).collect();
    assert_eq!((names.len(), tokens.len()), (rows.len(), rows.len()), "two rows are the same");
    assert!(rows.len() >= 60, "only {} rows", rows.len());

    for (name, token, code) in rows {
        let refusal = verifier.verify(&token, noon()).await.expect_err(name);
        assert_eq!(refusal.code(), code, "{name}");
        let said = format!("{refusal} {refusal:?}");
        assert!(!token.split('.').any(|part| part.len() > 8 && said.contains(part)), "{name}: {said}");
    }
    assert!(verifier.verify(&honest(), noon()).await.is_ok(), "and the honest one still is");
    assert_eq!(provider.asked(), 1);
}
