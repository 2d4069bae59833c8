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
        let pointer = pointer(body, error.path());
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

/// Where in `body` a path leads. One of several kinds is a text, or an object whose one member is named after it.
fn pointer(body: &Value, path: &Path) -> String {
    path.iter().fold(String::new(), |pointer, segment| match segment {
        Segment::Seq { index } => format!("{pointer}/{index}"),
        Segment::Map { key } => format!("{pointer}/{}", escaped(key)),
        Segment::Enum { variant } if body.pointer(&pointer).is_some_and(Value::is_object) => {
            format!("{pointer}/{}", escaped(variant))
        }
        Segment::Enum { .. } | Segment::Unknown => pointer,
    })
}

/// As RFC 6901 writes the two characters that mean something in a pointer.
fn escaped(name: &str) -> String {
    name.replace('~', "~0").replace('/', "~1")
}

#[cfg(test)]
mod tests;
