//! A version of an application, as `GET /applications/{nic}/versions/{version}` answers it, as a document on paper: every
//! field that is there, in words.

mod words;

use dars_paper::{Document, Fact, Group, Section, Table};
use dars_vocabulary::{
    code::{Article6, Article9, Cldc, cldc_label},
    content::SectionName,
};
use serde_json::{Map, Value};

use words::{day, said, words};

/// The document; `body` is whose service it is.
pub fn application(read: &Value, body: &str) -> Document {
    let content = read.get("content").filter(|content| !content.is_null());
    let title = content.and_then(|content| content.get("title")).map(|title| value("title", title));
    let handed_in = read.get("handed_in").and_then(Value::as_bool).unwrap_or_default();
    let submitted = read.get("submitted_on").and_then(Value::as_str);
    let mut sections: Vec<Section> = content.map(sections).unwrap_or_default();
    sections.extend(attachments(read));
    Document {
        kind: "Application".to_owned(),
        title: title.filter(|title| !title.is_empty()).unwrap_or_else(|| "An application without a title".to_owned()),
        reference: reference(read),
        day: submitted.and_then(|day| day.parse().ok()),
        body: body.to_owned(),
        sha256: text(read, "sha256"),
        notices: notice(content.is_some(), handed_in).into_iter().map(ToOwned::to_owned).collect(),
        facts: [
            ("Applicant", applicant(read)),
            ("Version", text(read, "version").map(|version| version.trim_start_matches('v').to_owned())),
            ("Handed in on", submitted.map(day)),
            ("Not written yet", content.filter(|_| !handed_in).and_then(missing)),
        ]
        .into_iter()
        .filter_map(|(label, said)| Some(Fact::new(label, said?)))
        .collect(),
        sections,
    }
}

/// The reference with its version, also for the names of files.
pub fn reference(read: &Value) -> String {
    let nic = text(read, "nic").unwrap_or_default();
    match text(read, "version") {
        Some(version) => format!("{nic}-{version}"),
        None => nic,
    }
}

fn text(read: &Value, field: &str) -> Option<String> {
    read.get(field).and_then(Value::as_str).map(ToOwned::to_owned)
}

fn notice(is_there: bool, handed_in: bool) -> Option<&'static str> {
    match (is_there, handed_in) {
        (false, _) => Some("What was written was removed on request."),
        (true, false) => Some("This is a draft: it has not been handed in like this."),
        (true, true) => None,
    }
}

fn applicant(read: &Value) -> Option<String> {
    let code = text(read, "organisation")?;
    Some(text(read, "organisation_name").map_or_else(|| code.clone(), |name| format!("{name} ({code})")))
}

/// The sections in the order of the form.
fn named() -> impl Iterator<Item = (String, &'static str)> {
    let all = SectionName::ALL.iter().filter(|name| **name != SectionName::Title);
    all.map(|name| (name.code().replace('-', "_"), name.code()))
}

fn missing(content: &Value) -> Option<String> {
    let written = |field: &str| content.get(field).is_some_and(|written| !written.is_null());
    let missing: Vec<String> = named().filter(|(field, _)| !written(field)).map(|(_, code)| words(code)).collect();
    (!missing.is_empty()).then(|| missing.join(", "))
}

/// The sections as far as they are written.
fn sections(content: &Value) -> Vec<Section> {
    named()
        .filter_map(|(field, code)| {
            let written = content.get(&field).filter(|written| !written.is_null())?;
            let mut section = section(written);
            section.heading = words(code);
            if section.facts.is_empty() && section.groups.is_empty() {
                section.facts.push(Fact::new("", "Nothing is written here."));
            }
            Some(section)
        })
        .collect()
}

/// What a section says, field by field; each of several things of a kind stands under a heading of its own.
fn section(written: &Value) -> Section {
    let Value::Object(fields) = written else {
        return Section { facts: vec![Fact::new("", value("", written))], ..Section::default() };
    };
    let mut section = Section::default();
    for (field, what) in in_order(fields) {
        match what {
            Value::Array(items) if items.iter().any(Value::is_object) => {
                section.groups.extend((1_usize..).zip(items).map(|(number, item)| Group {
                    heading: format!("{} {number}", words::one(field)),
                    facts: facts(item),
                }));
            }
            other => section.facts.extend(fact(field, other)),
        }
    }
    section
}

fn facts(item: &Value) -> Vec<Fact> {
    match item {
        Value::Object(fields) => in_order(fields).flat_map(|(field, what)| fact(field, what)).collect(),
        other => vec![Fact::new("", value("", other))],
    }
}

/// A field; one that has parts is a field for each.
fn fact(field: &str, what: &Value) -> Vec<Fact> {
    match what {
        Value::Object(parts) if period(parts).is_none() => in_order(parts)
            .filter(|(_, part)| !is_empty(part))
            .map(|(part, what)| Fact::new(format!("{}: {}", words(field), words::small(part)), value(part, what)))
            .collect(),
        other if is_empty(other) => Vec::new(),
        other => vec![Fact::new(words(field), value(field, other))],
    }
}

fn is_empty(what: &Value) -> bool {
    match what {
        Value::Null => true,
        Value::String(text) => text.trim().is_empty(),
        Value::Array(items) => items.iter().all(is_empty),
        Value::Object(parts) => parts.values().all(is_empty),
        Value::Bool(_) | Value::Number(_) => false,
    }
}

/// The fields as people read them: first which one it is, then what it says.
fn in_order(fields: &Map<String, Value>) -> impl Iterator<Item = (&str, &Value)> {
    let mut fields: Vec<(&str, &Value)> = fields.iter().map(|(field, what)| (field.as_str(), what)).collect();
    fields.sort_by_key(|(field, _)| (words::rank(field), *field));
    fields.into_iter()
}

/// The letters of an article, a line for each, with their full text; what is no letter stands as it was written.
fn articles(field: &str, letters: &[Value]) -> String {
    let cited = |letter: &str| match field {
        "gdpr_article_6" => Article6::of(letter).map(Article6::cited),
        _ => Article9::of(letter).map(Article9::cited),
    };
    let line = |letter: &Value| letter.as_str().and_then(cited).unwrap_or_else(|| value(field, letter));
    letters.iter().map(line).collect::<Vec<_>>().join("\n")
}

/// The basis in the duty of confidentiality under the register's label, as far as every code of it is known.
fn duty(bases: &[Value]) -> String {
    let known = |code: &Value| Cldc::ALL.iter().copied().find(|basis| code.as_str() == Some(basis.code()));
    let set: Option<Vec<Cldc>> = bases.iter().map(known).collect();
    set.and_then(|set| cldc_label(&set))
        .unwrap_or_else(|| bases.iter().map(|basis| value("cldc", basis)).collect::<Vec<_>>().join(", "))
}

/// A value in words: lists by commas, what has parts a line for each.
fn value(field: &str, what: &Value) -> String {
    match what {
        Value::Null => String::new(),
        Value::Bool(true) => "Yes".to_owned(),
        Value::Bool(false) => "No".to_owned(),
        Value::Number(number) => number.to_string(),
        Value::String(text) => said(field, text),
        Value::Array(items) if items.iter().any(Value::is_object) => {
            items.iter().map(|item| value(field, item)).collect::<Vec<_>>().join("\n")
        }
        Value::Array(letters) if matches!(field, "gdpr_article_6" | "gdpr_article_9") => articles(field, letters),
        Value::Array(bases) if field == "cldc" => duty(bases),
        Value::Array(items) => items.iter().map(|item| value(field, item)).collect::<Vec<_>>().join(", "),
        Value::Object(parts) => period(parts).unwrap_or_else(|| {
            in_order(parts)
                .filter(|(_, part)| !is_empty(part))
                .map(|(field, part)| format!("{}: {}", words(field), value(field, part)))
                .collect::<Vec<_>>()
                .join("\n")
        }),
    }
}

fn period(parts: &Map<String, Value>) -> Option<String> {
    let (from, to) = (parts.get("from")?.as_str()?, parts.get("to")?.as_str()?);
    (parts.len() == 2).then(|| format!("{} to {}", day(from), day(to)))
}

/// What lies with it, as a table.
fn attachments(read: &Value) -> Option<Section> {
    let items = read.get("attachments").and_then(Value::as_array).filter(|items| !items.is_empty())?;
    let row = |item: &Value| {
        let size = item.get("size").and_then(Value::as_u64).unwrap_or_default();
        vec![
            text(item, "id").unwrap_or_default(),
            text(item, "name").unwrap_or_else(|| "not shown".to_owned()),
            format!("{} KiB", size.div_ceil(1024)),
            words::scan(&text(item, "scan").unwrap_or_default()),
        ]
    };
    let table = Table {
        caption: "What lies with this version".to_owned(),
        columns: ["No.", "File", "Size", "Virus scanner"].map(str::to_owned).to_vec(),
        rows: items.iter().map(row).collect(),
    };
    Some(Section { heading: "Attachments".to_owned(), tables: vec![table], ..Section::default() })
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn read() -> Value {
        json!({
            "nic": "DARS-NIC-900102-M2R8D", "version": "v0.1", "handed_in": true, "organisation": "WYCHMOOR",
            "organisation_name": "Wychmoor University", "submitted_on": "2026-08-27", "sha256": "0f",
            "content": {
                "title": "Hip fracture pathways",
                "term": {"start": "2026-12-01", "end": "2028-11-30", "territory": "england"},
                "legal_basis": {"gdpr_article_6": ["e", "?"], "gdpr_article_9": ["j"]},
                "parties": {"controllers": [{"organisation": "WYCHMOOR", "also_processes": true}],
                    "controller_basis": "sole", "processors": []},
                "data_sets": {"requests": [{"dataset": "hes-apc", "cldc": ["none"], "level": "pseudonymised",
                    "opt_outs": {"applied": false, "reason": "not-identifying", "evidence": null},
                    "period": {"from": "2016-04-01", "to": "2026-03-31"}}]},
                "benefits": {},
            },
            "attachments": [{"id": "1", "name": "Prüfplan.pdf", "size": 2049, "scan": "passed"}],
        })
    }

    fn all(document: &Document) -> Vec<(&str, &str)> {
        document
            .sections
            .iter()
            .flat_map(|section| section.facts.iter().chain(section.groups.iter().flat_map(|group| &group.facts)))
            .map(|fact| (fact.label.as_str(), fact.value.as_str()))
            .collect()
    }

    #[test]
    fn every_field_stands_on_paper_in_the_order_of_the_form() {
        let document = application(&read(), "The data body");
        assert_eq!(document.reference, "DARS-NIC-900102-M2R8D-v0.1");
        assert_eq!(document.notices, [""; 0]);
        let headings: Vec<&str> = document.sections.iter().map(|section| section.heading.as_str()).collect();
        assert_eq!(headings, ["Parties", "Data sets", "Legal basis", "Benefits", "Term", "Attachments"]);
        let groups: Vec<&str> =
            document.sections.iter().flat_map(|section| &section.groups).map(|group| group.heading.as_str()).collect();
        assert_eq!(groups, ["Controller 1", "Data set 1"]);
        let article = |label: &str| {
            let facts = document.sections.iter().flat_map(|section| &section.facts);
            facts.clone().find(|fact| fact.label == label).unwrap().value.clone()
        };
        let task = "Art 6(1)(e): processing is necessary for the performance of a task of the controller";
        assert!(article("UK GDPR Article 6(1)").starts_with(task) && article("UK GDPR Article 6(1)").ends_with("\n?"));
        assert!(article("UK GDPR Article 9(2)").starts_with("Art 9(2)(j): processing is necessary for archiving"));
        let others: Vec<(&str, &str)> =
            all(&document).into_iter().filter(|(label, _)| !label.starts_with("UK GDPR")).collect();
        assert_eq!(
            others,
            [
                ("Sole or joint controllers", "Sole"),
                ("Organisation", "WYCHMOOR"),
                ("Also processes", "Yes"),
                ("Data set", "hes-apc"),
                ("Period", "1 April 2016 to 31 March 2026"),
                ("Level", "Pseudonymised"),
                ("Common law duty of confidentiality", "Does not include the flow of confidential data"),
                ("National data opt-out: applied", "No"),
                ("National data opt-out: reason", "The data identifies nobody"),
                ("", "Nothing is written here."),
                ("Start", "1 December 2026"),
                ("End", "30 November 2028"),
                ("Territory", "England"),
            ]
        );
        let facts: Vec<(&str, &str)> =
            document.facts.iter().map(|fact| (fact.label.as_str(), fact.value.as_str())).collect();
        let top =
            [("Applicant", "Wychmoor University (WYCHMOOR)"), ("Version", "0.1"), ("Handed in on", "27 August 2026")];
        assert_eq!(facts, top);
        assert_eq!(document.sections[5].tables[0].rows, [["1", "Prüfplan.pdf", "3 KiB", "found nothing"]]);
        dars_paper::pdf(&document).unwrap();
    }

    #[test]
    fn a_draft_and_what_was_removed_say_so() {
        let mut draft = read();
        (draft["handed_in"], draft["sha256"], draft["submitted_on"]) = (json!(false), Value::Null, Value::Null);
        let document = application(&draft, "");
        assert_eq!(document.notices, ["This is a draft: it has not been handed in like this."]);
        assert_eq!(document.reference, "DARS-NIC-900102-M2R8D-v0.1");
        let missing = document.facts.last().unwrap();
        assert_eq!(missing.label, "Not written yet");
        assert!(missing.value.starts_with("Locations, Purpose"), "{}", missing.value);
        draft["version"] = Value::Null;
        assert_eq!(application(&draft, "").reference, "DARS-NIC-900102-M2R8D");
        let mut removed = read();
        removed["content"] = Value::Null;
        let document = application(&removed, "");
        assert_eq!(document.notices, ["What was written was removed on request."]);
        assert_eq!(document.title, "An application without a title");
        dars_paper::pdf(&document).unwrap();
    }
}
