//! Every value of these rules that is policy (domain.md §18): its source, and whether anyone has confirmed it.

use serde::Serialize;

/// One value that is policy, not code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct PolicyValue {
    /// A stable key.
    pub key: &'static str,
    /// The value.
    pub value: u32,
    /// What it counts.
    pub unit: &'static str,
    /// Where it comes from.
    pub source: &'static str,
    /// Not confirmed by anyone: pages and mails mark it.
    pub provisional: bool,
}

impl PolicyValue {
    const fn provisional(key: &'static str, value: u32, unit: &'static str, source: &'static str) -> Self {
        Self { key, value, unit, source, provisional: true }
    }

    const fn ours(key: &'static str, value: u32, unit: &'static str, source: &'static str) -> Self {
        Self { key, value, unit, source, provisional: false }
    }
}

const TERM_V1: &str = "DARS standard 1, table of v1; v2.1 is only part-read";

/// Longest title.
pub const TITLE_CHARACTERS: PolicyValue =
    PolicyValue::ours("title.characters", 200, "characters", "our own: the register's and mails' layout");
/// Longest lay summary (V26).
pub const LAY_SUMMARY_WORDS: PolicyValue =
    PolicyValue::ours("lay-summary.words", 300, "words", "HDR UK Gateway template: lay summary");
/// An enquiry is answered within this.
pub const ENQUIRY_ANSWER: PolicyValue =
    PolicyValue::ours("enquiry.answer", 10, "working days", "our own (domain.md §10)");
/// A submission is decided within this.
pub const DECISION: PolicyValue =
    PolicyValue::provisional("decision.target", 60, "working days", "published target, not confirmed (domain.md §10)");
/// An agreement starts at most this long after its issue (V20).
pub const START_WINDOW: PolicyValue =
    PolicyValue::provisional("agreement.start-window", 12, "months", "DARS standard 1, our reading");
/// Consented academic archiving (V21).
pub const TERM_CONSENTED_ARCHIVING: PolicyValue =
    PolicyValue::provisional("term.consented-academic-archiving", 15, "years", "DARS standard 1 v2.1, part-read");
/// Other academic archiving (V21).
pub const TERM_OTHER_ARCHIVING: PolicyValue =
    PolicyValue::provisional("term.other-academic-archiving", 5, "years", TERM_V1);
/// A commercial use (V21).
pub const TERM_COMMERCIAL: PolicyValue = PolicyValue::provisional("term.commercial", 1, "years", TERM_V1);
/// Sub-licensing (V21).
pub const TERM_SUB_LICENCE: PolicyValue = PolicyValue::provisional("term.sub-licence", 1, "years", TERM_V1);
/// Everything else (V21).
pub const TERM_OTHER: PolicyValue = PolicyValue::provisional("term.other", 3, "years", TERM_V1);

/// Every value, in the order of the flow.
pub const ALL: &[PolicyValue] = &[
    ENQUIRY_ANSWER,
    TITLE_CHARACTERS,
    LAY_SUMMARY_WORDS,
    DECISION,
    START_WINDOW,
    TERM_CONSENTED_ARCHIVING,
    TERM_OTHER_ARCHIVING,
    TERM_COMMERCIAL,
    TERM_SUB_LICENCE,
    TERM_OTHER,
];
