//! How the stories should have ended, asked of every service.

use std::{collections::BTreeMap, path::Path};

use anyhow::Context;
use dars_messages::Owner;
use serde_json::Value;

use super::{
    checks::Checks,
    player::{self, Telling},
    scene::Scene,
};
use crate::{
    Stack,
    api::{Api, text},
    fixtures::{self, Fixtures, Persona},
    services,
};

/// Everything expected at the end, and what was found.
pub async fn checks(
    scene: &mut Scene,
    stack: &Stack,
    fixtures: &Fixtures,
    tellings: &[Telling<'_>],
) -> anyhow::Result<Checks> {
    for telling in tellings {
        for expected in &telling.story.at_end {
            player::expect(scene, telling, expected).await?;
        }
    }
    let mut checks = std::mem::take(&mut scene.checks);
    let personas: Vec<Persona> = fixtures::read("personas.json")?;
    for telling in tellings {
        let ending = Ending { api: &scene.api, telling, personas: &personas };
        ending.ladder(&mut checks).await?;
        ending.mails(&mut checks).await?;
        ending.facts(&mut checks, scene);
    }
    let mut sent: usize = tellings.iter().flat_map(|telling| &telling.story.mails).map(|mail| mail.count).sum();
    // Beside the stories: reminders about what the fixtures' organisations have signed and shown.
    for about in fixtures.lasting() {
        sent = sent.saturating_add(mails_about(&scene.api, &about).await?);
    }
    checks.add("mails in the folder", sent, files(&services::mail_folder(&stack.options().dir))?);
    operations(&mut checks, &scene.api).await?;
    journals(&mut checks, stack)?;
    Ok(checks)
}

/// How many mails went out about a reference.
async fn mails_about(api: &Api, about: &str) -> anyhow::Result<usize> {
    let mails = api.get(&format!("/mails?about={about}&limit=200")).by("records-officer").send().await?;
    let sent = mails.items("/items").iter().filter(|mail| text(mail, "/state") == "sent");
    Ok(sent.count())
}

/// How many mails lie in a folder.
fn files(folder: &Path) -> anyhow::Result<usize> {
    let mails = std::fs::read_dir(folder).with_context(|| format!("{}", folder.display()))?;
    let names = mails.filter_map(Result::ok).map(|mail| mail.path());
    Ok(names.filter(|name| name.extension().is_some_and(|extension| extension == "eml")).count())
}

struct Ending<'a> {
    api: &'a Api,
    telling: &'a Telling<'a>,
    personas: &'a [Persona],
}

impl Ending<'_> {
    fn of(&self, what: &str) -> String {
        format!("{}: {what}", self.telling.story.called)
    }

    /// The expiry ladder went down rung by rung.
    async fn ladder(&self, checks: &mut Checks) -> anyhow::Result<()> {
        let story = self.telling.story;
        if story.ladder.is_empty() {
            return Ok(());
        }
        let reminders = self.api.get(&format!("/reminders?about={}", story.nic)).by("case-officer").done().await?;
        let mut went_out: Vec<String> = Vec::new();
        for rung in reminders.items("/rungs") {
            let all = text(rung, "/mails") == text(rung, "/out") && text(rung, "/out") != "0";
            went_out.push(if all { text(rung, "/days_before") } else { format!("{rung}") });
        }
        let ladder: Vec<String> = story.ladder.iter().map(ToString::to_string).collect();
        checks.add(self.of("reminders, in days before the last"), ladder.join(" "), went_out.join(" "));
        Ok(())
    }

    /// Who got which mail how often; every one of them sent.
    async fn mails(&self, checks: &mut Checks) -> anyhow::Result<()> {
        let mut found: BTreeMap<String, usize> = BTreeMap::new();
        // A precedent is the data body's own: nobody outside is written to about it.
        for about in self.telling.references().into_iter().filter(|about| !about.starts_with("PRE-")) {
            let path = format!("/mails?about={about}&limit=200");
            let mails = self.api.get(&path).by("records-officer").done().await?;
            for mail in mails.items("/items") {
                let state = text(mail, "/state");
                let not_sent = if state == "sent" { String::new() } else { format!(" ({state})") };
                let key = format!("{} to {}{not_sent}", text(mail, "/mail"), self.recipient(mail));
                let count = found.entry(key).or_default();
                *count = count.saturating_add(1);
            }
        }
        let expected: BTreeMap<String, usize> =
            self.telling.story.mails.iter().map(|mail| (format!("{} to {}", mail.mail, mail.to), mail.count)).collect();
        compare(checks, &self.of("mail"), &expected, &found);
        Ok(())
    }

    /// A persona, a team, or the enquirer, as the story names them.
    fn recipient(&self, mail: &Value) -> String {
        let (kind, address) = (text(mail, "/to/kind"), text(mail, "/to/address"));
        let persona = self.personas.iter().find(|persona| persona.email == address).map(|persona| persona.key.clone());
        match (kind.as_str(), persona) {
            ("enquirer", _) => kind,
            ("team", _) => address.split('@').next().unwrap_or_default().to_owned(),
            (_, Some(persona)) => persona,
            (_, None) => address,
        }
    }

    fn facts(&self, checks: &mut Checks, scene: &Scene) {
        let counts = scene.team.counts(&self.telling.references());
        compare(checks, &self.of("fact"), &self.telling.story.facts, &counts);
    }
}

/// One expectation for each name in either.
fn compare(checks: &mut Checks, what: &str, expected: &BTreeMap<String, usize>, found: &BTreeMap<String, usize>) {
    let mut names: Vec<&String> = expected.keys().chain(found.keys()).collect();
    names.sort();
    names.dedup();
    for name in names {
        let times = |counts: &BTreeMap<String, usize>| counts.get(name).copied().unwrap_or_default();
        checks.add(format!("{what} {name}"), times(expected), times(found));
    }
}

/// Nothing waits, nothing was given up.
async fn operations(checks: &mut Checks, api: &Api) -> anyhow::Result<()> {
    let outboxes = api.get("/operations/outbox").by("operator").done().await?;
    let letters = api.get("/operations/dead-letters").by("operator").done().await?;
    for owner in Owner::SERVICES {
        let of = |answer: &crate::api::Answer| {
            answer.items("/services").iter().find(|service| text(service, "/service") == owner.name()).cloned()
        };
        let outbox = of(&outboxes).unwrap_or_default();
        let streams = outbox.pointer("/outbox").and_then(Value::as_array).cloned().unwrap_or_default();
        let waiting: Vec<String> = streams.iter().map(|stream| text(stream, "/waiting")).collect();
        let nothing = vec!["0"; if owner.contact_stream().is_some() { 2 } else { 1 }];
        checks.add(format!("{owner}: waiting in its outbox"), nothing.join(" "), waiting.join(" "));
        let dead = of(&letters).and_then(|service| service.pointer("/dead_letters")?.as_array().map(Vec::len));
        checks.add(
            format!("{owner}: dead letters"),
            0,
            dead.map_or_else(|| "no answer".to_owned(), |count| count.to_string()),
        );
    }
    Ok(())
}

/// Every chain holds.
fn journals(checks: &mut Checks, stack: &Stack) -> anyhow::Result<()> {
    for owner in Owner::SERVICES {
        let verified = stack.operate(owner, &["journal", "verify"])?.output()?;
        let said = String::from_utf8_lossy(&verified.stdout);
        let found = if verified.status.success() { "holds".to_owned() } else { said.trim().to_owned() };
        checks.add(format!("{owner}: its journal"), "holds", found);
    }
    Ok(())
}
