//! Files in and out by the web door.

use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex},
};

use base64::{Engine as _, engine::general_purpose::STANDARD};
use dars_bus::{Problem, Reply, Request};
use dars_messages::Owner;
use reqwest::{Method, RequestBuilder};
use serde_json::{Value, json};
use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::TcpStream,
};

use super::stack::{Fake, Stack, problem, token};

const NIC: &str = "DARS-NIC-900101-K4T7Q";
const UPLOAD: &str = "01893c5e-0000-7000-8000-000000000001";
const CHUNK: usize = 256 * 1024;

/// An intake that keeps chunks and answers a commit.
async fn intake(stack: &Stack) -> (Arc<Fake>, Arc<Mutex<BTreeMap<u64, Vec<u8>>>>) {
    let kept: Arc<Mutex<BTreeMap<u64, Vec<u8>>>> = Arc::default();
    let keeping = kept.clone();
    let answer = move |request: &Request| {
        let body = &request.envelope.body;
        match request.action.as_str() {
            "begin-attachment" => Reply::ok(&json!({"upload": UPLOAD})),
            "put-chunk" => {
                let bytes = STANDARD.decode(body["bytes"].as_str().unwrap()).unwrap();
                let before = keeping.lock().unwrap().insert(body["number"].as_u64().unwrap(), bytes.clone());
                if before.is_some_and(|before| before != bytes) {
                    return Err(Problem::new(409, "chunk-differs", "Another chunk was sent before."));
                }
                Reply::ok(&json!({}))
            }
            "commit-attachment" => Reply::created(1, &json!({"nic": NIC, "id": "1", "scan": "waiting"})),
            other => Err(Problem::not_found(other)),
        }
    };
    (stack.serve(Owner::Intake, answer).await, kept)
}

fn attach(stack: &Stack, name: &str, body: Vec<u8>) -> RequestBuilder {
    stack
        .call(Method::POST, &format!("/applications/{NIC}/attachments"))
        .bearer_auth(token("applicant-lead"))
        .header("Idempotency-Key", "key-1")
        .header("Content-Type", "application/pdf")
        .header("Content-Disposition", format!("attachment; filename=\"{name}\""))
        .body(body)
}

/// The answer to so many chunks, of a body whose length nobody says.
async fn streamed(stack: &Stack, chunks: usize) -> String {
    let mut caller = TcpStream::connect(stack.url.trim_start_matches("http://")).await.unwrap();
    let head = format!(
        "POST /api/v1/applications/{NIC}/attachments HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {}\r\n\
         Idempotency-Key: key-2\r\nContent-Disposition: attachment; filename=a.pdf\r\n\
         Transfer-Encoding: chunked\r\n\r\n",
        token("applicant-lead")
    );
    caller.write_all(head.as_bytes()).await.unwrap();
    let piece = [format!("{CHUNK:x}\r\n").into_bytes(), vec![b'a'; CHUNK], b"\r\n".to_vec()].concat();
    for _ in 0..chunks {
        caller.write_all(&piece).await.unwrap();
    }
    let mut text = String::new();
    let mut bytes = [0; 4096];
    while !text.ends_with('}') {
        let length = caller.read(&mut bytes).await.unwrap();
        assert!(length > 0, "the connection ended after {text:?}");
        text.push_str(&String::from_utf8_lossy(&bytes[..length]));
    }
    text
}

fn some_bytes(length: usize) -> Vec<u8> {
    (0..length).map(|at| u8::try_from(at % 251).unwrap()).collect()
}

#[tokio::test]
async fn a_file_is_cut_into_chunks_and_committed_under_its_hash() {
    let stack = Stack::start().await;
    let (intake, kept) = intake(&stack).await;
    let file = some_bytes(2 * CHUNK + 17);
    let response = attach(&stack, "protocol v3.pdf", file.clone()).send().await.unwrap();
    assert_eq!(response.status(), 201);
    assert_eq!(response.headers()["location"], format!("/api/v1/applications/{NIC}/attachments/1"));
    assert_eq!(response.json::<Value>().await.unwrap()["scan"], "waiting");

    let joined: Vec<u8> = kept.lock().unwrap().values().flatten().copied().collect();
    assert!(joined == file, "{} of {}", joined.len(), file.len());
    let seen = intake.seen();
    let actions: Vec<&str> = seen.iter().map(|request| request.action.as_str()).collect();
    assert_eq!(actions, ["begin-attachment", "put-chunk", "put-chunk", "put-chunk", "commit-attachment"]);
    assert!(seen.iter().all(|request| request.idempotency_key.as_deref() == Some("key-1")));
    assert_eq!(seen[0].envelope.body, json!({"name": "protocol v3.pdf", "media_type": "application/pdf"}));
    assert!(seen.iter().all(|request| request.envelope.params["nic"] == NIC));
    let sha256 = dars_bus::chain::hex(&dars_bus::chain::sha256(&file));
    let commit = json!({"upload": UPLOAD, "chunks": 3, "size": file.len(), "sha256": sha256});
    assert_eq!(seen[4].envelope.body, commit);
    // A key belongs to its path, so each step has its own.
    assert!(seen[0].envelope.path != seen[4].envelope.path);
}

#[tokio::test]
async fn the_limit_is_25_mib_and_not_a_byte_more() {
    let stack = Stack::start().await;
    let (intake, kept) = intake(&stack).await;
    let over = attach(&stack, "a.pdf", vec![b'a'; 100 * CHUNK + 1]);
    assert_eq!(problem(over).await, (413, "too-large".to_owned()));
    assert!(intake.seen().is_empty(), "its length was said beforehand");
    // A length that nobody said is counted.
    let answer = streamed(&stack, 101).await;
    assert!(answer.starts_with("HTTP/1.1 413") && answer.contains("\"too-large\""), "{answer}");
    assert!(intake.seen().iter().all(|request| request.action != "commit-attachment"));
    kept.lock().unwrap().clear();
    let whole = attach(&stack, "a.pdf", vec![b'a'; 100 * CHUNK]).send().await.unwrap();
    assert_eq!((whole.status().as_u16(), kept.lock().unwrap().len()), (201, 100));
}

#[tokio::test]
async fn another_file_under_the_same_key_is_refused() {
    let stack = Stack::start().await;
    let (_intake, _) = intake(&stack).await;
    assert_eq!(attach(&stack, "a.pdf", b"one".to_vec()).send().await.unwrap().status(), 201);
    let other = attach(&stack, "a.pdf", b"two".to_vec());
    assert_eq!(problem(other).await, (422, "idempotency-key-reused".to_owned()));
}

#[tokio::test]
async fn a_file_without_a_name_a_key_or_a_person_reaches_nobody() {
    let stack = Stack::start().await;
    let (intake, _) = intake(&stack).await;
    let path = format!("/applications/{NIC}/attachments");
    let signed = || stack.call(Method::POST, &path).bearer_auth(token("applicant-lead")).body("Hello");
    let named = |request: RequestBuilder| request.header("Content-Disposition", "attachment; filename=a.txt");
    let keyed = |request: RequestBuilder| request.header("Idempotency-Key", "key-1");
    for (request, status, code) in [
        (stack.call(Method::POST, &path).body("Hello"), 401, "sign-in-needed"),
        (named(signed()), 400, "idempotency-key-missing"),
        (keyed(signed()), 400, "file-name-missing"),
        (keyed(signed()).header("Content-Disposition", "attachment; filename=\"a"), 400, "file-name-malformed"),
        (named(keyed(signed())).header("Content-Encoding", "gzip"), 415, "content-encoding"),
        (named(keyed(signed())).header("Content-Type", "multipart/form-data; boundary=x"), 415, "not-a-file"),
        (stack.get(&format!("{path}/1")), 401, "sign-in-needed"),
    ] {
        assert_eq!(problem(request).await, (status, code.to_owned()));
    }
    assert!(intake.seen().is_empty(), "{:?}", intake.seen());
}

#[tokio::test]
async fn what_intake_refuses_is_told_as_it_is() {
    let stack = Stack::start().await;
    let answer = |request: &Request| match request.action.as_str() {
        "begin-attachment" => Reply::ok(&json!({"upload": UPLOAD})),
        "put-chunk" => Reply::ok(&json!({})),
        _ => Err(Problem::new(422, "attachment-type-mismatch", "It is none.")),
    };
    stack.serve(Owner::Intake, answer).await;
    let refused = attach(&stack, "a.pdf", b"MZ".to_vec());
    assert_eq!(problem(refused).await, (422, "attachment-type-mismatch".to_owned()));
}

/// An intake that hands out a file, except for what is behind `until`.
async fn handing_out(stack: &Stack, file: Vec<u8>, until: usize) {
    let answer = move |request: &Request| {
        let number = usize::try_from(request.envelope.body["number"].as_u64().unwrap()).unwrap();
        let chunk = file.chunks(CHUNK).nth(number).filter(|_| number < until);
        let bytes = STANDARD.encode(chunk.ok_or_else(|| Problem::not_found("chunk"))?);
        Reply::ok(&json!({"name": "Prüfplan <v3>.pdf", "media_type": "application/pdf", "size": file.len(),
            "sha256": "0f".repeat(32), "bytes": bytes}))
    };
    stack.serve(Owner::Intake, answer).await;
}

#[tokio::test]
async fn a_file_comes_back_whole_to_be_kept_and_never_shown() {
    let stack = Stack::start().await;
    let file = some_bytes(3 * CHUNK);
    handing_out(&stack, file.clone(), usize::MAX).await;
    let path = format!("/applications/{NIC}/attachments/1");
    let response = stack.get(&path).bearer_auth(token("case-officer")).send().await.unwrap();
    assert_eq!(response.status(), 200);
    let headers = response.headers().clone();
    assert_eq!(headers["content-type"], "application/pdf");
    assert_eq!(headers["content-length"], (3 * CHUNK).to_string().as_str());
    assert_eq!(headers["x-content-type-options"], "nosniff");
    assert_eq!(headers["cache-control"], "no-store");
    assert!(headers["content-security-policy"].to_str().unwrap().contains("sandbox"));
    let kept = headers["content-disposition"].to_str().unwrap();
    assert!(kept.starts_with("attachment; filename=\"Pr_fplan <v3>.pdf\"; filename*=UTF-8''Pr%C3%BCfplan"), "{kept}");
    assert!(response.bytes().await.unwrap() == file);
}

#[tokio::test]
async fn a_file_that_is_emptied_meanwhile_breaks_off() {
    let stack = Stack::start().await;
    handing_out(&stack, some_bytes(3 * CHUNK), 2).await;
    let path = format!("/applications/{NIC}/attachments/1");
    let response = stack.get(&path).bearer_auth(token("case-officer")).send().await.unwrap();
    assert_eq!(response.status(), 200);
    assert!(response.bytes().await.is_err(), "half a file looks like none");
}

#[tokio::test]
async fn a_file_that_may_not_be_read_is_a_problem() {
    let stack = Stack::start().await;
    stack.serve(Owner::Intake, |_| Err(Problem::new(409, "attachment-in-quarantine", "It waits."))).await;
    let read = stack.get(&format!("/applications/{NIC}/attachments/1")).bearer_auth(token("case-officer"));
    assert_eq!(problem(read).await, (409, "attachment-in-quarantine".to_owned()));
}
