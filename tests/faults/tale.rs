//! What each request applies for: the first story's application, with a title of its own and a term that begins today
//! and ends in 180 days, so that the ladder's first reminder falls due on its first day.

use dars_stack::{
    demo::Story,
    fixtures::{self, Fixtures},
};
use dars_tests::form;
use dars_vocabulary::{ApplicationContent, calendar::days_after, content::SectionName, london_date};
use jiff::civil::Date;
use serde_json::{Value, json};

/// The furthest rung of the ladder, in days before the last day.
const FIRST_RUNG: i64 = 180;

/// The story that is told again and again.
#[derive(Debug)]
pub struct Tale {
    /// The story as the fixtures have it.
    pub story: Story,
    /// The day by which the condition of its approval is due.
    pub condition_due: Date,
    /// What is released under its agreement.
    pub release: Value,
    /// The terms of the framework contract that is made on the way.
    pub contract: Value,
    /// The sections in the order of the form, without the title.
    sections: Vec<(SectionName, Value)>,
}

impl Tale {
    /// Reads it, with its dates moved to the fixtures' anchor.
    pub fn read(fixtures: &Fixtures) -> anyhow::Result<Self> {
        let story = fixtures::story("F01")?;
        let today = london_date(fixtures.calendar.anchor);
        let sections = form::sections(&story, today, FIRST_RUNG)?;
        let release = json!({
            "dataset": "hes-apc",
            "period": { "from": days_after(today, -400), "to": days_after(today, -30) },
            "level": "identifiable",
            "access_service": "extract",
            "recipient": story.organisation,
            "kind": "file",
            "file_count": 1,
            "opt_outs_applied": false,
        });
        let contract = json!({ "template_version": "v3.0", "start": today, "end": days_after(today, 1000) });
        Ok(Self { story, condition_due: days_after(today, 120), release, contract, sections })
    }

    /// The organisation that makes a framework contract beside one request: each may have but one at a time.
    pub fn organisation(number: usize) -> String {
        format!("FAULTS{number}")
    }

    /// The title of one request.
    pub fn title(number: usize) -> String {
        format!("Stroke outcomes after screening, cohort {number}")
    }

    /// The sections of one request, as they are saved.
    pub fn sections(&self, number: usize) -> Vec<(SectionName, Value)> {
        let title = (SectionName::Title, json!({ "title": Self::title(number) }));
        [title].into_iter().chain(self.sections.iter().cloned()).collect()
    }

    /// The content that these sections make, as everyone writes it.
    pub fn content(&self, number: usize) -> anyhow::Result<Value> {
        let fields = self.sections.iter().map(|(name, body)| (name.code().replace('-', "_"), body.clone()));
        let title = ("title".to_owned(), json!(Self::title(number)));
        let content: ApplicationContent =
            serde_json::from_value(Value::Object([title].into_iter().chain(fields).collect()))?;
        Ok(serde_json::to_value(content)?)
    }
}
