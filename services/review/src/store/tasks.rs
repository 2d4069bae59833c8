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

impl Whom {
    /// As two columns: the role, or the person.
    pub fn columns(&self) -> (Option<String>, Option<Uuid>) {
        match self {
            Self::Role(role) => (Some((*role).to_owned()), None),
            Self::Person(person) => (None, Some(person.0)),
        }
    }
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
    let whats: Vec<String> = waiting.iter().map(|task| task.what.to_owned()).collect();
    let numbers: Vec<i32> = waiting.iter().map(|task| task.number).collect();
    let (roles, people): (Vec<Option<String>>, Vec<Option<Uuid>>) =
        waiting.iter().map(|task| task.whom.columns()).unzip();
    let dues: Vec<_> = waiting.iter().map(|task| task.due.to_sqlx()).collect();
    sqlx::query!("delete from tasks where nic = $1", nic).execute(&mut *tx).await?;
    if waiting.is_empty() {
        return Ok(());
    }
    sqlx::query!(
        r#"
        -- Only an approver's work is barred to those who worked on the case.
        insert into tasks (nic, what, number, role, person, due, requesters, not_for)
        select $1, waits.what, waits.number, waits.role, waits.person, waits.due, $7,
               case when waits.role = 'approver' then $8::uuid[] else '{}' end
        from unnest($2::text[], $3::int[], $4::text[], $5::uuid[], $6::date[])
            as waits (what, number, role, person, due)
        "#,
        nic,
        &whats,
        &numbers,
        &roles as &[Option<String>],
        &people as &[Option<Uuid>],
        &dues as &[jiff_sqlx::Date],
        requesters,
        not_for,
    )
    .execute(tx)
    .await?;
    Ok(())
}

/// Who asks what waits for them.
#[derive(Clone, Debug)]
pub struct Asker {
    /// The person.
    pub person: PersonId,
    /// In whose name they act.
    pub names: Vec<PersonId>,
    /// The staff roles they hold, by code.
    pub roles: Vec<String>,
    /// The organisations they belong to: nobody works on their own.
    pub organisations: Vec<OrganisationId>,
}

/// What waits for one of their names, or for one of their roles and not for others; by due date, from this day and case
/// on, each list from its index.
pub async fn of(
    tx: &mut PgConnection,
    asker: &Asker,
    (due, nic): (Date, &str),
    limit: i64,
) -> Result<Vec<Row>, StoreError> {
    let names: Vec<Uuid> = asker.names.iter().map(|name| name.0).collect();
    let organisations: Vec<String> = asker.organisations.iter().map(ToString::to_string).collect();
    let rows = sqlx::query!(
        r#"
        select nic as "nic!", what as "what!", number as "number!", due as "due!: jiff_sqlx::Date"
        from (
            select mine.nic, mine.what, mine.number, mine.due
            from unnest($2::uuid[]) as named (person)
            cross join lateral (
                select nic, what, number, due from tasks
                where person = named.person and not requesters && $4 and (due, nic) >= ($6, $7)
                order by due, nic limit $5
            ) as mine
            union all
            select found.nic, found.what, found.number, found.due
            from unnest($3::text[]) as asked (role)
            cross join lateral (
                select nic, what, number, due from tasks
                where role = asked.role and not requesters && $4 and not $1 = any (not_for) and (due, nic) >= ($6, $7)
                order by due, nic limit $5
            ) as found
        ) as waiting
        order by due, nic, what, number limit $5
        "#,
        asker.person.0,
        &names,
        &asker.roles,
        &organisations,
        limit,
        due.to_sqlx() as _,
        nic,
    )
    .fetch_all(tx)
    .await?;
    Ok(rows
        .into_iter()
        .map(|row| Row { nic: row.nic, what: row.what, number: row.number, due: row.due.to_jiff() })
        .collect())
}
