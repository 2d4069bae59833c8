//! The road: enquiry, routing, conversion, preliminary assessment, another organisation's framework contract, draft,
//! submission, case, a clarification in two rounds, a decision with a condition, agreement, signatures, register, a
//! release. Each step is repeated with its own key until it is acknowledged, and written down then.

use anyhow::{bail, ensure};
use dars_bus::ids;
use dars_messages::Owner;
use futures::StreamExt as _;
use reqwest::Method;
use serde_json::{Value, json};

use crate::{
    door::{Answer, Ask, Door, count},
    journey::{Acknowledged, Journey},
    pace::Pace,
    tale::Tale,
    world::World,
};

/// How many requests are on the road at once.
const AT_ONCE: usize = 16;

/// Drives all of them; how each ended stands in its trail.
pub async fn drive(world: &World, journeys: &[Journey], pace: &Pace) {
    let travels = futures::stream::iter(journeys).for_each_concurrent(AT_ONCE, |journey| async move {
        let walk = Walk { door: &world.door, tale: &world.tale, journey, pace };
        let ended = walk.all().await.map_err(|error| format!("{error:#}"));
        journey.trail().ended = Some(ended);
    });
    travels.await;
}

/// Where the version comes from that a command must quote.
#[derive(Clone, Copy, Debug)]
enum Version<'a> {
    /// It quotes none.
    None,
    /// From the thing itself.
    Of(&'a str),
    /// From the register's list of what waits for the publisher.
    Pending(&'a str),
}

/// One command.
struct Step<'a> {
    owner: Owner,
    by: &'a str,
    method: Method,
    path: &'a str,
    body: Value,
    version: Version<'a>,
}

struct Walk<'a> {
    door: &'a Door,
    tale: &'a Tale,
    journey: &'a Journey,
    pace: &'a Pace,
}

impl Walk<'_> {
    async fn all(&self) -> anyhow::Result<()> {
        let enquiry = self.enquire().await?;
        let nic = self.convert(&enquiry).await?;
        self.contract().await?;
        self.draft(&nic).await?;
        self.decide(&nic).await?;
        self.sign(&nic).await?;
        self.publish(&nic).await?;
        self.release(&nic).await
    }

    async fn enquire(&self) -> anyhow::Result<String> {
        // Signed in: the key of somebody unknown belongs to nobody, so their repeat would be a second enquiry.
        let story = &self.tale.story;
        let mut body = serde_json::to_value(&story.enquiry)?;
        if let Some(fields) = body.as_object_mut() {
            let number = self.journey.number;
            fields.insert("email".to_owned(), json!(format!("enquirer-{number}@faults.example")));
        }
        let (owner, by, path) = (Owner::Intake, story.lead.as_str(), "/enquiries");
        let step = Step { owner, by, method: Method::POST, path, body, version: Version::None };
        let enquiry = self.take(step).await?.text("/reference");
        self.journey.trail().enquiry = Some(enquiry.clone());
        Ok(enquiry)
    }

    async fn convert(&self, enquiry: &str) -> anyhow::Result<String> {
        let story = &self.tale.story;
        let on = format!("/enquiries/{enquiry}");
        self.act(Owner::Intake, "triage-officer", &on, "route", json!({ "team": story.team })).await?;
        let convert = json!({ "organisation": story.organisation, "lead": story.lead, "preliminary": "open" });
        let nic = self.act(Owner::Intake, "triage-officer", &on, "convert", convert).await?.text("/nic");
        self.journey.trail().nic = Some(nic.clone());
        let holds = json!({ "holds": true });
        let accept = json!({ "outcome": "accept", "feasible": holds, "right_service": holds });
        let application = format!("/applications/{nic}");
        self.act(Owner::Intake, "case-officer", &application, "preliminary-assessment", accept).await?;
        Ok(nic)
    }

    /// A framework contract from its beginning until it is in force.
    async fn contract(&self) -> anyhow::Result<()> {
        let story = &self.tale.story;
        let ask = json!({ "organisation": Tale::organisation(self.journey.number) });
        let asked = self.add(Owner::Contracts, &story.lead, "/framework-contracts", ask).await?;
        let contract = asked.text("/contract");
        self.journey.trail().contract = Some(contract.clone());
        let on = format!("/framework-contracts/{contract}");
        self.act(Owner::Contracts, "case-officer", &on, "draft", self.tale.contract.clone()).await?;
        let issued = self.act(Owner::Contracts, "case-officer", &on, "issue", json!({})).await?;
        for signatory in &story.signatures {
            let body = json!({ "sha256": issued.text("/sha256"), "side": signatory.side });
            self.add(Owner::Contracts, &signatory.by, &format!("{on}/signatures"), body).await?;
        }
        let read = self.door.read(Some("case-officer"), &on).await?;
        ensure!(read.text("/status") == "ACTIVE", "{on}: signed by both, and {}", read.body);
        Ok(())
    }

    async fn draft(&self, nic: &str) -> anyhow::Result<()> {
        let lead = self.tale.story.lead.as_str();
        let application = format!("/applications/{nic}");
        for (section, body) in self.tale.sections(self.journey.number) {
            let path = format!("{application}/sections/{}", section.code());
            let version = Version::Of(&application);
            let step = Step { owner: Owner::Intake, by: lead, method: Method::PUT, path: &path, body, version };
            self.take(step).await?;
        }
        self.act(Owner::Intake, lead, &application, "submit", json!({})).await?;
        Ok(())
    }

    async fn decide(&self, nic: &str) -> anyhow::Result<()> {
        let story = &self.tale.story;
        let case = format!("/cases/{nic}");
        self.door.until(Some("case-officer"), &case, |_| true).await?;
        self.act(Owner::Review, "case-officer", &case, "assign", json!({})).await?;
        self.act(Owner::Review, "case-officer", &case, "assess", json!({ "step": "ready" })).await?;
        self.clarify(nic).await?;
        // Deaths are registered by the statistics office, which approves their use.
        let asked = json!({ "of": "ons", "question": "Did the statistics office approve this use?" });
        self.act(Owner::Review, "case-officer", &case, "checks", asked).await?;
        let approved = json!({ "outcome": "satisfied", "note": "It did." });
        self.add(Owner::Review, "ig-adviser", &format!("{case}/checks/1/answer"), approved).await?;
        let unneeded = json!({ "step": "no_advice_needed", "reason": story.no_advice_reason, "open_standards": "None was written down one by one." });
        self.act(Owner::Review, "case-officer", &case, "assess", unneeded).await?;
        let condition = json!({ "text": "Send the first paper.", "due": self.tale.condition_due });
        let approve = json!({ "outcome": "approve", "conditions": [condition] });
        self.act(Owner::Review, "approver", &case, "decision", approve).await?;
        Ok(())
    }

    /// One question, asked twice: by the officer to the applicant and back, over two services.
    async fn clarify(&self, nic: &str) -> anyhow::Result<()> {
        let (case, application) = (format!("/cases/{nic}"), format!("/applications/{nic}"));
        let question = json!({
            "section": "data-sets", "standard": "3", "severity": "blocking", "text": "Why are all these years needed?",
        });
        self.act(Owner::Review, "case-officer", &case, "clarifications", question).await?;
        for (round, outcome) in [
            ("1", json!({ "outcome": "reject", "text": "And the first three?" })),
            ("2", json!({ "outcome": "accept" })),
        ] {
            let lead = self.tale.story.lead.as_str();
            // The last that review tells of a question is that the case has moved on.
            let asked = |answer: &Answer| {
                let at = |pointer| answer.text(pointer);
                at("/clarifications/0/round") == round
                    && at("/clarifications/0/state") == "OPEN"
                    && at("/state") == "CLARIFICATION"
            };
            self.door.until(Some(lead), &application, asked).await?;
            let answer = json!({ "text": "The treatment changed in different years." });
            self.add(Owner::Intake, lead, &format!("{application}/clarifications/1/answer"), answer).await?;
            let answered = |answer: &Answer| answer.text("/clarifications/0/state") == "ANSWERED";
            self.door.until(Some("case-officer"), &case, answered).await?;
            let path = format!("{case}/clarifications/1/resolve");
            let (by, version) = ("case-officer", Version::Of(&case));
            self.take(Step { owner: Owner::Review, by, method: Method::POST, path: &path, body: outcome, version })
                .await?;
        }
        Ok(())
    }

    /// A file, produced by one and checked by another, goes out through the gate.
    async fn release(&self, nic: &str) -> anyhow::Result<()> {
        let content = self.tale.release.clone();
        let planned = self
            .add(
                Owner::Contracts,
                "data-production",
                &format!("/agreements/{nic}/releases"),
                json!({ "content": content }),
            )
            .await?;
        let release = planned.text("/release");
        self.journey.trail().release = Some(release.clone());
        let release = format!("/releases/{release}");
        self.act(Owner::Contracts, "data-production-2", &release, "check", json!({})).await?;
        let made = self.act(Owner::Contracts, "data-production", &release, "release", json!({})).await?;
        ensure!(made.text("/state") == "RELEASED", "{release}: {}", made.body);
        Ok(())
    }

    async fn sign(&self, nic: &str) -> anyhow::Result<()> {
        let agreement = format!("/agreements/{nic}");
        self.door.until(Some("case-officer"), &agreement, |_| true).await?;
        let issued = self.act(Owner::Contracts, "case-officer", &agreement, "issue", json!({})).await?;
        let path = format!("{agreement}/signatures");
        for signatory in &self.tale.story.signatures {
            let body = json!({
                "sha256": issued.text("/sha256"),
                "side": signatory.side,
                "organisation": signatory.organisation,
            });
            self.add(Owner::Contracts, &signatory.by, &path, body).await?;
        }
        self.door.until(Some("case-officer"), &agreement, |answer| answer.text("/status") == "ACTIVE").await?;
        Ok(())
    }

    async fn publish(&self, nic: &str) -> anyhow::Result<()> {
        let entry = format!("/register/agreements/{nic}");
        let path = format!("{entry}/publish");
        let (by, version) = ("register-publisher", Version::Pending(nic));
        let body = json!({ "no_personal_names": true });
        self.take(Step { owner: Owner::Register, by, method: Method::POST, path: &path, body, version }).await?;
        let public = self.door.read(None, &entry).await?;
        ensure!(public.status == 200, "{entry}: published, and answered {}", public.status);
        Ok(())
    }

    /// A command that adds to a thing, and quotes no version.
    async fn add(&self, owner: Owner, by: &str, path: &str, body: Value) -> anyhow::Result<Answer> {
        self.take(Step { owner, by, method: Method::POST, path, body, version: Version::None }).await
    }

    /// A command on a thing, quoting the version that was read.
    async fn act(&self, owner: Owner, by: &str, on: &str, verb: &str, body: Value) -> anyhow::Result<Answer> {
        let path = format!("{on}/{verb}");
        self.take(Step { owner, by, method: Method::POST, path: &path, body, version: Version::Of(on) }).await
    }

    /// Takes one step until it is acknowledged.
    async fn take(&self, step: Step<'_>) -> anyhow::Result<Answer> {
        self.pace.turn().await;
        let key = ids::fresh().to_string();
        let Step { by, method, path, .. } = &step;
        let ask = Ask { by: Some(by), method: method.clone(), path, key: Some(&key), body: Some(&step.body) };
        loop {
            let etag = self.version(&step).await?;
            let answer = self.door.ask(&ask, etag.as_deref()).await?;
            match answer.status {
                200..300 => {
                    self.journey.trail().acknowledged.push(Acknowledged {
                        owner: step.owner,
                        path: format!("{method} {path}"),
                        key,
                        status: answer.status,
                        etag: answer.etag.as_deref().and_then(|etag| etag.trim_matches('"').parse().ok()),
                        body: answer.body.clone(),
                    });
                    return Ok(answer);
                }
                // Whoever changed it: the same command with the same key, on what stands there now.
                412 => count(&self.door.seen.changed),
                status => bail!("{method} {path} by {by}: {status} {}", answer.body),
            }
        }
    }

    async fn version(&self, step: &Step<'_>) -> anyhow::Result<Option<String>> {
        match step.version {
            Version::None => Ok(None),
            Version::Of(path) => {
                let read = self.door.read(Some(step.by), path).await?;
                ensure!(read.status == 200, "{path}: {} {}", read.status, read.body);
                Ok(read.etag)
            }
            Version::Pending(nic) => {
                let pending = |answer: &Answer| pending_version(answer, nic);
                let list = "/register/pending?limit=200";
                let answer = self.door.until(Some(step.by), list, |answer| pending(answer).is_some()).await?;
                Ok(pending(&answer))
            }
        }
    }
}

/// The entity tag of a pending entry, of which the register lists the version.
fn pending_version(answer: &Answer, nic: &str) -> Option<String> {
    let items = answer.body.get("items").and_then(Value::as_array)?;
    let entry = items.iter().find(|entry| entry.get("nic").and_then(Value::as_str) == Some(nic))?;
    Some(format!("\"{}\"", entry.get("etag")?))
}
