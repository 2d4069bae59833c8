//! Applications at a desk: written, submitted, told about, on a day of choice.

use dars_bus::{HearError, Problem, Reply, Told, ids};
use dars_messages::{Outgoing, OutgoingFamily, Owner};
use dars_testkit::service::person;
use dars_vocabulary::{Actor, Nic};
use jiff::civil::Date;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::{
    desk::{Desk, TODAY, noon, officer},
    setting::{lead, sections_on},
};

pub fn collaborator() -> Actor {
    person("applicant-collaborator", &[])
}

impl Desk {
    /// A desk with a data set, and a collaborator beside the lead.
    pub async fn for_applications() -> Self {
        Self::for_applications_with(|_| ()).await
    }

    /// The same, with other settings.
    pub async fn for_applications_with(change: impl FnOnce(&mut dars_kit::Settings)) -> Self {
        let desk = Self::open_with(change).await;
        desk.fixture("fixture-dataset", json!({"id": "hes-apc", "name": "HES APC", "scope": "episodes"})).await;
        desk.member("applicant-collaborator", "collaborator").await;
        desk
    }

    pub async fn member(&self, subject: &str, role: &str) {
        self.fixture(
            "fixture-membership",
            json!({"organisation": "NORTHMERE", "subject": subject, "name": "Someone",
                "email": "someone@northmere.example", "roles": [role], "from": "2020-01-01"}),
        )
        .await;
    }

    /// An application of today, its preliminary assessment accepted or left open.
    pub async fn converted(&self, preliminary: &str) -> String {
        let enquiry = self.raise().await;
        let mut body = json!({"organisation": "NORTHMERE", "lead": "applicant-lead", "preliminary": preliminary});
        if preliminary == "accepted" {
            body["feasible"] = json!({"holds": true});
            body["right_service"] = json!({"holds": true});
        }
        let reply = self.of(&officer(), "convert-enquiry", &enquiry, body).await.unwrap();
        reply.body["nic"].as_str().unwrap().to_owned()
    }

    /// Its lead names the collaborator: who only collaborates sees nothing else of the organisation.
    pub async fn shared(&self, nic: &str) {
        let people = json!({"collaborators": ["applicant-collaborator"]});
        self.at(&lead(), "set-people", nic, people, TODAY).await.unwrap();
    }

    pub async fn etag(&self, nic: &str) -> i64 {
        sqlx::query_scalar(
            "select version + coalesce((select revision from drafts where nic = reference), 0) from aggregates
             where aggregate = 'application' and reference = $1",
        )
        .bind(nic)
        .fetch_one(&self.pool)
        .await
        .unwrap()
    }

    /// Something asked of an application as it is now, on a day.
    pub async fn at(&self, actor: &Actor, action: &str, nic: &str, body: Value, day: Date) -> Result<Reply, Problem> {
        let version = self.etag(nic).await;
        self.ask(actor, action, &[("nic", nic)], body, Some(version), day).await
    }

    pub async fn save(&self, nic: &str, section: &str, body: Value, day: Date) -> Result<Reply, Problem> {
        let version = self.etag(nic).await;
        self.ask(&lead(), "save-section", &[("nic", nic), ("section", section)], body, Some(version), day).await
    }

    /// A draft of today with every section.
    pub async fn complete(&self) -> String {
        let nic = self.converted("accepted").await;
        for (section, body) in sections_on(TODAY) {
            self.save(&nic, section, body, TODAY).await.expect(section);
        }
        nic
    }

    pub async fn submitted(&self) -> String {
        let nic = self.complete().await;
        self.at(&lead(), "submit-application", &nic, json!({}), TODAY).await.unwrap();
        nic
    }

    pub async fn application(&self, actor: &Actor, nic: &str, day: Date) -> Value {
        self.ask(actor, "get-application", &[("nic", nic)], Value::Null, None, day).await.unwrap().body
    }

    pub async fn answer(&self, actor: &Actor, nic: &str, number: &str, day: Date) -> Result<Reply, Problem> {
        let body = json!({"text": "Ten years, as strokes are rare."});
        self.ask(actor, "answer-clarification", &[("nic", nic), ("id", number)], body, None, day).await
    }

    /// What another service tells on a day; its event's id.
    pub async fn tell(&self, owner: Owner, outgoing: Outgoing, day: Date) -> Uuid {
        let event_id = ids::fresh();
        self.hear(event_id, owner, outgoing, day).await.unwrap();
        event_id
    }

    pub async fn hear(&self, event_id: Uuid, owner: Owner, outgoing: Outgoing, day: Date) -> Result<(), HearError> {
        let subject = outgoing.subject();
        let parts: Vec<&str> = subject.split('.').collect();
        let told = Told {
            event_id,
            owner,
            family: OutgoingFamily::Facts,
            name: parts[2].to_owned(),
            version: 1,
            reference: parts[4].to_owned(),
            time: noon(day),
            traceparent: None,
            body: serde_json::to_vec(&outgoing.body).unwrap().into(),
            subject: subject.clone(),
        };
        let mut tx = self.pool.begin().await.unwrap();
        self.parts.hear.hear(&mut tx, &told).await?;
        tx.commit().await.unwrap();
        Ok(())
    }

    /// An approved application whose agreement is in force from yesterday.
    pub async fn in_force(&self) -> String {
        use dars_messages::facts::{contracts::AgreementActivatedV1, review::ApplicationApprovedV1};
        let nic = self.submitted().await;
        let reference: Nic = nic.parse().unwrap();
        let approved = ApplicationApprovedV1 {
            nic: reference.clone(),
            version: "v0.1".parse().unwrap(),
            sha256: "0".repeat(64),
            organisation: "NORTHMERE".parse().unwrap(),
            title: "Stroke outcomes after screening".to_owned(),
            with_conditions: true,
            decided_on: TODAY,
        };
        self.tell(Owner::Review, Outgoing::fact(&approved), TODAY).await;
        let activated = AgreementActivatedV1 {
            nic: reference,
            version: "v1.0".parse().unwrap(),
            organisation: "NORTHMERE".parse().unwrap(),
            sha256: "0".repeat(64),
            start: TODAY.yesterday().unwrap(),
            end: jiff::civil::date(2027, 11, 18),
            conditions_due: Vec::new(),
            section_251_until: None,
        };
        self.tell(Owner::Contracts, Outgoing::fact(&activated), TODAY).await;
        nic
    }

    /// Whether any draft holds a text.
    pub async fn drafts_hold(&self, text: &str) -> bool {
        let found: i64 = sqlx::query_scalar("select count(*) from drafts where content::text like '%' || $1 || '%'")
            .bind(text)
            .fetch_one(&self.pool)
            .await
            .unwrap();
        found > 0
    }

    pub async fn accept(&self, nic: &str) -> Result<Reply, Problem> {
        let accept = json!({"outcome": "accept", "feasible": {"holds": true, "why": "The years are held."},
                "right_service": {"holds": true}});
        self.at(&officer(), "assess-preliminary", nic, accept, TODAY).await
    }
}
