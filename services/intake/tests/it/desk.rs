//! Intake without a broker: requests are asked of it on a day of choice, days are let pass.

use std::{collections::BTreeMap, sync::Arc};

use dars_bus::{Meta, Problem, Reply, Request, Waker, ids, rpc::Envelope};
use dars_kit::{Context, Parts, Settings, TradeClock};
use dars_messages::Owner;
use dars_testkit::{Database, service::person};
use dars_vocabulary::{Actor, StaffRole, london_midnight};
use jiff::{
    Timestamp, ToSpan,
    civil::{Date, date},
};
use serde_json::{Value, json};
use sqlx::PgPool;
use tokio_util::{sync::CancellationToken, task::TaskTracker};

/// A Friday.
pub const TODAY: Date = date(2026, 11, 20);

/// A service with a database of its own.
pub struct Desk {
    pub pool: PgPool,
    pub parts: Parts,
    pub context: Context,
    _database: Database,
    stop: CancellationToken,
}

impl Drop for Desk {
    fn drop(&mut self) {
        self.stop.cancel();
    }
}

pub fn triage() -> Actor {
    person("triage-officer", &[StaffRole::TriageOfficer])
}

pub fn expert() -> Actor {
    person("expert", &StaffRole::EXPERTS)
}

pub fn officer() -> Actor {
    person("case-officer", &[StaffRole::CaseOfficer])
}

/// Who raises enquiries here, signed in.
pub fn enquirer() -> Actor {
    person("edith", &[])
}

pub fn stranger() -> Actor {
    person("stranger", &[])
}

/// Status and code of what was not done.
pub fn no(result: Result<Reply, Problem>) -> (u16, String) {
    let problem = result.unwrap_err();
    assert!(!problem.detail.is_empty());
    (problem.status, problem.code)
}

fn meta(actor: Actor, day: Date) -> Meta {
    let now = noon(day);
    Meta { actor, now, technical_now: now, request_id: ids::fresh(), traceparent: None }
}

pub fn noon(day: Date) -> Timestamp {
    london_midnight(day) + 12.hours()
}

/// What the service has, over a database.
fn context_of(pool: &PgPool, settings: Settings, stop: &CancellationToken) -> Context {
    Context {
        pool: pool.clone(),
        waker: Waker::start(pool.clone(), &TaskTracker::new(), stop.clone()),
        clock: TradeClock::real(),
        settings: Arc::new(settings),
        owner: Owner::Intake,
    }
}

fn settings() -> Settings {
    let mut settings = Settings::load(dars_intake::service().defaults).unwrap();
    settings.local.enabled = true;
    dars_vocabulary::identity::LOCAL_ISSUER.clone_into(&mut settings.identity.issuer);
    settings
}

impl Desk {
    /// The same database, once the service was started anew with other settings.
    pub fn restarted_with(mut self, change: impl FnOnce(&mut Settings)) -> Self {
        let mut settings = settings();
        change(&mut settings);
        self.context = context_of(&self.pool, settings, &self.stop);
        self.parts = (dars_intake::service().parts)(&self.context);
        self
    }

    /// With an organisation that has a lead.
    pub async fn open() -> Self {
        Self::open_with(|_| ()).await
    }

    /// The same, with other settings.
    pub async fn open_with(change: impl FnOnce(&mut Settings)) -> Self {
        let database = Database::create(Owner::Intake).await.unwrap();
        let pool = PgPool::connect(&database.url).await.unwrap();
        let service = dars_intake::service();
        dars_kit::run::migrate(&service, &pool).await.unwrap();
        let mut settings = settings();
        change(&mut settings);
        let stop = CancellationToken::new();
        let context = context_of(&pool, settings, &stop);
        let parts = (service.parts)(&context);
        let desk = Self { pool, parts, context, _database: database, stop };
        desk.fixture(
            "fixture-organisation",
            json!({"id": "NORTHMERE", "name": "Northmere University", "organisation_type": "academic"}),
        )
        .await;
        desk.fixture(
            "fixture-membership",
            json!({"organisation": "NORTHMERE", "subject": "applicant-lead", "name": "Ada Example",
                "email": "ada@northmere.example", "roles": ["lead"], "from": "2020-01-01"}),
        )
        .await;
        desk
    }

    pub async fn fixture(&self, action: &str, body: Value) {
        self.ask(&Actor::system("portal"), action, &[], body, None, TODAY).await.expect(action);
    }

    pub async fn ask(
        &self,
        actor: &Actor,
        action: &str,
        params: &[(&str, &str)],
        body: Value,
        if_match: Option<i64>,
        day: Date,
    ) -> Result<Reply, Problem> {
        let params: BTreeMap<String, String> =
            params.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        let request = Request {
            action: action.to_owned(),
            actor: actor.clone(),
            id: ids::fresh(),
            envelope: Envelope { params, body, ..Envelope::default() },
            body_sha256: [0; 32],
            idempotency_key: None,
            if_match,
            traceparent: None,
            now: noon(day),
            technical_now: noon(day),
        };
        self.parts.serve.serve(request).await
    }

    /// An enquiry of the signed-in enquirer.
    pub async fn raise(&self) -> String {
        let body = json!({"name": "Edith Quill", "email": "edith@quill.example", "topic": "new-data-request",
            "purpose_text": "We want to study strokes."});
        let reply = self.ask(&enquirer(), "raise-enquiry", &[], body, None, TODAY).await.unwrap();
        reply.body["reference"].as_str().unwrap().to_owned()
    }

    /// Something asked of an enquiry as it is now, today.
    pub async fn of(&self, actor: &Actor, action: &str, enquiry: &str, body: Value) -> Result<Reply, Problem> {
        self.on(actor, action, enquiry, body, TODAY).await
    }

    /// Something asked of an enquiry as it is now, on a day.
    pub async fn on(
        &self,
        actor: &Actor,
        action: &str,
        enquiry: &str,
        body: Value,
        day: Date,
    ) -> Result<Reply, Problem> {
        let version: i64 =
            sqlx::query_scalar("select version from aggregates where aggregate = 'enquiry' and reference = $1")
                .bind(enquiry)
                .fetch_one(&self.pool)
                .await
                .unwrap();
        self.ask(actor, action, &[("reference", enquiry)], body, Some(version), day).await
    }

    /// An enquiry whose enquirer was asked today.
    pub async fn asked(&self) -> String {
        let enquiry = self.raise().await;
        self.of(&triage(), "route-enquiry", &enquiry, json!({"team": "data-applications"})).await.unwrap();
        self.of(&expert(), "ask-enquirer", &enquiry, json!({"text": "Which years?"})).await.unwrap();
        enquiry
    }

    pub async fn shown(&self, actor: &Actor, enquiry: &str, day: Date) -> Value {
        let params = [("reference", enquiry)];
        self.ask(actor, "get-enquiry", &params, Value::Null, None, day).await.unwrap().body
    }

    /// What waits for someone on a day, as codes and references.
    pub async fn tasks(&self, actor: &Actor, day: Date) -> Vec<(String, String)> {
        let reply = self.ask(actor, "tasks", &[], Value::Null, None, day).await.unwrap();
        let text = |item: &Value, field: &str| item[field].as_str().unwrap().to_owned();
        reply.body["items"]
            .as_array()
            .unwrap()
            .iter()
            .map(|item| (text(item, "what"), text(item, "reference")))
            .collect()
    }

    /// Does what is due on `day`; says how much was done.
    pub async fn sweep(&self, day: Date) -> u64 {
        self.parts.sweep.sweep(&meta(Actor::system("intake"), day)).await.unwrap()
    }

    pub async fn next_due(&self) -> Option<Timestamp> {
        self.parts.sweep.next_due().await.unwrap()
    }

    /// Empties the entry of an aggregate's journal that holds `event`.
    pub async fn redact(&self, aggregate: &str, reference: &str, event: &str) {
        let mut tx = self.pool.begin().await.unwrap();
        let number: i64 = sqlx::query_scalar(
            "select number from journal where aggregate = $1 and reference = $2
             and convert_from(entry, 'UTF8') like '%\"' || $3 || '\"%' order by number desc limit 1",
        )
        .bind(aggregate)
        .bind(reference)
        .bind(event)
        .fetch_one(&mut *tx)
        .await
        .unwrap();
        let records = person("records-officer", &[StaffRole::RecordsOfficer]);
        let redact = &self.parts.redact;
        redact.redact(&mut tx, &meta(records, TODAY), aggregate, reference, number, "subject-request").await.unwrap();
        tx.commit().await.unwrap();
    }

    /// The facts told of a reference, in the order in which they leave.
    pub async fn told(&self, reference: &str) -> Vec<String> {
        sqlx::query_scalar(
            "select split_part(subject, '.', 3) from outbox where subject like 'dars.intake.%.' || $1 order by id",
        )
        .bind(reference)
        .fetch_all(&self.pool)
        .await
        .unwrap()
    }

    /// The last body of a fact about a reference.
    pub async fn body(&self, name: &str, reference: &str) -> Value {
        let body: Vec<u8> = sqlx::query_scalar(
            "select body from outbox where split_part(subject, '.', 3) = $1 and subject like '%.' || $2
             order by id desc limit 1",
        )
        .bind(name)
        .bind(reference)
        .fetch_one(&self.pool)
        .await
        .unwrap();
        serde_json::from_slice(&body).unwrap()
    }

    /// Whether a text is found in any row of any table, as text or as bytes.
    pub async fn contains(&self, text: &str) -> bool {
        let tables: Vec<String> =
            sqlx::query_scalar("select table_name::text from information_schema.tables where table_schema = 'public'")
                .fetch_all(&self.pool)
                .await
                .unwrap();
        let hex = dars_bus::chain::hex(text.as_bytes());
        for table in tables {
            let query = format!("select count(*) from {table} t where t::text like $1 or t::text like $2");
            let found: i64 = sqlx::query_scalar(sqlx::AssertSqlSafe(query))
                .bind(format!("%{text}%"))
                .bind(format!("%{hex}%"))
                .fetch_one(&self.pool)
                .await
                .unwrap();
            if found > 0 {
                return true;
            }
        }
        false
    }
}
