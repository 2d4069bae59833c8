//! Both clocks of every case, counted once more by a script that knows nothing but the journal.

use std::{
    collections::BTreeMap,
    io::Write as _,
    process::{Command, Stdio},
};

use dars_messages::Owner;
use dars_stack::{clock, demo, fixtures};
use dars_testkit::place;
use dars_vocabulary::london_date;

use crate::setting::Setting;

/// F02 had 41 of our days and 19 of theirs at the anchor (domain.md §17), whatever came after; of each case the API says
/// what the script says.
pub async fn are_recomputed(setting: &Setting) {
    let sql = "select reference, entry from journal where aggregate = 'case' order by reference, number";
    let rows: Vec<(String, Vec<u8>)> = sqlx::query_as(sql).fetch_all(setting.pool(Owner::Review)).await.unwrap();
    let mut cases: BTreeMap<String, Vec<Vec<u8>>> = BTreeMap::new();
    for (nic, entry) in rows {
        cases.entry(nic).or_default().push(entry);
    }
    // On the day of the first question the clock was still ours.
    assert_eq!(recomputed(&cases["DARS-NIC-900102-M2R8D"], "2026-09-28"), "21 our days, 0 your days\n");
    // What the stories say of the anchor day, when the API was asked.
    let mut told = BTreeMap::new();
    for story in demo::DEMO.map(|called| fixtures::story(called).unwrap()) {
        let case = "/cases/{nic}";
        let days = |pointer| story.at_anchor.iter().find(|told| told.get == case && told.pointer == pointer);
        let (Some(ours), Some(yours)) = (days("/our_days"), days("/your_days")) else { continue };
        told.insert(story.called, format!("{} our days, {} your days\n", ours.is, yours.is));
        let last = told.last_entry().unwrap();
        assert_eq!(&recomputed(&cases[story.nic.as_str()], "2026-11-22"), last.get(), "{}", last.key());
    }
    assert_eq!(told["F02"], "41 our days, 19 your days\n");
    assert_eq!(told.keys().collect::<Vec<_>>(), ["F02", "F10", "F12", "P01"]);

    // What the API says in the end. One case stays open beyond the years whose bank holidays are known.
    let today = london_date(clock::now(&setting.stack.options().dir).unwrap()).to_string();
    let mut open = Vec::new();
    for (nic, entries) in &cases {
        let shown = setting.api.get(&format!("/cases/{nic}")).by("team-manager").done().await.unwrap();
        if shown.text("/state") == "AGD_ADVICE" {
            open.push(nic.as_str());
            continue;
        }
        let shown = format!("{} our days, {} your days\n", shown.text("/our_days"), shown.text("/your_days"));
        assert_eq!(recomputed(entries, &today), shown, "{nic}");
    }
    // Those of the precedent's story, but the first, have numbers that were allotted.
    let fixed = cases.keys().filter(|nic| nic.starts_with("DARS-NIC-9001")).count();
    assert_eq!((fixed, cases.len(), open), (6, 8, vec!["DARS-NIC-900112-W4H1U"]), "{:?}", cases.keys());
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
