//! The table of routes: every path of the API, who answers it, who may call it. The description is made of it too.

mod access;
mod advice;
mod applications;
mod attachments;
mod casework;
mod catalogue;
mod contracts;
mod enquiries;
mod feedback;
mod local;
mod operations;
mod people;
mod public;
mod review;

use super::route::Route;

const SIGNED_IN: &str = "anyone signed in; each sees what they may";
const ANYONE: &str = "anyone, without signing in";
const OFFICERS: &str = "case officers";
const ITS_PARTIES: &str = "its organisation, staff";
const SIGNATORIES: &str = "signatories of either side, signed in within 5 minutes";

/// Every route: those of a local stack too, if `local` is set.
pub fn all(local: bool) -> Vec<Route> {
    let mut routes = [
        people::routes(),
        catalogue::routes(),
        enquiries::routes(),
        applications::routes(),
        attachments::routes(),
        review::routes(),
        advice::precedents(),
        advice::meetings(),
        contracts::framework_contracts(),
        contracts::agreements(),
        access::releases(),
        access::destruction(),
        access::service_agreements(),
        feedback::routes(),
        public::register(),
        public::notification(),
        operations::routes(),
    ]
    .concat();
    if local {
        routes.extend(local::routes().into_iter().map(Route::in_a_local_stack));
    }
    routes
}
