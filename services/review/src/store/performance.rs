//! How long cases take: their stages, those that have ended, and groups of alike ones.

use dars_bus::StoreError;
use dars_review_domain::performance::Past;
use dars_rules::{clock, counts::Count, policy};
use dars_vocabulary::{DocumentVersion, Nic};
use jiff::civil::Date;
use jiff_sqlx::ToSqlx as _;
use serde::Serialize;
use serde_json::{Value, json};
use sqlx::PgConnection;

/// A case that has ended.
#[derive(Clone, Debug)]
pub struct Finished<'a> {
    /// How, by the state's name.
    pub outcome: &'a str,
    /// Why it was refused, as a code.
    pub reason: Option<&'a str>,
    /// The day.
    pub ended_on: Date,
    /// Our working days.
    pub our_days: u32,
    /// The applicant's.
    pub your_days: u32,
    /// Which cases it is like; empty unless it was decided.
    pub likeness: &'a [String],
}

/// Notes that a case stands at `stage` from `today` on, or that it has left the last one.
pub async fn stage(tx: &mut PgConnection, nic: &str, stage: Option<&str>, today: Date) -> Result<(), StoreError> {
    let last = sqlx::query!(
        r#"select number, stage, began_on as "began_on: jiff_sqlx::Date", ended_on is null as "open!"
        from stage_spells where nic = $1 order by number desc limit 1"#,
        nic,
    )
    .fetch_optional(&mut *tx)
    .await?;
    let number = last.as_ref().map_or(0, |last| last.number);
    if let Some(last) = last.filter(|last| last.open) {
        if Some(last.stage.as_str()) == stage {
            return Ok(());
        }
        let days = clock::days(last.began_on.to_jiff(), &[], today).our_days;
        let closed = sqlx::query!(
            "update stage_spells set ended_on = $3, working_days = $4 where nic = $1 and number = $2",
            nic,
            number,
            today.to_sqlx() as _,
            i32::try_from(days).unwrap_or(i32::MAX),
        )
        .execute(&mut *tx)
        .await?;
        if closed.rows_affected() != 1 {
            return Err(StoreError::corrupt("stage_spells", "number", nic, "the open stage is not there any more"));
        }
    }
    if let Some(stage) = stage {
        sqlx::query!(
            "insert into stage_spells (nic, number, stage, began_on) values ($1, $2, $3, $4)",
            nic,
            number.saturating_add(1),
            stage,
            today.to_sqlx() as _,
        )
        .execute(tx)
        .await?;
    }
    Ok(())
}

/// Keeps that this version has ended; `None`: it has not, or not any more.
pub async fn finish(
    tx: &mut PgConnection,
    nic: &str,
    version: DocumentVersion,
    finished: Option<&Finished<'_>>,
) -> Result<(), StoreError> {
    let version = version.to_string();
    sqlx::query!(
        r#"
        -- One round trip for the many commands that end nothing.
        with gone as (delete from finished_cases where nic = $1 and version = $2)
        delete from decided_likes where nic = $1 and version = $2
        "#,
        nic,
        version,
    )
    .execute(&mut *tx)
    .await?;
    let Some(case) = finished else { return Ok(()) };
    let (ours, yours) = (i32::try_from(case.our_days).ok(), i32::try_from(case.your_days).ok());
    sqlx::query!(
        r#"
        insert into finished_cases (nic, version, outcome, reason, ended_on, our_days, your_days)
        values ($1, $2, $3, $4, $5, $6, $7)
        "#,
        nic,
        version,
        case.outcome,
        case.reason,
        case.ended_on.to_sqlx() as _,
        ours.unwrap_or(i32::MAX),
        yours.unwrap_or(i32::MAX),
    )
    .execute(&mut *tx)
    .await?;
    sqlx::query!(
        r#"
        insert into decided_likes (likeness, ended_on, nic, version, our_days, your_days)
        select likeness, $2, $3, $4, $5, $6 from unnest($1::text[]) as likeness
        "#,
        case.likeness,
        case.ended_on.to_sqlx() as _,
        nic,
        version,
        ours.unwrap_or(i32::MAX),
        yours.unwrap_or(i32::MAX),
    )
    .execute(tx)
    .await?;
    Ok(())
}

/// The newest decided cases of the closest group that has enough of them, but for `nic` itself.
pub async fn alike(tx: &mut PgConnection, nic: &Nic, likeness: &[String]) -> Result<(String, Vec<Past>), StoreError> {
    let rows = sqlx::query!(
        r#"
        -- Each group is read from the key, newest first, and no further than needed.
        select asked.likeness as "likeness!", past.our_days as "our_days!", past.your_days as "your_days!"
        from unnest($1::text[]) with ordinality as asked (likeness, place)
        cross join lateral (
            select our_days, your_days from decided_likes
            where likeness = asked.likeness and nic <> $2 order by ended_on desc limit $3
        ) as past
        order by asked.place
        "#,
        likeness,
        nic.as_str(),
        i64::from(policy::FORECAST_MOST.value),
    )
    .fetch_all(tx)
    .await?;
    let enough = usize::try_from(policy::FORECAST_FEWEST.value).unwrap_or(usize::MAX);
    for group in likeness {
        let past: Vec<Past> = rows
            .iter()
            .filter(|row| row.likeness == *group)
            .map(|row| Past { our_days: days(row.our_days), your_days: days(row.your_days) })
            .collect();
        if past.len() >= enough {
            return Ok((group.clone(), past));
        }
    }
    Ok((String::new(), Vec::new()))
}

/// How many cases stand where.
#[derive(Clone, Debug, Serialize)]
pub struct Standing {
    /// The stage.
    pub stage: String,
    /// How many.
    pub cases: i64,
}

/// The cases under way, by stage.
pub async fn under_way(tx: &mut PgConnection) -> Result<Vec<Standing>, StoreError> {
    Ok(sqlx::query_as!(
        Standing,
        r#"select state as "stage!", count(*) as "cases!" from cases where ended_on is null
        group by state order by state"#,
    )
    .fetch_all(tx)
    .await?)
}

/// How long something took, in working days.
#[derive(Clone, Debug, Serialize)]
pub struct Durations {
    /// What.
    #[serde(skip)]
    pub of: String,
    /// How many.
    pub count: i64,
    /// A quarter took less.
    pub lower_quartile: f64,
    /// Half took less.
    pub median: f64,
    /// A quarter took longer.
    pub upper_quartile: f64,
}

impl Durations {
    /// The same where how many there were may not be told.
    pub fn without_count(&self) -> Value {
        json!({
            "count": Count::Withheld,
            "lower_quartile": self.lower_quartile,
            "median": self.median,
            "upper_quartile": self.upper_quartile,
        })
    }
}

/// The stages that ended from `from` on.
pub async fn stages(tx: &mut PgConnection, from: Date) -> Result<Vec<Durations>, StoreError> {
    Ok(sqlx::query_as!(
        Durations,
        r#"
        select stage as "of!", count(*) as "count!",
            percentile_cont(0.25) within group (order by working_days) as "lower_quartile!",
            percentile_cont(0.5) within group (order by working_days) as "median!",
            percentile_cont(0.75) within group (order by working_days) as "upper_quartile!"
        from stage_spells where ended_on >= $1 and ended_on is not null
        group by stage order by stage
        "#,
        from.to_sqlx() as _,
    )
    .fetch_all(tx)
    .await?)
}

/// Whose days the cases took that were decided from `from` on: `ours` and `theirs`.
pub async fn decided(tx: &mut PgConnection, from: Date) -> Result<Vec<Durations>, StoreError> {
    Ok(sqlx::query_as!(
        Durations,
        r#"
        select whose.name as "of!", count(*) as "count!",
            percentile_cont(0.25) within group (order by whose.days) as "lower_quartile!",
            percentile_cont(0.5) within group (order by whose.days) as "median!",
            percentile_cont(0.75) within group (order by whose.days) as "upper_quartile!"
        from finished_cases
        cross join lateral (values ('ours', our_days), ('theirs', your_days)) as whose (name, days)
        where ended_on >= $1 and outcome in ('APPROVED', 'APPROVED_WITH_CONDITIONS', 'REFUSED')
        group by whose.name order by whose.name
        "#,
        from.to_sqlx() as _,
    )
    .fetch_all(tx)
    .await?)
}

/// How many ended how, and why.
#[derive(Clone, Debug)]
pub struct Ending {
    /// How.
    pub outcome: String,
    /// Why it was refused.
    pub reason: Option<String>,
    /// How many.
    pub cases: i64,
    /// How many of them within the target.
    pub within_target: i64,
}

/// The cases that ended from `from` on.
pub async fn endings(tx: &mut PgConnection, from: Date) -> Result<Vec<Ending>, StoreError> {
    Ok(sqlx::query_as!(
        Ending,
        r#"
        select outcome, reason, count(*) as "cases!", count(*) filter (where our_days <= $2) as "within_target!"
        from finished_cases where ended_on >= $1
        group by outcome, reason order by outcome, reason
        "#,
        from.to_sqlx() as _,
        i32::try_from(policy::DECISION.value).unwrap_or(i32::MAX),
    )
    .fetch_all(tx)
    .await?)
}

fn days(stored: i32) -> u32 {
    u32::try_from(stored).unwrap_or_default()
}
