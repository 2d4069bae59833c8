//! Service agreements, for lists and for the gate of releases.

use dars_bus::StoreError;
use dars_contracts_domain::service_agreement::State;
use dars_vocabulary::{Nic, code::AccessService};
use jiff::civil::Date;
use jiff_sqlx::ToSqlx as _;
use sqlx::PgConnection;

use super::mandates::Theirs;

/// One service agreement of a list.
#[derive(Clone, Debug)]
pub struct Listed {
    /// The service agreement.
    pub reference: String,
    /// Where it stands.
    pub state: State,
}

/// Whether a service agreement for this access service is active on `day`, by its dates and the agreement's (V40).
pub async fn active_for(
    tx: &mut PgConnection,
    nic: &Nic,
    service: AccessService,
    day: Date,
) -> Result<bool, StoreError> {
    let active = sqlx::query_scalar!(
        r#"
        select exists (
            select from service_agreements s join agreements a on a.nic = s.nic
            where s.nic = $1 and s.service = $2 and s.state = 'ACTIVE' and $3 between s.start_day and s.end_day
                and a.ended_on is null and $3 <= a.end_day
        ) as "active!"
        "#,
        nic.as_str(),
        service.code(),
        day.to_sqlx() as _,
    )
    .fetch_one(tx)
    .await?;
    Ok(active)
}

/// A row as it is stored.
struct Row {
    reference: String,
    state: serde_json::Value,
}

/// A page in order of reference behind `after`; of these organisations alone, or of all.
pub async fn page(
    tx: &mut PgConnection,
    theirs: Option<&Theirs>,
    after: &str,
    limit: i64,
) -> Result<Vec<Listed>, StoreError> {
    let rows = if let Some(theirs) = theirs {
        sqlx::query_as!(
            Row,
            r#"
            -- First those of the organisations, by their index: a plan for any organisations might read all in order.
            with own as materialized (
                (select reference from service_agreements where organisation = any($2) and reference > $1
                 order by reference limit $3)
                union all
                -- And, of what they are named on who only collaborate, what runs.
                (select s.reference from application_people p join service_agreements s on s.nic = p.nic
                 where p.person = $4 and s.reference > $1 and s.organisation = any($5) and s.organisation <> all($2)
                     and s.state = 'ACTIVE' and s.start_day <= $6 and s.end_day >= $6
                 order by s.reference limit $3)
            )
            select own.reference as "reference!", g.state
            from own join aggregates g on g.aggregate = 'service_agreement' and g.reference = own.reference
            order by own.reference limit $3
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
            select s.reference, g.state
            from service_agreements s
            join aggregates g on g.aggregate = 'service_agreement' and g.reference = s.reference
            where s.reference > $1 order by s.reference limit $2
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
                .map_err(|error| StoreError::corrupt("aggregates", "state", &row.reference, error))?;
            Ok(Listed { reference: row.reference, state })
        })
        .collect()
}

/// Keeps one.
pub async fn keep(tx: &mut PgConnection, reference: &str, state: &State) -> Result<(), StoreError> {
    let Some(quoted) = state.quoted() else { return Ok(()) };
    sqlx::query!(
        r#"
        insert into service_agreements (reference, nic, organisation, service, state, start_day, end_day)
        values ($1, $2, $3, $4, $5, $6, $7)
        on conflict (reference) do update set state = excluded.state
        "#,
        reference,
        quoted.nic.as_str(),
        quoted.organisation.as_str(),
        quoted.service.code(),
        state.name(),
        quoted.start.to_sqlx() as _,
        quoted.end.to_sqlx() as _,
    )
    .execute(tx)
    .await?;
    Ok(())
}

/// Has the sweep end what belongs to an agreement that is over. It is asked for again whenever either of them changes,
/// since a later change of the one must not forget the end of the other.
pub async fn end_with_agreement(tx: &mut PgConnection, nic: &str) -> Result<(), StoreError> {
    sqlx::query!(
        r#"
        insert into next_due (aggregate, reference, due_on)
        select 'service_agreement', s.reference, a.ended_on
        from service_agreements s join agreements a on a.nic = s.nic
        where s.nic = $1 and a.ended_on is not null and s.state not in ('ENDING', 'CLOSED')
        on conflict (aggregate, reference) do update set due_on = least(next_due.due_on, excluded.due_on)
        "#,
        nic,
    )
    .execute(tx)
    .await?;
    Ok(())
}
