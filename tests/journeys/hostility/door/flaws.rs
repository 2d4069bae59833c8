//! The flaws that any command may have.

mod access;
mod advice;
mod agreements;
mod applications;
mod cases;
mod casework;
mod catalogue;
mod corrections;
mod enquiries;
mod feedback;
mod organisations;
mod papers;

use dars_testkit::place;
use reqwest::{Method, header};
use serde_json::{Value, json};

use super::{Case, Door, case, things::Things};

/// A command that would be taken, and those who may not give it.
#[derive(Clone)]
pub struct Command {
    name: &'static str,
    method: Method,
    /// What it is done to, and the rest of the path.
    on: String,
    rest: String,
    /// The same, of something that is not there, and how that is said; none where something new is made.
    unknown: Option<(&'static str, &'static str)>,
    by: &'static str,
    etag: Option<String>,
    good: Value,
    /// One field of another type.
    wrong_type: Value,
    /// Others, and why not they.
    others: Vec<Other>,
}

/// Somebody who may not, the status and the code.
type Other = (&'static str, u16, &'static str);

const MACHINE: &str = "platform-client";

pub fn all(door: &Door, things: &Things) -> Vec<Case> {
    let commands: Vec<Command> = [
        enquiries::commands(things),
        applications::commands(things),
        organisations::commands(things),
        cases::commands(things),
        advice::commands(things),
        casework::commands(things),
        corrections::commands(things),
        catalogue::commands(),
        agreements::commands(things),
        access::commands(things),
        papers::commands(things),
        feedback::commands(things),
    ]
    .concat();
    every_command_of_the_api_is_there(&commands);
    commands.iter().flat_map(|command| flaws(door, command)).collect()
}

/// Every write of the description is among them; what anyone may send and the operators' words have cases of their own.
fn every_command_of_the_api_is_there(commands: &[Command]) {
    let description = place::root().join("services/portal/src/api/openapi.json");
    let description: Value = serde_json::from_slice(&std::fs::read(description).unwrap()).unwrap();
    let mut missing = Vec::new();
    for (path, methods) in description["paths"].as_object().unwrap() {
        // A file is no JSON: what is sent wrongly with one, and about one, has its own place beside this one.
        let of_files = path.contains("/attachments") || path.ends_with("/findings/explain");
        let of_everyone = ["/enquiries", "/enquiries/{reference}/link", "/signpost"].contains(&path.as_str());
        if of_files || of_everyone || path.starts_with("/operations/") || path.starts_with("/local/") {
            continue;
        }
        for method in methods.as_object().unwrap().keys().filter(|method| ["post", "put"].contains(&method.as_str())) {
            let is_it = |command: &&Command| {
                command.method.as_str().eq_ignore_ascii_case(method)
                    && fits(path, &format!("{}{}", command.on, command.rest))
            };
            if !commands.iter().any(|command| is_it(&command)) {
                missing.push(format!("{method} {path}"));
            }
        }
    }
    assert!(missing.is_empty(), "commands without flaws:\n{}", missing.join("\n"));
}

/// Whether a path is one of those that the template describes.
fn fits(template: &str, path: &str) -> bool {
    let (template, path): (Vec<&str>, Vec<&str>) = (template.split('/').collect(), path.split('/').collect());
    let same = |(one, other): (&&str, &&str)| one.starts_with('{') || one == other;
    template.len() == path.len() && template.iter().zip(&path).all(same)
}

fn flaws(door: &Door, command: &Command) -> Vec<Case> {
    let Command { name, method, on, rest, unknown, by, etag, good, wrong_type, others } = command;
    let etag = etag.as_deref();
    let path = format!("{on}{rest}");
    let send = |etag: Option<&str>, body: &Value| door.send(by, method, &path, etag, body);
    let raw = || {
        let request = door.by(by, method, &path);
        if let Some(etag) = etag { request.header(header::IF_MATCH, etag) } else { request }
    };
    let json = |text: String| raw().header(header::CONTENT_TYPE, "application/json").body(text);
    let mut more = good.clone();
    more["surprise"] = json!(1);
    let what = |flaw: &str| format!("{name}, {flaw}");
    let mut cases = vec![
        case(what("by nobody"), door.ask(method, &path).json(good), 401, "sign-in-needed"),
        case(what("malformed"), json("{\"team\": ".to_owned()), 400, "malformed"),
        case(what("an unknown field"), send(etag, &more), 400, "malformed"),
        case(what("a wrong type"), send(etag, wrong_type), 400, "malformed"),
        case(
            what("a list"),
            send(etag, &Value::Array(good.as_object().unwrap().values().cloned().collect())),
            400,
            "malformed",
        ),
        case(what("null"), send(etag, &Value::Null), 400, "malformed"),
        case(what("10 MB"), json(format!("{{\"text\": \"{}\"}}", "a".repeat(10 * 1024 * 1024))), 413, "too-large"),
        case(what("no JSON by its type"), raw().body(good.to_string()), 415, "not-json"),
        case(what("by a machine"), door.send(MACHINE, method, &path, etag, good), 403, "person-needed"),
    ];
    if let Some((unknown, code)) = unknown {
        let nothing = door.send(by, method, &format!("{unknown}{rest}"), etag.map(|_| "\"1\""), good);
        cases.push(case(what("about nothing"), nothing, 404, code));
    }
    if *method == Method::POST {
        let keyless = door.ask(method, &path).bearer_auth(&door.tokens[*by]).json(good);
        cases.push(case(what("no key"), keyless, 400, "idempotency-key-missing"));
    }
    if let Some(etag) = etag {
        let version: u64 = etag.trim_matches('"').parse().unwrap();
        let stale = |version: u64| send(Some(&format!("\"{version}\"")), good);
        cases.push(case(what("no version"), send(None, good), 428, "if-match-missing"));
        cases.push(case(what("an old version"), stale(version - 1), 412, "changed-meanwhile"));
        cases.push(case(what("a version to come"), stale(version + 7), 412, "changed-meanwhile"));
        cases.push(case(what("any version"), send(Some("*"), good), 400, "if-match-malformed"));
    }
    for (other, status, code) in others {
        cases.push(case(what(other), door.send(other, method, &path, etag, good), *status, code));
    }
    cases
}
