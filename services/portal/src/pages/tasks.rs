//! `GET /tasks` of a local stack: what waits for the persona who is signed in.

use std::sync::Arc;

use askama::Template;
use axum::{
    body::Body,
    extract::State,
    http::{HeaderMap, Response},
};
use dars_bus::{Problem, ids};
use dars_messages::requests::tasks::Task;
use dars_vocabulary::Actor;
use serde_json::Value;

use super::session;
use crate::api::{
    Door, FORM_POLICY,
    tasks::{TaskList, waiting_for},
};

/// The form that asks for a token.
#[derive(Debug, Template)]
#[template(path = "sign-in.html")]
pub(super) struct SignIn {
    /// Why a token was not taken; empty at first.
    pub(super) refused: String,
}

/// The tasks.
#[derive(Debug, Template)]
#[template(path = "tasks.html")]
struct Tasks {
    roles: Vec<String>,
    rows: Vec<Row>,
    more: bool,
    incomplete: Vec<String>,
    away: bool,
}

#[derive(Debug)]
struct Row {
    due: String,
    title: String,
    reference: String,
    path: String,
}

/// The page.
pub(crate) async fn tasks(State(door): State<Arc<Door>>, headers: HeaderMap) -> Response<Body> {
    match session::signed_in(&door, &headers).await {
        None => super::html(&SignIn { refused: String::new() }, FORM_POLICY),
        // A token lasts for minutes: an old one is asked for anew.
        Some(Err(problem)) => super::html(&SignIn { refused: problem.detail }, FORM_POLICY),
        Some(Ok(actor)) => {
            let roles = named(&actor);
            let page = Tasks::of(roles, waiting_for(&door, actor, ids::fresh()).await);
            super::html(&page, FORM_POLICY)
        }
    }
}

/// The staff roles by their codes.
fn named(actor: &Actor) -> Vec<String> {
    let code = |role| serde_json::to_value(role).ok().as_ref().and_then(Value::as_str).map(str::to_owned);
    actor.roles.iter().filter_map(code).collect()
}

impl Tasks {
    fn of(roles: Vec<String>, found: Result<TaskList, Problem>) -> Self {
        let away = found.is_err();
        let list = found.unwrap_or_default();
        let rows = list.items.into_iter().map(row).collect();
        Self { roles, rows, more: list.more, incomplete: list.incomplete, away }
    }
}

fn row(task: Task) -> Row {
    let due = task.due.map_or_else(|| "no date".to_owned(), |due| due.to_string());
    Row { due, title: task.title, reference: task.reference, path: task.path }
}
