//! What the page shows, taken from what the services answered; everything is text, and the template escapes it.

use askama::Template;
use dars_messages::Owner;
use serde_json::Value;

/// The page.
#[derive(Debug, Template)]
#[template(path = "home.html")]
pub(super) struct Home {
    now: String,
    applications: Vec<Application>,
    enquiries: Vec<Row>,
    others: Vec<Row>,
    entries: Vec<Row>,
    mails: Vec<Mail>,
    shown: Option<Mail>,
    waiting: Vec<Waiting>,
    missing: Vec<&'static str>,
}

/// One request and its story.
#[derive(Debug)]
struct Application {
    nic: String,
    state: String,
    pen: String,
    steps: Vec<Step>,
}

#[derive(Debug)]
struct Step {
    at: String,
    service: String,
    what: String,
}

/// A line of one of the lists.
#[derive(Debug)]
struct Row {
    reference: String,
    kind: String,
    state: String,
    holder: String,
    at: String,
}

#[derive(Debug)]
struct Mail {
    id: String,
    state: String,
    at: String,
    about: String,
    to: String,
    subject: String,
    text: String,
    html: String,
}

/// What waits in one service.
#[derive(Debug)]
struct Waiting {
    service: &'static str,
    outbox: String,
    dead_letters: String,
}

impl Home {
    pub(super) fn of(overview: &Value, shown: Option<&Value>) -> Self {
        let mut home = Self {
            now: instant(overview, &["now"]),
            applications: Vec::new(),
            enquiries: Vec::new(),
            others: Vec::new(),
            entries: list(overview.get("register"), &["items"]).map(entry).collect(),
            mails: list(overview.get("mails"), &["items"]).map(mail).collect(),
            shown: shown.map(mail),
            waiting: Vec::new(),
            missing: Vec::new(),
        };
        for service in Owner::SERVICES.map(Owner::name) {
            let of = |what: &str| overview.get(what)?.get(service);
            let held = of("services");
            home.applications.extend(list(held, &["applications"]).map(application));
            home.enquiries.extend(list(held, &["enquiries"]).map(enquiry));
            home.others.extend(list(held, &["cases"]).map(case));
            home.others.extend(list(held, &["agreements"]).map(agreement));
            home.others.extend(list(held, &["framework_contracts"]).map(framework_contract));
            home.missing.extend(held.and_then(|held| held.get("problem")).map(|_| service));
            home.waiting.extend(of("waiting").map(|standing| Waiting {
                service,
                outbox: text(standing, &["waiting", "problem"]),
                dead_letters: text(standing, &["dead_letters", "problem"]),
            }));
        }
        home
    }
}

fn application(value: &Value) -> Application {
    Application {
        nic: text(value, &["nic", "reference"]),
        state: text(value, &["state"]),
        pen: text(value, &["pen_holder"]),
        steps: list(Some(value), &["timeline", "steps"])
            .map(|step| Step {
                at: instant(step, &["at"]),
                service: text(step, &["service"]),
                what: instant(step, &["what"]).replace('_', " "),
            })
            .collect(),
    }
}

fn enquiry(value: &Value) -> Row {
    Row {
        reference: text(value, &["reference"]),
        kind: text(value, &["topic"]),
        state: text(value, &["state"]),
        holder: text(value, &["team"]),
        at: instant(value, &["answer_due"]),
    }
}

fn case(value: &Value) -> Row {
    let assigned = value.get("officer_assigned").and_then(Value::as_bool).unwrap_or_default();
    Row {
        reference: text(value, &["nic"]),
        kind: "case".to_owned(),
        state: text(value, &["stage", "state"]),
        holder: if assigned { "a case officer" } else { "nobody yet" }.to_owned(),
        at: String::new(),
    }
}

fn agreement(value: &Value) -> Row {
    Row {
        reference: [text(value, &["nic"]), text(value, &["version"])].join(" "),
        kind: "agreement".to_owned(),
        state: text(value, &["status", "state"]),
        holder: text(value, &["organisation"]),
        at: [text(value, &["start"]), text(value, &["end"])].join(" to "),
    }
}

fn framework_contract(value: &Value) -> Row {
    let in_force = value.get("in_force").and_then(Value::as_bool).unwrap_or_default();
    Row {
        reference: text(value, &["contract"]),
        kind: "framework contract".to_owned(),
        state: if in_force { "in force" } else { "not in force" }.to_owned(),
        holder: text(value, &["organisation_name", "organisation"]),
        at: [text(value, &["start"]), text(value, &["end"])].join(" to "),
    }
}

fn entry(value: &Value) -> Row {
    Row {
        reference: text(value, &["reference", "nic"]),
        kind: text(value, &["title"]),
        state: text(value, &["status"]),
        holder: text(value, &["applicant"]),
        at: [text(value, &["start"]), text(value, &["end"])].join(" to "),
    }
}

fn mail(value: &Value) -> Mail {
    Mail {
        id: text(value, &["id"]),
        state: text(value, &["state"]),
        at: instant(value, &["sent_at"]),
        about: text(value, &["about"]),
        to: text(value, &["to"]),
        // A mail that was not rendered yet has none, and is known by its kind.
        subject: text(value, &["subject", "mail", "problem"]),
        text: text(value, &["text"]),
        html: text(value, &["html"]),
    }
}

/// The list of the first of these names that there is.
fn list<'a>(value: Option<&'a Value>, names: &[&str]) -> impl Iterator<Item = &'a Value> {
    let found = names.iter().find_map(|name| value?.get(name)?.as_array());
    found.into_iter().flatten()
}

/// The instant of the first of these names that there is, to the second: more is noise to a reader.
fn instant(value: &Value, names: &[&str]) -> String {
    let full = text(value, names);
    full.split_once('.').map_or(full.clone(), |(seconds, _)| format!("{seconds}Z"))
}

/// The text, or number, of the first of these names that there is; of something with a name or label, that.
fn text(value: &Value, names: &[&str]) -> String {
    let found = names.iter().filter_map(|name| value.get(name)).find(|found| !found.is_null());
    match found {
        Some(Value::String(text)) => text.clone(),
        Some(Value::Object(_)) => found.map_or_else(String::new, |of| text(of, &["label", "name", "code", "id"])),
        Some(other) => other.to_string(),
        None => String::new(),
    }
}
