//! What the catalogue says of a data set.

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::DataSetTraits;
use crate::code::{AccessService, EntryPart, Level, Refresh, RequiredRoute, Sensitivity, Theme};

/// What the catalogue says of a data set (domain.md §14).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct DataSetEntry {
    /// Its current name.
    pub name: String,
    /// What it covers, in a sentence.
    pub scope: String,
    /// How it is called for short.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub abbreviations: Vec<String>,
    /// What it was called before, in full and for short.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub former_names: Vec<String>,
    /// Words by which people look for it, the nearest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub topics: Vec<String>,
    /// The shelf on which it stands.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub theme: Option<Theme>,
    /// Who answers for it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub owner: Option<String>,
    /// From when to when it goes.
    #[serde(default)]
    pub coverage: Coverage,
    /// The data set that goes on where this one ended, by its id.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub continued_by: Option<String>,
    /// How often it is brought up to date.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub refresh: Option<Refresh>,
    /// How sensitive it is by itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sensitivity: Option<Sensitivity>,
    /// The levels at which it is offered; empty: not said.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub levels: Vec<Level>,
    /// The services through which it is offered; empty: not said.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub services: Vec<AccessService>,
    /// Births and deaths, whose identifiers are public by law (V11).
    #[serde(default)]
    pub registration: bool,
    /// GP data, for COVID-19 alone (V19).
    #[serde(default)]
    pub covid_only: bool,
    /// What every use of it must heed.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub special_conditions: Vec<String>,
    /// Whose word every use of it needs, beside the approver's.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub required_routes: Vec<RequiredRoute>,
    /// Where its fields are described in full.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub metadata_url: Option<String>,
    /// Where the same is published already.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub published_alternatives: Vec<Alternative>,
    /// Its fields, as far as they are described here.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub fields: Vec<DataField>,
    /// Which parts are illustrative: nobody has confirmed them yet.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub provisional: Vec<EntryPart>,
}

/// A span of days with open ends.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Coverage {
    /// First day; absent: not said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<Date>,
    /// Last day; absent: it goes on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<Date>,
}

/// Something that is published.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Alternative {
    /// Its title.
    pub title: String,
    /// Where it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
}

/// One field of a data set.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct DataField {
    /// Its name, as one asks for it.
    pub name: String,
    /// What it says.
    pub meaning: String,
    /// Whether it identifies somebody, alone or with little beside it.
    #[serde(default)]
    pub identifying: bool,
    /// Whether it needs a justification of its own.
    #[serde(default)]
    pub sensitive: bool,
    /// First day from which it is filled.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<Date>,
    /// Last day to which it is filled.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<Date>,
}

impl DataSetEntry {
    /// An entry of which nothing is known but what the rules need.
    pub fn of(name: String, scope: String, traits: DataSetTraits) -> Self {
        let DataSetTraits {
            services,
            levels,
            registration,
            covid_only,
            published,
            sensitivity,
            required_routes,
            special_conditions,
            fields,
            fields_provisional,
        } = traits;
        let field = |name: String| DataField {
            meaning: name.clone(),
            name,
            identifying: false,
            sensitive: false,
            from: None,
            to: None,
        };
        let published_alternatives = published.into_iter().map(|title| Alternative { title, url: None }).collect();
        Self {
            name,
            scope,
            sensitivity,
            levels,
            services,
            registration,
            covid_only,
            special_conditions,
            required_routes,
            published_alternatives,
            fields: fields.into_iter().map(field).collect(),
            provisional: fields_provisional.then_some(EntryPart::Fields).into_iter().collect(),
            ..Self::default()
        }
    }

    /// What the rules need to know of it.
    pub fn traits(&self) -> DataSetTraits {
        DataSetTraits {
            services: self.services.clone(),
            levels: self.levels.clone(),
            registration: self.registration,
            covid_only: self.covid_only,
            published: self.published_alternatives.iter().map(|published| published.title.clone()).collect(),
            sensitivity: self.sensitivity,
            required_routes: self.required_routes.clone(),
            special_conditions: self.special_conditions.clone(),
            fields: self.fields.iter().map(|field| field.name.clone()).collect(),
            fields_provisional: self.provisional.contains(&EntryPart::Fields),
        }
    }
}
