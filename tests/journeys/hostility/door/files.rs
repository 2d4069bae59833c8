//! Files through the real door into the real intake: each that means harm is refused with its reason and nothing of it
//! is kept; what is taken comes back as it was sent.

use dars_messages::Owner;
use reqwest::{Method, RequestBuilder, header};
use serde_json::{Value, json};

use super::{Case, Door, answer, case, things::Things};
use crate::{made, papers, road::Road, setting::Setting};

const LEAD: &str = "applicant-lead";
/// The largest file, in bytes.
const LARGEST: usize = 25 * 1024 * 1024;
const NOBODYS: &str = "/applications/DARS-NIC-999999-A2B3C";

pub async fn are_looked_at_before_they_are_kept(setting: &Setting, road: &Road<'_>, door: &Door, things: &Things) {
    let nic = road.draft().await;
    let on = format!("/applications/{nic}");
    let files = Files { setting, door, on: &on };
    files.take("plan.pdf", &made::pdf("A plan."), "plan.pdf", "1").await;
    files.take("../../evil.pdf", &made::pdf("A path."), "evil.pdf", "2").await;
    files.take("example.txt", format!("Such as {}.", made::NUMBER).as_bytes(), "example.txt", "3").await;
    files.refuse(harmful(&files)).await;
    files.refuse(unreadable(&files)).await;
    files.refuse(by_others(&files, things)).await;
    files.refuse(explanations(&files)).await;
    assert_eq!(files.count("upload_chunks").await, 0, "nothing of what was refused is kept");
    explained_and_removed(&files).await;
    the_same_key_means_the_same_file(&files).await;
    the_limit_is_25_mib(&files).await;
    come_back_as_they_were_sent(&files, &nic).await;
}

/// The files of one application.
struct Files<'a> {
    setting: &'a Setting,
    door: &'a Door,
    on: &'a str,
}

impl Files<'_> {
    fn upload(&self, name: &str, bytes: Vec<u8>) -> RequestBuilder {
        named(self.door.by(LEAD, &Method::POST, &self.attachments()), name).body(bytes)
    }

    fn attachments(&self) -> String {
        format!("{}/attachments", self.on)
    }

    /// A command about them that quotes no version.
    fn command(&self, rest: &str, body: &Value) -> RequestBuilder {
        self.door.post(LEAD, &format!("{}{rest}", self.on), None, body)
    }

    async fn listed(&self) -> Value {
        let (status, list) = answer(self.door.get(LEAD, &self.attachments())).await;
        assert_eq!(status, 200, "{list}");
        list
    }

    /// One of the list.
    async fn one(&self, id: &str) -> Option<Value> {
        self.listed().await["items"].as_array().unwrap().iter().find(|one| one["id"] == id).cloned()
    }

    async fn count(&self, table: &str) -> i64 {
        let sql = sqlx::AssertSqlSafe(format!("select count(*) from {table}"));
        sqlx::query_scalar(sql).fetch_one(self.setting.pool(Owner::Intake)).await.unwrap()
    }

    /// Uploads what is harmless; it stands there under this name and number.
    async fn take(&self, name: &str, bytes: &[u8], kept: &str, id: &str) {
        let (status, added) = answer(self.upload(name, bytes.to_vec())).await;
        assert_eq!((status, &added["id"]), (201, &json!(id)), "{name}: {added}");
        let one = self.one(id).await.unwrap_or_else(|| panic!("{name} is not listed"));
        assert_eq!((&one["name"], &one["size"]), (&json!(kept), &json!(bytes.len())), "{name}");
        assert_eq!(one["sha256"], sha256(bytes), "{name}");
    }

    /// Insists that each gets its problem, and that nothing is added, changed or written into the journal.
    async fn refuse(&self, cases: Vec<Case>) {
        let before = (self.listed().await, self.count("journal").await, self.count("files").await);
        let mut wrong = Vec::new();
        for Case { what, request, expected } in cases {
            let (status, problem) = answer(request).await;
            let found = (status, problem["code"].as_str().unwrap_or_default());
            if found != expected {
                wrong.push(format!("{what}: expected {expected:?}, found {found:?}: {problem}"));
            }
            if self.listed().await != before.0 {
                wrong.push(format!("{what}: changed the list"));
            }
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
        assert_eq!((self.count("journal").await, self.count("files").await), (before.1, before.2));
    }
}

fn named(request: RequestBuilder, name: &str) -> RequestBuilder {
    request
        .header(header::CONTENT_TYPE, "application/octet-stream")
        .header(header::CONTENT_DISPOSITION, format!("attachment; filename=\"{name}\""))
}

fn sha256(bytes: &[u8]) -> String {
    dars_bus::chain::hex(&dars_bus::chain::sha256(bytes))
}

/// Files that are not what they seem, or hold what nobody may send.
fn harmful(files: &Files<'_>) -> Vec<Case> {
    let (mismatch, elsewhere) = ("attachment-type-mismatch", "attachment-parts-elsewhere");
    let rows = [
        ("a picture behind a name", "a.pdf", made::png(), mismatch),
        ("a program behind a name", "a.pdf", b"MZ\x90\0 is a program".to_vec(), "attachment-type-not-allowed"),
        ("a page behind a name", "a.txt", b"<html><script>x</script>".to_vec(), "attachment-type-not-allowed"),
        ("a PDF behind the name of a program", "a.exe", made::pdf("Run."), mismatch),
        ("half a PDF", "a.pdf", b"%PDF-1.4\n1 0 obj<<>>endobj\n".to_vec(), "attachment-broken"),
        ("a bomb", "a.docx", made::bomb(), "attachment-unpacks-too-large"),
        ("a part above", "a.docx", made::docx_with("../../evil.sh", b"rm"), elsewhere),
        ("macros", "a.docx", made::docx_with("word/vbaProject.bin", b"x"), "attachment-macros"),
        ("a name that is a path", "../../..", made::pdf("Nowhere."), "attachment-name-missing"),
        ("nothing", "a.pdf", Vec::new(), "attachment-empty"),
        ("people", "a.csv", made::people(), "table-of-persons"),
    ];
    let mut cases: Vec<Case> =
        rows.into_iter().map(|(what, name, bytes, code)| case(what, files.upload(name, bytes), 422, code)).collect();
    let again = files.upload("again.pdf", made::pdf("A plan."));
    cases.push(case("the same file again", again, 409, "attachment-there-already"));
    cases.push(case("a byte too many", files.upload("a.pdf", made::pdf_of(LARGEST + 1)), 413, "too-large"));
    cases
}

/// Uploads that are not sent as files are.
fn unreadable(files: &Files<'_>) -> Vec<Case> {
    let path = files.attachments();
    let nameless = || files.door.by(LEAD, &Method::POST, &path).body("Hello");
    let unclosed = nameless().header(header::CONTENT_DISPOSITION, "attachment; filename=\"a");
    let keyless = files.door.ask(&Method::POST, &path).bearer_auth(&files.door.tokens[LEAD]);
    let form = nameless()
        .header(header::CONTENT_DISPOSITION, "attachment; filename=a.txt")
        .header(header::CONTENT_TYPE, "multipart/form-data; boundary=x");
    let picture = files.door.by(LEAD, &Method::POST, &path).header(header::CONTENT_TYPE, "image/png");
    let picture = picture.header(header::CONTENT_DISPOSITION, "attachment; filename=a.pdf").body(made::pdf("Typed."));
    vec![
        case("no name", nameless(), 400, "file-name-missing"),
        case("a name without an end", unclosed, 400, "file-name-malformed"),
        case("no key", named(keyless, "a.txt").body("Hello"), 400, "idempotency-key-missing"),
        case("a form", form, 415, "not-a-file"),
        case(
            "packed",
            files.upload("a.txt", Vec::new()).header(header::CONTENT_ENCODING, "gzip"),
            415,
            "content-encoding",
        ),
        case("said to be another type", picture, 422, "attachment-type-mismatch"),
    ]
}

/// All three commands by those who may not, about nothing, and about what was handed in. None of them quotes a version:
/// they add, or say of one file or place what stays true whatever else was written.
fn by_others(files: &Files<'_>, things: &Things) -> Vec<Case> {
    let explain = json!({"pointer": "/attachments/3", "reason": "invented-example"});
    let send = |by: Option<&str>, on: &str| {
        let request = |rest: &str| match by {
            Some(by) => files.door.by(by, &Method::POST, &format!("{on}{rest}")),
            None => files.door.ask(&Method::POST, &format!("{on}{rest}")),
        };
        [
            ("attaching", named(request("/attachments"), "a.txt").body("Hello")),
            ("removing", request("/attachments/1/remove").json(&json!({}))),
            ("explaining", request("/findings/explain").json(&explain)),
        ]
    };
    let submitted = format!("/applications/{}", things.submitted);
    let mut cases = Vec::new();
    for (by, on, status, code) in [
        (None, files.on, 401, "sign-in-needed"),
        (Some("vantora-lead"), files.on, 404, "application-unknown"),
        (Some("stranger"), files.on, 404, "application-unknown"),
        (Some("case-officer"), files.on, 403, "lead-or-collaborator-needed"),
        (Some("ig-lead"), files.on, 403, "lead-or-collaborator-needed"),
        (Some("platform-client"), files.on, 403, "person-needed"),
        (Some(LEAD), NOBODYS, 404, "application-unknown"),
        (Some(LEAD), &submitted, 409, "already-submitted"),
    ] {
        let who = by.unwrap_or("nobody");
        cases.extend(
            send(by, on).map(|(what, request)| case(format!("{what} on {on} by {who}"), request, status, code)),
        );
    }
    let list = files.attachments();
    cases.push(case("listing by another", files.door.get("vantora-lead", &list), 404, "application-unknown"));
    cases.push(case("listing by nobody", files.door.ask(&Method::GET, &list), 401, "sign-in-needed"));
    cases.push(case(
        "reading by another",
        files.door.get("stranger", &format!("{list}/1")),
        404,
        "application-unknown",
    ));
    cases
}

/// Words about files that are wrong in themselves.
fn explanations(files: &Files<'_>) -> Vec<Case> {
    let explain =
        |pointer: &str| files.command("/findings/explain", &json!({"pointer": pointer, "reason": "invented-example"}));
    let because = json!({"pointer": "/attachments/3", "reason": "because"});
    let number = json!({"pointer": 3, "reason": "invented-example"});
    let remove = |id: &str| files.command(&format!("/attachments/{id}/remove"), &json!({}));
    vec![
        case("a text without a number", explain("/outputs/expected"), 422, "nothing-to-explain"),
        case("a place that is none", explain("here"), 422, "nothing-to-explain"),
        case("a file without a number", explain("/attachments/1"), 422, "nothing-to-explain"),
        case("a file that is not there", explain("/attachments/77"), 404, "attachment-unknown"),
        case("another reason", files.command("/findings/explain", &because), 422, "value-not-acceptable"),
        case("a pointer that is a number", files.command("/findings/explain", &number), 400, "malformed"),
        case("no reason", files.command("/findings/explain", &json!({"pointer": "/title"})), 400, "malformed"),
        case("removing what is not there", remove("77"), 404, "attachment-unknown"),
        case("removing no number", remove("..%2F1"), 404, "attachment-unknown"),
        case("removing with words", files.command("/attachments/1/remove", &json!({"why": "So."})), 400, "malformed"),
    ]
}

/// Both done as they should be; then they are refused.
async fn explained_and_removed(files: &Files<'_>) {
    assert_eq!(files.one("3").await.unwrap()["nhs_numbers"], 1);
    let explain = |id: &str| {
        let body = json!({"pointer": format!("/attachments/{id}"), "reason": "invented-example"});
        files.command("/findings/explain", &body)
    };
    assert_eq!(answer(explain("3")).await.0, 200);
    assert_eq!(files.one("3").await.unwrap()["explained"], "invented-example");
    let remove = || files.command("/attachments/3/remove", &json!({}));
    assert_eq!(answer(remove()).await.0, 200);
    assert_eq!(files.one("3").await, None);
    files
        .refuse(vec![
            case("removed twice", remove(), 409, "attachment-removed"),
            case("explained once removed", explain("3"), 409, "attachment-removed"),
        ])
        .await;
}

async fn the_same_key_means_the_same_file(files: &Files<'_>) {
    let keyed = |text: &str| {
        let request = files.door.ask(&Method::POST, &files.attachments()).bearer_auth(&files.door.tokens[LEAD]);
        named(request.header("Idempotency-Key", "a-file-of-mine"), "twice.pdf").body(made::pdf(text))
    };
    let first = answer(keyed("Once.")).await;
    assert_eq!((first.0, &first.1["id"]), (201, &json!("4")), "{}", first.1);
    assert_eq!(answer(keyed("Once.")).await, first, "a repeat gets the same attachment");
    files.refuse(vec![case("a key with another file", keyed("Other"), 422, "idempotency-key-reused")]).await;
}

async fn the_limit_is_25_mib(files: &Files<'_>) {
    files.take("whole.pdf", &made::pdf_of(LARGEST), "whole.pdf", "5").await;
}

/// One by one, never to be shown; and in the application's pack under names that are no paths.
async fn come_back_as_they_were_sent(files: &Files<'_>, nic: &str) {
    let sent = [("1", made::pdf("A plan.")), ("2", made::pdf("A path.")), ("5", made::pdf_of(LARGEST))];
    for (id, bytes) in &sent {
        let read = files.door.get(LEAD, &format!("{}/{id}", files.attachments())).send().await.unwrap();
        assert_eq!(read.status(), 200);
        assert_eq!(read.headers()[header::X_CONTENT_TYPE_OPTIONS], "nosniff");
        let kept = read.headers()[header::CONTENT_DISPOSITION].to_str().unwrap().to_owned();
        assert!(kept.starts_with("attachment; filename=\"") && !kept.contains(['/', '\\']), "{kept}");
        assert!(read.bytes().await.unwrap() == bytes, "{id}");
    }
    let pack = files.door.get(LEAD, &format!("{}/pack.zip", files.on)).send().await.unwrap();
    assert_eq!(pack.status(), 200);
    let version = answer(files.door.get(LEAD, &format!("{}/versions/v0.1", files.on))).await.1;
    assert_eq!((&version["nic"], &version["handed_in"]), (&json!(nic), &json!(false)), "{version}");
    let pack = papers::of_pack(&pack.bytes().await.unwrap(), &format!("{nic}-v0.1"));
    let attached: Vec<&String> = pack.keys().filter(|place| place.starts_with("data/attachments/")).collect();
    let names = ["001-plan.pdf", "002-evil.pdf", "004-twice.pdf", "005-whole.pdf"];
    assert_eq!(attached, names.map(|name| format!("data/attachments/{name}")).iter().collect::<Vec<_>>());
    assert!(pack["data/attachments/002-evil.pdf"] == sent[1].1 && pack["data/attachments/005-whole.pdf"] == sent[2].1);
}
