//! What a case rests on and waits for.

use std::collections::{BTreeMap, BTreeSet};

use dars_bus::StoreError;
use dars_review_domain::case::State;
use dars_vocabulary::{MeetingRef, Nic};
use sqlx::PgConnection;

/// The meeting that has the case on its list, while it waits for one.
pub fn meeting(state: &State) -> Option<MeetingRef> {
    let under_way = state.ended_on().is_none();
    let meeting = state.case().and_then(|case| case.meeting).filter(|_| under_way);
    meeting.map(|meeting| MeetingRef::of(meeting.group, meeting.meets_on))
}

/// Keeps one.
pub async fn keep(tx: &mut PgConnection, nic: &str, state: &State) -> Result<(), StoreError> {
    let precedent = state.case().and_then(|case| case.precedent.as_ref()).map(|used| used.precedent.as_str());
    let meeting = meeting(state);
    sqlx::query!(
        r#"
        insert into case_routes (nic, precedent, meeting) values ($1, $2, $3)
        on conflict (nic) do update set precedent = excluded.precedent, meeting = excluded.meeting
        "#,
        nic,
        precedent,
        meeting.as_ref().map(MeetingRef::as_str),
    )
    .execute(tx)
    .await?;
    Ok(())
}

/// The cases that wait for a meeting.
pub async fn waiting(tx: &mut PgConnection, meeting: &str) -> Result<BTreeSet<Nic>, StoreError> {
    let rows = sqlx::query_scalar!("select nic from case_routes where meeting = $1 order by nic", meeting)
        .fetch_all(tx)
        .await?;
    rows.into_iter()
        .map(|nic| nic.parse().map_err(|error| StoreError::corrupt("case_routes", "nic", &nic, error)))
        .collect()
}

/// Where these cases stand, by NIC.
pub async fn states(tx: &mut PgConnection, nics: &[String]) -> Result<BTreeMap<String, String>, StoreError> {
    let rows = sqlx::query!("select nic, state from cases where nic = any($1)", nics).fetch_all(tx).await?;
    Ok(rows.into_iter().map(|row| (row.nic, row.state)).collect())
}
