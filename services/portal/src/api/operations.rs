//! Operators' questions: asked of every service at once, or of the one that holds a dead letter.

use dars_bus::{Problem, Reply};
use dars_messages::Owner;
use futures::future::join_all;
use serde_json::{Map, Value, json};

use super::door::{Asked, Door};

/// Asks every service, and joins the answers; one that is away does not hide the others.
pub(super) async fn every(door: &Door, action: &str, asked: &Asked) -> Result<Reply, Problem> {
    let mut services = Vec::new();
    for (owner, answer) in all(door, action, asked).await {
        services.push(match answer {
            Ok(reply) => named(owner, reply.body),
            // Nobody's business, here as there.
            Err(problem) if matches!(problem.status, 401 | 403) => return Err(problem),
            Err(problem) => {
                let Problem { status, code, detail, .. } = problem;
                json!({"service": owner, "problem": {"status": status, "code": code, "detail": detail}})
            }
        });
    }
    Ok(Reply { status: 200, etag: None, body: json!({"services": services}) })
}

/// The answers of all services, in the order of the flow.
pub(super) async fn all(door: &Door, action: &str, asked: &Asked) -> Vec<(Owner, Result<Reply, Problem>)> {
    join_all(Owner::SERVICES.map(|owner| async move { (owner, door.ask(owner, action, asked).await) })).await
}

/// Asks the service that `<service>-<number>` names, about that number.
pub(super) async fn dead_letter(door: &Door, action: &str, asked: &Asked) -> Result<Reply, Problem> {
    let named_so = asked.envelope.params.get("id").and_then(|id| parse(id));
    let (owner, number) = named_so.ok_or_else(|| Problem::not_found("dead letter"))?;
    let mut asked = asked.clone();
    asked.envelope.params.insert("id".to_owned(), number.to_string());
    let mut reply = door.ask(owner, action, &asked).await?;
    if let Value::Object(body) = &mut reply.body {
        name(owner, body);
    }
    Ok(reply)
}

fn parse(id: &str) -> Option<(Owner, i64)> {
    let (service, number) = id.rsplit_once('-')?;
    let owner = Owner::from_name(service).filter(|owner| Owner::SERVICES.contains(owner))?;
    Some((owner, number.parse().ok().filter(|number| *number >= 0)?))
}

/// A service's answer, its dead letters with ids that say whose they are.
fn named(owner: Owner, mut body: Value) -> Value {
    for letter in body.get_mut("dead_letters").and_then(Value::as_array_mut).into_iter().flatten() {
        if let Value::Object(letter) = letter {
            name(owner, letter);
        }
    }
    body
}

fn name(owner: Owner, letter: &mut Map<String, Value>) {
    if let Some(Value::Number(number)) = letter.get("id") {
        let id = format!("{owner}-{number}");
        letter.insert("id".to_owned(), Value::String(id));
    }
}
