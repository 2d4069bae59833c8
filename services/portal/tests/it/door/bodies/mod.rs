//! What is said of a body with one thing wrong in it, as the services read it: at every place of every example, so that
//! a new route is tested as it is added. Pure: no request is sent.

mod variants;

use dars_portal::api::{Shape, routes};
use serde_json::{Value, json};

/// Objects that have one member, named after which of several it is: with a second it is neither, so the object is told.
const ONE_MEMBER: &[(&str, &str)] = &[("FileMail", "/into")];

/// Every body that an action takes, with the path it is sent to.
fn bodies() -> Vec<(String, Shape)> {
    let of_routes = routes::all(true).into_iter().flat_map(|route| {
        let path = route.path;
        route.body.into_iter().map(move |shape| (format!("{path} {}", shape.name), shape)).collect::<Vec<_>>()
    });
    of_routes.chain(variants::all().into_iter().map(|shape| (shape.name.clone(), shape))).collect()
}

/// The pointers of everything in a value, but of itself.
fn places(value: &Value) -> Vec<String> {
    let members: Vec<(String, &Value)> = match value {
        Value::Object(members) => members.iter().map(|(name, member)| (name.clone(), member)).collect(),
        Value::Array(items) => items.iter().enumerate().map(|(index, item)| (index.to_string(), item)).collect(),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => Vec::new(),
    };
    let below = |(name, member): &(String, &Value)| {
        let inner = places(member);
        std::iter::once(format!("/{name}")).chain(inner.into_iter().map(|place| format!("/{name}{place}"))).collect()
    };
    members.iter().flat_map::<Vec<String>, _>(below).collect()
}

fn with(body: &Value, place: &str, value: Value) -> Value {
    let mut body = body.clone();
    *body.pointer_mut(place).unwrap() = value;
    body
}

/// What no field of that kind takes; what is absent may be of any.
fn wrong(found: &Value) -> Vec<Value> {
    let (list, object) = (json!([[1]]), json!({"a": [1]}));
    match found {
        Value::Null => vec![json!(-1.5), list, object],
        Value::Bool(_) => vec![json!("x"), json!(7), list, object],
        Value::Number(_) => vec![json!("x"), json!(true), json!(-1.5), list, object],
        Value::String(_) => vec![json!(7), json!(true), json!(-1.5), list, object],
        Value::Array(_) => vec![json!("x"), json!(7), json!(true), object],
        Value::Object(_) => vec![json!("x"), json!(7), json!(true), list],
    }
}

/// The pointer that is told, if the body is not read.
fn told(shape: &Shape, body: &Value) -> Option<String> {
    let problem = shape.reads(body).err()?;
    assert!([400, 422].contains(&problem.status), "{}: {problem:?}", shape.name);
    assert_eq!(problem.errors.len(), 1, "{}: {problem:?}", shape.name);
    Some(problem.errors[0].pointer.clone())
}

#[test]
fn a_value_of_another_type_is_told_with_the_place_where_it_stands() {
    let mut misled = Vec::new();
    let mut tried = 0;
    for (name, shape) in bodies() {
        for wrong in [json!(null), json!("x"), json!(1), json!(true), json!([shape.example])] {
            assert_eq!(told(&shape, &wrong).as_deref(), Some(""), "{name}: {wrong}");
        }
        for place in places(&shape.example) {
            let found = shape.example.pointer(&place).unwrap();
            for wrong in wrong(found) {
                tried += 1;
                let told = told(&shape, &with(&shape.example, &place, wrong.clone()));
                // Where a list or an object may stand, it is looked into: what it holds is wrong.
                let looked_into = wrong.is_object() || (found.is_null() && wrong.is_array());
                let inside = |told: &str| looked_into && told.starts_with(&format!("{place}/"));
                if !told.as_deref().is_some_and(|told| told == place || inside(told)) {
                    misled.push(format!("{name}: {wrong} at {place} is told at {told:?}"));
                }
            }
        }
    }
    assert!(misled.is_empty(), "{} of {tried}:\n{}", misled.len(), misled.join("\n"));
}

#[test]
fn a_text_that_is_not_acceptable_is_told_with_the_place_where_it_stands() {
    let mut seen = 0;
    for (name, shape) in bodies() {
        for place in places(&shape.example) {
            if !shape.example.pointer(&place).unwrap().is_string() {
                continue;
            }
            if let Some(told) = told(&shape, &with(&shape.example, &place, json!("no such thing"))) {
                seen += 1;
                assert_eq!(told, place, "{name}");
            }
        }
    }
    assert!(seen > 100, "{seen}");
}

#[test]
fn a_field_that_is_unknown_or_missing_is_told_with_its_place() {
    for (name, shape) in bodies() {
        for place in places(&shape.example).into_iter().chain([String::new()]) {
            let Some(members) = shape.example.pointer(&place).unwrap().as_object() else { continue };
            let mut more = members.clone();
            more.insert("colour".to_owned(), json!("red"));
            let more = told(&shape, &with(&shape.example, &place, Value::Object(more)));
            let one = ONE_MEMBER.contains(&(shape.name.as_str(), place.as_str()));
            assert_eq!(more, Some(if one { place.clone() } else { format!("{place}/colour") }), "{name}");
            for member in members.keys() {
                let mut fewer = members.clone();
                fewer.remove(member);
                if let Some(fewer) = told(&shape, &with(&shape.example, &place, Value::Object(fewer))) {
                    assert_eq!(fewer, place, "{name} without {member}");
                }
            }
        }
    }
}
