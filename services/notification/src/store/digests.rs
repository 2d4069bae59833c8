//! Digests: all that is told of one day to one recipient goes in one mail. Each line has its key, for ever.

use dars_bus::StoreError;
use dars_notification_domain::{
    key::seed,
    mail::{ApplicationNews, Clarification, Mail, News},
    recipients::Recipient,
};
use dars_vocabulary::{
    calendar::{days_after, london},
    london_date,
};
use jiff::{Timestamp, civil::Date};
use jiff_sqlx::ToSqlx as _;
use sqlx::PgConnection;

use super::{mails::columns, occasions::Noted};

/// The hour in London at which a day's digests go out.
const HOUR: i8 = 17;

/// When what happened at `at` goes out: at the day's hour, or the next day's when that has come.
fn slot(at: Timestamp) -> Timestamp {
    let hour = |day: Date| day.at(HOUR, 0, 0, 0).to_zoned(london()).map_or(at, |zoned| zoned.timestamp());
    let today = london_date(at);
    let todays = hour(today);
    if at < todays { todays } else { hour(days_after(today, 1)) }
}

/// Adds a line for a recipient, to the mail that waits for its hour or to a new one; a line that is there stays as it is.
pub async fn add(
    tx: &mut PgConnection,
    noted: &Noted,
    mail: &Mail,
    items: &[Clarification],
    to: &Recipient,
) -> Result<(), StoreError> {
    let key = noted.occasion.key(noted.cause, to);
    let known =
        sqlx::query_scalar!(r#"select exists (select 1 from digest_items where key = $1) as "known!""#, key.text)
            .fetch_one(&mut *tx)
            .await?;
    if known {
        return Ok(());
    }
    let (kind, id) = columns(to);
    // Locked, so that a sender either takes it with this line or has taken it before.
    let open = sqlx::query_scalar!(
        r#"
        select id from mails
        where reference = $1 and recipient_kind = $2 and recipient_id = $3 and mail = 'N08' and state = 'planned'
          and not doubtful
        order by id limit 1
        for update
        "#,
        noted.occasion.about.as_str(),
        kind,
        id,
    )
    .fetch_optional(&mut *tx)
    .await?;
    let mail_id = match open {
        Some(open) => open,
        None => begin(tx, noted, mail, &format!("digest/{}", key.text), (kind, &id)).await?,
    };
    for item in items {
        let item = serde_json::to_value(item)
            .map_err(|error| StoreError::corrupt("digest_items", "item", &key.text, error))?;
        sqlx::query!(
            "insert into digest_items (key, mail, occasion, item) values ($1, $2, $3, $4)",
            key.text,
            mail_id,
            noted.id,
            item,
        )
        .execute(&mut *tx)
        .await?;
    }
    write(tx, mail_id).await
}

async fn begin(
    tx: &mut PgConnection,
    noted: &Noted,
    mail: &Mail,
    key: &str,
    (kind, id): (&str, &str),
) -> Result<i64, StoreError> {
    let data = serde_json::to_value(mail).map_err(|error| StoreError::corrupt("mails", "data", key, error))?;
    Ok(sqlx::query_scalar!(
        r#"
        insert into mails (key, message_id, occasion, reference, mail, recipient_kind, recipient_id, data, due_at)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
        returning id
        "#,
        key,
        seed(key),
        noted.id,
        noted.occasion.about.as_str(),
        mail.kind().code(),
        kind,
        id,
        data,
        slot(noted.at).to_sqlx() as _,
    )
    .fetch_one(tx)
    .await?)
}

/// Drops what lines tell of these occasions, which are cancelled, from mails that wait.
pub async fn drop_lines(tx: &mut PgConnection, occasions: &[String]) -> Result<(), StoreError> {
    let mails = sqlx::query_scalar!(
        r#"
        select distinct d.mail from digest_items d join mails m on m.id = d.mail
        where d.occasion = any($1) and not d.dropped and m.state = 'planned'
        order by d.mail
        "#,
        occasions,
    )
    .fetch_all(&mut *tx)
    .await?;
    for mail in mails {
        tidy(tx, mail).await?;
    }
    Ok(())
}

/// Drops the lines of a waiting digest whose occasions are cancelled; a mail without lines is not sent. One that may be out
/// stays as it was sent, and is not repeated once all of it is settled.
pub async fn tidy(tx: &mut PgConnection, mail: i64) -> Result<(), StoreError> {
    let doubtful = sqlx::query_scalar!(
        "select doubtful from mails where id = $1 and mail = 'N08' and state = 'planned' for update",
        mail
    )
    .fetch_optional(&mut *tx)
    .await?;
    let Some(doubtful) = doubtful else { return Ok(()) };
    if doubtful {
        sqlx::query!(
            r#"
            update mails m set state = 'uncertain'
            where m.id = $1 and not exists (
                select 1 from digest_items d join occasions o on o.id = d.occasion
                where d.mail = m.id and not d.dropped and not o.cancelled
            )
            "#,
            mail,
        )
        .execute(tx)
        .await?;
        return Ok(());
    }
    let dropped = sqlx::query!(
        r#"
        update digest_items d set dropped = true
        from occasions o
        where d.mail = $1 and not d.dropped and o.id = d.occasion and o.cancelled
        "#,
        mail,
    )
    .execute(&mut *tx)
    .await?;
    if dropped.rows_affected() > 0 { write(tx, mail).await } else { Ok(()) }
}

/// Writes the lines that are left into a mail that waits.
async fn write(tx: &mut PgConnection, mail: i64) -> Result<(), StoreError> {
    let items = sqlx::query_scalar!(
        "select item from digest_items where mail = $1 and not dropped order by item ->> 'date', key",
        mail
    )
    .fetch_all(&mut *tx)
    .await?;
    if items.is_empty() {
        sqlx::query!("update mails set state = 'cancelled' where id = $1 and state = 'planned'", mail)
            .execute(tx)
            .await?;
        return Ok(());
    }
    let corrupt = |error: serde_json::Error| StoreError::corrupt("digest_items", "item", mail, error);
    let items: Vec<Clarification> =
        items.into_iter().map(serde_json::from_value).collect::<Result<_, _>>().map_err(corrupt)?;
    let news = News::from(ApplicationNews::Clarifications { items });
    let news = serde_json::to_value(news).map_err(corrupt)?;
    sqlx::query!(
        "update mails set data = jsonb_set(data, '{news}', $2) where id = $1 and state = 'planned'",
        mail,
        news,
    )
    .execute(tx)
    .await?;
    Ok(())
}

/// The occasions that a mail's lines tell of.
pub async fn occasions_of(tx: &mut PgConnection, mail: i64) -> Result<Vec<String>, StoreError> {
    Ok(sqlx::query_scalar!(
        "select distinct occasion from digest_items where mail = $1 and not dropped order by occasion",
        mail
    )
    .fetch_all(tx)
    .await?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_digest_goes_at_five_in_london_and_what_comes_later_goes_the_next_day() {
        let at = |text: &str| text.parse::<Timestamp>().unwrap();
        assert_eq!(slot(at("2026-11-20T09:00:00Z")), at("2026-11-20T17:00:00Z"));
        assert_eq!(slot(at("2026-11-20T17:00:00Z")), at("2026-11-21T17:00:00Z"));
        // Summer time.
        assert_eq!(slot(at("2026-07-01T15:59:00Z")), at("2026-07-01T16:00:00Z"));
    }
}
