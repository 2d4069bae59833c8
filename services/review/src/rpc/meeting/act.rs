//! `POST /meetings/{reference}/members`, `/agenda`, `/declarations`, `/minutes` and `/minutes/publish`.

use std::collections::BTreeSet;

use async_trait::async_trait;
use dars_bus::{Problem, Reply, Request, Work, aggregate::execute};
use dars_messages::requests::review::{DeclareInterest, PublishMinutes, SetAgenda, SetMeetingMembers, WriteMinutes};
use dars_review_domain::meeting::{Command, MinutesDraft, PlannedItem, State};
use dars_vocabulary::{MeetingRef, PersonId};
use serde_json::{Value, json};
use sqlx::PgConnection;

use super::must_know;
use crate::handle::Meeting;

/// One of those acts.
#[derive(Clone, Debug)]
pub enum ActOnMeeting {
    /// Who advises there.
    SetMembers {
        /// Whose sign-ins are known here.
        issuer: String,
    },
    /// In which order, and what is read.
    SetAgenda,
    /// A member has an interest, or none; one member's word overtakes nobody's, so it needs no `If-Match`.
    Declare,
    /// What everyone may read.
    WriteMinutes,
    /// Somebody else confirms it.
    PublishMinutes,
}

#[async_trait]
impl Work for ActOnMeeting {
    async fn work(&self, request: &Request, tx: &mut PgConnection) -> Result<Reply, Problem> {
        let reference: MeetingRef = request.param("reference")?;
        let command = self.command(request)?;
        let if_match = match self {
            Self::Declare => None,
            Self::SetMembers { .. } | Self::SetAgenda | Self::WriteMinutes | Self::PublishMinutes => {
                request.must_match()?
            }
        };
        let loaded = dars_bus::aggregate::load::<Meeting>(tx, reference.as_str()).await?;
        must_know(&loaded.state, request)?;
        let done = execute::<Meeting>(tx, &request.meta(), reference.as_str(), if_match, command).await?;
        Reply::versioned(done.saved.version, &shown(&reference, &done.saved.state))
    }
}

impl ActOnMeeting {
    fn command(&self, request: &Request) -> Result<Command, Problem> {
        Ok(match self {
            Self::SetMembers { issuer } => {
                let SetMeetingMembers { members, chair } = request.body()?;
                let chair = chair.map(|subject| person(issuer, &subject, "/chair")).transpose()?;
                let all = members.iter().enumerate();
                let members: Result<BTreeSet<_>, Problem> =
                    all.map(|(at, subject)| person(issuer, subject, &format!("/members/{at}"))).collect();
                Command::SetMembers { members: members?, chair }
            }
            Self::SetAgenda => {
                let SetAgenda { items } = request.body()?;
                let items = items.into_iter().map(|item| PlannedItem { nic: item.nic, papers: item.papers });
                Command::SetAgenda { items: items.collect() }
            }
            Self::Declare => {
                let DeclareInterest { nic, interest, what } = request.body()?;
                Command::Declare { nic, interest, what }
            }
            Self::WriteMinutes => {
                let WriteMinutes { items, reason } = request.body()?;
                let items = items.into_iter().map(|item| (item.nic, item.public_text, item.actions));
                Command::WriteMinutes(MinutesDraft { items: items.collect(), reason })
            }
            Self::PublishMinutes => {
                let PublishMinutes {} = request.body()?;
                Command::PublishMinutes
            }
        })
    }
}

fn person(issuer: &str, subject: &str, pointer: &str) -> Result<PersonId, Problem> {
    if subject.trim().is_empty() {
        let detail = "Name the subject of each adviser's sign-in.";
        return Err(Problem::new(422, "adviser-missing", detail).at(pointer, "adviser-missing", detail));
    }
    Ok(PersonId::of(issuer, subject))
}

/// Where it stands, for whoever changed it.
pub(super) fn shown(reference: &MeetingRef, state: &State) -> Value {
    json!({"reference": reference, "state": state.name()})
}
