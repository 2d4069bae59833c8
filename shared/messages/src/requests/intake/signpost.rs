//! About where to go.

use dars_vocabulary::code::{
    Asker, Frequency, Level, OrganisationType, OtherData, PersonalMatter, PurposeOfUse, Territory, TrialStage,
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// `POST /signpost` [signpost]: a few answers, none of which is kept. No names, no words of one's own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[expect(clippy::struct_excessive_bools, reason = "each is a question of its own, answered by yes or no")]
pub struct AskSignpost {
    /// Who asks.
    pub who: Asker,
    /// What kind of organisation it is for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub organisation_type: Option<OrganisationType>,
    /// Whether data was lost, stolen, sent to the wrong place or used without leave.
    #[serde(default)]
    pub something_went_wrong: bool,
    /// Whether there is a request or an agreement already, with a number of its own.
    #[serde(default)]
    pub has_a_number: bool,
    /// Whether it is about oneself, or about the care of particular people.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub about_people: Option<PersonalMatter>,
    /// How far people must be told apart in the data; `aggregate` means counts alone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub level: Option<Level>,
    /// What it is for.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub purposes: Vec<PurposeOfUse>,
    /// Where the data is to be used.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub territory: Option<Territory>,
    /// What a trial needs, if it is for one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub trial: Option<TrialStage>,
    /// Whether one works in the secure data environment already.
    #[serde(default)]
    pub uses_the_sde: bool,
    /// Data that somebody else holds, if that is what is wanted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub other_data: Option<OtherData>,
    /// The data sets, by the catalogue's ids.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub data_sets: Vec<String>,
    /// How often data is to flow.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub frequency: Option<Frequency>,
    /// Whether the people are named by whoever asks.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cohort: Option<bool>,
    /// Whether it is to be linked with data of one's own.
    #[serde(default)]
    pub linkage: bool,
    /// Whether there is a reason why the data must leave the body's own environment.
    #[serde(default)]
    pub extract_needed: bool,
    /// How many will work with the data.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub users: Option<u32>,
    /// For how many months.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub months: Option<u32>,
}
