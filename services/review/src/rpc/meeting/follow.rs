//! Meetings follow their cases: what a case takes along from the meeting at which it waited.

use dars_bus::{Problem, aggregate::load};
use dars_review_domain::meeting::TakenAlong;
use dars_vocabulary::{MeetingRef, Nic};
use sqlx::PgConnection;

use crate::handle::Meeting;

/// What the case takes along from `meeting`; `members`: those who sat there sit there still.
pub async fn along(
    tx: &mut PgConnection,
    meeting: &MeetingRef,
    nic: &Nic,
    members: bool,
) -> Result<TakenAlong, Problem> {
    let loaded = load::<Meeting>(tx, meeting.as_str()).await?;
    Ok(loaded.state.meeting().map(|meeting| meeting.along(nic, members)).unwrap_or_default())
}
