//! Applications, for lists.

use dars_bus::StoreError;
use dars_vocabulary::{Nic, OrganisationId, PersonId};
use jiff::Timestamp;
use jiff_sqlx::ToSqlx as _;
use serde::Serialize;
use sqlx::PgConnection;
use uuid::Uuid;

/// One row of the list.
#[derive(Clone, Debug, Serialize)]
pub struct Listed {
    /// The application.
    pub nic: String,
    /// The applicant organisation.
    pub organisation: String,
    /// Where it stands.
    pub state: String,
    /// Who holds the pen.
    pub pen_holder: String,
}

/// A page in order of NIC number behind `after`; of these organisations alone, or of all.
pub async fn page(
    tx: &mut PgConnection,
    organisations: Option<&[String]>,
    after: &str,
    limit: i64,
) -> Result<Vec<Listed>, StoreError> {
    Ok(sqlx::query_as!(
        Listed,
        r#"
        select nic, organisation, state, pen_holder from applications
        where nic > $1 and ($2::text[] is null or organisation = any($2))
        order by nic limit $3
        "#,
        after,
        organisations as _,
        limit,
    )
    .fetch_all(tx)
    .await?)
}

/// Keeps one.
pub async fn keep(tx: &mut PgConnection, row: &Listed, lead: Uuid, changed_at: Timestamp) -> Result<(), StoreError> {
    sqlx::query!(
        r#"
        insert into applications (nic, organisation, lead, state, pen_holder, changed_at)
        values ($1, $2, $3, $4, $5, $6)
        on conflict (nic) do update set
            organisation = excluded.organisation, lead = excluded.lead, state = excluded.state,
            pen_holder = excluded.pen_holder, changed_at = excluded.changed_at
        "#,
        row.nic,
        row.organisation,
        lead,
        row.state,
        row.pen_holder,
        changed_at.to_sqlx() as _,
    )
    .execute(tx)
    .await?;
    Ok(())
}

/// Who leads an application, and for which organisation.
pub async fn lead(tx: &mut PgConnection, nic: &Nic) -> Result<Option<(PersonId, OrganisationId)>, StoreError> {
    sqlx::query!("select lead, organisation from applications where nic = $1", nic.as_str())
        .fetch_optional(tx)
        .await?
        .map(|row| {
            let organisation = row
                .organisation
                .parse()
                .map_err(|error| StoreError::corrupt("applications", "organisation", nic, error))?;
            Ok((PersonId(row.lead), organisation))
        })
        .transpose()
}
