//! The stories of the fixtures, told on a fresh stack through the API and by its personas alone. The demo tells some of
//! them to their ends while a downstream team listens, and asks every service whether it agrees, on the fixtures' anchor
//! day and in the end; `infra/up` tells all of them until that day.

mod checks;
mod ending;
mod paper;
mod player;
mod scene;
mod story;
mod team;
mod timeline;

use anyhow::{Context, ensure};
use dars_vocabulary::calendar::london_midnight;
use jiff::{SignedDuration, Timestamp};

pub use checks::{Check, Checks};
pub use story::{Act, Story};
pub use team::{Heard, TeamEars};

use crate::{
    Stack,
    fixtures::{self, Fixtures},
    print, say, services,
};
use player::Telling;
use scene::Scene;

/// The stories that the demo tells to their ends.
pub const DEMO: [&str; 8] = ["F01", "F02", "F06", "F10", "F11", "F12", "F15", "P01"];

/// Tells stories, beside each other; true when everything stood on the anchor day and ended as told. What differs is
/// printed.
pub async fn play(stack: &Stack, fixtures: &Fixtures, called: &[&str]) -> anyhow::Result<bool> {
    let stories = fixtures::stories()?;
    let mut tellings: Vec<Telling<'_>> =
        stories.iter().filter(|story| called.contains(&story.called.as_str())).map(Telling::of).collect();
    ensure!(tellings.len() == called.len(), "not every one of these is a story: {}", called.join(", "));
    let first = tellings.iter().map(|telling| telling.story.first_day).min().context("no story")?;
    fixtures::fill(stack, fixtures, london_midnight(first)).await?;
    let mut scene = Scene::open(stack).await?;
    print("");
    print("  London time       who or which service   what happened                  reference");
    print("");
    let anchor = fixtures.calendar.anchor;
    player::play(&mut scene, &mut tellings, Timestamp::MIN, anchor).await?;
    stand_at_the_anchor(&mut scene, anchor, &tellings).await?;
    player::play(&mut scene, &mut tellings, anchor, Timestamp::MAX).await?;
    // What the last step brings about is told and sent before anybody is asked.
    let soon = scene.now()?.checked_add(SignedDuration::from_mins(1))?;
    scene.at(soon).await?;
    print("");
    say("The stories are told. Asking every service how they ended …");
    let checks = ending::checks(&mut scene, stack, fixtures, &tellings).await?;
    let as_told = checks.report();
    print("");
    for telling in &tellings {
        let (story, steps) = (telling.story, telling.story.steps.len());
        print(&format!("  {} took {:5.1} s for its {steps} steps", story.called, telling.took.as_secs_f64()));
    }
    let dir = &stack.options().dir;
    print("");
    print(&format!(
        "  The mails are in {}, the logs in {}.",
        services::mail_folder(dir).display(),
        dir.join("logs").display()
    ));
    Ok(as_told)
}

/// Tells every story until the fixtures' anchor day, once; true when everything stands as told.
pub async fn load(stack: &Stack, fixtures: &Fixtures) -> anyhow::Result<bool> {
    let stories = fixtures::stories()?;
    let first = stories.iter().map(|story| story.first_day).min().context("no story")?;
    fixtures::whole(stack, "stories", async || {
        fixtures::fill(stack, fixtures, london_midnight(first)).await?;
        let mut tellings: Vec<Telling<'_>> = stories.iter().map(Telling::of).collect();
        let mut scene = Scene::quiet(stack)?;
        (stack.options().say)("Telling the stories until the anchor day, which takes a minute or two …");
        player::play(&mut scene, &mut tellings, Timestamp::MIN, fixtures.calendar.anchor).await?;
        stand_at_the_anchor(&mut scene, fixtures.calendar.anchor, &tellings).await?;
        Ok(scene.checks.differences())
    })
    .await
}

/// Looks at how every story stands on the anchor day.
async fn stand_at_the_anchor(scene: &mut Scene, anchor: Timestamp, tellings: &[Telling<'_>]) -> anyhow::Result<()> {
    scene.at(anchor).await?;
    for telling in tellings {
        for expected in &telling.story.at_anchor {
            player::expect(scene, telling, expected).await?;
        }
    }
    Ok(())
}
