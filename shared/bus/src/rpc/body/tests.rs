use serde::Deserialize;
use serde_json::{Value, json};

use super::read;

#[derive(Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
struct Order {
    lines: Vec<Line>,
    #[serde(default)]
    note: Option<String>,
}

#[derive(Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
struct Line {
    colour: Colour,
    weight: f64,
}

#[derive(Debug, PartialEq, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Colour {
    Red,
}

/// Status, pointer and code of what is said to a body.
fn said(body: &Value) -> (u16, String, String) {
    let problem = read::<Order>(body).unwrap_err();
    (problem.status, problem.errors[0].pointer.clone(), problem.errors[0].code.clone())
}

#[test]
fn a_body_is_read_as_it_is() {
    let body = json!({"lines": [{"colour": "red", "weight": 2}], "note": null});
    let order = Order { lines: vec![Line { colour: Colour::Red, weight: 2.0 }], note: None };
    assert_eq!(read::<Order>(&body).unwrap(), order);
}

#[test]
fn what_is_wrong_is_named_where_it_stands() {
    let line = |line: Value| json!({"lines": [{"colour": "red", "weight": 1}, line]});
    let of = |status, pointer: &str, code: &str| (status, pointer.to_owned(), code.to_owned());
    let pairs = [
        (json!([[]]), of(400, "", "wrong-type")),
        (json!("x"), of(400, "", "wrong-type")),
        (json!({"lines": 1}), of(400, "/lines", "wrong-type")),
        (json!({"lines": [], "note": 1}), of(400, "/note", "wrong-type")),
        (json!({"lines": [], "a/b~c": 1}), of(400, "/a~1b~0c", "unknown-field")),
        (line(json!(["red", 1])), of(400, "/lines/1", "wrong-type")),
        (line(json!({"colour": "red"})), of(400, "/lines/1", "field-missing")),
        (line(json!({"colour": 0, "weight": 1})), of(400, "/lines/1/colour", "wrong-type")),
        (line(json!({"colour": "blue", "weight": 1})), of(422, "/lines/1/colour", "value-not-acceptable")),
        (line(json!({"colour": "red", "weight": "1"})), of(400, "/lines/1/weight", "wrong-type")),
    ];
    for (body, expected) in pairs {
        assert_eq!(said(&body), expected, "{body}");
    }
}
