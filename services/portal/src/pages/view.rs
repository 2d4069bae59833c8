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
            entries: list(overview.get("register"), &["items", "entries"]).map(entry).collect(),
            mails: list(overview.get("mails"), &["mails", "items"]).map(mail).collect(),
            shown: shown.map(mail),
            waiting: Vec::new(),
            missing: Vec::new(),
        };
        for service in Owner::SERVICES.map(Owner::name) {
            let of = |what: &str| overview.get(what)?.get(service);
            let held = of("services");
            home.applications.extend(list(held, &["applications"]).map(application));
            home.enquiries.extend(list(held, &["enquiries"]).map(|it| row(it, "enquiry")));
            home.others.extend(list(held, &["aggregates"]).map(|it| row(it, service)));
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

fn row(value: &Value, kind: &str) -> Row {
    let named = text(value, &["kind", "topic"]);
    Row {
        reference: text(value, &["reference", "nic", "contract"]),
        kind: if named.is_empty() { kind.to_owned() } else { named },
        state: text(value, &["state"]),
        holder: text(value, &["holder", "team"]),
        at: instant(value, &["at", "answer_due"]),
    }
}

fn entry(value: &Value) -> Row {
    Row {
        reference: text(value, &["nic", "reference"]),
        kind: text(value, &["title"]),
        state: text(value, &["state", "status"]),
        holder: text(value, &["organisation", "organisation_name", "applicant"]),
        at: instant(value, &["start", "published_at"]),
    }
}

fn mail(value: &Value) -> Mail {
    Mail {
        id: text(value, &["id", "key"]),
        at: instant(value, &["at", "sent_at"]),
        about: text(value, &["about", "reference"]),
        to: text(value, &["to"]),
        subject: text(value, &["subject", "problem"]),
        text: text(value, &["text", "eml"]),
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

/// The text, or number, of the first of these names that there is.
fn text(value: &Value, names: &[&str]) -> String {
    let found = names.iter().filter_map(|name| value.get(name)).find(|found| !found.is_null());
    match found {
        Some(Value::String(text)) => text.clone(),
        Some(other) => other.to_string(),
        None => String::new(),
    }
}
