//! The stack under the faults, and everything that looks into it.

use std::path::PathBuf;

use dars_messages::Owner;
use dars_stack::{
    Options, Stack,
    fixtures::{self, Fixtures},
    lock::Lock,
};
use dars_testkit::place;
use dars_vocabulary::london_date;
use jiff::civil::Date;
use rand::{SeedableRng as _, rngs::StdRng, seq::SliceRandom as _};

use crate::{databases::Databases, door::Door, sink::Sink, streams::Streams, tale::Tale};

/// How many there are of each process.
pub const REPLICAS: usize = 2;

/// Everything.
#[derive(Debug)]
pub struct World {
    /// The processes.
    pub stack: Stack,
    /// The way in.
    pub door: Door,
    /// What the stack was filled with.
    pub fixtures: Fixtures,
    /// What is applied for.
    pub tale: Tale,
    /// The databases, as their superuser.
    pub databases: Databases,
    /// The streams, as the broker's operator.
    pub streams: Streams,
    /// The mail server, which counts.
    pub sink: Sink,
    /// The services that (a), (b) and (e) are done to: all, or in the short form one by chance.
    pub chosen: Vec<Owner>,
    /// The day in trade time.
    pub today: Date,
    _lock: Lock,
}

impl World {
    /// A fresh stack with two of everything and the fixtures loaded; mails go to our own server, which counts copies.
    pub async fn start(bin: Option<PathBuf>, seed: u64, short: bool) -> anyhow::Result<Self> {
        let fixtures = Fixtures::read()?;
        let mut options = Options::new(&place::state().join("faults"));
        let lock = Lock::take(&options.dir)?;
        let sink = Sink::open().await?;
        options.bin = bin.unwrap_or(options.bin);
        options.fresh = true;
        options.replicas = REPLICAS;
        options.begins = Some(fixtures.calendar.begins);
        options.settings = vec![("DARS__SERVICE__MAIL__SMTP_URL".to_owned(), sink.url())];
        options.say = dars_stack::say;
        let stack = Stack::start(options).await?;
        fixtures::fill(&stack, &fixtures, fixtures.calendar.anchor).await?;
        let mut chosen = Owner::SERVICES.to_vec();
        if short {
            chosen.shuffle(&mut StdRng::seed_from_u64(seed));
            chosen.truncate(1);
        }
        Ok(Self {
            door: Door::of(&stack)?,
            tale: Tale::read(&fixtures)?,
            databases: Databases::of(&stack)?,
            streams: Streams::of(&stack).await?,
            sink,
            chosen,
            today: london_date(fixtures.calendar.anchor),
            fixtures,
            stack,
            _lock: lock,
        })
    }

    /// Stops it in good order.
    pub async fn stop(self) -> anyhow::Result<()> {
        self.databases.close().await;
        self.stack.stop().await
    }
}
