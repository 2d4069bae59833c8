//! How many mails went of late to an address that an enquirer or an inviting lead typed: it may be somebody's who asked
//! for none.

use dars_bus::StoreError;
use dars_rules::policy;
use sha2::{Digest as _, Sha256};
use sqlx::{Connection as _, PgConnection};

use super::mails::{self, Claimed};

/// Whether this mail may go to this address now. If not, it goes back among those that wait, until the oldest of the last
/// hour's mails is an hour old; it was not tried.
pub async fn has_room(connection: &mut PgConnection, claimed: &Claimed, email: &str) -> Result<bool, StoreError> {
    let address: [u8; 32] = Sha256::digest(email.trim().to_lowercase().as_bytes()).into();
    let most = i64::from(policy::ENQUIRER_MAILS.value);
    let mut tx = connection.begin().await?;
    // One after the other for each address: two senders must not both see the last place.
    let lock = i64::from_be_bytes(address.first_chunk().copied().unwrap_or_default());
    sqlx::query!("select pg_advisory_xact_lock($1)", lock).execute(&mut *tx).await?;
    let full_until = sqlx::query_scalar!(
        r#"
        -- technical time
        select sent_at + interval '1 hour' as "until!: jiff_sqlx::Timestamp" from address_mails
        where address = $1 and mail <> $2 and sent_at > now() - interval '1 hour'
        order by sent_at desc offset $3 limit 1
        "#,
        address.as_slice(),
        claimed.id,
        most.saturating_sub(1),
    )
    .fetch_optional(&mut *tx)
    .await?;
    if let Some(until) = full_until {
        mails::hold_occasions(&mut tx, claimed.id).await?;
        sqlx::query!(
            r#"
            update mails
            set state = 'planned', attempts = attempts - 1, problem = 'many-to-one-address', not_before = $4,
                lease_owner = null, lease_until = null
            where id = $1 and state = 'sending' and lease_owner = $2 and attempts = $3
            "#,
            claimed.id,
            claimed.owner,
            claimed.attempts,
            until as _,
        )
        .execute(&mut *tx)
        .await?;
        mails::drop_if_cancelled(&mut tx, claimed.id).await?;
    } else {
        sqlx::query!(
            r#"
            insert into address_mails (mail, address) values ($1, $2)
            on conflict (mail) do update set address = excluded.address, sent_at = now()
            "#,
            claimed.id,
            address.as_slice(),
        )
        .execute(&mut *tx)
        .await?;
    }
    tx.commit().await?;
    Ok(full_until.is_none())
}

/// It was not taken: its place is free again.
pub async fn give_back(tx: &mut PgConnection, mail: i64) -> Result<(), StoreError> {
    sqlx::query!("delete from address_mails where mail = $1", mail).execute(tx).await?;
    Ok(())
}

/// Deletes some of what is older than an hour, in technical time.
pub async fn forget_old(connection: &mut PgConnection) -> Result<(), StoreError> {
    sqlx::query!(
        r#"
        delete from address_mails where mail in (
            select mail from address_mails where sent_at < now() - interval '1 hour' order by sent_at limit 500
        )
        "#
    )
    .execute(connection)
    .await?;
    Ok(())
}
