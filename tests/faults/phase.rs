//! One fault after another: its requests set out, the damage is done under them, everything is waited for and compared.
//! Before the first fault one request goes undisturbed: what it left behind is what every other must leave, and what it
//! must still be at the end.

use std::{sync::atomic::Ordering, time::Duration};

use tokio::time::Instant;

use crate::{
    checks::{self, Pattern, Standing, Verdict},
    inject::{Done, Fault},
    journey::{self, Journey},
    organisations,
    pace::Pace,
    quiet, recovery,
    report::{self, Line},
    road,
    world::World,
};

/// The longest until enough is under way for a fault to hit something.
const UNDER_WAY: Duration = Duration::from_secs(10);
const LOOK_AGAIN: Duration = Duration::from_millis(20);

/// Runs all of them; true when nothing was lost, nothing done twice, and everybody agrees.
pub async fn all(world: &World, faults: &[Fault], requests: usize) -> anyhow::Result<bool> {
    let chosen: Vec<&str> = world.chosen.iter().map(|owner| owner.name()).collect();
    println!("faults (a), (b) and (e) are done to: {}", chosen.join(", "));
    organisations::register(world, requests).await?;
    quiet::wait(world).await?;
    let first = [Journey::new(0)];
    let pattern = undisturbed(world, &first).await?;
    let standing = Standing::now(world).await?;
    let mut journeys: Vec<Journey> = Vec::new();
    let mut passed = true;
    for (at, fault) in faults.iter().enumerate() {
        let share = requests / faults.len() + usize::from(at < requests % faults.len());
        let first = journeys.len().saturating_add(1);
        let ours: Vec<Journey> = (first..first.saturating_add(share)).map(Journey::new).collect();
        passed &= one(world, *fault, &ours, &pattern).await?;
        journeys.extend(ours);
    }
    let mut verdict = checks::everything(world, &pattern, &journeys).await?;
    pattern.check(world, &first, &mut verdict).await?;
    standing.check(world, &mut verdict).await?;
    report::end(world, &journeys, &verdict);
    Ok(passed && verdict.holds())
}

/// One request on an undisturbed road.
async fn undisturbed(world: &World, first: &[Journey]) -> anyhow::Result<Pattern> {
    road::drive(world, first, &Pace::over(Duration::ZERO, 1)).await;
    quiet::wait(world).await?;
    Pattern::of(world, first).await
}

async fn one(world: &World, fault: Fault, journeys: &[Journey], pattern: &Pattern) -> anyhow::Result<bool> {
    let mark = recovery::Mark::now(&world.databases).await?;
    let uncertain = checks::uncertain_mails(world).await?;
    let seen = &world.door.seen;
    let troubles = || seen.unavailable.load(Ordering::Relaxed) + seen.unanswered.load(Ordering::Relaxed);
    let before = troubles();
    let pace = Pace::over(fault.length(world), journeys.len());
    let damage = async {
        until_under_way(journeys).await;
        let done = fault.inject(world).await;
        pace.release();
        // Even where the damage went wrong, what is on the road must arrive.
        (done, recovery::wait(world, &mark, journeys).await)
    };
    let ((), (done, recovered)) = tokio::join!(road::drive(world, journeys, &pace), damage);
    let done = done.unwrap_or_else(|error| Done { notes: vec![], failures: vec![format!("{error:#}")] });
    let quiet = quiet::wait(world).await;
    let mut verdict: Verdict = checks::requests(world, pattern, journeys).await?;
    verdict.differs.extend(done.failures.clone());
    verdict.differs.extend(recovered.as_ref().err().map(|error| format!("{error:#}")));
    verdict.differs.extend(quiet.err().map(|error| format!("{error:#}")));
    let line = Line {
        fault: fault.name(),
        requests: journeys.len(),
        acknowledged: journey::acknowledged(journeys),
        facts: mark.facts_since(&world.databases).await?,
        uncertain: checks::uncertain_mails(world).await? - uncertain,
        unavailable: troubles() - before,
        recovered_in: recovered.ok(),
    };
    report::fault(&line, &done, &verdict);
    Ok(verdict.holds())
}

/// Until some commands were acknowledged, so that the fault hits something.
async fn until_under_way(journeys: &[Journey]) {
    let (begun, enough) = (Instant::now(), journeys.len().saturating_mul(2));
    while journey::acknowledged(journeys) < enough && begun.elapsed() < UNDER_WAY {
        tokio::time::sleep(LOOK_AGAIN).await;
    }
}
