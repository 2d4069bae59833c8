//! The fixtures that ask for data (domain.md §17), and the access services: each one's own comes first.

#![cfg(test)]

use std::{collections::BTreeMap, fs, path::PathBuf};

use dars_rules::{
    Context,
    matching::{Matching, Wanted, Wish, matching},
    v34_access_services,
};
use dars_vocabulary::{
    ApplicationContent, DataSetEntry, DataSetTraits,
    code::{AccessService, Level, OrganisationType, PurposeOfUse, Territory},
    content::SectionName,
};
use jiff::civil::date;
use serde_json::{Map, Value, from_value};

fn read(path: &str) -> Value {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../..").join(path);
    serde_json::from_str(&fs::read_to_string(&path).unwrap()).unwrap()
}

/// What the catalogue's own file says.
fn catalogue() -> BTreeMap<String, DataSetTraits> {
    let file = read("services/intake/config/catalogue.json");
    let entries: BTreeMap<String, DataSetEntry> = from_value(file["datasets"].clone()).unwrap();
    entries.into_iter().map(|(id, entry)| (id, entry.traits())).collect()
}

fn story(called: &str) -> Value {
    read(&format!("tests/fixtures/stories/{called}.json"))
}

fn organisation(id: &Value) -> OrganisationType {
    let all = read("tests/fixtures/organisations.json");
    let found = all.as_array().unwrap().iter().find(|one| one["id"] == *id).unwrap();
    from_value(found["organisation_type"].clone()).unwrap()
}

fn content(story: &Value) -> ApplicationContent {
    let sections = story["sections"].as_object().unwrap();
    let fields = SectionName::ALL.iter().filter_map(|name| {
        let body = sections.get(name.code())?.clone();
        let body = if *name == SectionName::Title { body["title"].clone() } else { body };
        Some((name.code().replace('-', "_"), body))
    });
    from_value(Value::Object(fields.collect::<Map<_, _>>())).unwrap()
}

fn of(wish: &Wish) -> Matching {
    matching(wish, &catalogue(), date(2026, 11, 22))
}

#[test]
fn the_service_of_each_fixture_that_asks_for_data_comes_first() {
    use AccessService::{Commissioners, Extract, Sde};
    for (called, service) in [
        ("f01", Extract),
        ("f02", Sde),
        ("f03", Commissioners),
        ("f04", Extract),
        ("f05", Extract),
        ("f06", Extract),
        ("f07", Extract),
        ("f08", Extract),
        ("f09", Extract),
        ("f10", Extract),
        ("f12", Sde),
        ("f13", Extract),
        ("f14", Extract),
    ] {
        let story = story(called);
        let content = content(&story);
        // The story's own word for it, in every request.
        assert!(content.requests().iter().all(|request| request.access_service == Some(service)), "{called}");
        let wish = Wish::of(&content, Some(organisation(&story["organisation"])));
        let found = of(&wish);
        assert_eq!(found.fits.first().map(|fit| fit.service), Some(service), "{called}: {found:#?}");
        assert!(found.fits[0].cost.low_pence >= 143_100 && !found.fits[0].needs.is_empty(), "{called}");
        assert!(found.remarks.iter().all(|remark| remark.code != "data-set-unknown"), "{called}");
    }
}

#[test]
fn a_trial_that_asks_for_what_digitrials_offers_is_sent_there_first() {
    // F01 as it stands asks for deaths, which DigiTrials does not offer.
    let story = story("f01");
    let mut wish = Wish::of(&content(&story), Some(OrganisationType::Academic));
    wish.trial = Some(true);
    assert_eq!(of(&wish).fits[0].service, AccessService::Extract);
    wish.data.retain(|wanted| wanted.dataset != "deaths");
    assert_eq!(of(&wish).fits[0].service, AccessService::DigiTrials);
}

#[test]
fn the_fixture_that_has_no_application_yet_would_get_an_extract_and_not_an_environment() {
    // F15: maternity and hospital records to be linked with the samples of parents who consented, at two universities of
    // which one lies in the EEA.
    let wanted = |id: &str| Wanted { dataset: id.to_owned(), level: Some(Level::Identifiable), frequency: None };
    let wish = Wish {
        data: vec![wanted("msds"), wanted("hes-apc")],
        cohort: Some(true),
        linkage: true,
        purposes: vec![PurposeOfUse::Research],
        organisation: Some(organisation(&story("f15")["organisation"])),
        trial: Some(false),
        territory: Some(Territory::UkAndEea),
        ..Wish::default()
    };
    let found = of(&wish);
    assert_eq!(found.fits.iter().map(|fit| fit.service).collect::<Vec<_>>(), [AccessService::Extract]);
    let sde = found.others.iter().find(|unfit| unfit.service == AccessService::Sde).unwrap();
    let why: Vec<_> = sde.reasons.iter().map(|reason| reason.code).collect();
    assert_eq!(why, ["level-does-not-fit", "territory-does-not-fit"]);
}

#[test]
fn what_is_first_for_a_fixture_is_nothing_that_v34_warns_of() {
    for called in ["f01", "f02", "f03", "f04", "f05", "f06", "f07", "f08", "f09", "f10", "f12", "f13", "f14"] {
        let story = story(called);
        let applicant: dars_vocabulary::OrganisationId = from_value(story["organisation"].clone()).unwrap();
        let known = Context {
            organisations: BTreeMap::from([(applicant.clone(), organisation(&story["organisation"]))]),
            applicant: Some(applicant),
            catalogue: Some(catalogue()),
            ..Context::default()
        };
        assert_eq!(v34_access_services(&content(&story), &known), [], "{called}");
    }
}
