//! What must be there at submission: our own rule, since a form with holes is only sent back.

mod lists;
mod particulars;
mod texts;

use dars_vocabulary::{
    ApplicationContent, Finding, Severity, Stage,
    code::{Article6, Article9},
    content::{LegalBasis, SectionName},
    refusal::Basis,
};

use crate::{finding::Rule, v16_ethics::is_research_on_people};

const COMPLETE: Rule = Rule { id: "complete", severity: Severity::Error, stage: Stage::Submit, basis: Basis::Ours };

/// Every section that is missing, every text that is empty, and every text, list, letter, place or paper that cannot
/// be one.
pub fn completeness(content: &ApplicationContent) -> Vec<Finding> {
    let mut findings = missing_sections(content);
    findings.extend(empty_texts(content));
    findings.extend(texts::unreadable(content));
    findings.extend(lists::too_long(content));
    findings.extend(lists::places(content));
    findings.extend(content.legal_basis.iter().flat_map(legal_letters));
    findings.extend(lists::papers(content));
    findings.extend(particulars::wrong(content));
    findings
}

fn missing_sections(content: &ApplicationContent) -> Vec<Finding> {
    SectionName::ALL
        .iter()
        .filter(|section| match section {
            SectionName::Title => content.title.as_deref().is_none_or(is_empty),
            SectionName::Parties => content.parties.is_none(),
            SectionName::DataSets => content.data_sets.is_none(),
            SectionName::LegalBasis => content.legal_basis.is_none(),
            SectionName::Purpose => content.purpose.is_none(),
            SectionName::Outputs => content.outputs.is_none(),
            SectionName::Benefits => content.benefits.is_none(),
            SectionName::Commercial => content.commercial.is_none(),
            SectionName::Term => content.term.is_none(),
            SectionName::Locations => content.locations.is_none(),
            SectionName::PrivacyNotice => content.privacy_notice.is_none(),
            SectionName::Ethics => content.ethics.is_none() && is_research_on_people(content),
            // Absent sub-licensing is none; papers are asked for by the rules that need them.
            SectionName::SubLicensing | SectionName::Evidence => false,
        })
        .map(|section| {
            let name = section.code();
            let pointer = format!("/{}", name.replace('-', "_"));
            COMPLETE.finding("section-missing", pointer, format!("Fill in the section `{name}`."))
        })
        .collect()
}

fn is_empty(text: &str) -> bool {
    text.trim().is_empty()
}

fn empty_texts(content: &ApplicationContent) -> Vec<Finding> {
    let purpose = content.purpose.as_ref();
    [
        ("/purpose/objective", purpose.map(|said| &said.objective)),
        ("/purpose/processing_activities", purpose.map(|said| &said.processing_activities)),
        ("/purpose/lay_summary", purpose.map(|said| &said.lay_summary)),
        ("/outputs/expected", content.outputs.as_ref().map(|said| &said.expected)),
        ("/benefits/expected", content.benefits.as_ref().map(|said| &said.expected)),
    ]
    .into_iter()
    .filter(|(_, text)| text.is_some_and(|text| is_empty(text)))
    .map(|(pointer, _)| COMPLETE.finding("text-missing", pointer, "Write this text: the public register shows it."))
    .collect()
}

/// Art 6(1) has the letters a to f, Art 9(2) a to j; whether the choice is a good one is another rule's.
fn legal_letters(basis: &LegalBasis) -> Vec<Finding> {
    let mut findings = Vec::new();
    if basis.gdpr_article_6.is_empty() {
        let message = "Choose at least one letter of UK GDPR Art 6(1).";
        findings.push(COMPLETE.finding("legal-basis-missing", "/legal_basis/gdpr_article_6", message));
    }
    let six = unlisted("gdpr_article_6", &basis.gdpr_article_6, |letter| Article6::of(letter).is_some(), "f");
    let nine = unlisted("gdpr_article_9", &basis.gdpr_article_9, |letter| Article9::of(letter).is_some(), "j");
    findings.extend(six.into_iter().chain(nine));
    findings
}

fn unlisted(field: &str, letters: &[String], listed: impl Fn(&str) -> bool, last: &str) -> Vec<Finding> {
    let others = letters.iter().enumerate().filter(|(_, letter)| !listed(letter));
    let finding = |(at, _)| {
        let pointer = format!("/legal_basis/{field}/{at}");
        COMPLETE.finding("not-in-code-list", pointer, format!("Choose a letter from a to {last}."))
    };
    others.map(finding).collect()
}

#[cfg(test)]
mod tests {
    use dars_vocabulary::code::PurposeOfUse;

    use super::*;
    use crate::{finding::seen, sample::complete};

    type Row = (fn(&mut ApplicationContent), &'static str, &'static str);

    #[test]
    fn every_section_but_sub_licensing_and_evidence_is_asked_for() {
        let table: [Row; 13] = [
            (|c| c.title = None, "section-missing", "/title"),
            (|c| c.title = Some("  ".to_owned()), "section-missing", "/title"),
            (|c| c.parties = None, "section-missing", "/parties"),
            (|c| c.locations = None, "section-missing", "/locations"),
            (|c| c.data_sets = None, "section-missing", "/data_sets"),
            (|c| c.legal_basis = None, "section-missing", "/legal_basis"),
            (|c| c.purpose = None, "section-missing", "/purpose"),
            (|c| c.outputs = None, "section-missing", "/outputs"),
            (|c| c.benefits = None, "section-missing", "/benefits"),
            (|c| c.commercial = None, "section-missing", "/commercial"),
            (|c| c.ethics = None, "section-missing", "/ethics"),
            (|c| c.privacy_notice = None, "section-missing", "/privacy_notice"),
            (|c| c.term = None, "section-missing", "/term"),
        ];
        each_fails_alone(&table);
        let mut content = complete();
        (content.sub_licensing, content.evidence) = (None, None);
        assert_eq!(completeness(&content), []);
    }

    #[test]
    fn ethics_is_asked_for_where_research_on_identifiable_data_is_said() {
        let mut content = complete();
        content.ethics = None;
        content.purpose.as_mut().unwrap().uses = vec![PurposeOfUse::Planning];
        assert_eq!(completeness(&content), []);
        content.purpose.as_mut().unwrap().uses.push(PurposeOfUse::Research);
        assert_eq!(seen(&completeness(&content)), [("section-missing", "/ethics")]);
    }

    #[test]
    fn empty_texts_and_values_outside_their_lists_are_named() {
        let table: [Row; 11] = [
            (|c| c.purpose.as_mut().unwrap().objective.clear(), "text-missing", "/purpose/objective"),
            (
                |c| c.purpose.as_mut().unwrap().processing_activities = "\t".to_owned(),
                "text-missing",
                "/purpose/processing_activities",
            ),
            (|c| c.purpose.as_mut().unwrap().lay_summary.clear(), "text-missing", "/purpose/lay_summary"),
            (|c| c.outputs.as_mut().unwrap().expected.clear(), "text-missing", "/outputs/expected"),
            (|c| c.benefits.as_mut().unwrap().expected.clear(), "text-missing", "/benefits/expected"),
            (|c| letters(c, &[], &["j"]), "legal-basis-missing", "/legal_basis/gdpr_article_6"),
            (|c| letters(c, &["f", "g"], &["j"]), "not-in-code-list", "/legal_basis/gdpr_article_6/1"),
            (|c| letters(c, &["e"], &["a", "k"]), "not-in-code-list", "/legal_basis/gdpr_article_9/1"),
            (|c| letters(c, &["ee"], &[]), "not-in-code-list", "/legal_basis/gdpr_article_6/0"),
            (|c| letters(c, &[""], &[]), "not-in-code-list", "/legal_basis/gdpr_article_6/0"),
            (|c| c.title = Some("é".repeat(201)), "title-too-long", "/title"),
        ];
        each_fails_alone(&table);
        let mut content = complete();
        content.title = Some("é".repeat(200));
        letters(&mut content, &["a", "f"], &["a", "j"]);
        assert_eq!(completeness(&content), []);
    }

    fn letters(content: &mut ApplicationContent, six: &[&str], nine: &[&str]) {
        let owned = |letters: &[&str]| letters.iter().map(|&letter| letter.to_owned()).collect();
        let basis = content.legal_basis.as_mut().unwrap();
        (basis.gdpr_article_6, basis.gdpr_article_9) = (owned(six), owned(nine));
    }

    fn each_fails_alone(table: &[Row]) {
        for (spoil, code, pointer) in table {
            let mut content = complete();
            spoil(&mut content);
            assert_eq!(seen(&completeness(&content)), [(*code, *pointer)]);
        }
    }
}
