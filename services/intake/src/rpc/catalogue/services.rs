//! Looking at the access services, and what they cost; open to all.

use dars_bus::{Problem, Reply, Request};
use dars_rules::matching::{
    prices::{self, Price},
    services::{self, ServiceTerms},
};
use serde::Serialize;
use serde_json::json;

/// A service with its prices, from when to when each holds.
#[derive(Serialize)]
struct Shown {
    #[serde(flatten)]
    terms: &'static ServiceTerms,
    prices: Vec<&'static Price>,
}

fn shown(terms: &'static ServiceTerms) -> Shown {
    let own = |price: &&Price| terms.prices.contains(&price.code);
    Shown { terms, prices: prices::ALL.iter().filter(own).collect() }
}

/// `GET /catalogue/services`: those first in which the data stays where it is.
pub fn list() -> Result<Reply, Problem> {
    let items: Vec<Shown> = services::ALL.iter().map(shown).collect();
    // What is paid for whichever service it is, and what none of them names.
    let common = |price: &&Price| !services::ALL.iter().any(|terms| terms.prices.contains(&price.code));
    let charges: Vec<&Price> = prices::ALL.iter().filter(common).collect();
    Reply::versioned(services::EDITION, &json!({"items": items, "next": null, "other_charges": charges}))
}

/// `GET /catalogue/services/{id}`
pub fn get(request: &Request) -> Result<Reply, Problem> {
    let id: String = request.param("id")?;
    let found = services::ALL.iter().find(|terms| terms.id.code() == id);
    let terms = found.ok_or_else(|| Problem::not_found("access service"))?;
    Reply::versioned(services::EDITION, &shown(terms))
}
