//! How the stories should have ended, asked of every service.

use std::{collections::BTreeMap, path::Path};

use anyhow::Context;
use dars_messages::{Owner, requests::review::Decide};
use serde_json::Value;

use super::{checks::Checks, scene::Scene, story::Story};
use crate::{
    Stack,
    api::{Api, text},
    fixtures::{self, Persona},
    services,
};

/// Everything expected at the end, and what was found.
pub async fn checks(scene: &mut Scene, stack: &Stack, stories: [(&Story, &String); 2]) -> anyhow::Result<Checks> {
    let mut checks = std::mem::take(&mut scene.checks);
    let personas: Vec<Persona> = fixtures::read("personas.json")?;
    for (story, enquiry) in stories {
        let ending = Ending { api: &scene.api, story, enquiry, personas: &personas };
        ending.intake(&mut checks).await?;
        ending.review(&mut checks).await?;
        match story.decision {
            Decide::Approve { .. } => ending.ran_out(&mut checks).await?,
            Decide::Refuse { .. } => ending.never_listed(&mut checks).await?,
        }
        ending.mails(&mut checks).await?;
        ending.facts(&mut checks, scene);
    }
    let sent: usize = stories.iter().flat_map(|(story, _)| &story.mails).map(|mail| mail.count).sum();
    checks.add("mails in the folder", sent, files(&services::mail_folder(&stack.options().dir))?);
    operations(&mut checks, &scene.api).await?;
    journals(&mut checks, stack)?;
    Ok(checks)
}

/// How many mails lie in a folder.
fn files(folder: &Path) -> anyhow::Result<usize> {
    let mails = std::fs::read_dir(folder).with_context(|| format!("{}", folder.display()))?;
    let names = mails.filter_map(Result::ok).map(|mail| mail.path());
    Ok(names.filter(|name| name.extension().is_some_and(|extension| extension == "eml")).count())
}

struct Ending<'a> {
    api: &'a Api,
    story: &'a Story,
    enquiry: &'a str,
    personas: &'a [Persona],
}

impl Ending<'_> {
    fn of(&self, what: &str) -> String {
        format!("{}: {what}", self.story.nic)
    }

    fn is_approved(&self) -> bool {
        matches!(self.story.decision, Decide::Approve { .. })
    }

    async fn intake(&self, checks: &mut Checks) -> anyhow::Result<()> {
        let enquiry = self.api.get(&format!("/enquiries/{}", self.enquiry)).by("triage-officer").done().await?;
        checks.add(format!("{}: the enquiry", self.enquiry), "CONVERTED", enquiry.text("/state"));
        let path = format!("/applications/{}", self.story.nic);
        let application = self.api.get(&path).by(&self.story.lead).done().await?;
        let state = if self.is_approved() { "APPROVED" } else { "REFUSED" };
        checks.add(self.of("the application"), state, application.text("/state"));
        checks.add(self.of("who holds the pen"), "nobody", application.text("/pen_holder"));
        let progress = if self.is_approved() { "expired" } else { "" };
        let seen = application.text("/agreement/stage").to_lowercase();
        checks.add(self.of("the agreement as intake sees it"), progress, seen);
        Ok(())
    }

    async fn review(&self, checks: &mut Checks) -> anyhow::Result<()> {
        let case = self.api.get(&format!("/cases/{}", self.story.nic)).by("team-manager").done().await?;
        let state = if self.is_approved() { "APPROVED" } else { "REFUSED" };
        checks.add(self.of("the case"), state, case.text("/state"));
        if let Decide::Refuse { reason, .. } = &self.story.decision {
            checks.add(self.of("the reason for refusal"), reason.code(), case.text("/decision/reason"));
        }
        Ok(())
    }

    /// Signed by all, expired, its entry published and ended, its ladder gone down rung by rung.
    async fn ran_out(&self, checks: &mut Checks) -> anyhow::Result<()> {
        let nic = self.story.nic.as_str();
        let agreement = self.api.get(&format!("/agreements/{nic}")).by("case-officer").done().await?;
        checks.add(self.of("the agreement"), "EXPIRED", agreement.text("/state"));
        checks.add(
            self.of("its version"),
            self.story.version.as_deref().unwrap_or_default(),
            agreement.text("/version"),
        );
        checks.add(self.of("its signatures"), self.story.signatures.len(), agreement.items("/signatures").len());
        let entry = self.api.get(&format!("/register/agreements/{nic}")).send().await?;
        checks.add(self.of("its public entry"), 200, entry.status.as_u16());
        checks.add(self.of("the entry says"), "ended", entry.text("/status").to_lowercase());
        checks.add(self.of("it is listed"), true, listed(self.api, nic).await?);
        let reminders = self.api.get(&format!("/reminders?about={nic}")).by("case-officer").done().await?;
        let mut went_out: Vec<String> = Vec::new();
        for rung in reminders.items("/rungs") {
            let all = text(rung, "/mails") == text(rung, "/out") && text(rung, "/out") != "0";
            went_out.push(if all { text(rung, "/days_before") } else { format!("{rung}") });
        }
        let ladder: Vec<String> = self.story.ladder.iter().map(ToString::to_string).collect();
        checks.add(self.of("reminders, in days before the last"), ladder.join(" "), went_out.join(" "));
        Ok(())
    }

    async fn never_listed(&self, checks: &mut Checks) -> anyhow::Result<()> {
        let nic = self.story.nic.as_str();
        let agreement = self.api.get(&format!("/agreements/{nic}")).by("case-officer").send().await?;
        checks.add(self.of("its agreement"), 404, agreement.status.as_u16());
        let entry = self.api.get(&format!("/register/agreements/{nic}")).send().await?;
        checks.add(self.of("its public entry"), 404, entry.status.as_u16());
        checks.add(self.of("it is listed"), false, listed(self.api, nic).await?);
        Ok(())
    }

    /// Who got which mail how often; every one of them sent.
    async fn mails(&self, checks: &mut Checks) -> anyhow::Result<()> {
        let mut found: BTreeMap<String, usize> = BTreeMap::new();
        for about in [self.enquiry, self.story.nic.as_str()] {
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
            self.story.mails.iter().map(|mail| (format!("{} to {}", mail.mail, mail.to), mail.count)).collect();
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
        let references = [self.enquiry, self.story.nic.as_str()];
        compare(checks, &self.of("fact"), &self.story.facts, &scene.team.counts(&references));
        if let Decide::Refuse { reason, .. } = &self.story.decision {
            let refusals = scene.team.about(&references).filter(|heard| heard.name == "application_refused");
            let reasons: Vec<String> = refusals.map(|heard| text(&heard.body, "/reason")).collect();
            checks.add(self.of("the reason that the team heard"), reason.code(), reasons.join(" "));
        }
    }
}

/// Whether an entry stands in the public list, on whatever page.
async fn listed(api: &Api, nic: &str) -> anyhow::Result<bool> {
    let mut path = "/register/agreements?limit=200".to_owned();
    loop {
        let page = api.get(&path).done().await?;
        if page.items("/items").iter().any(|entry| text(entry, "/nic") == nic) {
            return Ok(true);
        }
        match page.text("/next") {
            next if next.is_empty() => return Ok(false),
            next => path = format!("/register/agreements?limit=200&cursor={next}"),
        }
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
