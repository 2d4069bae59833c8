//! Bodies that are one of several, and say which in one field, the tag. What serde derives for these keeps every field
//! back until it has found the tag, and then can no longer tell where a wrong one stands; here each is read in its
//! place.

use std::{fmt, marker::PhantomData};

use serde::{
    Deserialize, Deserializer,
    de::{DeserializeSeed, EnumAccess, Error as _, IntoDeserializer, MapAccess, VariantAccess, Visitor},
    forward_to_deserialize_any,
};
use serde_json::Value;

/// Such a body: what serde writes with `tag`, read field by field.
macro_rules! tagged {
    (
        $(#[$meta:meta])*
        by $tag:tt $name:ident {
            $($(#[$of:meta])* $variant:ident { $($(#[$about:meta])* $field:ident: $type:ty,)* })*
        }
    ) => {
        $(#[$meta])*
        #[derive(serde::Serialize, schemars::JsonSchema)]
        #[serde(tag = $tag, rename_all = "snake_case", deny_unknown_fields)]
        pub enum $name {
            $($(#[$of])* $variant { $($(#[$about])* $field: $type,)* },)*
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                #[derive(serde::Deserialize)]
                #[serde(rename_all = "snake_case", deny_unknown_fields)]
                enum Read {
                    $($variant { $($(#[$about])* $field: $type,)* },)*
                }
                let read = $crate::requests::tagged::read(deserializer, stringify!($name), &[$tag])?;
                Ok(match read {
                    $(Read::$variant { $($field),* } => Self::$variant { $($field),* },)*
                })
            }
        }
    };
}
pub(crate) use tagged;

/// Reads `T`, which names its kind in `tag`.
pub(crate) fn read<'de, D: Deserializer<'de>, T: Deserialize<'de>>(
    deserializer: D,
    name: &'static str,
    tag: &'static [&'static str; 1],
) -> Result<T, D::Error> {
    // Whoever can give the tag first is told that it is needed first.
    let [first] = tag;
    deserializer.deserialize_struct(name, tag, Tagged { name, tag: first, read: PhantomData })
}

struct Tagged<T> {
    name: &'static str,
    tag: &'static str,
    read: PhantomData<T>,
}

impl<'de, T: Deserialize<'de>> Visitor<'de> for Tagged<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} with its `{}`", self.name, self.tag)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<T, A::Error> {
        let mut before = Vec::new();
        loop {
            match members.next_key::<String>()? {
                None => return Err(A::Error::missing_field(self.tag)),
                Some(name) if name == self.tag => break,
                Some(name) => before.push((name, members.next_value()?)),
            }
        }
        before.reverse();
        T::deserialize(Kind { before, value: None, members })
    }
}

/// An object whose tag is the next value: its kind, and then its other members.
struct Kind<A> {
    /// What stood before the tag, the last first.
    before: Vec<(String, Value)>,
    /// The value of the name that was read last, if it stood before the tag.
    value: Option<Value>,
    members: A,
}

impl<'de, A: MapAccess<'de>> Deserializer<'de> for Kind<A> {
    type Error = A::Error;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, A::Error> {
        visitor.visit_enum(self)
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf option unit unit_struct
        newtype_struct seq tuple tuple_struct map struct enum identifier ignored_any
    }
}

impl<'de, A: MapAccess<'de>> EnumAccess<'de> for Kind<A> {
    type Error = A::Error;
    type Variant = Self;

    fn variant_seed<S: DeserializeSeed<'de>>(mut self, seed: S) -> Result<(S::Value, Self), A::Error> {
        Ok((self.members.next_value_seed(seed)?, self))
    }
}

impl<'de, A: MapAccess<'de>> VariantAccess<'de> for Kind<A> {
    type Error = A::Error;

    fn unit_variant(self) -> Result<(), A::Error> {
        Err(A::Error::custom(NAMED))
    }

    fn newtype_variant_seed<S: DeserializeSeed<'de>>(self, _seed: S) -> Result<S::Value, A::Error> {
        Err(A::Error::custom(NAMED))
    }

    fn tuple_variant<V: Visitor<'de>>(self, _len: usize, _visitor: V) -> Result<V::Value, A::Error> {
        Err(A::Error::custom(NAMED))
    }

    fn struct_variant<V: Visitor<'de>>(
        self,
        _fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, A::Error> {
        visitor.visit_map(self)
    }
}

/// `tagged!` makes no others.
const NAMED: &str = "each kind has named fields";

impl<'de, A: MapAccess<'de>> MapAccess<'de> for Kind<A> {
    type Error = A::Error;

    fn next_key_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<Option<S::Value>, A::Error> {
        let Some((name, value)) = self.before.pop() else { return self.members.next_key_seed(seed) };
        self.value = Some(value);
        seed.deserialize(IntoDeserializer::<A::Error>::into_deserializer(name)).map(Some)
    }

    fn next_value_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<S::Value, A::Error> {
        match self.value.take() {
            Some(value) => seed.deserialize(value).map_err(A::Error::custom),
            None => self.members.next_value_seed(seed),
        }
    }
}
