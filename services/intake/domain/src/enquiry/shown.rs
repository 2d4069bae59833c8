//! What is shown of an enquiry, and to whom: its enquirer sees nothing of what officers know of others.

use dars_vocabulary::{
    Actor, EnquiryRef, Nic, PersonId, Readiness,
    code::{Channel, ClosingReason, EnquiryTopic, Signpost, Team},
};
use jiff::{Timestamp, civil::Date};
use serde::Serialize;

use super::{Enquirer, State, Suspicion, Words, ask::is_enquirer};
use crate::rules::{
    routing::{Quoted, Suggestion},
    staff,
};

/// One message of the thread.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Message {
    /// Its place in the thread, from 1.
    pub number: u32,
    /// When it was written.
    pub at: Option<String>,
    /// Whether an officer wrote it.
    pub by_officer: bool,
    /// What was written; nothing once it was redacted.
    pub text: Option<String>,
}

/// An enquiry with its thread, as one person may see it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Shown {
    reference: EnquiryRef,
    state: &'static str,
    team: Option<Team>,
    topic: EnquiryTopic,
    channel: Channel,
    answer_due: Date,
    #[serde(skip_serializing_if = "Option::is_none")]
    answer_by: Option<Timestamp>,
    enquirer: Option<Enquirer>,
    purpose_text: Option<String>,
    nic_refs: Vec<Quoted>,
    readiness: Readiness,
    #[serde(skip_serializing_if = "Option::is_none")]
    needed_by: Option<Date>,
    #[serde(skip_serializing_if = "Option::is_none")]
    despite: Option<Signpost>,
    #[serde(skip_serializing_if = "Option::is_none")]
    data_incident: Option<bool>,
    #[serde(flatten)]
    words: Option<Words>,
    messages: Vec<Message>,
    numbers_removed: u32,
    #[serde(flatten)]
    particulars: Particulars,
    #[serde(skip_serializing_if = "Option::is_none")]
    for_staff: Option<ForStaff>,
}

/// What one state has and others lack.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Particulars {
    #[serde(skip_serializing_if = "Option::is_none")]
    chase_on: Option<Date>,
    #[serde(skip_serializing_if = "Option::is_none")]
    close_on: Option<Date>,
    #[serde(skip_serializing_if = "Option::is_none")]
    signposts: Option<Vec<Signpost>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<ClosingReason>,
    #[serde(skip_serializing_if = "Option::is_none")]
    nic: Option<Nic>,
    #[serde(skip_serializing_if = "Option::is_none")]
    duplicate_of: Option<EnquiryRef>,
}

/// What officers know beside.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
struct ForStaff {
    owner: Option<PersonId>,
    suggestion: Option<Suggestion>,
    may_be_an_incident: Option<Suspicion>,
    merged: Vec<EnquiryRef>,
    reopened: u32,
    numbers_removed: u32,
    received_at: Option<Timestamp>,
    logged_by: Option<PersonId>,
}

/// Whether `actor` sees it as its enquirer does: who raised it, and whoever is let in without being of the staff, as by
/// the secret link.
fn on_the_enquirers_side(state: &State, actor: &Actor) -> bool {
    is_enquirer(state, actor) || !staff::reads_content(actor)
}

/// The enquiry as `actor` sees it; nothing of one that is not there.
pub fn shown(state: &State, messages: Vec<Message>, actor: &Actor) -> Option<Shown> {
    let asked = state.asked()?;
    let own = on_the_enquirers_side(state, actor);
    let details = &asked.details;
    Some(Shown {
        reference: asked.enquiry.clone(),
        state: state_as_seen(state, own),
        team: team_as_seen(state, own),
        topic: asked.topic,
        channel: asked.channel,
        answer_due: asked.answer_due,
        answer_by: asked.answer_by,
        enquirer: asked.enquirer.open().cloned(),
        purpose_text: asked.purpose.open().cloned(),
        nic_refs: details.quoted.clone(),
        readiness: details.readiness,
        needed_by: details.needed_by,
        despite: details.despite,
        data_incident: details.data_incident,
        words: details.words.as_ref().and_then(|words| words.open().cloned()),
        messages,
        numbers_removed: asked.numbers_removed,
        particulars: particulars(state, actor),
        for_staff: (!own).then(|| ForStaff {
            owner: asked.owner,
            suggestion: asked.suggestion.clone(),
            may_be_an_incident: asked.suspicion.clone(),
            merged: asked.merged.clone(),
            reopened: asked.reopened,
            numbers_removed: asked.numbers_removed,
            received_at: asked.received_at,
            logged_by: asked.logged_by,
        }),
    })
}

/// What one state has and others lack, for `actor`.
pub fn particulars(state: &State, actor: &Actor) -> Particulars {
    let none = Particulars::default();
    match state {
        State::AwaitingEnquirer { chase_on, close_on, .. } => {
            Particulars { chase_on: Some(*chase_on), close_on: Some(*close_on), ..none }
        }
        State::Signposted { to, .. } => Particulars { signposts: Some(to.clone()), ..none },
        State::Closed { reason, .. } => Particulars { reason: Some(*reason), ..none },
        State::Converted { nic, .. } => Particulars { nic: Some(nic.clone()), ..none },
        // The other one may be someone else's: the staff alone know of it.
        State::Duplicate { of, .. } | State::Merged { into: of, .. } if !on_the_enquirers_side(state, actor) => {
            Particulars { duplicate_of: Some(of.clone()), ..none }
        }
        State::Absent
        | State::New { .. }
        | State::Triaged { .. }
        | State::WithExpert { .. }
        | State::Answered { .. }
        | State::Duplicate { .. }
        | State::Merged { .. }
        | State::ClosedNoReply { .. } => none,
    }
}

/// What the officer of a quoted case learns of an incident that they may not read: that there is one and where it stands,
/// never what it says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Noted {
    reference: EnquiryRef,
    state: &'static str,
    team: Team,
    /// The requests that it quotes and that have an officer who may ask.
    nics: Vec<Nic>,
}

/// Of an incident that quotes requests: that it is there; nothing of any other enquiry.
pub fn noted(state: &State) -> Option<Noted> {
    let asked = state.asked()?;
    let nics: Vec<Nic> = asked.suggestion.as_ref()?.quotes().cloned().collect();
    let team = state.last_team().filter(|team| *team == Team::Incident)?;
    (!nics.is_empty()).then(|| Noted { reference: asked.enquiry.clone(), state: state.name(), team, nics })
}

impl Noted {
    /// The requests that it quotes.
    pub fn nics(&self) -> &[Nic] {
        &self.nics
    }

    /// With those alone that `keep` says.
    pub fn only(mut self, keep: impl Fn(&Nic) -> bool) -> Option<Self> {
        self.nics.retain(|nic| keep(nic));
        (!self.nics.is_empty()).then_some(self)
    }
}

/// The state's name for `actor`; one that was merged goes on, for its enquirer.
pub fn state_name(state: &State, actor: &Actor) -> &'static str {
    state_as_seen(state, on_the_enquirers_side(state, actor))
}

fn state_as_seen(state: &State, own: bool) -> &'static str {
    match state {
        State::Merged { team: Some(_), .. } if own => "WITH_EXPERT",
        State::Merged { team: None, .. } if own => "TRIAGED",
        other => other.name(),
    }
}

/// An enquirer who is not known to belong to what they quote does not see who answers for it.
fn team_as_seen(state: &State, own: bool) -> Option<Team> {
    let team = state.team()?;
    let outward = state.asked()?.suggestion.as_ref().and_then(|suggestion| suggestion.outward);
    match (outward, team) {
        (Some(outward), Team::CaseOfficers | Team::Agreements) if own => Some(outward),
        (Some(_) | None, team) => Some(team),
    }
}
