//! A change as a sentence.

use dars_vocabulary::content::SectionName;
use serde_json::Value;

use super::ChangeIs;

/// The longest value that is quoted; longer ones are read where they stand.
const QUOTED: usize = 80;

/// What is to be said.
pub(super) struct Said<'a> {
    pub section: SectionName,
    pub labels: &'a [String],
    pub kind: ChangeIs,
    pub before: Option<&'a Value>,
    pub after: Option<&'a Value>,
}

impl Said<'_> {
    pub(super) fn words(&self) -> String {
        let section = capital(&spoken(self.section.code()));
        let what = if self.labels.is_empty() { "the section".to_owned() } else { self.labels.join(", ") };
        let (before, after) = (self.before.and_then(quoted), self.after.and_then(quoted));
        let happened = match (self.kind, before, after) {
            (ChangeIs::Added, _, Some(after)) => format!("was added: {after}"),
            (ChangeIs::Added, _, None) => "was added".to_owned(),
            (ChangeIs::Removed, Some(before), _) => format!("was removed: {before}"),
            (ChangeIs::Removed, None, _) => "was removed".to_owned(),
            (ChangeIs::Changed, Some(before), Some(after)) => format!("changed from {before} to {after}"),
            (ChangeIs::Changed, _, _) => format!("was rewritten{}", lengths(self.before, self.after)),
        };
        format!("{section}: {what} {happened}.")
    }
}

/// `also_processes` as people say it.
pub(super) fn spoken(key: &str) -> String {
    key.replace(['_', '-'], " ").replace("gdpr", "GDPR")
}

fn capital(text: &str) -> String {
    let mut characters = text.chars();
    characters.next().map_or_else(String::new, |first| first.to_uppercase().chain(characters).collect())
}

fn quoted(value: &Value) -> Option<String> {
    let text = match value {
        Value::Bool(true) => "yes".to_owned(),
        Value::Bool(false) => "no".to_owned(),
        Value::Number(number) => number.to_string(),
        Value::String(text) => format!("\u{201c}{text}\u{201d}"),
        Value::Object(fields) => match (fields.get("from"), fields.get("to")) {
            (Some(Value::String(from)), Some(Value::String(to))) if fields.len() == 2 => format!("{from} to {to}"),
            _ => return None,
        },
        Value::Null | Value::Array(_) => return None,
    };
    (text.chars().count() <= QUOTED && !text.contains('\n')).then_some(text)
}

fn lengths(before: Option<&Value>, after: Option<&Value>) -> String {
    let words = |value: Option<&Value>| value.and_then(Value::as_str).map(|text| text.split_whitespace().count());
    match (words(before), words(after)) {
        (Some(before), Some(after)) => format!(" ({before} words before, {after} now)"),
        _ => String::new(),
    }
}
