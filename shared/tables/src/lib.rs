//! The table of an aggregate: what each command comes to in each state, by whoever asks. A domain crate's tests fill it
//! by calling `decide`, and compare it with a committed copy that a person has read: a change is a reviewed difference.

mod stored;

use std::{collections::BTreeSet, fmt::Write as _, fs, path::Path};

pub use stored::StoredEvents;

/// What happens, or the code of the refusal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// These events, into this state.
    Done {
        /// The events' names.
        events: Vec<&'static str>,
        /// The state they lead to.
        into: String,
    },
    /// Accepted, and nothing happens: it was so already.
    Nothing,
    /// Refused with this code.
    Refused(&'static str),
}

/// A table under construction: rows are state × command, columns are those who ask.
#[derive(Debug)]
pub struct Table {
    aggregate: &'static str,
    cells: Vec<Cell>,
}

#[derive(Debug)]
struct Cell {
    state: String,
    command: String,
    who: String,
    outcome: Outcome,
}

/// What happens, and those to whom it does.
type Grouped<'a> = Vec<(String, Vec<&'a str>)>;

impl Table {
    /// An empty table.
    pub fn of(aggregate: &'static str) -> Self {
        Self { aggregate, cells: Vec::new() }
    }

    /// What `command` comes to in `state` when `who` asks.
    pub fn cell(&mut self, state: &str, command: &str, who: &str, outcome: Outcome) {
        self.cells.push(Cell { state: state.to_owned(), command: command.to_owned(), who: who.to_owned(), outcome });
    }

    /// The table in Markdown: a section per command, a row per state, who may and what follows, and all refusals.
    pub fn markdown(&self) -> String {
        let mut text = format!(
            "# {}: state × command × who asks\n\nGenerated from the domain; written anew by `infra/generate tables`. \
             Read the difference before you commit it.\n",
            self.aggregate
        );
        for command in in_order(self.cells.iter().map(|cell| cell.command.as_str())) {
            let cells: Vec<&Cell> = self.cells.iter().filter(|cell| cell.command == command).collect();
            let _ = write!(text, "\n## {command}\n\n| State | May | Refused |\n|---|---|---|\n");
            for state in in_order(cells.iter().map(|cell| cell.state.as_str())) {
                let (mut may, mut refused) = (Grouped::new(), Grouped::new());
                for cell in cells.iter().filter(|cell| cell.state == state) {
                    let (list, what) = match &cell.outcome {
                        Outcome::Done { events, into } => (&mut may, format!("{} → {into}", events.join(", "))),
                        Outcome::Nothing => (&mut may, "nothing".to_owned()),
                        Outcome::Refused(code) => (&mut refused, format!("`{code}`")),
                    };
                    match list.iter_mut().find(|(known, _)| *known == what) {
                        Some((_, who)) => who.push(&cell.who),
                        None => list.push((what, vec![&cell.who])),
                    }
                }
                let _ = writeln!(text, "| {state} | {} | {} |", listed(&may), listed(&refused));
            }
        }
        text
    }

    /// Compares the table with the committed copy at `path` in the crate's folder `root`; `UPDATE=1` writes it anew.
    ///
    /// # Panics
    /// When they differ.
    pub fn keep(&self, root: &str, path: &str) {
        let file = Path::new(root).join(path);
        let text = self.markdown();
        if fs::read_to_string(&file).is_ok_and(|found| found == text) {
            return;
        }
        let updating = std::env::var("UPDATE").is_ok_and(|value| value == "1");
        assert!(updating, "{} is not what the domain says now: run infra/generate tables and read it", file.display());
        let written = file.parent().map_or(Ok(()), fs::create_dir_all).and_then(|()| fs::write(&file, text));
        assert!(written.is_ok(), "{} cannot be written: {written:?}", file.display());
    }
}

fn in_order<'a>(names: impl Iterator<Item = &'a str>) -> Vec<&'a str> {
    let mut seen = BTreeSet::new();
    names.filter(|name| seen.insert(*name)).collect()
}

fn listed(outcomes: &[(String, Vec<&str>)]) -> String {
    let lines: Vec<String> = outcomes.iter().map(|(what, who)| format!("{}: {what}", who.join(", "))).collect();
    if lines.is_empty() { "nobody".to_owned() } else { lines.join("<br>") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn those_to_whom_the_same_happens_stand_together() {
        let mut table = Table::of("door");
        let opened = || Outcome::Done { events: vec!["door_opened"], into: "OPEN".to_owned() };
        table.cell("SHUT", "Open", "owner", opened());
        table.cell("SHUT", "Open", "guest", opened());
        table.cell("SHUT", "Open", "stranger", Outcome::Refused("no-key"));
        table.cell("OPEN", "Open", "owner", Outcome::Nothing);
        let text = table.markdown();
        assert!(text.contains("| SHUT | owner, guest: door_opened → OPEN | stranger: `no-key` |"), "{text}");
        assert!(text.contains("| OPEN | owner: nothing | nobody |"), "{text}");
    }
}
