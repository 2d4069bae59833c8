//! What an enquiry says beside its purpose (domain.md §6), all of it optional.

use dars_messages::requests::intake::Despite;
use dars_rules::nhs_numbers::mask_nhs_numbers;
use dars_vocabulary::{FieldError, Readiness, Sealed, code::Signpost};
use jiff::{Timestamp, civil::Date};
use serde::{Deserialize, Serialize};

use crate::rules::{
    routing::{Quoted, quoted},
    text,
};

/// The most entries of a list.
const MOST: usize = 50;

/// What was given, as it was given.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct More {
    /// What the enquirer is, at most 200 characters.
    pub role: Option<String>,
    /// NIC numbers that it is about, in any form that people use.
    pub nic_refs: Vec<String>,
    /// The data sets wanted, as the enquirer calls them.
    pub data_sets: Vec<String>,
    /// What is ready.
    pub readiness: Readiness,
    /// Who takes part, at most 4,000 characters.
    pub parties_text: Option<String>,
    /// By when it is needed.
    pub needed_by: Option<Date>,
    /// Where the enquirer was sent before, and why they go on anyway.
    pub despite: Option<Despite>,
    /// When it reached us, if an officer logs it later.
    pub received_at: Option<Timestamp>,
    /// Whether something has gone wrong with data that they hold or were sent.
    pub data_incident: Option<bool>,
    /// How many NHS numbers were taken out before it came here, as out of a mail.
    pub numbers_removed: u32,
}

/// What is kept of it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Details {
    /// The NIC numbers that are quoted, as they were quoted: whether there are any such is not said here.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub quoted: Vec<Quoted>,
    /// What is ready.
    #[serde(default)]
    pub readiness: Readiness,
    /// By when it is needed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub needed_by: Option<Date>,
    /// Where the enquirer was sent before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub despite: Option<Signpost>,
    /// What the enquirer says when asked whether something has gone wrong with data.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub data_incident: Option<bool>,
    /// The words of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub words: Option<Sealed<Words>>,
}

impl Details {
    /// What the enquirer tells beside the purpose, in sentences.
    pub(super) fn told(&self) -> String {
        let words = self.words.as_ref().and_then(Sealed::open);
        let told = words.into_iter().flat_map(|words| [&words.parties_text, &words.despite_reason]);
        told.flatten().map(String::as_str).collect::<Vec<_>>().join("\n\n")
    }
}

/// What was written in it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Words {
    /// What the enquirer is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub role: Option<String>,
    /// The data sets wanted.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub data_sets: Vec<String>,
    /// Who takes part.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parties_text: Option<String>,
    /// Why they go on although they were sent elsewhere.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub despite_reason: Option<String>,
}

/// Takes NHS numbers out of texts, and counts them: they must never be stored.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Mask {
    /// How many were taken out.
    pub removed: u32,
}

impl Mask {
    pub(super) fn text(&mut self, text: &str) -> String {
        let (masked, removed) = mask_nhs_numbers(text);
        self.removed = self.removed.saturating_add(u32::try_from(removed).unwrap_or(u32::MAX));
        masked
    }

    /// The same of a text that is not needed as it was.
    pub(super) fn take(&mut self, text: String) -> String {
        let before = self.removed;
        let masked = self.text(&text);
        if self.removed == before { text } else { masked }
    }

    pub(super) fn option(&mut self, text: Option<&str>) -> Option<String> {
        text.map(|text| self.text(text))
    }
}

impl More {
    /// What of it cannot be taken.
    pub(super) fn errors(&self) -> Vec<Option<FieldError>> {
        let mut errors = vec![
            self.role.as_deref().and_then(|role| text::line("/role", role)),
            self.parties_text.as_deref().and_then(|parties| text::free_text("/parties_text", parties, text::FREE_TEXT)),
            self.despite
                .as_ref()
                .and_then(|despite| text::free_text("/despite/reason", &despite.reason, text::FREE_TEXT)),
            too_many("/nic_refs", self.nic_refs.len()),
            too_many("/data_sets", self.data_sets.len()),
        ];
        for (at, name) in self.data_sets.iter().take(MOST).enumerate() {
            errors.push(text::line(&format!("/data_sets/{at}"), name));
        }
        for (at, reference) in self.nic_refs.iter().take(MOST).enumerate() {
            // Whether it exists is not asked: only its form can be wrong.
            errors.push(quoted(reference).is_empty().then(|| FieldError {
                pointer: format!("/nic_refs/{at}"),
                code: "not-a-nic-number".to_owned(),
                detail: "Write it as it stands on your agreement, such as DARS-NIC-123456-A1B2C.".to_owned(),
            }));
        }
        errors
    }

    /// What is kept of it, without NHS numbers; `purpose` may quote NIC numbers, too.
    pub(super) fn details(self, purpose: &str, mask: &mut Mask) -> Details {
        let quoted = self.quotes(purpose);
        let words = Words {
            role: mask.option(self.role.as_deref()),
            data_sets: self.data_sets.iter().map(|name| mask.text(name)).collect(),
            parties_text: mask.option(self.parties_text.as_deref()),
            despite_reason: self.despite.as_ref().map(|despite| mask.text(&despite.reason)),
        };
        Details {
            quoted,
            readiness: self.readiness,
            needed_by: self.needed_by,
            despite: self.despite.map(|despite| despite.to),
            data_incident: self.data_incident,
            words: (words != Words::default()).then_some(Sealed::Open(words)),
        }
    }

    /// Every NIC number of it and of `purpose`, each once.
    pub fn quotes(&self, purpose: &str) -> Vec<Quoted> {
        let given = self.nic_refs.iter().flat_map(|reference| quoted(reference));
        let mut all: Vec<Quoted> = Vec::new();
        for one in given.chain(quoted(purpose)) {
            if !all.contains(&one) {
                all.push(one);
            }
        }
        all.truncate(MOST);
        all
    }
}

fn too_many(pointer: &str, count: usize) -> Option<FieldError> {
    (count > MOST).then(|| FieldError {
        pointer: pointer.to_owned(),
        code: "too-many".to_owned(),
        detail: format!("At most {MOST}: these are {count}."),
    })
}
