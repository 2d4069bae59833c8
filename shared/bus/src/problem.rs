//! Problems as in RFC 9457: what a caller is told when something is not done.

use dars_vocabulary::{FieldError, RefusalKind, Refuse};
use serde::{Deserialize, Serialize};

use crate::error::StoreError;

/// Why a request was not done, as `application/problem+json` shows it (api.md).
#[derive(Debug, Serialize, Deserialize)]
pub struct Problem {
    /// The HTTP status.
    pub status: u16,
    /// A stable kebab-case code.
    pub code: String,
    /// What is wrong and what to do.
    pub detail: String,
    /// The fields that are wrong.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub errors: Vec<FieldError>,
    /// What failed underneath; logged once, never shown.
    #[serde(skip)]
    pub cause: Option<StoreError>,
}

impl Problem {
    /// A problem with a status, a code and what to do.
    pub fn new(status: u16, code: &str, detail: impl Into<String>) -> Self {
        Self { status, code: code.to_owned(), detail: detail.into(), errors: Vec::new(), cause: None }
    }

    /// 400: the request cannot be read.
    pub fn malformed(detail: impl Into<String>) -> Self {
        Self::new(400, "malformed", detail)
    }

    /// 404, also for what the caller may not know of.
    pub fn not_found(what: &str) -> Self {
        Self::new(404, "not-found", format!("There is no {what} with this reference, or you may not see it."))
    }

    /// 503: unknown whether it was done; repeat with the same key.
    pub fn away(what: &str) -> Self {
        Self::new(503, "away", format!("{what} cannot answer now. Repeat the request with the same key."))
    }

    /// The same with one field named.
    #[must_use]
    pub fn at(mut self, pointer: &str, code: &str, detail: impl Into<String>) -> Self {
        self.errors.push(FieldError { pointer: pointer.to_owned(), code: code.to_owned(), detail: detail.into() });
        self
    }

    /// The title that goes with the status.
    pub fn title(&self) -> &'static str {
        match self.status {
            400 => "The request cannot be read",
            401 => "Sign in",
            403 => "Not allowed",
            404 => "Not found",
            405 => "Method not allowed",
            408 => "Too slow",
            409 => "Not in this state",
            412 => "Changed meanwhile",
            413 => "Too large",
            415 => "Unsupported media type",
            422 => "Not acceptable as it is",
            428 => "If-Match is missing",
            429 => "Too many requests",
            503 => "Unavailable",
            _ => "Failed",
        }
    }

    /// What a domain's refusal says to the caller.
    pub fn refused(refusal: &dyn Refuse) -> Self {
        let status = match refusal.kind() {
            RefusalKind::SignInNeeded => 401,
            RefusalKind::Forbidden => 403,
            RefusalKind::NotFound => 404,
            RefusalKind::WrongState => 409,
            RefusalKind::Unacceptable => 422,
        };
        Self {
            status,
            code: refusal.code().to_owned(),
            detail: refusal.detail(),
            errors: refusal.errors(),
            cause: None,
        }
    }
}

impl From<StoreError> for Problem {
    fn from(error: StoreError) -> Self {
        let mut problem = match &error {
            StoreError::ChangedMeanwhile { .. } | StoreError::LostRace { .. } => {
                Self::new(412, "changed-meanwhile", "Someone else changed it. Read it again and decide anew.")
            }
            StoreError::TooLarge { .. } => {
                Self::new(413, "too-large", "This would make a message that is too large. Shorten the texts.")
            }
            StoreError::Database(_) if error.is_passing() => Self::away("The service's database"),
            StoreError::Database(_) | StoreError::Corrupt { .. } => {
                Self::new(500, "internal", "Something failed on our side. It was logged; quote the request id.")
            }
        };
        problem.cause = Some(error);
        problem
    }
}

impl From<sqlx::Error> for Problem {
    fn from(error: sqlx::Error) -> Self {
        StoreError::from(error).into()
    }
}
