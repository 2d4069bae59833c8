//! The story as people read it: a line for each step done and each fact heard.

use dars_vocabulary::calendar::london;
use jiff::Timestamp;
use serde_json::Value;

use super::team::Heard;

/// Fields that a line says elsewhere, or that nobody reads.
const UNSAID: &[&str] = &["nic", "enquiry", "reference", "sha256"];

/// A line.
#[derive(Clone, Debug)]
pub struct Line {
    at: Timestamp,
    who: String,
    what: String,
    reference: String,
    detail: String,
}

impl Line {
    /// What somebody did.
    pub fn done(at: Timestamp, who: &str, what: &str, reference: &str) -> Self {
        let (who, what) = (format!("> {who}"), what.to_owned());
        Self { at, who, what, reference: reference.to_owned(), detail: String::new() }
    }

    /// What was heard.
    pub fn heard(heard: &Heard) -> Self {
        Self {
            at: heard.at,
            who: heard.owner.to_string(),
            what: heard.name.replace('_', " "),
            reference: heard.reference.clone(),
            detail: detail(&heard.body),
        }
    }
}

/// The fields of a fact in a few words.
fn detail(body: &Value) -> String {
    let fields = body.as_object().into_iter().flatten();
    let said = fields.filter(|(name, _)| !UNSAID.contains(&name.as_str())).filter_map(|(name, value)| {
        let value = match value {
            Value::String(text) => text.clone(),
            Value::Number(number) => number.to_string(),
            Value::Bool(truth) => truth.to_string(),
            Value::Null | Value::Array(_) | Value::Object(_) => return None,
        };
        Some(format!("{} {value}", name.replace('_', " ")))
    });
    said.collect::<Vec<_>>().join(", ")
}

/// Prints lines in order of trade time; of one instant, what was done stands before what was heard of it.
pub fn show(mut lines: Vec<Line>) {
    lines.sort_by_key(|line| line.at);
    for Line { at, who, what, reference, detail } in lines {
        let at = at.to_zoned(london()).strftime("%Y-%m-%d %H:%M").to_string();
        crate::print(&format!("  {at}  {who:<21}  {what:<29}  {reference:<22} {detail}"));
    }
}
