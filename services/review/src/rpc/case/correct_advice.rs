//! What a group said was recorded wrongly: the case is put right, and the meetings follow it in the same transaction.

use std::collections::BTreeSet;

use dars_bus::{Problem, Reply, Request, aggregate::execute};
use dars_review_domain::{
    case::{Case, Command, Correcting, Doing, Event, Meeting as Awaited, event},
    meeting::{self, Correction, Listing, TakenAlong},
};
use dars_vocabulary::{MeetingRef, Nic, PersonId, code::AdvisoryGroup};
use jiff::civil::Date;
use sqlx::PgConnection;

use super::{super::meeting::follow::along, give_and_tell, shown};
use crate::handle::Meeting;

/// Puts it right in the case, at the meeting that was named, and at the one that it was.
pub(super) async fn correct_advice(
    tx: &mut PgConnection,
    request: &Request,
    nic: &Nic,
    correcting: Correcting,
) -> Result<Reply, Problem> {
    let done = give_and_tell(tx, request, nic, Command::Do(Doing::Correct(correcting))).await?;
    let state = &done.saved.state;
    for event in &done.events {
        let (Event::AdviceCorrected(event::AdviceCorrected { group, was_met_on, met_on, advisers, .. }), Some(case)) =
            (event, state.case())
        else {
            continue;
        };
        let mut what = TakenAlong::default();
        if was_met_on != met_on {
            what = along(tx, &MeetingRef::of(*group, *was_met_on), nic, true).await?;
            let nothing = (TakenAlong::default(), BTreeSet::new());
            follow(tx, request, case, (*group, *was_met_on), nothing).await?;
        }
        follow(tx, request, case, (*group, *met_on), (what, advisers.clone())).await?;
    }
    Reply::versioned(done.saved.version, &shown(nic, state))
}

/// One meeting says what the case says of it.
async fn follow(
    tx: &mut PgConnection,
    request: &Request,
    case: &Case,
    (group, meets_on): (AdvisoryGroup, Date),
    (along, advisers): (TakenAlong, BTreeSet<PersonId>),
) -> Result<(), Problem> {
    let reference = MeetingRef::of(group, meets_on);
    let (nic, requesters) = (case.nic.clone(), case.requesters.clone());
    let correction = Correction {
        listing: Listing { reference: reference.clone(), group, meets_on, nic, requesters, along },
        outcome: case.said_at(group, meets_on),
        waits: case.meeting == Some(Awaited { group, meets_on }),
        advisers,
    };
    let command = meeting::Command::CorrectOutcome(correction);
    execute::<Meeting>(tx, &request.meta(), reference.as_str(), None, command).await?;
    Ok(())
}
