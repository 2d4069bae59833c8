//! Loading the catalogue's own file, by commands like all else.

use std::{collections::BTreeMap, fmt};

use anyhow::Context as _;
use dars_bus::{Done, Meta, aggregate::execute, ids, technical};
use dars_intake_domain::dataset::Command;
use dars_kit::Context;
use dars_vocabulary::{Actor, DataSetEntry};
use jiff::civil::Date;
use serde::Deserialize;

use crate::handle::Dataset;

/// An edition of the catalogue's file.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct File {
    /// Raised with every change: an edition never undoes a newer one.
    pub edition: u32,
    /// The day of which it speaks.
    pub as_of: Date,
    /// What it is, for whoever reads it.
    pub about: String,
    /// The entries, by id.
    pub datasets: BTreeMap<String, DataSetEntry>,
}

/// What loading came to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// Taken in, for the first time or anew.
    pub loaded: Vec<String>,
    /// What stood there already.
    pub as_it_was: Vec<String>,
    /// Left as it was, and why, as a code.
    pub left: Vec<(String, String)>,
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (id, code) in &self.left {
            writeln!(f, "{id}: left as it is ({code})")?;
        }
        let Self { loaded, as_it_was, left } = self;
        write!(f, "catalogue: {} loaded, {} as they were, {} left", loaded.len(), as_it_was.len(), left.len())
    }
}

/// The file that came with this binary.
pub fn packed() -> anyhow::Result<File> {
    serde_json::from_str(include_str!("../../config/catalogue.json")).context("the packed catalogue cannot be read")
}

/// Loads each entry in a transaction of its own; an entry that cannot be accepted ends it.
pub async fn load(context: &Context, file: &File) -> anyhow::Result<Report> {
    let mut report = Report::default();
    for (id, entry) in &file.datasets {
        let meta = Meta {
            actor: Actor::system("intake"),
            now: context.clock.now(),
            technical_now: technical::now(),
            request_id: ids::fresh(),
            traceparent: None,
        };
        let command = Command::Load { dataset: id.clone(), entry: Box::new(entry.clone()), edition: file.edition };
        let mut tx = context.pool.begin().await?;
        match execute::<Dataset>(&mut tx, &meta, id, None, command).await {
            Ok(Done { events, .. }) => {
                tx.commit().await?;
                if events.is_empty() { &mut report.as_it_was } else { &mut report.loaded }.push(id.clone());
            }
            Err(problem) if problem.status == 409 => report.left.push((id.clone(), problem.code)),
            Err(problem) => anyhow::bail!("{id}: {}: {} {:?}", problem.code, problem.detail, problem.errors),
        }
    }
    context.waker.wake();
    Ok(report)
}
