//! How long texts may be, and which characters and addresses they may hold.

use dars_vocabulary::{ApplicationContent, Finding};

use super::COMPLETE;
use crate::policy;

/// What kind of text it is.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Title,
    /// One line.
    Line,
    /// Several lines.
    Text,
    /// A public address.
    Address,
}

/// Every text that is too long, holds what no reader should see, or is no address though it should be one.
pub(super) fn unreadable(content: &ApplicationContent) -> Vec<Finding> {
    let mut findings = Vec::new();
    each(content, |pointer, text, kind| findings.extend(of_text(pointer, text, kind)));
    findings
}

pub(super) fn of_text(pointer: &dyn Fn() -> String, text: &str, kind: Kind) -> Option<Finding> {
    let (most, code) = match kind {
        Kind::Title => (policy::TITLE_CHARACTERS, "title-too-long"),
        Kind::Line => (policy::LINE_CHARACTERS, "text-too-long"),
        Kind::Text | Kind::Address => (policy::TEXT_CHARACTERS, "text-too-long"),
    };
    let characters = if text.is_ascii() { text.len() } else { text.chars().count() };
    if !u32::try_from(characters).is_ok_and(|characters| characters <= most.value) {
        let message = format!("This has {characters} characters: shorten it to {}.", most.value);
        return Some(COMPLETE.finding(code, pointer(), message));
    }
    if !all_readable(text, kind) {
        let message = "This holds characters that cannot be shown: write it again as plain text.";
        return Some(COMPLETE.finding("characters-not-allowed", pointer(), message));
    }
    (kind == Kind::Address && !is_public_address(text)).then(|| {
        let message = "Give the full address of the page, beginning with https://.";
        COMPLETE.finding("not-an-address", pointer(), message)
    })
}

fn all_readable(text: &str, kind: Kind) -> bool {
    // Most texts are plain, and their bytes are looked at much faster than characters.
    if text.is_ascii() {
        return !text.bytes().any(|byte| byte.is_ascii_control() && !is_readable(char::from(byte), kind));
    }
    text.chars().all(|character| is_readable(character, kind))
}

/// No control characters, and none that turn the direction of writing and so can hide what is said.
fn is_readable(character: char, kind: Kind) -> bool {
    let turns = matches!(character, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    let breaks = kind == Kind::Text && matches!(character, '\n' | '\r' | '\t');
    !turns && (breaks || !character.is_control())
}

fn is_public_address(text: &str) -> bool {
    let host = text.strip_prefix("https://").and_then(|rest| rest.split(['/', '?', '#']).next()).unwrap_or_default();
    let named = |host: &str| host.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-.:".contains(&byte));
    host.contains('.') && !host.starts_with('.') && named(host) && !text.contains(char::is_whitespace)
}

/// Calls `see` with every text and where it stands; that is only written out when something is wrong, for there may be a
/// hundred thousand names of fields.
fn each<'a>(content: &'a ApplicationContent, mut see: impl FnMut(&dyn Fn() -> String, &'a str, Kind)) {
    for (pointer, text, kind) in single_texts(content) {
        see(&|| pointer.to_owned(), text, kind);
    }
    for (at, place) in content.locations.iter().flat_map(|section| &section.places).enumerate() {
        let texts = [
            ("address", place.address.as_deref(), Kind::Text),
            ("cloud_risk_evidence", place.cloud_risk_evidence.as_deref(), Kind::Line),
            ("transfer_safeguard", place.transfer_safeguard.as_deref(), Kind::Text),
        ];
        for (field, text, kind) in texts {
            if let Some(text) = text {
                see(&|| format!("/locations/places/{at}/{field}"), text, kind);
            }
        }
    }
    for (at, named) in content.term.iter().flat_map(|term| &term.countries).enumerate() {
        see(&|| format!("/term/countries/{at}/transfer_tool"), &named.transfer_tool, Kind::Text);
    }
    for (at, request) in content.requests().iter().enumerate() {
        let at = |field: &str| format!("/data_sets/requests/{at}/{field}");
        see(&|| at("dataset"), &request.dataset, Kind::Line);
        for (number, field) in request.fields.iter().enumerate() {
            see(&|| at(&format!("fields/{number}")), field, Kind::Line);
        }
        let opt_out_evidence = request.opt_outs.as_ref().and_then(|said| said.evidence.as_deref());
        let texts = [
            ("extract_reason", request.extract_reason.as_deref(), Kind::Text),
            ("minimisation_note", request.minimisation_note.as_deref(), Kind::Text),
            ("filter", request.filter.as_deref(), Kind::Text),
            ("opt_outs/evidence", opt_out_evidence, Kind::Line),
        ];
        for (field, text, kind) in texts {
            if let Some(text) = text {
                see(&|| at(field), text, kind);
            }
        }
    }
    let support = content.legal_basis.as_ref().and_then(|basis| basis.section_251.as_ref());
    for (at, dataset) in support.iter().flat_map(|support| &support.data_sets).enumerate() {
        see(&|| format!("/legal_basis/section_251/data_sets/{at}"), dataset, Kind::Line);
    }
    for (at, paper) in content.evidence.iter().flat_map(|section| &section.items).enumerate() {
        see(&|| format!("/evidence/items/{at}/title"), &paper.title, Kind::Line);
        see(&|| format!("/evidence/items/{at}/reference"), &paper.reference, Kind::Line);
    }
}

/// The texts that stand at one place each.
fn single_texts(content: &ApplicationContent) -> impl Iterator<Item = (&'static str, &str, Kind)> {
    let parties = content.parties.as_ref();
    let basis = content.legal_basis.as_ref();
    let support = basis.and_then(|basis| basis.section_251.as_ref());
    let agreed = basis.and_then(|basis| basis.consent.as_ref());
    let purpose = content.purpose.as_ref();
    let benefits = content.benefits.as_ref();
    let licence = content.sub_licensing.as_ref();
    let ethics = content.ethics.as_ref();
    let notice = content.privacy_notice.as_ref();
    let term = content.term.as_ref();
    let sheet = agreed.and_then(|it| it.information_sheet.as_deref());
    let letter_version = ethics.and_then(|it| it.letter_protocol_version.as_deref());
    [
        ("/title", content.title.as_deref(), Kind::Title),
        ("/parties/joint_arrangement", parties.and_then(|it| it.joint_arrangement.as_deref()), Kind::Text),
        ("/legal_basis/schedule_1_condition", basis.and_then(|it| it.schedule_1_condition.as_deref()), Kind::Text),
        ("/legal_basis/interest_test", basis.and_then(|it| it.interest_test.as_deref()), Kind::Text),
        ("/legal_basis/section_251/cag_reference", support.map(|it| it.cag_reference.as_str()), Kind::Line),
        ("/legal_basis/consent/form", agreed.and_then(|it| it.form.as_deref()), Kind::Line),
        ("/legal_basis/consent/information_sheet", sheet, Kind::Line),
        ("/purpose/objective", purpose.map(|it| it.objective.as_str()), Kind::Text),
        ("/purpose/processing_activities", purpose.map(|it| it.processing_activities.as_str()), Kind::Text),
        ("/purpose/lay_summary", purpose.map(|it| it.lay_summary.as_str()), Kind::Text),
        ("/purpose/public_interest", purpose.and_then(|it| it.public_interest.as_deref()), Kind::Text),
        ("/purpose/data_subjects", purpose.and_then(|it| it.data_subjects.as_deref()), Kind::Text),
        ("/outputs/expected", content.outputs.as_ref().map(|it| it.expected.as_str()), Kind::Text),
        ("/benefits/expected", benefits.map(|it| it.expected.as_str()), Kind::Text),
        ("/benefits/yielded", benefits.and_then(|it| it.yielded.as_deref()), Kind::Text),
        ("/benefits/no_yielded_reason", benefits.and_then(|it| it.no_yielded_reason.as_deref()), Kind::Text),
        ("/sub_licensing/template", licence.and_then(|it| it.template.as_deref()), Kind::Line),
        ("/sub_licensing/criteria", licence.and_then(|it| it.criteria.as_deref()), Kind::Line),
        ("/sub_licensing/group_terms", licence.and_then(|it| it.group_terms.as_deref()), Kind::Line),
        ("/sub_licensing/flow_down", licence.and_then(|it| it.flow_down.as_deref()), Kind::Text),
        ("/sub_licensing/added_value", licence.and_then(|it| it.added_value.as_deref()), Kind::Text),
        ("/sub_licensing/register_url", licence.and_then(|it| it.register_url.as_deref()), Kind::Address),
        ("/ethics/reference", ethics.and_then(|it| it.reference.as_deref()), Kind::Line),
        ("/ethics/letter", ethics.and_then(|it| it.letter.as_deref()), Kind::Line),
        ("/ethics/protocol", ethics.and_then(|it| it.protocol.as_deref()), Kind::Line),
        ("/ethics/protocol_version", ethics.and_then(|it| it.protocol_version.as_deref()), Kind::Line),
        ("/ethics/letter_protocol_version", letter_version, Kind::Line),
        ("/ethics/tool_output", ethics.and_then(|it| it.tool_output.as_deref()), Kind::Line),
        ("/privacy_notice/url", notice.map(|it| it.url.as_str()), Kind::Address),
        ("/term/longer_because", term.and_then(|it| it.longer_because.as_deref()), Kind::Text),
    ]
    .into_iter()
    .filter_map(|(pointer, text, kind)| Some((pointer, text?, kind)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        finding::seen,
        sample::{complete, sub_licensing},
    };

    type Write = fn(&mut ApplicationContent, String);

    #[test]
    fn each_text_has_a_most_and_holds_readable_characters() {
        let table: [(&str, &str, usize, Write); 8] = [
            ("title-too-long", "/title", 200, |c, text| c.title = Some(text)),
            ("text-too-long", "/purpose/objective", 20_000, |c, text| c.purpose.as_mut().unwrap().objective = text),
            ("text-too-long", "/outputs/expected", 20_000, |c, text| c.outputs.as_mut().unwrap().expected = text),
            ("text-too-long", "/ethics/reference", 200, |c, text| c.ethics.as_mut().unwrap().reference = Some(text)),
            ("text-too-long", "/locations/places/1/address", 20_000, |c, text| {
                c.locations.as_mut().unwrap().places[1].address = Some(text);
            }),
            ("text-too-long", "/data_sets/requests/0/filter", 20_000, |c, text| {
                c.data_sets.as_mut().unwrap().requests[0].filter = Some(text);
            }),
            ("text-too-long", "/data_sets/requests/0/fields/1", 200, |c, text| {
                c.data_sets.as_mut().unwrap().requests[0].fields = vec!["SEX".to_owned(), text];
            }),
            ("text-too-long", "/evidence/items/0/title", 200, |c, text| {
                c.evidence.as_mut().unwrap().items[0].title = text;
            }),
        ];
        for (code, pointer, most, write) in table {
            let line = most == 200;
            let forbidden = Some("characters-not-allowed");
            let texts = [
                ("é".repeat(most), None),
                ("é".repeat(most + 1), Some(code)),
                ("a\nb\tc".to_owned(), if line { forbidden } else { None }),
                ("a\u{0}b".to_owned(), forbidden),
                ("a\u{202e}b".to_owned(), forbidden),
                ("Universität — “quoted” 測試".to_owned(), None),
            ];
            for (text, expected) in texts {
                let mut content = complete();
                write(&mut content, text.clone());
                let expected: Vec<_> = expected.map(|code| (code, pointer)).into_iter().collect();
                assert_eq!(
                    seen(&unreadable(&content)),
                    expected,
                    "{pointer} {:?}",
                    text.chars().take(9).collect::<String>()
                );
            }
        }
    }

    #[test]
    fn an_address_is_one_of_a_public_page() {
        for (text, good) in [
            ("https://nu01.example/privacy?lang=en#uses", true),
            ("https://nu01.example", true),
            ("https://nu01.example:8443/", true),
            ("http://nu01.example/privacy", false),
            ("https://", false),
            ("https://localhost/privacy", false),
            ("https://name:word@nu01.example/", false),
            ("https://nu01.example/a page", false),
            ("javascript:alert(1)", false),
            ("", false),
        ] {
            let mut content = sub_licensing();
            content.privacy_notice.as_mut().unwrap().url = text.to_owned();
            content.sub_licensing.as_mut().unwrap().register_url = Some(text.to_owned());
            let expected: &[_] = if good {
                &[]
            } else {
                &[("not-an-address", "/sub_licensing/register_url"), ("not-an-address", "/privacy_notice/url")]
            };
            assert_eq!(seen(&unreadable(&content)), expected, "{text}");
        }
    }
}
