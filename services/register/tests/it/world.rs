//! A service without a broker: facts are handed to it and requests are asked of it.

use std::{collections::BTreeMap, sync::Arc};

use dars_bus::{
    HearError, Problem, Reply, Request, Told, Waker,
    aggregate::load,
    chain::{canonical_sha256, hex},
    ids, journal,
    rpc::Envelope,
};
use dars_kit::{Context, Parts, Settings, TradeClock};
use dars_messages::{
    Fact, OutgoingFamily, Owner,
    facts::{
        contracts::{AgreementActivatedV1, AgreementDocument, AgreementExpiredV1, AgreementVersionV1, DataReleasedV1},
        intake::{DataSetRegisteredV1, OrganisationRegisteredV1},
    },
    topology,
};
use dars_register::handle::Entry;
use dars_register_domain::entry::State;
use dars_testkit::Database;
use dars_vocabulary::{
    Actor, ActorKind, ApplicationContent, DataSetTraits, DocumentVersion, Nic, PersonId, ReleaseRef, StaffRole,
    code::{Cldc, Level, OptOutReason, OrganisationType, PlaceKind, ReleaseKind, Territory},
    content::{
        Benefits, Commercial, Controller, ControllerBasis, DataSetRequest, DataSets, Locations, OptOuts, Outputs,
        Parties, Place, Processor, Purpose, SubLicensing,
    },
    london_midnight,
};
use jiff::{
    Timestamp, ToSpan,
    civil::{Date, date},
};
use serde_json::{Value, json};
use sqlx::PgPool;
use tokio_util::{sync::CancellationToken, task::TaskTracker};
use uuid::Uuid;

pub const START: Date = date(2026, 3, 3);
pub const END: Date = date(2027, 3, 2);
pub const TODAY: Date = date(2026, 3, 10);
pub const NIC: &str = "DARS-NIC-900101-K4T7Q";
pub const APPLICANT: &str = "NORTH";
pub const HOST: &str = "CLEARBANK";
pub const ADDRESS: &str = "7 Quarrendon Row";
pub const SECOND: DocumentVersion = DocumentVersion { major: 1, minor: 1 };
/// The first day of the amended version.
pub const AMENDED: Date = date(2026, 6, 1);
pub const SECRET: &str = "Whether Zebulon screening prevents strokes";

/// A service with a database of its own.
pub struct World {
    pub pool: PgPool,
    pub parts: Parts,
    _database: Database,
    stop: CancellationToken,
}

impl Drop for World {
    fn drop(&mut self) {
        self.stop.cancel();
    }
}

pub fn nic() -> Nic {
    NIC.parse().unwrap()
}

pub fn noon(day: Date) -> Timestamp {
    london_midnight(day) + 12.hours()
}

pub fn person(name: &str, roles: &[StaffRole]) -> Actor {
    let id = PersonId::of("https://identity.example", name);
    Actor { id, kind: ActorKind::Person, roles: roles.to_vec(), signed_in_at: None }
}

pub fn publisher() -> Actor {
    person("publisher", &[StaffRole::RegisterPublisher])
}

/// A document that passes every check.
pub fn document() -> AgreementDocument {
    AgreementDocument {
        nic: nic(),
        version: DocumentVersion::FIRST_ISSUE,
        applicant: APPLICANT.parse().unwrap(),
        body: "BODY01".parse().unwrap(),
        application_version: DocumentVersion::FIRST_DRAFT,
        application_sha256: "a".repeat(64),
        start: START,
        end: END,
        territory: Territory::EnglandAndWales,
        content: ApplicationContent {
            title: Some("Ten-year stroke outcomes after screening".to_owned()),
            parties: Some(Parties {
                controllers: vec![Controller { organisation: APPLICANT.parse().unwrap(), also_processes: true }],
                controller_basis: ControllerBasis::Sole,
                processors: vec![Processor { organisation: HOST.parse().unwrap(), instructions_in_place: true }],
                ..Parties::default()
            }),
            locations: Some(Locations {
                places: vec![Place {
                    organisation: HOST.parse().unwrap(),
                    kind: PlaceKind::Cloud,
                    country: "GB-ENG".to_owned(),
                    address: Some(ADDRESS.to_owned()),
                    cloud_risk_score: Some(2),
                    cloud_risk_evidence: None,
                    transfer_safeguard: None,
                    remote_access: None,
                    security: None,
                }],
            }),
            data_sets: Some(DataSets {
                requests: vec![DataSetRequest {
                    dataset: "hes-apc".to_owned(),
                    level: Some(Level::Identifiable),
                    cldc: vec![Cldc::Consent],
                    opt_outs: Some(OptOuts { applied: false, reason: Some(OptOutReason::Consented), evidence: None }),
                    ..DataSetRequest::default()
                }],
            }),
            purpose: Some(Purpose {
                objective: SECRET.to_owned(),
                processing_activities: "Records are linked and tested in one place.".to_owned(),
                lay_summary: "People aged 70+ who agreed to heart-rhythm screening are followed.".to_owned(),
                ..Purpose::default()
            }),
            sub_licensing: Some(SubLicensing::default()),
            outputs: Some(Outputs { expected: "Main paper, 2028.".to_owned(), ..Outputs::default() }),
            benefits: Some(Benefits {
                expected: "Up to 4,000 strokes a year avoided.".to_owned(),
                yielded: None,
                ..Benefits::default()
            }),
            commercial: Some(Commercial { is_commercial: false, solely: false, uses: vec![], ..Commercial::default() }),
            ..ApplicationContent::default()
        },
        special_conditions: vec![],
    }
}

pub fn version_of(document: AgreementDocument) -> AgreementVersionV1 {
    let (nic, version) = (document.nic.clone(), document.version);
    let sha256 = canonical_sha256(&document).unwrap();
    AgreementVersionV1 { nic, version, sha256, document: Some(document) }
}

pub fn version() -> AgreementVersionV1 {
    version_of(document())
}

pub fn activated() -> AgreementActivatedV1 {
    AgreementActivatedV1 {
        nic: nic(),
        version: DocumentVersion::FIRST_ISSUE,
        organisation: APPLICANT.parse().unwrap(),
        sha256: canonical_sha256(&document()).unwrap(),
        start: START,
        end: END,
        conditions_due: vec![],
        section_251_until: None,
    }
}

/// The version after an amendment.
pub fn amended() -> AgreementVersionV1 {
    version_of(AgreementDocument { version: SECOND, start: AMENDED, ..document() })
}

pub fn amended_activated() -> AgreementActivatedV1 {
    AgreementActivatedV1 { version: SECOND, start: AMENDED, ..activated() }
}

pub fn released(number: u32, released_on: Date) -> DataReleasedV1 {
    DataReleasedV1 {
        nic: nic(),
        version: DocumentVersion::FIRST_ISSUE,
        release: ReleaseRef::allot(released_on.year(), number),
        dataset: "hes-apc".to_owned(),
        kind: ReleaseKind::File,
        file_count: 2,
        opt_outs_applied: false,
        released_on,
    }
}

pub fn expired() -> AgreementExpiredV1 {
    AgreementExpiredV1 { nic: nic(), version: DocumentVersion::FIRST_ISSUE, end: END }
}

/// A fact as the reader hands it over.
pub fn told<F: Fact>(fact: &F, day: Date) -> Told {
    Told {
        event_id: ids::fresh(),
        owner: F::OWNER,
        family: OutgoingFamily::Facts,
        name: F::NAME.to_owned(),
        version: F::VERSION,
        reference: fact.reference(),
        time: noon(day),
        traceparent: None,
        body: serde_json::to_vec(fact).unwrap().into(),
        subject: topology::fact_subject(F::OWNER, F::NAME, F::VERSION, &fact.reference()),
    }
}

impl World {
    /// A service of a local stack, or not, that knows the applicant and the catalogue.
    pub async fn start(local: bool) -> Self {
        let database = Database::create(Owner::Register).await.unwrap();
        let pool = PgPool::connect(&database.url).await.unwrap();
        let service = dars_register::service();
        dars_kit::run::migrate(&service, &pool).await.unwrap();
        let mut settings = Settings::load(service.defaults).unwrap();
        settings.local.enabled = local;
        let stop = CancellationToken::new();
        let waker = Waker::start(pool.clone(), &TaskTracker::new(), stop.clone());
        let clock = TradeClock::real();
        let context =
            Context { pool: pool.clone(), waker, clock, settings: Arc::new(settings), owner: Owner::Register };
        let parts = (service.parts)(&context);
        let world = Self { pool, parts, _database: database, stop };
        for (id, name) in [(APPLICANT, "Northmere University"), (HOST, "Clearbank Cloud Ltd")] {
            let organisation = OrganisationRegisteredV1 {
                organisation: id.parse().unwrap(),
                name: name.to_owned(),
                organisation_type: OrganisationType::Academic,
            };
            world.hears(&organisation, TODAY).await;
        }
        let dataset = DataSetRegisteredV1 {
            dataset: "hes-apc".to_owned(),
            name: "Hospital Episode Statistics Admitted Patient Care".to_owned(),
            traits: DataSetTraits::default(),
        };
        world.hears(&dataset, TODAY).await;
        world
    }

    /// The service of a local stack.
    pub async fn empty() -> Self {
        Self::start(true).await
    }

    /// An entry waits for the publisher.
    pub async fn pending() -> Self {
        let world = Self::empty().await;
        world.hears(&version(), START).await;
        world.hears(&activated(), START).await;
        world
    }

    /// An entry stands in the register.
    pub async fn published() -> Self {
        let world = Self::pending().await;
        world.publish(publisher(), world.etag().await, true).await.unwrap();
        world
    }

    /// Delivers a fact twice, as the bus may; returns its event's id.
    pub async fn hears<F: Fact>(&self, fact: &F, day: Date) -> Uuid {
        let told = told(fact, day);
        for _ in 0..2 {
            self.hear(&told).await.unwrap();
        }
        told.event_id
    }

    /// Delivers a message once, in a transaction of its own.
    pub async fn hear(&self, told: &Told) -> Result<(), HearError> {
        let mut tx = self.pool.begin().await.unwrap();
        self.parts.hear.hear(&mut tx, told).await?;
        tx.commit().await.unwrap();
        Ok(())
    }

    pub async fn ask(
        &self,
        actor: Actor,
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
            actor,
            id: ids::fresh(),
            envelope: Envelope { path: String::new(), params, body },
            body_sha256: [0; 32],
            idempotency_key: None,
            if_match,
            traceparent: None,
            now: noon(day),
            technical_now: "2030-05-05T09:00:00Z".parse().unwrap(),
        };
        self.parts.serve.serve(request).await
    }

    pub async fn publish(&self, actor: Actor, if_match: i64, no_personal_names: bool) -> Result<Reply, Problem> {
        let body = json!({"no_personal_names": no_personal_names});
        self.ask(actor, "publish-entry", &[("nic", NIC)], body, Some(if_match), TODAY).await
    }

    pub async fn get(&self, actor: Actor, day: Date) -> Result<Reply, Problem> {
        self.ask(actor, "get-entry", &[("nic", NIC)], Value::Null, None, day).await
    }

    /// One version as `actor` may read it.
    pub async fn get_version(&self, actor: Actor, version: &str, day: Date) -> Result<Reply, Problem> {
        let params = [("nic", NIC), ("version", version)];
        self.ask(actor, "get-entry-version", &params, Value::Null, None, day).await
    }

    /// Where a version stands.
    pub async fn stage(&self, version: DocumentVersion) -> &'static str {
        self.state().await.version(version).map_or("ABSENT", dars_register_domain::entry::Version::name)
    }

    /// The items of a list.
    pub async fn list(&self, actor: Actor, action: &str) -> Value {
        self.ask(actor, action, &[], Value::Null, None, TODAY).await.unwrap().body["items"].clone()
    }

    pub async fn state(&self) -> State {
        let mut connection = self.pool.acquire().await.unwrap();
        load::<Entry>(&mut connection, NIC).await.unwrap().state
    }

    pub async fn etag(&self) -> i64 {
        let mut connection = self.pool.acquire().await.unwrap();
        load::<Entry>(&mut connection, NIC).await.unwrap().version
    }

    /// What was told, in the order in which it leaves.
    pub async fn outbox(&self) -> Vec<String> {
        sqlx::query_scalar("select split_part(subject, '.', 3) from outbox order by id")
            .fetch_all(&self.pool)
            .await
            .unwrap()
    }

    /// The chains hold, and folding the journal gives what is stored.
    pub async fn is_sound(&self) {
        let mut connection = self.pool.acquire().await.unwrap();
        let found = journal::verify(&mut connection).await.unwrap();
        assert_eq!(found.broken, Vec::<String>::new());
        let stored = load::<Entry>(&mut connection, NIC).await.unwrap();
        assert_eq!(journal::fold::<Entry>(&mut connection, NIC).await.unwrap(), stored.state);
    }

    /// Whether a text is found in any row of any table, as text or as bytes.
    pub async fn contains(&self, text: &str) -> bool {
        let tables: Vec<String> =
            sqlx::query_scalar("select table_name::text from information_schema.tables where table_schema = 'public'")
                .fetch_all(&self.pool)
                .await
                .unwrap();
        for table in tables {
            let query = format!("select count(*) from {table} t where t::text like $1 or t::text like $2");
            let found: i64 = sqlx::query_scalar(sqlx::AssertSqlSafe(query))
                .bind(format!("%{text}%"))
                .bind(format!("%{}%", hex(text.as_bytes())))
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

/// The status and code of a refusal.
pub fn refused(result: Result<Reply, Problem>) -> (u16, String) {
    let problem = result.unwrap_err();
    (problem.status, problem.code)
}
