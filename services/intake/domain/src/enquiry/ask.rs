//! Who asks something of an enquiry, and whether it is open to it.

use dars_vocabulary::{Actor, StaffRole, code::Team};

use super::{
    Asked, Facts, Refusal, State,
    state::{At, Stage},
};
use crate::rules::{person::person_needed, staff};

pub(super) const ROUTERS: &[StaffRole] = &[StaffRole::TriageOfficer];
pub(super) const WRITERS: &[StaffRole] = &[
    StaffRole::Expert,
    StaffRole::ExpertAgreements,
    StaffRole::ExpertDigitrials,
    StaffRole::ExpertSdeSupport,
    StaffRole::ExpertCommissioners,
    StaffRole::ExpertPublicHelp,
    StaffRole::TriageOfficer,
    StaffRole::CaseOfficer,
    StaffRole::IncidentLead,
];
/// Who reads what tells of an incident.
const INCIDENT_READERS: &[StaffRole] = &[StaffRole::IncidentLead, StaffRole::TriageOfficer];
pub(super) const CONVERTERS: &[StaffRole] = &[StaffRole::TriageOfficer, StaffRole::CaseOfficer];

/// On which side of the thread someone stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Side {
    Officer,
    Enquirer,
}

/// Whether `actor` may read this enquiry: whoever raised it, and the staff whom it concerns. `goes_on_with` as in
/// [`Facts`].
pub fn may_see(state: &State, actor: &Actor, goes_on_with: Option<Team>) -> Result<(), Refusal> {
    let own = state.asked().is_some() && is_enquirer(state, actor);
    if own || may_read(state, actor, goes_on_with) { Ok(()) } else { Err(Refusal::Unknown) }
}

/// The staff whom it concerns: an incident is for the incident lead and triage officers alone, and an expert reads what
/// their team has, or had last.
fn may_read(state: &State, actor: &Actor, goes_on_with: Option<Team>) -> bool {
    if state.asked().is_none() || !staff::reads_content(actor) {
        return false;
    }
    let (team, reach) = (state.last_team(), Reach::of(actor));
    let elsewhere = goes_on_with.filter(|_| state.same_as().is_some());
    if [team, elsewhere].contains(&Some(Team::Incident)) {
        return reach.incidents;
    }
    let Some(teams) = reach.teams else { return true };
    team.is_some_and(|team| teams.contains(&team)) || elsewhere.is_some_and(|team| teams.contains(&team))
}

/// How far a member of the staff sees: as one sees an enquiry alone, so they are listed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reach {
    /// What these teams have or had last, or is worked on in one that they have; everything, unless named.
    pub teams: Option<Vec<Team>>,
    /// What an incident lead has or had last, too.
    pub incidents: bool,
}

impl Reach {
    /// How far `actor` sees.
    pub fn of(actor: &Actor) -> Self {
        let only_an_expert = actor.roles.iter().all(|role| StaffRole::EXPERTS.contains(role) || !reads(*role));
        let theirs = || {
            let answers = |team: &Team| actor.is_staff(StaffRole::answers_for(*team));
            Team::ALL.iter().copied().filter(answers).collect()
        };
        Self { teams: only_an_expert.then(theirs), incidents: staff::holds_any(actor, INCIDENT_READERS) }
    }
}

/// Whether a role by itself reads content.
fn reads(role: StaffRole) -> bool {
    !matches!(role, StaffRole::Operator | StaffRole::Adviser)
}

/// Whether `actor` is the signed-in person who raised it.
pub fn is_enquirer(state: &State, actor: &Actor) -> bool {
    actor.is_person() && state.asked().is_some_and(|asked| asked.raised_by == Some(actor.id))
}

/// Lets through the staff who hold one of `roles` and may see the enquiry.
pub(super) fn officer(state: &State, facts: &Facts, roles: &[StaffRole], who: &'static str) -> Result<(), Refusal> {
    person_needed(&facts.actor)?;
    may_see(state, &facts.actor, facts.goes_on_with)?;
    if staff::holds_any(&facts.actor, roles) { Ok(()) } else { Err(Refusal::RoleNeeded { who }) }
}

/// Lets through those who write to enquirers.
pub(super) fn writer(state: &State, facts: &Facts) -> Result<(), Refusal> {
    officer(state, facts, WRITERS, "an expert, a triage officer, a case officer or an incident lead")?;
    not_an_incident_of_others(state, facts)
}

/// What the incident lead has, nobody else asks about, answers, gives back or closes.
pub(super) fn not_an_incident_of_others(state: &State, facts: &Facts) -> Result<(), Refusal> {
    if state.team() == Some(Team::Incident) && !staff::holds_any(&facts.actor, &[StaffRole::IncidentLead]) {
        return Err(Refusal::RoleNeeded { who: "an incident lead" });
    }
    Ok(())
}

/// Lets through those who write to enquirers, and the enquirer; whoever raised it writes as its enquirer, whatever
/// roles they have since.
pub(super) fn either_side(state: &State, facts: &Facts) -> Result<Side, Refusal> {
    if facts.is_enquirer {
        return state.asked().map(|_| Side::Enquirer).ok_or(Refusal::Unknown);
    }
    person_needed(&facts.actor)?;
    if is_enquirer(state, &facts.actor) {
        return Ok(Side::Enquirer);
    }
    officer(state, facts, WRITERS, "an expert, a triage officer, a case officer, an incident lead or the enquirer")?;
    Ok(Side::Officer)
}

/// What was asked and where it is, while it is open.
pub(super) fn open(state: &State) -> Result<(&Asked, At), Refusal> {
    match state.stage() {
        Stage::Absent => Err(Refusal::Unknown),
        Stage::Open(asked, at) => Ok((asked, at)),
        Stage::Merged(..) => Err(Refusal::Merged),
        Stage::Over(_) => Err(Refusal::Over),
        Stage::Converted(_) => Err(Refusal::Converted),
    }
}

/// What was asked, while its enquirer is owed an answer: it is open, or another one of the same matter is worked on.
pub(super) fn unanswered(state: &State) -> Result<&Asked, Refusal> {
    match state.stage() {
        Stage::Merged(asked, _) => Ok(asked),
        Stage::Absent | Stage::Open(..) | Stage::Over(_) | Stage::Converted(_) => open(state).map(|(asked, _)| asked),
    }
}
