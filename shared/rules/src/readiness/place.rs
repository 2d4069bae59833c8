//! Where data is used, and what keeps it safe there.

use dars_vocabulary::{
    OrganisationId,
    code::{PlaceKind, Territory},
    content::Place,
};

use super::{Found, Known};
use crate::{
    countries::{covers, is_country, term_covers},
    finding::blank,
    v09_remote_access,
};

pub(super) fn places(known: &Known<'_>) -> Found {
    let places = all(known);
    if places.is_empty() {
        return Found::missing("Name each place where data is processed or kept.");
    }
    // We ask early, and of every place outside the UK; the rules ask only of those outside the EEA, too (V08).
    let unsafe_abroad = owners(places, |place| abroad(place) && blank(place.transfer_safeguard.as_deref()));
    if !unsafe_abroad.is_empty() {
        return Found::of_each(unsafe_abroad, |who| {
            format!("Say by what safeguard data may go to the place outside the UK: {who}.")
        });
    }
    let unscored = owners(places, |place| place.kind == PlaceKind::Cloud && place.cloud_risk_score.is_none());
    if !unscored.is_empty() {
        return Found::of_each(unscored, |who| format!("Assess the cloud's risk and give its score: {who}."));
    }
    if let Some(finding) = v09_remote_access(known.content).into_iter().next() {
        return Found::under_way(finding.message);
    }
    Found::ready()
}

pub(super) fn territory(known: &Known<'_>) -> Found {
    let Some(term) = &known.content.term else { return Found::missing("Choose a territory of use.") };
    let places = all(known);
    if places.is_empty() {
        return Found::under_way("Name the places: the territory of use must cover each.");
    }
    let outside = owners(places, |place| !term_covers(term, &place.country));
    Found::of_each(outside, |who| format!("Choose a wider territory, or another place: {who}."))
}

fn all<'a>(known: &Known<'a>) -> &'a [Place] {
    known.content.locations.as_ref().map_or(&[], |section| &section.places)
}

fn abroad(place: &Place) -> bool {
    is_country(&place.country) && !covers(Territory::Uk, &place.country)
}

/// Whose places are like this, each once.
fn owners(places: &[Place], like: impl Fn(&Place) -> bool) -> Vec<OrganisationId> {
    let mut all: Vec<OrganisationId> =
        places.iter().filter(|place| like(place)).map(|place| place.organisation.clone()).collect();
    all.sort();
    all.dedup();
    all
}
