//! Bodies that are one of several, as serde reads and writes them.

use dars_messages::requests::review::{CorrectCase, PrecedentCondition, ResolveClarification};
use serde_json::json;

fn check() -> CorrectCase {
    CorrectCase::Check { number: 1, reason: "Asked twice.".to_owned() }
}

#[test]
fn the_tag_may_stand_anywhere() {
    for text in [
        r#"{"what": "check", "number": 1, "reason": "Asked twice."}"#,
        r#"{"number": 1, "what": "check", "reason": "Asked twice."}"#,
        r#"{"number": 1, "reason": "Asked twice.", "what": "check"}"#,
    ] {
        assert_eq!(serde_json::from_str::<CorrectCase>(text).unwrap(), check(), "{text}");
    }
}

#[test]
fn what_is_written_is_read_again() {
    let written = serde_json::to_string(&check()).unwrap();
    assert_eq!(written, r#"{"what":"check","number":1,"reason":"Asked twice."}"#);
    assert_eq!(serde_json::from_str::<CorrectCase>(&written).unwrap(), check());
    let conditions = vec![PrecedentCondition::NoProcessors {}, PrecedentCondition::Term { years: 3 }];
    let written = serde_json::to_value(&conditions).unwrap();
    assert_eq!(written, json!([{"on": "no_processors"}, {"on": "term", "years": 3}]));
    assert_eq!(serde_json::from_value::<Vec<PrecedentCondition>>(written).unwrap(), conditions);
}

#[test]
fn what_is_no_such_body_is_refused() {
    let pairs = [
        (json!({}), "missing field `outcome`"),
        (json!({"text": "Which?"}), "missing field `outcome`"),
        (json!({"outcome": "reject"}), "missing field `text`"),
        (json!({"outcome": 0}), "invalid type: integer `0`, expected variant identifier"),
        (json!({"outcome": "accept", "text": "Which?"}), "unknown field `text`, there are no fields"),
        (json!({"outcome": "mend"}), "unknown variant `mend`, expected `accept` or `reject`"),
        (json!("accept"), "invalid type: string \"accept\", expected ResolveClarification with its `outcome`"),
    ];
    for (body, expected) in pairs {
        let refused = serde_json::from_value::<ResolveClarification>(body.clone()).unwrap_err();
        assert_eq!(refused.to_string(), expected, "{body}");
    }
    let twice = r#"{"outcome": "accept", "outcome": "accept"}"#;
    assert!(serde_json::from_str::<ResolveClarification>(twice).is_err());
}
