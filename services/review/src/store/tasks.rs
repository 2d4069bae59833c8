//! What waits for someone in a case.

use dars_bus::StoreError;
use dars_vocabulary::{OrganisationId, PersonId};
use jiff::civil::Date;
use jiff_sqlx::ToSqlx as _;
use sqlx::PgConnection;
use uuid::Uuid;

/// One thing that waits, as it is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Waiting {
    /// What is to be done.
    pub what: &'static str,
    /// The clarification's number; 0: about the whole case.
    pub number: i32,
    /// For whom.
    pub whom: Whom,
    /// The day by which.
    pub due: Date,
}

/// For whom something waits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Whom {
    /// Everyone of a staff role, by its code.
    Role(&'static str),
    /// One person.
    Person(PersonId),
}

/// One thing that waits, as it is read.
#[derive(Clone, Debug)]
pub struct Row {
    /// The case.
    pub nic: String,
    /// What is to be done.
    pub what: String,
    /// The clarification's number, or 0.
    pub number: i32,
    /// The day by which.
    pub due: Date,
}

/// Replaces what waits in a case.
pub async fn replace(
    tx: &mut PgConnection,
    nic: &str,
    waiting: &[Waiting],
    requesters: &[String],
    not_for: &[Uuid],
) -> Result<(), StoreError> {
    sqlx::query!("delete from tasks where nic = $1", nic).execute(&mut *tx).await?;
    for task in waiting {
        let (role, person) = match &task.whom {
            Whom::Role(role) => (Some(*role), None),
            Whom::Person(person) => (None, Some(person.0)),
        };
        // Only an approver's work is barred to those who worked on the case.
        let not_for = if role == Some("approver") { not_for } else { &[] };
        sqlx::query!(
            r#"
            insert into tasks (nic, what, number, role, person, due, requesters, not_for)
            values ($1, $2, $3, $4, $5, $6, $7, $8)
            "#,
            nic,
            task.what,
            task.number,
            role,
            person,
            task.due.to_sqlx() as _,
            requesters,
            not_for,
        )
        .execute(&mut *tx)
        .await?;
    }
    Ok(())
}

/// What waits for one of `names`, or for one of `roles` and not for others than `person`; by due date, each list from
/// its index.
pub async fn of(
    tx: &mut PgConnection,
    person: PersonId,
    names: &[PersonId],
    roles: &[String],
    organisations: &[OrganisationId],
    limit: i64,
) -> Result<Vec<Row>, StoreError> {
    let names: Vec<Uuid> = names.iter().map(|name| name.0).collect();
    let organisations: Vec<String> = organisations.iter().map(ToString::to_string).collect();
    let rows = sqlx::query!(
        r#"
        select nic as "nic!", what as "what!", number as "number!", due as "due!: jiff_sqlx::Date"
        from (
            select mine.nic, mine.what, mine.number, mine.due
            from unnest($2::uuid[]) as named (person)
            cross join lateral (
                select nic, what, number, due from tasks
                where person = named.person and not requesters && $4
                order by due, nic limit $5
            ) as mine
            union all
            select found.nic, found.what, found.number, found.due
            from unnest($3::text[]) as asked (role)
            cross join lateral (
                select nic, what, number, due from tasks
                where role = asked.role and not requesters && $4 and not $1 = any (not_for)
                order by due, nic limit $5
            ) as found
        ) as waiting
        order by due, nic, what, number limit $5
        "#,
        person.0,
        &names,
        roles,
        &organisations,
        limit,
    )
    .fetch_all(tx)
    .await?;
    Ok(rows
        .into_iter()
        .map(|row| Row { nic: row.nic, what: row.what, number: row.number, due: row.due.to_jiff() })
        .collect())
}
