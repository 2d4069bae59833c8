//! Review's desk for one test: its database, what it is told, what it is asked, and what it tells.

use std::sync::Arc;

use dars_bus::{
    Hear as _, HearError, Meta, Problem, Reply, Request, Serve as _, Told, Waker,
    aggregate::{Loaded, load},
    chain,
    rpc::Envelope,
};
use dars_kit::{Context, Settings, TradeClock, lifecycle::Lifecycle};
use dars_messages::{
    Fact, Outgoing, OutgoingFamily, Owner,
    facts::intake::{
        ApplicationLapsedV1, ApplicationPeopleV1, ApplicationSubmittedV1, ApplicationVersionV1, ApplicationWithdrawnV1,
        ClarificationAnswerV1, ClarificationAnsweredV1, DataSetRegisteredV1, MembershipGrantedV1,
    },
};
use dars_review::{consume::Ears, handle::Case, rpc::Rpc};
use dars_review_domain::case::State;
use dars_testkit::Database;
use dars_vocabulary::{
    Actor, ApplicationContent, DataSetTraits, DocumentVersion, MembershipRole, Nic, OrganisationId, StaffRole,
};
use jiff::{Timestamp, civil::Date};
use serde_json::{Value, json};
use sqlx::PgPool;
use uuid::Uuid;

pub use crate::people::{ann, bea, machine, mia, olu, pat, sid, signed_in, sue};

pub const ISSUER: &str = "https://sign-in.example";
pub const FIRST: DocumentVersion = DocumentVersion::FIRST_DRAFT;
pub const SECOND: DocumentVersion = DocumentVersion { major: 0, minor: 2 };
/// Free text of the application; nobody but review's staff may read it.
pub const SECRET: &str = "The words of the objective";

/// Why a case goes on with standards that nobody assessed.
pub const DESPITE: &str = "All were met in the version before.";

pub struct Desk {
    pub context: Context,
    pub pool: PgPool,
    // Dropped last: it drops the database.
    _database: Database,
}

impl Desk {
    pub async fn open() -> Self {
        let database = Database::create(Owner::Review).await.unwrap();
        let pool = PgPool::connect(&database.url).await.unwrap();
        dars_kit::run::migrate(&dars_review::service(), &pool).await.unwrap();
        // Nobody relays here, so nobody is to be woken: a connection half made would hold up the database's end.
        let life = Lifecycle::default();
        life.stop.cancel();
        let mut settings = Settings::load(dars_review::service().defaults).unwrap();
        settings.identity.issuer = ISSUER.to_owned();
        let context = Context {
            pool: pool.clone(),
            waker: Waker::start(pool.clone(), &life.tasks, life.stop.clone()),
            clock: TradeClock::real(),
            settings: Arc::new(settings),
            owner: Owner::Review,
        };
        Self { context, pool, _database: database }
    }

    /// Where a case stands on the desk after these steps, each as the people of the tests do it.
    pub async fn with_case(steps: usize) -> Self {
        let desk = Self::open().await;
        desk.hear(&version_told(1, FIRST, content(&[]))).await.unwrap();
        for (actor, action, body) in road().into_iter().take(steps) {
            desk.ask_now(&actor, action, body).await.unwrap();
        }
        desk
    }

    /// One fact in a transaction of its own, without the reader's inbox.
    pub async fn hear(&self, told: &Told) -> Result<(), HearError> {
        let mut tx = self.pool.begin().await.unwrap();
        Ears.hear(&mut tx, told).await?;
        tx.commit().await.unwrap();
        Ok(())
    }

    pub async fn serve(&self, request: Request) -> Result<Reply, Problem> {
        Rpc { context: self.context.clone() }.serve(request).await
    }

    /// A command about the case as it is now.
    pub async fn ask_now(&self, actor: &Actor, action: &str, body: Value) -> Result<Reply, Problem> {
        let version = self.case().await.version;
        self.serve(request(actor, action, &nic(), body, Some(version))).await
    }

    /// Takes these steps one after the other, each on the case as it is then.
    pub async fn walk(&self, steps: &[(Actor, &str, Value)]) {
        for (actor, action, body) in steps {
            self.ask_now(actor, action, body.clone()).await.unwrap();
        }
    }

    /// What an officer makes of the answer to clarification `number`.
    pub async fn resolve(&self, number: u32, body: Value) -> Result<Reply, Problem> {
        let version = self.case().await.version;
        self.serve(resolving(&olu(), number, body, Some(version))).await
    }

    /// A command about the case as it is now, with more in its path.
    pub async fn ask_about(&self, actor: &Actor, action: &str, id: &str, body: Value) -> Result<Reply, Problem> {
        let version = self.case().await.version;
        let mut asked = request(actor, action, &nic(), body, Some(version));
        asked.envelope.params.insert("id".to_owned(), id.to_owned());
        asked.envelope.path = format!("POST /cases/{}/{action}/{id}", nic());
        self.serve(asked).await
    }

    /// What waits for someone: what, about which case, and by when.
    pub async fn tasks(&self, actor: &Actor) -> Vec<(String, String, String)> {
        let reply = self.serve(request(actor, "tasks", &nic(), Value::Null, None)).await.unwrap();
        let text = |task: &Value, field: &str| task[field].as_str().unwrap().to_owned();
        let items = reply.body["items"].as_array().unwrap().clone();
        items.iter().map(|task| (text(task, "what"), text(task, "title"), text(task, "due"))).collect()
    }

    pub async fn get(&self, actor: &Actor) -> Result<Reply, Problem> {
        self.serve(request(actor, "get-case", &nic(), Value::Null, None)).await
    }

    pub async fn case(&self) -> Loaded<State> {
        load::<Case>(&mut self.pool.acquire().await.unwrap(), nic().as_str()).await.unwrap()
    }

    /// Names of the facts in the outbox, in order.
    pub async fn told_outside(&self) -> Vec<String> {
        let subjects: Vec<String> =
            sqlx::query_scalar("select subject from outbox order by id").fetch_all(&self.pool).await.unwrap();
        subjects.iter().map(|subject| subject.split('.').nth(2).unwrap().to_owned()).collect()
    }

    /// The body of the newest fact of this name.
    pub async fn body_of(&self, name: &str) -> Value {
        let body: Vec<u8> = sqlx::query_scalar(
            "select body from outbox where split_part(subject, '.', 3) = $1 order by id desc limit 1",
        )
        .bind(name)
        .fetch_one(&self.pool)
        .await
        .unwrap();
        serde_json::from_slice(&body).unwrap()
    }

    /// In which tables these words stand.
    pub async fn tables_with(&self, words: &str) -> Vec<&'static str> {
        let mut found = Vec::new();
        for (table, column) in [
            ("aggregates", "convert_to(state::text, 'UTF8')"),
            ("journal", "entry"),
            ("journal_contents", "content"),
            ("outbox", "body"),
            ("application_versions", "convert_to(body::text, 'UTF8')"),
            ("cases", "convert_to(cases::text, 'UTF8')"),
            ("case_notes", "convert_to(case_notes::text, 'UTF8')"),
            ("tasks", "convert_to(tasks::text, 'UTF8')"),
            ("precedents", "convert_to(precedents::text, 'UTF8')"),
            ("meetings", "convert_to(meetings::text, 'UTF8')"),
            ("advice_tasks", "convert_to(advice_tasks::text, 'UTF8')"),
            ("heard_answers", "convert_to(heard_answers::text, 'UTF8')"),
            ("idempotency_keys", "convert_to(answer::text, 'UTF8')"),
        ] {
            let sql =
                format!("select exists (select 1 from {table} where position(convert_to($1, 'UTF8') in {column}) > 0)");
            let there: bool =
                sqlx::query_scalar(sqlx::AssertSqlSafe(sql)).bind(words).fetch_one(&self.pool).await.unwrap();
            if there {
                found.push(table);
            }
        }
        found
    }

    /// Every chain verifies, and folding the journal gives the stored state.
    pub async fn must_verify(&self) {
        let mut connection = self.pool.acquire().await.unwrap();
        let found = dars_bus::journal::verify(&mut connection).await.unwrap();
        assert_eq!(found.broken, Vec::<String>::new());
        let folded = dars_bus::journal::fold::<Case>(&mut connection, nic().as_str()).await.unwrap();
        assert_eq!(folded, self.case().await.state);
    }
}

/// The steps after the opening of a case: who takes them, how, and with which body.
pub fn road() -> [(Actor, &'static str, Value); 4] {
    [
        (olu(), "assign-case", json!({})),
        (olu(), "assess-case", json!({"step": "ready"})),
        (
            olu(),
            "assess-case",
            json!({"step": "no_advice_needed", "reason": "A routine case.", "open_standards": DESPITE}),
        ),
        (ann(), "decide-case", json!({"outcome": "approve"})),
    ]
}

pub fn request(actor: &Actor, action: &str, nic: &Nic, body: Value, if_match: Option<i64>) -> Request {
    let params = [("nic".to_owned(), nic.to_string())].into();
    let envelope = Envelope { path: format!("POST /cases/{nic}/{action}"), params, body, ..Envelope::default() };
    Request {
        action: action.to_owned(),
        actor: actor.clone(),
        id: Uuid::from_u128(7),
        body_sha256: chain::sha256(&serde_json::to_vec(&envelope).unwrap()),
        envelope,
        idempotency_key: None,
        if_match,
        traceparent: None,
        now: now(),
        technical_now: now(),
    }
}

/// A request about one clarification.
pub fn resolving(actor: &Actor, number: u32, body: Value, if_match: Option<i64>) -> Request {
    let mut asked = request(actor, "resolve-clarification", &nic(), body, if_match);
    asked.envelope.params.insert("id".to_owned(), number.to_string());
    asked.envelope.path = format!("POST /cases/{}/clarifications/{number}/resolve", nic());
    asked
}

/// A question, in these words.
pub fn raise(text: &str) -> Value {
    json!({"section": "data-sets", "standard": "3", "severity": "blocking", "text": text})
}

/// That a clarification was answered, and when.
pub fn answered_told(event: u128, clarification: u32, round: u32, answered_on: &str) -> Told {
    let answered_on = answered_on.parse().unwrap();
    let fact = ClarificationAnsweredV1 { nic: nic(), clarification, round, answered_on };
    told(&fact, event, "2026-11-24T09:00:00Z")
}

/// What was answered.
pub fn answer_told(event: u128, clarification: u32, round: u32, text: Option<&str>) -> Told {
    let fact = ClarificationAnswerV1 { nic: nic(), clarification, round, text: text.map(str::to_owned) };
    told(&fact, event, "2026-11-24T09:00:00Z")
}

pub fn withdrawn_told(event: u128) -> Told {
    told(&ApplicationWithdrawnV1 { nic: nic(), organisation: northmere() }, event, "2026-11-24T09:00:00Z")
}

pub fn lapsed_told(event: u128) -> Told {
    told(&ApplicationLapsedV1 { nic: nic(), organisation: northmere() }, event, "2027-02-19T00:00:00Z")
}

/// A data set of the catalogue, GP data for COVID-19 alone or not.
pub fn data_set_told(event: u128, dataset: &str, covid_only: bool) -> Told {
    let traits = DataSetTraits { covid_only, ..DataSetTraits::default() };
    let fact = DataSetRegisteredV1 { dataset: dataset.to_owned(), name: dataset.to_uppercase(), traits };
    told(&fact, event, "2026-11-01T09:00:00Z")
}

/// The same application, asking for these data sets.
pub fn asking_for(datasets: &[&str]) -> ApplicationContent {
    let requests: Vec<Value> = datasets.iter().map(|dataset| json!({"dataset": dataset})).collect();
    let mut content = content(&[]);
    content.data_sets = serde_json::from_value(json!({"requests": requests})).unwrap();
    content
}

pub fn told<F: Fact>(fact: &F, event: u128, time: &str) -> Told {
    Told {
        event_id: Uuid::from_u128(event),
        owner: F::OWNER,
        family: OutgoingFamily::Facts,
        name: F::NAME.to_owned(),
        version: F::VERSION,
        reference: fact.reference(),
        time: time.parse().unwrap(),
        traceparent: None,
        body: serde_json::to_vec(fact).unwrap().into(),
        subject: Outgoing::fact(fact).subject(),
    }
}

pub fn version_of(nic: Nic, version: DocumentVersion, content: Option<ApplicationContent>) -> ApplicationVersionV1 {
    let (organisation, sha256) = (northmere(), "0f".repeat(32));
    ApplicationVersionV1 { nic, version, organisation, sha256, content, change: None, assessors: Vec::new() }
}

pub fn version_told(event: u128, version: DocumentVersion, content: ApplicationContent) -> Told {
    told(&version_of(nic(), version, Some(content)), event, "2026-11-20T09:00:00Z")
}

pub fn submitted_told(event: u128) -> Told {
    let fact = ApplicationSubmittedV1 {
        nic: nic(),
        version: FIRST,
        organisation: northmere(),
        sha256: "0f".repeat(32),
        decision_due: "2027-02-17".parse().unwrap(),
    };
    told(&fact, event, "2026-11-20T09:00:00Z")
}

pub fn membership_told(event: u128, person: &Actor, until: Option<Date>) -> Told {
    let fact = MembershipGrantedV1 {
        organisation: northmere(),
        person: person.id,
        roles: vec![MembershipRole::Collaborator],
        from: "2026-01-01".parse().unwrap(),
        until,
    };
    told(&fact, event, "2026-11-19T09:00:00Z")
}

/// Who works on the application; someone whom no test names leads it.
pub fn people_told(event: u128, time: &str, collaborators: &[&Actor]) -> Told {
    let fact = ApplicationPeopleV1 {
        nic: nic(),
        organisation: northmere(),
        lead: signed_in("lea", &[]).id,
        collaborators: collaborators.iter().map(|actor| actor.id).collect(),
    };
    told(&fact, event, time)
}

/// An application without a reason for refusal, or with V17's.
pub fn content(uses: &[&str]) -> ApplicationContent {
    serde_json::from_value(json!({
        "title": "Stroke outcomes after screening",
        "purpose": {
            "objective": SECRET, "processing_activities": "Counting.", "lay_summary": "We count.",
            "direct_care": false,
        },
        "commercial": {"is_commercial": !uses.is_empty(), "solely": !uses.is_empty(), "uses": uses},
    }))
    .unwrap()
}

pub fn now() -> Timestamp {
    "2026-11-20T10:00:00Z".parse().unwrap()
}

pub fn nic() -> Nic {
    "DARS-NIC-900101-K4T7Q".parse().unwrap()
}

pub fn northmere() -> OrganisationId {
    "NU01".parse().unwrap()
}

/// That someone leads applications of the applicant organisation.
pub fn lead_told(event: u128, person: &Actor, until: Option<Date>) -> Told {
    let fact = MembershipGrantedV1 {
        organisation: northmere(),
        person: person.id,
        roles: vec![MembershipRole::Collaborator, MembershipRole::Lead],
        from: "2026-01-01".parse().unwrap(),
        until,
    };
    told(&fact, event, "2026-11-19T09:00:00Z")
}

/// Someone of the applicant organisation.
pub fn sam() -> Actor {
    signed_in("sam", &[])
}

/// Status and code of what was not done.
pub fn no(result: Result<Reply, Problem>) -> (u16, String) {
    let problem = result.unwrap_err();
    assert!(!problem.detail.is_empty());
    (problem.status, problem.code)
}

/// Who hears a redaction of the case's entry from its own records officer.
pub fn by_records_officer() -> Meta {
    Meta {
        actor: signed_in("rex", &[StaffRole::RecordsOfficer]),
        now: now(),
        technical_now: now(),
        request_id: Uuid::from_u128(9),
        traceparent: None,
    }
}
