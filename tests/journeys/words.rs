//! What must not leak: every fixture person's name and addresses, and every sentence that people write in the stories.

use std::collections::BTreeSet;

use aho_corasick::AhoCorasick;
use dars_stack::{
    demo::{self, Act, Story},
    fixtures,
};
use serde_json::Value;

/// Fields of a person that say nothing about them.
const HARMLESS: [&str; 5] = ["key", "title", "kind", "roles", "organisations"];
/// Sentences of fewer words could stand anywhere.
const WORDS: usize = 3;

/// What is looked for.
pub struct Words {
    sought: Vec<String>,
    /// All of them at once, in one pass over a text.
    all: AhoCorasick,
    /// Those among them that are names and addresses.
    people: Vec<String>,
}

impl Words {
    /// All of the fixtures and of the demo's stories; of the titles, only those that are never approved.
    pub fn of_the_fixtures() -> Self {
        let mut sought = Vec::new();
        let personas: Vec<Value> = fixtures::read("personas.json").unwrap();
        for persona in &personas {
            for (field, value) in persona.as_object().unwrap() {
                if !HARMLESS.contains(&field.as_str()) {
                    sought.extend(texts(value));
                }
            }
            if persona["kind"] == "person" {
                // A family name alone is enough to know somebody.
                sought.extend(persona["name"].as_str().and_then(|name| name.split(' ').next_back()).map(str::to_owned));
            }
        }
        let mut people = sought.clone();
        let organisations: Vec<Value> = fixtures::read("organisations.json").unwrap();
        let public: Vec<String> = organisations.iter().flat_map(texts).collect();
        let titles = approved_titles();
        for story in demo::DEMO.map(|called| fixtures::story(called).unwrap()) {
            people.extend([story.enquiry.name.clone(), story.enquiry.email.clone()]);
            let written = written(&story).into_iter().filter(|text| !public.contains(text) && !titles.contains(text));
            for text in written {
                sought.extend(
                    text.split(['.', ';'])
                        .map(ToOwned::to_owned)
                        .filter(|part| part.split_whitespace().count() >= WORDS),
                );
                sought.extend((text.contains('@')).then_some(text));
            }
        }
        let mut sought: Vec<String> = sought.iter().map(|text| plain(text)).filter(|text| text.len() >= 4).collect();
        sought.sort();
        sought.dedup();
        let people = people.iter().map(|text| plain(text)).collect();
        let all = AhoCorasick::new(&sought).unwrap();
        Self { sought, all, people }
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.sought.len()
    }

    /// Those that stand in `text` and are nobody's name or address.
    pub fn written_in(&self, text: &str) -> Vec<&str> {
        let found = self.found_in(text).into_iter();
        found.filter(|found| !self.people.iter().any(|person| person == found)).collect()
    }

    /// Those that stand in `text`.
    pub fn found_in(&self, text: &str) -> Vec<&str> {
        let text = plain(text);
        let found: BTreeSet<usize> =
            self.all.find_overlapping_iter(&text).map(|found| found.pattern().as_usize()).collect();
        found.into_iter().map(|index| self.sought[index].as_str()).collect()
    }
}

/// What people write in a story.
fn written(story: &Story) -> Vec<String> {
    let mut written = texts(&serde_json::to_value(&story.enquiry).unwrap());
    written.extend(story.sections.values().flat_map(texts));
    written.extend(texts(&story.decision));
    written.push(story.no_advice_reason.clone());
    for step in &story.steps {
        match &step.act {
            Act::Post(post) => written.extend(texts(&post.body)),
            Act::Draft { sections, but, .. } => {
                written.extend(sections.iter().flatten().chain(but).flat_map(|(_, section)| texts(section)));
            }
            Act::Enquire { .. } | Act::Sign { .. } | Act::Expect(_) => {}
        }
    }
    written
}

/// The title of the first story: public from its approval on.
pub fn approved_title() -> String {
    title(&fixtures::story("F01").unwrap())
}

/// The titles of all applications that are approved in the stories.
fn approved_titles() -> Vec<String> {
    let titles = demo::DEMO.map(|called| {
        let story = fixtures::story(called).unwrap();
        let mut titles = Vec::new();
        for step in &story.steps {
            let Act::Draft { of, sections, .. } = &step.act else { continue };
            let decision = format!("/cases/{}/decision", of.as_deref().unwrap_or("{nic}"));
            let approved = story.steps.iter().any(|step| match &step.act {
                Act::Post(post) => post.path == decision && post.refused.is_none() && post.body["outcome"] == "approve",
                Act::Enquire { .. } | Act::Draft { .. } | Act::Sign { .. } | Act::Expect(_) => false,
            });
            let drafted = sections.as_ref().unwrap_or(&story.sections);
            titles.extend(
                drafted.get("title").filter(|_| approved).and_then(|title| title["title"].as_str()).map(str::to_owned),
            );
        }
        titles
    });
    titles.into_iter().flatten().collect()
}

fn title(story: &Story) -> String {
    story.sections["title"]["title"].as_str().unwrap().to_owned()
}

/// Whether a text holds the first story's title.
pub fn holds_approved_title(text: &str) -> bool {
    plain(text).contains(&plain(&approved_title()))
}

/// Every string in a value.
fn texts(value: &Value) -> Vec<String> {
    match value {
        Value::String(text) => vec![text.clone()],
        Value::Array(items) => items.iter().flat_map(texts).collect(),
        Value::Object(fields) => fields.values().flat_map(texts).collect(),
        Value::Null | Value::Bool(_) | Value::Number(_) => Vec::new(),
    }
}

/// Letters and digits in lower case, so that quoting, percent-encoding and line breaks hide nothing.
fn plain(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for c in text.replace("%20", " ").replace("%2C", ",").replace("%40", "@").replace("\\n", " ").chars() {
        if c.is_alphanumeric() {
            plain.extend(c.to_lowercase());
        } else if !plain.ends_with(' ') {
            plain.push(' ');
        }
    }
    plain.trim_matches(' ').to_owned()
}

#[test]
fn what_leaks_is_found_however_it_is_written() {
    let words = Words::of_the_fixtures();
    for leak in [
        r#"{"to":"evander.lockridge@northmere.example"}"#,
        "GET /mails?about=Evander%20Lockridge",
        "mail=evander.lockridge%40northmere.example",
        "a log line about MR LOCKRIDGE",
        "If confirmed, up to 4,000\\nstrokes a year avoidable",
        "Favourable opinion of the research ethics committee",
        "title: Use of inhalers by practice!",
        "\u{12}AWe run a trial of heart-rhythm screening and would like to follow its consented participants through \
         hospital and death records for ten years\u{3}",
        r#"{"text":"Ten years are asked for and five are compared."}"#,
        "The pathway changed in different years at different hospitals",
        "The group sees no benefit to health or care, and a risk from small numbers.",
        r#"{\"conditions\":[{\"text\":\"Send the list of sub-licences each quarter.\"}]}"#,
        "The first list of sub-licences came on 24 March.",
        "GET /places?address=Heartwood+House%2C+Elmsgate",
        "as Head of information governance",
    ] {
        assert!(!words.found_in(leak).is_empty(), "{leak}");
    }
    assert_eq!(words.written_in("Evander Lockridge, evander.lockridge@northmere.example"), [""; 0]);
    assert!(
        !words
            .written_in("Evander Lockridge: five are compared. Ten years are asked for and five are compared.")
            .is_empty()
    );
    for harmless in ["Northmere University", "DARS-NIC-900101-K4T7Q case-officer NORTHMERE", &approved_title()] {
        assert_eq!(words.found_in(harmless), [""; 0], "{harmless}");
    }
    assert!(holds_approved_title(&approved_title()) && words.len() > 80, "{}", words.len());
}
