//! V19: GP data, given for COVID-19 alone, is seen by the Profession Advisory Group before anyone decides.

use dars_rules::{Context, asks_for_covid_only_data};
use dars_vocabulary::code::AdvisoryGroup;

use crate::case::{Case, Known};

/// Whether this version asks for such data and PAG has not advised on it.
pub fn pag_owed(case: &Case, known: &Known) -> bool {
    let context = Context { catalogue: known.catalogue.clone(), ..Context::default() };
    let asks = case.content.open().is_some_and(|content| asks_for_covid_only_data(content, &context));
    asks && !case.seen_by(AdvisoryGroup::Pag)
}
