//! Data sets on whose every use the Profession Advisory Group comments, GP data for COVID-19 alone among them (V19), are seen
//! by it before anyone decides.

use dars_rules::{Context, required_routes};
use dars_vocabulary::code::{AdvisoryGroup, RequiredRoute};

use crate::case::{Case, Known};

/// Whether the catalogue asks for the group's word on this version, and it has not advised.
pub fn pag_owed(case: &Case, known: &Known) -> bool {
    owed(case, known, RequiredRoute::Pag) && !case.seen_by(AdvisoryGroup::Pag)
}

/// Whether the catalogue asks for this word on what the version asks for.
pub(super) fn owed(case: &Case, known: &Known, route: RequiredRoute) -> bool {
    let context = Context { catalogue: known.catalogue.clone(), ..Context::default() };
    case.content.open().is_some_and(|content| required_routes(content, &context).contains(&route))
}
