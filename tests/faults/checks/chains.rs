//! Every chain verifies, as operators check it: `journal verify` of each service.

use dars_messages::Owner;

use super::Verdict;
use crate::world::World;

/// Runs it for each service.
pub async fn check(world: &World, verdict: &mut Verdict) -> anyhow::Result<()> {
    for owner in Owner::SERVICES {
        let mut command = world.stack.operate(owner, &["journal", "verify"])?;
        let output = tokio::task::spawn_blocking(move || command.output()).await??;
        let said = String::from_utf8_lossy(&output.stdout).trim().to_owned();
        let last = said.lines().last().unwrap_or_default().to_owned();
        if output.status.success() {
            verdict.notes.push(last);
        } else {
            let error = String::from_utf8_lossy(&output.stderr).trim().to_owned();
            verdict.differs.push(format!("{owner}'s journal does not verify: {said} {error}"));
        }
    }
    Ok(())
}
