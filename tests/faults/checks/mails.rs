//! Each mail went out once; twice only if its row says that nobody could know (design.md promise 4).

use dars_messages::Owner;

use super::Verdict;
use crate::{journey::Journey, world::World};

#[derive(sqlx::FromRow)]
struct Mail {
    message_id: String,
    kind: String,
    reference: String,
    state: String,
    doubtful: bool,
}

/// How many mails say that a copy may have gone out twice.
pub async fn uncertain(world: &World) -> anyhow::Result<i64> {
    let sql = "select count(*) from mails where doubtful or state = 'uncertain'";
    world.databases.count(Owner::Notification, sql).await
}

/// Compares the rows with what the mail server took.
pub async fn check(world: &World, journeys: &[Journey], verdict: &mut Verdict) -> anyhow::Result<()> {
    let references: Vec<String> = journeys.iter().flat_map(Journey::references).collect();
    let mails: Vec<Mail> = sqlx::query_as(
        "select message_id::text, mail as kind, reference, state, doubtful from mails where reference = any($1) order by id",
    )
    .bind(&references)
    .fetch_all(world.databases.of_owner(Owner::Notification)?)
    .await?;
    for mail in mails {
        let copies = world.sink.copies(&mail.message_id);
        let what = format!("{} about {}, {}", mail.kind, mail.reference, mail.state);
        match (mail.state.as_str(), copies) {
            // What was settled before its hour came is told to nobody any more.
            ("sent" | "uncertain", 1) | ("cancelled", 0) => {}
            ("sent" | "uncertain", 0) => verdict.lost.push(format!("{what}: no copy was taken")),
            ("uncertain", 2) if mail.doubtful => {}
            ("cancelled", _) => verdict.differs.push(format!("{what}: {copies} copies were taken")),
            ("sent" | "uncertain", _) => verdict.doubled.push(format!("{what}: {copies} copies were taken")),
            _ => verdict.differs.push(format!("{what}: it has not gone out")),
        }
    }
    Ok(())
}
