//! An application on paper, and as a pack of files, by the web door.

use std::{
    collections::BTreeMap,
    io::{Cursor, Read as _},
    sync::Arc,
};

use base64::{Engine as _, engine::general_purpose::STANDARD};
use dars_bus::{
    Problem, Reply, Request,
    chain::{hex, sha256},
};
use dars_messages::Owner;
use reqwest::{RequestBuilder, Response};
use serde_json::{Value, json};
use zip::ZipArchive;

use super::stack::{Fake, Stack, problem, token};

const NIC: &str = "DARS-NIC-900102-M2R8D";
const CHUNK: usize = 256 * 1024;

fn some_bytes(length: usize, of: u8) -> Vec<u8> {
    (0..length).map(|at| u8::try_from(at % 251).unwrap() ^ of).collect()
}

/// Two files that passed or were not scanned, one in quarantine, one that was redacted.
fn version(files: &BTreeMap<&'static str, Vec<u8>>) -> Value {
    let file = |id: &str, name: &str, scan: &str| {
        let bytes = &files[id];
        json!({"id": id, "name": name, "sha256": hex(&sha256(bytes)), "media_type": "application/pdf",
            "size": bytes.len(), "added_on": "2026-08-20", "scan": scan, "redacted": false})
    };
    let hidden = |id: &str, scan: &str, redacted: bool| {
        json!({"id": id, "name": null, "sha256": null, "media_type": "application/pdf", "size": 5,
            "added_on": "2026-08-20", "scan": scan, "redacted": redacted})
    };
    json!({
        "nic": NIC, "version": "v0.1", "handed_in": true, "organisation": "WYCHMOOR",
        "organisation_name": "Wychmoor University", "sha256": "0f".repeat(32), "submitted_on": "2026-08-27",
        "submitted_by": "6f9d1e0c-3b1f-5c52-9b0e-6d6c7a1f2b3d", "redacted": false,
        "content": {"title": "Hip fracture pathways", "purpose": {"objective": "To compare."}},
        "attachments": [
            file("1", "protocol.pdf", "passed"),
            file("2", "../..\\Prüf:plan\u{202e}.pdf", "not-scanned"),
            hidden("3", "waiting", false),
            hidden("4", "passed", true),
        ],
    })
}

fn files() -> BTreeMap<&'static str, Vec<u8>> {
    [("1", some_bytes(2 * CHUNK + 17, 0)), ("2", some_bytes(CHUNK, 7))].into()
}

/// An intake with this version; `reads` may answer another chunk than the one of the file.
async fn intake(
    stack: &Stack,
    files: BTreeMap<&'static str, Vec<u8>>,
    reads: impl Fn(&str, usize, &[u8]) -> Option<Vec<u8>> + Send + Sync + 'static,
) -> Arc<Fake> {
    let version = version(&files);
    let answer = move |request: &Request| {
        let params = &request.envelope.params;
        match request.action.as_str() {
            "get-version" => match (params["nic"].as_str(), params.get("version").map(String::as_str)) {
                (NIC, None | Some("v0.1")) => Reply::versioned(3, &version),
                (NIC, _) => Err(Problem::new(404, "version-unknown", "There is no such version.")),
                _ => Err(Problem::new(404, "application-unknown", "There is no such application.")),
            },
            "read-attachment-chunk" => {
                let id = params["id"].as_str();
                let number = usize::try_from(request.envelope.body["number"].as_u64().unwrap()).unwrap();
                let bytes = files[id].chunks(CHUNK).nth(number).unwrap_or_default();
                let bytes = reads(id, number, bytes).ok_or_else(|| Problem::not_found("chunk"))?;
                Reply::ok(&json!({"name": "x", "media_type": "application/pdf", "size": files[id].len(),
                    "sha256": hex(&sha256(&files[id])), "bytes": STANDARD.encode(bytes)}))
            }
            other => Err(Problem::not_found(other)),
        }
    };
    stack.serve(Owner::Intake, answer).await
}

async fn honest(stack: &Stack) -> Arc<Fake> {
    intake(stack, files(), |_, _, bytes| Some(bytes.to_vec())).await
}

fn ask(stack: &Stack, what: &str) -> RequestBuilder {
    stack.get(&format!("/applications/{NIC}/{what}")).bearer_auth(token("case-officer"))
}

fn header<'a>(response: &'a Response, name: &str) -> &'a str {
    response.headers()[name].to_str().unwrap()
}

fn unpacked(bytes: &[u8]) -> BTreeMap<String, Vec<u8>> {
    let mut zip = ZipArchive::new(Cursor::new(bytes)).unwrap();
    (0..zip.len())
        .map(|at| {
            let mut file = zip.by_index(at).unwrap();
            let mut bytes = Vec::new();
            file.read_to_end(&mut bytes).unwrap();
            (file.name().unwrap().into_owned(), bytes)
        })
        .collect()
}

fn text(bytes: &[u8]) -> &str {
    std::str::from_utf8(bytes).unwrap()
}

#[tokio::test]
async fn an_application_is_had_on_paper_tagged_and_always_the_same() {
    let stack = Stack::start().await;
    let intake = honest(&stack).await;
    let response = ask(&stack, "document.pdf?version=v0.1").send().await.unwrap();
    assert_eq!(response.status(), 200);
    assert_eq!(header(&response, "content-type"), "application/pdf");
    assert_eq!(header(&response, "content-disposition"), format!("inline; filename=\"{NIC}-v0.1.pdf\""));
    assert_eq!(header(&response, "cache-control"), "no-store");
    assert_eq!(header(&response, "x-content-type-options"), "nosniff");
    assert!(header(&response, "content-security-policy").contains("default-src 'none'"));
    let pdf = response.bytes().await.unwrap();
    let has = |text: &str| pdf.windows(text.len()).any(|window| window == text.as_bytes());
    assert!(pdf.starts_with(b"%PDF-"));
    for mark in ["/MarkInfo", "/StructTreeRoot", "pdfuaid:part"] {
        assert!(has(mark), "{mark}");
    }
    let seen = intake.seen();
    assert_eq!((seen[0].action.as_str(), seen[0].envelope.params["version"].as_str()), ("get-version", "v0.1"));
    let again = ask(&stack, "document.pdf").send().await.unwrap().bytes().await.unwrap();
    assert!(pdf == again, "what is shown now is that version");
    assert!(!intake.seen()[1].envelope.params.contains_key("version"));
}

#[tokio::test]
async fn papers_are_for_those_who_may_know_of_the_application_and_a_foreign_one_is_like_none() {
    let stack = Stack::start().await;
    let intake = honest(&stack).await;
    for what in ["document.pdf", "pack.zip"] {
        let nobody = stack.get(&format!("/applications/{NIC}/{what}"));
        assert_eq!(problem(nobody).await, (401, "sign-in-needed".to_owned()), "{what}");
        for wrong in ["?version=", "?colour=red", "?version=v0.1&version=v0.2"] {
            assert_eq!(problem(ask(&stack, &format!("{what}{wrong}"))).await.0, 400, "{what}{wrong}");
        }
    }
    assert!(intake.seen().is_empty(), "{:?}", intake.seen());
    for what in ["document.pdf", "pack.zip"] {
        let other = stack.get(&format!("/applications/DARS-NIC-900109-Z9Z9Z/{what}"));
        let other = other.bearer_auth(token("applicant-lead"));
        // Whether it is another organisation's or nobody's is one answer of intake's, told as it is.
        assert_eq!(problem(other).await, (404, "application-unknown".to_owned()), "{what}");
        let unknown = ask(&stack, &format!("{what}?version=v7.7"));
        assert_eq!(problem(unknown).await, (404, "version-unknown".to_owned()), "{what}");
    }
    // Who asks is who signed in, with every question.
    assert!(intake.seen().iter().all(|request| request.actor.is_person()));
}

#[tokio::test]
async fn a_pack_holds_the_paper_the_version_and_what_may_be_read_under_safe_names() {
    let stack = Stack::start().await;
    honest(&stack).await;
    let response = ask(&stack, "pack.zip?version=v0.1").send().await.unwrap();
    assert_eq!(response.status(), 200);
    assert_eq!(header(&response, "content-type"), "application/zip");
    assert_eq!(header(&response, "content-disposition"), format!("attachment; filename=\"{NIC}-v0.1.zip\""));
    assert_eq!(header(&response, "x-content-type-options"), "nosniff");
    let bytes = response.bytes().await.unwrap();
    let found = unpacked(&bytes);
    let names: Vec<&str> = found.keys().map(|name| name.strip_prefix(&format!("{NIC}-v0.1/")).unwrap()).collect();
    let expected = [
        "bag-info.txt",
        "bagit.txt",
        "data/application.json",
        "data/application.pdf",
        "data/attachments/001-protocol.pdf",
        "data/attachments/002-_.._Prüf_plan_.pdf",
        "manifest-sha256.txt",
        "tagmanifest-sha256.txt",
    ];
    assert_eq!(names, expected);
    let file = |name: &str| &found[&format!("{NIC}-v0.1/{name}")];
    assert!(file("data/attachments/001-protocol.pdf") == &files()["1"]);
    assert!(file("data/attachments/002-_.._Prüf_plan_.pdf") == &files()["2"]);
    let paper = ask(&stack, "document.pdf").send().await.unwrap().bytes().await.unwrap();
    assert!(file("data/application.pdf") == &paper);

    // Every payload file is listed with its hash, every list in the list of lists.
    let mut bytes_of_all = 0;
    let mut listed = 0;
    for (list, below) in [("manifest-sha256.txt", "data/"), ("tagmanifest-sha256.txt", "")] {
        for line in text(file(list)).lines() {
            let (hash, name) = line.split_once("  ").unwrap();
            assert!(name.starts_with(below), "{name}");
            assert_eq!(hex(&sha256(file(name))), hash, "{name}");
            if below == "data/" {
                bytes_of_all += file(name).len();
                listed += 1;
            }
        }
    }
    assert_eq!(listed, 4);
    assert_eq!(text(file("bagit.txt")), "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n");
    assert!(text(file("bag-info.txt")).contains(&format!("Payload-Oxum: {bytes_of_all}.4\n")));

    // The version is the API's own form; where each attachment lies stands with it, or why it does not.
    let mut said: Value = serde_json::from_slice(file("data/application.json")).unwrap();
    let attachments = said["attachments"].as_array_mut().unwrap();
    let mut places = Vec::new();
    for attachment in attachments.iter_mut().map(|attachment| attachment.as_object_mut().unwrap()) {
        places.push((attachment.remove("path"), attachment.remove("left_out")));
    }
    let path = |name: &str| (Some(json!(format!("data/attachments/{name}"))), None);
    let left_out = |why: &str| (None, Some(json!(why)));
    let expected =
        [path("001-protocol.pdf"), path("002-_.._Prüf_plan_.pdf"), left_out("waiting"), left_out("redacted")];
    assert_eq!(places, expected);
    assert_eq!(said, version(&files()));

    let again = ask(&stack, "pack.zip").send().await.unwrap().bytes().await.unwrap();
    assert!(bytes == again, "the same version is the same bytes");
}

#[tokio::test]
async fn an_attachment_that_is_gone_meanwhile_or_is_another_breaks_the_pack_off() {
    // Emptied after a chunk; a chunk of another file; a file that is cut short; one that goes on for ever.
    type Reads = fn(&str, usize, &[u8]) -> Option<Vec<u8>>;
    let odd: [Reads; 4] = [
        |id, number, bytes| (id == "2" || number == 0).then(|| bytes.to_vec()),
        |_, _, bytes| Some(vec![b'x'; bytes.len()]),
        |_, number, bytes| Some(if number == 2 { Vec::new() } else { bytes.to_vec() }),
        |_, _, _| Some(vec![b'x'; CHUNK]),
    ];
    for reads in odd {
        let stack = Stack::start().await;
        intake(&stack, files(), reads).await;
        let response = ask(&stack, "pack.zip").send().await.unwrap();
        assert_eq!(response.status(), 200);
        assert!(response.bytes().await.is_err(), "half a pack looks like none");
    }
}

#[tokio::test]
async fn a_pack_has_a_limit() {
    let stack = Stack::with(|settings| settings.service["pack_limit"] = json!(CHUNK)).await;
    let intake = honest(&stack).await;
    assert_eq!(problem(ask(&stack, "pack.zip")).await, (422, "pack-too-large".to_owned()));
    assert_eq!(intake.seen().len(), 1, "no file was read");
}

#[tokio::test]
async fn the_service_that_is_away_gives_no_half_paper() {
    let stack = Stack::start().await;
    for what in ["document.pdf", "pack.zip"] {
        assert_eq!(problem(ask(&stack, what)).await.0, 503, "{what}");
    }
}
