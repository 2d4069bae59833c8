use std::collections::BTreeSet;

use dars_portal::api::{openapi, route::To, routes};
use reqwest::Method;
use serde_json::Value;

use super::stack::Stack;

const COPY: &str = "src/api/openapi.json";

#[test]
fn the_committed_description_is_the_one_of_the_table() {
    let made = openapi::text(&routes::all(false));
    let file = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join(COPY);
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(&file, &made).unwrap();
    }
    let committed = std::fs::read_to_string(&file).unwrap_or_default();
    assert!(made == committed, "{COPY} is out of date: run this test with UPDATE=1 and read the difference");
}

#[test]
fn each_example_is_what_its_type_reads() {
    for route in routes::all(true) {
        for shape in &route.body {
            assert!(shape.example.is_object(), "{} {}: {}", route.path, shape.name, shape.example);
            shape.reads(&shape.example).unwrap_or_else(|problem| panic!("{} {}: {problem:?}", route.path, shape.name));
        }
    }
}

#[test]
fn what_if_match_quotes_can_be_read_where_the_description_says() {
    let table = routes::all(true);
    for route in table.iter().filter(|route| route.if_match) {
        let read = table.iter().any(|other| other.method == Method::GET && other.path == route.reads());
        assert!(read, "{} quotes GET {}, which is not there", route.path, route.reads());
    }
}

#[test]
fn every_reference_of_the_description_leads_somewhere() {
    let document = openapi::document(&routes::all(true));
    let mut found = 0;
    each(&document, &mut |value| {
        if let Some(Value::String(reference)) = value.get("$ref") {
            let pointer = reference.strip_prefix('#').unwrap();
            assert!(document.pointer(pointer).is_some(), "{reference}");
            found += 1;
        }
    });
    assert!(found > 50, "{found}");
}

fn each(value: &Value, look: &mut impl FnMut(&Value)) {
    look(value);
    match value {
        Value::Array(items) => items.iter().for_each(|item| each(item, look)),
        Value::Object(members) => members.values().for_each(|member| each(member, look)),
        _ => {}
    }
}

#[test]
fn every_route_says_what_it_does_and_who_may_call_it_once() {
    let mut names = BTreeSet::new();
    for route in routes::all(true) {
        assert!(!route.summary.is_empty() && !route.by.is_empty(), "{}", route.path);
        assert!(names.insert(route.action), "{} twice", route.action);
        assert_eq!(route.writes(), !route.body.is_empty() || route.to == To::Upload, "{}", route.path);
    }
    assert!(names.len() > 40);
}

#[tokio::test]
async fn the_description_is_served_and_names_every_route() {
    let stack = Stack::start().await;
    let response = stack.get("/openapi.json").send().await.unwrap();
    assert_eq!(response.headers()["content-type"], "application/vnd.oai.openapi+json;version=3.1");
    let document: Value = response.json().await.unwrap();
    assert_eq!(document["openapi"], "3.1.0");
    for route in routes::all(true) {
        let operation = &document["paths"][route.path][route.method.as_str().to_lowercase()];
        assert_eq!(operation["operationId"], route.action);
        let declared = operation["parameters"].as_array().unwrap();
        for name in route.path_names() {
            assert!(declared.iter().any(|one| one["name"] == name && one["in"] == "path"), "{}", route.path);
        }
        // And it is there: no address of the table is unknown or without its method.
        let status = stack.call(route.method.clone(), route.path).send().await.unwrap().status();
        assert!(status != 405 && (status != 404 || route.path.contains("dead-letters/")), "{} {status}", route.path);
    }
    assert_eq!(stack.call(Method::HEAD, "/openapi.json").send().await.unwrap().status(), 200);
}
