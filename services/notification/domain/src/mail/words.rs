//! What a mail says, before it is laid out.

use dars_vocabulary::code::Signpost;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// What the date of a mail is to whoever reads it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DateIs {
    /// The last day on which they can do what is asked.
    #[default]
    ActBy,
    /// From that day on it is too late.
    ActBefore,
    /// We want to have done our part by then.
    WeAimFor,
    /// Something happens on it.
    On,
}

impl DateIs {
    /// How mails introduce it.
    pub fn label(self) -> &'static str {
        match self {
            Self::ActBy => "Act by",
            Self::ActBefore => "Act before",
            Self::WeAimFor => "We aim for",
            Self::On => "Date",
        }
    }
}

/// What a mail says, ready for its text and HTML parts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Words {
    /// The subject line; begins with the reference.
    pub subject: String,
    /// What happened.
    pub happened: String,
    /// What comes next, and who does it.
    pub next_step: String,
    /// A list below it: what to gather, which sections, which questions.
    pub points: Vec<String>,
    /// Where else to ask; the addresses are configuration.
    pub links: Vec<Signpost>,
    /// By when, where a date is known.
    pub by: Option<Date>,
    /// What that date is.
    pub date_is: DateIs,
    /// That date follows from a working target of ours, which nobody has confirmed as policy.
    pub target: bool,
    /// Where to read on, below the public address.
    pub path: String,
}

/// A date as mails write it: `2 March 2028`.
pub fn written(date: Date) -> String {
    date.strftime("%-d %B %Y").to_string()
}

/// Several things as a sentence has them: `a, b and c`.
pub(super) fn listed(things: &[String]) -> String {
    match things {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}

/// What one piece of news says; subject and path are completed by the mail.
pub(super) struct Said {
    pub subject: &'static str,
    pub happened: String,
    pub next_step: String,
    pub points: Vec<String>,
    pub links: Vec<Signpost>,
    pub by: Option<Date>,
    pub date_is: DateIs,
    pub target: bool,
}

impl Said {
    pub fn new(subject: &'static str, happened: String, next_step: impl Into<String>) -> Self {
        let next_step = next_step.into();
        let (points, links) = (Vec::new(), Vec::new());
        Self { subject, happened, next_step, points, links, by: None, date_is: DateIs::ActBy, target: false }
    }

    /// A last day that a contract or a law sets.
    pub fn by(self, date: Date) -> Self {
        Self { by: Some(date), ..self }
    }

    /// A last day that follows from a target of ours.
    pub fn target(self, date: Date) -> Self {
        Self { by: Some(date), target: true, ..self }
    }

    /// A day that follows from a target of ours, and is too late.
    pub fn before(self, date: Date) -> Self {
        Self { date_is: DateIs::ActBefore, ..self.target(date) }
    }

    /// A day by which we want to have done our part.
    pub fn aim(self, date: Date) -> Self {
        Self { date_is: DateIs::WeAimFor, ..self.target(date) }
    }

    /// A day on which something happens.
    pub fn on(self, date: Date) -> Self {
        Self { by: Some(date), date_is: DateIs::On, ..self }
    }

    pub fn points(self, points: Vec<String>) -> Self {
        Self { points, ..self }
    }

    pub fn links(self, links: &[Signpost]) -> Self {
        Self { links: links.to_vec(), ..self }
    }
}

/// What is told of: its reference with the version, and the organisation's name where it is known.
pub(super) struct Subject<'a> {
    pub reference: String,
    pub organisation: Option<&'a str>,
}

impl Subject<'_> {
    /// `the application DARS-NIC-… of Northmere University`
    pub fn application(&self) -> String {
        self.named("application", "of")
    }

    /// `the agreement DARS-NIC-… with Northmere University`
    pub fn agreement(&self) -> String {
        self.named("agreement", "with")
    }

    /// `the framework contract CON-… with Northmere University`
    pub fn contract(&self) -> String {
        self.named("framework contract", "with")
    }

    fn named(&self, what: &str, joined: &str) -> String {
        let reference = &self.reference;
        match self.organisation {
            Some(organisation) => format!("the {what} {reference} {joined} {organisation}"),
            None => format!("the {what} {reference}"),
        }
    }
}

/// The same at the beginning of a sentence.
pub(super) fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
