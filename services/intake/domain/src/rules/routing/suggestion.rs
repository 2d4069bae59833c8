//! Where the order of §15 leads, and why.

use dars_vocabulary::{
    Nic,
    code::{Signpost, Team},
};
use serde::{Deserialize, Serialize};

use super::nics::{Known, Quoted, Standing};

/// Where an enquiry belongs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Route {
    /// One of our teams answers it.
    Team(Team),
    /// It is answered elsewhere.
    Signpost(Signpost),
}

impl Route {
    /// The team, if one of ours answers.
    pub fn team(self) -> Option<Team> {
        match self {
            Self::Team(team) => Some(team),
            Self::Signpost(_) => None,
        }
    }

    /// The signpost that says the same.
    pub fn signpost(self) -> Option<Signpost> {
        match self {
            Self::Signpost(to) => Some(to),
            Self::Team(Team::Commissioners) => Some(Signpost::Commissioners),
            Self::Team(Team::DigiTrials) => Some(Signpost::DigiTrials),
            Self::Team(Team::SdeSupport) => Some(Signpost::Sde),
            Self::Team(Team::PublicHelp) => Some(Signpost::PublicHelp),
            Self::Team(Team::DataApplications | Team::Agreements | Team::CaseOfficers | Team::Incident) => None,
        }
    }

    /// Its code, as lists show it.
    pub fn code(self) -> &'static str {
        match self {
            Self::Team(team) => team.code(),
            Self::Signpost(to) => to.code(),
        }
    }
}

/// Why it belongs there; never anyone's words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "because", rename_all = "snake_case")]
pub enum Reason {
    /// It says something that is a sign of this line.
    Words {
        /// What was found, in our words.
        sign: String,
    },
    /// The topic that was chosen says so.
    Topic,
    /// The enquirer says that something has gone wrong with data.
    Said,
    /// It quotes a request or agreement in being.
    QuotesLive,
    /// It quotes an agreement that has ended.
    QuotesEnded,
    /// It quotes this one; the enquirer is known to belong to it, or is not: then they learn nothing about it.
    Quotes {
        /// Which.
        nic: Nic,
        /// Whether the enquirer is known to belong to it.
        belongs: bool,
    },
    /// A quoted number is known with other letters: ask which one is meant.
    AskWhich {
        /// The number, as it is known.
        nic: Nic,
    },
    /// A quoted number is not known here.
    QuotesUnknown {
        /// The number.
        number: u32,
    },
    /// No other line applies.
    NothingElse,
}

impl Reason {
    pub(super) fn of_standing(standing: Standing) -> Self {
        match standing {
            Standing::Live => Self::QuotesLive,
            Standing::Ended => Self::QuotesEnded,
        }
    }
}

/// Where the order of §15 leads.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Suggestion {
    /// Where to.
    pub route: Route,
    /// By which line, 1 to 9.
    pub line: u8,
    /// Why.
    pub reasons: Vec<Reason>,
    /// The team that an enquirer sees who is not known to belong to what they quote.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub outward: Option<Team>,
}

impl Suggestion {
    pub(super) fn new(route: Route, line: u8, reason: Reason) -> Self {
        Self { route, line, reasons: vec![reason], outward: None }
    }

    /// The same for what its enquirer says to be an incident: line 1, whatever the words say.
    #[must_use]
    pub fn said_to_be_an_incident(mut self) -> Self {
        if self.line != 1 {
            self.reasons.insert(0, Reason::Said);
        }
        Self { route: Route::Team(Team::Incident), line: 1, ..self }
    }

    /// The known requests that it quotes.
    pub fn quotes(&self) -> impl Iterator<Item = &Nic> {
        self.reasons.iter().filter_map(|reason| match reason {
            Reason::Quotes { nic, .. } => Some(nic),
            Reason::Words { .. }
            | Reason::Topic
            | Reason::Said
            | Reason::QuotesLive
            | Reason::QuotesEnded
            | Reason::AskWhich { .. }
            | Reason::QuotesUnknown { .. }
            | Reason::NothingElse => None,
        })
    }

    /// With what is known of the numbers that it quotes.
    pub(super) fn with(mut self, quoted: &[Quoted], known: &[Known]) -> Self {
        for one in known {
            self.reasons.push(Reason::Quotes { nic: one.nic.clone(), belongs: one.belongs });
        }
        for quote in quoted {
            let same: Vec<&Known> = known.iter().filter(|known| known.number() == Some(quote.number)).collect();
            if same.is_empty() {
                self.reasons.push(Reason::QuotesUnknown { number: quote.number });
            } else if !same.iter().any(|known| quote.may_be(&known.nic)) {
                self.reasons.extend(same.iter().map(|known| Reason::AskWhich { nic: known.nic.clone() }));
            }
        }
        self
    }
}
