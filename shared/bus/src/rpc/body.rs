//! The body of a request, read strictly: what is wrong with it is told with the JSON pointer of the field.

mod members;

use serde::de::DeserializeOwned;
use serde_json::Value;
use serde_path_to_error::{Path, Segment};

use self::members::Members;
use crate::problem::Problem;

/// Reads a body as what an action takes; names the field that is wrong.
pub fn read<T: DeserializeOwned>(body: &Value) -> Result<T, Problem> {
    if body.is_array() {
        let detail = "The body is a JSON object.";
        return Err(Problem::malformed(detail).at("", "wrong-type", detail));
    }
    serde_path_to_error::deserialize(Members(body)).map_err(|error| {
        let pointer = pointer(error.path());
        let text = error.into_inner().to_string();
        let (status, code) = if text.starts_with("unknown variant") || text.starts_with("not a") {
            (422, "value-not-acceptable")
        } else if text.starts_with("unknown field") {
            (400, "unknown-field")
        } else if text.starts_with("missing field") {
            (400, "field-missing")
        } else {
            (400, "wrong-type")
        };
        Problem::new(status, if status == 422 { code } else { "malformed" }, "A field of the body is wrong.")
            .at(&pointer, code, text)
    })
}

fn pointer(path: &Path) -> String {
    path.iter().fold(String::new(), |pointer, segment| match segment {
        Segment::Seq { index } => format!("{pointer}/{index}"),
        // As RFC 6901 writes the two characters that mean something in a pointer.
        Segment::Map { key } => format!("{pointer}/{}", key.replace('~', "~0").replace('/', "~1")),
        Segment::Enum { .. } | Segment::Unknown => pointer,
    })
}

#[cfg(test)]
mod tests;
