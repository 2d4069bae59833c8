//! Cases into what is told of how long they take.

use dars_bus::StoreError;
use dars_review_domain::{
    case::{Case, State},
    performance::{EVERY, likeness},
};
use jiff::civil::Date;
use sqlx::PgConnection;

use crate::store::performance::{Finished, finish, stage};

/// Notes the stage, and the end.
pub async fn keep(tx: &mut PgConnection, nic: &str, case: &Case, state: &State, today: Date) -> Result<(), StoreError> {
    let standing = state.ended_on().is_none().then(|| state.name());
    stage(tx, nic, standing, today).await?;
    let Some((ended_on, clocks)) = state.ended_on().zip(state.clocks(today)) else {
        return finish(tx, nic, case.version, None).await;
    };
    let groups = match state {
        State::Approved { .. } | State::ApprovedWithConditions { .. } | State::Refused { .. } => {
            case.content.open().map_or_else(|| vec![EVERY.to_owned()], likeness)
        }
        State::Absent
        | State::InReview { .. }
        | State::ReturnedIncomplete { .. }
        | State::Clarification { .. }
        | State::Assurance { .. }
        | State::PagAdvice { .. }
        | State::AgdAdvice { .. }
        | State::PrecedentRoute { .. }
        | State::Decision { .. }
        | State::Withdrawn { .. }
        | State::Lapsed { .. } => Vec::new(),
    };
    let reason = if let State::Refused { reason, .. } = state { Some(reason.code()) } else { None };
    let finished = Finished {
        outcome: state.name(),
        reason,
        ended_on,
        our_days: clocks.our_days,
        your_days: clocks.your_days,
        likeness: &groups,
    };
    finish(tx, nic, case.version, Some(&finished)).await
}
