//! To whom a meeting opens and closes the cases on its list, wherever else they could read them (domain.md §3).

use std::collections::BTreeSet;

use dars_vocabulary::{Nic, PersonId};

use super::{Item, State};

/// What a meeting makes of one case for those who sit there. An interest that was declared stays, also once the case is off
/// the list; whoever sits there declares while the case waits, and may read as before once the group said something
/// without them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Papers {
    /// Who sits there and declared nothing yet.
    pub undeclared: BTreeSet<PersonId>,
    /// Who declared an interest.
    pub interested: BTreeSet<PersonId>,
    /// Who sits there and declared to have none.
    pub open_to: BTreeSet<PersonId>,
}

/// The cases that are on its list or were.
pub fn listed(state: &State) -> BTreeSet<&Nic> {
    let items = state.meeting().map(|meeting| meeting.items.iter().chain(&meeting.taken_off));
    items.into_iter().flatten().map(|item| &item.nic).collect()
}

/// What it makes of this case.
pub fn papers(state: &State, nic: &Nic) -> Papers {
    let Some(meeting) = state.meeting() else { return Papers::default() };
    let known = meeting.items.iter().chain(&meeting.taken_off).filter(|item| item.nic == *nic);
    let declared = known.flat_map(|item| &item.declarations).filter(|said| said.interest);
    let interested: BTreeSet<PersonId> = declared.map(|said| said.adviser).collect();
    let on_list = match state {
        State::Absent | State::PutOff { .. } => None,
        State::Scheduled { meeting }
        | State::MinutesDraft { meeting, .. }
        | State::MinutesPublished { meeting, .. } => meeting.item(nic),
    };
    let said_nothing = |item: &Item, member: &PersonId| item.declared_by(*member).is_none();
    let waits = on_list.filter(|item| item.outcome.is_none() && matches!(state, State::Scheduled { .. }));
    let undeclared = |item| meeting.members.iter().filter(move |member| said_nothing(item, member)).copied().collect();
    let open = |item: &Item| {
        let declared = meeting.members.iter().filter(|member| !said_nothing(item, member));
        declared.filter(|member| !interested.contains(member)).copied().collect()
    };
    Papers {
        undeclared: waits.map(undeclared).unwrap_or_default(),
        open_to: on_list.map(open).unwrap_or_default(),
        interested,
    }
}
