//! A look at every stream, as the broker's operator, beside what its owner's database says of it.

use std::{collections::BTreeMap, time::Duration};

use anyhow::Context as _;
use async_nats::jetstream::{self, stream::Stream};
use dars_bus::relay::GENERATION;
use dars_messages::{Owner, server::operator};
use dars_stack::Stack;

use crate::databases::Databases;

/// The connections of the operators, one an account.
#[derive(Debug)]
pub struct Streams(BTreeMap<Owner, jetstream::Context>);

/// A stream as its owner's database knows it.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Known {
    /// Its name.
    pub stream: String,
    /// Its generation.
    pub generation: i64,
    /// Its last sequence when that began.
    pub base_sequence: Option<i64>,
    /// When the broker made it.
    pub created: Option<String>,
}

impl Known {
    /// Whether it holds contacts.
    pub fn is_contacts(&self) -> bool {
        Owner::SERVICES.iter().any(|owner| owner.contact_stream() == Some(self.stream.as_str()))
    }
}

impl Streams {
    /// Connects to the broker of a stack; connections that a fault has cut are made anew.
    pub async fn of(stack: &Stack) -> anyhow::Result<Self> {
        let mut contexts = BTreeMap::new();
        for owner in Owner::SERVICES {
            let options = stack.nats().options(&operator(owner))?.max_reconnects(None);
            let client = options.connect(stack.nats().url()).await?;
            let context = jetstream::context::ContextBuilder::new().timeout(Duration::from_secs(2)).build(client);
            contexts.insert(owner, context);
        }
        Ok(Self(contexts))
    }

    /// A stream in the broker.
    pub async fn get(&self, owner: Owner, stream: &str) -> anyhow::Result<Stream> {
        let context = self.0.get(&owner).with_context(|| format!("{owner} has no account"))?;
        context.get_stream(stream).await.with_context(|| stream.to_owned())
    }

    /// What an owner's database knows of its streams.
    pub async fn known(databases: &Databases, owner: Owner) -> anyhow::Result<Vec<Known>> {
        let sql = "select stream, generation, base_sequence, created from streams order by stream";
        Ok(sqlx::query_as(sql).fetch_all(databases.of_owner(owner)?).await?)
    }

    /// Which streams are not whole: another one, or with a hole.
    pub async fn broken(&self, databases: &Databases) -> anyhow::Result<Vec<String>> {
        let mut broken = Vec::new();
        for owner in Owner::SERVICES {
            for known in Self::known(databases, owner).await? {
                if !self.is_whole(owner, &known).await? {
                    broken.push(known.stream);
                }
            }
        }
        Ok(broken)
    }

    async fn is_whole(&self, owner: Owner, known: &Known) -> anyhow::Result<bool> {
        let Ok(stream) = self.get(owner, &known.stream).await else { return Ok(false) };
        let info = stream.cached_info();
        let Some(base) = known.base_sequence else { return Ok(false) };
        let first = u64::try_from(base)?.saturating_add(1);
        let same = info.config.metadata.get(GENERATION) == Some(&known.generation.to_string())
            && known.created == Some(info.created.to_string());
        // A contact replaces the one before it, so only facts can be counted.
        let hole = !known.is_contacts() && info.state.messages != info.state.last_sequence.saturating_sub(first - 1);
        Ok(same && !hole)
    }
}
