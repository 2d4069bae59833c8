//! `GET /reminders?about=`: the ladders of a reference, their rungs behind us and to come. An agreement's expiry stands
//! at the top, as it always did; every ladder stands in the list.

use dars_bus::{Problem, Reply, Request, aggregate::load};
use dars_notification_domain::{
    ladder::{Ladder, Rung},
    plan::{Plan as Planned, Reached, State, Track},
};
use serde_json::{Map, Value, json};

use super::{Reading, about};
use crate::{
    handle::Plan,
    occasion::rung_id,
    store::{self, sent::Progress},
};

/// Shows the plans there are.
pub async fn list(connection: &mut Reading, request: &Request) -> Result<Reply, Problem> {
    let about = about(connection, request).await?;
    let expiry = Track { about: about.clone(), ladder: Ladder::AgreementExpiry, item: None }.key();
    let top = load::<Plan>(connection, &expiry).await?;
    let mut shown = one(connection, &top.state).await?;
    shown.insert("about".to_owned(), json!(about));
    let mut ladders = Vec::new();
    for key in store::plans::about(connection, about.as_str()).await? {
        let loaded = load::<Plan>(connection, &key).await?;
        if planned(&loaded.state).is_some() {
            ladders.push(Value::Object(one(connection, &loaded.state).await?));
        }
    }
    shown.insert("ladders".to_owned(), Value::Array(ladders));
    let shown = Value::Object(shown);
    if top.version > 0 { Reply::versioned(top.version, &shown) } else { Reply::ok(&shown) }
}

/// A plan with what was reached and what waits.
fn planned(state: &State) -> Option<(&Planned, &[Rung], &[Rung])> {
    match state {
        State::Absent | State::Forestalled(_) => None,
        State::Running(running) => Some((&running.plan, &running.reached, &running.waiting)),
        State::Ended(ended) => Some((&ended.plan, &ended.reached, &[])),
    }
}

async fn one(connection: &mut Reading, state: &State) -> Result<Map<String, Value>, Problem> {
    let mut shown = Map::new();
    let mut put = |name: &str, value: Value| shown.insert(name.to_owned(), value);
    put("state", json!(state.name()));
    let Some((plan, reached, waiting)) = planned(state) else {
        put("rungs", json!([]));
        return Ok(shown);
    };
    let ids: Vec<String> = reached.iter().map(|rung| id(plan, *rung)).collect();
    let progress = store::sent::progress(connection, &ids).await?;
    let behind = reached.iter().map(|rung| {
        let mails = progress.iter().find(|progress| progress.occasion == id(plan, *rung));
        line(*rung, "reached", mails)
    });
    let rungs: Vec<Value> = behind.chain(waiting.iter().map(|rung| line(*rung, "to-come", None))).collect();
    put("ladder", json!(plan.track.ladder.code()));
    put("item", json!(plan.track.item));
    put("policy", json!(plan.track.ladder.policy()));
    put("version", json!(plan.edition));
    put("counts_to", json!(plan.counts_to));
    put("rungs", json!(rungs));
    Ok(shown)
}

/// The occasion of a rung; one reached for an earlier edition counted to that edition's date.
fn id(plan: &Planned, rung: Rung) -> String {
    let counts_to = dars_vocabulary::calendar::days_after(rung.date, i64::from(rung.days_before));
    rung_id(&Reached {
        track: plan.track.clone(),
        edition: plan.edition,
        counts_to,
        until: plan.until,
        days_before: rung.days_before,
    })
}

fn line(rung: Rung, state: &str, progress: Option<&Progress>) -> Value {
    json!({
        "date": rung.date,
        "days_before": rung.days_before,
        "state": state,
        "mails": progress.map_or(0, |progress| progress.mails),
        "out": progress.map_or(0, |progress| progress.out),
        "sent_at": progress.and_then(|progress| progress.first_sent_at),
    })
}
