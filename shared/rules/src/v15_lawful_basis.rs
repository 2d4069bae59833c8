//! V15: the letters of UK GDPR Art 6 and Art 9 come with what they need.

use dars_vocabulary::{
    ApplicationContent, Finding, Severity, Stage,
    code::{Level, OrganisationType},
    content::LegalBasis,
    refusal::Basis,
};

use crate::{
    context::Context,
    finding::{Rule, blank},
};

const V15: Rule = Rule { id: "V15", severity: Severity::Error, stage: Stage::Submit, basis: Basis::Reading };

const USUAL_6: [&str; 4] = ["a", "c", "e", "f"];
const USUAL_9: [&str; 5] = ["a", "g", "h", "i", "j"];
const NEEDS_SCHEDULE_1: [&str; 5] = ["b", "g", "h", "i", "j"];

/// Source: UK GDPR Art 6(1)(f) and Art 9; Data Protection Act 2018, Schedule 1; DARS standards 1b and 5a.
///
/// A letter outside its list, and no letter of Art 6, are completeness's.
pub fn v15_lawful_basis(content: &ApplicationContent, known: &Context) -> Vec<Finding> {
    let Some(basis) = &content.legal_basis else { return Vec::new() };
    let mut findings = Vec::new();
    if basis.gdpr_article_9.is_empty() && about_health(content) {
        let message = "Health data needs a letter of UK GDPR Art 9(2): choose at least one.";
        findings.push(V15.finding("article-9-missing", "/legal_basis/gdpr_article_9", message));
    }
    let needs_condition = basis.gdpr_article_9.iter().any(|letter| NEEDS_SCHEDULE_1.contains(&letter.as_str()));
    if needs_condition && blank(basis.schedule_1_condition.as_deref()) {
        let message = "Art 9(2)(b), (g), (h), (i) and (j) need a condition of Data Protection Act 2018 Schedule 1: \
                       name it.";
        findings.push(V15.finding("schedule-1-condition-missing", "/legal_basis/schedule_1_condition", message));
    }
    findings.extend(interests(content, basis, known));
    findings.extend(unusual("gdpr_article_6", "Art 6(1)", "article-6-unusual", &basis.gdpr_article_6, 'f', &USUAL_6));
    findings.extend(unusual("gdpr_article_9", "Art 9(2)", "article-9-unusual", &basis.gdpr_article_9, 'j', &USUAL_9));
    findings
}

/// Only suppressed counts are about nobody; a level that is not yet said may be any.
fn about_health(content: &ApplicationContent) -> bool {
    let requests = content.requests();
    requests.is_empty() || requests.iter().any(|request| request.level != Some(Level::Aggregate))
}

fn interests(content: &ApplicationContent, basis: &LegalBasis, known: &Context) -> Vec<Finding> {
    let Some(at) = basis.gdpr_article_6.iter().position(|letter| letter == "f") else { return Vec::new() };
    let mut findings = Vec::new();
    if blank(basis.interest_test.as_deref()) {
        let message = "Art 6(1)(f) needs the legitimate interests test: write it down.";
        findings.push(V15.finding("interest-test-missing", "/legal_basis/interest_test", message));
    }
    let types = content.controllers().iter().filter_map(|controller| known.organisations.get(&controller.organisation));
    if types.copied().any(is_public_authority) {
        let message = "A public authority cannot rest its public tasks on Art 6(1)(f): consider (e).";
        let pointer = format!("/legal_basis/gdpr_article_6/{at}");
        findings.push(V15.warning().finding("interests-of-a-public-authority", pointer, message));
    }
    findings
}

/// Universities are left out: for some of what they do they are public authorities, and their type does not say.
fn is_public_authority(organisation: OrganisationType) -> bool {
    use OrganisationType::{
        Academic, Charity, Commercial, Csu, Devolved, Icb, Independent, LocalAuthority, MinisterialDepartment,
        NhsTrust, PublicBody, Research, SupplierIt,
    };
    match organisation {
        NhsTrust | Icb | Csu | LocalAuthority | MinisterialDepartment | PublicBody | Devolved => true,
        Academic | Research | Charity | Commercial | SupplierIt | Independent => false,
    }
}

fn unusual(
    field: &str,
    article: &str,
    code: &'static str,
    letters: &[String],
    last: char,
    usual: &[&str],
) -> Vec<Finding> {
    let listed = |letter: &str| matches!(letter.as_bytes(), [one] if ('a'..=last).contains(&char::from(*one)));
    let odd = letters.iter().enumerate().filter(|(_, letter)| listed(letter) && !usual.contains(&letter.as_str()));
    odd.map(|(at, letter)| {
        let message = format!("{article}({letter}) is seldom used here: check that it is the right one.");
        V15.warning().finding(code, format!("/legal_basis/{field}/{at}"), message)
    })
    .collect()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::{finding::seen, sample::complete};

    fn with(six: &[&str], nine: &[&str], condition: Option<&str>, test: Option<&str>) -> ApplicationContent {
        let owned = |letters: &[&str]| letters.iter().map(|&letter| letter.to_owned()).collect();
        let mut content = complete();
        let basis = content.legal_basis.as_mut().unwrap();
        (basis.gdpr_article_6, basis.gdpr_article_9) = (owned(six), owned(nine));
        basis.schedule_1_condition = condition.map(str::to_owned);
        basis.interest_test = test.map(str::to_owned);
        content
    }

    #[test]
    fn each_letter_comes_with_what_it_needs() {
        type Row<'a> = (&'a [&'a str], &'a [&'a str], Option<&'a str>, Option<&'a str>, &'a [(&'a str, &'a str)]);
        let condition = ("schedule-1-condition-missing", "/legal_basis/schedule_1_condition");
        let test = ("interest-test-missing", "/legal_basis/interest_test");
        let odd_nine = ("article-9-unusual", "/legal_basis/gdpr_article_9/0");
        let table: [Row; 17] = [
            (&["e"], &["a"], None, None, &[]),
            (&["e"], &[], None, None, &[("article-9-missing", "/legal_basis/gdpr_article_9")]),
            (&["e"], &["g"], None, None, &[condition]),
            (&["e"], &["h"], None, None, &[condition]),
            (&["e"], &["i"], Some(" "), None, &[condition]),
            (&["e"], &["j"], None, None, &[condition]),
            (&["e"], &["j"], Some("Paragraph 4"), None, &[]),
            (&["e"], &["a", "j"], None, None, &[condition]),
            (&["e"], &["b"], Some("Paragraph 1"), None, &[odd_nine]),
            (&["e"], &["c"], None, None, &[odd_nine]),
            (&["f"], &["a"], None, None, &[test]),
            (&["e", "f"], &["a"], None, Some("\n"), &[test]),
            (&["f"], &["a"], None, Some("Weighed."), &[]),
            (&["b"], &["a"], None, None, &[("article-6-unusual", "/legal_basis/gdpr_article_6/0")]),
            (&["a", "c", "d"], &["a"], None, None, &[("article-6-unusual", "/legal_basis/gdpr_article_6/2")]),
            // What is no letter of the list is completeness's.
            (&["g", "", "ff"], &["k", "jj"], None, None, &[]),
            (&[], &["a"], None, None, &[]),
        ];
        for (six, nine, condition, test, expected) in table {
            let findings = v15_lawful_basis(&with(six, nine, condition, test), &Context::default());
            assert_eq!(seen(&findings), expected, "{six:?} {nine:?}");
            for found in findings {
                let warns = found.code.ends_with("unusual");
                assert_eq!((found.severity == Severity::Warning, found.stage), (warns, Stage::Submit));
            }
        }
    }

    #[test]
    fn only_suppressed_counts_need_no_letter_of_article_9() {
        for (level, fails) in [
            (Some(Level::Aggregate), false),
            (Some(Level::AggregateUnsuppressed), true),
            (Some(Level::Anonymised), true),
            (Some(Level::Pseudonymised), true),
            (None, true),
        ] {
            let mut content = with(&["e"], &[], None, None);
            content.data_sets.as_mut().unwrap().requests[0].level = level;
            let findings = v15_lawful_basis(&content, &Context::default());
            assert_eq!(findings.len(), usize::from(fails), "{level:?}");
        }
    }

    #[test]
    fn a_public_authority_is_warned_of_resting_on_interests() {
        use OrganisationType::{Academic, Charity, Commercial, Icb, LocalAuthority, NhsTrust};
        for (of, warns) in [
            (NhsTrust, true),
            (Icb, true),
            (LocalAuthority, true),
            (Academic, false),
            (Charity, false),
            (Commercial, false),
        ] {
            let organisations = BTreeMap::from([("NU01".parse().unwrap(), of)]);
            let known = Context { organisations, ..Context::default() };
            let findings = v15_lawful_basis(&with(&["e", "f"], &["a"], None, Some("Weighed.")), &known);
            let pointer = "/legal_basis/gdpr_article_6/1";
            let expected: &[_] = if warns { &[("interests-of-a-public-authority", pointer)] } else { &[] };
            assert_eq!(seen(&findings), expected, "{of}");
            assert!(findings.iter().all(|f| f.severity == Severity::Warning));
        }
    }
}
