//! Enquiries, for work lists.

use dars_bus::StoreError;
use dars_intake_domain::enquiry::Other;
use dars_vocabulary::EnquiryRef;
use jiff::{
    Timestamp,
    civil::{Date, date},
};
use jiff_sqlx::ToSqlx as _;
use serde::Serialize;
use sqlx::PgConnection;
use uuid::Uuid;

/// One row of the list; no personal data of enquirers.
#[derive(Clone, Debug, Serialize)]
pub struct Listed {
    /// The enquiry.
    pub reference: String,
    /// Where it stands.
    pub state: String,
    /// Who has it.
    pub team: Option<String>,
    /// The officer who has it.
    pub owner: Option<Uuid>,
    /// What it is about.
    pub topic: String,
    /// The day by which an answer is due.
    pub answer_due: Date,
    /// The team or place that its words suggest.
    pub suggested: Option<String>,
}

/// What is kept of one beside.
#[derive(Clone, Debug)]
pub struct Routed {
    /// The line of the signposting order.
    pub line: Option<i16>,
    /// The team or place where it went now, if it went anywhere.
    pub to: Option<String>,
    /// Whether that is elsewhere than was suggested.
    pub overruled: bool,
    /// The team that has it, or had it last.
    pub last_team: Option<String>,
    /// The one whose matter it is.
    pub same_as: Option<String>,
}

/// Which are asked for.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    /// Those that a team has.
    pub team: Option<String>,
    /// Those that an officer has.
    pub owner: Option<Uuid>,
    /// Those in a state; the open ones unless one is named.
    pub state: Option<String>,
    /// Those whose answer was due before this day.
    pub due_before: Option<Date>,
    /// Those that these teams have or had last, or that go on in one of theirs; all, unless named.
    pub teams: Option<Vec<String>>,
    /// Whether those that an incident lead has or had last are among them.
    pub incidents: bool,
}

/// A row as it is read.
#[derive(Debug)]
struct Row {
    reference: String,
    state: String,
    team: Option<String>,
    owner: Option<Uuid>,
    topic: String,
    answer_due: jiff_sqlx::Date,
    suggested: Option<String>,
}

/// A page by due date, behind `after`. Each of the three ways is read from an index that holds little else.
pub async fn page(
    tx: &mut PgConnection,
    filter: &Filter,
    after: Option<(Date, String)>,
    limit: i64,
) -> Result<Vec<Listed>, StoreError> {
    let (due, reference) = after.unwrap_or((Date::MIN, String::new()));
    let due = due.max(date(1900, 1, 1)).to_sqlx();
    let before = filter.due_before.unwrap_or(date(9999, 1, 1)).to_sqlx();
    let rows = match (&filter.state, filter.owner) {
        (Some(state), owner) => {
            sqlx::query_as!(
                Row,
                r#"
                select e.reference, e.state, e.team, e.owner, e.topic, e.answer_due, e.suggested from enquiries e
                left join enquiries other on other.reference = e.same_as
                where e.state = $6 and (e.answer_due, e.reference) > ($1, $2) and e.answer_due < $3
                  and ($4::text is null or e.team = $4) and ($7::uuid is null or e.owner = $7)
                  and ($8::text[] is null or e.last_team = any($8) or other.last_team = any($8))
                  and ($9 or 'incident' not in (coalesce(e.last_team, ''), coalesce(other.last_team, '')))
                order by e.answer_due, e.reference limit $5
                "#,
                due as _,
                reference,
                before as _,
                filter.team.as_deref() as _,
                limit,
                state,
                owner as _,
                filter.teams.as_deref() as _,
                filter.incidents,
            )
            .fetch_all(tx)
            .await?
        }
        (None, Some(owner)) => {
            sqlx::query_as!(
                Row,
                r#"
                select e.reference, e.state, e.team, e.owner, e.topic, e.answer_due, e.suggested from enquiries e
                left join enquiries other on other.reference = e.same_as
                where e.owner = $6 and e.state in ('NEW', 'TRIAGED', 'WITH_EXPERT', 'AWAITING_ENQUIRER')
                  and (e.answer_due, e.reference) > ($1, $2) and e.answer_due < $3 and ($4::text is null or e.team = $4)
                  and ($7::text[] is null or e.last_team = any($7) or other.last_team = any($7))
                  and ($8 or 'incident' not in (coalesce(e.last_team, ''), coalesce(other.last_team, '')))
                order by e.answer_due, e.reference limit $5
                "#,
                due as _,
                reference,
                before as _,
                filter.team.as_deref() as _,
                limit,
                owner,
                filter.teams.as_deref() as _,
                filter.incidents,
            )
            .fetch_all(tx)
            .await?
        }
        (None, None) => {
            sqlx::query_as!(
                Row,
                r#"
                select e.reference, e.state, e.team, e.owner, e.topic, e.answer_due, e.suggested from enquiries e
                left join enquiries other on other.reference = e.same_as
                where e.state in ('NEW', 'TRIAGED', 'WITH_EXPERT', 'AWAITING_ENQUIRER')
                  and (e.answer_due, e.reference) > ($1, $2) and e.answer_due < $3 and ($4::text is null or e.team = $4)
                  and ($6::text[] is null or e.last_team = any($6) or other.last_team = any($6))
                  and ($7 or 'incident' not in (coalesce(e.last_team, ''), coalesce(other.last_team, '')))
                order by e.answer_due, e.reference limit $5
                "#,
                due as _,
                reference,
                before as _,
                filter.team.as_deref() as _,
                limit,
                filter.teams.as_deref() as _,
                filter.incidents,
            )
            .fetch_all(tx)
            .await?
        }
    };
    Ok(rows
        .into_iter()
        .map(|row| Listed {
            reference: row.reference,
            state: row.state,
            team: row.team,
            owner: row.owner,
            topic: row.topic,
            answer_due: row.answer_due.to_jiff(),
            suggested: row.suggested,
        })
        .collect())
}

/// What is known of the enquiry that a duplicate or a merger names. Held against a change until the transaction ends, so
/// that two cannot name each other at the same time.
pub async fn other(tx: &mut PgConnection, reference: &EnquiryRef) -> Result<Other, StoreError> {
    let state = sqlx::query_scalar!("select state from enquiries where reference = $1 for share", reference.as_str())
        .fetch_optional(tx)
        .await?;
    Ok(match state.as_deref() {
        None => Other::Unknown,
        Some("DUPLICATE") => Other::Duplicate,
        Some("NEW" | "TRIAGED" | "WITH_EXPERT" | "AWAITING_ENQUIRER") => Other::Open,
        Some(_) => Other::Known,
    })
}

/// Keeps one; where it went stays until it goes elsewhere.
pub async fn keep(
    tx: &mut PgConnection,
    row: &Listed,
    routed: &Routed,
    changed_at: Timestamp,
) -> Result<(), StoreError> {
    sqlx::query!(
        r#"
        insert into enquiries (reference, state, team, owner, topic, answer_due, suggested, suggested_line, routed,
                               overruled, changed_at, last_team, same_as)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
        on conflict (reference) do update set
            state = excluded.state, team = excluded.team, owner = excluded.owner, topic = excluded.topic,
            answer_due = excluded.answer_due, suggested = excluded.suggested,
            suggested_line = excluded.suggested_line, routed = coalesce(excluded.routed, enquiries.routed),
            overruled = case when excluded.routed is null then enquiries.overruled else excluded.overruled end,
            changed_at = excluded.changed_at, last_team = excluded.last_team, same_as = excluded.same_as
        "#,
        row.reference,
        row.state,
        row.team,
        row.owner,
        row.topic,
        row.answer_due.to_sqlx() as _,
        row.suggested,
        routed.line,
        routed.to,
        routed.overruled,
        changed_at.to_sqlx() as _,
        routed.last_team,
        routed.same_as,
    )
    .execute(tx)
    .await?;
    Ok(())
}
