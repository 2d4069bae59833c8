//! `POST /meetings/{reference}/put-off`: the meeting and every case that waits for it move to another day.

use async_trait::async_trait;
use dars_bus::{
    Aggregate as _, Problem, Reply, Request, Work,
    aggregate::{execute, load},
};
use dars_messages::requests::review::PutOffMeeting as Body;
use dars_review_domain::{
    case::{self, Advising},
    meeting::{Command, Listing},
};
use dars_vocabulary::MeetingRef;
use serde_json::json;
use sqlx::PgConnection;

use super::must_know;
use crate::handle::{Case, Meeting};

/// Puts a meeting off.
#[derive(Debug)]
pub struct PutOffMeeting;

#[async_trait]
impl Work for PutOffMeeting {
    async fn work(&self, request: &Request, tx: &mut PgConnection) -> Result<Reply, Problem> {
        let reference: MeetingRef = request.param("reference")?;
        let Body { meets_on } = request.body()?;
        let if_match = request.must_match()?;
        let meta = request.meta();
        let loaded = load::<Meeting>(tx, reference.as_str()).await?;
        must_know(&loaded.state, request)?;
        let command = Command::PutOff { to: meets_on };
        let facts = Meeting::facts(tx, &meta, reference.as_str(), &loaded.state, &command).await?;
        // Whether it may be, before any case moves; once more below, on the locked row.
        Meeting::decide(&loaded.state, command.clone(), &facts).map_err(|refusal| Problem::refused(&refusal))?;
        let Some(meeting) = loaded.state.meeting() else { return Err(Problem::not_found("meeting")) };
        let group = meeting.group;
        let to = MeetingRef::of(group, meets_on);
        // The cases first, in one order, then the meetings: as everywhere.
        let mut moved = Vec::new();
        for nic in facts.waiting {
            let schedule = case::Command::Advise(Advising::Schedule { group, meets_on });
            let done = execute::<Case>(tx, &meta, nic.as_str(), None, schedule).await?;
            let along = meeting.along(&nic, true);
            moved.extend(done.saved.state.case().map(|case| (nic, case.requesters.clone(), along)));
        }
        let done = execute::<Meeting>(tx, &meta, reference.as_str(), if_match, command).await?;
        // Who sits there, and what they declared, go along.
        for (nic, requesters, along) in moved {
            let listing = Listing { reference: to.clone(), group, meets_on, nic, requesters, along };
            execute::<Meeting>(tx, &meta, to.as_str(), None, Command::List(listing)).await?;
        }
        Reply::versioned(
            done.saved.version,
            &json!({"reference": reference, "state": done.saved.state.name(), "put_off_to": to}),
        )
    }
}
