//! About the advisory groups' meetings.

use dars_vocabulary::{Nic, content::EvidenceItem};
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// `POST /meetings/{reference}/members` (set-meeting-members): who advises there, and who leads it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SetMeetingMembers {
    /// The subjects of the members' sign-ins.
    pub members: Vec<String>,
    /// The chair's; one of the members.
    #[serde(default)]
    pub chair: Option<String>,
}

/// One item of an agenda.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AgendaItem {
    /// The case.
    pub nic: Nic,
    /// What is read beside the application; the papers lie elsewhere, bound by their hash.
    #[serde(default)]
    pub papers: Vec<EvidenceItem>,
}

/// `POST /meetings/{reference}/agenda` (set-agenda): the order of the items, and what is read for each.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SetAgenda {
    /// Every case on the meeting's list, once.
    pub items: Vec<AgendaItem>,
}

/// `POST /meetings/{reference}/declarations` (declare-interest): before papers open.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct DeclareInterest {
    /// In which case.
    pub nic: Nic,
    /// Whether there is one; it bars from the papers and from advising.
    pub interest: bool,
    /// Which, at most 1,000 characters; for the secretariat alone.
    #[serde(default)]
    pub what: Option<String>,
}

/// `POST /meetings/{reference}/put-off` (put-off-meeting): it meets on another day, with the same cases.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PutOffMeeting {
    /// The other day.
    pub meets_on: Date,
}

/// What the minutes say of one case.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct MinutesItem {
    /// The case; withheld from the public if it was refused, withdrawn or lapsed.
    pub nic: Nic,
    /// For everyone to read, at most 4,000 characters; no personal data, and no NIC number.
    pub public_text: String,
    /// What the group asks for, each at most 1,000 characters; as public as the text.
    #[serde(default)]
    pub actions: Vec<String>,
}

/// `POST /meetings/{reference}/minutes` (write-minutes): a draft, or a correction of what was published.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct WriteMinutes {
    /// Every case on which the group said something, once.
    pub items: Vec<MinutesItem>,
    /// Why published minutes are corrected, at most 1,000 characters; needed then.
    #[serde(default)]
    pub reason: Option<String>,
}

/// `POST /meetings/{reference}/minutes/publish` (publish-minutes): by the chair, or by someone of the secretariat who
/// wrote none of them.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PublishMinutes {}
