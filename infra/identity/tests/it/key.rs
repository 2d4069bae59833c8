use std::{os::unix::fs::PermissionsExt as _, path::Path};

use dars_identity::Issuer;

fn key_file(folder: &Path) -> std::path::PathBuf {
    folder.join("state/identity-key.pem")
}

#[test]
fn a_restart_keeps_the_key_and_only_its_owner_can_read_it() {
    let folder = tempfile::tempdir().unwrap();
    let state = folder.path().join("state");
    let first = Issuer::load_or_generate(&state).unwrap();
    let second = Issuer::load_or_generate(&state).unwrap();
    assert_eq!(first.jwks(), second.jwks());
    let mode = std::fs::metadata(key_file(folder.path())).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o600);
}

#[test]
fn a_broken_key_file_is_refused_with_what_to_do() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::create_dir(folder.path().join("state")).unwrap();
    std::fs::write(key_file(folder.path()), "no key").unwrap();
    let trouble = Issuer::load_or_generate(&folder.path().join("state")).err().unwrap();
    assert!(trouble.to_string().contains("remove it, and a new one is made"), "{trouble}");
}
