//! What waits for someone: every service that owns work answers `tasks`, and the portal joins their answers.

use std::fmt;

use dars_vocabulary::calendar::day_of_a_row;
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// One thing that waits for the caller, by name or by role.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Task {
    /// What is to be done, as a stable kebab-case code: `answer-clarification`.
    pub what: String,
    /// In plain words: `Answer clarification 2`. No names, no free text of anyone.
    pub title: String,
    /// What it is about: a NIC, an enquiry, a contract.
    pub reference: String,
    /// The day by which; absent: no day is set.
    pub due: Option<Date>,
    /// Where the thing stands in the API: `/applications/{nic}`.
    pub path: String,
}

/// The answer to `tasks`: at most 200, in the order of [`Place`].
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Tasks {
    /// What waits.
    pub items: Vec<Task>,
    /// Whether there is more.
    pub more: bool,
}

impl Tasks {
    /// How many a service tells at most.
    pub const MOST: usize = 200;
    /// How many a service reads, from the day and reference of a place on: more than it tells, as some may stand before
    /// that place.
    pub const READ: i64 = 300;

    /// The first of `found` behind a place.
    pub fn behind(place: Option<&Place>, mut found: Vec<Task>) -> Self {
        found.retain(|task| place.is_none_or(|place| Place::of(task) > *place));
        found.sort_by_cached_key(Place::of);
        found.dedup();
        let more = found.len() > Self::MOST;
        found.truncate(Self::MOST);
        Self { items: found, more }
    }
}

/// Where a task stands in the one list of all services: by due date, those without one last, then in an order that
/// stays.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    undated: bool,
    /// The day by which; `None`: among those without one.
    pub due: Option<Date>,
    /// What the task is about.
    pub reference: String,
    rest: [String; 3],
}

impl Place {
    /// Where `task` stands.
    pub fn of(task: &Task) -> Self {
        let rest = [task.what.clone(), task.path.clone(), task.title.clone()];
        Self { undated: task.due.is_none(), due: task.due, reference: task.reference.clone(), rest }
    }

    /// The place that a cursor names; `None`: it names none.
    pub fn read(cursor: &str) -> Option<Self> {
        let mut parts = cursor.splitn(5, '~').map(ToOwned::to_owned);
        let due = match parts.next()?.as_str() {
            "none" => None,
            day => Some(day_of_a_row(day)?),
        };
        let (reference, rest) = (parts.next()?, [parts.next()?, parts.next()?, parts.next()?]);
        Some(Self { undated: due.is_none(), due, reference, rest })
    }
}

/// As a cursor.
impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let due = self.due.map_or_else(|| "none".to_owned(), |due| due.to_string());
        let [what, path, title] = &self.rest;
        write!(f, "{due}~{}~{what}~{path}~{title}", self.reference)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn task(due: Option<&str>, reference: &str, title: &str) -> Task {
        let due = due.map(|due| due.parse().unwrap());
        let text = |text: &str| text.to_owned();
        Task { what: text("do"), title: text(title), reference: text(reference), due, path: text("/x") }
    }

    #[test]
    fn the_list_is_by_due_date_and_goes_on_behind_a_place() {
        let all = vec![
            task(None, "A", "a"),
            task(Some("2026-12-02"), "B", "b"),
            task(Some("2026-12-01"), "C", "~ 2"),
            task(Some("2026-12-01"), "C", "~ 1"),
            task(Some("2026-12-01"), "C", "~ 1"),
        ];
        let titles = |tasks: &Tasks| tasks.items.iter().map(|task| task.title.clone()).collect::<Vec<_>>();
        let first = Tasks::behind(None, all.clone());
        assert_eq!(
            (titles(&first), first.more),
            (vec!["~ 1".to_owned(), "~ 2".to_owned(), "b".to_owned(), "a".to_owned()], false)
        );
        for (at, item) in first.items.iter().enumerate() {
            let place = Place::read(&Place::of(item).to_string()).unwrap();
            assert_eq!(place, Place::of(item));
            assert_eq!(Tasks::behind(Some(&place), all.clone()).items, first.items[at + 1..]);
        }
        let many = (0..201).map(|n| task(None, &format!("{n:03}"), "x")).collect();
        let page = Tasks::behind(None, many);
        assert!(page.more && page.items.len() == Tasks::MOST);
    }

    #[test]
    fn a_cursor_of_another_kind_is_none() {
        for cursor in ["", "x", "2026-02-30~a~b~c~d", "2026-12-01~a~b~c", "-004000-01-01~a~b~c~d"] {
            assert_eq!(Place::read(cursor), None, "{cursor}");
        }
    }
}
