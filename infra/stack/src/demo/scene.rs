//! What the stories are played on: the API, a clock that is moved, a team that listens.

use std::path::PathBuf;

use jiff::Timestamp;
use serde_json::Value;

use super::{
    checks::Checks,
    team::TeamEars,
    timeline::{self, Line},
};
use crate::{
    Stack,
    api::{Answer, Api},
    clock, fixtures,
};

/// A stage.
#[derive(Debug)]
pub struct Scene {
    /// The API.
    pub api: Api,
    /// The downstream team.
    pub team: TeamEars,
    /// What was found on the way.
    pub checks: Checks,
    dir: PathBuf,
    done: Vec<Line>,
}

impl Scene {
    /// Opens it.
    pub async fn open(stack: &Stack) -> anyhow::Result<Self> {
        let mut team = TeamEars::connect(stack.nats()).await?;
        // What the fixtures told is no part of a story.
        team.listen().await?;
        let (api, dir) = (stack.api()?, stack.options().dir.clone());
        Ok(Self { api, team, checks: Checks::default(), dir, done: Vec::new() })
    }

    /// Moves trade time to the next moment, when every service has done what fell due before it; prints what happened.
    pub async fn at(&mut self, moment: Timestamp) -> anyhow::Result<()> {
        fixtures::move_clock(&self.api, moment).await?;
        self.listen().await
    }

    /// Hears what the team was told meanwhile, and prints it with what was done.
    pub async fn listen(&mut self) -> anyhow::Result<()> {
        let mut lines = std::mem::take(&mut self.done);
        lines.extend(self.team.listen().await?.iter().map(Line::heard));
        timeline::show(lines);
        Ok(())
    }

    /// Writes down what somebody does now, about a reference.
    pub fn does(&mut self, who: &str, what: &str, reference: &str) -> anyhow::Result<()> {
        let now = self.now()?;
        self.did(now, who, what, reference);
        Ok(())
    }

    /// Writes down what somebody did, about a reference that was not known before.
    pub fn did(&mut self, at: Timestamp, who: &str, what: &str, reference: &str) {
        self.done.push(Line::done(at, who, what, reference));
    }

    /// Trade time.
    pub fn now(&self) -> anyhow::Result<Timestamp> {
        clock::now(&self.dir)
    }

    /// Has somebody do something to what they have just read, and writes it down.
    pub async fn act(&mut self, who: &str, what: &str, on: On<'_>, verb: &str, body: Value) -> anyhow::Result<Answer> {
        self.does(who, what, on.reference)?;
        let read = self.api.get(on.path).by(who).done().await?;
        self.api.post(&format!("{}/{verb}", on.path), body).by(who).reading(read.etag).done().await
    }
}

/// What somebody acts on.
#[derive(Clone, Copy, Debug)]
pub struct On<'a> {
    /// Its path.
    pub path: &'a str,
    /// What people call it.
    pub reference: &'a str,
}
