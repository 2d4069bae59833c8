//! `GET /reminders?about=`: the ladder of an agreement, its rungs behind us and to come.

use dars_bus::{Problem, Reply, Request, aggregate::load};
use dars_notification_domain::{
    ladder::Rung,
    plan::{Plan as Planned, State},
};
use serde_json::{Value, json};

use super::{Reading, about};
use crate::{
    handle::Plan,
    occasion::rung_id,
    store::{self, sent::Progress},
};

/// Shows the plan, if there is one.
pub async fn list(connection: &mut Reading, request: &Request) -> Result<Reply, Problem> {
    let about = about(connection, request).await?;
    let loaded = load::<Plan>(connection, &about).await?;
    let (plan, reached, waiting) = match &loaded.state {
        State::Absent => return Reply::ok(&json!({"about": about, "state": "ABSENT", "rungs": []})),
        State::Running(running) => (&running.plan, running.reached.as_slice(), running.waiting.as_slice()),
        State::Ended(ended) => (&ended.plan, ended.reached.as_slice(), [].as_slice()),
    };
    let ids: Vec<String> = reached.iter().map(|rung| id(plan, *rung)).collect();
    let progress = store::sent::progress(connection, &ids).await?;
    let behind = reached.iter().map(|rung| {
        let mails = progress.iter().find(|progress| progress.occasion == id(plan, *rung));
        shown(*rung, "reached", mails)
    });
    let rungs: Vec<Value> = behind.chain(waiting.iter().map(|rung| shown(*rung, "to-come", None))).collect();
    Reply::versioned(
        loaded.version,
        &json!({
            "about": about,
            "state": loaded.state.name(),
            "ladder": plan.ladder.code(),
            "policy": plan.ladder.policy(),
            "version": plan.version,
            "counts_to": plan.counts_to,
            "rungs": rungs,
        }),
    )
}

/// The occasion of a rung; one reached for an earlier version counted to that version's date.
fn id(plan: &Planned, rung: Rung) -> String {
    let counts_to = dars_vocabulary::calendar::days_after(rung.date, i64::from(rung.days_before));
    rung_id(&plan.about, plan.ladder, counts_to, rung.days_before)
}

fn shown(rung: Rung, state: &str, progress: Option<&Progress>) -> Value {
    json!({
        "date": rung.date,
        "days_before": rung.days_before,
        "state": state,
        "mails": progress.map_or(0, |progress| progress.mails),
        "out": progress.map_or(0, |progress| progress.out),
        "sent_at": progress.and_then(|progress| progress.first_sent_at),
    })
}
