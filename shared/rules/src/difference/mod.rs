//! What changed from one version to the next, for people: entries of lists are found again by what they are about (an
//! organisation, a data set, a place), never by where they stand in the list.

mod identity;
mod words;

use dars_vocabulary::{ApplicationContent, content::SectionName};
use serde::Serialize;
use serde_json::{Map, Value};

use identity::{label, pairs};
use words::{Said, spoken};

/// How something changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum ChangeIs {
    /// It is new.
    Added,
    /// It is gone.
    Removed,
    /// It says something else.
    Changed,
}

/// One thing that differs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Change {
    /// JSON pointer into the later version; of what is gone, into the earlier one.
    pub pointer: String,
    /// In which section.
    pub section: SectionName,
    /// How it changed.
    pub kind: ChangeIs,
    /// What it was.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub before: Option<Value>,
    /// What it is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub after: Option<Value>,
    /// The same as a sentence.
    pub words: String,
}

/// Everything that differs between two contents, in the order of the form.
pub fn difference(before: &ApplicationContent, after: &ApplicationContent) -> Vec<Change> {
    let (before, after) = (written(before), written(after));
    let mut changes = Vec::new();
    for section in SectionName::ALL {
        let key = section.code().replace('-', "_");
        let mut walk = Walk { section: *section, changes: &mut changes };
        let place = Place { before: format!("/{key}"), after: format!("/{key}"), labels: Vec::new() };
        walk.compare(&key, before.get(&key), after.get(&key), &place);
    }
    changes
}

/// A content always writes itself as an object.
fn written(content: &ApplicationContent) -> Map<String, Value> {
    match serde_json::to_value(content) {
        Ok(Value::Object(fields)) => fields,
        Ok(_) | Err(_) => Map::new(),
    }
}

/// Where in both contents, and how people call it.
struct Place {
    before: String,
    after: String,
    labels: Vec<String>,
}

impl Place {
    fn field(&self, key: &str) -> Self {
        let labels = self.labels.iter().cloned().chain([spoken(key)]).collect();
        Self { before: format!("{}/{key}", self.before), after: format!("{}/{key}", self.after), labels }
    }

    /// An entry of the list that was reached last, under a name of its own.
    fn entry(&self, at_before: usize, at_after: usize, label: String) -> Self {
        let list = self.labels.len().saturating_sub(1);
        let labels = self.labels.iter().take(list).cloned().chain([label]).collect();
        Self { before: format!("{}/{at_before}", self.before), after: format!("{}/{at_after}", self.after), labels }
    }
}

struct Walk<'a> {
    section: SectionName,
    changes: &'a mut Vec<Change>,
}

impl Walk<'_> {
    fn compare(&mut self, key: &str, before: Option<&Value>, after: Option<&Value>, place: &Place) {
        match (before, after) {
            (None, None) => {}
            (Some(before), Some(after)) if before == after => {}
            (Some(Value::Object(before)), Some(Value::Object(after))) => self.fields(before, after, place),
            (Some(Value::Array(before)), Some(Value::Array(after))) => self.entries(key, before, after, place),
            // A list that is only written once it has entries tells of each of them.
            (None, Some(Value::Array(after))) => self.entries(key, &[], after, place),
            (Some(Value::Array(before)), None) => self.entries(key, before, &[], place),
            (before, after) => self.note(before, after, place),
        }
    }

    fn fields(&mut self, before: &Map<String, Value>, after: &Map<String, Value>, place: &Place) {
        let gone = before.keys().filter(|key| !after.contains_key(*key));
        for key in after.keys().chain(gone) {
            self.compare(key, before.get(key), after.get(key), &place.field(key));
        }
    }

    fn entries(&mut self, list: &str, before: &[Value], after: &[Value], place: &Place) {
        for (was, is) in pairs(list, before, after) {
            let (then, now) = (was.and_then(|at| before.get(at)), is.and_then(|at| after.get(at)));
            let Some(named) = now.or(then) else { continue };
            let at = place.entry(was.unwrap_or_default(), is.unwrap_or_default(), label(list, named));
            self.compare(list, then, now, &at);
        }
    }

    fn note(&mut self, before: Option<&Value>, after: Option<&Value>, place: &Place) {
        let (kind, pointer) = match (before, after) {
            (_, None) => (ChangeIs::Removed, &place.before),
            (None, Some(_)) => (ChangeIs::Added, &place.after),
            (Some(_), Some(_)) => (ChangeIs::Changed, &place.after),
        };
        let words = Said { section: self.section, labels: &place.labels, kind, before, after }.words();
        self.changes.push(Change {
            pointer: pointer.clone(),
            section: self.section,
            kind,
            before: before.cloned(),
            after: after.cloned(),
            words,
        });
    }
}

#[cfg(test)]
mod tests;
