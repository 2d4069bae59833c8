//! Both clocks of a case, counted once more by a script that knows nothing but the journal.

use std::{
    io::Write as _,
    process::{Command, Stdio},
};

use dars_messages::Owner;
use dars_testkit::place;

use crate::setting::Setting;

/// F02 had 41 of our days and 19 of theirs at the anchor (domain.md §17), whatever came after.
pub async fn of_the_hip_fracture_study_are_recomputed(setting: &Setting) {
    let entries: Vec<Vec<u8>> = sqlx::query_scalar(
        "select entry from journal where aggregate = 'case' and reference = 'DARS-NIC-900102-M2R8D' order by number",
    )
    .fetch_all(setting.pool(Owner::Review))
    .await
    .unwrap();
    assert_eq!(recomputed(&entries, "2026-11-22"), "41 our days, 19 your days\n");
    // On the day of the first question the clock was still ours.
    assert_eq!(recomputed(&entries, "2026-09-28"), "21 our days, 0 your days\n");
}

/// What the script says of a journal on a day.
fn recomputed(entries: &[Vec<u8>], as_of: &str) -> String {
    let mut script = Command::new(place::root().join("tests/clocks/recompute"))
        .args(["--as-of", as_of])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut stdin = script.stdin.take().unwrap();
    for entry in entries {
        stdin.write_all(entry).unwrap();
        stdin.write_all(b"\n").unwrap();
    }
    drop(stdin);
    let done = script.wait_with_output().unwrap();
    assert!(done.status.success());
    String::from_utf8(done.stdout).unwrap()
}
