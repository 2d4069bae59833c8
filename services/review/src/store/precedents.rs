//! Precedents, for their list, and each use of them.

use dars_bus::StoreError;
use dars_review_domain::precedent::{Standing, State};
use dars_vocabulary::{DocumentVersion, Nic, PrecedentRef, Sealed};
use jiff::civil::Date;
use jiff_sqlx::ToSqlx as _;
use serde::Serialize;
use sqlx::PgConnection;

/// One row of the list.
#[derive(Clone, Debug, Serialize)]
pub struct Listed {
    /// The precedent.
    pub reference: String,
    /// Where it stands today.
    pub state: String,
    /// Its title; absent once redacted.
    pub title: Option<String>,
    /// The newest approved version; 0: none.
    pub version: i32,
    /// First day of that.
    pub from: Option<Date>,
    /// Its last day.
    pub until: Option<Date>,
    /// The version that waits for an approver.
    pub proposed: Option<i32>,
    /// How often it was used.
    pub uses: i32,
}

/// One use.
#[derive(Clone, Debug, Serialize)]
pub struct Use {
    /// The application.
    pub nic: String,
    /// Its version.
    pub of: String,
    /// The precedent's version.
    pub version: i32,
    /// The day.
    pub used_on: Date,
    /// Where the case stands.
    pub state: Option<String>,
    /// Whether the case rests on it still.
    pub stands: bool,
}

/// Allots the next reference; one that comes to nothing leaves a gap.
pub async fn allot(tx: &mut PgConnection, year: i16) -> Result<PrecedentRef, StoreError> {
    let number = sqlx::query_scalar!(r#"select nextval('precedent_numbers') as "number!""#).fetch_one(tx).await?;
    let number =
        u32::try_from(number).map_err(|error| StoreError::corrupt("precedent_numbers", "nextval", number, error))?;
    Ok(PrecedentRef::allot(year, number))
}

/// Keeps one.
pub async fn keep(tx: &mut PgConnection, reference: &str, state: &State) -> Result<(), StoreError> {
    let Some(precedent) = state.precedent() else { return Ok(()) };
    let newest = precedent.versions.last().map(|approved| &approved.proposal);
    let waiting = state.waiting();
    let terms = newest.or(waiting).map(|proposal| &proposal.terms);
    let number = |version: u32| i32::try_from(version).unwrap_or(i32::MAX);
    sqlx::query!(
        r#"
        insert into precedents (reference, state, version, title, from_day, until_day, proposed, uses)
        values ($1, $2, $3, $4, $5, $6, $7, $8)
        on conflict (reference) do update set
            state = excluded.state, version = excluded.version, title = excluded.title, from_day = excluded.from_day,
            until_day = excluded.until_day, proposed = excluded.proposed, uses = excluded.uses
        "#,
        reference,
        state.name(),
        newest.map_or(0, |proposal| number(proposal.version)),
        terms.and_then(|terms| Sealed::open(&terms.title)),
        newest.map(|proposal| proposal.terms.from.to_sqlx()) as _,
        newest.map(|proposal| proposal.terms.until.to_sqlx()) as _,
        waiting.map(|proposal| number(proposal.version)),
        number(precedent.uses),
    )
    .execute(tx)
    .await?;
    Ok(())
}

/// Keeps a use.
pub async fn keep_use(
    tx: &mut PgConnection,
    reference: &PrecedentRef,
    version: u32,
    nic: &Nic,
    of: DocumentVersion,
    used_on: Date,
) -> Result<(), StoreError> {
    sqlx::query!(
        r#"
        insert into precedent_uses (reference, nic, case_version, version, used_on) values ($1, $2, $3, $4, $5)
        on conflict (reference, nic, case_version) do nothing
        "#,
        reference.as_str(),
        nic.as_str(),
        of.to_string(),
        i32::try_from(version).unwrap_or(i32::MAX),
        used_on.to_sqlx() as _,
    )
    .execute(tx)
    .await?;
    Ok(())
}

/// A page in order of reference, behind `after`.
pub async fn page(tx: &mut PgConnection, after: &str, limit: i64, today: Date) -> Result<Vec<Listed>, StoreError> {
    let rows = sqlx::query!(
        r#"
        select reference, state, version, title, from_day as "from_day: jiff_sqlx::Date",
            until_day as "until_day: jiff_sqlx::Date", proposed, uses
        from precedents where reference > $1 order by reference limit $2
        "#,
        after,
        limit,
    )
    .fetch_all(tx)
    .await?;
    let shown = rows.into_iter().map(|row| {
        let until = row.until_day.map(jiff_sqlx::Date::to_jiff);
        let over = row.state == Standing::Approved.code() && until.is_some_and(|until| until < today);
        Listed {
            reference: row.reference,
            state: if over { Standing::Expired.code().to_owned() } else { row.state },
            title: row.title,
            version: row.version,
            from: row.from_day.map(jiff_sqlx::Date::to_jiff),
            until,
            proposed: row.proposed,
            uses: row.uses,
        }
    });
    Ok(shown.collect())
}

/// A page of its uses, oldest first, behind a day and a case.
pub async fn uses(
    tx: &mut PgConnection,
    reference: &PrecedentRef,
    behind: (Date, &str, &str),
    limit: i64,
) -> Result<Vec<Use>, StoreError> {
    let (day, nic, of) = behind;
    let rows = sqlx::query!(
        r#"
        select u.nic, u.case_version, u.version, u.used_on as "used_on: jiff_sqlx::Date", c.state as "state?",
            coalesce(r.precedent = u.reference, false) as "stands!"
        from precedent_uses u
        left join cases c on c.nic = u.nic
        left join case_routes r on r.nic = u.nic
        where u.reference = $1 and (u.used_on, u.nic, u.case_version) > ($2, $3, $4)
        order by u.used_on, u.nic, u.case_version limit $5
        "#,
        reference.as_str(),
        day.to_sqlx() as _,
        nic,
        of,
        limit,
    )
    .fetch_all(tx)
    .await?;
    let shown = rows.into_iter().map(|row| Use {
        nic: row.nic,
        of: row.case_version,
        version: row.version,
        used_on: row.used_on.to_jiff(),
        state: row.state,
        stands: row.stands,
    });
    Ok(shown.collect())
}
