//! Looking at mails, sent and to be sent.

use dars_bus::StoreError;
use jiff::Timestamp;
use serde::Serialize;
use sqlx::PgConnection;

/// One mail of a list; who it goes to as it stands in the directory now.
#[derive(Clone, Debug)]
pub struct Listed {
    /// Its row.
    pub id: i64,
    /// Its number in domain.md §13.
    pub mail: String,
    /// What it is about.
    pub reference: String,
    /// `planned`, `sending`, `sent`, `uncertain` (also while its one repeat is to come), `failed` or `cancelled`.
    pub state: String,
    /// `person`, `enquirer`, `team` or `office`.
    pub recipient_kind: String,
    /// Who.
    pub recipient_id: String,
    /// Their address, where it is known.
    pub email: Option<String>,
    /// When it falls due, in trade time.
    pub due_at: Timestamp,
    /// When it went out, in trade time.
    pub sent_at: Option<Timestamp>,
    /// Its subject line, once it went out.
    pub subject: Option<String>,
}

struct Row {
    id: i64,
    mail: String,
    reference: String,
    state: String,
    recipient_kind: String,
    recipient_id: String,
    email: Option<String>,
    due_at: jiff_sqlx::Timestamp,
    sent_at: Option<jiff_sqlx::Timestamp>,
    subject: Option<String>,
}

impl From<Row> for Listed {
    fn from(row: Row) -> Self {
        Self {
            id: row.id,
            mail: row.mail,
            reference: row.reference,
            state: row.state,
            recipient_kind: row.recipient_kind,
            recipient_id: row.recipient_id,
            email: row.email,
            due_at: row.due_at.to_jiff(),
            sent_at: row.sent_at.map(jiff_sqlx::Timestamp::to_jiff),
            subject: row.subject,
        }
    }
}

/// A page about one reference, in order, behind `after`.
pub async fn about(
    connection: &mut PgConnection,
    reference: &str,
    after: i64,
    limit: i64,
) -> Result<Vec<Listed>, StoreError> {
    let rows = sqlx::query_as!(
        Row,
        r#"
        select m.id, m.mail, m.reference, m.recipient_kind, m.recipient_id, c.email as "email?", m.due_at, m.sent_at,
            m.subject, case when m.doubtful and m.state in ('planned', 'sending') then 'uncertain' else m.state end as "state!"
        from mails m left join contacts c on c.id = m.recipient_id
        where m.reference = $1 and m.id > $2
        order by m.id limit $3
        "#,
        reference,
        after,
        limit,
    )
    .fetch_all(connection)
    .await?;
    Ok(rows.into_iter().map(Listed::from).collect())
}

/// The newest of all; for a local stack.
pub async fn newest(connection: &mut PgConnection, limit: i64) -> Result<Vec<Listed>, StoreError> {
    let rows = sqlx::query_as!(
        Row,
        r#"
        select m.id, m.mail, m.reference, m.recipient_kind, m.recipient_id, c.email as "email?", m.due_at, m.sent_at,
            m.subject, case when m.doubtful and m.state in ('planned', 'sending') then 'uncertain' else m.state end as "state!"
        from mails m left join contacts c on c.id = m.recipient_id
        order by m.id desc limit $1
        "#,
        limit,
    )
    .fetch_all(connection)
    .await?;
    Ok(rows.into_iter().map(Listed::from).collect())
}

/// One mail as it went out; its two parts are empty once forgotten.
pub async fn whole(
    connection: &mut PgConnection,
    id: i64,
) -> Result<Option<(Listed, Option<String>, Option<String>)>, StoreError> {
    let row = sqlx::query!(
        r#"
        select m.id, m.mail, m.reference, m.recipient_kind, m.recipient_id, c.email as "email?", m.due_at, m.sent_at,
            m.subject, m.text_body, m.html_body,
            case when m.doubtful and m.state in ('planned', 'sending') then 'uncertain' else m.state end as "state!"
        from mails m left join contacts c on c.id = m.recipient_id
        where m.id = $1
        "#,
        id,
    )
    .fetch_optional(connection)
    .await?;
    Ok(row.map(|row| {
        let listed = Listed {
            id: row.id,
            mail: row.mail,
            reference: row.reference,
            state: row.state,
            recipient_kind: row.recipient_kind,
            recipient_id: row.recipient_id,
            email: row.email,
            due_at: row.due_at.to_jiff(),
            sent_at: row.sent_at.map(jiff_sqlx::Timestamp::to_jiff),
            subject: row.subject,
        };
        (listed, row.text_body, row.html_body)
    }))
}

/// How many mails are in one state.
#[derive(Clone, Debug, Serialize)]
pub struct Count {
    /// The state.
    pub state: String,
    /// How many.
    pub count: i64,
}

/// Counts by state; for a local stack.
pub async fn counts(connection: &mut PgConnection) -> Result<Vec<Count>, StoreError> {
    Ok(sqlx::query_as!(
        Count,
        r#"
        select case when doubtful and state in ('planned', 'sending') then 'uncertain' else state end as "state!",
            count(*) as "count!"
        from mails group by 1 order by 1
        "#
    )
    .fetch_all(connection)
    .await?)
}

/// How the mails of one occasion stand.
#[derive(Clone, Debug)]
pub struct Progress {
    /// The occasion.
    pub occasion: String,
    /// How many mails it has.
    pub mails: i64,
    /// How many went out, for certain or not.
    pub out: i64,
    /// When the first went out.
    pub first_sent_at: Option<Timestamp>,
}

/// How the mails of these occasions stand.
pub async fn progress(connection: &mut PgConnection, occasions: &[String]) -> Result<Vec<Progress>, StoreError> {
    let rows = sqlx::query!(
        r#"
        select occasion as "occasion!", count(*) as "mails!",
            count(*) filter (where state in ('sent', 'uncertain')) as "out!",
            min(sent_at) as "first_sent_at?: jiff_sqlx::Timestamp"
        from (
            select m.id, m.occasion, m.state, m.sent_at from mails m where m.occasion = any($1) and m.mail <> 'N08'
            union
            -- a digest tells of many
            select m.id, d.occasion, m.state, m.sent_at from digest_items d join mails m on m.id = d.mail
            where d.occasion = any($1) and not d.dropped
        ) told
        group by occasion
        "#,
        occasions,
    )
    .fetch_all(connection)
    .await?;
    Ok(rows
        .into_iter()
        .map(|row| Progress {
            occasion: row.occasion,
            mails: row.mails,
            out: row.out,
            first_sent_at: row.first_sent_at.map(jiff_sqlx::Timestamp::to_jiff),
        })
        .collect())
}
