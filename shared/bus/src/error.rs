//! What can go wrong below the domain.

use crate::problem::Problem;

/// Loading or saving failed.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The database refused or is away.
    #[error("the database failed")]
    Database(#[from] sqlx::Error),
    /// Stored data makes no sense.
    #[error("stored data is corrupt: table {table}, column {column}, row {row}: {why}")]
    Corrupt {
        /// The table.
        table: &'static str,
        /// The column.
        column: &'static str,
        /// The row's key.
        row: String,
        /// What is wrong with it.
        why: String,
    },
    /// The caller read an older version than there is now; nothing was saved.
    #[error("{reference} was changed meanwhile")]
    ChangedMeanwhile {
        /// What both wrote.
        reference: String,
    },
    /// Another writer created or saved it between our read and our write; deciding again will do.
    #[error("{reference} was written by another at the same moment")]
    LostRace {
        /// What both wrote.
        reference: String,
    },
    /// A message would be larger than the bus takes.
    #[error("{what} would be {size} bytes, and at most {max} cross the bus")]
    TooLarge {
        /// Which message.
        what: String,
        /// Its size in bytes.
        size: usize,
        /// The limit in bytes.
        max: usize,
    },
}

impl StoreError {
    /// Corrupt data, named by table, column and row.
    #[expect(clippy::needless_pass_by_value, reason = "callers hand over what they have: names, numbers, errors")]
    pub fn corrupt(table: &'static str, column: &'static str, row: impl ToString, why: impl ToString) -> Self {
        Self::Corrupt { table, column, row: row.to_string(), why: why.to_string() }
    }

    /// Whether trying again later may help, with nothing changed but time.
    pub fn is_passing(&self) -> bool {
        match self {
            Self::Database(error) => database_is_away(error),
            Self::ChangedMeanwhile { .. } | Self::LostRace { .. } => true,
            Self::Corrupt { .. } | Self::TooLarge { .. } => false,
        }
    }
}

/// Whether a database error speaks of the connection or of a lost race, not of the statement.
pub fn database_is_away(error: &sqlx::Error) -> bool {
    match error {
        sqlx::Error::Io(_)
        | sqlx::Error::Tls(_)
        | sqlx::Error::PoolTimedOut
        | sqlx::Error::PoolClosed
        | sqlx::Error::Protocol(_)
        | sqlx::Error::WorkerCrashed => true,
        // 08 connection, 25P03 slept within a transaction, 40 lost a race or deadlock, 53 out of resources, 55P03 lock,
        // 57P shut down, 58 system error.
        sqlx::Error::Database(error) => error.code().is_some_and(|code| {
            ["08", "25P03", "40", "53", "55P03", "57", "58", "XX000"].iter().any(|class| code.starts_with(class))
        }),
        _ => false,
    }
}

/// Why a fact had no effect (design.md promise 3).
#[derive(Debug, thiserror::Error)]
pub enum HearError {
    /// Database or broker are away, or a race was lost: try again, for ever.
    #[error("not now")]
    Wait(#[source] StoreError),
    /// It can never be: unreadable or refused. Goes to the dead letters at once.
    #[error("rejected: {code}")]
    Reject {
        /// A stable code.
        code: String,
    },
    /// It failed, we do not know why: counted, and a dead letter after five times in ten minutes.
    #[error("failed")]
    Failed(#[source] anyhow_like::Boxed),
}

/// A boxed error with its source, so that the chain survives.
pub mod anyhow_like {
    /// Any error that can cross tasks.
    pub type Boxed = Box<dyn std::error::Error + Send + Sync>;
}

impl From<StoreError> for HearError {
    fn from(error: StoreError) -> Self {
        if error.is_passing() { Self::Wait(error) } else { Self::Failed(Box::new(error)) }
    }
}

impl From<sqlx::Error> for HearError {
    fn from(error: sqlx::Error) -> Self {
        StoreError::from(error).into()
    }
}

impl From<Problem> for HearError {
    /// A command refused to a fact is a dead letter with the refusal's code.
    fn from(problem: Problem) -> Self {
        match problem.cause {
            Some(cause) => cause.into(),
            None => Self::Reject { code: problem.code },
        }
    }
}
