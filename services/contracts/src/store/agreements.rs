//! Agreements, for lists and for whoever asks whether one is in force.

use dars_bus::StoreError;
use dars_contracts_domain::agreement::{State, active_version, ended_on, suspended, term};
use jiff_sqlx::ToSqlx as _;
use serde_json::{Value, json};
use sqlx::PgConnection;

use super::mandates::Theirs;

/// One agreement of a list.
#[derive(Clone, Debug)]
pub struct Listed {
    /// The agreement.
    pub nic: String,
    /// The applicant organisation.
    pub organisation: String,
    /// Where it stands, without content: its status is computed from it, for the day on which it is asked.
    pub state: State,
    /// Whether the reader may see all of it, and not only what is in force.
    pub whole: bool,
}

/// A row as it is stored.
struct Row {
    nic: String,
    organisation: String,
    state: Value,
    whole: bool,
}

/// A page in order of NIC number behind `after`: all, or those that concern these organisations, and those in force on
/// which someone is `named` who only collaborates.
pub async fn page(
    tx: &mut PgConnection,
    theirs: Option<&Theirs>,
    after: &str,
    limit: i64,
) -> Result<Vec<Listed>, StoreError> {
    // Documents are large: the state itself is read only of those that were written before there were outlines.
    let rows = if let Some(theirs) = theirs {
        sqlx::query_as!(
            Row,
            r#"
            -- First those of the organisations, by their index: a plan for any organisations might read all in order.
            with own as materialized (
                select nic, organisation, outline, true as whole from agreements
                where organisations && $2 and nic > $1
                union all
                -- And, of what they are named on who only collaborate, what has come into force.
                select a.nic, a.organisation, a.outline, false
                from application_people p join agreements a on a.nic = p.nic
                where p.person = $4 and p.nic > $1
                    and a.organisations && $5 and not a.organisations && $2 and a.start_day <= $6
            ), page as materialized (
                select nic, organisation, outline, whole from own order by nic limit $3
            )
            select p.nic as "nic!", p.organisation as "organisation!", coalesce(p.outline, g.state) as "state!",
                p.whole as "whole!"
            from page p join aggregates g on g.aggregate = 'agreement' and g.reference = p.nic
            order by p.nic
            "#,
            after,
            &theirs.organisations,
            limit,
            theirs.person.0,
            &theirs.collaborates,
            theirs.today.to_sqlx() as _,
        )
        .fetch_all(tx)
        .await?
    } else {
        sqlx::query_as!(
            Row,
            r#"
            select a.nic, a.organisation, coalesce(a.outline, g.state) as "state!", true as "whole!"
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
            Ok(Listed { nic: row.nic, organisation: row.organisation, state, whole: row.whole })
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
