//! Of the catalogue, and of where to go.

use dars_messages::requests::intake::AskSignpost;
use dars_vocabulary::{
    DataSetEntry,
    catalogue::{Alternative, Coverage, DataField},
    code::{
        AccessService, Asker, EntryPart, Frequency, Level, OrganisationType, PurposeOfUse, Refresh, Sensitivity,
        Territory, Theme,
    },
};
use jiff::civil::date;

use super::text;
use crate::api::shape::Shape;

pub(in crate::api) fn data_set() -> Shape {
    let field = |name: &str, meaning: &str, identifying| DataField {
        name: text(name),
        meaning: text(meaning),
        identifying,
        sensitive: identifying,
        from: None,
        to: None,
    };
    Shape::of(DataSetEntry {
        name: text("Emergency Care Data Set"),
        scope: text("Emergency care from April 2020, by attendance"),
        abbreviations: vec![text("ECDS")],
        former_names: vec![text("A&E Commissioning Data Set")],
        topics: vec![text("A&E"), text("emergency departments")],
        theme: Some(Theme::Emergency),
        owner: Some(text("the data body")),
        coverage: Coverage { from: Some(date(2020, 4, 1)), to: None },
        refresh: Some(Refresh::Weekly),
        sensitivity: Some(Sensitivity::NonSensitive),
        levels: vec![Level::Identifiable, Level::Pseudonymised, Level::Aggregate],
        services: vec![AccessService::Sde, AccessService::Extract],
        published_alternatives: vec![Alternative {
            title: text("A&E waiting times"),
            url: Some(text("https://statistics.example/waits")),
        }],
        fields: vec![
            field("arrival_time", "When the person came.", false),
            field("nhs_number", "The person's NHS number.", true),
        ],
        provisional: vec![EntryPart::Services],
        ..DataSetEntry::default()
    })
}

pub(in crate::api) fn signpost() -> Shape {
    Shape::of(AskSignpost {
        who: Asker::Organisation,
        organisation_type: Some(OrganisationType::Academic),
        something_went_wrong: false,
        has_a_number: false,
        about_people: None,
        level: Some(Level::Pseudonymised),
        purposes: vec![PurposeOfUse::Research],
        territory: Some(Territory::England),
        trial: None,
        uses_the_sde: false,
        other_data: None,
        data_sets: vec![text("hes-apc"), text("ecds")],
        frequency: Some(Frequency::SystemAccess),
        cohort: Some(false),
        linkage: false,
        extract_needed: false,
        users: Some(3),
        months: Some(24),
    })
}
