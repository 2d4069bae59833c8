//! Mails to be sent: planned once by their key, claimed with a lease, settled by whoever holds it.

use dars_bus::StoreError;
use dars_notification_domain::{mail::Mail, recipients::Recipient};
use jiff::Timestamp;
use jiff_sqlx::ToSqlx;
use sqlx::{Connection as _, PgConnection};
use uuid::Uuid;

use super::occasions::Noted;
use crate::post::{Rendered, Settled};

/// A mail that its sender holds.
#[derive(Debug)]
pub struct Claimed {
    /// Its row.
    pub id: i64,
    /// What makes it the same mail.
    pub key: String,
    /// Left of the `@` of its `Message-ID`.
    pub message_id: Uuid,
    /// The occasion it tells of.
    pub occasion: String,
    /// What it says.
    pub mail: Mail,
    /// To whom.
    pub recipient: Recipient,
    /// Their name and address, for people.
    pub contact: Option<(String, String)>,
    /// What lets an invitee accept.
    pub token: Option<String>,
    /// When it fell due, in trade time.
    pub due_at: Timestamp,
    /// Whether one copy may have been accepted.
    pub doubtful: bool,
    /// How often it was claimed.
    pub attempts: i32,
    /// Which claim this is.
    pub owner: Uuid,
}

/// Plans a mail of an occasion; one that is there stays as it is.
pub async fn plan(tx: &mut PgConnection, noted: &Noted, mail: &Mail, to: &Recipient) -> Result<(), StoreError> {
    let key = noted.occasion.key(noted.cause, to);
    let data = serde_json::to_value(mail).map_err(|error| StoreError::corrupt("mails", "data", &key.text, error))?;
    let (kind, id) = columns(to);
    sqlx::query!(
        r#"
        insert into mails (key, message_id, occasion, reference, mail, recipient_kind, recipient_id, data, due_at)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
        on conflict on constraint mails_once do nothing
        "#,
        key.text,
        key.message_id,
        noted.id,
        noted.occasion.about.as_str(),
        mail.kind().code(),
        kind,
        id,
        data,
        noted.at.to_sqlx() as _,
    )
    .execute(tx)
    .await?;
    Ok(())
}

/// How a recipient stands in its two columns.
pub fn columns(recipient: &Recipient) -> (&'static str, String) {
    match recipient {
        Recipient::Person(person) => ("person", person.to_string()),
        Recipient::Enquirer(enquiry) => ("enquirer", enquiry.to_string()),
        Recipient::Team(team) => ("team", team.code().to_owned()),
        Recipient::Office(office) => ("office", office.code().to_owned()),
    }
}

/// A plan is settled: what waits to be told of it is told to nobody any more.
pub async fn cancel(tx: &mut PgConnection, plan: &str) -> Result<(), StoreError> {
    // The occasions first and their mails after them, as everywhere. Whoever has one of the mails in hand waits for these
    // locks, or we for theirs, before it may go back among those that wait.
    let occasions = sqlx::query_scalar!(
        "update occasions set cancelled = true where plan = $1 and not cancelled returning id",
        plan
    )
    .fetch_all(&mut *tx)
    .await?;
    sqlx::query!(
        r#"
        update mails set state = case when doubtful then 'uncertain' else 'cancelled' end
        where occasion = any($1) and mail <> 'N08' and state = 'planned'
        "#,
        &occasions,
    )
    .execute(&mut *tx)
    .await?;
    super::digests::drop_lines(tx, &occasions).await
}

/// Holds the occasions of a mail in hand, so that none is cancelled unseen while it goes back among those that wait.
pub async fn hold_occasions(tx: &mut PgConnection, mail: i64) -> Result<(), StoreError> {
    sqlx::query!(
        r#"
        select id from occasions
        where id in (select occasion from mails where id = $1 union select occasion from digest_items where mail = $1)
        order by id
        for share
        "#,
        mail,
    )
    .fetch_all(tx)
    .await?;
    Ok(())
}

/// A mail went back among those that wait: unless what it tells was settled while it was in hand.
pub async fn drop_if_cancelled(tx: &mut PgConnection, mail: i64) -> Result<(), StoreError> {
    sqlx::query!(
        r#"
        update mails m set state = case when m.doubtful then 'uncertain' else 'cancelled' end
        from occasions o
        where m.id = $1 and m.state = 'planned' and m.mail <> 'N08' and o.id = m.occasion and o.cancelled
        "#,
        mail,
    )
    .execute(&mut *tx)
    .await?;
    super::digests::tidy(tx, mail).await
}

/// Takes the mail that is longest due, whose recipient is known, for 60 s.
pub async fn claim(connection: &mut PgConnection, now: Timestamp, owner: Uuid) -> Result<Option<Claimed>, StoreError> {
    let row = sqlx::query!(
        r#"
        with next as (
            select m.id, c.name, c.email, c.token
            from mails m left join contacts c on c.id = m.recipient_id
            where m.state = 'planned' and m.due_at <= $1
              -- technical time: how long a failed one rests
              and (m.not_before is null or m.not_before <= now())
              and (m.recipient_kind in ('team', 'office') or c.id is not null)
            order by m.due_at, m.id
            limit 1
            for update of m skip locked
        )
        update mails m
        set state = 'sending', attempts = m.attempts + 1, lease_owner = $2, lease_until = now() + interval '60 seconds'
        from next
        where m.id = next.id
        returning m.id, m.key, m.message_id, m.occasion, m.recipient_kind, m.recipient_id, m.data, m.due_at, m.doubtful,
            m.attempts, next.name as "name?", next.email as "email?", next.token as "token?"
        "#,
        now.to_sqlx() as _,
        owner,
    )
    .fetch_optional(connection)
    .await?;
    let Some(row) = row else { return Ok(None) };
    let corrupt = |column: &'static str, error: serde_json::Error| {
        StoreError::corrupt("mails", column, row.id, error.to_string())
    };
    let recipient = serde_json::json!({"kind": row.recipient_kind, "id": row.recipient_id});
    Ok(Some(Claimed {
        id: row.id,
        message_id: row.message_id,
        occasion: row.occasion,
        mail: serde_json::from_value(row.data).map_err(|error| corrupt("data", error))?,
        recipient: serde_json::from_value(recipient).map_err(|error| corrupt("recipient_id", error))?,
        contact: row.name.zip(row.email),
        token: row.token,
        due_at: row.due_at.to_jiff(),
        doubtful: row.doubtful,
        attempts: row.attempts,
        key: row.key,
        owner,
    }))
}

/// Writes how it went; false when the claim had lapsed, and nothing is written.
pub async fn settle(
    tx: &mut PgConnection,
    claimed: &Claimed,
    settled: &Settled,
    now: Timestamp,
    rendered: Option<&Rendered>,
) -> Result<bool, StoreError> {
    let (state, sent_at, rest) = match settled {
        Settled::Sent => (if claimed.doubtful { "uncertain" } else { "sent" }, Some(now), None),
        Settled::Uncertain { .. } => ("uncertain", None, None),
        Settled::Failed { .. } => ("failed", None, None),
        Settled::Again { after, .. } => ("planned", None, Some(after.as_secs_f64())),
    };
    // What may have gone out is kept as it looked.
    let seen = rendered.filter(|_| settled.may_be_out());
    let done = sqlx::query!(
        r#"
        update mails
        set state = $4, doubtful = doubtful or $5, problem = $6, sent_at = $7,
            not_before = now() + make_interval(secs => $8::float8),
            lease_owner = null, lease_until = null,
            subject = coalesce($9, subject), text_body = coalesce($10, text_body),
            html_body = coalesce($11, html_body),
            rendered_at = case when $10::text is null then rendered_at else now() end
        where id = $1 and state = 'sending' and lease_owner = $2 and attempts = $3
        "#,
        claimed.id,
        claimed.owner,
        claimed.attempts,
        state,
        settled.is_doubtful(),
        settled.problem(),
        sent_at.map(ToSqlx::to_sqlx) as _,
        rest,
        seen.map(|rendered| rendered.subject.as_str()),
        seen.map(|rendered| rendered.text.as_str()),
        seen.map(|rendered| rendered.html.as_str()),
    )
    .execute(tx)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// Claims that lapsed: whoever held them may have sent the mail. It goes once more, unless it was settled meanwhile; after
/// that nobody knows.
pub async fn give_back(connection: &mut PgConnection) -> Result<(), StoreError> {
    let mut tx = connection.begin().await?;
    let given = sqlx::query!(
        r#"
        with lapsed as (
            select m.id, m.mail <> 'N08' and o.cancelled as settled
            from mails m join occasions o on o.id = m.occasion
            where m.state = 'sending' and m.lease_until < now()
            for update of m for share of o
        )
        update mails m
        set state = case when m.doubtful or lapsed.settled then 'uncertain' else 'planned' end, doubtful = true,
            problem = 'lease-lapsed', not_before = null, lease_owner = null, lease_until = null
        from lapsed
        where m.id = lapsed.id
        returning m.id, m.mail = 'N08' as "digest!"
        "#
    )
    .fetch_all(&mut *tx)
    .await?;
    for row in given.iter().filter(|row| row.digest) {
        super::digests::tidy(&mut tx, row.id).await?;
    }
    Ok(tx.commit().await?)
}

/// The earliest trade time at which a mail can go; those whose recipient is unknown or that rest do not count.
pub async fn next_due(connection: &mut PgConnection) -> Result<Option<Timestamp>, StoreError> {
    let due = sqlx::query_scalar!(
        r#"
        select m.due_at from mails m
        where m.state = 'planned' and (m.not_before is null or m.not_before <= now())
          and (m.recipient_kind in ('team', 'office') or exists (select 1 from contacts c where c.id = m.recipient_id))
        order by m.due_at limit 1
        "#
    )
    .fetch_optional(connection)
    .await?;
    Ok(due.map(jiff_sqlx::Timestamp::to_jiff))
}

/// How many are on their way, or could go at `now`.
pub async fn pending(connection: &mut PgConnection, now: Timestamp) -> Result<i64, StoreError> {
    Ok(sqlx::query_scalar!(
        r#"
        select (select count(*) from mails where state = 'sending')
             + (select count(*) from mails m
                where m.state = 'planned' and m.due_at <= $1 and (m.not_before is null or m.not_before <= now())
                  and (m.recipient_kind in ('team', 'office') or exists (select 1 from contacts c where c.id = m.recipient_id)))
            as "count!"
        "#,
        now.to_sqlx() as _,
    )
    .fetch_one(connection)
    .await?)
}

/// Empties what mails about a reference said.
pub async fn empty_about(tx: &mut PgConnection, reference: &str) -> Result<(), StoreError> {
    sqlx::query!(
        "update mails set text_body = null, html_body = null where reference = $1 and text_body is not null",
        reference
    )
    .execute(tx)
    .await?;
    Ok(())
}

/// Empties what mails to someone said.
pub async fn empty_to(tx: &mut PgConnection, recipient_id: &str) -> Result<(), StoreError> {
    sqlx::query!(
        "update mails set text_body = null, html_body = null where recipient_id = $1 and text_body is not null",
        recipient_id
    )
    .execute(tx)
    .await?;
    Ok(())
}

/// Empties some of what was kept for 90 days, in technical time.
pub async fn empty_old(connection: &mut PgConnection) -> Result<(), StoreError> {
    sqlx::query!(
        r#"
        update mails set text_body = null, html_body = null
        where id in (
            select id from mails where text_body is not null and rendered_at < now() - interval '90 days'
            order by rendered_at limit 500
        )
        "#
    )
    .execute(connection)
    .await?;
    Ok(())
}
