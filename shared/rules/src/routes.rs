//! What the catalogue asks of every use of the data sets asked for: whose word it needs, and what it must heed.

use std::collections::BTreeSet;

use dars_vocabulary::{ApplicationContent, DataSetTraits, code::RequiredRoute};
use serde::Serialize;

use crate::context::Context;

/// What every use of a data set must heed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CatalogueCondition {
    /// The data set's id.
    pub dataset: String,
    /// What must be heeded.
    pub text: String,
}

/// Whose word is needed, beside the approver's. GP data for COVID-19 alone goes to PAG, even where its entry forgets to say
/// so (V19).
pub fn required_routes(content: &ApplicationContent, known: &Context) -> BTreeSet<RequiredRoute> {
    let of = |traits: &DataSetTraits| {
        let covid = traits.covid_only.then_some(RequiredRoute::Pag);
        traits.required_routes.iter().copied().chain(covid).collect::<Vec<_>>()
    };
    asked_for(content, known).flat_map(|(_, traits)| of(traits)).collect()
}

/// What must be heeded, each of a data set once, in the order in which they are asked for.
pub fn catalogue_conditions(content: &ApplicationContent, known: &Context) -> Vec<CatalogueCondition> {
    let mut seen = BTreeSet::new();
    asked_for(content, known)
        .flat_map(|(id, traits)| traits.special_conditions.iter().map(move |text| (id, text)))
        .filter(|one| seen.insert(*one))
        .map(|(id, text)| CatalogueCondition { dataset: id.to_owned(), text: text.clone() })
        .collect()
}

/// The data sets asked for, as far as the catalogue is known.
fn asked_for<'a>(
    content: &'a ApplicationContent,
    known: &'a Context,
) -> impl Iterator<Item = (&'a str, &'a DataSetTraits)> {
    let catalogue = known.catalogue.as_ref();
    let traits = move |id: &str| catalogue.and_then(|known| known.get(id));
    content.requests().iter().filter_map(move |one| Some((one.dataset.as_str(), traits(&one.dataset)?)))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use dars_vocabulary::content::{DataSetRequest, DataSets};

    use super::*;
    use crate::sample::{complete, request};

    fn asking(datasets: &[&str]) -> ApplicationContent {
        let one = |dataset: &&str| DataSetRequest { dataset: (*dataset).to_owned(), ..request() };
        ApplicationContent { data_sets: Some(DataSets { requests: datasets.iter().map(one).collect() }), ..complete() }
    }

    fn known() -> Context {
        let by = |routes: &[RequiredRoute], conditions: &[&str]| DataSetTraits {
            required_routes: routes.to_vec(),
            special_conditions: conditions.iter().map(|&text| text.to_owned()).collect(),
            ..DataSetTraits::default()
        };
        let catalogue = BTreeMap::from([
            ("hes-apc".to_owned(), by(&[], &[])),
            ("deaths".to_owned(), by(&[RequiredRoute::Ons], &["Never passed on."])),
            ("births".to_owned(), by(&[RequiredRoute::Ons], &["Never passed on.", "For statistics."])),
            ("gp".to_owned(), by(&[RequiredRoute::Pag], &[])),
            ("gdppr".to_owned(), DataSetTraits { covid_only: true, ..DataSetTraits::default() }),
        ]);
        Context { catalogue: Some(catalogue), ..Context::default() }
    }

    #[test]
    fn the_catalogue_says_whose_word_a_use_needs() {
        use RequiredRoute::{Ons, Pag};
        let table: [(&[&str], &[RequiredRoute]); 7] = [
            (&["hes-apc"], &[]),
            (&["deaths"], &[Ons]),
            (&["deaths", "births"], &[Ons]),
            (&["gp"], &[Pag]),
            // Whatever its entry forgets to say.
            (&["gdppr"], &[Pag]),
            (&["hes-apc", "deaths", "gdppr"], &[Pag, Ons]),
            (&["unknown"], &[]),
        ];
        for (asked, expected) in table {
            let routes = required_routes(&asking(asked), &known());
            assert_eq!(routes, expected.iter().copied().collect(), "{asked:?}");
            assert!(required_routes(&asking(asked), &Context::default()).is_empty());
        }
    }

    #[test]
    fn what_must_be_heeded_is_told_once_for_each_data_set() {
        let told = catalogue_conditions(&asking(&["births", "hes-apc", "deaths", "births"]), &known());
        let told: Vec<_> = told.iter().map(|one| (one.dataset.as_str(), one.text.as_str())).collect();
        let never = "Never passed on.";
        assert_eq!(told, [("births", never), ("births", "For statistics."), ("deaths", never)]);
    }
}
