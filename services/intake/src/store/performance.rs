//! How long enquiries take: where each stands, and counters of what they left and how they ended.

use dars_bus::StoreError;
use dars_rules::clock;
use jiff::civil::Date;
use jiff_sqlx::ToSqlx as _;
use sqlx::PgConnection;

/// How many left a stage, or ended so, after so many working days.
#[derive(Clone, Debug)]
pub struct Took {
    /// The stage, or how it ended.
    pub stage: String,
    /// The working days.
    pub days: u32,
    /// How many.
    pub enquiries: u32,
}

/// Notes that an enquiry stands at `stage` from `today` on, or that it ended so. An end that is undone, or becomes
/// another one, no longer counts.
pub async fn keep(
    tx: &mut PgConnection,
    enquiry: &str,
    stage: &str,
    over: bool,
    today: Date,
) -> Result<(), StoreError> {
    let last = sqlx::query!(
        r#"
        select stage, began_on as "began_on: jiff_sqlx::Date", raised_on as "raised_on: jiff_sqlx::Date", total_days
        from enquiry_spells where enquiry = $1
        "#,
        enquiry,
    )
    .fetch_optional(&mut *tx)
    .await?;
    if last.as_ref().is_some_and(|last| last.stage == stage && last.total_days.is_some() == over) {
        return Ok(());
    }
    let raised_on = last.as_ref().map_or(today, |last| last.raised_on.to_jiff());
    if let Some(last) = last {
        let began_on = last.began_on.to_jiff();
        match last.total_days {
            None => count(tx, &last.stage, today, working_days(began_on, today)).await?,
            Some(days) => uncount(tx, enquiry, &last.stage, began_on, days).await?,
        }
    }
    let total = over.then(|| working_days(raised_on, today));
    if let Some(total) = total {
        count(tx, stage, today, total).await?;
    }
    sqlx::query!(
        r#"
        insert into enquiry_spells (enquiry, stage, began_on, raised_on, total_days) values ($1, $2, $3, $4, $5)
        on conflict (enquiry) do update set
            stage = excluded.stage, began_on = excluded.began_on, total_days = excluded.total_days
        "#,
        enquiry,
        stage,
        today.to_sqlx() as _,
        raised_on.to_sqlx() as _,
        total,
    )
    .execute(tx)
    .await?;
    Ok(())
}

fn working_days(from: Date, to: Date) -> i32 {
    i32::try_from(clock::days(from, &[], to).our_days).unwrap_or(i32::MAX)
}

async fn count(tx: &mut PgConnection, stage: &str, day: Date, days: i32) -> Result<(), StoreError> {
    sqlx::query!(
        r#"
        insert into enquiry_counts as known (stage, month, working_days, enquiries) values ($1, $2, $3, 1)
        on conflict (stage, month, working_days) do update set enquiries = known.enquiries + 1
        "#,
        stage,
        day.first_of_month().to_sqlx() as _,
        days,
    )
    .execute(tx)
    .await?;
    Ok(())
}

async fn uncount(tx: &mut PgConnection, enquiry: &str, stage: &str, day: Date, days: i32) -> Result<(), StoreError> {
    let month = day.first_of_month();
    let one = sqlx::query!(
        "delete from enquiry_counts where stage = $1 and month = $2 and working_days = $3 and enquiries = 1",
        stage,
        month.to_sqlx() as _,
        days,
    )
    .execute(&mut *tx)
    .await?;
    if one.rows_affected() == 1 {
        return Ok(());
    }
    let one = sqlx::query!(
        r#"
        update enquiry_counts set enquiries = enquiries - 1 where stage = $1 and month = $2 and working_days = $3
        "#,
        stage,
        month.to_sqlx() as _,
        days,
    )
    .execute(tx)
    .await?;
    if one.rows_affected() == 1 {
        return Ok(());
    }
    Err(StoreError::corrupt("enquiry_counts", "enquiries", enquiry, "an end that was counted is not there any more"))
}

/// The enquiries under way, by stage.
pub async fn under_way(tx: &mut PgConnection) -> Result<Vec<(String, u32)>, StoreError> {
    let rows = sqlx::query!(
        r#"
        select stage, count(*) as "enquiries!" from enquiry_spells where total_days is null group by stage order by stage
        "#,
    )
    .fetch_all(tx)
    .await?;
    Ok(rows.into_iter().map(|row| (row.stage, u32::try_from(row.enquiries).unwrap_or(u32::MAX))).collect())
}

/// What was left, and how they ended, in the months from `from` on; by stage and days.
pub async fn took(tx: &mut PgConnection, from: Date) -> Result<Vec<Took>, StoreError> {
    let rows = sqlx::query!(
        r#"
        select stage, working_days, sum(enquiries) as "enquiries!" from enquiry_counts
        where month >= $1 group by stage, working_days order by stage, working_days
        "#,
        from.to_sqlx() as _,
    )
    .fetch_all(tx)
    .await?;
    let took = rows.into_iter().map(|row| Took {
        stage: row.stage,
        days: u32::try_from(row.working_days).unwrap_or_default(),
        enquiries: u32::try_from(row.enquiries).unwrap_or(u32::MAX),
    });
    Ok(took.collect())
}
