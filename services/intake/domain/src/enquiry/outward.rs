//! What whoever raised an enquiry is told at once: who has it, and how to come back.

use dars_vocabulary::code::Team;

use super::State;
use crate::signposting::{Destination, words};

/// How to come back to an enquiry.
pub const COME_BACK: &str = "Write into it by the link in the mail that we send you, or by replying to that mail. One that \
     was closed can be opened again there; whoever signed in finds it by its reference.";

/// The team that has it, or to which its words lead, as far as its enquirer may know: of what they quote, one who is not
/// known to belong to it learns nothing.
pub fn outward_team(state: &State) -> Team {
    if state.last_team() == Some(Team::Incident) {
        return Team::Incident;
    }
    let suggestion = state.asked().and_then(|asked| asked.suggestion.as_ref());
    suggestion
        .and_then(|suggestion| suggestion.outward.or_else(|| suggestion.route.team()))
        .unwrap_or(Team::DataApplications)
}

/// Who has it, in the words of the signpost of that team.
pub fn who_has_it(team: Team) -> &'static str {
    words(match team {
        Team::Incident => Destination::IncidentLead,
        Team::CaseOfficers | Team::Agreements => Destination::CaseOfficer,
        Team::DataApplications => Destination::DataApplications,
        Team::DigiTrials => Destination::DigiTrials,
        Team::SdeSupport => Destination::SdeSupport,
        Team::Commissioners => Destination::Commissioners,
        Team::PublicHelp => Destination::PublicHelp,
    })
    .who_has_it
}
