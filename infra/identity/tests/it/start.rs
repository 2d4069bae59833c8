use clap::Parser as _;
use dars_identity::start::Arguments;

fn arguments(extra: &[&str]) -> Arguments {
    let always = ["dars-identity", "--state-dir", "state", "--personas", "personas.json"];
    Arguments::parse_from(always.iter().chain(extra))
}

#[test]
fn it_does_not_start_outside_a_local_stack_and_says_why() {
    let refused = arguments(&[]).listen_on().unwrap_err().to_string();
    assert!(refused.contains("signs anybody in as anybody") && refused.contains("--local-stack"), "{refused}");
}

#[test]
fn it_listens_on_loopback_only_and_says_why() {
    for address in ["0.0.0.0", "::", "10.0.0.4", "192.168.1.2"] {
        let refused = arguments(&["--local-stack", "--address", address]).listen_on().unwrap_err().to_string();
        assert!(refused.contains("loopback address only"), "{refused}");
    }
    for address in ["127.0.0.1", "127.0.0.9", "::1"] {
        assert!(arguments(&["--local-stack", "--address", address]).listen_on().is_ok(), "{address}");
    }
}
