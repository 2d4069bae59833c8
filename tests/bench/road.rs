//! The stack under the bench, and the requests that it drives.

use anyhow::Context as _;
use dars_stack::{
    Options, Stack,
    fixtures::{self, Fixtures},
};
use dars_testkit::place;

/// A fresh stack of release builds, with its fixtures, on their anchor day: what they hold runs out some day.
pub async fn stack() -> anyhow::Result<Stack> {
    let mut options = Options::new(&place::state().join("bench"));
    options.bin = place::root().join("target/release");
    options.fresh = true;
    let fixtures = Fixtures::read()?;
    options.begins = Some(fixtures.calendar.begins);
    "warn".clone_into(&mut options.log_level);
    options.say = |line| eprintln!("{line}");
    let stack = Stack::start(options).await.context("the stack for the bench")?;
    fixtures::fill(&stack, &fixtures, fixtures.calendar.anchor).await.context("the fixtures for the bench")?;
    Ok(stack)
}
