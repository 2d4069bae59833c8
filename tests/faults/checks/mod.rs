//! What must hold after all: nothing that was acknowledged is lost, nothing happened twice, everybody agrees.

mod chains;
mod commands;
mod hearers;
mod leftovers;
mod mails;
mod pattern;
mod standing;
mod stored;
mod traces;
mod views;

pub use mails::uncertain as uncertain_mails;
pub use pattern::Pattern;
pub use standing::Standing;

use crate::{journey::Journey, world::World};

/// What was found.
#[derive(Clone, Debug, Default)]
pub struct Verdict {
    /// What was acknowledged, committed or told, and is not there.
    pub lost: Vec<String>,
    /// What happened more than once.
    pub doubled: Vec<String>,
    /// Where two do not agree, or something else is not as it must be.
    pub differs: Vec<String>,
    /// Figures worth knowing.
    pub notes: Vec<String>,
    /// How many facts there are in all.
    pub facts: usize,
    /// How many mails are uncertain in all.
    pub uncertain: i64,
}

impl Verdict {
    /// Whether all is as it must be.
    pub fn holds(&self) -> bool {
        self.lost.is_empty() && self.doubled.is_empty() && self.differs.is_empty()
    }
}

/// Compares what some requests left behind.
pub async fn requests(world: &World, pattern: &Pattern, journeys: &[Journey]) -> anyhow::Result<Verdict> {
    let mut verdict = Verdict::default();
    for journey in journeys {
        match journey.trail().ended.clone() {
            Some(Ok(())) => {}
            Some(Err(error)) => verdict.differs.push(format!("request {} did not arrive: {error}", journey.number)),
            None => verdict.differs.push(format!("request {} is still on the road", journey.number)),
        }
    }
    commands::check(world, journeys, &mut verdict).await?;
    pattern.check(world, journeys, &mut verdict).await?;
    mails::check(world, journeys, &mut verdict).await?;
    Ok(verdict)
}

/// Compares everything with everything.
pub async fn everything(world: &World, pattern: &Pattern, journeys: &[Journey]) -> anyhow::Result<Verdict> {
    let mut verdict = requests(world, pattern, journeys).await?;
    views::check(world, journeys, &mut verdict).await?;
    hearers::check(world, &mut verdict).await?;
    stored::check(world, &mut verdict).await?;
    chains::check(world, &mut verdict).await?;
    leftovers::check(world, &mut verdict).await?;
    verdict.uncertain = uncertain_mails(world).await?;
    Ok(verdict)
}
