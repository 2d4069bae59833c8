//! Where an enquiry belongs, by the signposting order of domain.md §15: a suggestion that an officer confirms or
//! overrules. The words of each line are data, one file each; the order stands here.

mod asking;
mod breach;
mod care;
mod commissioners;
mod elsewhere;
mod footers;
mod groups;
mod lexicon;
mod line;
mod net;
mod net_groups;
mod nics;
mod published;
mod sde;
mod suggestion;
mod text;
mod trials;
mod typos;
mod words;

use dars_vocabulary::code::{EnquiryTopic, Signpost, Team};

pub use net::may_be_an_incident;
pub use nics::{Known, Quoted, Standing, quoted};
pub use suggestion::{Reason, Route, Suggestion};

use lexicon::lexicon;
use line::Line;
use text::Text;

/// What is known of an enquiry when it comes in.
#[derive(Clone, Copy, Debug)]
pub struct Asking<'a> {
    /// What was written.
    pub text: &'a str,
    /// The topic that was chosen.
    pub topic: EnquiryTopic,
    /// The NIC numbers that it quotes.
    pub quoted: &'a [Quoted],
    /// Which of those are known, and what they are to the enquirer.
    pub known: &'a [Known],
    /// Where the enquirer was sent before, and goes on anyway.
    pub despite: Option<Signpost>,
}

/// The lines behind the quoted NIC, in the order of §15.
const LINES: [&Line; 6] =
    [&care::LINE, &commissioners::LINE, &published::LINE, &trials::LINE, &sde::LINE, &elsewhere::LINE];

/// Where it belongs, by which line, and why.
pub fn suggest(asking: &Asking<'_>) -> Suggestion {
    let text = Text::of(asking.text, lexicon());
    let suggested = by_order(asking, &text, asking.known);
    let outward = if asking.known.iter().all(|known| known.belongs) {
        None
    } else {
        // What a number that nobody knows would have come to: the enquirer sees no difference.
        Some(by_order(asking, &text, &[]).route.team().unwrap_or(Team::DataApplications))
    };
    Suggestion { outward, ..suggested }
}

fn by_order(asking: &Asking<'_>, text: &Text, known: &[Known]) -> Suggestion {
    if let Some(sign) = breach::found(text, asking.topic) {
        return Suggestion::new(Route::Team(Team::Incident), 1, sign).with(asking.quoted, known);
    }
    if let Some(standing) = nics::standing(known) {
        let team = match standing {
            Standing::Live => Team::CaseOfficers,
            Standing::Ended => Team::Agreements,
        };
        return Suggestion::new(Route::Team(team), 2, Reason::of_standing(standing)).with(asking.quoted, known);
    }
    LINES
        .iter()
        .filter(|line| asking.despite.is_none_or(|to| line.route.signpost() != Some(to)))
        .find_map(|line| Some(Suggestion::new(line.route, line.number, line.found(text, asking.topic)?)))
        .unwrap_or_else(|| Suggestion::new(Route::Team(Team::DataApplications), 9, Reason::NothingElse))
        .with(asking.quoted, known)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_pattern_can_be_read() {
        for pattern in lexicon::patterns() {
            assert!(words::readable(pattern), "{pattern}");
        }
    }
}
