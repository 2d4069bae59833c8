//! The service in a test: a database of its own, its ears, its sweep, its answers; mails in a folder or a list.

use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex},
};

use async_trait::async_trait;
use dars_bus::{HearError, Meta, Problem, Reply, Request, Told, Waker, ids, technical};
use dars_kit::{Context, Parts, Settings, TradeClock};
use dars_messages::{Contact, Fact, Outgoing, OutgoingFamily, Owner};
use dars_notification::{
    post::{Outcome, Parcel, Transport},
    settings::MailSettings,
};
use dars_testkit::Database;
use dars_vocabulary::Actor;
use jiff::Timestamp;
use serde_json::json;
use sqlx::{PgPool, postgres::PgPoolOptions};
use tokio_util::{sync::CancellationToken, task::TaskTracker};

pub struct House {
    pub pool: PgPool,
    pub context: Context,
    pub parts: Parts,
    pub folder: tempfile::TempDir,
    pub tasks: TaskTracker,
    stop: CancellationToken,
    _database: Database,
}

impl Drop for House {
    fn drop(&mut self) {
        self.stop.cancel();
    }
}

impl House {
    /// A local stack's: mails are put into a folder.
    pub async fn start() -> Self {
        Self::with(|_| {}).await
    }

    pub async fn with(change: impl FnOnce(&mut serde_json::Value)) -> Self {
        Self::furnished(|service| change(&mut service["mail"])).await
    }

    /// With a key for enquirers' links.
    pub async fn keyed(key: &str, change: impl FnOnce(&mut serde_json::Value)) -> Self {
        Self::furnished(|service| {
            service["links"]["keys"] = json!(key);
            change(&mut service["mail"]);
        })
        .await
    }

    /// With any of the service's own settings changed.
    pub async fn furnished(change: impl FnOnce(&mut serde_json::Value)) -> Self {
        let service = dars_notification::service();
        let database = Database::create(Owner::Notification).await.unwrap();
        let pool = PgPoolOptions::new().max_connections(12).connect(&database.url).await.unwrap();
        dars_kit::run::migrate(&service, &pool).await.unwrap();
        let folder = tempfile::tempdir().unwrap();
        let mut settings = Settings::load(service.defaults).unwrap();
        settings.local.enabled = true;
        settings.service["mail"]["folder"] = json!(folder.path());
        change(&mut settings.service);
        let (tasks, stop) = (TaskTracker::new(), CancellationToken::new());
        let context = Context {
            pool: pool.clone(),
            waker: Waker::start(pool.clone(), &tasks, stop.clone()),
            clock: TradeClock::real(),
            settings: Arc::new(settings),
            owner: Owner::Notification,
        };
        let parts = (service.parts)(&context);
        Self { pool, context, parts, folder, tasks, stop, _database: database }
    }

    /// The same service with another way out, as a twin or after a restart.
    pub fn over(&self, transport: Arc<dyn Transport>) -> Parts {
        let mail = MailSettings::of(&self.context.settings).unwrap();
        dars_notification::parts_over(&self.context, mail, transport)
    }

    /// The same with one line: no other of the same sender takes at once what a test has lapse.
    pub fn over_one_line(&self, transport: Arc<dyn Transport>) -> Parts {
        let mail = MailSettings { connections: 1, ..MailSettings::of(&self.context.settings).unwrap() };
        dars_notification::parts_over(&self.context, mail, transport)
    }

    pub async fn hear(&self, told: &Told) {
        self.try_hear(told).await.unwrap();
    }

    pub async fn hear_all(&self, told: &[Told]) {
        for told in told {
            self.hear(told).await;
        }
    }

    pub async fn try_hear(&self, told: &Told) -> Result<(), HearError> {
        let mut tx = self.pool.begin().await.unwrap();
        self.parts.hear.hear(&mut tx, told).await?;
        tx.commit().await.unwrap();
        Ok(())
    }

    pub async fn sweep(&self, now: Timestamp) -> u64 {
        self.parts.sweep.sweep(&meta(now)).await.unwrap()
    }

    pub async fn next_due(&self) -> Option<Timestamp> {
        self.parts.sweep.next_due().await.unwrap()
    }

    pub async fn ask(&self, action: &str, actor: Actor, params: &[(&str, &str)]) -> Result<Reply, Problem> {
        let mut request = Request {
            action: action.to_owned(),
            actor,
            id: ids::fresh(),
            envelope: dars_bus::rpc::Envelope::default(),
            body_sha256: [0; 32],
            idempotency_key: None,
            if_match: None,
            traceparent: None,
            now: at("2027-01-10T12:00:00Z"),
            technical_now: technical::now(),
        };
        request.envelope.params =
            params.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        self.parts.serve.serve(request).await
    }

    /// Each mail as `number recipient state`, in order.
    pub async fn mails(&self) -> Vec<String> {
        let rows: Vec<(String, String, String)> =
            sqlx::query_as("select mail, recipient_id, state from mails order by mail, recipient_id, id")
                .fetch_all(&self.pool)
                .await
                .unwrap();
        rows.into_iter().map(|(mail, to, state)| format!("{mail} {} {state}", crate::story::nickname(&to))).collect()
    }

    /// The one mail there is: its state, last problem and number of tries.
    pub async fn only_mail(&self) -> (String, Option<String>, i32) {
        sqlx::query_as("select state, problem, attempts from mails").fetch_one(&self.pool).await.unwrap()
    }

    /// Lets resting mails go at once, as if their time had come.
    pub async fn rest_is_over(&self) -> Vec<f64> {
        let rests: Vec<(f64,)> = sqlx::query_as(
            "select round(extract(epoch from not_before - now()) / 60)::float8 from mails where not_before is not null",
        )
        .fetch_all(&self.pool)
        .await
        .unwrap();
        sqlx::query("update mails set not_before = null").execute(&self.pool).await.unwrap();
        rests.into_iter().map(|(minutes,)| minutes).collect()
    }

    /// Every lease ends now, as if 60 s had passed.
    pub async fn leases_lapse(&self) {
        sqlx::query("update mails set lease_until = now() - interval '1 second' where state = 'sending'")
            .execute(&self.pool)
            .await
            .unwrap();
    }

    /// What waits in the outbox: subject and body.
    pub async fn told(&self) -> Vec<(String, serde_json::Value)> {
        let rows: Vec<(String, Vec<u8>)> =
            sqlx::query_as("select subject, body from outbox order by id").fetch_all(&self.pool).await.unwrap();
        rows.into_iter().map(|(subject, body)| (subject, serde_json::from_slice(&body).unwrap())).collect()
    }

    /// The mails in the folder, by their subject lines.
    pub fn letters(&self) -> BTreeMap<String, Vec<String>> {
        let mut letters: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for entry in std::fs::read_dir(self.folder.path()).unwrap() {
            let letter = std::fs::read_to_string(entry.unwrap().path()).unwrap();
            let subject = letter.lines().find_map(|line| line.strip_prefix("Subject: ")).unwrap().to_owned();
            letters.entry(subject).or_default().push(letter);
        }
        letters
    }
}

/// A transport that accepts everything and keeps it.
#[derive(Default)]
pub struct Recorder(pub Mutex<Vec<Parcel>>);

#[async_trait]
impl Transport for Recorder {
    async fn send(&self, parcel: &Parcel) -> Outcome {
        self.0.lock().unwrap().push(parcel.clone());
        // The other sender gets its turn between claim and outcome.
        tokio::task::yield_now().await;
        Outcome::Accepted
    }
}

pub fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

pub fn meta(now: Timestamp) -> Meta {
    Meta {
        actor: Actor::system("notification"),
        now,
        technical_now: technical::now(),
        request_id: ids::fresh(),
        traceparent: None,
    }
}

pub fn fact<F: Fact>(time: &str, fact: &F) -> Told {
    told(time, Outgoing::fact(fact))
}

pub fn contact<C: Contact>(time: &str, contact: &C) -> Told {
    told(time, Outgoing::contact(contact))
}

fn told(time: &str, outgoing: Outgoing) -> Told {
    Told {
        event_id: ids::fresh(),
        owner: outgoing.owner,
        family: outgoing.family,
        name: outgoing.name.to_owned(),
        version: outgoing.version,
        subject: outgoing.subject(),
        reference: outgoing.reference,
        time: at(time),
        traceparent: None,
        body: serde_json::to_vec(&outgoing.body).unwrap().into(),
    }
}

/// The same subject with nothing in it: its owner forgot it.
pub fn emptied(told: &Told) -> Told {
    assert_eq!(told.family, OutgoingFamily::Contacts);
    Told { event_id: ids::fresh(), body: bytes::Bytes::from_static(b"null"), ..told.clone() }
}
