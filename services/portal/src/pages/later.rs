//! Where our mails lead and no page stands yet: how it is read meanwhile. The same for every reference, whether or not
//! there is such a thing, since nobody is signed in here.

use std::{str::FromStr, sync::Arc};

use askama::Template;
use axum::{
    Router,
    body::Body,
    extract::{Path, State},
    http::Response,
    routing::get,
};
use dars_vocabulary::{ContractRef, Nic, OrganisationId};

use super::{enquiry::nothing_here, html};
use crate::api::{Door, FORM_POLICY};

/// The page.
#[derive(Debug, Template)]
#[template(path = "later.html")]
struct Later<'a> {
    body: &'a str,
    what: &'static str,
    reference: &'a str,
    /// Where the API has it.
    path: String,
    /// Whether somebody may have been invited to it.
    invited: bool,
}

/// A path of mails, in the browser as in the API, and what it shows.
#[derive(Clone, Copy)]
struct Place {
    path: &'static str,
    what: &'static str,
    is_one: fn(&str) -> bool,
}

const PLACES: [Place; 4] = [
    Place { path: "applications", what: "Application", is_one: is::<Nic> },
    Place { path: "agreements", what: "Agreement", is_one: is::<Nic> },
    Place { path: "framework-contracts", what: "Framework contract", is_one: is::<ContractRef> },
    Place { path: "organisations", what: "Organisation", is_one: is::<OrganisationId> },
];

fn is<Reference: FromStr>(text: &str) -> bool {
    text.parse::<Reference>().is_ok()
}

/// The pages.
pub(crate) fn router(door: &Arc<Door>) -> Router {
    PLACES
        .into_iter()
        .fold(Router::new(), |router, place| {
            let show = move |State(door): State<Arc<Door>>, Path(reference): Path<String>| async move {
                page(&door, &place, &reference)
            };
            router.route(&format!("/{}/{{reference}}", place.path), get(show))
        })
        .with_state(Arc::clone(door))
}

fn page(door: &Door, place: &Place, reference: &str) -> Response<Body> {
    if !(place.is_one)(reference) {
        return nothing_here(door);
    }
    let path = format!("/api/v1/{}/{reference}", place.path);
    let invited = place.path == "applications";
    html(&Later { body: door.body_name(), what: place.what, reference, path, invited }, FORM_POLICY)
}
