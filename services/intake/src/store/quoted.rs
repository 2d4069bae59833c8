//! What is known of NIC numbers that someone quotes. The same is read whatever they quote: how long it takes tells
//! nobody whether a number exists.

use dars_bus::StoreError;
use dars_intake_domain::rules::routing::{Known, Quoted, Standing};
use dars_vocabulary::{Actor, london_date};
use jiff::Timestamp;
use sqlx::PgConnection;

use super::memberships;

/// The steps of an agreement after which it is over, unless another version is activated.
const OVER: &[&str] = &["agreement_expired", "agreement_terminated", "destruction_due", "agreement_closed"];

/// What is known of `quoted`, and whether `actor` is known to belong to it today.
pub async fn known(
    tx: &mut PgConnection,
    quoted: &[Quoted],
    actor: &Actor,
    now: Timestamp,
) -> Result<Vec<Known>, StoreError> {
    let numbers: Vec<String> = quoted.iter().map(|quoted| quoted.number.to_string()).collect();
    let over: Vec<String> = OVER.iter().map(|&step| step.to_owned()).collect();
    let memberships = memberships::of(tx, actor.id).await?;
    let rows = sqlx::query!(
        r#"
        select nic, organisation, lead, $3 = any(people) as "named!", coalesce((
            select what = any($2) from timeline
            where reference = nic and service = 'contracts' and (what = any($2) or what = 'agreement_activated')
            order by id desc limit 1), false) as "ended!"
        from applications where ltrim(split_part(nic, '-', 3), '0') = any($1) order by nic
        "#,
        &numbers,
        &over,
        actor.id.0,
    )
    .fetch_all(tx)
    .await?;
    let today = london_date(now);
    rows.into_iter()
        .map(|row| {
            let corrupt = |why: String| StoreError::corrupt("applications", "nic, organisation", &row.nic, why);
            let organisation = row.organisation.parse().map_err(|error| corrupt(format!("{error}")))?;
            // Who only collaborates belongs to those applications alone that they are named on.
            let member =
                memberships.iter().any(|held| held.is_of(&organisation, today) && (row.named || held.sees_all()));
            Ok(Known {
                nic: row.nic.parse().map_err(|error| corrupt(format!("{error}")))?,
                standing: if row.ended { Standing::Ended } else { Standing::Live },
                belongs: actor.is_person() && (row.lead == actor.id.0 || member),
            })
        })
        .collect()
}
