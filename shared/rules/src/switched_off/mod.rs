//! Each rule, caught in the act: a content that it alone objects to, for each of its codes. Switched off, nobody does.
//!
//! docs/rules.md is written from the same table, so that it shows what the rules really say.

mod case;
mod data;
mod parties;
mod uses;

use std::{collections::BTreeSet, env, fmt::Write as _, fs, path::PathBuf};

use dars_vocabulary::{Finding, Severity, refusal::Basis};

use crate::{Listed, RULES, by_rules};
use case::Row;

fn cases() -> impl Iterator<Item = &'static Row> {
    [parties::CASES, data::CASES, uses::CASES].into_iter().flatten()
}

fn without(id: &str) -> impl Iterator<Item = &'static Listed> {
    RULES.iter().filter(move |rule| rule.id != id)
}

/// What the rule says in its case.
fn said((id, code, case): &Row) -> Finding {
    let case = case();
    let findings = by_rules(RULES, &case.look());
    let found = findings.iter().find(|found| found.rule == *id && found.code == *code);
    found.unwrap_or_else(|| panic!("{id} does not say {code}: {findings:#?}")).clone()
}

#[test]
fn switched_off_no_rule_is_replaced_by_another() {
    for row in cases() {
        let (id, code, case) = row;
        let said = said(row);
        let case = case();
        let rest = by_rules(without(id), &case.look());
        assert!(
            !rest.iter().any(|other| other.rule == *id || (other.code == *code && other.pointer == said.pointer)),
            "{id} {code} is said by another: {rest:#?}"
        );
        assert!(rest.len() < by_rules(RULES, &case.look()).len(), "{id} {code}");
    }
}

#[test]
fn every_rule_and_every_code_has_a_case() {
    let caught_in: BTreeSet<_> = cases().map(|(id, ..)| *id).collect();
    assert_eq!(caught_in, RULES.iter().map(|rule| rule.id).collect::<BTreeSet<_>>());
    let caught: BTreeSet<String> = cases().map(|(_, code, _)| (*code).to_owned()).collect();
    let written = codes_in_the_sources();
    assert!(written.len() > 100, "{written:?}");
    assert_eq!(written.difference(&caught).collect::<Vec<_>>(), Vec::<&String>::new());
}

/// Every text of the rules' own part of their files that is written like a code.
fn codes_in_the_sources() -> BTreeSet<String> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("src");
    let files = [folder.clone(), folder.join("completeness")].map(|folder| fs::read_dir(folder).unwrap());
    let paths = files.into_iter().flatten().map(|entry| entry.unwrap().path());
    let of_rules = paths.filter(|path| {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        name.starts_with('v') || name == "papers.rs" || path.parent().unwrap().ends_with("completeness")
    });
    let texts = of_rules.filter(|path| path.is_file()).map(|path| fs::read_to_string(path).unwrap());
    let own: Vec<String> = texts.map(|text| text.split("#[cfg(test)]").next().unwrap_or_default().to_owned()).collect();
    // The beginnings of words that V29 looks for are no codes.
    let words = ["sub-licen", "third-part"];
    let literals = own.iter().flat_map(|text| text.split('"'));
    let like_a_code = |text: &&str| {
        text.contains('-')
            && text
                .split('-')
                .all(|word| !word.is_empty() && word.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit()))
    };
    literals.filter(like_a_code).filter(|text| !words.contains(text)).map(str::to_owned).collect()
}

#[test]
fn each_finding_points_at_its_field_and_is_as_its_rule_is_listed() {
    for row in cases() {
        let (id, code, case) = row;
        let case = case();
        let found = said(row);
        let rule = RULES.iter().find(|rule| rule.id == *id).unwrap();
        assert!(rule.severities.contains(&found.severity), "{id} {code}: {:?}", found.severity);
        assert!(rule.stages.contains(&found.stage), "{id} {code}: {:?}", found.stage);
        assert!(rule.bases.contains(&found.basis), "{id} {code}: {:?}", found.basis);
        // A missing field cannot be pointed at in what is there: whatever would hold it can.
        let json = serde_json::to_value(&case.content).unwrap();
        let holder = found.pointer.rsplit_once('/').map_or("", |(holder, _)| holder);
        let there =
            json.pointer(holder).is_some() || holder.ends_with("/remote_access") || holder.ends_with("/opt_outs");
        assert!(there, "{id} {code}: {}", found.pointer);
    }
}

#[test]
fn a_message_cites_a_standard_only_where_it_is_published() {
    let mut cited = 0;
    for row in cases() {
        let found = said(row);
        let Some((_, rest)) = found.message.split_once("Standard ") else { continue };
        cited += 1;
        let Basis::Published { standard, .. } = found.basis else { panic!("{}: {}", found.rule, found.message) };
        assert!(rest.starts_with(&format!("{standard}:")), "{}: {}", found.rule, found.message);
    }
    assert!(cited > 15, "{cited}");
}

#[test]
fn the_rules_stand_once_in_order_and_say_where_they_come_from() {
    let ids: Vec<_> = RULES.iter().skip(1).map(|rule| rule.id).collect();
    assert!(ids.is_sorted_by(|one, two| one < two), "{ids:?}");
    for rule in RULES {
        assert!(
            !rule.asks.is_empty() && !rule.bases.is_empty() && !rule.stages.is_empty() && !rule.severities.is_empty()
        );
    }
}

#[test]
fn the_document_lists_every_rule_as_it_is() {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../docs/rules.md");
    let written = document();
    if env::var_os("UPDATE").is_some() {
        fs::write(&path, &written).unwrap();
    }
    let committed = fs::read_to_string(&path).unwrap_or_default();
    assert!(committed == written, "docs/rules.md is not what the rules say: run this test with UPDATE=1, and read it");
}

fn document() -> String {
    let mut text = String::from(
        "# The rules\n\nWritten by a test of shared/rules from the rules themselves (`UPDATE=1 cargo nextest run -p \
         dars-rules the_document`); the order is that of domain.md §9.\n\nA rule stops at its stage alone, and is shown \
         before as \"will stop you at …\". No rule refuses an application: only an approver does. `check` answers with \
         all findings at once; the same code serves drafting, submission, review and issue.\n\n| Rule | Asks | Where \
         it comes from | Stops at |\n|---|---|---|---|\n",
    );
    for rule in RULES {
        let bases: Vec<String> = rule.bases.iter().map(basis_in_words).collect();
        let stages: Vec<String> = rule.stages.iter().map(|stage| format!("{stage:?}").to_lowercase()).collect();
        let stops = if rule.severities == [Severity::Warning] {
            "nowhere: it warns".to_owned()
        } else if rule.severities.contains(&Severity::Warning) {
            format!("{}; some of it only warns", stages.join(", "))
        } else {
            stages.join(", ")
        };
        writeln!(text, "| {} | {} | {} | {stops} |", rule.id, rule.asks, bases.join("; ")).unwrap();
    }
    text.push_str("\n## What they say\n\nE: stops. W: warns. Each as it stands in one example.\n");
    for rule in RULES {
        writeln!(text, "\n### {}\n\n| Code | | At | Field | From | Says |\n|---|---|---|---|---|---|", rule.id)
            .unwrap();
        for row in cases().filter(|(id, ..)| *id == rule.id) {
            let found = said(row);
            let mark = if found.severity == Severity::Error { "E" } else { "W" };
            let message = found.message.replace('|', "\\|");
            let (at, from) = (format!("{:?}", found.stage).to_lowercase(), basis_in_words(&found.basis));
            writeln!(text, "| `{}` | {mark} | {at} | `{}` | {from} | {message} |", found.code, found.pointer).unwrap();
        }
    }
    text
}

fn basis_in_words(basis: &Basis) -> String {
    match basis {
        Basis::Published { standard, version: Some(version) } => format!("published: standard {standard}, {version}"),
        Basis::Published { standard, version: None } => format!("published: standard {standard}"),
        Basis::Reading => "our reading".to_owned(),
        Basis::Ours => "ours".to_owned(),
    }
}
