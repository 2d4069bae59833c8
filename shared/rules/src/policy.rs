//! Every value of these rules that is policy (domain.md §18): its source, and whether anyone has confirmed it.

use dars_vocabulary::code::PlaceKind;
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
/// Highest reading age of a lay summary before a hint (V26).
pub const LAY_SUMMARY_READING_AGE: PolicyValue =
    PolicyValue::provisional("lay-summary.reading-age", 18, "years", "our own, not confirmed (domain.md §9)");
/// Abbreviations that a lay summary need not explain (V26).
pub const COMMON_ABBREVIATIONS: &[&str] = &[
    "AIDS", "BMI", "CT", "COVID", "COVID-19", "DNA", "EU", "GP", "GPS", "HIV", "ICU", "MRI", "NHS", "NICE", "ONS",
    "PDF", "TB", "UK", "US", "USA", "WHO",
];
/// Kinds of place, within the UK, that a simple amendment may add for an organisation that is a party already (V32).
pub const SIMPLE_AMENDMENT_PLACES: &[PlaceKind] = &[PlaceKind::Storage, PlaceKind::Backup];
/// Longest text of one line: a reference, a version, a name.
pub const LINE_CHARACTERS: PolicyValue =
    PolicyValue::ours("line.characters", 200, "characters", "our own: the register's and mails' layout");
/// Longest text of several lines.
pub const TEXT_CHARACTERS: PolicyValue = PolicyValue::ours(
    "text.characters",
    20_000,
    "characters",
    "our own: the register's median is 21,000 for all of them",
);
/// Most controllers, processors or other parties, each.
pub const PARTIES: PolicyValue = PolicyValue::ours("list.parties", 100, "entries", "our own");
/// Most places.
pub const PLACES: PolicyValue = PolicyValue::ours("list.places", 100, "entries", "our own");
/// Most data sets asked for.
pub const DATA_SETS: PolicyValue = PolicyValue::ours("list.data-sets", 200, "entries", "our own");
/// Most fields named for one data set.
pub const FIELDS: PolicyValue = PolicyValue::ours("list.fields", 500, "entries", "our own");
/// Most planned files of one data set.
pub const DROPS: PolicyValue = PolicyValue::ours("list.drops", 200, "entries", "our own");
/// Most papers.
pub const PAPERS: PolicyValue = PolicyValue::ours("list.papers", 200, "entries", "our own");
/// Most codes or letters chosen from one list.
pub const CHOICES: PolicyValue = PolicyValue::ours("list.choices", 20, "entries", "our own");
/// An assurance that lapses within this is warned of (V06).
pub const ASSURANCE_LAPSING: PolicyValue =
    PolicyValue::ours("assurance.lapsing", 60, "days", "our own (domain.md §10)");
/// An enquiry is answered within this.
pub const ENQUIRY_ANSWER: PolicyValue =
    PolicyValue::ours("enquiry.answer", 10, "working days", "our own (domain.md §10)");
/// What tells of a breach is before the incident lead within this.
pub const INCIDENT_ANSWER: PolicyValue =
    PolicyValue::ours("incident.answer", 60, "minutes", "our own (domain.md §15, line 1)");
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

/// An enquirer who was asked is chased after this.
pub const ENQUIRY_CHASE: PolicyValue =
    PolicyValue::ours("enquiry.chase", 10, "working days", "our own (domain.md §10)");
/// An enquiry whose enquirer stays silent is closed after this.
pub const ENQUIRY_CLOSE: PolicyValue =
    PolicyValue::ours("enquiry.close", 20, "working days", "our own (domain.md §10)");
/// An enquirer's secret link opens their enquiry for so long after its end.
pub const ENQUIRY_LINK: PolicyValue =
    PolicyValue::ours("enquiry.link", 30, "days", "our own: time to read an answer and to come back");
/// What a link was exchanged for lasts so long.
pub const ENQUIRY_SESSION: PolicyValue = PolicyValue::ours("enquiry.session", 8, "hours", "our own: a working day");
/// Another link of the same enquiry is made no sooner than this.
pub const ENQUIRY_LINK_REST: PolicyValue =
    PolicyValue::ours("enquiry.link-rest", 10, "minutes", "our own: whoever asks again and again gets one");
/// Most mails in an hour to the address of an enquirer, who may not have asked for any.
pub const ENQUIRER_MAILS: PolicyValue =
    PolicyValue::ours("enquirer.mails", 5, "mails an hour", "our own: nobody is flooded through us");
/// Most enquiries in an hour from one address of someone who is not signed in.
pub const ENQUIRIES_RAISED: PolicyValue =
    PolicyValue::ours("enquiries.raised", 20, "enquiries an hour", "our own: more is a machine, or a mistake");
/// Largest mail that is read, its attachments among it.
pub const MAIL_SIZE: PolicyValue = PolicyValue::ours("mail.size", 30, "MiB", "our own: what mail servers usually take");
/// Most characters kept of a mail that waits to be filed.
pub const MAIL_CHARACTERS: PolicyValue =
    PolicyValue::ours("mail.characters", 20_000, "characters", "our own: as the longest text of a form");
/// A mail that joined no thread is filed within this.
pub const MAIL_FILED: PolicyValue = PolicyValue::provisional("mail.filed", 2, "working days", "our own, not confirmed");
/// A mail that nobody filed is emptied after this.
pub const MAIL_KEPT: PolicyValue = PolicyValue::provisional("mail.kept", 90, "days", "our own, not confirmed");
/// A preliminary assessment is done within this.
pub const PRELIMINARY_ASSESSMENT: PolicyValue =
    PolicyValue::ours("preliminary.assessment", 15, "working days", "our own (domain.md §10)");
/// An invitation to work on an application can be accepted for this long.
pub const INVITATION: PolicyValue = PolicyValue::ours("invitation.open", 14, "days", "our own");
/// Most invitations to one application that are open at once, or were sent on one day.
pub const INVITATIONS: PolicyValue = PolicyValue::ours("invitation.most", 10, "invitations", "our own");
/// A clarification is answered within this.
pub const CLARIFICATION_REPLY: PolicyValue =
    PolicyValue::ours("clarification.reply", 20, "working days", "our own (domain.md §10)");
/// An application whose applicant stays silent lapses after this.
pub const APPLICATION_LAPSE: PolicyValue =
    PolicyValue::ours("application.lapse", 90, "days", "our own (domain.md §10)");
/// A refusal can be asked to be reviewed for this long.
pub const DECISION_REVIEW_REQUEST: PolicyValue =
    PolicyValue::provisional("decision.review-request", 20, "working days", "our own, not confirmed");
/// An officer is away for at most this long while another acts for them.
pub const ABSENCE_DAYS: PolicyValue =
    PolicyValue::ours("absence.days", 92, "days", "our own: longer, and the cases are handed over");
/// An agreement that isn't signed by every party is void after this.
pub const SIGNATURE_VOID: PolicyValue = PolicyValue::ours("signature.void", 90, "days", "our own (domain.md §10)");
/// A framework contract lasts this long.
pub const FRAMEWORK_CONTRACT_TERM: PolicyValue =
    PolicyValue::provisional("framework-contract.term", 3, "years", "not found in published text (domain.md §4)");
/// A destruction certificate is due this long after the end.
pub const CERTIFICATE: PolicyValue =
    PolicyValue::provisional("destruction.certificate", 30, "days", "our own, not confirmed (domain.md §10)");
/// An agreement is expiring for this long before its last day.
pub const AGREEMENT_EXPIRING: PolicyValue =
    PolicyValue::ours("agreement.expiring", 90, "days", "our own (domain.md §4)");
/// A framework contract is expiring for this long before its last day.
pub const FRAMEWORK_CONTRACT_EXPIRING: PolicyValue =
    PolicyValue::ours("framework-contract.expiring", 90, "days", "our own (domain.md §4)");
/// A service agreement that has ended is closed after this.
pub const SERVICE_AGREEMENT_CLOSING: PolicyValue =
    PolicyValue::provisional("service-agreement.closing", 30, "days", "our own: as long as destruction may take");
/// Most files of one release.
pub const RELEASE_FILES: PolicyValue =
    PolicyValue::ours("release.files", 10_000, "files", "our own: far above any release the register lists");
/// Largest attachment.
pub const ATTACHMENT_BYTES: PolicyValue =
    PolicyValue::ours("attachment.bytes", 26_214_400, "bytes", "our own: 100 chunks of 256 KiB (design.md §2)");
/// Most attachments of one application.
pub const ATTACHMENTS: PolicyValue =
    PolicyValue::ours("list.attachments", 100, "files", "our own: as many as papers are named and looked through");
/// Most uploads that one person has begun for one application and not finished.
pub const OPEN_UPLOADS: PolicyValue = PolicyValue::ours("attachment.uploads", 10, "uploads", "our own");
/// Longest name of an attachment.
pub const ATTACHMENT_NAME_CHARACTERS: PolicyValue =
    PolicyValue::ours("attachment.name", 120, "characters", "our own: fits every file system");
/// Most entries of an office file, those of files within it included.
pub const ARCHIVE_ENTRIES: PolicyValue =
    PolicyValue::ours("attachment.entries", 4_000, "entries", "our own: far above any document");
/// Most bytes that an office file unpacks to.
pub const ARCHIVE_BYTES: PolicyValue =
    PolicyValue::ours("attachment.unpacked", 157_286_400, "bytes", "our own: six times the largest attachment");
/// Most bytes of one part of an office file that are held at once.
pub const ARCHIVE_PART_BYTES: PolicyValue =
    PolicyValue::ours("attachment.part", 33_554_432, "bytes", "our own: bounds what one upload takes of memory");
/// From so many rows on, rows that look like people are a table of persons.
pub const PERSONS_ROWS: PolicyValue =
    PolicyValue::ours("persons.rows", 5, "rows", "our own: below it an example in a protocol would be refused");

/// The register's monthly edition comes out on this working day; what waits is published by then.
pub const REGISTER_EDITION: PolicyValue =
    PolicyValue::ours("register.edition", 3, "working day of the month", "the register's own rhythm (domain.md §10)");
/// A count below this is told as "fewer than" it, so that it names nobody.
pub const SMALL_COUNT: PolicyValue = PolicyValue::ours(
    "performance.small-count",
    5,
    "cases",
    "our own: small refusal reasons would name who was refused",
);
/// Over how many months the published medians are taken.
pub const PERFORMANCE_MONTHS: PolicyValue =
    PolicyValue::ours("performance.months", 12, "months", "our own: long enough for medians, short enough to move");
/// From fewer cases than this nothing is forecast.
pub const FORECAST_FEWEST: PolicyValue =
    PolicyValue::ours("forecast.fewest", 20, "cases", "our own: quartiles of fewer jump with each case");
/// A forecast looks at no more cases than this, the newest.
pub const FORECAST_MOST: PolicyValue =
    PolicyValue::ours("forecast.most", 500, "cases", "our own: practice changes, and its cost must not grow");
/// How long people can tell how they found it.
pub const FEEDBACK_OPEN: PolicyValue =
    PolicyValue::ours("feedback.open", 60, "days", "our own: while it is still remembered");
/// Longest text of a published change.
pub const CHANGE_CHARACTERS: PolicyValue =
    PolicyValue::ours("feedback.change", 500, "characters", "our own: a list that can be read at a glance");

/// Days within which an advisory group's minutes are published.
pub const MINUTES: PolicyValue =
    PolicyValue::provisional("advice.minutes", 15, "working days", "our reading, not confirmed (domain.md §10)");
/// Longest life of one version of a precedent.
pub const PRECEDENT_TERM: PolicyValue =
    PolicyValue::provisional("precedent.term", 3, "years", "our own, not confirmed (domain.md §18)");

/// How old a result of the toolkit's previous version may be (V06).
pub const TOOLKIT_PREVIOUS: PolicyValue = PolicyValue {
    key: "assurance.toolkit-previous",
    value: 12,
    unit: "months",
    source: "DARS standard 2a, v2.0; that a version ends with June is not confirmed",
    provisional: true,
};

/// Every value, in the order of the flow.
pub const ALL: &[PolicyValue] = &[
    DROPS,
    INVITATION,
    INVITATIONS,
    ENQUIRY_ANSWER,
    INCIDENT_ANSWER,
    ENQUIRY_CHASE,
    ENQUIRY_CLOSE,
    ENQUIRY_LINK,
    ENQUIRY_SESSION,
    ENQUIRY_LINK_REST,
    ENQUIRER_MAILS,
    MAIL_SIZE,
    ENQUIRIES_RAISED,
    MAIL_CHARACTERS,
    MAIL_FILED,
    MAIL_KEPT,
    PRELIMINARY_ASSESSMENT,
    APPLICATION_LAPSE,
    TITLE_CHARACTERS,
    LAY_SUMMARY_WORDS,
    LAY_SUMMARY_READING_AGE,
    LINE_CHARACTERS,
    TEXT_CHARACTERS,
    PARTIES,
    PLACES,
    DATA_SETS,
    FIELDS,
    PAPERS,
    CHOICES,
    DECISION,
    CLARIFICATION_REPLY,
    MINUTES,
    PRECEDENT_TERM,
    DECISION_REVIEW_REQUEST,
    ABSENCE_DAYS,
    START_WINDOW,
    TERM_CONSENTED_ARCHIVING,
    TERM_OTHER_ARCHIVING,
    TERM_COMMERCIAL,
    TERM_SUB_LICENCE,
    TERM_OTHER,
    ASSURANCE_LAPSING,
    TOOLKIT_PREVIOUS,
    FRAMEWORK_CONTRACT_TERM,
    FRAMEWORK_CONTRACT_EXPIRING,
    SIGNATURE_VOID,
    AGREEMENT_EXPIRING,
    CERTIFICATE,
    SERVICE_AGREEMENT_CLOSING,
    RELEASE_FILES,
    ATTACHMENT_BYTES,
    ATTACHMENTS,
    OPEN_UPLOADS,
    ATTACHMENT_NAME_CHARACTERS,
    ARCHIVE_ENTRIES,
    ARCHIVE_BYTES,
    ARCHIVE_PART_BYTES,
    PERSONS_ROWS,
    REGISTER_EDITION,
    SMALL_COUNT,
    PERFORMANCE_MONTHS,
    FORECAST_FEWEST,
    FORECAST_MOST,
    FEEDBACK_OPEN,
    CHANGE_CHARACTERS,
];

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_value_has_a_key_of_its_own_and_says_where_it_comes_from() {
        let keys: BTreeSet<_> = ALL.iter().map(|value| value.key).collect();
        assert_eq!(keys.len(), ALL.len());
        assert!(ALL.iter().all(|value| value.value > 0 && !value.unit.is_empty() && !value.source.is_empty()));
    }

    #[test]
    fn no_common_abbreviation_is_listed_twice() {
        assert_eq!(COMMON_ABBREVIATIONS.iter().collect::<BTreeSet<_>>().len(), COMMON_ABBREVIATIONS.len());
    }
}
