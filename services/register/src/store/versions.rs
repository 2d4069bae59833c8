//! The versions of entries, for what waits.

use dars_bus::StoreError;
use dars_messages::requests::tasks::Place;
use dars_register_domain::entry::State;
use dars_vocabulary::DocumentVersion;
use jiff::civil::{Date, date};
use sqlx::PgConnection;

/// A version that waits for the publisher.
#[derive(Clone, Debug)]
pub struct Waiting {
    /// The agreement.
    pub nic: String,
    /// The version.
    pub version: DocumentVersion,
    /// The day of the edition by which it should stand in the register.
    pub publish_by: Option<Date>,
}

/// The same with what stands in it.
#[derive(Clone, Debug)]
pub struct Listed {
    /// Which one.
    pub waiting: Waiting,
    /// The version of the resource, for `If-Match`.
    pub etag: i64,
    /// The entry.
    pub state: State,
}

/// Keeps one.
pub async fn keep(
    tx: &mut PgConnection,
    nic: &str,
    version: DocumentVersion,
    state: &str,
    publish_by: Option<Date>,
) -> Result<(), StoreError> {
    sqlx::query!(
        "insert into entry_versions (nic, major, minor, state, publish_by) values ($1, $2, $3, $4, $5)
         on conflict (nic, major, minor) do update set state = excluded.state, publish_by = excluded.publish_by",
        nic,
        i32::from(version.major),
        i32::from(version.minor),
        state,
        publish_by.map(jiff_sqlx::ToSqlx::to_sqlx) as _,
    )
    .execute(tx)
    .await?;
    Ok(())
}

/// What waits, by due date, those without one last, from the day and number of `behind` on: at most `limit`.
pub async fn by_due(tx: &mut PgConnection, behind: Option<&Place>, limit: i64) -> Result<Vec<Waiting>, StoreError> {
    let (due, nic) = behind.map_or((Some(date(1, 1, 1)), ""), |place| (place.due, &place.reference));
    let rows = sqlx::query!(
        "select nic, major, minor, publish_by from entry_versions
         where state = 'PENDING' and case when $2::date is null then publish_by is null and nic >= $3
             else publish_by is null or (publish_by, nic) >= ($2, $3) end
         order by publish_by, nic, major, minor limit $1",
        limit,
        due.map(jiff_sqlx::ToSqlx::to_sqlx) as _,
        nic,
    )
    .fetch_all(tx)
    .await?;
    rows.into_iter()
        .map(|row| waiting(row.nic, row.major, row.minor, row.publish_by.map(jiff_sqlx::Date::to_jiff)))
        .collect()
}

/// A page of what waits in order of NIC number and version, behind `after`.
pub async fn page(
    tx: &mut PgConnection,
    after: Option<(&str, DocumentVersion)>,
    limit: i64,
) -> Result<Vec<Listed>, StoreError> {
    let (nic, version) = after.unwrap_or(("", DocumentVersion { major: 0, minor: 0 }));
    let rows = sqlx::query!(
        r#"
        select v.nic, v.major, v.minor, v.publish_by, g.version, g.state
        from entry_versions v join aggregates g on g.aggregate = 'entry' and g.reference = v.nic
        where v.state = 'PENDING' and (v.nic, v.major, v.minor) > ($1, $2, $3)
        order by v.nic, v.major, v.minor limit $4
        "#,
        nic,
        i32::from(version.major),
        i32::from(version.minor),
        limit,
    )
    .fetch_all(tx)
    .await?;
    rows.into_iter()
        .map(|row| {
            let state = serde_json::from_value(row.state)
                .map_err(|error| StoreError::corrupt("aggregates", "state", &row.nic, error))?;
            let waiting = waiting(row.nic, row.major, row.minor, row.publish_by.map(jiff_sqlx::Date::to_jiff))?;
            Ok(Listed { waiting, etag: row.version, state })
        })
        .collect()
}

fn waiting(nic: String, major: i32, minor: i32, publish_by: Option<Date>) -> Result<Waiting, StoreError> {
    let number =
        |part| u16::try_from(part).map_err(|error| StoreError::corrupt("entry_versions", "version", &nic, error));
    let version = DocumentVersion { major: number(major)?, minor: number(minor)? };
    Ok(Waiting { nic, version, publish_by })
}
