//! The demo.
use crate::{Stack, fixtures::Fixtures};
/// Plays.
pub async fn play(_stack: &Stack, _fixtures: &Fixtures) -> anyhow::Result<bool> { Ok(true) }
