//! A stack of a test's own, with the fixtures loaded, and all that looks into it.

use std::{collections::BTreeMap, path::PathBuf, process::Command, time::Duration};

use dars_messages::Owner;
use dars_stack::{
    Options, Stack,
    api::Api,
    clock, database,
    fixtures::{self, Fixtures},
    lock::Lock,
};
use dars_testkit::place;
use jiff::{SignedDuration, Timestamp};
use sqlx::{AssertSqlSafe, PgPool, postgres::PgPoolOptions};
use tokio::sync::{Mutex, MutexGuard};

/// The programs of a stack, and what `tests/faults/run` builds beside them, so that all of it is compiled once.
const PACKAGES: [&str; 8] =
    ["intake", "review", "contracts", "notification", "register", "portal", "identity", "tests"];
/// How long anything may take that is awaited.
const PATIENCE: Duration = Duration::from_mins(1);
const LOOK_AGAIN: Duration = Duration::from_millis(50);

/// Stacks of one process would look for free ports in the same places: one at a time.
static TURN: Mutex<()> = Mutex::const_new(());

/// The stack and its surroundings.
pub struct Setting {
    pub stack: Stack,
    pub api: Api,
    pub fixtures: Fixtures,
    pools: BTreeMap<Owner, PgPool>,
    _lock: Lock,
    _turn: MutexGuard<'static, ()>,
}

/// What every table of every database holds: how many rows, and a sum over their contents.
pub type Census = BTreeMap<String, (i64, i64)>;

impl Setting {
    /// An empty stack in a folder of its own, from freshly built programs; trade time stands before the fixtures.
    pub async fn start(name: &str, log_level: &str, settings: Vec<(String, String)>) -> Self {
        let turn = TURN.lock().await;
        let bin = build();
        let fixtures = Fixtures::read().unwrap();
        let dir = Self::folder(name);
        let lock = Lock::take(&dir).unwrap();
        let stack = Stack::start(Options {
            bin,
            fresh: true,
            begins: Some(fixtures.calendar.begins),
            log_level: log_level.to_owned(),
            settings,
            ..Options::new(&dir)
        });
        let stack = stack.await.unwrap();
        let api = stack.api().unwrap();
        let pools = Owner::SERVICES.map(|owner| {
            let url = stack.postgres().admin_url(owner.name());
            (owner, PgPoolOptions::new().max_connections(2).connect_lazy(&url).unwrap())
        });
        Self { stack, api, fixtures, pools: pools.into(), _lock: lock, _turn: turn }
    }

    /// Where a stack of that name keeps everything.
    pub fn folder(name: &str) -> PathBuf {
        place::state().join("journeys").join(name)
    }

    /// Loads the fixtures and moves trade time.
    pub async fn fill(&self, until: Timestamp) {
        fixtures::fill(&self.stack, &self.fixtures, until).await.unwrap();
    }

    /// Stops everything in good order and deletes it; a test that fails leaves it to be looked at.
    pub async fn end(self) {
        let dir = self.stop().await;
        database::delete(&dir).unwrap();
        std::fs::remove_dir_all(&dir).unwrap();
    }

    /// Stops everything in good order; answers the folder of what it leaves.
    pub async fn stop(self) -> PathBuf {
        for pool in self.pools.values() {
            pool.close().await;
        }
        let dir = self.stack.options().dir.clone();
        self.stack.stop().await.unwrap();
        dir
    }

    /// A service's database, as its superuser.
    pub fn pool(&self, owner: Owner) -> &PgPool {
        &self.pools[&owner]
    }

    /// Waits until nothing is on its way: a moved clock answers then.
    pub async fn quiet(&self) {
        let soon = clock::now(&self.stack.options().dir).unwrap() + SignedDuration::from_secs(30);
        fixtures::move_clock(&self.api, soon).await.unwrap();
    }

    /// The tables of a service's database.
    pub async fn tables(&self, owner: Owner) -> Vec<String> {
        let sql = "select tablename::text from pg_tables where schemaname = 'public' order by 1";
        sqlx::query_scalar(sql).fetch_all(self.pool(owner)).await.unwrap()
    }

    /// Everything that is stored.
    pub async fn census(&self) -> Census {
        let mut census = Census::new();
        for (owner, pool) in &self.pools {
            for table in self.tables(*owner).await {
                let sql = format!(
                    "select count(*), coalesce(sum(hashtextextended(t::text, 0) % 1000000007), 0)::bigint from {table} t"
                );
                let row = sqlx::query_as(AssertSqlSafe(sql)).fetch_one(pool).await.unwrap();
                census.insert(format!("{owner}.{table}"), row);
            }
        }
        census
    }

    /// Insists that nothing stored has changed since `before`.
    pub async fn unchanged_since(&self, before: &Census, what: &str) {
        let now = self.census().await;
        let changed: Vec<&String> = now.keys().filter(|table| before.get(*table) != now.get(*table)).collect();
        assert!(changed.is_empty(), "{what}: changed {changed:?}");
    }

    /// Insists that every process is ready and is still the one that was started.
    pub async fn is_up(&self) {
        for process in self.stack.processes() {
            assert_eq!(process.ended().unwrap(), None, "{}", process.label());
            assert!(process.is_ready().await, "{} is not ready: {}", process.label(), process.last_lines());
        }
    }
}

/// Waits until `look` finds something.
pub async fn until<T>(what: &str, mut look: impl AsyncFnMut() -> Option<T>) -> T {
    let found = tokio::time::timeout(PATIENCE, async {
        loop {
            if let Some(found) = look().await {
                return found;
            }
            tokio::time::sleep(LOOK_AGAIN).await;
        }
    });
    found.await.unwrap_or_else(|_| panic!("{what}: not after {} s", PATIENCE.as_secs()))
}

/// Builds what a stack runs, if it is not up to date; answers the folder of the programs.
fn build() -> PathBuf {
    let root = place::root();
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut command = Command::new(cargo);
    command.arg("build").arg("--quiet").current_dir(&root);
    // Queries are checked against what is committed, unless somebody says otherwise.
    command.env("SQLX_OFFLINE", std::env::var_os("SQLX_OFFLINE").unwrap_or_else(|| "true".into()));
    for package in PACKAGES {
        command.arg("--package").arg(format!("dars-{package}"));
    }
    assert!(command.status().unwrap().success(), "the programs of a stack cannot be built");
    std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root.join("target"), PathBuf::from).join("debug")
}
