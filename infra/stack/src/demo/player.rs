//! Plays the steps of stories, of all together in order of time, each by whoever takes it.

use std::{collections::BTreeMap, time::Duration};

use anyhow::{Context, ensure};
use dars_vocabulary::content::{Evidence, SectionName};
use jiff::Timestamp;
use serde_json::{Value, json};

use super::{
    paper::Paper,
    scene::Scene,
    story::{Act, Expected, Post, Signatory, Step, Story},
};
use crate::api::{Answer, text};

/// How long something may take to be told from one service to the next.
const PATIENCE: Duration = Duration::from_secs(20);
const LOOK_AGAIN: Duration = Duration::from_millis(50);

/// A story on its way, and what was kept of it: `nic`, `enquiry`, and what its steps keep.
#[derive(Debug)]
pub struct Telling<'a> {
    /// The story.
    pub story: &'a Story,
    /// How long it has taken so far, with what fell due before each of its steps.
    pub took: Duration,
    kept: BTreeMap<String, String>,
}

impl<'a> Telling<'a> {
    /// A story of which nothing was told.
    pub fn of(story: &'a Story) -> Self {
        let kept = BTreeMap::from([("nic".to_owned(), story.nic.to_string())]);
        Self { story, took: Duration::ZERO, kept }
    }

    /// Every reference that mails and facts are about; those of releases and certificates stand inside them.
    pub fn references(&self) -> Vec<&str> {
        const ABOUT: [&str; 4] = ["ENQ-", "DARS-NIC-", "CON-", "PRE-"];
        let about = |reference: &&str| ABOUT.iter().any(|start| reference.starts_with(start));
        self.kept.values().map(String::as_str).filter(about).collect()
    }

    /// What of it a path is about: the reference in it, or else the enquiry until there is an application.
    fn about(&self, path: &str) -> &str {
        let inside = self.kept.values().find(|kept| path.split('/').any(|part| part == kept.as_str()));
        inside.or_else(|| self.kept.get("enquiry")).map_or("", String::as_str)
    }

    /// A path or text with what was kept in the place of `{name}`.
    pub fn filled(&self, template: &str) -> String {
        self.kept.iter().fold(template.to_owned(), |text, (name, value)| text.replace(&format!("{{{name}}}"), value))
    }

    fn filled_body(&self, body: &Value) -> Value {
        match body {
            Value::String(text) => Value::String(self.filled(text)),
            Value::Array(items) => Value::Array(items.iter().map(|item| self.filled_body(item)).collect()),
            Value::Object(fields) => {
                Value::Object(fields.iter().map(|(name, value)| (name.clone(), self.filled_body(value))).collect())
            }
            Value::Null | Value::Bool(_) | Value::Number(_) => body.clone(),
        }
    }
}

/// Plays what happens in `(after, until]`.
pub async fn play(
    scene: &mut Scene,
    tellings: &mut [Telling<'_>],
    after: Timestamp,
    until: Timestamp,
) -> anyhow::Result<()> {
    let mut steps: Vec<(Timestamp, usize, &Step)> = Vec::new();
    for (which, telling) in tellings.iter().enumerate() {
        let moments = telling.story.moments()?.into_iter();
        steps.extend(moments.filter(|(at, _)| *at > after && *at <= until).map(|(at, step)| (at, which, step)));
    }
    // Of two stories in one moment the first one goes first; within a story the order stays.
    steps.sort_by_key(|(at, which, _)| (*at, *which));
    for (at, which, step) in steps {
        let Some(telling) = tellings.get_mut(which) else { continue };
        let begun = tokio::time::Instant::now();
        scene.at(at).await?;
        let told = take(scene, telling, &step.act).await;
        told.with_context(|| format!("{}, at {at}", telling.story.called))?;
        telling.took = telling.took.saturating_add(begun.elapsed());
    }
    scene.listen().await
}

async fn take(scene: &mut Scene, telling: &mut Telling<'_>, act: &Act) -> anyhow::Result<()> {
    match act {
        Act::Enquire { by } => enquire(scene, telling, by.as_deref()).await,
        Act::Draft { of, sections, but } => draft(scene, telling, of.as_deref(), sections.as_ref(), but).await,
        Act::Post(post) => send(scene, telling, post).await,
        Act::Sign { signatory, path } => sign(scene, telling, signatory, path.as_deref()).await,
        Act::Expect(expected) => expect(scene, telling, expected).await,
    }
}

async fn enquire(scene: &mut Scene, telling: &mut Telling<'_>, by: Option<&str>) -> anyhow::Result<()> {
    let at = scene.now()?;
    let mut ask = scene.api.post("/enquiries", serde_json::to_value(&telling.story.enquiry)?);
    if let Some(by) = by {
        ask = ask.by(by);
    }
    let enquiry = ask.done().await?.text("/reference");
    scene.did(at, by.unwrap_or("public"), "raises an enquiry", &enquiry);
    telling.kept.insert("enquiry".to_owned(), enquiry);
    Ok(())
}

/// Section by section, with a look at what is still wrong before and after.
async fn draft(
    scene: &mut Scene,
    telling: &Telling<'_>,
    of: Option<&str>,
    sections: Option<&BTreeMap<String, Value>>,
    but: &BTreeMap<String, Value>,
) -> anyhow::Result<()> {
    let story = telling.story;
    let nic = telling.filled(of.unwrap_or("{nic}"));
    let (nic, lead) = (nic.as_str(), story.lead.as_str());
    scene.does(lead, "drafts the application", nic)?;
    let application = format!("/applications/{nic}");
    let check = format!("{application}/check");
    if sections.is_none() {
        let empty = scene.api.get(&check).by(lead).done().await?;
        scene.checks.add(format!("{nic}: an empty draft is stopped"), true, empty.text("/errors") != "0");
    }
    let mut etag = scene.api.get(&application).by(lead).done().await?.etag;
    let sections = sections.unwrap_or(&story.sections);
    for section in SectionName::ALL {
        let Some(body) = but.get(section.code()).or_else(|| sections.get(section.code())) else { continue };
        if *section == SectionName::Evidence {
            attach(scene, lead, &application, body).await?;
        }
        let path = format!("{application}/sections/{}", section.code());
        etag = scene.api.put(&path, body.clone()).by(lead).reading(etag).done().await?.etag;
    }
    let whole = scene.api.get(&check).by(lead).done().await?;
    let stops = whole
        .items("/findings")
        .iter()
        .filter(|finding| text(finding, "/severity") == "error" && text(finding, "/stage") == "submit");
    let stops: Vec<String> =
        stops.map(|finding| format!("{} {}", text(finding, "/rule"), text(finding, "/pointer"))).collect();
    scene.checks.add(format!("{nic}: what stops the whole draft"), "", stops.join(" "));
    scene.checks.add(format!("{nic}: rules shown beside"), story.shown.join(" "), rules(&whole));
    Ok(())
}

/// Attaches the files behind the papers, but those that an earlier version brought.
async fn attach(scene: &Scene, lead: &str, application: &str, evidence: &Value) -> anyhow::Result<()> {
    let path = format!("{application}/attachments");
    let there = scene.api.get(&path).by(lead).done().await?;
    let there: Vec<String> = there.items("/items").iter().map(|file| text(file, "/sha256")).collect();
    let Evidence { items } = serde_json::from_value(evidence.clone())?;
    for paper in items.iter().map(Paper::of).filter(|paper| !there.contains(&paper.sha256)) {
        scene.api.attach(&path, &paper.name, paper.bytes).by(lead).done().await?;
    }
    Ok(())
}

/// The rules that found something, each once.
fn rules(checked: &Answer) -> String {
    let mut rules: Vec<String> = checked.items("/findings").iter().map(|finding| text(finding, "/rule")).collect();
    rules.sort();
    rules.dedup();
    rules.join(" ")
}

async fn send(scene: &mut Scene, telling: &mut Telling<'_>, post: &Post) -> anyhow::Result<()> {
    let path = telling.filled(&post.path);
    scene.does(&post.by, &post.does, telling.about(&path))?;
    let parent = path.rsplit_once('/').map_or("", |(parent, _)| parent).to_owned();
    let reads = post.reads.as_deref().map_or(parent, |reads| telling.filled(reads));
    let seen_by = post.seen_by.as_deref().unwrap_or(&post.by);
    let before = match (post.adds, &post.refused) {
        (true, None) => None,
        (true, Some(_)) | (false, _) => Some(once_there(scene, seen_by, &reads).await?),
    };
    let etag = before.as_ref().filter(|_| !post.adds).and_then(|read| read.etag.clone());
    let body = telling.filled_body(&post.body);
    let answer = scene.api.post(&path, body).by(&post.by).reading(etag).send().await?;
    if let (Some(code), Some(before)) = (&post.refused, before) {
        let what = format!("{}: {} {}", telling.story.called, post.by, post.does);
        scene.checks.add(format!("{what}, and is refused"), code, answer.text("/code"));
        if let Some(because) = &post.because {
            scene.checks.add(format!("{what}: because of"), because, answer.text("/errors/0/pointer"));
        }
        let after = scene.api.get(&reads).by(seen_by).done().await?;
        let same = (&before.etag, &before.body) == (&after.etag, &after.body);
        scene.checks.add(format!("{what}: {reads} is as it was"), true, same);
        return Ok(());
    }
    let answer = answer.success()?;
    for (name, pointer) in &post.keep {
        let value = answer.text(pointer);
        ensure!(!value.is_empty(), "{path}: nothing at {pointer}: {}", answer.body);
        telling.kept.insert(name.clone(), value);
    }
    Ok(())
}

async fn sign(
    scene: &mut Scene,
    telling: &Telling<'_>,
    signatory: &Signatory,
    path: Option<&str>,
) -> anyhow::Result<()> {
    let path = telling.filled(path.unwrap_or("/agreements/{nic}"));
    scene.does(&signatory.by, "signs", telling.about(&path))?;
    let read = once_there(scene, &signatory.by, &path).await?;
    // Beside a version in force, the one that waits for signatures stands under `next`.
    let next = read.text("/next/sha256");
    let sha256 = if next.is_empty() { read.text("/sha256") } else { next };
    let mut signature = json!({ "sha256": sha256, "side": signatory.side });
    if path.starts_with("/agreements/")
        && let Some(fields) = signature.as_object_mut()
    {
        fields.insert("organisation".to_owned(), json!(signatory.organisation));
    }
    scene.api.post(&format!("{path}/signatures"), signature).by(&signatory.by).done().await.map(drop)
}

/// Reads what may be on its way from another service still.
async fn once_there(scene: &Scene, by: &str, path: &str) -> anyhow::Result<Answer> {
    let begun = tokio::time::Instant::now();
    loop {
        let answer = scene.api.get(path).by(by).send().await?;
        if answer.status.as_u16() != 404 || begun.elapsed() > PATIENCE {
            return answer.success();
        }
        tokio::time::sleep(LOOK_AGAIN).await;
    }
}

/// Looks at what must stand so.
pub async fn expect(scene: &mut Scene, telling: &Telling<'_>, expected: &Expected) -> anyhow::Result<()> {
    let path = telling.filled(&expected.get);
    let mut ask = scene.api.get(&path);
    if let Some(by) = &expected.by {
        ask = ask.by(by);
    }
    let answer = ask.send().await?;
    let found = if expected.pointer.is_empty() {
        answer.status.as_u16().to_string()
    } else {
        match found_at(&answer.body, &telling.filled(&expected.pointer)) {
            Some(Value::Array(items)) => items.len().to_string(),
            Some(value) => text(value, ""),
            None => String::new(),
        }
    };
    let is = telling.filled(&expected.is);
    let found = match is.strip_suffix('…').filter(|begun| found.starts_with(begun)) {
        Some(_) => is.clone(),
        None => found,
    };
    scene.checks.add(format!("{}: {}", telling.story.called, expected.what), is, found);
    Ok(())
}

/// What stands at a JSON pointer, of which a part `field=value` is the first item of a list whose field that is.
fn found_at<'a>(value: &'a Value, pointer: &str) -> Option<&'a Value> {
    pointer.split('/').skip(1).try_fold(value, |value, part| match part.split_once('=') {
        Some((field, wanted)) => value.as_array()?.iter().find(|item| text(item, &format!("/{field}")) == wanted),
        None => value.pointer(&format!("/{part}")),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_item_of_a_list_is_found_by_what_it_is() {
        let value = json!({"checks": [{"code": "a", "state": "ready"}, {"code": "b", "state": "not-ready"}]});
        assert_eq!(found_at(&value, "/checks/code=b/state"), Some(&json!("not-ready")));
        assert_eq!(found_at(&value, "/checks/0/code"), Some(&json!("a")));
        assert_eq!(found_at(&value, "/checks/code=c/state"), None);
        assert_eq!(found_at(&value, ""), Some(&value));
    }
}
