//! The broker's configuration for containers, as committed, is the one the topology gives.

use std::collections::BTreeMap;
use std::path::Path;

use dars_messages::Owner;
use dars_messages::server::{Password, ServerSettings, Team, server_config};

/// Passwords come from a file that the deployment mounts; see `infra/docker/secrets`.
fn for_containers() -> ServerSettings {
    let variable = |user: &str| Password::Variable(format!("{}_PASSWORD", user.to_uppercase()));
    let owners = Owner::SERVICES.into_iter().chain([Owner::Portal]);
    ServerSettings {
        host: "0.0.0.0".to_owned(),
        port: Some(4222),
        http_port: Some(8222),
        store_dir: "/data".to_owned(),
        ports_dir: None,
        // Relative to /etc/nats, since the broker knows no other way.
        include: Some("../../run/secrets/nats_passwords".to_owned()),
        passwords: owners.map(|owner| (owner, variable(owner.name()))).collect::<BTreeMap<_, _>>(),
        operator: None,
        system: variable("system"),
        teams: Vec::new(),
    }
}

#[test]
fn the_committed_configuration_is_the_generated_one() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../infra/nats/nats.conf");
    let generated = server_config(&for_containers());
    if std::env::var_os("DARS_GENERATE").is_some() {
        std::fs::write(&path, &generated).unwrap();
    }
    let committed = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(committed == generated, "infra/nats/nats.conf is not up to date: run with DARS_GENERATE=1");
}

#[test]
fn a_production_broker_has_no_user_who_may_do_anything() {
    let config = server_config(&for_containers());
    for line in config.lines().filter(|line| line.contains("user: ")) {
        assert!(line.contains("permissions") || line.contains("user: \"system\""), "{line}");
    }
}

#[test]
fn a_teams_name_cannot_widen_what_it_may_do() {
    for name in ["", "*", ">", "a.b", "a b", "A", "a\"b", "-a", "a-", "a--b", &"a".repeat(33)] {
        assert!(Team::new(name, Password::Literal(String::new()), &[]).is_err(), "{name:?}");
    }
    assert!(Team::new("research-hub-2", Password::Literal(String::new()), &[]).is_ok());
}

#[test]
fn a_password_cannot_end_its_own_string() {
    let mut settings = for_containers();
    settings.system = Password::Literal("a\"b\\c".to_owned());
    assert!(server_config(&settings).contains(r#"password: "a\"b\\c""#));
    assert!(!format!("{settings:?}").contains("a\\\"b"), "a password shows in the debug form");
}
