//! Agreements, for lists and for whoever asks whether one is in force.

use dars_bus::StoreError;
use dars_contracts_domain::agreement::{State, active_version, ended_on, suspended, term};
use jiff_sqlx::ToSqlx as _;
use serde_json::{Value, json};
use sqlx::PgConnection;

/// One agreement of a list.
#[derive(Clone, Debug)]
pub struct Listed {
    /// The agreement.
    pub nic: String,
    /// The applicant organisation.
    pub organisation: String,
    /// Where it stands, without content: its status is computed from it, for the day on which it is asked.
    pub state: State,
}

/// A row as it is stored.
struct Row {
    nic: String,
    organisation: String,
    state: Value,
}

/// A page in order of NIC number behind `after`; those that concern these organisations, or all.
pub async fn page(
    tx: &mut PgConnection,
    organisations: Option<&[String]>,
    after: &str,
    limit: i64,
) -> Result<Vec<Listed>, StoreError> {
    // Documents are large: the state itself is read only of those that were written before there were outlines.
    let rows = if let Some(organisations) = organisations {
        sqlx::query_as!(
            Row,
            r#"
            -- First those of the organisations, by their index: a plan for any organisations might read all in order.
            with own as materialized (
                select nic, organisation, outline from agreements where organisations && $2 and nic > $1
            ), page as materialized (
                select nic, organisation, outline from own order by nic limit $3
            )
            select p.nic, p.organisation, coalesce(p.outline, g.state) as "state!"
            from page p join aggregates g on g.aggregate = 'agreement' and g.reference = p.nic
            order by p.nic
            "#,
            after,
            organisations,
            limit,
        )
        .fetch_all(tx)
        .await?
    } else {
        sqlx::query_as!(
            Row,
            r#"
            select a.nic, a.organisation, coalesce(a.outline, g.state) as "state!"
            from agreements a join aggregates g on g.aggregate = 'agreement' and g.reference = a.nic
            where a.nic > $1 order by a.nic limit $2
            "#,
            after,
            limit,
        )
        .fetch_all(tx)
        .await?
    };
    rows.into_iter()
        .map(|row| {
            let state = serde_json::from_value(row.state)
                .map_err(|error| StoreError::corrupt("agreements", "outline", &row.nic, error))?;
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
    let outline = serde_json::to_value(state)
        .map(without_content)
        .map_err(|error| StoreError::corrupt("agreements", "outline", nic, error))?;
    sqlx::query!(
        r#"
        insert into agreements
            (nic, organisation, organisations, application_version, version, start_day, end_day, ended_on, suspended,
             outline)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
        on conflict (nic) do update set
            organisation = excluded.organisation, organisations = excluded.organisations,
            application_version = excluded.application_version, version = excluded.version,
            start_day = excluded.start_day, end_day = excluded.end_day, ended_on = excluded.ended_on,
            suspended = excluded.suspended, outline = excluded.outline
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
        outline,
    )
    .execute(tx)
    .await?;
    Ok(())
}

/// The same with everything sealed left out, as if it were redacted.
fn without_content(value: Value) -> Value {
    match value {
        Value::Object(fields) if fields.contains_key("$open") => json!({"$redacted": ""}),
        Value::Object(fields) => fields.into_iter().map(|(name, value)| (name, without_content(value))).collect(),
        Value::Array(items) => items.into_iter().map(without_content).collect(),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => value,
    }
}
