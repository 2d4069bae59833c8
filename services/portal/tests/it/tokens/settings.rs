use dars_portal::session::{SettingsRefused, TokenSettings, TokenVerifier};
use dars_vocabulary::identity::LOCAL_ISSUER;
use serde_json::json;

fn settings(issuer: &str, jwks_url: &str) -> TokenSettings {
    serde_json::from_value(json!({ "issuer": issuer, "jwks_url": jwks_url })).unwrap()
}

const KEYS: &str = "https://signin.example/jwks";

#[test]
fn a_production_configuration_refuses_the_local_issuer_in_every_spelling() {
    for issuer in [
        LOCAL_ISSUER,
        "http://identity.dars.localhost/",
        "HTTP://Identity.DARS.localhost",
        "http://identity.dars.localhost:8090",
        "https://identity.dars.localhost",
        "https://identity.dars.localhost./realm",
        "https://localhost/realms/dars",
    ] {
        let refused = TokenVerifier::new(settings(issuer, KEYS), false).err();
        assert!(matches!(refused, Some(SettingsRefused::LocalIssuer)), "{issuer}: {refused:?}");
    }
    assert!(settings(LOCAL_ISSUER, "http://127.0.0.1:8090/jwks").check(true).is_ok());
}

#[test]
fn a_production_configuration_wants_https_for_issuer_and_keys() {
    let refused = |issuer, keys| settings(issuer, keys).check(false).unwrap_err().to_string();
    assert_eq!(refused("http://signin.example", KEYS), "issuer must be an https URL outside a local stack");
    assert_eq!(
        refused("https://signin.example", "http://signin.example/jwks"),
        "jwks_url must be an https URL outside a local stack"
    );
    assert!(settings("https://signin.example", KEYS).check(false).is_ok());
}

#[test]
fn no_setting_allows_an_algorithm_that_shares_a_secret_or_none() {
    for algorithm in ["none", "HS256", "HS512", "rs256", ""] {
        let written = json!({ "issuer": "https://signin.example", "jwks_url": KEYS, "algorithms": [algorithm] });
        assert!(serde_json::from_value::<TokenSettings>(written).is_err(), "{algorithm}");
    }
}

#[test]
fn settings_that_accept_nothing_or_too_much_are_refused() {
    let refused = |change: fn(&mut TokenSettings)| {
        let mut settings = settings("https://signin.example", KEYS);
        change(&mut settings);
        settings.check(false).unwrap_err().to_string()
    };
    assert!(refused(|s| s.algorithms.clear()).contains("algorithms"));
    assert!(refused(|s| s.audience.clear()).contains("audience"));
    assert!(refused(|s| s.leeway_seconds = 121).contains("leeway_seconds"));
    assert!(refused(|s| "roles".clone_into(&mut s.roles_claim)).contains("roles_claim"));
    assert!(refused(|s| "nowhere".clone_into(&mut s.jwks_url)).contains("jwks_url is not a URL"));
}
