//! `memory`: VmRSS of each process after a while of idleness; `ready`: from start to ready.

use std::time::{Duration, Instant};

use dars_stack::Stack;

use crate::figure::Sheet;

/// Measures each of our own processes.
pub async fn measure(sheet: &mut Sheet, stack: &Stack, period: Duration) -> anyhow::Result<()> {
    tokio::time::sleep(period).await;
    let ours = ["intake", "review", "contracts", "notification", "register", "portal"];
    for name in ours {
        let process = stack.process(name, 0)?;
        let id = process.id().ok_or_else(|| anyhow::anyhow!("{name} does not run"))?;
        let status = std::fs::read_to_string(format!("/proc/{id}/status"))?;
        let kilobytes: f64 = status
            .lines()
            .find_map(|line| line.strip_prefix("VmRSS:")?.trim().split(' ').next()?.parse().ok())
            .unwrap_or(f64::NAN);
        sheet.write(&format!("memory {name}"), kilobytes / 1024.0, "MB", None);
    }
    for name in ours {
        let process = stack.process(name, 0)?;
        process.kill();
        let begun = Instant::now();
        process.start()?;
        process.until_ready().await?;
        sheet.write(&format!("ready {name}"), begun.elapsed().as_secs_f64(), "s", None);
    }
    Ok(())
}
