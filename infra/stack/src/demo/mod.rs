//! Two stories told on a fresh stack, through the API and by its personas alone: one agreement from its enquiry to its
//! end, and one refusal. A downstream team listens; at the end, every service is asked whether it agrees.

mod checks;
mod ending;
mod road;
mod scene;
mod story;
mod team;
mod timeline;

use anyhow::Context;
use dars_vocabulary::calendar::london_midnight;

pub use checks::{Check, Checks};
pub use story::Story;
pub use team::{Heard, TeamEars};

use crate::{
    Stack,
    fixtures::{self, Fixtures},
    print, say, services,
};
use scene::Scene;

/// Plays both stories; true when everything ended as told. What differs is printed.
pub async fn play(stack: &Stack, fixtures: &Fixtures) -> anyhow::Result<bool> {
    let granted: Story = fixtures::read("f01.json")?;
    let refused: Story = fixtures::read("f10.json")?;
    fixtures::fill(stack, fixtures, london_midnight(granted.first_day)).await?;
    let mut scene = Scene::open(stack).await?;
    print("");
    print("  London time       who or which service   what happened                  reference");
    print("");
    let enquiry = road::to_decision(&mut scene, &granted).await.context("the first story")?;
    road::to_publication(&mut scene, &granted).await.context("the first story")?;
    let other = road::to_decision(&mut scene, &refused).await.context("the second story")?;
    road::to_the_end(&mut scene, &granted).await.context("the first story")?;
    scene.listen().await?;
    print("");
    say("The stories are told. Asking every service how they ended …");
    let checks = ending::checks(&mut scene, stack, [(&granted, &enquiry), (&refused, &other)]).await?;
    let as_told = checks.report();
    let dir = &stack.options().dir;
    print("");
    print(&format!(
        "  The mails are in {}, the logs in {}.",
        services::mail_folder(dir).display(),
        dir.join("logs").display()
    ));
    Ok(as_told)
}
