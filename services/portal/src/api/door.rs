//! What every request needs at hand.

use std::{sync::Arc, time::Duration};

use dars_bus::{
    Problem, Reply,
    rpc::{Caller, Envelope, With},
};
use dars_kit::{Settings, TradeClock};
use dars_messages::Owner;
use dars_vocabulary::Actor;
use tokio::sync::Mutex;
use tokio_util::task::TaskTracker;
use uuid::Uuid;

use crate::{session::TokenVerifier, settings::Own};

/// How long a service may look through a whole file.
const PATIENCE: Duration = Duration::from_mins(1);

/// What every request needs at hand.
pub struct Door {
    pub(super) settings: Arc<Settings>,
    pub(super) own: Own,
    pub(super) verifier: TokenVerifier,
    pub(super) tasks: TaskTracker,
    /// Held by whoever moves the clock of a local stack.
    pub(super) moving: Mutex<()>,
    clock: TradeClock,
    caller: Caller,
    patient: Caller,
}

impl std::fmt::Debug for Door {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Door")
    }
}

/// What is asked of a service, and in whose name.
#[derive(Clone, Debug)]
pub(super) struct Asked {
    pub(super) actor: Actor,
    pub(super) request: Uuid,
    pub(super) envelope: Envelope,
    pub(super) with: With,
}

impl Asked {
    /// The portal's own question to a service of a local stack.
    pub(super) fn by_us(request: Uuid, path: &str) -> Self {
        let envelope = Envelope { path: path.to_owned(), ..Envelope::default() };
        Self { actor: Actor::system("portal"), request, envelope, with: With::default() }
    }
}

impl Door {
    /// A door that asks by `caller`, believes `verifier`, and runs what outlives a request in `tasks`.
    pub fn new(
        settings: Arc<Settings>,
        own: Own,
        caller: Caller,
        verifier: TokenVerifier,
        clock: TradeClock,
        tasks: TaskTracker,
    ) -> Self {
        let patient = caller.waiting(PATIENCE);
        Self { settings, own, verifier, tasks, moving: Mutex::default(), clock, caller, patient }
    }

    /// Trade time.
    pub(crate) fn clock(&self) -> &TradeClock {
        &self.clock
    }

    /// Whether this is a local stack: the one switch of `/local/*` and of the plain page.
    pub(crate) fn is_local(&self) -> bool {
        self.settings.local.enabled
    }

    /// The data body's name.
    pub(crate) fn body_name(&self) -> &str {
        &self.settings.body.name
    }

    /// How long a body may take to arrive.
    pub(crate) fn body_timeout(&self) -> Duration {
        self.own.body_timeout()
    }

    /// Asks one service; an answer comes in bounded time, whatever the broker does.
    pub(super) async fn ask(&self, service: Owner, action: &str, asked: &Asked) -> Result<Reply, Problem> {
        let timeout = Duration::from_millis(self.settings.rpc.timeout_ms);
        self.ask_by(&self.caller, timeout, service, action, asked).await
    }

    /// The same, of something that takes its time: a whole file is looked through.
    pub(super) async fn ask_patiently(&self, service: Owner, action: &str, asked: &Asked) -> Result<Reply, Problem> {
        self.ask_by(&self.patient, PATIENCE, service, action, asked).await
    }

    async fn ask_by(
        &self,
        caller: &Caller,
        timeout: Duration,
        service: Owner,
        action: &str,
        asked: &Asked,
    ) -> Result<Reply, Problem> {
        let Asked { actor, request, envelope, with } = asked;
        // Two tries, and a little: a client that is not connected may even wait to hand the request over.
        let patience = 2 * timeout + Duration::from_millis(500);
        let asking = caller.ask(service, action, actor, *request, envelope, with);
        match tokio::time::timeout(patience, asking).await {
            Err(_) => Err(Problem::away("The service")),
            Ok(Err(problem)) if problem.status == 401 && problem.code.starts_with("assertion-") => {
                // Keys or clocks of ours differ: nothing that the caller could mend by signing in.
                tracing::error!(%service, code = problem.code, "a service does not believe our word");
                Err(Problem::away("The service"))
            }
            Ok(done) => done,
        }
    }
}
