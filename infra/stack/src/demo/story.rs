//! A story as its fixture file tells it (domain.md §17): who does what, when, and how it stands afterwards.

use std::collections::BTreeMap;

use anyhow::Context;
use dars_messages::requests::intake::RaiseEnquiry;
use dars_vocabulary::{Nic, OrganisationId, code::Team};
use jiff::{SignedDuration, Timestamp, civil::Date};
use serde::Deserialize;
use serde_json::Value;

/// Between a step and the next one, where the next one doesn't say when it is.
const A_MINUTE: SignedDuration = SignedDuration::from_mins(1);

/// One story.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Story {
    /// What it is called: `F01` as in domain.md §17, `P01` for one of our own.
    pub called: String,
    /// What it shows, where domain.md does not say it.
    #[serde(default)]
    pub shows: String,
    /// The day it begins.
    pub first_day: Date,
    /// The number it asks for.
    pub nic: Nic,
    /// The applicant organisation.
    pub organisation: OrganisationId,
    /// The persona who leads the application.
    pub lead: String,
    /// What is asked at first.
    pub enquiry: RaiseEnquiry,
    /// The team that answers it.
    pub team: Team,
    /// The application, by the names of its sections in paths.
    #[serde(default)]
    pub sections: BTreeMap<String, Value>,
    /// Rules whose findings are shown for the whole draft and do not block.
    #[serde(default)]
    pub shown: Vec<String>,
    /// Why no advice is needed.
    #[serde(default)]
    pub no_advice_reason: String,
    /// The approver's word.
    #[serde(default)]
    pub decision: Value,
    /// Who signs the first version, in this order.
    #[serde(default)]
    pub signatures: Vec<Signatory>,
    /// Everything that is done, in order.
    pub steps: Vec<Step>,
    /// How it stands on the fixtures' anchor day.
    #[serde(default)]
    pub at_anchor: Vec<Expected>,
    /// How it stands when all of it is told.
    #[serde(default)]
    pub at_end: Vec<Expected>,
    /// What of domain.md §17 it does not reach, and why.
    #[serde(default)]
    pub missing: Vec<String>,
    /// How many days before the last day each reminder of the expiry ladder goes out.
    #[serde(default)]
    pub ladder: Vec<i64>,
    /// How many of each fact are told about it in all.
    #[serde(default)]
    pub facts: BTreeMap<String, usize>,
    /// The mails it brings about in all.
    #[serde(default)]
    pub mails: Vec<MailCount>,
}

/// One step.
#[derive(Clone, Debug, Deserialize)]
pub struct Step {
    /// What others call this moment.
    #[serde(default)]
    pub name: Option<String>,
    /// When, in trade time; absent: a minute after the step before.
    #[serde(default)]
    pub at: Option<Timestamp>,
    /// What is done.
    #[serde(flatten)]
    pub act: Act,
}

/// What is done in a step. `{nic}`, `{enquiry}` and what was kept before stand for themselves in paths and bodies.
#[derive(Clone, Debug, Deserialize)]
#[serde(tag = "do", rename_all = "snake_case", deny_unknown_fields)]
pub enum Act {
    /// Somebody raises the enquiry.
    Enquire {
        /// The persona; absent: the public.
        #[serde(default)]
        by: Option<String>,
    },
    /// The lead saves sections one by one, with a look at what is still wrong before and after.
    Draft {
        /// Of which application; absent: the story's.
        #[serde(default)]
        of: Option<String>,
        /// Which; absent: the story's.
        #[serde(default)]
        sections: Option<BTreeMap<String, Value>>,
        /// Sections in which this application differs from the story's.
        #[serde(default)]
        but: BTreeMap<String, Value>,
    },
    /// Somebody sends a command.
    Post(Post),
    /// Somebody signs what stands at `path`, quoting its hash.
    Sign {
        /// Who and for whom.
        #[serde(flatten)]
        signatory: Signatory,
        /// What is signed; absent: the agreement.
        #[serde(default)]
        path: Option<String>,
    },
    /// Something must stand so now.
    Expect(Expected),
}

/// A command.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Post {
    /// The persona.
    pub by: String,
    /// In words, for whoever watches.
    pub does: String,
    /// The path in the API.
    pub path: String,
    /// The body.
    #[serde(default = "empty")]
    pub body: Value,
    /// What is read before, and whose version is quoted; absent: the path without its last part.
    #[serde(default)]
    pub reads: Option<String>,
    /// It adds to something, or makes something new, and quotes no version.
    #[serde(default)]
    pub adds: bool,
    /// What is kept of the answer, by name: JSON pointers.
    #[serde(default)]
    pub keep: BTreeMap<String, String>,
    /// The code with which it is refused; absent: it is not. Nothing may have changed then.
    #[serde(default)]
    pub refused: Option<String>,
    /// The place that the refusal points at, where it points at one.
    #[serde(default)]
    pub because: Option<String>,
    /// Who reads it before and after a refusal, where the refused may not; absent: the persona.
    #[serde(default)]
    pub seen_by: Option<String>,
}

fn empty() -> Value {
    Value::Object(serde_json::Map::new())
}

/// What must stand where.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Expected {
    /// In words.
    pub what: String,
    /// The persona who looks; absent: the public.
    #[serde(default)]
    pub by: Option<String>,
    /// The path in the API.
    pub get: String,
    /// The JSON pointer; empty: the status of the answer. `/checks/code=funding/state` is in the item whose code that is.
    #[serde(default)]
    pub pointer: String,
    /// What must stand there, as people read it; lists by their length; with `…` at its end, how it begins.
    pub is: String,
}

/// Who signs.
#[derive(Clone, Debug, Deserialize)]
pub struct Signatory {
    /// The persona.
    pub by: String,
    /// For which side.
    pub side: String,
    /// For which organisation.
    pub organisation: OrganisationId,
}

/// How often somebody gets a mail.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MailCount {
    /// Its number in domain.md §13.
    pub mail: String,
    /// A persona, a team, or `enquirer`.
    pub to: String,
    /// How often.
    pub count: usize,
}

impl Story {
    /// When the step of that name happens.
    pub fn moment(&self, name: &str) -> anyhow::Result<Timestamp> {
        let mut moments = self.moments()?.into_iter();
        let found = moments.find(|(_, step)| step.name.as_deref() == Some(name));
        Ok(found.with_context(|| format!("{}: no step is called {name}", self.called))?.0)
    }

    /// Every step with its moment.
    pub fn moments(&self) -> anyhow::Result<Vec<(Timestamp, &Step)>> {
        let mut at: Option<Timestamp> = None;
        let each = self.steps.iter().map(|step| {
            let next = match (step.at, at) {
                (Some(at), _) => at,
                (None, Some(before)) => before.checked_add(A_MINUTE)?,
                (None, None) => anyhow::bail!("{}: the first step does not say when it is", self.called),
            };
            anyhow::ensure!(at.is_none_or(|before| before < next), "{}: {next} is not after {at:?}", self.called);
            at = Some(next);
            Ok((next, step))
        });
        each.collect()
    }
}

#[cfg(test)]
mod tests {
    use dars_vocabulary::content::Evidence;

    use super::super::paper::Paper;
    use crate::fixtures;

    #[test]
    fn each_paper_of_a_story_has_the_hash_of_its_file() {
        for story in fixtures::stories().unwrap() {
            let own = story.sections.get("evidence");
            let of_steps = story.steps.iter().filter_map(|step| match &step.act {
                super::Act::Draft { sections, but, .. } => {
                    but.get("evidence").or_else(|| sections.as_ref()?.get("evidence"))
                }
                _ => None,
            });
            for section in own.into_iter().chain(of_steps) {
                let Evidence { items } = serde_json::from_value(section.clone()).unwrap();
                for item in items {
                    assert_eq!(item.sha256, Paper::of(&item).sha256, "{}: {}", story.called, item.reference);
                }
            }
        }
    }

    #[test]
    fn the_stories_of_the_fixtures_can_be_told_and_their_days_follow_each_other() {
        let stories = fixtures::stories().unwrap();
        assert!(stories.len() >= 2);
        for story in &stories {
            let moments = story.moments().unwrap();
            assert!(!moments.is_empty(), "{}", story.called);
            for expected in story.at_anchor.iter().chain(&story.at_end) {
                assert!(expected.get.starts_with('/'), "{}: {}", story.called, expected.get);
            }
        }
    }
}
