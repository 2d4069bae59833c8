//! What a lost contacts stream is rebuilt from: the owner's present contacts (design.md promise 6).

use sqlx::PgConnection;
use uuid::Uuid;

use crate::{error::StoreError, ids};

/// Puts every present contact of `stream` into the outbox anew, under fresh ids, and gives up what waited before.
pub async fn rebuild(tx: &mut PgConnection, stream: &str) -> Result<(), StoreError> {
    // What was waiting is in contacts_present too, or newer there.
    sqlx::query!(
        "update outbox set published_at = now(), body = null, generation = 0 where stream = $1 and published_at is null",
        stream
    )
    .execute(&mut *tx)
    .await?;
    let present = sqlx::query!("select subject, body from contacts_present where stream = $1 order by subject", stream)
        .fetch_all(&mut *tx)
        .await?;
    let ids: Vec<Uuid> = present.iter().map(|_| ids::fresh()).collect();
    let (subjects, bodies): (Vec<String>, Vec<Vec<u8>>) =
        present.into_iter().map(|row| (row.subject, row.body)).unzip();
    sqlx::query!(
        r#"
        insert into outbox (stream, subject, event_id, trade_time, body)
        select $1, row.subject, row.event_id, now(), row.body
        from unnest($2::text[], $3::uuid[], $4::bytea[]) as row (subject, event_id, body)
        "#,
        stream,
        &subjects,
        &ids,
        &bodies,
    )
    .execute(tx)
    .await?;
    Ok(())
}
