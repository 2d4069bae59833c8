//! A story as its fixture file tells it (domain.md §17).

use std::collections::BTreeMap;

use anyhow::Context;
use dars_messages::requests::{intake::RaiseEnquiry, review::Decide};
use dars_vocabulary::{Nic, OrganisationId, code::Team};
use jiff::{Timestamp, civil::Date};
use serde::Deserialize;
use serde_json::Value;

/// One story.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Story {
    /// The day it begins.
    pub first_day: Date,
    /// The number it asks for.
    pub nic: Nic,
    /// The applicant organisation.
    pub organisation: OrganisationId,
    /// The persona who leads the application.
    pub lead: String,
    /// When each step happens, in trade time.
    pub moments: BTreeMap<String, Timestamp>,
    /// What is asked at first.
    pub enquiry: RaiseEnquiry,
    /// The team that answers it.
    pub team: Team,
    /// The application, by the names of its sections in paths.
    pub sections: BTreeMap<String, Value>,
    /// Rules whose findings are shown and do not block.
    #[serde(default)]
    pub shown: Vec<String>,
    /// Why no advice is needed.
    pub no_advice_reason: String,
    /// The approver's word.
    pub decision: Decide,
    /// Who signs, in this order.
    #[serde(default)]
    pub signatures: Vec<Signatory>,
    /// The version that is issued.
    #[serde(default)]
    pub version: Option<String>,
    /// How many days before the last day each reminder goes out.
    #[serde(default)]
    pub ladder: Vec<i64>,
    /// How many of each fact are told about it.
    pub facts: BTreeMap<String, usize>,
    /// The mails it brings about.
    pub mails: Vec<MailCount>,
}

/// Who signs.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
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
    /// When a step happens.
    pub fn moment(&self, step: &str) -> anyhow::Result<Timestamp> {
        self.moments.get(step).copied().with_context(|| format!("{}: moments.{step} is missing", self.nic))
    }
}

#[cfg(test)]
mod tests {
    use dars_rules::{Context, blocking, check};
    use dars_vocabulary::{ApplicationContent, Stage, content::SectionName, london_date};

    use super::*;
    use crate::fixtures;

    fn content(story: &Story) -> ApplicationContent {
        let section = |name: SectionName| story.sections.get(name.code()).cloned().map(|body| (name, body));
        let sections = SectionName::ALL.iter().filter_map(|name| section(*name));
        let fields = sections.map(|(name, body)| match name {
            SectionName::Title => ("title".to_owned(), body["title"].clone()),
            other => (other.code().replace('-', "_"), body),
        });
        serde_json::from_value(Value::Object(fields.collect())).unwrap()
    }

    #[test]
    fn the_stories_applications_meet_every_rule_that_blocks_and_show_what_they_should() {
        for file in ["f01.json", "f10.json"] {
            let story: Story = fixtures::read(file).unwrap();
            let submitted = london_date(story.moment("submitted").unwrap());
            let findings = check(&content(&story), submitted, &Context::default());
            for stage in [Stage::Submit, Stage::Issue] {
                assert_eq!(blocking(findings.clone(), stage), [], "{file}");
            }
            let mut rules: Vec<&str> = findings.iter().map(|finding| finding.rule).collect();
            rules.dedup();
            assert_eq!(rules, story.shown, "{file}");
        }
    }

    #[test]
    fn a_storys_moments_follow_each_other_and_its_people_reach_nobody() {
        for file in ["f01.json", "f10.json"] {
            let story: Story = fixtures::read(file).unwrap();
            assert_eq!(london_date(story.moment("enquired").unwrap()), story.first_day);
            assert!(story.enquiry.email.ends_with(".example"));
            let steps = [
                "enquired",
                "routed",
                "converted",
                "drafted",
                "submitted",
                "assigned",
                "assured",
                "advised",
                "decided",
            ];
            let moments: Vec<Timestamp> = steps.iter().map(|step| story.moment(step).unwrap()).collect();
            assert!(moments.is_sorted(), "{file}");
        }
    }
}
