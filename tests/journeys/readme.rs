//! The README's commands, run as they are written.

use dars_testkit::place;

use crate::setting::Setting;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_readmes_commands_answer_as_it_says() {
    let setting = Setting::start("readme", "info", Vec::new()).await;
    setting.fill(setting.fixtures.calendar.anchor).await;
    let done = tokio::process::Command::new(place::root().join("tests/readme/run"))
        .args(["--api", &format!("{}/api/v1", setting.stack.url()), "--identity", &setting.stack.identity_url()])
        .status()
        .await
        .unwrap();
    assert!(done.success(), "tests/readme/run says above which command answered otherwise");
    setting.end().await;
}
