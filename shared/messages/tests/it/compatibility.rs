//! Whether a new schema of a message breaks the old one: a new optional field keeps the version, anything else is a new
//! version. Old bodies stay in the outbox for ever and are sent again, so the new shape must read them; and hearers that
//! know the old shape must read the new bodies.

use std::collections::BTreeSet;

use serde_json::{Map, Value};

/// Words of a schema that say something to people and nothing to programs.
const ANNOTATIONS: [&str; 7] = ["$id", "$schema", "$defs", "title", "description", "examples", "$comment"];

/// What the new schema breaks, one line each; empty when it breaks nothing.
pub fn breaks(old: &Value, new: &Value) -> Vec<String> {
    let mut comparison = Comparison { old, new, seen: BTreeSet::new(), found: Vec::new() };
    comparison.compare("", old, new);
    comparison.found
}

struct Comparison<'a> {
    old: &'a Value,
    new: &'a Value,
    /// Pairs of references that were followed already.
    seen: BTreeSet<(String, String)>,
    found: Vec<String>,
}

impl<'a> Comparison<'a> {
    fn compare(&mut self, at: &str, old: &'a Value, new: &'a Value) {
        if let (Some(a), Some(b)) = (reference(old), reference(new))
            && !self.seen.insert((a.to_owned(), b.to_owned()))
        {
            return;
        }
        match (follow(self.old, old), follow(self.new, new)) {
            (Value::Object(old), Value::Object(new)) => self.compare_objects(at, old, new),
            (old, new) if old == new => {}
            _ => self.note(at, "has another type"),
        }
    }

    fn compare_objects(&mut self, at: &str, old: &'a Map<String, Value>, new: &'a Map<String, Value>) {
        if let (Some(before), Some(after)) = (values(old), values(new)) {
            self.compare_values(at, &before, &after);
            return;
        }
        self.compare_properties(at, old, new);
        let keys: BTreeSet<&String> = old.keys().chain(new.keys()).collect();
        for key in keys {
            if ANNOTATIONS.contains(&key.as_str()) || ["properties", "required"].contains(&key.as_str()) {
                continue;
            }
            match (old.get(key), new.get(key)) {
                (Some(old @ Value::Object(_)), Some(new @ Value::Object(_))) => self.compare(at, old, new),
                (Some(Value::Array(old)), Some(Value::Array(new)))
                    if old.len() == new.len() && old.iter().all(Value::is_object) =>
                {
                    for (old, new) in old.iter().zip(new) {
                        self.compare(at, old, new);
                    }
                }
                (Some(old), Some(new)) if old == new => {}
                _ => self.note(at, &format!("has another {key}")),
            }
        }
    }

    fn compare_properties(&mut self, at: &str, old: &'a Map<String, Value>, new: &'a Map<String, Value>) {
        let (before, after) = (properties(old), properties(new));
        let (needed, needs) = (required(old), required(new));
        for (name, schema) in before.into_iter().flatten() {
            let here = format!("{at}/{name}");
            match after.and_then(|after| after.get(name)) {
                None => self.note(&here, "was removed"),
                Some(now) => self.compare(&here, schema, now),
            }
            match (needed.contains(name.as_str()), needs.contains(name.as_str())) {
                (true, false) => self.note(&here, "is no longer always there"),
                (false, true) => self.note(&here, "must be there now"),
                _ => {}
            }
        }
        let closed = old.get("additionalProperties") == Some(&Value::Bool(false));
        for name in after.into_iter().flat_map(Map::keys) {
            if before.is_some_and(|before| before.contains_key(name)) {
                continue;
            }
            let here = format!("{at}/{name}");
            if needs.contains(name.as_str()) {
                self.note(&here, "is new and must be there");
            } else if closed {
                self.note(&here, "is new where the old shape takes no more fields");
            }
        }
    }

    fn compare_values(&mut self, at: &str, before: &[&Value], after: &[&Value]) {
        for value in before.iter().filter(|value| !after.contains(value)) {
            self.note(at, &format!("can no longer be {value}"));
        }
        for value in after.iter().filter(|value| !before.contains(value)) {
            self.note(at, &format!("can now be {value}, which old hearers do not know"));
        }
    }

    fn note(&mut self, at: &str, what: &str) {
        self.found.push(format!("{} {what}", if at.is_empty() { "/" } else { at }));
    }
}

fn reference(schema: &Value) -> Option<&str> {
    schema.get("$ref").and_then(Value::as_str)
}

fn follow<'a>(whole: &'a Value, schema: &'a Value) -> &'a Value {
    reference(schema)
        .and_then(|name| whole.pointer(name.strip_prefix('#').unwrap_or(name)))
        .map_or(schema, |found| follow(whole, found))
}

fn properties(schema: &Map<String, Value>) -> Option<&Map<String, Value>> {
    schema.get("properties").and_then(Value::as_object)
}

fn required(schema: &Map<String, Value>) -> BTreeSet<&str> {
    schema.get("required").and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str).collect()
}

/// The values of a closed list: an `enum`, a `const`, or a `oneOf` of such.
fn values(schema: &Map<String, Value>) -> Option<Vec<&Value>> {
    if let Some(value) = schema.get("const") {
        return Some(vec![value]);
    }
    if let Some(Value::Array(values)) = schema.get("enum") {
        return Some(values.iter().collect());
    }
    let Some(Value::Array(choices)) = schema.get("oneOf") else { return None };
    let each: Option<Vec<_>> = choices.iter().map(|choice| choice.as_object().and_then(values)).collect();
    each.map(|each| each.into_iter().flatten().collect())
}

mod tests {
    use dars_messages::facts::all;
    use serde_json::json;

    use super::*;

    fn old() -> Value {
        json!({
            "$id": "urn:old", "type": "object", "required": ["nic", "stage"],
            "properties": {
                "nic": {"type": "string", "description": "The agreement."},
                "stage": {"$ref": "#/$defs/Stage", "description": "Where it stands."},
                "until": {"type": ["string", "null"], "format": "date"},
                "inner": {"type": "object", "additionalProperties": false, "properties": {"a": {"type": "integer"}}},
            },
            "$defs": {"Stage": {"oneOf": [
                {"const": "draft", "type": "string", "description": "Being written."},
                {"enum": ["issued", "signed"], "type": "string"},
            ]}},
        })
    }

    fn changed(change: impl Fn(&mut Value)) -> Vec<String> {
        let mut new = old();
        change(&mut new);
        breaks(&old(), &new)
    }

    #[test]
    fn the_same_shape_in_other_words_breaks_nothing() {
        assert_eq!(changed(|new| new["description"] = json!("Told.")), Vec::<String>::new());
        assert_eq!(changed(|new| new["properties"]["nic"]["description"] = json!("Its number.")), Vec::<String>::new());
    }

    #[test]
    fn a_new_optional_field_breaks_nothing() {
        assert_eq!(changed(|new| new["properties"]["side"] = json!({"type": "string"})), Vec::<String>::new());
    }

    #[test]
    fn a_removed_or_retyped_field_breaks() {
        let removed = changed(|new| drop(new["properties"].as_object_mut().unwrap().remove("until")));
        assert_eq!(removed, ["/until was removed"]);
        assert_eq!(changed(|new| new["properties"]["nic"]["type"] = json!("integer")), ["/nic has another type"]);
        assert_eq!(changed(|new| new["properties"]["until"]["format"] = json!("time")), ["/until has another format"]);
    }

    #[test]
    fn a_new_required_field_breaks_since_old_bodies_lack_it() {
        let new = changed(|new| {
            new["properties"]["side"] = json!({"type": "string"});
            new["required"] = json!(["nic", "stage", "side"]);
        });
        assert_eq!(new, ["/side is new and must be there"]);
        assert_eq!(changed(|new| new["required"] = json!(["nic", "stage", "until"])), ["/until must be there now"]);
    }

    #[test]
    fn a_field_that_may_now_be_absent_breaks_since_hearers_rely_on_it() {
        assert_eq!(changed(|new| new["required"] = json!(["stage"])), ["/nic is no longer always there"]);
    }

    #[test]
    fn a_narrower_or_wider_list_of_values_breaks() {
        let narrower = changed(|new| new["$defs"]["Stage"]["oneOf"][1]["enum"] = json!(["issued"]));
        assert_eq!(narrower, ["/stage can no longer be \"signed\""]);
        let wider = changed(|new| new["$defs"]["Stage"]["oneOf"][1]["enum"] = json!(["issued", "signed", "void"]));
        assert_eq!(wider, ["/stage can now be \"void\", which old hearers do not know"]);
    }

    #[test]
    fn a_new_field_where_old_hearers_refuse_unknown_ones_breaks() {
        let new = changed(|new| new["properties"]["inner"]["properties"]["b"] = json!({"type": "integer"}));
        assert_eq!(new, ["/inner/b is new where the old shape takes no more fields"]);
    }

    #[test]
    fn every_schema_of_ours_is_compatible_with_itself() {
        for message in all() {
            let schema = crate::generated::schema(&message);
            assert_eq!(breaks(&schema, &schema), Vec::<String>::new(), "{}", message.name);
        }
    }
}
