//! Whether all is quiet: nothing waits, every hearer has heard all that is published, no mail is on its way, and nothing
//! has changed between two looks.

use std::{collections::BTreeMap, time::Duration};

use anyhow::bail;
use dars_bus::status;
use dars_messages::Owner;
use tokio::time::Instant;

use crate::world::World;

/// How long the last of it may take: a lease of a mail lasts a minute, and so does the time between two checks of a
/// stream.
const PATIENCE: Duration = Duration::from_mins(3);
const LOOK_AGAIN: Duration = Duration::from_millis(200);

/// How everything stands.
#[derive(Debug, Default, PartialEq)]
struct Standing {
    /// What is not quiet, in words.
    busy: Vec<String>,
    positions: BTreeMap<String, (i64, i64)>,
    outboxes: Vec<i64>,
}

/// Waits until all is quiet.
pub async fn wait(world: &World) -> anyhow::Result<()> {
    let until = Instant::now() + PATIENCE;
    let mut before: Option<Standing> = None;
    loop {
        wake_resting_mails(world).await?;
        let now = look(world).await;
        if let Ok(standing) = &now
            && standing.busy.is_empty()
            && before.as_ref() == Some(standing)
        {
            return Ok(());
        }
        if Instant::now() > until {
            bail!("not quiet after {} s: {}", PATIENCE.as_secs(), now?.busy.join("; "));
        }
        before = now.ok();
        tokio::time::sleep(LOOK_AGAIN).await;
    }
}

/// A mail that could not be handed over rests for minutes before it is tried again. Waiting for that shows nothing, so
/// its rest is cut short; whether it is sent again, and how often, stays the service's own doing.
async fn wake_resting_mails(world: &World) -> anyhow::Result<()> {
    let sql = "update mails set not_before = null where state = 'planned' and not_before > now()";
    let woken = sqlx::query(sql).execute(world.databases.of_owner(Owner::Notification)?).await?.rows_affected();
    if woken > 0 {
        println!("  {woken} mails rested until they are tried again; their rest was cut short");
    }
    Ok(())
}

async fn look(world: &World) -> anyhow::Result<Standing> {
    let mut standing = Standing::default();
    let mut told = Vec::new();
    for owner in Owner::SERVICES {
        let mut connection = world.databases.of_owner(owner)?.acquire().await?;
        for stream in status::outbox(&mut connection).await? {
            if stream.waiting > 0 {
                standing.busy.push(format!("{} rows wait for {}", stream.waiting, stream.stream));
            }
        }
        for at in status::durables(&mut connection).await? {
            standing.positions.insert(at.durable, (at.generation, at.sequence));
        }
        told.extend(status::told_until(&mut connection, owner).await?);
        drop(connection);
        standing.outboxes.push(world.databases.count(owner, "select count(*) from outbox").await?);
    }
    for until in told {
        let at = standing.positions.get(&until.durable).copied().unwrap_or_default();
        if until.sequence > 0 && at < (until.generation, until.sequence) {
            standing.busy.push(format!("{} is at {at:?} of {:?}", until.durable, (until.generation, until.sequence)));
        }
    }
    for stream in world.streams.broken(&world.databases).await? {
        standing.busy.push(format!("{stream} is not whole"));
    }
    mails(world, &mut standing).await?;
    Ok(standing)
}

async fn mails(world: &World, standing: &mut Standing) -> anyhow::Result<()> {
    let sql = "select count(*) from mails where state in ('planned', 'sending')";
    let on_their_way = world.databases.count(Owner::Notification, sql).await?;
    if on_their_way > 0 {
        standing.busy.push(format!("{on_their_way} mails are on their way"));
    }
    let rungs: i64 = sqlx::query_scalar("select count(*) from plans where next_due <= $1::date")
        .bind(world.today.to_string())
        .fetch_one(world.databases.of_owner(Owner::Notification)?)
        .await?;
    if rungs > 0 {
        standing.busy.push(format!("{rungs} reminders are due"));
    }
    Ok(())
}
