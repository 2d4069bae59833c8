//! Every service's view agrees with the owner's, as the people concerned read it through the door.

use anyhow::Context as _;
use futures::StreamExt as _;
use serde_json::Value;

use super::Verdict;
use crate::{door::Answer, journey::Journey, tale::Tale, world::World};

const AT_ONCE: usize = 8;
/// How much of a value is shown, in characters.
const LONGEST: usize = 120;
const STAFF: Option<&str> = Some("case-officer");

/// Reads each request as intake, review, contracts and register have it, and compares.
pub async fn check(world: &World, journeys: &[Journey], verdict: &mut Verdict) -> anyhow::Result<()> {
    let found: Vec<anyhow::Result<Vec<String>>> =
        futures::stream::iter(journeys).map(|journey| one(world, journey)).buffered(AT_ONCE).collect().await;
    for differences in found {
        verdict.differs.extend(differences?);
    }
    Ok(())
}

/// A value beside the one it must be.
struct Pair {
    what: &'static str,
    found: Value,
    expected: Value,
}

async fn one(world: &World, journey: &Journey) -> anyhow::Result<Vec<String>> {
    let Some(nic) = journey.trail().nic.clone() else { return Ok(Vec::new()) };
    let read = async |by, path: String| world.door.read(by, &path).await.with_context(|| path.clone());
    let application = read(STAFF, format!("/applications/{nic}")).await?;
    let case = read(STAFF, format!("/cases/{nic}")).await?;
    let agreement = read(STAFF, format!("/agreements/{nic}")).await?;
    let entry = read(None, format!("/register/agreements/{nic}")).await?;
    let at = |answer: &Answer, pointer: &str| answer.body.pointer(pointer).cloned().unwrap_or(Value::Null);
    let pair = |what, found, expected| Pair { what, found, expected };
    let content = world.tale.content(journey.number)?;
    let title = Value::from(Tale::title(journey.number));
    let pairs = [
        pair("the application's content", at(&application, "/content"), content.clone()),
        pair("the application's state", at(&application, "/state"), "APPROVED".into()),
        pair("the agreement's stage in intake", at(&application, "/agreement/stage"), at(&agreement, "/status")),
        pair("the agreement's version in intake", at(&application, "/agreement/version"), at(&agreement, "/version")),
        pair("the case's content", at(&case, "/content"), content),
        pair("the case's state", at(&case, "/state"), "APPROVED".into()),
        pair("the case's hash", at(&case, "/sha256"), at(&application, "/sha256")),
        pair("the agreement's status", at(&agreement, "/status"), "ACTIVE".into()),
        pair("the agreement's title", at(&agreement, "/document/content/title"), title.clone()),
        pair("what was approved", at(&agreement, "/document/application_sha256"), at(&application, "/sha256")),
        pair("the entry's version", at(&entry, "/version"), at(&agreement, "/version")),
        pair("the entry's title", at(&entry, "/title"), title),
        pair("the entry's first day", at(&entry, "/start"), at(&agreement, "/start")),
        pair("the entry's last day", at(&entry, "/end"), at(&agreement, "/end")),
    ];
    let differences = pairs.into_iter().filter(|pair| pair.found != pair.expected);
    Ok(differences
        .map(|pair| format!("{nic}: {} is {}, not {}", pair.what, shown(&pair.found), shown(&pair.expected)))
        .collect())
}

/// Long ones by their beginning.
fn shown(value: &Value) -> String {
    value.to_string().chars().take(LONGEST).collect()
}
