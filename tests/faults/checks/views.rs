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
const LAST_ASKED: &str = "/clarifications/0/rounds/1/text";
const LAST_ANSWERED: &str = "/clarifications/0/rounds/1/answer";

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
    let trail = journey.trail().clone();
    let (Some(nic), Some(contract), Some(release)) = (trail.nic, trail.contract, trail.release) else {
        return Ok(Vec::new());
    };
    let read = async |by, path: String| world.door.read(by, &path).await.with_context(|| path.clone());
    let application = read(STAFF, format!("/applications/{nic}")).await?;
    let case = read(STAFF, format!("/cases/{nic}")).await?;
    let agreement = read(STAFF, format!("/agreements/{nic}")).await?;
    let entry = read(None, format!("/register/agreements/{nic}")).await?;
    let contract = read(STAFF, format!("/framework-contracts/{contract}")).await?;
    let release = read(STAFF, format!("/releases/{release}")).await?;
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
        pair("the case's state", at(&case, "/state"), "APPROVED_WITH_CONDITIONS".into()),
        pair("the question in intake", at(&application, "/clarifications/0/state"), "RESOLVED".into()),
        pair("the question in review", at(&case, "/clarifications/0/state"), "RESOLVED".into()),
        pair("what was asked at last", at(&application, LAST_ASKED), at(&case, LAST_ASKED)),
        pair("what was answered at last", at(&application, LAST_ANSWERED), at(&case, LAST_ANSWERED)),
        pair("the case's hash", at(&case, "/sha256"), at(&application, "/sha256")),
        pair("the agreement's status", at(&agreement, "/status"), "ACTIVE".into()),
        pair("the agreement's title", at(&agreement, "/document/content/title"), title.clone()),
        pair("what was approved", at(&agreement, "/document/application_sha256"), at(&application, "/sha256")),
        pair("the entry's version", at(&entry, "/version"), at(&agreement, "/version")),
        pair("the entry's title", at(&entry, "/title"), title),
        pair("the entry's first day", at(&entry, "/start"), at(&agreement, "/start")),
        pair("the entry's last day", at(&entry, "/end"), at(&agreement, "/end")),
        pair("the framework contract's status", at(&contract, "/status"), "ACTIVE".into()),
        pair("the release's state", at(&release, "/state"), "RELEASED".into()),
        pair("the release's version", at(&release, "/version"), at(&agreement, "/version")),
        pair("the release's data set", at(&release, "/content/dataset"), at(&entry, "/releases/0/dataset")),
        pair(
            "the release's files in the register",
            at(&entry, "/releases/0/files"),
            at(&release, "/content/file_count"),
        ),
        pair("further releases in the register", at(&entry, "/releases/1"), Value::Null),
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
