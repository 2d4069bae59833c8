//! Redaction on a running system: what was emptied is nowhere any more, and every chain still holds.

mod written;

use std::{fs, path::Path};

use dars_bus::{chain, ids};
use dars_messages::Owner;
use dars_vocabulary::calendar::london_midnight;
use serde_json::{Value, json};

use crate::{
    road::Road,
    setting::{Setting, until},
    walls,
};

/// What somebody wrote, and where it was written.
const ASKED: &str = "zanthoxylum in the enquiry wants to be forgotten";
const ENQUIRER: &str = "Peregrine Zanthoxylum";
const ADDRESS: &str = "peregrine.zanthoxylum@quaggaville.example";
const SUBMITTED: &str = "quagga of the submitted application wants to be forgotten";
const REVIEWED: &str = "okapi of the reviewed application wants to be forgotten";
const AGREED: &str = "axolotl of the agreed application wants to be forgotten";

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_redacted_is_nowhere_any_more_and_every_chain_holds() {
    let setting = Setting::start("forgetting", "info", Vec::new()).await;
    let first_day = Road::new(&setting.api).story.first_day;
    setting.fill(london_midnight(first_day)).await;
    walls::no_service_reaches_anothers_database(&setting).await;
    walls::production_refuses_what_is_local(&setting);

    let enquiry = enquire(&setting).await;
    let submitted = writing(&setting, SUBMITTED, true).submitted().await;
    let reviewed = writing(&setting, REVIEWED, true).before_approver().await;
    let agreeing = writing(&setting, AGREED, false);
    let agreed = agreeing.signed().await;
    dars_stack::fixtures::move_clock(&setting.api, agreeing.story.moment("active").unwrap()).await.unwrap();
    for secret in [ASKED, ENQUIRER, ADDRESS, SUBMITTED, REVIEWED, AGREED] {
        until(&format!("{secret} is found"), async || (!places(&setting, secret).is_empty()).then_some(())).await;
    }
    let places_of_the_agreed = places(&setting, AGREED);
    for owner in [Owner::Intake, Owner::Review, Owner::Contracts, Owner::Register] {
        assert!(places_of_the_agreed.iter().any(|place| place == owner.name()), "{owner}: {places_of_the_agreed:?}");
    }

    let raised = entries(&setting, Owner::Intake, "enquiry", &enquiry, "enquiry_raised").await;
    redact(&setting, Owner::Intake, "enquiry", &enquiry, raised[0]);
    for nic in [&submitted, &reviewed, &agreed] {
        let found = entries(&setting, Owner::Intake, "application", nic, "application_submitted").await;
        redact(&setting, Owner::Intake, "application", nic, found[0]);
    }
    for secret in [ASKED, ENQUIRER, ADDRESS, SUBMITTED, REVIEWED, AGREED] {
        nowhere(&setting, secret).await;
    }
    every_chain_holds(&setting);
    what_is_left_can_be_read(&setting, &enquiry, [&submitted, &reviewed, &agreed]).await;
    // And the system goes on.
    Road::new(&setting.api).approved().await;
    setting.quiet().await;
    setting.is_up().await;
    let letters = setting.api.get("/operations/dead-letters").by("operator").done().await.unwrap();
    for service in letters.items("/services") {
        assert_eq!(service["dead_letters"], json!([]), "{service}");
    }
    setting.end().await;
}

async fn enquire(setting: &Setting) -> String {
    let mut road = Road::new(&setting.api);
    road.story.enquiry.purpose_text = format!("Something about {ASKED}.");
    road.story.enquiry.name = ENQUIRER.to_owned();
    road.story.enquiry.email = ADDRESS.to_owned();
    road.enquire().await
}

/// A road on which `secret` is written into several sections; the title too, unless it will become public.
fn writing<'a>(setting: &'a Setting, secret: &str, in_title: bool) -> Road<'a> {
    let mut road = Road::new(&setting.api);
    let places = [
        ("purpose", "/objective"),
        ("purpose", "/lay_summary"),
        ("outputs", "/expected"),
        ("data-sets", "/requests/0/minimisation_note"),
        ("evidence", "/items/0/title"),
    ];
    let title = in_title.then_some(("title", "/title"));
    for (section, pointer) in places.into_iter().chain(title) {
        let text = road.story.sections.get_mut(section).and_then(|section| section.pointer_mut(pointer)).unwrap();
        *text = Value::String(format!("Here the {secret}, and more."));
    }
    road
}

/// The numbers of the entries of that name in an aggregate's journal.
async fn entries(setting: &Setting, owner: Owner, aggregate: &str, reference: &str, name: &str) -> Vec<i64> {
    let sql = "select number from journal where aggregate = $1 and reference = $2
               and position('\"' || $3 || '\"' in convert_from(entry, 'UTF8')) > 0 order by number";
    let numbers = sqlx::query_scalar(sql).bind(aggregate).bind(reference).bind(name);
    let numbers: Vec<i64> = numbers.fetch_all(setting.pool(owner)).await.unwrap();
    assert!(!numbers.is_empty(), "{reference} has no entry {name}");
    numbers
}

/// As an operator does it, at the command line, while everything runs.
fn redact(setting: &Setting, owner: Owner, aggregate: &str, reference: &str, entry: i64) {
    let redact = |by: &str, confirmed_by: &str| {
        let entry = entry.to_string();
        let what = ["journal", "redact", "--aggregate", aggregate, "--reference", reference, "--entry", &entry];
        let why = ["--reason", "subject-request", "--by", by, "--confirmed-by", confirmed_by];
        setting.stack.operate(owner, &[&what[..], &why[..]].concat()).unwrap().output().unwrap()
    };
    let (one, another) = (ids::fresh().to_string(), ids::fresh().to_string());
    assert!(!redact(&one, &one).status.success(), "nobody redacts alone");
    let done = redact(&one, &another);
    let said = String::from_utf8_lossy(&done.stderr).into_owned();
    assert!(done.status.success(), "{aggregate} {reference}: {said}");
    assert!(!redact(&one, &another).status.success(), "there is nothing left to redact");
}

async fn nowhere(setting: &Setting, secret: &str) {
    let mut left = Vec::new();
    let gone = tokio::time::timeout(std::time::Duration::from_secs(45), async {
        loop {
            left = places(setting, secret);
            if left.is_empty() {
                return;
            }
            tokio::time::sleep(std::time::Duration::from_millis(200)).await;
        }
    });
    assert!(gone.await.is_ok(), "{secret}: still in {left:?}\n{}", lines(setting, secret));
}

/// Where a text stands, as it is or in hex: the dumps of all databases, and the broker's store.
fn places(setting: &Setting, secret: &str) -> Vec<String> {
    let dumps = Owner::SERVICES.map(|owner| (owner.name().to_owned(), dump(setting, owner)));
    let mut places: Vec<String> =
        dumps.iter().filter(|(_, dump)| holds(dump, secret)).map(|(name, _)| name.clone()).collect();
    in_files(setting.stack.nats().store(), secret, &mut places);
    places
}

fn dump(setting: &Setting, owner: Owner) -> Vec<u8> {
    let mut command = setting.stack.postgres().program("pg_dump");
    let dumped = command.arg("--dbname").arg(setting.stack.postgres().admin_url(owner.name())).output().unwrap();
    assert!(dumped.status.success(), "{}", String::from_utf8_lossy(&dumped.stderr));
    dumped.stdout
}

/// The tables in whose dumped rows it stands.
fn lines(setting: &Setting, secret: &str) -> String {
    let mut found = Vec::new();
    for owner in Owner::SERVICES {
        let dump = String::from_utf8_lossy(&dump(setting, owner)).into_owned();
        let mut table = "";
        for line in dump.lines() {
            table = line.strip_prefix("COPY ").unwrap_or(table);
            if holds(line.as_bytes(), secret) {
                found.push(format!("{owner}: {table}"));
            }
        }
    }
    found.join("\n")
}

fn in_files(folder: &Path, secret: &str, places: &mut Vec<String>) {
    // A file may be gone between the look and the reading.
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() {
            in_files(&path, secret, places);
        } else if fs::read(&path).is_ok_and(|content| holds(&content, secret)) {
            places.push(path.display().to_string());
        }
    }
}

fn holds(bytes: &[u8], secret: &str) -> bool {
    let text = String::from_utf8_lossy(bytes);
    let hex = chain::hex(secret.as_bytes());
    text.contains(secret) || text.contains(&hex)
}

fn every_chain_holds(setting: &Setting) {
    for owner in Owner::SERVICES {
        let verified = setting.stack.operate(owner, &["journal", "verify"]).unwrap().output().unwrap();
        let said = String::from_utf8_lossy(&verified.stdout).into_owned();
        assert!(verified.status.success(), "{owner}: {said}");
        let redacts = matches!(owner, Owner::Intake | Owner::Review | Owner::Contracts | Owner::Register);
        assert_eq!(said.contains(" 0 contents redacted"), !redacts, "{owner}: {said}");
    }
}

/// What was emptied is shown as such; nothing fails over it.
async fn what_is_left_can_be_read(setting: &Setting, enquiry: &str, nics: [&String; 3]) {
    let mut paths = vec![format!("/enquiries/{enquiry}")];
    for nic in nics {
        paths.extend(["applications", "cases"].map(|kind| format!("/{kind}/{nic}")));
        paths.push(format!("/applications/{nic}/timeline"));
        paths.push(format!("/mails?about={nic}"));
    }
    paths.push(format!("/agreements/{}", nics[2]));
    paths.extend(["/enquiries", "/applications", "/cases", "/agreements"].map(ToOwned::to_owned));
    for path in paths {
        let by = if path.starts_with("/enquiries") { "triage-officer" } else { "case-officer" };
        let read = setting.api.get(&path).by(by).send().await.unwrap();
        assert_eq!(read.status.as_u16(), 200, "{path}: {}", read.body);
        assert!(
            ![SUBMITTED, REVIEWED, AGREED, ASKED].iter().any(|secret| read.body.to_string().contains(secret)),
            "{path}"
        );
    }
    let pending = setting.api.get("/register/pending").by("register-publisher").done().await.unwrap();
    let of_it = |entry: &&Value| entry["nic"] == **nics[2];
    let etag = pending.items("/items").iter().find(of_it).map(|entry| format!("\"{}\"", entry["etag"]));
    let path = format!("/register/agreements/{}/publish", nics[2]);
    let tick = json!({ "no_personal_names": true });
    let published = setting.api.post(&path, tick).by("register-publisher").reading(etag).send().await.unwrap();
    assert_eq!((published.status.as_u16(), published.text("/code")), (409, "content-redacted".to_owned()));
}
