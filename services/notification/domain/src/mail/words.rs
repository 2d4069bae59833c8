//! What a mail says, before it is laid out.

use dars_vocabulary::code::Signpost;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

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
    pub target: bool,
}

impl Said {
    pub fn new(subject: &'static str, happened: String, next_step: impl Into<String>) -> Self {
        let next_step = next_step.into();
        Self { subject, happened, next_step, points: Vec::new(), links: Vec::new(), by: None, target: false }
    }

    /// A date that a contract or a law sets.
    pub fn by(self, date: Date) -> Self {
        Self { by: Some(date), ..self }
    }

    /// A date that follows from a target of ours.
    pub fn target(self, date: Date) -> Self {
        Self { by: Some(date), target: true, ..self }
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
