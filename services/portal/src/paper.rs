//! What the API answers, as a document on paper: every field that is there, in words.

use dars_paper::{Document, Fact, Section};
use dars_vocabulary::{
    code::{Article6, Article9, Cldc, cldc_label},
    content::SectionName,
};
use serde_json::Value;

/// An application as `GET /applications/{nic}` answers it; `body` is whose service it is.
pub fn application(read: &Value, body: &str) -> Document {
    let text = |field: &str| read.get(field).map(value).unwrap_or_default();
    let version = read.get("version").and_then(Value::as_str);
    let content = read.get("content").filter(|content| !content.is_null());
    let title = content.and_then(|content| content.get("title")).map(value).unwrap_or_default();
    let mut notices = Vec::new();
    if content.is_none() {
        notices.push("What was written was removed on request.".to_owned());
    } else if version.is_none() {
        notices.push("This is a draft: nothing has been submitted.".to_owned());
    }
    Document {
        kind: "Application".to_owned(),
        title: if title.is_empty() { "An application without a title".to_owned() } else { title },
        reference: version.map_or_else(|| text("nic"), |version| format!("{}-v{version}", text("nic"))),
        day: read.get("submitted_on").and_then(Value::as_str).and_then(|day| day.parse().ok()),
        body: body.to_owned(),
        sha256: read.get("sha256").and_then(Value::as_str).map(ToOwned::to_owned),
        notices,
        facts: ["organisation", "state", "submitted_on", "decision_due"]
            .into_iter()
            .map(|field| Fact::new(words(field), text(field)))
            .filter(|fact| !fact.value.is_empty())
            .collect(),
        sections: content.map(sections).unwrap_or_default(),
    }
}

/// The sections in their order, as far as they are written.
fn sections(content: &Value) -> Vec<Section> {
    SectionName::ALL
        .iter()
        .filter(|name| **name != SectionName::Title)
        .filter_map(|name| {
            let written = content.get(name.code().replace('-', "_"))?;
            Some(Section { heading: words(name.code()), facts: facts(written), tables: Vec::new() })
        })
        .collect()
}

/// What a section says, field by field; each of several things of a kind stands by itself.
fn facts(written: &Value) -> Vec<Fact> {
    let Value::Object(fields) = written else { return vec![Fact::new("", value(written))] };
    fields
        .iter()
        .flat_map(|(field, what)| match what {
            Value::Array(items) if items.iter().any(Value::is_object) => items
                .iter()
                .enumerate()
                .map(|(at, item)| Fact::new(format!("{} {}", words(field), at.saturating_add(1)), value(item)))
                .collect(),
            Value::Null => Vec::new(),
            Value::Array(letters) if matches!(field.as_str(), "gdpr_article_6" | "gdpr_article_9") => {
                vec![Fact::new(words(field), articles(field, letters))]
            }
            other => vec![Fact::new(words(field), value(other))],
        })
        .collect()
}

/// The letters of an article, a line for each, with their full text; what is no letter stands as it was written.
fn articles(field: &str, letters: &[Value]) -> String {
    let cited = |letter: &str| match field {
        "gdpr_article_6" => Article6::of(letter).map(Article6::cited),
        _ => Article9::of(letter).map(Article9::cited),
    };
    let line = |letter: &Value| letter.as_str().and_then(cited).unwrap_or_else(|| value(letter));
    letters.iter().map(line).collect::<Vec<_>>().join("\n")
}

/// The basis in the duty of confidentiality under the register's label, as far as every code of it is known.
fn duty(bases: &[Value]) -> String {
    let known = |code: &Value| Cldc::ALL.iter().copied().find(|basis| code.as_str() == Some(basis.code()));
    let set: Option<Vec<Cldc>> = bases.iter().map(known).collect();
    set.and_then(|set| cldc_label(&set)).unwrap_or_else(|| bases.iter().map(value).collect::<Vec<_>>().join(", "))
}

/// A value in words: lists by commas, what has parts a line for each.
fn value(what: &Value) -> String {
    match what {
        Value::Null => String::new(),
        Value::Bool(true) => "Yes".to_owned(),
        Value::Bool(false) => "No".to_owned(),
        Value::Number(number) => number.to_string(),
        Value::String(text) => text.clone(),
        Value::Array(items) => items.iter().map(value).collect::<Vec<_>>().join(", "),
        Value::Object(fields) => match (fields.get("from"), fields.get("to")) {
            (Some(from), Some(to)) if fields.len() == 2 => format!("{} to {}", value(from), value(to)),
            _ => fields
                .iter()
                .filter(|(_, part)| !part.is_null())
                .map(|(field, part)| match part {
                    Value::Array(bases) if field == "cldc" => format!("{}: {}", words(field), duty(bases)),
                    _ => format!("{}: {}", words(field), value(part)),
                })
                .collect::<Vec<_>>()
                .join("\n"),
        },
    }
}

/// A field's name as people read it.
fn words(field: &str) -> String {
    let known = match field {
        "gdpr_article_6" => "UK GDPR Article 6(1)",
        "gdpr_article_9" => "UK GDPR Article 9(2)",
        "schedule_1_condition" => "Condition of Schedule 1, Data Protection Act 2018",
        "section_251" => "Support under section 251",
        "cag_reference" => "CAG reference",
        "cldc" => "Common law duty of confidentiality",
        "opt_outs" => "National data opt-out",
        "url" => "Address",
        "sha256" => "SHA-256",
        _ => "",
    };
    if !known.is_empty() {
        return known.to_owned();
    }
    let plain = field.replace(['_', '-'], " ");
    let mut letters = plain.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn read() -> Value {
        json!({
            "nic": "DARS-NIC-900102-M2R8D", "version": "0.1", "state": "CLARIFICATION", "organisation": "WYCHMOOR",
            "submitted_on": "2026-08-27", "decision_due": null, "sha256": "0f",
            "content": {
                "title": "Hip fracture pathways",
                "term": {"start": "2026-12-01", "end": "2028-11-30", "territory": "england"},
                "legal_basis": {"gdpr_article_6": ["e", "?"], "gdpr_article_9": ["j"]},
                "parties": {"controllers": [{"organisation": "WYCHMOOR", "also_processes": true}],
                    "controller_basis": "sole"},
                "data_sets": {"requests": [{"dataset": "hes-apc", "cldc": ["none"],
                    "period": {"from": "2016-04-01", "to": "2026-03-31"}}]},
            },
        })
    }

    #[test]
    fn every_field_stands_on_paper_in_the_order_of_the_form() {
        let document = application(&read(), "The data body");
        assert_eq!(document.reference, "DARS-NIC-900102-M2R8D-v0.1");
        assert_eq!(document.notices, [""; 0]);
        let headings: Vec<&str> = document.sections.iter().map(|section| section.heading.as_str()).collect();
        assert_eq!(headings, ["Parties", "Data sets", "Legal basis", "Term"]);
        let said: Vec<(&str, &str)> = document
            .sections
            .iter()
            .flat_map(|section| &section.facts)
            .map(|fact| (fact.label.as_str(), fact.value.as_str()))
            .collect();
        assert!(said.contains(&("Controllers 1", "Also processes: Yes\nOrganisation: WYCHMOOR")), "{said:?}");
        let request = "Common law duty of confidentiality: Does not include the flow of confidential data\nDataset: hes-apc\nPeriod: 2016-04-01 to 2026-03-31";
        assert!(said.contains(&("Requests 1", request)), "{said:?}");
        assert!(said.contains(&("Territory", "england")), "{said:?}");
        let article = |label: &str| said.iter().find(|(of, _)| *of == label).unwrap().1;
        let task = "Art 6(1)(e): processing is necessary for the performance of a task of the controller";
        assert!(article("UK GDPR Article 6(1)").starts_with(task), "{said:?}");
        assert!(article("UK GDPR Article 6(1)").ends_with("\n?"), "{said:?}");
        assert!(article("UK GDPR Article 9(2)").starts_with("Art 9(2)(j): processing is necessary for archiving"));
        dars_paper::pdf(&document).unwrap();
    }

    #[test]
    fn a_draft_and_what_was_removed_say_so() {
        let mut draft = read();
        (draft["version"], draft["sha256"]) = (Value::Null, Value::Null);
        assert_eq!(application(&draft, "").notices, ["This is a draft: nothing has been submitted."]);
        assert_eq!(application(&draft, "").reference, "DARS-NIC-900102-M2R8D");
        let mut removed = read();
        removed["content"] = Value::Null;
        let document = application(&removed, "");
        assert_eq!(document.notices, ["What was written was removed on request."]);
        assert_eq!(document.title, "An application without a title");
        dars_paper::pdf(&document).unwrap();
    }
}
