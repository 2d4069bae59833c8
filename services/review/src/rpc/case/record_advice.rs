//! `POST /cases/{nic}/advice`: a meeting is scheduled, then what was said is recorded.

use std::collections::BTreeSet;

use async_trait::async_trait;
use dars_bus::{
    Problem, Reply, Request, Work,
    aggregate::{execute, load},
};
use dars_messages::requests::review::RecordAdvice as Body;
use dars_review_domain::{
    case::{Advising, Command, State},
    meeting::{self, Listing, TakenAlong},
};
use dars_vocabulary::{
    MeetingRef, Nic, PersonId,
    code::{AdviceOutcome, AdvisoryGroup},
};
use jiff::civil::Date;
use sqlx::PgConnection;

use super::{super::meeting::follow::along, give, people, shown};
use crate::{
    handle::{Case, Meeting},
    store::case_routes::meeting as meeting_of,
};

/// Records what an advisory group does.
#[derive(Debug)]
pub struct RecordAdvice {
    /// Whose sign-ins are known here.
    pub issuer: String,
}

#[async_trait]
impl Work for RecordAdvice {
    async fn work(&self, request: &Request, tx: &mut PgConnection) -> Result<Reply, Problem> {
        let nic: Nic = request.param("nic")?;
        let (advising, said) = match request.body()? {
            Body::Schedule { group, meets_on } => {
                (Advising::Schedule { group, meets_on }, Said { group, on: meets_on, outcome: None })
            }
            Body::Outcome { group, outcome, met_on, advisers, text } => {
                let advisers = people(&self.issuer, &advisers)?;
                let said = Said { group, on: met_on, outcome: Some((outcome, advisers.clone())) };
                (Advising::Outcome { group, outcome, met_on, advisers, text }, said)
            }
        };
        let before = meeting_of(&load::<Case>(tx, nic.as_str()).await?.state);
        let saved = give(tx, request, &nic, Command::Advise(advising)).await?;
        meet(tx, request, &saved.state, before, said).await?;
        Reply::versioned(saved.version, &shown(&nic, &saved.state))
    }
}

/// What was recorded, as the meeting needs to know it.
struct Said {
    group: AdvisoryGroup,
    on: Date,
    outcome: Option<(AdviceOutcome, BTreeSet<PersonId>)>,
}

/// The meeting's list follows the case: on it where it was scheduled or met, off the one before.
async fn meet(
    tx: &mut PgConnection,
    request: &Request,
    state: &State,
    before: Option<MeetingRef>,
    said: Said,
) -> Result<(), Problem> {
    let Some(case) = state.case() else { return Ok(()) };
    let (nic, requesters) = (case.nic.clone(), case.requesters.clone());
    let Said { group, on: meets_on, outcome } = said;
    let reference = MeetingRef::of(group, meets_on);
    let meta = request.meta();
    let mut what = TakenAlong::default();
    if let Some(before) = before.filter(|before| *before != reference) {
        // Where a group met on another day than it meant to, those who were to sit there sat here.
        what = along(tx, &before, &nic, outcome.is_some()).await?;
        execute::<Meeting>(tx, &meta, before.as_str(), None, meeting::Command::TakeOff { nic: nic.clone() }).await?;
    }
    let listing = Listing { reference: reference.clone(), group, meets_on, nic: nic.clone(), requesters, along: what };
    execute::<Meeting>(tx, &meta, reference.as_str(), None, meeting::Command::List(listing)).await?;
    if let Some((outcome, advisers)) = outcome {
        let note = meeting::Command::NoteOutcome { nic, outcome, advisers };
        execute::<Meeting>(tx, &meta, reference.as_str(), None, note).await?;
    }
    Ok(())
}
