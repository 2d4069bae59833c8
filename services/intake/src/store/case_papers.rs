//! To whom a meeting opens and closes a case on its list, as `review` tells it.

use dars_bus::{StoreError, Told};
use dars_intake_domain::application::Papers;
use dars_messages::facts::review::CasePapersV1;
use dars_vocabulary::{OrganisationId, PersonId};
use jiff_sqlx::ToSqlx as _;
use sqlx::PgConnection;
use uuid::Uuid;

/// Keeps what was told; what was told before of this case and meeting changes nothing.
pub async fn keep(tx: &mut PgConnection, told: &Told, fact: &CasePapersV1) -> Result<(), StoreError> {
    let ids = |people: &[PersonId]| people.iter().map(|person| person.0).collect::<Vec<Uuid>>();
    let requesters: Vec<String> = fact.requesters.iter().map(ToString::to_string).collect();
    sqlx::query!(
        r#"
        insert into case_papers
            (nic, meeting, requesters, considered, undeclared, interested, open_to, since, event_id)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
        on conflict (nic, meeting) do update set
            requesters = excluded.requesters, considered = excluded.considered, undeclared = excluded.undeclared,
            interested = excluded.interested, open_to = excluded.open_to, since = excluded.since,
            event_id = excluded.event_id
        where (case_papers.since, case_papers.event_id) < (excluded.since, excluded.event_id)
        "#,
        fact.nic.as_str(),
        fact.meeting.as_str(),
        &requesters,
        fact.considered,
        &ids(&fact.undeclared),
        &ids(&fact.interested),
        &ids(&fact.open_to),
        told.time.to_sqlx() as _,
        told.event_id,
    )
    .execute(tx)
    .await?;
    Ok(())
}

/// What the meetings make of this case for this person, a member of `organisations` today. An interest at any of them
/// weighs most, then that nothing was said at one.
pub async fn of(
    tx: &mut PgConnection,
    nic: &str,
    person: PersonId,
    organisations: &[OrganisationId],
) -> Result<Papers, StoreError> {
    let organisations: Vec<String> = organisations.iter().map(ToString::to_string).collect();
    let row = sqlx::query!(
        r#"
        select
            coalesce(bool_or($2 = any (interested)), false) as "interested!",
            coalesce(bool_or($2 = any (undeclared)), false) as "undeclared!",
            coalesce(bool_or($2 = any (open_to) and not requesters && $3), false) as "open!",
            coalesce(bool_or($2 = any (open_to) and not requesters && $3 and considered), false) as "considered!"
        from case_papers where nic = $1
        "#,
        nic,
        person.0,
        &organisations,
    )
    .fetch_one(tx)
    .await?;
    Ok(match (row.interested, row.undeclared, row.open) {
        (true, ..) => Papers::Interested,
        (false, true, _) => Papers::Undeclared,
        (false, false, true) => Papers::Open { considered: row.considered },
        (false, false, false) => Papers::Nothing,
    })
}
