//! A problem as it stands in an answer (RFC 9457).

use dars_bus::Problem;
use dars_vocabulary::FieldError;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// Why a request was not done.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "Problem")]
pub struct ProblemBody {
    /// The kind of problem, as a URI made of its code.
    #[serde(rename = "type")]
    pub kind: String,
    /// What kind of problem it is, in words that go with the status.
    pub title: String,
    /// The HTTP status.
    pub status: u16,
    /// A stable kebab-case code.
    pub code: String,
    /// What is wrong and what to do.
    pub detail: String,
    /// The request's id: quote it.
    pub instance: String,
    /// The fields that are wrong.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub errors: Vec<FieldError>,
}

impl ProblemBody {
    /// `problem`, met by one request.
    pub fn of(problem: &Problem, request: Uuid) -> Self {
        Self {
            kind: format!("urn:dars:problem:{}", problem.code),
            title: problem.title().to_owned(),
            status: problem.status,
            code: problem.code.clone(),
            detail: problem.detail.clone(),
            instance: request.urn().to_string(),
            errors: problem.errors.clone(),
        }
    }
}
