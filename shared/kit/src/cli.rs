//! The subcommands that every service has.

use clap::{Parser, Subcommand};
use uuid::Uuid;

/// A service of DARS.
#[derive(Debug, Parser)]
pub struct Cli {
    /// What to do.
    #[command(subcommand)]
    pub verb: Verb,
}

/// What a service's binary can do.
#[derive(Debug, Subcommand)]
pub enum Verb {
    /// Run the service until it is told to stop.
    Serve,
    /// Bring the database's tables up to date, and exit.
    Migrate,
    /// Ask the running service whether it is ready; exit 0 if so.
    Healthcheck,
    /// Look into the journal.
    Journal {
        /// What to do with it.
        #[command(subcommand)]
        verb: JournalVerb,
    },
}

/// What can be done with a journal.
#[derive(Debug, Subcommand)]
pub enum JournalVerb {
    /// Check every chain over its stored bytes; exit 0 if all hold.
    Verify,
    /// Print the entries of one aggregate as they are stored, a line each: commitments stand where content is.
    Show {
        /// The kind of aggregate: `enquiry`, `application`, `case` …
        #[arg(long)]
        aggregate: String,
        /// Its reference.
        #[arg(long)]
        reference: String,
    },
    /// Empty the content of one entry, here, in the broker and at every hearer. Two people decide it.
    Redact {
        /// The kind of aggregate: `enquiry`, `application` …
        #[arg(long)]
        aggregate: String,
        /// Its reference.
        #[arg(long)]
        reference: String,
        /// The entry's number.
        #[arg(long)]
        entry: i64,
        /// Why, as a code: `subject-request`, `entered-by-mistake` …
        #[arg(long)]
        reason: String,
        /// The records officer who decides it.
        #[arg(long)]
        by: Uuid,
        /// The second person who confirms it; nobody redacts alone.
        #[arg(long)]
        confirmed_by: Uuid,
    },
}
