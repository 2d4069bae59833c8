use std::sync::Arc;

use dars_bus::Reply;
use dars_kit::lifecycle::Lifecycle;
use dars_messages::Owner;
use dars_portal::api::{Who, routes};
use reqwest::Method;
use serde_json::{Value, json};

use super::stack::{Stack, problem, settings};

fn production(settings: &mut dars_kit::Settings) {
    settings.local.enabled = false;
    settings.identity.issuer = "https://signin.example".to_owned();
    settings.identity.jwks_url = "https://signin.example/jwks".to_owned();
}

#[tokio::test]
async fn a_production_configuration_lacks_everything_local() {
    let stack = Stack::with(production).await;
    let mut services = Vec::new();
    for owner in Owner::SERVICES {
        services.push(stack.serve(owner, |_| Reply::ok(&json!({}))).await);
    }
    let local: Vec<_> = routes::all(true).into_iter().filter(|route| route.who == Who::Local).collect();
    assert!(local.len() >= 9);
    for route in local {
        assert!(route.path.starts_with("/local/"), "{}", route.path);
        for method in [Method::GET, Method::POST] {
            let sent = stack.call(method, route.path).json(&json!({"to": "2030-01-01"}));
            assert_eq!(problem(sent).await, (404, "not-found".to_owned()), "{}", route.path);
        }
    }
    for path in ["/", "/tasks"] {
        assert_eq!(problem(stack.anywhere(Method::GET, path)).await, (404, "not-found".to_owned()), "{path}");
    }
    for path in ["/tasks/sign-in", "/tasks/sign-out"] {
        assert_eq!(problem(stack.anywhere(Method::POST, path)).await, (404, "not-found".to_owned()), "{path}");
    }
    assert!(services.iter().all(|service| service.seen().is_empty()));
    let described: Value = stack.get("/openapi.json").send().await.unwrap().json().await.unwrap();
    assert!(described["paths"].as_object().unwrap().keys().all(|path| !path.starts_with("/local")));
}

#[tokio::test]
async fn a_production_configuration_does_not_start_with_the_local_issuer() {
    for issuer in [dars_vocabulary::identity::LOCAL_ISSUER, "https://identity.dars.localhost"] {
        let settings = settings(|settings| {
            production(settings);
            issuer.clone_into(&mut settings.identity.issuer);
        });
        let refused = dars_portal::start(Arc::new(settings), &Lifecycle::default()).await.unwrap_err();
        assert!(format!("{refused:#}").contains("local stack"), "{refused:#}");
    }
}
