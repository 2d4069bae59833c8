//! Cases, as they are searched for; each question by an index.

use dars_bus::StoreError;
use dars_vocabulary::PersonId;
use sqlx::PgConnection;

/// A case that was found.
#[derive(Clone, Debug)]
pub struct Found {
    /// Its reference.
    pub nic: String,
    /// The title of what is under review.
    pub title: Option<String>,
    /// The applicant organisation's name, once we were told.
    pub organisation: Option<String>,
}

/// By the number of a reference, and by its characters behind the number: either may be mistyped. The number counts
/// more.
pub async fn by_reference(
    tx: &mut PgConnection,
    number: i32,
    check: Option<&str>,
    limit: i64,
) -> Result<Vec<Found>, StoreError> {
    Ok(sqlx::query_as!(
        Found,
        r#"
        select c.nic, c.title, o.name as "organisation?"
        from cases c left join organisations o on o.id = c.organisation
        where c.number = $1 or split_part(c.nic, '-', 4) = $2
        order by c.number = $1 and split_part(c.nic, '-', 4) is not distinct from $2 desc, c.number = $1 desc, c.nic
        limit $3
        "#,
        number,
        check,
        limit,
    )
    .fetch_all(tx)
    .await?)
}

/// By a part of the title, or of any name that the applicant organisation ever had; those under way first.
pub async fn by_words(tx: &mut PgConnection, like: &str, code: &str, limit: i64) -> Result<Vec<Found>, StoreError> {
    Ok(sqlx::query_as!(
        Found,
        r#"
        select c.nic, c.title, o.name as "organisation?"
        from (
            (select nic from cases where lower(title) like $1 limit 500)
            union
            (select c.nic from organisation_names n join cases c on c.organisation = n.organisation
             where lower(n.name) like $1 limit 500)
            union
            (select nic from cases where organisation = $2 limit 500)
        ) as hit
        join cases c on c.nic = hit.nic
        left join organisations o on o.id = c.organisation
        order by c.ended_on is not null, c.decision_due, c.nic limit $3
        "#,
        like,
        code,
        limit,
    )
    .fetch_all(tx)
    .await?)
}

/// A precedent's title, if there is one; the title is empty once it was redacted.
pub async fn precedent(tx: &mut PgConnection, reference: &str) -> Result<Option<Option<String>>, StoreError> {
    Ok(sqlx::query_scalar!("select title from precedents where reference = $1", reference).fetch_optional(tx).await?)
}

/// Whether there is such a meeting; for a member, one of theirs.
pub async fn meeting(tx: &mut PgConnection, reference: &str, member: Option<PersonId>) -> Result<bool, StoreError> {
    Ok(sqlx::query_scalar!(
        r#"
        select exists (
            select from meetings where reference = $1 and ($2::uuid is null or $2 = any(members))
        ) as "there!"
        "#,
        reference,
        member.map(|member| member.0) as _,
    )
    .fetch_one(tx)
    .await?)
}
