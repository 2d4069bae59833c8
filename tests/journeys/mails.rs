//! What the enquirer of F11 and the leads of F12 and F15 got by mail, as it arrived; and that their secrets stand nowhere
//! else.

use std::{fs, path::Path};

use dars_messages::Owner;
use dars_stack::fixtures;

use crate::{
    postbox::{Mail, Postbox},
    setting::Setting,
    tables,
};

/// The application of F12, on a group's list and advised on.
const LONG_COVID: &str = "DARS-NIC-900112-W4H1U";
/// The application of F15, which is looked at first.
const STILLBIRTH: &str = "DARS-NIC-900115-Z1E5I";
const BEHIND_SIGN_IN: [&str; 6] = ["panel", "identifiers", "I teach", "cardiovascular", "stillbirth", "Falkenau"];

/// Mails whose subjects and words are known; answers what only their recipients may know.
pub async fn say_what_happened_and_no_more(setting: &Setting, postbox: &Postbox) -> Vec<String> {
    let listed = setting.api.get("/enquiries?state=SIGNPOSTED").by("triage-officer").done().await.unwrap();
    let [enquiry] = listed.items("/items") else { panic!("one enquiry was signposted: {}", listed.body) };
    let enquiry = enquiry["reference"].as_str().unwrap().to_owned();
    let enquirer = fixtures::story("F11").unwrap().enquiry;

    let got = postbox.about(&enquirer.email, &enquiry);
    tells(
        &got,
        &[
            ("we have your enquiry", &["We received your enquiry", "by 19 October 2026", "reply to this mail"]),
            (
                "where to find what you asked for",
                &["published statistics: https://statistics.data-body.example/", "open your enquiry again"],
            ),
        ],
    );
    // At 09:02 and 10:15 in London, in summer; the clock goes on by seconds until a mail is written.
    let sent: Vec<&str> = got.iter().filter_map(|mail| mail.sent.get(..16)).collect();
    assert_eq!(sent, ["2026-10-05T08:02", "2026-10-05T09:15"]);
    let secrets: Vec<String> = got.iter().flat_map(secrets).collect();
    for mail in &got {
        assert!(mail.subject.starts_with(&enquiry), "{}", mail.subject);
        for word in [enquirer.purpose_text.as_str(), "accident", "think-tank", "Merridew"] {
            assert!(!mail.text.contains(word) && !mail.subject.contains(word), "{word}: {}", mail.text);
        }
    }
    // One link and one address for replies, the same in both.
    let mut known = secrets.clone();
    known.sort();
    known.dedup();
    assert_eq!((secrets.len(), known.len()), (4, 2), "{secrets:?}");

    let got = postbox.about("isolde.marchbanks@wychmoor.example", LONG_COVID);
    tells(
        &got,
        &[
            ("you can draft your application", &["It asks for:", "a public privacy notice"]),
            ("application submitted", &["v0.1", "We aim to decide by 10 November 2026."]),
            ("advice meeting", &["The Profession Advisory Group", "14 October 2026"]),
            ("advice recorded", &["14 October 2026", "supportive with actions", "advice, not a decision"]),
            ("advice meeting", &["The Advisory Group for Data", "26 November 2026"]),
        ],
    );
    no_more(&got, LONG_COVID);
    let got = postbox.about("evander.lockridge@northmere.example", STILLBIRTH);
    let first = "We first look at whether it fits this service, and aim to tell you by 27 November 2026.";
    tells(
        &got,
        &[
            ("your enquiry has become an application", &[first, "and a framework contract for each organisation"]),
            ("an early view of your request", &["on 26 November 2026", "a view, not a decision: it binds nobody"]),
        ],
    );
    no_more(&got, STILLBIRTH);
    known
}

/// Subjects in the order in which they came, behind the reference, and words of each mail.
fn tells(got: &[Mail], expected: &[(&str, &[&str])]) {
    let subjects: Vec<&str> = got.iter().filter_map(|mail| Some(mail.subject.split_once(": ")?.1)).collect();
    assert_eq!(subjects, expected.iter().map(|(subject, _)| *subject).collect::<Vec<_>>());
    for (mail, (_, words)) in got.iter().zip(expected) {
        let text = mail.text.split_whitespace().collect::<Vec<_>>().join(" ");
        for word in *words {
            assert!(text.contains(word), "{word} is not in: {text}");
        }
        assert!(mail.html.contains("<html"), "{}", mail.html);
    }
}

/// What is read after signing in stands in no mail, and nobody who signs in gets a secret.
fn no_more(got: &[Mail], nic: &str) {
    for mail in got {
        assert!(mail.subject.starts_with(nic), "{}", mail.subject);
        assert!(mail.reply_to.is_empty() && secrets(mail).is_empty(), "{}", mail.text);
        for word in BEHIND_SIGN_IN {
            assert!(!mail.text.contains(word) && !mail.html.contains(word), "{word}: {}", mail.text);
        }
    }
}

/// The token of a link, and that of the address for replies.
fn secrets(mail: &Mail) -> Vec<String> {
    let links = mail.text.split_whitespace().filter(|word| word.starts_with("http"));
    let link = links.filter_map(|link| link.split_once('#')).map(|(_, token)| token.to_owned());
    let reply = mail.reply_to.split(['+', '@']).nth(1).and_then(|token| token.rsplit('-').next()).map(str::to_owned);
    link.chain(reply).inspect(|token| assert!(token.len() >= 32, "{token}")).collect()
}

/// Neither in a database, nor in what is told.
pub async fn secrets_are_nowhere_stored(setting: &Setting, secrets: &[String], facts: &str) {
    for owner in Owner::SERVICES {
        for table in setting.tables(owner).await {
            let rows = tables::rows(setting, owner, &table).await;
            assert!(!secrets.iter().any(|secret| rows.contains(secret)), "{owner}.{table} holds a secret of a mail");
        }
    }
    assert!(!secrets.iter().any(|secret| facts.contains(secret)), "a secret of a mail was told");
}

/// Nor in any log, however talkative, nor in any span.
pub fn secrets_are_not_logged(secrets: &[String], logs: &Path, traces: &str) {
    for log in fs::read_dir(logs).unwrap() {
        let path = log.unwrap().path();
        let text = String::from_utf8_lossy(&fs::read(&path).unwrap()).into_owned();
        assert!(!secrets.iter().any(|secret| text.contains(secret)), "{} holds a secret of a mail", path.display());
    }
    assert!(!secrets.iter().any(|secret| traces.contains(secret)), "a span holds a secret of a mail");
}
