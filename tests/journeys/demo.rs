//! The demo as `infra/up --demo` plays it, and what it tells the world about people: nothing.

use std::{fs, path::Path};

use async_nats::jetstream;
use dars_messages::{Owner, facts, topology::FactKind};
use dars_stack::{demo, fixtures, services::mail_folder};

use crate::{
    clocks,
    collector::Collector,
    mails, papers,
    postbox::Postbox,
    setting::Setting,
    tables,
    words::{Words, holds_approved_title},
};

/// Where the search must find something, or it finds nothing anywhere.
const WORDS_STAND_IN: [&str; 10] = [
    "intake.journal_contents",
    "intake.aggregates",
    "intake.outbox",
    "intake.file_chunks",
    "review.journal_contents",
    "review.application_versions",
    "contracts.journal_contents",
    "register.journal_contents",
    "notification.contacts",
    "notification.mails",
];

/// A message as it lies in the broker: subject and headers, body.
struct Message {
    subject: String,
    head: String,
    body: String,
    time: Option<jiff::Timestamp>,
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_demo_ends_as_told_and_nothing_public_says_a_word_about_anybody() {
    let collector = Collector::open().await;
    let traced = ("DARS__TELEMETRY__OTLP_ENDPOINT".to_owned(), collector.endpoint());
    let postbox = Postbox::open(mail_folder(&Setting::folder("demo"))).await;
    let mailed = ("DARS__SERVICE__MAIL__SMTP_URL".to_owned(), postbox.url());
    let setting = Setting::start("demo", "debug", vec![traced, mailed]).await;
    assert!(
        demo::play(&setting.stack, &setting.fixtures, &demo::DEMO).await.unwrap(),
        "the demo differs from what is told"
    );

    clocks::are_recomputed(&setting).await;
    let secrets = mails::say_what_happened_and_no_more(&setting, &postbox).await;
    mails::secrets_are_nowhere_stored(&setting, &secrets, &public_facts(&setting).await).await;

    an_application_is_had_on_paper_and_as_a_pack_by_its_own(&setting).await;

    let words = Words::of_the_fixtures();
    facts_say_nothing(&setting, &words).await;
    metrics_say_nothing(&setting, &words).await;
    addresses_say_nothing(&setting, &words).await;
    let found_in = tables::say_nothing_but_where_they_may(&setting, &words).await;
    for place in WORDS_STAND_IN {
        assert!(found_in.contains(place), "nothing was found in {place}, where words are: {found_in:?}");
    }
    // Spans and log lines are complete once their processes have ended.
    let dir = setting.stop().await;
    traces_say_nothing(&collector.text(), &words);
    mails::secrets_are_not_logged(&secrets, &dir.join("logs"), &collector.text());
    logs_say_nothing(&dir.join("logs"), &words);
    the_mails_would_have_been_found(&mail_folder(&dir), &words);

    dars_stack::database::delete(&dir).unwrap();
    fs::remove_dir_all(&dir).unwrap();
}

/// The second story's application, as it was handed in: for its lead and its case officer, and for nobody else.
async fn an_application_is_had_on_paper_and_as_a_pack_by_its_own(setting: &Setting) {
    let story = fixtures::story("F02").unwrap();
    let title = story.sections["title"]["title"].as_str().unwrap();
    let http = reqwest::Client::new();
    let get = async |by: &str, what: &str| {
        let token = setting.api.token(by).await.unwrap();
        let url = format!("{}/api/v1/applications/{}/{what}", setting.stack.url(), story.nic);
        let answer = http.get(url).bearer_auth(token).send().await.unwrap();
        (answer.status().as_u16(), answer.headers().clone(), answer.bytes().await.unwrap())
    };
    let mut papers = Vec::new();
    for by in [story.lead.as_str(), "case-officer-2"] {
        let (status, headers, pdf) = get(by, "document.pdf").await;
        assert_eq!((status, &headers["content-type"]), (200, &"application/pdf".parse().unwrap()), "{by}");
        let name = headers["content-disposition"].to_str().unwrap();
        let folder = name.strip_prefix("inline; filename=\"").and_then(|name| name.strip_suffix(".pdf\"")).unwrap();
        assert!(folder.starts_with(&format!("{}-v", story.nic)), "{name}");
        assert!(pdf.starts_with(b"%PDF-"), "{by}");
        let text = papers::text_of(&pdf);
        assert!(text.contains(title) && text.contains(folder), "{by} reads {text}");

        let (status, headers, zip) = get(by, "pack.zip").await;
        assert_eq!((status, &headers["content-type"]), (200, &"application/zip".parse().unwrap()), "{by}");
        let pack = papers::of_pack(&zip, folder);
        assert!(pack["data/application.pdf"] == pdf, "{by} has another paper in the pack");
        let said: serde_json::Value = serde_json::from_slice(&pack["data/application.json"]).unwrap();
        assert_eq!((&said["nic"], &said["content"]["title"]), (&story.nic.as_str().into(), &title.into()), "{by}");
        assert_eq!(said["handed_in"], true, "{by}");
        papers.push(pack);
    }
    assert!(papers[0] == papers[1], "lead and case officer have the same pack");
    for by in ["stranger", "applicant-lead"] {
        for what in ["document.pdf", "pack.zip"] {
            let (status, _, body) = get(by, what).await;
            let problem: serde_json::Value = serde_json::from_slice(&body).unwrap();
            assert_eq!((status, problem["code"].as_str()), (404, Some("application-unknown")), "{by}: {what}");
        }
    }
}

/// Public facts, whole, and the subjects and headers of every other message.
async fn facts_say_nothing(setting: &Setting, words: &Words) {
    let story = fixtures::story("F01").unwrap();
    let approved = story.moment("decided").unwrap();
    let (mut public, mut internal) = (0, String::new());
    for owner in Owner::SERVICES {
        for message in messages(setting, owner, owner.stream()).await {
            let Message { subject, head, body, time } = &message;
            assert_eq!(words.found_in(head), [""; 0], "{subject}");
            if kind(subject) == Some(FactKind::Public) {
                public += 1;
                assert_eq!(words.found_in(body), [""; 0], "{subject}");
                let early = time.is_none_or(|time| time < approved);
                assert!(!early || !holds_approved_title(body), "{subject} has the title at {time:?}");
            } else {
                internal.push_str(body);
            }
        }
    }
    let told: usize =
        demo::DEMO.map(|called| fixtures::story(called).unwrap().facts.values().sum::<usize>()).iter().sum();
    assert!(public >= told, "{public} public facts were read, {told} were told");
    // The same search over what is not public finds what it should.
    assert!(words.found_in(&internal).len() > 10, "{:?}", words.found_in(&internal));
    let stream = Owner::Intake.contact_stream().unwrap();
    let contacts = messages(setting, Owner::Intake, stream).await;
    let heads: String = contacts.iter().map(|contact| contact.head.as_str()).collect();
    let bodies: String = contacts.iter().map(|contact| contact.body.as_str()).collect();
    assert_eq!(words.found_in(&heads), [""; 0], "{stream}");
    assert!(words.found_in(&bodies).contains(&"evander lockridge"), "{stream} is where names are");
}

async fn messages(setting: &Setting, owner: Owner, stream: &str) -> Vec<Message> {
    let client = setting.stack.nats().connect_operator(owner).await.unwrap();
    let stream = jetstream::new(client).get_stream(stream).await.unwrap();
    let state = &stream.cached_info().state;
    let mut messages = Vec::new();
    for sequence in state.first_sequence..=state.last_sequence {
        // A newer contact has taken its place.
        let Ok(message) = stream.get_raw_message(sequence).await else { continue };
        let time = message.headers.get("ce-time").and_then(|time| time.as_str().parse().ok());
        messages.push(Message {
            head: format!("{} {:?}", message.subject, message.headers),
            subject: message.subject.to_string(),
            body: String::from_utf8_lossy(&message.payload).into_owned(),
            time,
        });
    }
    messages
}

/// Every public fact, whole, with its subject and headers.
pub async fn public_facts(setting: &Setting) -> String {
    let mut facts = String::new();
    for owner in Owner::SERVICES {
        for message in messages(setting, owner, owner.stream()).await {
            facts.push_str(&message.head);
            if kind(&message.subject) == Some(FactKind::Public) {
                facts.push_str(&message.body);
            }
        }
    }
    facts
}

fn kind(subject: &str) -> Option<FactKind> {
    let name = subject.split('.').nth(2)?;
    let owner = subject.split('.').nth(1).and_then(Owner::from_name)?;
    facts::all().into_iter().find(|fact| fact.owner == owner && fact.name == name)?.kind
}

async fn metrics_say_nothing(setting: &Setting, words: &Words) {
    for process in setting.stack.processes().iter().filter(|process| process.place().ends_with("/health/ready")) {
        let url = process.place().replace("/health/ready", "/metrics");
        let metrics = reqwest::get(url).await.unwrap().text().await.unwrap();
        assert!(metrics.contains("dars_"), "{} has no metrics: {metrics}", process.label());
        assert_eq!(words.found_in(&metrics), [""; 0], "metrics of {}", process.label());
        assert!(!holds_approved_title(&metrics), "metrics of {}", process.label());
    }
}

/// The addresses that were called, as they are kept beside each accepted command's key.
async fn addresses_say_nothing(setting: &Setting, words: &Words) {
    let mut all = String::new();
    for owner in Owner::SERVICES {
        let sql = "select path from idempotency_keys";
        let paths: Vec<String> = sqlx::query_scalar(sql).fetch_all(setting.pool(owner)).await.unwrap();
        all.push_str(&paths.join("\n"));
    }
    assert!(all.contains("POST /applications/DARS-NIC-900101-K4T7Q/submit"), "{all}");
    assert_eq!(words.found_in(&all), [""; 0]);
    assert!(!holds_approved_title(&all));
}

fn traces_say_nothing(traces: &str, words: &Words) {
    for owner in Owner::SERVICES.into_iter().chain([Owner::Portal]) {
        assert!(traces.contains(&format!("dars-{owner}")), "{owner} sent no spans");
    }
    for span in ["intake.rpc.submit-application", "review.consume.application_version", "portal POST /enquiries"] {
        assert!(traces.contains(span), "there is no span {span}");
    }
    assert_eq!(words.found_in(traces), [""; 0], "traces");
    assert!(!holds_approved_title(traces), "traces");
}

fn logs_say_nothing(folder: &Path, words: &Words) {
    let mut read = 0;
    for log in fs::read_dir(folder).unwrap() {
        let path = log.unwrap().path();
        let text = String::from_utf8_lossy(&fs::read(&path).unwrap()).into_owned();
        assert_eq!(words.found_in(&text), [""; 0], "{}", path.display());
        assert!(!holds_approved_title(&text), "{}", path.display());
        read += usize::from(text.contains("DEBUG"));
    }
    assert!(read >= Owner::SERVICES.len(), "only {read} logs are as talkative as they were asked to be");
}

fn the_mails_would_have_been_found(folder: &Path, words: &Words) {
    let mails: String = fs::read_dir(folder)
        .unwrap()
        .map(|mail| fs::read_to_string(mail.unwrap().path()).unwrap_or_default())
        .collect();
    assert!(words.found_in(&mails).contains(&"evander lockridge"), "mails are addressed to people");
}
