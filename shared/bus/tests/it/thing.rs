//! A small aggregate with content that can be forgotten.

use async_trait::async_trait;
use dars_bus::{Aggregate, Loaded, Meta, Problem, StoreError};
use dars_messages::{Outgoing, facts::intake::EnquirerContactV1};
use dars_vocabulary::{Impossible, RefusalKind, Refuse, Sealed};
use serde::{Deserialize, Serialize};
use sqlx::PgConnection;

#[derive(Debug)]
pub struct Thing;

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct State {
    pub texts: Vec<Sealed<String>>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum Event {
    Written { text: Sealed<String> },
}

#[derive(Debug)]
pub struct Full;

impl Refuse for Full {
    fn kind(&self) -> RefusalKind {
        RefusalKind::WrongState
    }
    fn code(&self) -> &'static str {
        "full"
    }
    fn detail(&self) -> String {
        "Nothing more fits.".to_owned()
    }
}

#[async_trait]
impl Aggregate for Thing {
    const KIND: &'static str = "thing";
    type State = State;
    type Command = String;
    type Event = Event;
    type Facts = ();
    type Refusal = Full;

    async fn facts(_: &mut PgConnection, _: &Meta, _: &str, _: &State, _: &String) -> Result<(), Problem> {
        Ok(())
    }
    fn decide(state: &State, text: String, (): &()) -> Result<Vec<Event>, Full> {
        if state.texts.len() >= 100 { Err(Full) } else { Ok(vec![Event::Written { text: Sealed::Open(text) }]) }
    }
    fn evolve(mut state: State, event: &Event) -> Result<State, Impossible> {
        let Event::Written { text } = event;
        state.texts.push(text.clone());
        Ok(state)
    }
    fn publish(reference: &str, _: &State, event: &Event) -> Vec<Outgoing> {
        let Event::Written { text } = event;
        let contact = text.open().map(|text| {
            Outgoing::contact(&EnquirerContactV1 {
                enquiry: reference.parse().expect("a reference"),
                name: text.clone(),
                email: "a@b.example".to_owned(),
            })
        });
        let number = reference.rsplit('-').next().and_then(|digits| digits.parse().ok()).unwrap_or(1);
        let mut fact = crate::node::raised(number);
        // An internal fact would carry the content; this one stands in for it.
        fact.body["note"] = serde_json::to_value(text.open()).expect("json");
        contact.into_iter().chain([fact]).collect()
    }
    async fn project(
        _: &mut PgConnection,
        _: &Meta,
        _: &str,
        _: &Loaded<State>,
        _: &[Event],
    ) -> Result<(), StoreError> {
        Ok(())
    }
}
