//! The shape of a body: its schema, and an example made of a real value, so that neither can drift from the type.

use dars_bus::{Problem, rpc::body};
use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::{Serialize, de::DeserializeOwned};
use serde_json::Value;

/// The shape of a body.
#[derive(Clone, Debug)]
pub struct Shape {
    /// The schema's name.
    pub name: String,
    /// The section it is for, when the path says which.
    pub section: Option<&'static str>,
    /// An example; null when it could not be made, which a test excludes.
    pub example: Value,
    schema: fn(&mut SchemaGenerator) -> Schema,
    reads: fn(&Value) -> Result<(), Problem>,
}

impl Shape {
    /// The shape of `T`, with an example.
    pub fn of<T: JsonSchema + Serialize + DeserializeOwned>(example: T) -> Self {
        Self {
            name: T::schema_name().into_owned(),
            section: None,
            example: serde_json::to_value(example).unwrap_or(Value::Null),
            schema: SchemaGenerator::subschema_for::<T>,
            reads: |value| body::read::<T>(value).map(drop),
        }
    }

    /// The shape of `T`, with an example that names references, if they are ones.
    pub fn checked<T: JsonSchema + Serialize + DeserializeOwned, E>(example: Result<T, E>) -> Self {
        match example {
            Ok(example) => Self::of(example),
            Err(_) => Self {
                name: T::schema_name().into_owned(),
                section: None,
                example: Value::Null,
                schema: SchemaGenerator::subschema_for::<T>,
                reads: |value| body::read::<T>(value).map(drop),
            },
        }
    }

    /// The same, for one section.
    #[must_use]
    pub fn for_section(self, section: &'static str) -> Self {
        Self { section: Some(section), ..self }
    }

    /// The schema, or a reference to it.
    pub fn schema(&self, generator: &mut SchemaGenerator) -> Schema {
        (self.schema)(generator)
    }

    /// Whether the service that owns it reads `value`, and what it says if not.
    pub fn reads(&self, value: &Value) -> Result<(), Problem> {
        (self.reads)(value)
    }
}
