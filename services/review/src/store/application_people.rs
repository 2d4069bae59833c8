//! Who works on an application, as `intake` told it.

use dars_bus::StoreError;
use dars_vocabulary::{Nic, PersonId};
use jiff::Timestamp;
use jiff_sqlx::ToSqlx as _;
use sqlx::PgConnection;
use uuid::Uuid;

/// Keeps them, unless something newer is known.
pub async fn keep(
    tx: &mut PgConnection,
    nic: &Nic,
    people: impl Iterator<Item = PersonId>,
    told_at: Timestamp,
) -> Result<(), StoreError> {
    let people: Vec<Uuid> = people.map(|person| person.0).collect();
    sqlx::query!(
        r#"
        insert into application_people (nic, people, told_at) values ($1, $2, $3)
        on conflict (nic) do update set people = excluded.people, told_at = excluded.told_at
            where application_people.told_at <= excluded.told_at
        "#,
        nic.as_str(),
        &people,
        told_at.to_sqlx() as _,
    )
    .execute(tx)
    .await?;
    Ok(())
}
