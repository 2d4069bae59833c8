//! What every aggregate must hold to, whatever is asked of it and in whatever order.

use std::{cell::RefCell, collections::BTreeSet, fmt::Debug};

use dars_vocabulary::Impossible;
use proptest::{
    collection::vec,
    strategy::Strategy,
    test_runner::{Config, RngAlgorithm, TestRng, TestRunner},
};
use serde::{Serialize, de::DeserializeOwned};
use serde_json::{Value, json};

/// Generates histories of up to 80 commands, always the same ones, and checks that: every event that `decide` yields
/// is accepted by `evolve`; folding the stored events gives the running state; so does the stored state; and a
/// history whose sealed contents were redacted still folds to a state of the same name. Gives the names reached.
pub fn holds<S, C, F, E, R>(
    step: impl Strategy<Value = (C, F)>,
    decide: impl Fn(&S, C, &F) -> Result<Vec<E>, R>,
    evolve: impl Fn(S, &E) -> Result<S, Impossible>,
    name: impl Fn(&S) -> &'static str,
) -> BTreeSet<&'static str>
where
    S: Default + Clone + Debug + PartialEq + Serialize + DeserializeOwned,
    C: Debug,
    F: Debug,
    E: Debug + PartialEq + Serialize + DeserializeOwned,
{
    let config = Config { cases: 400, failure_persistence: None, ..Config::default() };
    let mut runner = TestRunner::new_with_rng(config, TestRng::deterministic_rng(RngAlgorithm::ChaCha));
    let reached = RefCell::new(BTreeSet::new());
    let outcome = runner.run(&vec(step, 1..80), |steps| {
        let mut state = S::default();
        let mut stored = Vec::new();
        for (command, facts) in steps {
            for event in decide(&state, command, &facts).unwrap_or_default() {
                state = evolve(state, &event).unwrap();
                stored.push(serde_json::to_value(&event).unwrap());
            }
            reached.borrow_mut().insert(name(&state));
        }
        let fold = |events: Vec<Value>| {
            events
                .into_iter()
                .fold(S::default(), |state, event| evolve(state, &serde_json::from_value(event).unwrap()).unwrap())
        };
        assert_eq!(fold(stored.clone()), state);
        assert_eq!(serde_json::from_value::<S>(serde_json::to_value(&state).unwrap()).unwrap(), state);
        assert_eq!(name(&fold(stored.into_iter().map(redacted).collect())), name(&state));
        Ok(())
    });
    outcome.unwrap();
    reached.into_inner()
}

/// The same JSON with every sealed content emptied.
fn redacted(value: Value) -> Value {
    match value {
        Value::Object(fields) if fields.contains_key("$open") => json!({ "$redacted": "00" }),
        Value::Object(fields) => fields.into_iter().map(|(key, value)| (key, redacted(value))).collect(),
        Value::Array(values) => values.into_iter().map(redacted).collect(),
        plain @ (Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_)) => plain,
    }
}
