//! Agreements, for lists and for whoever asks whether one is in force.

use dars_bus::StoreError;
use dars_contracts_domain::agreement::{State, active_version, ended_on, suspended, term};
use jiff_sqlx::ToSqlx as _;
use sqlx::PgConnection;

/// One agreement of a list.
#[derive(Clone, Debug)]
pub struct Listed {
    /// The agreement.
    pub nic: String,
    /// The applicant organisation.
    pub organisation: String,
    /// Where it stands: its status is computed from it, for the day on which it is asked.
    pub state: State,
}

/// A page in order of NIC number behind `after`; those that concern these organisations, or all.
pub async fn page(
    tx: &mut PgConnection,
    organisations: Option<&[String]>,
    after: &str,
    limit: i64,
) -> Result<Vec<Listed>, StoreError> {
    let rows = sqlx::query!(
        r#"
        select a.nic, a.organisation, g.state
        from agreements a join aggregates g on g.aggregate = 'agreement' and g.reference = a.nic
        where a.nic > $1 and ($2::text[] is null or a.organisations && $2)
        order by a.nic limit $3
        "#,
        after,
        organisations as _,
        limit,
    )
    .fetch_all(tx)
    .await?;
    rows.into_iter()
        .map(|row| {
            let state = serde_json::from_value(row.state)
                .map_err(|error| StoreError::corrupt("aggregates", "state", &row.nic, error))?;
            Ok(Listed { nic: row.nic, organisation: row.organisation, state })
        })
        .collect()
}

/// Keeps one.
pub async fn keep(tx: &mut PgConnection, nic: &str, state: &State) -> Result<(), StoreError> {
    let (Some(organisation), Some((application_version, _))) = (state.organisation(), state.application()) else {
        return Ok(());
    };
    let organisations: Vec<String> = state.organisations().iter().map(ToString::to_string).collect();
    let term = term(state);
    sqlx::query!(
        r#"
        insert into agreements
            (nic, organisation, organisations, application_version, version, start_day, end_day, ended_on, suspended)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
        on conflict (nic) do update set
            organisation = excluded.organisation, organisations = excluded.organisations,
            application_version = excluded.application_version, version = excluded.version,
            start_day = excluded.start_day, end_day = excluded.end_day, ended_on = excluded.ended_on,
            suspended = excluded.suspended
        "#,
        nic,
        organisation.as_str(),
        &organisations,
        application_version.to_string(),
        active_version(state).map(|version| version.to_string()),
        term.map(|(start, _)| start.to_sqlx()) as _,
        term.map(|(_, end)| end.to_sqlx()) as _,
        ended_on(state).map(jiff_sqlx::ToSqlx::to_sqlx) as _,
        suspended(state),
    )
    .execute(tx)
    .await?;
    Ok(())
}
