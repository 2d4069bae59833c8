//! The clock of a local stack: moved forward from one due date to the next, so that everything happens in order.

use dars_bus::{Problem, Reply};
use dars_vocabulary::london_midnight;
use jiff::{Timestamp, civil::Date};
use serde::Deserialize as _;
use serde_json::json;

use super::{due, quiet};
use crate::api::{
    door::{Asked, Door},
    examples::local::MoveClock,
};

/// The first day that nobody needs to see, and before which every instant of ours can be counted.
const LAST: Date = jiff::civil::date(2200, 1, 1);
/// How often one due date may come back before it is said that it never ends.
const MOST_SWEEPS_OF_ONE_DATE: u32 = 20;

/// Trade time.
pub(super) fn read(door: &Door) -> Reply {
    let body = json!({"now": door.clock().now(), "real": dars_bus::technical::now(), "movable": is_movable(door)});
    Reply { status: 200, etag: None, body }
}

fn is_movable(door: &Door) -> bool {
    !door.settings.local.clock_file.is_empty()
}

/// Moves trade time to where the body says; answers when every service has done what fell due on the way.
pub(super) async fn advance(door: &Door, asked: &Asked) -> Result<Reply, Problem> {
    if !is_movable(door) {
        return Err(Problem::new(409, "clock-is-real", "This stack has no clock file: its trade time is real time."));
    }
    let target = target(asked)?;
    // One at a time; the second finds where the first has left it.
    let _moving = door.moving.lock().await;
    if target <= door.clock().now() {
        let detail = format!("Trade time moves forward only, and stands at {}.", door.clock().now());
        return Err(Problem::new(409, "clock-moves-forward", detail));
    }
    let steps = step_through(door, asked, target).await?;
    Ok(Reply { status: 200, etag: None, body: json!({"now": door.clock().now(), "steps": steps}) })
}

fn target(asked: &Asked) -> Result<Timestamp, Problem> {
    let detail = "Send {\"to\": …} with an instant, 2025-03-03T09:00:00Z, or a date, 2025-03-03.";
    let wrong = |code| Problem::malformed(detail).at("/to", code, detail);
    let MoveClock { to } = MoveClock::deserialize(&asked.envelope.body).map_err(|_| wrong("wrong-type"))?;
    let target: Timestamp =
        to.parse().or_else(|_| to.parse::<Date>().map(london_midnight)).map_err(|_| wrong("wrong-type"))?;
    if target < london_midnight(LAST) {
        return Ok(target);
    }
    let code = "value-not-acceptable";
    let detail = format!("The clock of a local stack goes up to the day before {LAST}.");
    Err(Problem::new(422, code, detail.clone()).at("/to", code, detail))
}

/// From due date to due date, then to the target; says how many of them there were.
async fn step_through(door: &Door, asked: &Asked, target: Timestamp) -> Result<u32, Problem> {
    let mut steps = 0;
    let mut last = (Timestamp::MIN, 0);
    // What happened before the first due date is told everywhere before anything falls due.
    quiet::wait(door, asked).await?;
    while let Some(next) = due::earliest(door, asked).await?.filter(|next| *next <= target) {
        last = if last.0 == next { (next, last.1 + 1) } else { (next, 1) };
        if last.1 > MOST_SWEEPS_OF_ONE_DATE {
            tracing::error!(due = %next, "something falls due again and again");
            return Err(Problem::new(500, "clock-stuck", format!("What is due at {next} does not get done.")));
        }
        move_to(door, next)?;
        due::sweep(door, asked).await?;
        quiet::wait(door, asked).await?;
        steps += 1;
    }
    move_to(door, target)?;
    due::sweep(door, asked).await?;
    quiet::wait(door, asked).await?;
    Ok(steps)
}

/// Forward only: what is overdue is done now.
fn move_to(door: &Door, to: Timestamp) -> Result<(), Problem> {
    if to <= door.clock().now() {
        return Ok(());
    }
    door.clock().move_to(to).map_err(|error| {
        tracing::error!(error = &error as &dyn std::error::Error, "the clock cannot be moved");
        Problem::new(500, "clock-file", "The clock's file cannot be written.")
    })
}
