//! The virus scanner: Debian's clamd, with one signature of ours.

use std::{
    net::TcpListener,
    path::Path,
    process::{Child, Command, Stdio},
};

use dars_kit::Settings;
use dars_messages::{Outgoing, Owner};
use dars_testkit::service::{person, until};
use dars_vocabulary::{Actor, StaffRole};
use serde_json::{Value, json};
use tempfile::TempDir;
use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    task::JoinSet,
};

use crate::{
    application_desk::collaborator,
    desk::{Desk, TODAY, no, officer},
    papers::{ivy, opened},
    samples::pdf,
    setting::lead,
};

/// What our signature finds.
const OURS: &str = "DARS-TEST-OF-THE-SCANNER-7f3a";

/// A clamd of a test, stopped with it.
struct Clamd {
    child: Child,
    port: u16,
    _folder: TempDir,
}

impl Drop for Clamd {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn free_port() -> u16 {
    TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port()
}

fn at(port: u16) -> impl FnOnce(&mut Settings) {
    move |settings| settings.service["scanner"]["clamd"] = json!(format!("tcp://127.0.0.1:{port}"))
}

impl Clamd {
    async fn start_on(port: u16) -> Self {
        let program = "/usr/sbin/clamd";
        assert!(Path::new(program).exists(), "apt-get install clamav-daemon, or infra/setup");
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().display().to_string();
        let database = folder.path().join("database");
        std::fs::create_dir(&database).unwrap();
        let signature = format!("Dars.Test.Ours:0:*:{}\n", dars_bus::chain::hex(OURS.as_bytes()));
        std::fs::write(database.join("ours.ndb"), signature).unwrap();
        let settings = format!(
            "Foreground yes\nLogFile {path}/clamd.log\nPidFile {path}/clamd.pid\nTemporaryDirectory {path}\n\
             DatabaseDirectory {path}/database\nTCPSocket {port}\nTCPAddr 127.0.0.1\nStreamMaxLength 30M\n"
        );
        std::fs::write(folder.path().join("clamd.conf"), settings).unwrap();
        let child = Command::new(program)
            .arg(format!("--config-file={path}/clamd.conf"))
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let clamd = Self { child, port, _folder: folder };
        let listens = async || tokio::net::TcpStream::connect(("127.0.0.1", port)).await.is_ok();
        until("clamd listens", listens).await.unwrap();
        clamd
    }

    async fn start() -> Self {
        Self::start_on(free_port()).await
    }
}

async fn scan_of(desk: &Desk, actor: &Actor, nic: &str) -> Value {
    desk.files(actor, nic).await[0]["scan"].clone()
}

/// What failed is tried again now, not later.
async fn try_again(desk: &Desk) {
    sqlx::query("update files set scan_at = now() - interval '1 second'").execute(&desk.pool).await.unwrap();
    desk.sweep(TODAY).await;
}

#[tokio::test]
async fn an_attachment_is_its_uploaders_alone_until_the_scanner_passed_it() {
    let clamd = Clamd::start().await;
    let desk = Desk::for_applications_with(at(clamd.port)).await;
    let nic = desk.complete().await;
    desk.shared(&nic).await;
    let added = desk.attach(&nic, "letter.pdf", &pdf()).await.unwrap();
    assert_eq!(added["scan"], "waiting");
    let quarantined = (409, "attachment-in-quarantine".to_owned());
    let read =
        async |actor: &Actor| desk.of_file(actor, "read-attachment-chunk", &nic, "1", json!({"number": 0})).await;
    assert!(read(&lead()).await.is_ok());
    assert_eq!(no(read(&collaborator()).await), quarantined);
    let [seen] = desk.files(&collaborator(), &nic).await.try_into().unwrap();
    assert_eq!((&seen["name"], &seen["sha256"], &seen["scan"]), (&Value::Null, &Value::Null, &json!("waiting")));
    desk.at(&lead(), "submit-application", &nic, json!({}), TODAY).await.unwrap();
    assert_eq!(no(read(&officer()).await), quarantined);
    desk.tell(Owner::Review, Outgoing::fact(&opened(&nic)), TODAY).await;
    assert_eq!(no(read(&ivy()).await), quarantined, "an adviser of its meeting waits as the staff do");
    assert_eq!(desk.sweep(TODAY).await, 1);
    assert_eq!(scan_of(&desk, &officer(), &nic).await, "passed");
    assert!(desk.read(&officer(), &nic, "1").await.unwrap() == pdf());
    assert_eq!(desk.sweep(TODAY).await, 0, "once");
    // Bytes that passed before need not wait.
    let other = desk.converted("accepted").await;
    assert_eq!(desk.attach(&other, "the same.pdf", &pdf()).await.unwrap()["scan"], "passed");
}

#[tokio::test]
async fn what_the_scanner_finds_is_refused_and_its_bytes_are_gone() {
    let clamd = Clamd::start().await;
    let desk = Desk::for_applications_with(at(clamd.port)).await;
    let (nic, other) = (desk.complete().await, desk.converted("accepted").await);
    let text = format!("Hello\n{OURS}\n");
    desk.attach(&nic, "notes.txt", text.as_bytes()).await.unwrap();
    desk.attach(&other, "notes too.txt", text.as_bytes()).await.unwrap();
    assert_eq!(desk.sweep(TODAY).await, 1, "the same bytes are scanned once");
    assert!(!desk.contains(OURS).await);
    for nic in [&nic, &other] {
        assert_eq!(scan_of(&desk, &lead(), nic).await, "harmful");
        let told = desk.body("attachment_refused", nic).await;
        assert_eq!(told, json!({"nic": nic, "attachment": 1}));
        let tasks = desk.tasks(&lead(), TODAY).await;
        assert!(tasks.contains(&("replace-attachment".to_owned(), nic.clone())), "{tasks:?}");
    }
    let read = desk.of_file(&lead(), "read-attachment-chunk", &nic, "1", json!({"number": 0})).await;
    assert_eq!(no(read), (409, "attachment-harmful".to_owned()));
    let again = desk.attach(&nic, "again.txt", text.as_bytes()).await.unwrap_err();
    assert_eq!((again.status, again.code.as_str()), (409, "attachment-harmful"));
    desk.of_file(&lead(), "remove-attachment", &other, "1", json!({})).await.unwrap();
    // It is no part of what is handed in.
    desk.at(&lead(), "submit-application", &nic, json!({}), TODAY).await.unwrap();
    assert_eq!(desk.files(&officer(), &nic).await, Vec::<Value>::new());
    let tasks = desk.tasks(&lead(), TODAY).await;
    assert!(tasks.iter().all(|(what, _)| what != "replace-attachment"), "{tasks:?}");
}

#[tokio::test]
async fn a_scanner_that_is_away_leaves_all_in_quarantine_and_an_operator_is_told() {
    let port = free_port();
    let desk = Desk::for_applications_with(at(port)).await;
    let nic = desk.complete().await;
    desk.attach(&nic, "letter.pdf", &pdf()).await.unwrap();
    let operator = person("operator", &[StaffRole::Operator]);
    desk.sweep(TODAY).await;
    assert_eq!(desk.rows("select count(*) from files where scan_at > now() and scan_tries = 1").await, 1, "later");
    assert_eq!(desk.sweep(TODAY).await, 0);
    for _ in 0..2 {
        assert_eq!(desk.tasks(&operator, TODAY).await, []);
        try_again(&desk).await;
    }
    assert_eq!(scan_of(&desk, &lead(), &nic).await, "waiting");
    assert_eq!(desk.tasks(&operator, TODAY).await, [("mend-scanner".to_owned(), "clamd".to_owned())]);
    let _clamd = Clamd::start_on(port).await;
    try_again(&desk).await;
    assert_eq!(scan_of(&desk, &lead(), &nic).await, "passed");
    assert_eq!(desk.tasks(&operator, TODAY).await, []);
}

#[tokio::test]
async fn two_rounds_at_once_scan_a_file_once_and_a_scan_that_broke_off_is_done_again() {
    let clamd = Clamd::start().await;
    let desk = Desk::for_applications_with(at(clamd.port)).await;
    let nic = desk.complete().await;
    desk.attach(&nic, "letter.pdf", &pdf()).await.unwrap();
    let (one, other) = tokio::join!(desk.sweep(TODAY), desk.sweep(TODAY));
    assert_eq!(one + other, 1);
    assert_eq!(
        desk.rows("select count(*) from journal where convert_from(entry, 'UTF8') like '%attachment_passed%'").await,
        1
    );
    // Claimed by a process that died: its lease runs out.
    desk.attach(&nic, "notes.txt", b"Hello").await.unwrap();
    sqlx::query("update files set scan_at = now() + interval '2 minutes', scan_tries = 1 where verdict is null")
        .execute(&desk.pool)
        .await
        .unwrap();
    assert_eq!(desk.sweep(TODAY).await, 0);
    try_again(&desk).await;
    assert_eq!(desk.files(&lead(), &nic).await[1]["scan"], "passed");
}

/// A scanner that never answers for what says HANG, and passes all else.
async fn hanging() -> (u16, JoinSet<()>) {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    let scan = async |mut stream: tokio::net::TcpStream| {
        let mut said = Vec::new();
        let mut piece = [0; 4096];
        while !said.ends_with(&[0; 4]) {
            let length = stream.read(&mut piece).await.unwrap();
            said.extend_from_slice(&piece[..length]);
        }
        if said.windows(4).any(|window| window == b"HANG") {
            std::future::pending::<()>().await;
        }
        stream.write_all(b"stream: OK\0").await.unwrap();
    };
    let mut scanner = JoinSet::new();
    scanner.spawn(async move {
        let mut scans = JoinSet::new();
        loop {
            let (stream, _) = listener.accept().await.unwrap();
            scans.spawn(scan(stream));
        }
    });
    (port, scanner)
}

#[tokio::test]
async fn a_file_on_which_the_scanner_hangs_holds_neither_the_others_nor_the_dates() {
    let (port, _scanner) = hanging().await;
    let desk = Desk::for_applications_with(at(port)).await;
    let nic = desk.complete().await;
    desk.attach(&nic, "first.txt", b"HANG").await.unwrap();
    desk.attach(&nic, "second.txt", b"Hello").await.unwrap();
    // The scanner gives a file up after a minute; the round does not wait for it.
    let round = tokio::time::timeout(std::time::Duration::from_secs(30), desk.sweep(TODAY)).await;
    assert_eq!(round.expect("the sweep goes on"), 1);
    let scans = |files: Vec<Value>| files.into_iter().map(|one| one["scan"].clone()).collect::<Vec<_>>();
    assert_eq!(scans(desk.files(&lead(), &nic).await), ["waiting", "passed"]);
    desk.attach(&nic, "third.txt", b"Hello again").await.unwrap();
    assert_eq!(desk.sweep(TODAY).await, 1, "and the next round does not claim it again");
    assert_eq!(scans(desk.files(&lead(), &nic).await), ["waiting", "passed", "passed"]);
}

#[tokio::test]
async fn what_was_taken_without_a_scanner_is_scanned_once_there_is_one() {
    let clamd = Clamd::start().await;
    let desk = Desk::for_applications().await;
    let nic = desk.complete().await;
    desk.shared(&nic).await;
    assert_eq!(desk.attach(&nic, "letter.pdf", &pdf()).await.unwrap()["scan"], "not-scanned");
    assert_eq!(desk.files(&collaborator(), &nic).await[0]["name"], "letter.pdf", "and all can see that it was not");
    desk.sweep(TODAY).await;
    let desk = desk.restarted_with(at(clamd.port));
    desk.sweep(TODAY).await;
    assert_eq!(scan_of(&desk, &lead(), &nic).await, "passed");
}

#[tokio::test]
async fn a_file_of_25_mib_goes_through() {
    let clamd = Clamd::start().await;
    let desk = Desk::for_applications_with(at(clamd.port)).await;
    let nic = desk.converted("accepted").await;
    let mut file = b"%PDF-1.4\n".to_vec();
    file.resize(25 * 1024 * 1024 - 17, b' ');
    file.extend(b"\nstartxref\n%%EOF\n");
    assert_eq!(file.len(), 25 * 1024 * 1024);
    desk.attach(&nic, "large.pdf", &file).await.unwrap();
    let scanned = async || {
        desk.sweep(TODAY).await;
        scan_of(&desk, &lead(), &nic).await == "passed"
    };
    until("it is scanned", scanned).await.unwrap();
    assert!(desk.read(&lead(), &nic, "1").await.unwrap() == file);
}
