//! Files over the road that a person's take: through the web door into the application, and out again as its paper and
//! its pack. What means harm stays outside, and nothing of it is left.

use std::io::{Cursor, Write as _};

use dars_stack::api::Answer;
use dars_testkit::name::unique;
use dars_vocabulary::calendar::{days_after, london_midnight};
use reqwest::{Client, Method, header};
use serde_json::{Value, json};
use zip::{ZipWriter, write::SimpleFileOptions};

use crate::{
    papers,
    road::Road,
    setting::{Setting, until},
};

/// The largest file that is taken, in bytes.
const LARGEST: usize = 25 * 1024 * 1024;
/// So much one part of the bomb unpacks to, and so many parts it has.
const PART: (usize, usize) = (20 * 1024 * 1024, 10);

struct Files<'a> {
    setting: &'a Setting,
    http: Client,
    nic: String,
}

impl Files<'_> {
    fn url(&self, behind: &str) -> String {
        format!("{}/api/v1/applications/{}{behind}", self.setting.stack.url(), self.nic)
    }

    /// Sends a file; answers the status and the problem's code.
    async fn send(&self, by: Option<&str>, name: &str, bytes: Vec<u8>) -> (u16, String) {
        let mut request = self
            .http
            .post(self.url("/attachments"))
            .header("Idempotency-Key", unique("file").unwrap())
            .header(header::CONTENT_DISPOSITION, format!("attachment; filename=\"{name}\""))
            .body(bytes);
        if let Some(persona) = by {
            request = request.bearer_auth(self.setting.api.token(persona).await.unwrap());
        }
        let answer = request.send().await.unwrap();
        let status = answer.status().as_u16();
        let body: Value = serde_json::from_slice(&answer.bytes().await.unwrap()).unwrap_or_default();
        (status, body["code"].as_str().unwrap_or_default().to_owned())
    }

    async fn listed(&self, by: &str) -> Vec<Value> {
        let list: Answer =
            self.setting.api.get(&format!("/applications/{}/attachments", self.nic)).by(by).done().await.unwrap();
        list.items("/items").to_vec()
    }

    async fn fetched(&self, by: &str, what: &str) -> (u16, Vec<u8>) {
        let token = self.setting.api.token(by).await.unwrap();
        let answer = self.http.request(Method::GET, self.url(what)).bearer_auth(token).send().await.unwrap();
        (answer.status().as_u16(), answer.bytes().await.unwrap().to_vec())
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_file_that_means_harm_stays_outside_and_the_others_come_back_as_they_were() {
    let setting = Setting::start("files", "info", Vec::new()).await;
    let road = Road::new(&setting.api);
    setting.fill(london_midnight(road.story.first_day)).await;
    let lead = road.story.lead.clone();
    let nic = road.draft().await;
    let http = Client::builder().no_proxy().build().unwrap();
    let files = Files { setting: &setting, http, nic };
    let attached = files.listed(&lead).await;

    for (what, name, bytes, answer) in [
        ("a program behind a name", "protocol.pdf", b"MZ\x90\0 is a program".to_vec(), "attachment-type-not-allowed"),
        ("a document behind a name", "protocol.pdf", document(&[]), "attachment-type-mismatch"),
        ("nothing", "protocol.pdf", Vec::new(), "attachment-empty"),
        ("a bomb", "protocol.docx", bomb(), "attachment-unpacks-too-large"),
        ("a part above", "protocol.docx", document(&[("../../evil.sh", b"rm")]), "attachment-parts-elsewhere"),
        ("a name that is a path", "../../..", pdf(1000), "attachment-name-missing"),
    ] {
        assert_eq!(files.send(Some(&lead), name, bytes).await, (422, answer.to_owned()), "{what}");
    }
    let larger = files.send(Some(&lead), "protocol.pdf", pdf(LARGEST + 1)).await;
    assert_eq!(larger, (413, "too-large".to_owned()), "one byte over the limit");
    assert_eq!(files.send(None, "protocol.pdf", pdf(1000)).await.0, 401);
    let elsewhere = files.send(Some("vantora-lead"), "protocol.pdf", pdf(1000)).await;
    assert_eq!(elsewhere, (404, "application-unknown".to_owned()));
    assert_eq!(files.listed(&lead).await, attached, "nothing of it is left");

    let sent = [("largest.pdf", pdf(LARGEST)), ("../../above.pdf", pdf(2000)), ("plan.docx", document(&[]))];
    for (name, bytes) in sent.clone() {
        assert_eq!(files.send(Some(&lead), name, bytes).await, (201, String::new()), "{name}");
    }
    let names: Vec<Value> =
        files.listed(&lead).await.iter().skip(attached.len()).map(|one| one["name"].clone()).collect();
    assert_eq!(names, ["largest.pdf", "above.pdf", "plan.docx"]);

    road.act(&lead, &format!("/applications/{}", files.nic), "submit", json!({})).await;
    road.there("case-officer", &format!("/cases/{}", files.nic), |_| true).await;
    for by in [lead.as_str(), "case-officer"] {
        let (status, paper) = files.fetched(by, "/document.pdf").await;
        assert_eq!((status, paper.starts_with(b"%PDF-"), paper.len() > 10_000), (200, true, true), "{by}");
        let (status, pack) = files.fetched(by, "/pack.zip").await;
        assert_eq!(status, 200, "{by}");
        let pack = papers::of_pack(&pack, &format!("{}-v0.1", files.nic));
        assert_eq!(pack.keys().filter(|path| path.starts_with("data/")).count(), 5, "{:?}", pack.keys());
        for (name, bytes) in pack {
            let ours = sent.iter().find(|(sent, _)| name.ends_with(sent.trim_start_matches("../")));
            assert!(ours.is_none_or(|(_, sent)| *sent == bytes), "{name} came back as another");
        }
    }
    for what in ["/document.pdf", "/pack.zip"] {
        assert_eq!(files.fetched("vantora-lead", what).await.0, 404, "{what}");
    }
    its_advisers_have_the_files(&files, &road, &lead, &sent[0].1).await;
    setting.is_up().await;
    setting.end().await;
}

/// The advisory group's meeting has it: whoever declared that they have no interest has its files, and nobody else.
async fn its_advisers_have_the_files(files: &Files<'_>, road: &Road<'_>, lead: &str, largest: &[u8]) {
    let case = format!("/cases/{}", files.nic);
    road.act("case-officer", &case, "assign", json!({})).await;
    for step in ["ready", "to_agd"] {
        road.act("case-officer", &case, "assess", json!({"step": step})).await;
    }
    let meets_on = days_after(road.story.first_day, 14);
    road.act("secretariat", &case, "advice", json!({"step": "schedule", "group": "agd", "meets_on": meets_on})).await;
    let meeting = format!("/meetings/AGD-{meets_on}");
    road.act("secretariat", &meeting, "members", json!({"members": ["adviser", "adviser-2"]})).await;
    let listed = files.listed(lead).await;
    let one = listed.iter().find(|one| one["name"] == "largest.pdf").unwrap();
    let file = format!("/attachments/{}", one["id"].as_str().unwrap());
    for who in ["adviser", "adviser-2"] {
        assert_eq!(files.fetched(who, &file).await.0, 404, "{who} has declared nothing yet");
    }
    for (who, interest) in [("adviser-2", true), ("adviser", false)] {
        let declared = json!({"nic": files.nic, "interest": interest});
        road.api.post(&format!("{meeting}/declarations"), declared).by(who).done().await.unwrap();
    }
    let (_, theirs) = until("the adviser has the file", async || {
        Some(files.fetched("adviser", &file).await).filter(|(status, _)| *status == 200)
    })
    .await;
    assert!(theirs == largest, "it came back as another");
    let names: Vec<Value> = files.listed("adviser").await.iter().map(|one| one["name"].clone()).collect();
    assert_eq!(names, listed.iter().map(|one| one["name"].clone()).collect::<Vec<_>>());
    for (who, what) in [("adviser-2", file.as_str()), ("stranger", &file), ("adviser", "/attachments/99")] {
        assert_eq!(files.fetched(who, what).await.0, 404, "{who} {what}");
    }
    // The files, and no more: what was written is read as the meeting's papers.
    assert_eq!(files.fetched("adviser", "").await.0, 404);
}

/// A PDF of so many bytes.
fn pdf(bytes: usize) -> Vec<u8> {
    let (head, tail) = (b"%PDF-1.7\n%", b"\nstartxref\n0\n%%EOF\n");
    [&head[..], &vec![b' '; bytes - head.len() - tail.len()], &tail[..]].concat()
}

/// A document of a word processor, with more parts.
fn document(more: &[(&str, &[u8])]) -> Vec<u8> {
    let types =
        "<Override ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml\"/>";
    let own: [(&str, &[u8]); 2] =
        [("[Content_Types].xml", types.as_bytes()), ("word/document.xml", b"<w:document></w:document>")];
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, part) in own.iter().chain(more) {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(part).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// A small file that unpacks to 200 MiB.
fn bomb() -> Vec<u8> {
    let zeros = vec![0; PART.0];
    let names: Vec<String> = (0..PART.1).map(|number| format!("word/media/{number}.bin")).collect();
    document(&names.iter().map(|name| (name.as_str(), zeros.as_slice())).collect::<Vec<_>>())
}
