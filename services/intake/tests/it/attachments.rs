//! Attachments: added in chunks, stored once, handed in, removed, forgotten.

use dars_bus::journal;
use dars_testkit::service::{keyed, person};
use dars_vocabulary::{Actor, StaffRole};
use serde_json::{Value, json};

use crate::{
    application_desk::collaborator,
    attachment_desk::{CHUNK, commit_of},
    desk::{Desk, TODAY, no, officer, stranger},
    samples::{bomb, docx, pdf, png},
    setting::{Setting, lead},
};

fn refused(result: Result<Value, dars_bus::Problem>) -> (u16, String) {
    let problem = result.unwrap_err();
    (problem.status, problem.code)
}

#[tokio::test]
async fn a_file_is_added_listed_read_and_handed_in() {
    let desk = Desk::for_applications().await;
    let nic = desk.complete().await;
    desk.shared(&nic).await;
    let file = vec![b'a'; 2 * CHUNK + 5];
    let added = desk.attach(&nic, "../notes/protocol.txt", &file).await.unwrap();
    assert_eq!(
        (&added["id"], &added["name"], &added["scan"]),
        (&json!("1"), &json!("protocol.txt"), &json!("not-scanned"))
    );
    assert_eq!((&added["media_type"], &added["text"]), (&json!("text/plain; charset=utf-8"), &json!("text-read")));
    assert_eq!(added["permitted"], json!(["read-attachment-chunk", "remove-attachment"]));
    assert!(desk.read(&lead(), &nic, "1").await.unwrap() == file);
    let paper = desk.attach(&nic, "letter.pdf", &pdf()).await.unwrap();
    assert_eq!((&paper["id"], &paper["text"]), (&json!("2"), &json!("text-not-read")));
    assert_eq!(desk.files(&collaborator(), &nic).await.len(), 2);
    // Staff see what was handed in, and nothing before.
    assert_eq!(desk.files(&officer(), &nic).await, Vec::<Value>::new());
    assert_eq!(
        no(desk.of_file(&officer(), "read-attachment-chunk", &nic, "1", json!({"number": 0})).await),
        (404, "attachment-unknown".to_owned())
    );
    desk.at(&lead(), "submit-application", &nic, json!({}), TODAY).await.unwrap();
    let seen = desk.files(&officer(), &nic).await;
    assert_eq!(seen.iter().map(|one| &one["handed_in"]).collect::<Vec<_>>(), [&json!(["v0.1"]), &json!(["v0.1"])]);
    assert_eq!(seen[1]["permitted"], json!(["read-attachment-chunk"]));
    assert!(desk.read(&officer(), &nic, "2").await.unwrap() == pdf());
    // What was submitted stays.
    assert_eq!(refused(desk.attach(&nic, "more.pdf", &pdf()).await), (409, "already-submitted".to_owned()));
    assert_eq!(
        no(desk.of_file(&lead(), "remove-attachment", &nic, "1", json!({})).await),
        (409, "already-submitted".to_owned())
    );
    assert_eq!(desk.rows("select count(*) from upload_chunks").await, 0);
}

#[tokio::test]
async fn the_same_bytes_are_stored_once_whoever_attached_them() {
    let desk = Desk::for_applications().await;
    let (one, other) = (desk.converted("accepted").await, desk.converted("accepted").await);
    desk.attach(&one, "letter.pdf", &pdf()).await.unwrap();
    desk.attach_by(&collaborator(), &one, "again.pdf", &pdf()).await.unwrap_err();
    assert_eq!(refused(desk.attach(&one, "again.pdf", &pdf()).await), (409, "attachment-there-already".to_owned()));
    assert_eq!(desk.rows("select count(*) from upload_chunks").await, 0, "nor does what was refused take room");
    desk.attach_by(&lead(), &other, "a letter.pdf", &pdf()).await.unwrap();
    assert_eq!(desk.rows("select count(*) from files").await, 1);
    assert_eq!(desk.rows("select count(*) from attachments").await, 2);
    let remove = async |nic: &str| desk.of_file(&lead(), "remove-attachment", nic, "1", json!({})).await;
    remove(&one).await.unwrap();
    assert_eq!(no(remove(&one).await), (409, "attachment-removed".to_owned()));
    assert_eq!(desk.files(&lead(), &one).await, Vec::<Value>::new());
    assert!(desk.read(&lead(), &other, "1").await.unwrap() == pdf(), "the other application still holds it");
    remove(&other).await.unwrap();
    assert_eq!(desk.rows("select count(*) from files").await, 0);
    // A number is never used twice.
    assert_eq!(desk.attach(&one, "letter.pdf", &pdf()).await.unwrap()["id"], "2");
}

#[tokio::test]
async fn what_was_handed_in_is_kept_when_the_next_version_leaves_it_out() {
    let desk = Desk::for_applications().await;
    let nic = desk.complete().await;
    desk.attach(&nic, "letter.pdf", &pdf()).await.unwrap();
    desk.at(&lead(), "submit-application", &nic, json!({}), TODAY).await.unwrap();
    desk.returned(&nic).await;
    desk.of_file(&lead(), "remove-attachment", &nic, "1", json!({})).await.unwrap();
    desk.attach(&nic, "letter 2.png", &png()).await.unwrap();
    desk.at(&lead(), "submit-application", &nic, json!({}), TODAY).await.unwrap();
    let seen = desk.files(&officer(), &nic).await;
    assert_eq!(seen.iter().map(|one| &one["handed_in"]).collect::<Vec<_>>(), [&json!(["v0.1"]), &json!(["v0.2"])]);
    assert!(desk.read(&officer(), &nic, "1").await.unwrap() == pdf());
}

#[tokio::test]
async fn chunks_may_come_in_any_order_and_again_and_never_differently() {
    let desk = Desk::for_applications().await;
    let nic = desk.converted("accepted").await;
    let file: Vec<u8> = (0..2 * CHUNK + 5).map(|at| b'a' + u8::try_from(at / CHUNK).unwrap()).collect();
    let chunks: Vec<&[u8]> = file.chunks(CHUNK).collect();
    let upload = desk.begin(&lead(), &nic, "notes.txt").await.unwrap();
    for number in [2, 0, 2, 0] {
        desk.put(&lead(), &nic, &upload, number, chunks[number]).await.unwrap();
    }
    let commit = async |body: Value| desk.of_files(&lead(), "commit-attachment", &nic, body).await;
    let whole = commit_of(&upload, &file);
    assert_eq!(no(commit(whole.clone()).await), (422, "chunks-missing".to_owned()));
    assert_eq!(no(desk.put(&lead(), &nic, &upload, 0, b"other").await), (409, "chunk-differs".to_owned()));
    desk.put(&lead(), &nic, &upload, 1, chunks[1]).await.unwrap();
    let with = |field: &str, value: Value| {
        let mut body = whole.clone();
        body[field] = value;
        body
    };
    for (body, code) in [
        (with("sha256", json!("0f".repeat(32))), "hash-differs"),
        (with("size", json!(5)), "chunk-cut-off"),
        (with("chunks", json!(2)), "chunks-missing"),
        (with("chunks", json!(4)), "chunks-missing"),
    ] {
        assert_eq!(no(commit(body).await), (422, code.to_owned()));
    }
    let done = commit(whole.clone()).await.unwrap();
    // Again: the same answer, nothing new. Its chunks are no longer needed, and another file is another key.
    assert_eq!(commit(whole.clone()).await.unwrap().body["id"], done.body["id"]);
    desk.put(&lead(), &nic, &upload, 0, b"other").await.unwrap();
    assert_eq!(no(commit(with("sha256", json!("0f".repeat(32)))).await), (422, "idempotency-key-reused".to_owned()));
    assert_eq!(desk.files(&lead(), &nic).await.len(), 1);
    assert!(desk.read(&lead(), &nic, "1").await.unwrap() == file);
}

#[tokio::test]
async fn each_wrong_upload_gets_its_error_and_leaves_nothing() {
    let desk = Desk::for_applications().await;
    let nic = desk.converted("accepted").await;
    let before = desk.rows("select count(*) from journal").await;
    for (name, bytes, status, code) in [
        ("protocol.pdf", b"MZ is no protocol".to_vec(), 422, "attachment-type-mismatch"),
        ("protocol.pdf", docx(&["Hello"]), 422, "attachment-type-mismatch"),
        ("run.exe", b"MZ\x90\0\x03\0\0\0".to_vec(), 422, "attachment-type-not-allowed"),
        ("bomb.docx", bomb(), 422, "attachment-unpacks-too-large"),
        ("cut.pdf", pdf()[..20].to_vec(), 422, "attachment-broken"),
        ("people.csv", crate::samples::people_in_csv(), 422, "table-of-persons"),
        ("..", pdf(), 422, "attachment-name-missing"),
        ("empty.txt", Vec::new(), 422, "attachment-empty"),
    ] {
        assert_eq!(refused(desk.attach(&nic, name, &bytes).await), (status, code.to_owned()), "{name}");
    }
    let upload = desk.begin(&lead(), &nic, "a.txt").await.unwrap();
    let put = async |number: usize, bytes: &[u8]| no(desk.put(&lead(), &nic, &upload, number, bytes).await);
    assert_eq!(put(100, b"a").await, (413, "too-large".to_owned()), "one byte over the limit");
    assert_eq!(put(usize::try_from(u32::MAX).unwrap(), b"a").await, (413, "too-large".to_owned()));
    assert_eq!(put(0, &vec![0; CHUNK + 1]).await, (422, "values-unacceptable".to_owned()));
    assert_eq!(put(0, b"").await, (422, "values-unacceptable".to_owned()));
    let body = json!({"upload": upload, "number": 0, "bytes": "not base64!"});
    assert_eq!(no(desk.of_files(&lead(), "put-chunk", &nic, body).await), (422, "values-unacceptable".to_owned()));
    let nobodys = "01893c5e-0000-7000-8000-000000000001";
    assert_eq!(no(desk.put(&lead(), &nic, nobodys, 0, b"a").await), (404, "upload-unknown".to_owned()));
    for (action, body) in [
        ("begin-attachment", json!({"name": 5, "media_type": "a/b"})),
        ("begin-attachment", json!({"name": "a.txt"})),
        ("put-chunk", json!({"upload": "none", "number": 0, "bytes": ""})),
        ("commit-attachment", json!({"upload": upload, "chunks": -1, "size": 0, "sha256": ""})),
        ("explain-finding", json!({"pointer": "/title"})),
    ] {
        assert_eq!(no(desk.of_files(&lead(), action, &nic, body).await), (400, "malformed".to_owned()), "{action}");
    }
    let unknown = json!({"pointer": "/title", "reason": "because"});
    assert_eq!(no(desk.of_files(&lead(), "explain-finding", &nic, unknown).await).0, 422);
    for id in ["7", "0", "-1", "x", "99999999999"] {
        for action in ["read-attachment-chunk", "remove-attachment"] {
            let body = if action == "remove-attachment" { json!({}) } else { json!({"number": 0}) };
            let answer = desk.of_file(&lead(), action, &nic, id, body).await;
            assert_eq!(no(answer), (404, "attachment-unknown".to_owned()), "{action} {id}");
        }
    }
    assert_eq!(desk.rows("select count(*) from journal").await, before);
    assert_eq!(desk.rows("select count(*) from files").await, 0);
    assert_eq!(desk.rows("select count(*) from upload_chunks").await, 0, "a refused file is not kept");
    assert!(!desk.contains("Wexcombe").await);
}

#[tokio::test]
async fn a_foreign_application_is_not_there_and_an_ended_one_takes_nothing() {
    let desk = Desk::for_applications().await;
    let nic = desk.converted("accepted").await;
    desk.attach(&nic, "letter.pdf", &pdf()).await.unwrap();
    let upload = desk.begin(&lead(), &nic, "b.txt").await.unwrap();
    let unknown = (404, "application-unknown".to_owned());
    for actor in [stranger(), Actor::public()] {
        let status = if actor == Actor::public() { (401, "sign-in-needed".to_owned()) } else { unknown.clone() };
        assert_eq!(refused(desk.attach_by(&actor, &nic, "a.pdf", &pdf()).await), status);
        assert_eq!(no(desk.of_file(&actor, "remove-attachment", &nic, "1", json!({})).await), status);
        assert_eq!(no(desk.of_files(&actor, "list-attachments", &nic, Value::Null).await), unknown);
        assert_eq!(no(desk.of_file(&actor, "read-attachment-chunk", &nic, "1", json!({"number": 0})).await), unknown);
    }
    // An upload is its uploader's alone.
    assert_eq!(no(desk.put(&collaborator(), &nic, &upload, 0, b"a").await), (404, "upload-unknown".to_owned()));
    let expert = person("expert", &[StaffRole::CaseOfficer]);
    assert_eq!(refused(desk.attach_by(&expert, &nic, "a.pdf", &pdf()).await).1, "lead-or-collaborator-needed");
    desk.put(&lead(), &nic, &upload, 0, b"a").await.unwrap();
    desk.at(&lead(), "withdraw-application", &nic, json!({}), TODAY).await.unwrap();
    let over = (409, "application-over".to_owned());
    assert_eq!(no(desk.of_files(&lead(), "commit-attachment", &nic, commit_of(&upload, b"a")).await), over);
    assert_eq!(desk.rows("select count(*) from upload_chunks").await, 0, "nor is it kept");
    assert_eq!(refused(desk.attach(&nic, "a.png", &png()).await), over);
    assert_eq!(no(desk.of_file(&lead(), "remove-attachment", &nic, "1", json!({})).await), over);
    assert!(desk.read(&lead(), &nic, "1").await.unwrap() == pdf());
    let open = desk.converted("open").await;
    assert_eq!(refused(desk.attach(&open, "a.png", &png()).await), (409, "preliminary-assessment-open".to_owned()));
}

#[tokio::test]
async fn a_redacted_attachment_leaves_no_byte_and_the_chain_verifies() {
    let desk = Desk::for_applications().await;
    let nic = desk.complete().await;
    desk.attach(&nic, "Letter of Ottoline Quarrendon.txt", b"Ottoline Quarrendon wrote this.").await.unwrap();
    let kept = desk.attach(&nic, "kept.pdf", &pdf()).await.unwrap();
    desk.at(&lead(), "submit-application", &nic, json!({}), TODAY).await.unwrap();
    assert!(desk.contains("Ottoline").await);
    // The newest entry is the one of the kept file: redact the one before it by its number.
    let mut tx = desk.pool.begin().await.unwrap();
    let meta = dars_bus::Meta {
        actor: person("records-officer", &[StaffRole::RecordsOfficer]),
        now: crate::desk::noon(TODAY),
        technical_now: crate::desk::noon(TODAY),
        request_id: dars_bus::ids::fresh(),
        traceparent: None,
    };
    desk.parts.redact.redact(&mut tx, &meta, "attachments", &nic, 1, "subject-request").await.unwrap();
    tx.commit().await.unwrap();
    assert!(!desk.contains("Ottoline").await);
    let verified = journal::verify(&mut desk.pool.acquire().await.unwrap()).await.unwrap();
    assert_eq!((verified.broken, verified.redacted), (Vec::<String>::new(), 1));
    let seen = desk.files(&officer(), &nic).await;
    assert_eq!(
        (&seen[0]["redacted"], &seen[0]["name"], &seen[0]["sha256"]),
        (&json!(true), &Value::Null, &Value::Null)
    );
    assert_eq!(seen[1]["sha256"], kept["sha256"]);
    let read = desk.of_file(&officer(), "read-attachment-chunk", &nic, "1", json!({"number": 0})).await;
    assert_eq!(no(read), (404, "attachment-redacted".to_owned()));
    assert!(desk.read(&officer(), &nic, "2").await.unwrap() == pdf());
}

#[tokio::test]
async fn what_nobody_finished_is_gone_after_a_day() {
    let desk = Desk::for_applications().await;
    let nic = desk.converted("accepted").await;
    let upload = desk.begin(&lead(), &nic, "a.txt").await.unwrap();
    desk.put(&lead(), &nic, &upload, 0, b"Hello").await.unwrap();
    desk.sweep(TODAY).await;
    assert_eq!(desk.rows("select count(*) from upload_chunks").await, 1);
    sqlx::query("update uploads set begun_at = begun_at - interval '25 hours'").execute(&desk.pool).await.unwrap();
    desk.sweep(TODAY).await;
    assert_eq!(desk.rows("select count(*) from upload_chunks").await, 0);
    let late = desk.of_files(&lead(), "commit-attachment", &nic, commit_of(&upload, b"Hello")).await;
    assert_eq!(no(late), (404, "upload-unknown".to_owned()));
}

#[tokio::test]
async fn nobody_piles_up_uploads_or_attachments() {
    let desk = Desk::for_applications().await;
    let nic = desk.converted("accepted").await;
    let people = json!({"collaborators": ["applicant-collaborator"]});
    desk.at(&lead(), "set-people", &nic, people, TODAY).await.unwrap();
    for _ in 0..10 {
        let upload = desk.begin(&lead(), &nic, "a.txt").await.unwrap();
        desk.put(&lead(), &nic, &upload, 0, b"Hello").await.unwrap();
    }
    let begun = desk.begin(&lead(), &nic, "a.txt").await.unwrap_err();
    assert_eq!((begun.status, begun.code.as_str()), (409, "too-many-uploads"));
    assert!(desk.begin(&collaborator(), &nic, "a.txt").await.is_ok(), "another may go on");
    for number in 0..100 {
        desk.attach_by(&collaborator(), &nic, "a.txt", format!("Text {number}").as_bytes()).await.unwrap();
    }
    let full = desk.attach_by(&collaborator(), &nic, "a.txt", b"One more").await;
    assert_eq!(refused(full), (409, "too-many-attachments".to_owned()));
}

#[tokio::test]
async fn uploads_that_were_begun_before_any_came_take_no_more_room() {
    let desk = Desk::for_applications().await;
    let nic = desk.converted("accepted").await;
    let mut uploads = Vec::new();
    for _ in 0..12 {
        uploads.push(desk.begin(&lead(), &nic, "a.txt").await.unwrap());
    }
    for upload in &uploads[..10] {
        desk.put(&lead(), &nic, upload, 0, b"Hello").await.unwrap();
    }
    let first = async |upload: &str| no(desk.put(&lead(), &nic, upload, 0, b"Hello").await);
    assert_eq!(first(&uploads[10]).await, (409, "too-many-uploads".to_owned()));
    // What has begun to come may come to its end, and makes room.
    desk.put(&lead(), &nic, &uploads[0], 0, b"Hello").await.unwrap();
    let commit = commit_of(&uploads[0], b"Hello");
    desk.of_files(&lead(), "commit-attachment", &nic, commit).await.unwrap();
    // The one place that is left is taken once, also by two at the same time.
    let lead = lead();
    let (one, other) = tokio::join!(
        desk.put(&lead, &nic, &uploads[10], 0, b"Hello"),
        desk.put(&lead, &nic, &uploads[11], 0, b"Hello")
    );
    assert_eq!([one, other].iter().filter(|answer| answer.is_ok()).count(), 1);
    assert_eq!(desk.rows("select count(distinct upload) from upload_chunks").await, 10);
}

#[tokio::test]
async fn a_repeated_upload_over_the_bus_is_one_attachment() -> anyhow::Result<()> {
    let setting = Setting::start().await?;
    let (nic, _) = setting.draft().await;
    let params = [("nic", nic.as_str())];
    let key = keyed("key-1");
    let mut ids = Vec::new();
    for _ in 0..2 {
        let ask = async |action: &str, body: Value| {
            setting.intake.ask_with(&lead(), action, &params, body, &key).await.expect(action).body
        };
        let begun = ask("begin-attachment", json!({"name": "a.txt", "media_type": "text/plain"})).await;
        let upload = begun["upload"].as_str().unwrap();
        let largest = vec![b'a'; CHUNK];
        let bytes = base64::Engine::encode(&base64::engine::general_purpose::STANDARD, &largest);
        ask("put-chunk", json!({"upload": upload, "number": 0, "bytes": bytes})).await;
        ids.push(ask("commit-attachment", commit_of(upload, &largest)).await["id"].clone());
    }
    assert_eq!(ids, ["1", "1"]);
    assert_eq!(setting.count("select count(*) from attachments").await, 1);
    let read =
        setting.intake.ask(&lead(), "read-attachment-chunk", &[("nic", &nic), ("id", "1")], json!({"number": 0})).await;
    assert_eq!(read.unwrap().body["size"], CHUNK);
    setting.intake.is_quiet().await
}
