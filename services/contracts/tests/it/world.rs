//! A service without a broker: facts are handed to it, requests are asked of it, days are let pass.

use std::{collections::BTreeMap, sync::Arc};

use dars_bus::{
    Aggregate as _, HearError, Meta, Problem, Reply, Request, Told, Waker, aggregate::load, ids, journal, rpc::Envelope,
};
use dars_contracts::handle::{Agreement, FrameworkContract};
use dars_contracts_domain::agreement::State;
use dars_kit::{Context, Parts, Settings, TradeClock};
use dars_messages::{
    Fact, Owner,
    facts::intake::{MembershipGrantedV1, OrganisationRegisteredV1, SigningAuthorityConfirmedV1},
};
use dars_testkit::Database;
use dars_vocabulary::{
    Actor, ActorKind, MembershipRole, Nic, PersonId, StaffRole,
    code::{AssuranceKind, OrganisationType},
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

pub use super::telling::{approval, assured, content, decision, told, version};

pub const APPROVAL_DAY: Date = date(2026, 2, 9);
pub const ISSUE_DAY: Date = date(2026, 2, 10);
pub const START: Date = date(2026, 3, 3);
pub const END: Date = date(2027, 3, 2);
pub const NIC: &str = "DARS-NIC-900101-K4T7Q";
pub const CONTRACT: &str = "CON-900001-A1B2C";
/// When the framework contract that most of these tests have is next to be told of.
pub const CONTRACT_EXPIRING: Date = date(2029, 10, 2);
pub const APPLICANT: &str = "NORTH";
pub const PROCESSOR: &str = "HOST01";
pub const BODY: &str = "BODY01";
pub const CONDITION: &str = "Finish the gumboot plan of the Zebulon office";
pub const SECRET: &str = "Quagmire quotient of the Zebulon cohort";

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

/// Real time stands elsewhere than trade time.
pub fn technical_now() -> Timestamp {
    "2030-05-05T09:00:00Z".parse().unwrap()
}

pub fn id(name: &str) -> PersonId {
    PersonId::of("https://identity.example", name)
}

pub fn person(name: &str, roles: &[StaffRole]) -> Actor {
    let signed_in_at = Some(technical_now() - 1.minute());
    Actor { id: id(name), kind: ActorKind::Person, roles: roles.to_vec(), signed_in_at }
}

pub fn officer() -> Actor {
    person("officer", &[StaffRole::CaseOfficer])
}

pub fn body_signatory() -> Actor {
    person("body-signatory", &[StaffRole::BodySignatory])
}

pub fn machine() -> Actor {
    Actor { kind: ActorKind::Machine, ..person("client", &[]) }
}

fn meta(actor: Actor, day: Date) -> Meta {
    Meta { actor, now: noon(day), technical_now: technical_now(), request_id: ids::fresh(), traceparent: None }
}

impl World {
    /// An empty service of a local stack.
    pub async fn empty() -> Self {
        Self::start(true).await
    }

    /// An empty service, of a local stack or not.
    pub async fn start(local: bool) -> Self {
        let database = Database::create(Owner::Contracts).await.unwrap();
        let pool = PgPool::connect(&database.url).await.unwrap();
        let service = dars_contracts::service();
        dars_kit::run::migrate(&service, &pool).await.unwrap();
        let mut settings = Settings::load(service.defaults).unwrap();
        settings.local.enabled = local;
        let stop = CancellationToken::new();
        let waker = Waker::start(pool.clone(), &TaskTracker::new(), stop.clone());
        let clock = TradeClock::real();
        let owner = Owner::Contracts;
        let context = Context { pool: pool.clone(), waker, clock, settings: Arc::new(settings), owner };
        let parts = (service.parts)(&context);
        Self { pool, parts, _database: database, stop }
    }

    /// A service that knows the people and organisations of these tests.
    pub async fn peopled() -> Self {
        let world = Self::empty().await;
        let organisation = OrganisationRegisteredV1 {
            organisation: APPLICANT.parse().unwrap(),
            name: "Northmere University".to_owned(),
            organisation_type: OrganisationType::Academic,
        };
        world.hears(&organisation, ISSUE_DAY).await;
        for (name, code, role) in
            [("lead", APPLICANT, MembershipRole::Lead), ("host", PROCESSOR, MembershipRole::IgLead)]
        {
            let member = MembershipGrantedV1 {
                organisation: code.parse().unwrap(),
                person: id(name),
                roles: vec![role],
                from: date(2026, 1, 1),
                until: None,
            };
            world.hears(&member, ISSUE_DAY).await;
        }
        for code in [APPLICANT, PROCESSOR] {
            for kind in [AssuranceKind::Dspt, AssuranceKind::IcoFee] {
                world.hears(&assured(code, kind, date(2027, 6, 30)), ISSUE_DAY).await;
            }
        }
        for (name, code) in [("signatory", APPLICANT), ("body-signatory", BODY), ("approver", BODY)] {
            let authority = SigningAuthorityConfirmedV1 {
                organisation: code.parse().unwrap(),
                person: id(name),
                from: date(2026, 1, 1),
                until: None,
            };
            world.hears(&authority, ISSUE_DAY).await;
        }
        world
    }

    /// The applicant has a framework contract in force, and the agreement is a draft.
    pub async fn drafted() -> Self {
        let world = Self::peopled().await;
        world.record_contract(date(2025, 1, 1), ISSUE_DAY).await.unwrap();
        world.hears(&version(), date(2026, 1, 20)).await;
        world.hears(&decision(), APPROVAL_DAY).await;
        world.hears(&approval(), APPROVAL_DAY).await;
        world
    }

    /// The agreement is issued; returns the hash that is signed.
    pub async fn issued() -> (Self, String) {
        let world = Self::drafted().await;
        let reply = world.issue(officer(), world.version_of().await).await.unwrap();
        (world, reply.body["sha256"].as_str().unwrap().to_owned())
    }

    /// Both parties have signed before the first day.
    pub async fn signed() -> Self {
        let (world, sha256) = Self::issued().await;
        world.sign(person("signatory", &[]), "organisation", APPLICANT, &sha256, ISSUE_DAY).await.unwrap();
        world.sign(body_signatory(), "body", BODY, &sha256, ISSUE_DAY).await.unwrap();
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
            envelope: Envelope { params, body, ..Envelope::default() },
            body_sha256: [0; 32],
            idempotency_key: None,
            if_match,
            traceparent: None,
            now: noon(day),
            technical_now: technical_now(),
        };
        self.parts.serve.serve(request).await
    }

    pub async fn get(&self, actor: Actor, day: Date) -> Result<Reply, Problem> {
        self.ask(actor, "get-agreement", &[("nic", NIC)], Value::Null, None, day).await
    }

    pub async fn issue(&self, actor: Actor, if_match: i64) -> Result<Reply, Problem> {
        self.ask(actor, "issue-agreement", &[("nic", NIC)], json!({}), Some(if_match), ISSUE_DAY).await
    }

    pub async fn sign(
        &self,
        actor: Actor,
        side: &str,
        organisation: &str,
        sha256: &str,
        day: Date,
    ) -> Result<Reply, Problem> {
        let body = json!({"sha256": sha256, "side": side, "organisation": organisation});
        self.ask(actor, "sign-agreement", &[("nic", NIC)], body, None, day).await
    }

    /// An act on the version that is there now.
    pub async fn act(&self, actor: Actor, action: &str, body: Value, day: Date) -> Result<Reply, Problem> {
        let version = self.version_of().await;
        self.ask(actor, action, &[("nic", NIC), ("number", "1")], body, Some(version), day).await
    }

    /// A judgement of a certificate.
    pub async fn judge(&self, actor: Actor, action: &str, certificate: &str, day: Date) -> Result<Reply, Problem> {
        let version = self.version_of().await;
        let params = [("nic", NIC), ("certificate", certificate)];
        self.ask(actor, action, &params, json!({"text": "Which of the Zebulon tapes?"}), Some(version), day).await
    }

    /// A declaration that these parties destroyed what they held.
    pub async fn certify(&self, actor: Actor, parties: &[&str], backups: Date, day: Date) -> Result<Reply, Problem> {
        let body = json!({
            "parties": parties, "method": "secure-erase", "destroyed_on": day, "backups_cleared_on": backups,
            "exceptions": "One Zebulon tape in the safe", "declared_as": "Zebulon data manager",
        });
        self.ask(actor, "submit-certificate", &[("nic", NIC)], body, None, day).await
    }

    /// What waits for someone here: what, and by when.
    pub async fn tasks(&self, actor: Actor, day: Date) -> Vec<(String, Value)> {
        let reply = self.ask(actor, "tasks", &[], Value::Null, None, day).await.unwrap();
        let items = reply.body["items"].as_array().unwrap().clone();
        items.iter().map(|item| (item["what"].as_str().unwrap().to_owned(), item["due"].clone())).collect()
    }

    pub async fn record_contract(&self, start: Date, day: Date) -> Result<Reply, Problem> {
        let body = json!({"contract": CONTRACT, "organisation": APPLICANT, "start": start, "end": date(2029, 12, 31)});
        self.ask(Actor::system("contracts"), "fixture-framework-contract", &[], body, None, day).await
    }

    /// Does what is due on `day`; says how much was done.
    pub async fn sweep(&self, day: Date) -> u64 {
        self.parts.sweep.sweep(&meta(Actor::system("contracts"), day)).await.unwrap()
    }

    pub async fn next_due(&self) -> Option<Timestamp> {
        self.parts.sweep.next_due().await.unwrap()
    }

    pub async fn state(&self) -> State {
        let mut connection = self.pool.acquire().await.unwrap();
        load::<Agreement>(&mut connection, NIC).await.unwrap().state
    }

    pub async fn version_of(&self) -> i64 {
        let mut connection = self.pool.acquire().await.unwrap();
        load::<Agreement>(&mut connection, NIC).await.unwrap().version
    }

    /// What was told, in the order in which it leaves.
    pub async fn outbox(&self) -> Vec<String> {
        sqlx::query_scalar("select split_part(subject, '.', 3) from outbox order by id")
            .fetch_all(&self.pool)
            .await
            .unwrap()
    }

    /// How often something was told.
    pub async fn count(&self, name: &str) -> usize {
        self.outbox().await.iter().filter(|told| *told == name).count()
    }

    /// The chains hold, and folding the journal gives what is stored.
    pub async fn is_sound(&self) {
        let mut connection = self.pool.acquire().await.unwrap();
        let found = journal::verify(&mut connection).await.unwrap();
        assert_eq!(found.broken, Vec::<String>::new());
        let stored = load::<Agreement>(&mut connection, NIC).await.unwrap();
        assert_eq!(journal::fold::<Agreement>(&mut connection, NIC).await.unwrap(), stored.state);
        let stored = load::<FrameworkContract>(&mut connection, CONTRACT).await.unwrap();
        assert_eq!(journal::fold::<FrameworkContract>(&mut connection, CONTRACT).await.unwrap(), stored.state);
        let kinds: Vec<String> =
            sqlx::query_scalar("select distinct aggregate from aggregates").fetch_all(&self.pool).await.unwrap();
        assert!(kinds.iter().all(|kind| [Agreement::KIND, FrameworkContract::KIND].contains(&kind.as_str())));
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

/// The code and status of a refusal.
pub fn refused(result: Result<Reply, Problem>) -> (u16, String) {
    let problem = result.unwrap_err();
    (problem.status, problem.code)
}
