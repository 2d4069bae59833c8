//! The order of signposting (domain.md §15): the first line that fits is where to go.

use dars_messages::requests::intake::AskSignpost;
use dars_vocabulary::code::{Asker, Level, PersonalMatter, TrialStage};

use super::words::Destination;

/// One line of the order.
#[derive(Clone, Copy, Debug)]
pub struct Line {
    /// Its number in domain.md §15.
    pub number: u8,
    /// Where it sends people.
    pub to: Destination,
    /// Whom it sends there.
    pub fits: fn(&AskSignpost) -> bool,
}

/// Whoever nothing else fits: they raise an enquiry.
pub const LAST: Line = Line { number: 9, to: Destination::DataApplications, fits: |_| true };

/// The lines, in their order. The first two are those of enquiries: an incident is looked at before all else, and a
/// number is quoted in an enquiry and tells nobody anything here.
pub const ORDER: [Line; 10] = [
    Line { number: 1, to: Destination::IncidentLead, fits: |asked| asked.something_went_wrong },
    Line { number: 2, to: Destination::CaseOfficer, fits: |asked| asked.has_a_number },
    Line { number: 3, to: Destination::PublicHelp, fits: is_personal },
    Line { number: 3, to: Destination::CareProvider, fits: is_direct_care },
    Line { number: 4, to: Destination::Commissioners, fits: is_a_commissioner },
    Line { number: 5, to: Destination::PublishedStatistics, fits: |asked| asked.level == Some(Level::Aggregate) },
    Line { number: 6, to: Destination::DigiTrials, fits: needs_digitrials },
    Line { number: 7, to: Destination::SdeSupport, fits: |asked| asked.uses_the_sde },
    Line { number: 8, to: Destination::OtherBody, fits: |asked| asked.other_data.is_some() },
    LAST,
];

fn is_personal(asked: &AskSignpost) -> bool {
    matches!(asked.about_people, Some(PersonalMatter::OwnRecord | PersonalMatter::OptOut))
}

fn is_direct_care(asked: &AskSignpost) -> bool {
    asked.about_people == Some(PersonalMatter::DirectCare)
}

fn is_a_commissioner(asked: &AskSignpost) -> bool {
    asked.who == Asker::Organisation && asked.organisation_type.is_some_and(dars_rules::matching::is_commissioner)
}

/// Before and while people are found; whoever follows participants asks for data as everyone does, and DigiTrials is
/// among the services that are matched.
fn needs_digitrials(asked: &AskSignpost) -> bool {
    let before = [TrialStage::Feasibility, TrialStage::Recruitment, TrialStage::Communication];
    asked.trial.is_some_and(|stage| before.contains(&stage))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lines_stand_in_their_order_and_the_last_takes_everyone() {
        assert!(ORDER.windows(2).all(|two| two[0].number <= two[1].number));
        assert_eq!(ORDER.map(|line| line.number), [1, 2, 3, 3, 4, 5, 6, 7, 8, 9]);
        assert!(matches!(ORDER.last(), Some(line) if line.to == LAST.to));
    }
}
