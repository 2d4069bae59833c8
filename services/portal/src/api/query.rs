//! What stands behind the question mark: only what the route knows, once, and within its range.

use std::collections::BTreeMap;

use axum::{extract, http::Uri};
use dars_bus::Problem;

use super::route::{Query, Route};

/// The longest cursor or reference, in bytes.
const LONGEST: usize = 512;

/// Name and value of each parameter, percent-decoded.
pub(crate) fn decoded(uri: &Uri) -> Option<Vec<(String, String)>> {
    extract::Query::<Vec<(String, String)>>::try_from_uri(uri).ok().map(|query| query.0)
}

/// The parameters of a request, as the route knows them.
pub(super) fn read(route: &Route, uri: &Uri) -> Result<BTreeMap<String, String>, Problem> {
    let pairs = decoded(uri).ok_or_else(|| Problem::malformed("The part behind the question mark cannot be read."))?;
    let mut found = BTreeMap::new();
    for (name, value) in pairs {
        // The name is not repeated in the detail: it could be anything.
        let Some(known) = route.query.iter().find(|known| known.name() == name) else {
            return Err(wrong(400, "unknown-parameter", "", &known_ones(route)));
        };
        check(*known, &value)?;
        if found.insert(name, value).is_some() {
            return Err(wrong(400, "parameter-twice", known.name(), "Send each parameter once."));
        }
    }
    match route.query.iter().find(|known| known.is_required() && !found.contains_key(known.name())) {
        Some(missing) => {
            let name = missing.name();
            Err(wrong(400, "parameter-missing", name, &format!("Say which behind the question mark: ?{name}=…")))
        }
        None => Ok(found),
    }
}

fn check(known: Query, value: &str) -> Result<(), Problem> {
    match known {
        Query::Limit => {
            let number: i64 = value
                .parse()
                .map_err(|_| wrong(400, "wrong-type", known.name(), "The limit is a number from 1 to 200."))?;
            if (1..=200).contains(&number) {
                Ok(())
            } else {
                Err(wrong(422, "value-not-acceptable", known.name(), "The limit is a number from 1 to 200."))
            }
        }
        Query::Cursor
        | Query::About
        | Query::Id
        | Query::DataSet
        | Query::Words
        | Query::Officer
        | Query::Team
        | Query::Owner
        | Query::Version
        | Query::State
        | Query::Overdue => {
            let fits = (1..=LONGEST).contains(&value.len()) && !value.contains('\0');
            if fits { Ok(()) } else { Err(wrong(400, "wrong-type", known.name(), "Send 1 to 512 characters.")) }
        }
    }
}

fn wrong(status: u16, code: &str, name: &str, detail: &str) -> Problem {
    let problem = Problem::new(status, if status == 400 { "malformed" } else { code }, detail);
    problem.at(&format!("/{name}"), code, detail)
}

fn known_ones(route: &Route) -> String {
    let names: Vec<&str> = route.query.iter().map(|known| known.name()).collect();
    if names.is_empty() {
        "Nothing can be asked for behind the question mark here.".to_owned()
    } else {
        format!("Behind the question mark this knows: {}.", names.join(", "))
    }
}
