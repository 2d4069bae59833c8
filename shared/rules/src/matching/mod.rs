//! From what somebody asks for to the services through which they can have it, best first. The policy is access, not
//! sharing: data stays where it is unless there is a reason for an extract.

mod estimate;
pub mod prices;
mod reason;
pub mod services;
mod wish;

use std::{cmp::Reverse, collections::BTreeMap};

use dars_vocabulary::{
    DataSetTraits,
    code::{AccessService, Level, PurposeOfUse, RequiredRoute},
};
use jiff::civil::Date;
use serde::Serialize;

pub use estimate::{Estimate, EstimateLine, estimate};
pub use reason::Reason;
use services::{CohortFit, Leaves, Need, ServiceTerms, When};
pub use wish::{Wanted, Wish, is_commissioner, names_people};

/// Which services fit, and which do not.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Matching {
    /// Those that fit everything that is asked for, best first.
    pub fits: Vec<Fit>,
    /// The others, those that would give most of it first.
    pub others: Vec<Unfit>,
    /// What is worth knowing about the data, whichever service it is.
    pub remarks: Vec<Reason>,
}

/// A service that fits.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Fit {
    /// Which.
    pub service: AccessService,
    /// Its name.
    pub name: &'static str,
    /// Why it fits, and why it stands where it stands.
    pub reasons: Vec<Reason>,
    /// What it needs of whoever asks.
    pub needs: Vec<Need>,
    /// What it would cost.
    pub cost: Estimate,
}

/// A service that does not fit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Unfit {
    /// Which.
    pub service: AccessService,
    /// Its name.
    pub name: &'static str,
    /// Why not.
    pub reasons: Vec<Reason>,
    /// The data sets that it offers all the same.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub offers: Vec<String>,
}

/// Which services fit `wish`, by what the catalogue says of its data sets, at the prices of `day`.
pub fn matching(wish: &Wish, catalogue: &BTreeMap<String, DataSetTraits>, day: Date) -> Matching {
    let mut fits = Vec::new();
    let mut others = Vec::new();
    for terms in services::ALL {
        let against = against(terms, wish, catalogue);
        if against.is_empty() { fits.push(terms) } else { others.push((terms, against)) }
    }
    fits.sort_by_key(|terms| rank(terms, wish));
    let stays = |terms: &&ServiceTerms| terms.leaves != Leaves::Data;
    let in_place = fits.iter().any(stays);
    let fits = fits.iter().map(|terms| Fit {
        service: terms.id,
        name: terms.name,
        reasons: reasons(terms, wish, in_place),
        needs: needs(terms, wish),
        cost: estimate(wish, terms, day),
    });
    let mut others: Vec<Unfit> = others
        .into_iter()
        .map(|(terms, reasons)| Unfit {
            service: terms.id,
            name: terms.name,
            reasons,
            offers: which(wish, |wanted| known(catalogue, wanted).is_some_and(|traits| terms.is_offered_for(traits))),
        })
        .collect();
    others.sort_by_key(|unfit| Reverse(unfit.offers.len()));
    Matching { fits: fits.collect(), others, remarks: remarks(wish, catalogue) }
}

fn known<'a>(catalogue: &'a BTreeMap<String, DataSetTraits>, wanted: &Wanted) -> Option<&'a DataSetTraits> {
    catalogue.get(&wanted.dataset)
}

/// The data sets of which something holds.
fn which(wish: &Wish, holds: impl Fn(&Wanted) -> bool) -> Vec<String> {
    wish.data.iter().filter(|wanted| holds(wanted)).map(|wanted| wanted.dataset.clone()).collect()
}

/// The smaller, the better: what was made for the asker, then what keeps the data in place, unless there is a reason why
/// that will not do.
fn rank(terms: &ServiceTerms, wish: &Wish) -> u8 {
    match terms.id {
        AccessService::Commissioners => 0,
        AccessService::DigiTrials => 1,
        AccessService::Extract if wish.extract_reason => 2,
        AccessService::Sde => 3,
        AccessService::SystemAccess => 4,
        AccessService::Seft => 5,
        AccessService::Extract => 6,
    }
}

/// Why a service does not fit; nothing when it does.
fn against(terms: &ServiceTerms, wish: &Wish, catalogue: &BTreeMap<String, DataSetTraits>) -> Vec<Reason> {
    let open = wish.organisation.is_none_or(|organisation| terms.is_open_to(organisation))
        || (wish.commissioner && terms.id == AccessService::Commissioners);
    // A service for some alone is shown to those who said that they are among them.
    let said = wish.organisation.is_some() || wish.commissioner || terms.open_to.is_empty();
    let not_offered = |wanted: &Wanted| known(catalogue, wanted).is_some_and(|traits| !terms.is_offered_for(traits));
    let not_at_level = |wanted: &Wanted| wanted.level.is_some_and(|level| !terms.fits_level(level));
    let not_so_often = |wanted: &Wanted| wanted.frequency.is_some_and(|frequency| !terms.fits_frequency(frequency));
    let cohort = match terms.cohort {
        CohortFit::Needed => "It works on people whom you name alone.",
        CohortFit::Possible | CohortFit::Impossible => "It cannot be narrowed down to people whom you name.",
    };
    [
        Reason::about("not-offered", "It is not offered for some of the data.", which(wish, not_offered)),
        (!open || !said).then(|| Reason::new("not-open-to-you", format!("It is for others: {}", terms.who))),
        (terms.trials_only && wish.trial != Some(true)).then(|| Reason::new("trials-only", "It is for trials alone.")),
        Reason::about("level-does-not-fit", "It does not give data at this level.", which(wish, not_at_level)),
        Reason::about("frequency-does-not-fit", "Data does not flow through it this often.", which(wish, not_so_often)),
        wish.cohort.is_some_and(|named| !terms.fits_cohort(named)).then(|| Reason::new("cohort-does-not-fit", cohort)),
        wish.territory
            .is_some_and(|territory| !terms.fits_territory(territory))
            .then(|| Reason::new("territory-does-not-fit", "It cannot be used from there.")),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// Why a service fits, and why it stands where it stands; `in_place` says whether one fits that keeps the data in place.
fn reasons(terms: &ServiceTerms, wish: &Wish, in_place: bool) -> Vec<Reason> {
    let place = match (terms.id, terms.leaves) {
        (AccessService::Commissioners, _) => Reason::new("for-commissioners", "It is made for those who plan and pay."),
        (AccessService::DigiTrials, _) => Reason::new("for-trials", "It is made for trials."),
        (_, Leaves::Nothing | Leaves::Results) => {
            Reason::new("data-stays", "The data stays where it is: access, not sharing.")
        }
        (_, Leaves::Data) if wish.extract_reason => {
            Reason::new("reason-given", "Data leaves, and you say why it must; the reason will be looked at.")
        }
        (_, Leaves::Data) if in_place => {
            Reason::new("reason-needed", "Data leaves, though it need not: say why another service will not do.")
        }
        (_, Leaves::Data) => Reason::new("nothing-else-fits", "No service that keeps the data in place fits."),
    };
    let offered = (!wish.data.is_empty()).then(|| Reason::new("offered", "It is offered for all that you ask for."));
    let cohort =
        (wish.cohort == Some(true)).then(|| Reason::new("takes-your-cohort", "It can find the people whom you name."));
    let linkage = (wish.linkage && terms.id == AccessService::Sde)
        .then(|| Reason::new("takes-your-data", "Your own data can be brought in and linked there."));
    [Some(place), offered, cohort, linkage].into_iter().flatten().collect()
}

fn needs(terms: &ServiceTerms, wish: &Wish) -> Vec<Need> {
    let needed = |need: &&Need| match need.when {
        When::Always => true,
        When::Cohort => wish.cohort == Some(true),
        When::Linkage => wish.linkage,
    };
    terms.needs.iter().filter(needed).copied().collect()
}

fn remarks(wish: &Wish, catalogue: &BTreeMap<String, DataSetTraits>) -> Vec<Reason> {
    let holds = |of: &dyn Fn(&Wanted, &DataSetTraits) -> bool| {
        which(wish, |wanted| known(catalogue, wanted).is_some_and(|traits| of(wanted, traits)))
    };
    let not_at = |wanted: &Wanted, traits: &DataSetTraits| {
        wanted.level.is_some_and(|level| !traits.levels.is_empty() && !traits.levels.contains(&level))
    };
    let counts = |wanted: &Wanted, traits: &DataSetTraits| {
        matches!(wanted.level, Some(Level::Aggregate | Level::AggregateUnsuppressed)) && !traits.published.is_empty()
    };
    let covid = wish.purposes.is_empty() || wish.purposes.contains(&PurposeOfUse::Covid19);
    [
        Reason::about(
            "data-set-unknown",
            "These are not in the catalogue: look for them by another name.",
            which(wish, |wanted| known(catalogue, wanted).is_none()),
        ),
        Reason::about("level-not-offered", "These are not offered at the level that you ask for.", holds(&not_at)),
        Reason::about("published-already", "Counts of these are published already.", holds(&counts)),
        Reason::about(
            "covid-19-alone",
            "These may be used for COVID-19 alone, which is not among your purposes.",
            holds(&|_, traits| traits.covid_only && !covid),
        ),
        Reason::about(
            "needs-pag",
            "The Profession Advisory Group comments on each use of these.",
            holds(&|_, traits| traits.required_routes.contains(&RequiredRoute::Pag)),
        ),
        Reason::about(
            "needs-ons",
            "The Office for National Statistics approves each use of these.",
            holds(&|_, traits| traits.required_routes.contains(&RequiredRoute::Ons)),
        ),
    ]
    .into_iter()
    .flatten()
    .collect()
}

#[cfg(test)]
mod tests;
