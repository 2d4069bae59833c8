//! JSON as it is, but of an object those members first that a type says it needs first: so a type that is one of several
//! knows which before it reads the rest, and reads each field in its place.

use serde::{
    Deserializer,
    de::{
        Error as _, IntoDeserializer, Unexpected, Visitor,
        value::{MapDeserializer, SeqDeserializer},
    },
    forward_to_deserialize_any,
};
use serde_json::{Error, Map, Value};

/// What holds nothing that could be read in another order.
macro_rules! as_it_is {
    ($($method:ident)*) => {
        $(fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
            self.0.$method(visitor)
        })*
    };
}

/// A JSON value, and how it is read.
#[derive(Clone, Copy)]
pub(super) struct Members<'a>(pub(super) &'a Value);

impl<'de> IntoDeserializer<'de, Error> for Members<'de> {
    type Deserializer = Self;

    fn into_deserializer(self) -> Self {
        self
    }
}

impl<'de> Deserializer<'de> for Members<'de> {
    type Error = Error;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match self.0 {
            Value::Array(items) => {
                let mut items = SeqDeserializer::new(items.iter().map(Self));
                let read = visitor.visit_seq(&mut items)?;
                items.end().map(|()| read)
            }
            Value::Object(members) => of(members, &[], visitor),
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => self.0.deserialize_any(visitor),
        }
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _name: &'static str,
        first: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        match self.0 {
            Value::Object(members) => of(members, first, visitor),
            // serde would take it for the fields in their order.
            Value::Array(_) => Err(Error::invalid_type(Unexpected::Seq, &visitor)),
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => self.0.deserialize_any(visitor),
        }
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        if self.0.is_null() { visitor.visit_none() } else { visitor.visit_some(self) }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(self, _name: &'static str, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        name: &'static str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        self.0.deserialize_enum(name, variants, visitor)
    }

    as_it_is! {
        deserialize_bool deserialize_i8 deserialize_i16 deserialize_i32 deserialize_i64 deserialize_i128
        deserialize_u8 deserialize_u16 deserialize_u32 deserialize_u64 deserialize_u128 deserialize_f32
        deserialize_f64 deserialize_char deserialize_str deserialize_string deserialize_bytes deserialize_byte_buf
        deserialize_unit deserialize_identifier deserialize_ignored_any
    }

    forward_to_deserialize_any! { unit_struct seq tuple tuple_struct map }
}

fn of<'de, V: Visitor<'de>>(members: &'de Map<String, Value>, first: &[&str], visitor: V) -> Result<V::Value, Error> {
    let is_first = |(name, _): &(&String, &Value)| first.contains(&name.as_str());
    let needed = members.iter().filter(is_first);
    let rest = members.iter().filter(|member| !is_first(member));
    let mut members = MapDeserializer::new(needed.chain(rest).map(|(name, value)| (name.as_str(), Members(value))));
    let read = visitor.visit_map(&mut members)?;
    members.end().map(|()| read)
}
