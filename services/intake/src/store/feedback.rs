//! Whom we asked how they found it, and the marks they gave.

use dars_bus::{Aggregate as _, StoreError};
use dars_intake_domain::feedback::{Asked, Given, State};
use dars_messages::requests::intake::{FeedbackRequest, Occasion};
use dars_rules::policy;
use dars_vocabulary::{PersonId, Sector, calendar::days_after};
use jiff::civil::{Date, date};
use jiff_sqlx::ToSqlx as _;
use serde::{Serialize, de::DeserializeOwned};
use sqlx::PgConnection;

use crate::handle::Feedback;

/// A code list's value as it stands in a table.
fn read<T: DeserializeOwned>(column: &'static str, about: &str, code: String) -> Result<T, StoreError> {
    serde_json::from_value(serde_json::Value::String(code))
        .map_err(|error| StoreError::corrupt("feedback_requests", column, about, error))
}

/// Asks someone, once per occasion, however often it is told.
pub async fn ask(
    tx: &mut PgConnection,
    person: PersonId,
    about: &str,
    occasion: Occasion,
    sector: Sector,
    today: Date,
) -> Result<(), StoreError> {
    sqlx::query!(
        r#"
        insert into feedback_requests (person, about, occasion, sector, asked_on, until_day)
        values ($1, $2, $3, $4, $5, $6)
        on conflict (person, about, occasion) do nothing
        "#,
        person.0,
        about,
        occasion.code(),
        sector.code(),
        today.to_sqlx() as _,
        days_after(today, i64::from(policy::FEEDBACK_OPEN.value)).to_sqlx() as _,
    )
    .execute(tx)
    .await?;
    Ok(())
}

/// Whether someone was asked.
pub async fn asked(
    tx: &mut PgConnection,
    person: PersonId,
    about: &str,
    occasion: Occasion,
) -> Result<Option<Asked>, StoreError> {
    sqlx::query!(
        r#"select sector, until_day as "until_day: jiff_sqlx::Date" from feedback_requests
        where person = $1 and about = $2 and occasion = $3"#,
        person.0,
        about,
        occasion.code(),
    )
    .fetch_optional(tx)
    .await?
    .map(|row| Ok(Asked { sector: read("sector", about, row.sector)?, until: row.until_day.to_jiff() }))
    .transpose()
}

/// What someone means who names a request without its version: the one that they were asked about last and have not
/// answered, or answered last.
pub async fn meant(
    tx: &mut PgConnection,
    person: PersonId,
    about: &str,
    occasion: Occasion,
) -> Result<Option<String>, StoreError> {
    Ok(sqlx::query_scalar!(
        r#"
        select about from feedback_requests
        where person = $1 and occasion = $2 and (about = $3 or starts_with(about, $3 || '-v'))
        order by about = $3 desc, given_on is null desc, asked_on desc, length(about) desc, about desc limit 1
        "#,
        person.0,
        occasion.code(),
        about,
    )
    .fetch_optional(tx)
    .await?)
}

/// A request's place in the list.
pub type Place = (Date, String, String);

/// What someone can still answer on `today`, the oldest first, behind a place.
pub async fn open(
    tx: &mut PgConnection,
    person: PersonId,
    today: Date,
    behind: Option<Place>,
    limit: i64,
) -> Result<Vec<FeedbackRequest>, StoreError> {
    let (until, about, occasion) = behind.unwrap_or((date(1900, 1, 1), String::new(), String::new()));
    let rows = sqlx::query!(
        r#"
        select about, occasion, until_day as "until_day: jiff_sqlx::Date" from feedback_requests
        where person = $1 and given_on is null and until_day >= $2 and (until_day, about, occasion) > ($3, $4, $5)
        order by until_day, about, occasion limit $6
        "#,
        person.0,
        today.to_sqlx() as _,
        until.to_sqlx() as _,
        about,
        occasion,
        limit,
    )
    .fetch_all(tx)
    .await?;
    rows.into_iter()
        .map(|row| {
            let occasion = read("occasion", &row.about, row.occasion)?;
            Ok(FeedbackRequest { about: row.about, occasion, until: row.until_day.to_jiff() })
        })
        .collect()
}

/// Until when someone can still answer about one thing.
pub async fn open_about(
    tx: &mut PgConnection,
    person: PersonId,
    about: &str,
    today: Date,
) -> Result<Option<Date>, StoreError> {
    let until = sqlx::query_scalar!(
        r#"
        select until_day as "until_day: jiff_sqlx::Date" from feedback_requests
        where person = $1 and about = $2 and given_on is null and until_day >= $3
        "#,
        person.0,
        about,
        today.to_sqlx() as _,
    )
    .fetch_optional(tx)
    .await?;
    Ok(until.map(jiff_sqlx::Date::to_jiff))
}

/// Keeps the marks, and that the request is answered.
pub async fn given(tx: &mut PgConnection, reference: &str, person: PersonId, given: &Given) -> Result<(), StoreError> {
    sqlx::query!(
        r#"
        with answered as (
            update feedback_requests set given_on = $7, sector = $3 where person = $8 and about = $9 and occasion = $2
        )
        insert into feedback_marks (reference, occasion, sector, ease, clarity, given_on)
        values ($1, $2, $3, $4, $5, $6)
        "#,
        reference,
        given.occasion.code(),
        given.sector.code(),
        i16::from(given.ease),
        i16::from(given.clarity),
        given.given_on.to_sqlx() as _,
        given.given_on.to_sqlx() as _,
        person.0,
        given.about,
    )
    .execute(tx)
    .await?;
    Ok(())
}

/// The marks of one group after one occasion.
#[derive(Clone, Debug, Serialize)]
pub struct Marks {
    /// After what.
    pub occasion: String,
    /// Whose.
    pub sector: String,
    /// How many were asked.
    pub asked: i64,
    /// How many answered.
    pub answered: i64,
    /// The mean mark for how easy it was.
    pub ease: Option<f64>,
    /// The mean mark for how clear it was.
    pub clarity: Option<f64>,
}

/// The marks given, and the requests made, from `from` on.
pub async fn marks(tx: &mut PgConnection, from: Date) -> Result<Vec<Marks>, StoreError> {
    Ok(sqlx::query_as!(
        Marks,
        r#"
        select occasion as "occasion!", sector as "sector!",
            coalesce(sum(asked), 0)::bigint as "asked!", coalesce(sum(answered), 0)::bigint as "answered!",
            sum(ease)::float8 / nullif(sum(answered), 0) as ease,
            sum(clarity)::float8 / nullif(sum(answered), 0) as clarity
        from (
            select occasion, sector, 1 as asked, 0 as answered, 0 as ease, 0 as clarity
            from feedback_requests where asked_on >= $1
            union all
            select occasion, sector, 0, 1, ease, clarity from feedback_marks where given_on >= $1
        ) as told
        group by occasion, sector order by occasion, sector
        "#,
        from.to_sqlx() as _,
    )
    .fetch_all(tx)
    .await?)
}

/// What was said, newest first, behind mark number `behind`: the states in one read, a page at a time.
pub async fn said(tx: &mut PgConnection, behind: Option<i64>, limit: i64) -> Result<Vec<(i64, State)>, StoreError> {
    let rows = sqlx::query!(
        r#"
        with page as (
            select number, reference from feedback_marks
            where $1::bigint is null or number < $1 order by number desc limit $2
        )
        select page.number as "number!", page.reference as "reference!", g.state as "state!"
        from page join aggregates g on g.aggregate = $3 and g.reference = page.reference
        order by page.number desc
        "#,
        behind,
        limit,
        Feedback::KIND,
    )
    .fetch_all(tx)
    .await?;
    rows.into_iter()
        .map(|row| {
            let state = serde_json::from_value(row.state)
                .map_err(|error| StoreError::corrupt("aggregates", "state", &row.reference, error))?;
            Ok((row.number, state))
        })
        .collect()
}
