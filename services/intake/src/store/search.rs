//! What intake owns, as it is searched for; each question by an index.

use dars_bus::StoreError;
use sqlx::PgConnection;
use uuid::Uuid;

use super::applications::Sight;

/// Something that was found: its reference, and its title or name.
#[derive(Clone, Debug)]
pub struct Found {
    /// Its reference.
    pub reference: String,
    /// Its title or name.
    pub title: Option<String>,
}

/// A person who was found.
#[derive(Clone, Debug)]
pub struct Person {
    /// Who.
    pub id: Uuid,
    /// Of which organisation.
    pub organisation: String,
    /// Their name.
    pub name: Option<String>,
}

/// Keeps a name of an organisation, beside those it had.
pub async fn keep_organisation(tx: &mut PgConnection, organisation: &str, name: &str) -> Result<(), StoreError> {
    sqlx::query!(
        "insert into organisation_names (organisation, name) values ($1, $2) on conflict do nothing",
        organisation,
        name,
    )
    .execute(tx)
    .await?;
    Ok(())
}

/// Keeps a person's name as an entry of the organisation's journal told it.
pub async fn keep_person(
    tx: &mut PgConnection,
    person: Uuid,
    organisation: &str,
    entry: i64,
    name: Option<&str>,
) -> Result<(), StoreError> {
    sqlx::query!(
        r#"
        insert into people_names (person, organisation, entry, name) values ($1, $2, $3, $4)
        on conflict (person, organisation) do update set entry = excluded.entry, name = excluded.name
        "#,
        person,
        organisation,
        entry,
        name,
    )
    .execute(tx)
    .await?;
    Ok(())
}

/// Empties the name that an entry told.
pub async fn empty_person(tx: &mut PgConnection, organisation: &str, entry: i64) -> Result<(), StoreError> {
    sqlx::query!("update people_names set name = null where organisation = $1 and entry = $2", organisation, entry)
        .execute(tx)
        .await?;
    Ok(())
}

/// Keeps the title of what was handed in last.
pub async fn keep_title(tx: &mut PgConnection, nic: &str, title: Option<&str>) -> Result<(), StoreError> {
    sqlx::query!("update applications set title = $2 where nic = $1", nic, title).execute(tx).await?;
    Ok(())
}

/// Applications by the number of a reference, or by the characters behind it; of those in sight, or of all. Titles
/// of drafts are not told to those who see all.
pub async fn applications_by_reference(
    tx: &mut PgConnection,
    number: &str,
    check: Option<&str>,
    of: Option<&Sight>,
    limit: i64,
) -> Result<Vec<Found>, StoreError> {
    Ok(sqlx::query_as!(
        Found,
        r#"
        select nic as reference, title from applications
        where (split_part(nic, '-', 3) = $1 or split_part(nic, '-', 4) = $2)
            and ($3::text[] is null or organisation = any($3) or (organisation = any($5) and $6 = any(people)))
        order by split_part(nic, '-', 3) = $1 desc, nic limit $4
        "#,
        number,
        check,
        of.map(|of| of.whole.as_slice()) as _,
        limit,
        of.map(|of| of.named.as_slice()) as _,
        of.map(|of| of.person) as _,
    )
    .fetch_all(tx)
    .await?)
}

/// Applications in sight by a part of their title, handed in or being written.
pub async fn applications_by_title(
    tx: &mut PgConnection,
    like: &str,
    of: &Sight,
    limit: i64,
) -> Result<Vec<Found>, StoreError> {
    Ok(sqlx::query_as!(
        Found,
        r#"
        select a.nic as reference, coalesce(d.content ->> 'title', a.title) as title
        from applications a left join drafts d on d.nic = a.nic
        where (a.organisation = any($2) or (a.organisation = any($4) and $5 = any(a.people)))
            and lower(coalesce(d.content ->> 'title', a.title)) like $1
        order by a.nic limit $3
        "#,
        like,
        &of.whole,
        limit,
        &of.named,
        of.person,
    )
    .fetch_all(tx)
    .await?)
}

/// An enquiry.
pub async fn enquiry(tx: &mut PgConnection, reference: &str) -> Result<Option<Found>, StoreError> {
    Ok(sqlx::query_as!(
        Found,
        r#"select reference, null::text as title from enquiries where reference = $1"#,
        reference,
    )
    .fetch_optional(tx)
    .await?)
}

/// Organisations by their code, or by a part of any name they ever had; shown by today's.
pub async fn organisations(
    tx: &mut PgConnection,
    like: &str,
    code: &str,
    limit: i64,
) -> Result<Vec<Found>, StoreError> {
    Ok(sqlx::query_as!(
        Found,
        r#"
        select o.id as reference, o.name as "title?"
        from (
            (select organisation as id from organisation_names where lower(name) like $1 limit 200)
            union
            (select id from organisations where id = $2)
        ) as hit
        join organisations o on o.id = hit.id
        order by o.id = $2 desc, o.name, o.id limit $3
        "#,
        like,
        code,
        limit,
    )
    .fetch_all(tx)
    .await?)
}

/// People by a part of their name.
pub async fn people(tx: &mut PgConnection, like: &str, limit: i64) -> Result<Vec<Person>, StoreError> {
    Ok(sqlx::query_as!(
        Person,
        r#"
        select person as id, organisation, name from people_names
        where lower(name) like $1
        order by name, organisation limit $2
        "#,
        like,
        limit,
    )
    .fetch_all(tx)
    .await?)
}
