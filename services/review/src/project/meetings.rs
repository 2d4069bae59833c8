//! Meetings into their list, the public minutes, and what waits for whom.

use dars_bus::StoreError;
use dars_review_domain::meeting::{Item, Meeting, State, must_be_written_anew};
use dars_rules::policy;
use dars_vocabulary::{PersonId, calendar::working_days_after};
use sqlx::PgConnection;

use crate::store::{
    self,
    advice_tasks::{self, Waiting},
    tasks::Whom,
};

/// Keeps all of it in step.
pub async fn keep(tx: &mut PgConnection, reference: &str, state: &State) -> Result<(), StoreError> {
    store::meetings::keep(tx, reference, state).await?;
    store::meeting_interests::replace(tx, reference, state).await?;
    advice_tasks::replace(tx, reference, &waiting(state)).await
}

/// Declarations and papers until the group said something; then the minutes, until everyone reads them, and again once
/// they do not say what the group said.
fn waiting(state: &State) -> Vec<Waiting> {
    match state {
        State::MinutesDraft { meeting, .. } | State::MinutesPublished { meeting, .. }
            if must_be_written_anew(state) =>
        {
            vec![minutes(meeting, "write-minutes", Whom::Role("secretariat"), Vec::new())]
        }
        State::Absent | State::PutOff { .. } | State::MinutesPublished { .. } => Vec::new(),
        State::Scheduled { meeting } => {
            let open = meeting.items.iter().filter(|item| item.outcome.is_none());
            let all = open.flat_map(|item| meeting.members.iter().filter_map(|member| of(meeting, item, *member)));
            let secretariat = Whom::Role("secretariat");
            let write = meeting.considered().then(|| minutes(meeting, "write-minutes", secretariat, Vec::new()));
            all.chain(write).collect()
        }
        State::MinutesDraft { meeting, minutes: draft, .. } => {
            let writers = draft.writers.iter().copied().collect();
            let mut all = vec![minutes(meeting, "publish-minutes", Whom::Role("secretariat"), writers)];
            let chair = meeting.chair.filter(|chair| !draft.writers.contains(chair));
            all.extend(chair.map(|chair| minutes(meeting, "publish-minutes", Whom::Person(chair), Vec::new())));
            all
        }
    }
}

/// What waits for one member about one case.
fn of(meeting: &Meeting, item: &Item, member: PersonId) -> Option<Waiting> {
    let reference = &meeting.reference;
    let (what, path) = match item.declared_by(member) {
        None => ("declare-interest", format!("/meetings/{reference}")),
        Some(declared) if declared.interest => return None,
        Some(_) => ("read-papers", format!("/meetings/{reference}/papers/{}", item.nic)),
    };
    let (nic, whom, due) = (Some(item.nic.clone()), Whom::Person(member), Some(meeting.meets_on));
    Some(Waiting { what, nic, whom, due, not_for: Vec::new(), path })
}

fn minutes(meeting: &Meeting, what: &'static str, whom: Whom, not_for: Vec<PersonId>) -> Waiting {
    let due = Some(working_days_after(meeting.meets_on, policy::MINUTES.value));
    Waiting { what, nic: None, whom, due, not_for, path: format!("/meetings/{}", meeting.reference) }
}
