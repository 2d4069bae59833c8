//! About precedents.

use dars_vocabulary::{
    Nic,
    code::{
        AccessService, AdvisoryGroup, Cldc, Frequency, Level, OrganisationType, PurposeOfUse, Sensitivity, Territory,
    },
};
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::requests::tagged::tagged;

tagged! {
    /// One condition of a precedent, over what an application says and what the catalogue knows. What an application does
    /// not say fits no condition.
    #[derive(Clone, Debug, PartialEq, Eq)]
    by "on" PrecedentCondition {
        /// Every data set asked for is one of these, by the catalogue's ids.
        DataSets {
            /// Which.
            among: Vec<String>,
        }
        /// Every data set is asked for at one of these levels.
        Levels {
            /// Which.
            among: Vec<Level>,
        }
        /// Every data set is asked for with one of these sensitivities.
        Sensitivities {
            /// Which.
            among: Vec<Sensitivity>,
        }
        /// Every data set is reached in one of these ways.
        AccessServices {
            /// Which.
            among: Vec<AccessService>,
        }
        /// Every data set flows this often.
        Frequencies {
            /// Which.
            among: Vec<Frequency>,
        }
        /// The duty of confidentiality is set aside on no other basis.
        Confidentiality {
            /// Which.
            among: Vec<Cldc>,
        }
        /// No data set is asked for over a longer period.
        Period {
            /// So many years.
            years: u8,
        }
        /// No data set is GP data for COVID-19 alone.
        NoCovidOnlyData {}
        /// The applicant and every controller are of these kinds.
        OrganisationTypes {
            /// Which.
            among: Vec<OrganisationType>,
        }
        /// Nobody processes the data for a controller.
        NoProcessors {}
        /// Every kind of use is one of these.
        Purposes {
            /// Which.
            among: Vec<PurposeOfUse>,
        }
        /// There is no commercial element.
        NotCommercial {}
        /// Nobody gets a sub-licence.
        NoSubLicensing {}
        /// Nothing rests on support under section 251.
        NoSection251 {}
        /// The data is used within this territory.
        Territory {
            /// Which.
            within: Territory,
        }
        /// The agreement lasts no longer.
        Term {
            /// So many years.
            years: u8,
        }
    }
}

/// The advice that a precedent rests on; the case or the minutes must be named.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PrecedentAdvice {
    /// Whose.
    pub group: AdvisoryGroup,
    /// The day of the meeting.
    pub met_on: Date,
    /// The case that was advised on; it must hold that advice.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub case: Option<Nic>,
    /// Where the minutes are found, at most 200 characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub minutes: Option<String>,
}

/// `POST /precedents` (propose-precedent) and `POST /precedents/{reference}/replace` (replace-precedent).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ProposePrecedent {
    /// At most 200 characters; no personal data.
    pub title: String,
    /// What was agreed, at most 4,000 characters; no personal data.
    pub text: String,
    /// What a case must be like; all of them; at least one.
    pub conditions: Vec<PrecedentCondition>,
    /// The advice it rests on.
    pub advice: PrecedentAdvice,
    /// First day on which a case may rest on it.
    pub from: Date,
    /// Last day.
    pub until: Date,
}

/// `POST /precedents/{reference}/approve` (approve-precedent): an approver who did not propose it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ApprovePrecedent {}

/// `POST /precedents/{reference}/end` (end-precedent): no case rests on it any more; those that do stay.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct EndPrecedent {
    /// Why, at most 4,000 characters; no personal data.
    pub reason: String,
}
