//! The database stopped at once, as by a crash; then its connections cut one by one.

use std::time::Duration;

use anyhow::ensure;
use nix::sys::signal::Signal;
use sqlx::{Connection as _, PgConnection};
use tokio::time::Instant;

use super::Done;
use crate::world::World;

const AWAY: Duration = Duration::from_secs(1);
const STOPPING: Duration = Duration::from_secs(20);
const BETWEEN_CUTS: Duration = Duration::from_millis(20);

/// Stops PostgreSQL as `pg_ctl stop -m immediate` does, starts it again, and then cuts each connection of a service.
pub async fn crash_and_cut(world: &World) -> anyhow::Result<Done> {
    let database = world.stack.process("postgres", 0)?;
    let began = Instant::now();
    database.signal(Signal::SIGQUIT)?;
    while database.ended()?.is_none() {
        ensure!(began.elapsed() < STOPPING, "PostgreSQL does not stop at once");
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    database.kill();
    tokio::time::sleep(AWAY).await;
    database.start()?;
    database.until_ready().await?;
    let away = began.elapsed();
    // Long enough for the services to be at work again.
    tokio::time::sleep(AWAY * 2).await;
    let cut = cut_one_by_one(world).await?;
    let note = format!("PostgreSQL was away for {:.1} s, then {cut} connections were cut", away.as_secs_f64());
    Ok(Done { notes: vec![note], failures: Vec::new() })
}

async fn cut_one_by_one(world: &World) -> anyhow::Result<usize> {
    let mut admin = PgConnection::connect(&world.stack.postgres().admin_url("postgres")).await?;
    let sessions: Vec<i32> = sqlx::query_scalar(
        "select pid from pg_stat_activity where backend_type = 'client backend' and usename <> current_user order by pid",
    )
    .fetch_all(&mut admin)
    .await?;
    for session in &sessions {
        sqlx::query("select pg_terminate_backend($1)").bind(session).execute(&mut admin).await?;
        tokio::time::sleep(BETWEEN_CUTS).await;
    }
    admin.close().await?;
    Ok(sessions.len())
}
