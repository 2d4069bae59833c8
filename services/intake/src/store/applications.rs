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

/// What someone who is no staff sees.
#[derive(Clone, Debug)]
pub struct Sight {
    /// Who.
    pub person: Uuid,
    /// The organisations of which they see all.
    pub whole: Vec<String>,
    /// The organisations of which they see those they are named on.
    pub named: Vec<String>,
}

/// A page in order of NIC number behind `after`; of those in sight alone, or of all.
pub async fn page(
    tx: &mut PgConnection,
    of: Option<&Sight>,
    after: &str,
    limit: i64,
) -> Result<Vec<Listed>, StoreError> {
    Ok(sqlx::query_as!(
        Listed,
        r#"
        select nic, organisation, state, pen_holder from applications
        where nic > $1 and ($2::text[] is null or organisation = any($2) or (organisation = any($4) and $5 = any(people)))
        order by nic limit $3
        "#,
        after,
        of.map(|of| of.whole.as_slice()) as _,
        limit,
        of.map(|of| of.named.as_slice()) as _,
        of.map(|of| of.person) as _,
    )
    .fetch_all(tx)
    .await?)
}

/// Keeps one.
pub async fn keep(
    tx: &mut PgConnection,
    row: &Listed,
    lead: Uuid,
    people: &[Uuid],
    changed_at: Timestamp,
) -> Result<(), StoreError> {
    sqlx::query!(
        r#"
        insert into applications (nic, organisation, lead, state, pen_holder, changed_at, people)
        values ($1, $2, $3, $4, $5, $6, $7)
        on conflict (nic) do update set
            organisation = excluded.organisation, lead = excluded.lead, state = excluded.state,
            pen_holder = excluded.pen_holder, changed_at = excluded.changed_at, people = excluded.people
        "#,
        row.nic,
        row.organisation,
        lead,
        row.state,
        row.pen_holder,
        changed_at.to_sqlx() as _,
        people,
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

/// Notes with which words a copy began.
pub async fn copied(tx: &mut PgConnection, nic: &str, from: &str, version: &str) -> Result<(), StoreError> {
    sqlx::query!("update applications set copied_from = $2, copied_version = $3 where nic = $1", nic, from, version)
        .execute(tx)
        .await?;
    Ok(())
}

/// The versions of an application with whose words others began.
pub async fn copied_versions(tx: &mut PgConnection, of: &str) -> Result<Vec<String>, StoreError> {
    let versions = sqlx::query_scalar!(
        r#"select distinct copied_version as "version!" from applications where copied_from = $1 and copied_version is not null"#,
        of
    )
    .fetch_all(tx)
    .await?;
    Ok(versions)
}

/// The applications of an organisation that any of these people leads, and that are not over.
pub async fn led_by(
    tx: &mut PgConnection,
    organisation: &OrganisationId,
    people: &[Uuid],
) -> Result<Vec<(String, Uuid)>, StoreError> {
    let rows = sqlx::query!(
        r#"
        select nic, lead from applications
        where lead = any($2) and organisation = $1
          and state not in ('REFUSED', 'REDIRECTED', 'WITHDRAWN', 'LAPSED')
        order by nic
        "#,
        organisation.as_str(),
        people,
    )
    .fetch_all(tx)
    .await?;
    Ok(rows.into_iter().map(|row| (row.nic, row.lead)).collect())
}
