//! What the stories are played on: the API, a clock that is moved, a team that listens.

use std::path::PathBuf;

use jiff::Timestamp;

use super::{
    checks::Checks,
    team::TeamEars,
    timeline::{self, Line},
};
use crate::{Stack, api::Api, clock, fixtures};

/// A stage.
#[derive(Debug)]
pub struct Scene {
    /// The API.
    pub api: Api,
    /// The downstream team; nobody listens where the stories are only loaded.
    pub team: TeamEars,
    /// What was found on the way.
    pub checks: Checks,
    dir: PathBuf,
    done: Vec<Line>,
    quiet: bool,
}

impl Scene {
    /// Opens it.
    pub async fn open(stack: &Stack) -> anyhow::Result<Self> {
        let mut team = TeamEars::connect(stack.nats()).await?;
        // What the fixtures told is no part of a story.
        team.listen().await?;
        let (api, dir) = (stack.api()?, stack.options().dir.clone());
        Ok(Self { api, team, checks: Checks::default(), dir, done: Vec::new(), quiet: false })
    }

    /// Opens it for nobody to watch.
    pub fn quiet(stack: &Stack) -> anyhow::Result<Self> {
        let (api, dir) = (stack.api()?, stack.options().dir.clone());
        Ok(Self { api, team: TeamEars::nobody(), checks: Checks::default(), dir, done: Vec::new(), quiet: true })
    }

    /// Moves trade time to the next moment, when every service has done what fell due before it; prints what happened.
    pub async fn at(&mut self, moment: Timestamp) -> anyhow::Result<()> {
        if moment > self.now()? {
            fixtures::move_clock(&self.api, moment).await?;
        }
        self.listen().await
    }

    /// Hears what the team was told meanwhile, and prints it with what was done.
    pub async fn listen(&mut self) -> anyhow::Result<()> {
        let mut lines = std::mem::take(&mut self.done);
        if self.quiet {
            return Ok(());
        }
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
}
