//! A running intake with an organisation, its people and a data set.

use dars_bus::Reply;
use dars_testkit::{
    NatsServer, Running,
    service::{matching, person, signer},
};
use dars_vocabulary::{Actor, StaffRole};
use jiff::civil::Date;
use serde_json::{Value, json};

pub struct Setting {
    pub nats: NatsServer,
    pub intake: Running,
}

pub fn triage() -> Actor {
    person("triage-officer", &[StaffRole::TriageOfficer])
}

pub fn officer() -> Actor {
    person("case-officer", &[StaffRole::CaseOfficer])
}

pub fn lead() -> Actor {
    person("applicant-lead", &[])
}

impl Setting {
    pub async fn start() -> anyhow::Result<Self> {
        Self::start_with("").await
    }

    /// With more settings (TOML).
    pub async fn start_with(more: &str) -> anyhow::Result<Self> {
        let nats = NatsServer::start(Vec::new()).await?;
        let signer = signer()?;
        let intake = Running::start_with(&dars_intake::service(), &nats, &signer, more).await?;
        let setting = Self { nats, intake };
        let system = Actor::system("portal");
        for (action, body) in [
            (
                "fixture-organisation",
                json!({"id": "NORTHMERE", "name": "Northmere University", "organisation_type": "academic"}),
            ),
            (
                "fixture-membership",
                json!({"organisation": "NORTHMERE", "subject": "applicant-lead", "name": "Ada Example",
                    "email": "ada@northmere.example", "roles": ["lead"], "from": "2020-01-01"}),
            ),
            ("fixture-dataset", json!({"id": "hes-apc", "name": "HES Admitted Patient Care", "scope": "episodes"})),
        ] {
            setting.intake.ask(&system, action, &[], body).await.expect(action);
        }
        Ok(setting)
    }

    pub async fn raise(&self) -> String {
        let body = json!({"name": "Edith Quill", "email": "edith@quill.example", "topic": "new-data-request",
            "purpose_text": "We want to study strokes."});
        let reply = self.intake.ask(&Actor::public(), "raise-enquiry", &[], body).await.expect("raised");
        assert_eq!((reply.status, reply.etag), (201, Some(1)));
        reply.body["reference"].as_str().expect("a reference").to_owned()
    }

    /// An application in draft, and its ETag.
    pub async fn draft(&self) -> (String, i64) {
        let enquiry = self.raise().await;
        let reply = self
            .intake
            .ask_with(
                &officer(),
                "convert-enquiry",
                &[("reference", &enquiry)],
                json!({"organisation": "NORTHMERE", "lead": "applicant-lead", "preliminary": "accepted",
                    "feasible": {"holds": true}, "right_service": {"holds": true}}),
                &matching(Some(1)),
            )
            .await
            .expect("converted");
        (reply.body["nic"].as_str().expect("a NIC").to_owned(), reply.etag.expect("a version"))
    }

    pub async fn save(&self, nic: &str, section: &str, etag: i64, body: Value) -> Reply {
        self.intake
            .ask_with(&lead(), "save-section", &[("nic", nic), ("section", section)], body, &matching(Some(etag)))
            .await
            .expect(section)
    }

    /// A draft with every section, ready to be submitted.
    pub async fn complete(&self) -> (String, i64) {
        let (nic, mut etag) = self.draft().await;
        for (section, body) in sections() {
            etag = self.save(&nic, section, etag, body).await.etag.expect("a version");
        }
        (nic, etag)
    }

    pub async fn search(&self, actor: &Actor, text: &str) -> Reply {
        self.intake.ask(actor, "search", &[], json!({"text": text})).await.expect("found")
    }

    pub async fn count(&self, query: &'static str) -> i64 {
        sqlx::query_scalar(query).fetch_one(&self.intake.started.context.pool).await.expect("a count")
    }
}

pub fn sections() -> Vec<(&'static str, Value)> {
    sections_on(dars_vocabulary::london_date(dars_bus::technical::now()))
}

/// Every section of a consented study that begins ten days after `today`.
pub fn sections_on(today: Date) -> Vec<(&'static str, Value)> {
    let day = |days| dars_vocabulary::calendar::days_after(today, days).to_string();
    let paper = |reference: &str| json!({"title": "A paper", "reference": reference, "sha256": "0f".repeat(32)});
    vec![
        ("title", json!({"title": "Stroke outcomes after screening"})),
        (
            "parties",
            json!({"controllers": [{"organisation": "NORTHMERE", "also_processes": true}],
            "controller_basis": "sole"}),
        ),
        ("locations", json!({"places": [{"organisation": "NORTHMERE", "kind": "processing", "country": "GB-ENG"}]})),
        (
            "data-sets",
            json!({"requests": [{"dataset": "hes-apc", "period": {"from": "2016-04-01", "to": "2026-03-31"},
            "level": "identifiable", "sensitivity": "non-sensitive", "frequency": "ongoing",
            "legal_power": "s261-2-c", "cldc": ["consent"], "access_service": "extract",
            "opt_outs": {"applied": false, "reason": "consented", "evidence": "CONSENT/3"},
            "minimisation_note": "Stroke admissions alone."}]}),
        ),
        (
            "legal-basis",
            json!({"gdpr_article_6": ["e"], "gdpr_article_9": ["j"],
            "schedule_1_condition": "Paragraph 4: research.",
            "consent": {"form": "CONSENT/3", "information_sheet": "SHEET/3", "covers_linkage": true,
            "covers_recipients": true}}),
        ),
        (
            "purpose",
            json!({"objective": "To learn whether screening prevents strokes.",
            "processing_activities": "Records are linked and counted.",
            "lay_summary": "People who agreed to screening are followed.", "direct_care": false,
            "uses": ["research"]}),
        ),
        ("outputs", json!({"expected": "A paper."})),
        ("benefits", json!({"expected": "Fewer strokes."})),
        ("commercial", json!({"is_commercial": false})),
        ("sub-licensing", json!({"allowed": false})),
        (
            "ethics",
            json!({"is_research": true, "outcome": "favourable", "reference": "24/XX/0101",
            "protocol_version": "3.1", "letter_protocol_version": "3.1"}),
        ),
        ("privacy-notice", json!({"url": "https://northmere.example/privacy", "confirmed": true})),
        ("term", json!({"start": day(10), "end": day(700), "territory": "england"})),
        ("evidence", json!({"items": [paper("CONSENT/3"), paper("SHEET/3")]})),
    ]
}
