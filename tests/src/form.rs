//! The application of a story, with its days moved to where trade time stands.

use anyhow::Context as _;
use dars_stack::demo::Story;
use dars_vocabulary::{calendar::days_after, content::SectionName};
use jiff::civil::Date;
use serde_json::{Value, json};

/// A story's sections in the order of the form, without the title: its term lasts for `days` from `today` on, and the
/// data asked for reach until the day before.
pub fn sections(story: &Story, today: Date, days: i64) -> anyhow::Result<Vec<(SectionName, Value)>> {
    let mut sections = Vec::new();
    for name in SectionName::ALL {
        let Some(mut body) = story.sections.get(name.code()).cloned() else { continue };
        match name {
            SectionName::Title => continue,
            SectionName::Term => {
                let term = body.as_object_mut().with_context(|| format!("{}: sections.term", story.called))?;
                term.insert("start".to_owned(), json!(today));
                term.insert("end".to_owned(), json!(days_after(today, days)));
            }
            SectionName::DataSets => {
                let requests = body.pointer_mut("/requests").and_then(Value::as_array_mut);
                for request in requests.with_context(|| format!("{}: sections.data-sets", story.called))? {
                    let to = request.pointer_mut("/period/to").context("a data set's period")?;
                    *to = json!(days_after(today, -1));
                }
            }
            _ => {}
        }
        sections.push((*name, body));
    }
    Ok(sections)
}
