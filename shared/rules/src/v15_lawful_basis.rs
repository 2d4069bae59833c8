//! V15: the letters of UK GDPR Art 6 and Art 9 come with what they need.

use dars_vocabulary::{
    ApplicationContent, Finding, Severity, Stage,
    code::{Article6, Level, OrganisationType},
    content::LegalBasis,
    refusal::Basis,
};

use crate::{
    context::Context,
    finding::{Rule, blank},
};

const V15: Rule = Rule { id: "V15", severity: Severity::Error, stage: Stage::Submit, basis: Basis::Reading };

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
    let needs_condition = basis.article_9().any(|(_, article)| article.needs_condition());
    if needs_condition && blank(basis.schedule_1_condition.as_deref()) {
        let message = "Art 9(2)(b), (g), (h), (i) and (j) need a condition of Data Protection Act 2018 Schedule 1: \
                       name it.";
        findings.push(V15.finding("schedule-1-condition-missing", "/legal_basis/schedule_1_condition", message));
    }
    findings.extend(interests(content, basis, known));
    for (at, article) in basis.article_6().filter(|(_, article)| !article.is_usual()) {
        findings.push(unusual("article-6-unusual", &format!("/legal_basis/gdpr_article_6/{at}"), &article.cited()));
    }
    for (at, article) in basis.article_9().filter(|(_, article)| !article.is_usual()) {
        findings.push(unusual("article-9-unusual", &format!("/legal_basis/gdpr_article_9/{at}"), &article.cited()));
    }
    findings
}

/// Only suppressed counts are about nobody; a level that is not yet said may be any.
fn about_health(content: &ApplicationContent) -> bool {
    let requests = content.requests();
    requests.is_empty() || requests.iter().any(|request| request.level != Some(Level::Aggregate))
}

fn interests(content: &ApplicationContent, basis: &LegalBasis, known: &Context) -> Vec<Finding> {
    let Some((at, _)) = basis.article_6().find(|(_, article)| *article == Article6::F) else { return Vec::new() };
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

/// Universities are left out: for some of what they do they are public authorities, and their type does not say. So are
/// hospitals, networks and the academic health science networks, which may be a trust's part or a company.
fn is_public_authority(organisation: OrganisationType) -> bool {
    use OrganisationType::{
        Academic, Ahsn, Charity, Commercial, Consultancy, Csu, Devolved, Hospital, Icb, Independent, LegalSector,
        LocalAuthority, MinisterialDepartment, Network, NhsTreatmentCentre, NhsTrust, NhsTrustSite, NonNhsProvider,
        PrivateHealthcare, PublicBody, PublicCorporation, Research, Sme, Society, SubIcbLocation, Supplier, SupplierIt,
    };
    match organisation {
        NhsTrust
        | NhsTrustSite
        | NhsTreatmentCentre
        | Icb
        | SubIcbLocation
        | Csu
        | LocalAuthority
        | MinisterialDepartment
        | PublicBody
        | PublicCorporation
        | Devolved => true,
        Academic | Research | Hospital | Network | Ahsn | Charity | Society | Commercial | Supplier | SupplierIt
        | Consultancy | Sme | NonNhsProvider | PrivateHealthcare | Independent | LegalSector => false,
    }
}

/// It is shown with its words, for whoever chose it may have meant another.
fn unusual(code: &'static str, pointer: &str, cited: &str) -> Finding {
    let message = format!("{cited} This is seldom used here: check that it is the right one.");
    V15.warning().finding(code, pointer, message)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::{finding::seen, sample::complete};

    #[test]
    fn an_unusual_letter_is_shown_with_its_words() {
        let findings = v15_lawful_basis(&with(&["d"], &["c"], None, None), &Context::default());
        let words =
            ["Art 6(1)(d): processing is necessary in order to protect", "Art 9(2)(c): processing is necessary"];
        for (found, begins) in findings.iter().zip(words) {
            assert!(found.message.starts_with(begins), "{}", found.message);
        }
        assert_eq!(findings.len(), 2);
    }

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
        use OrganisationType::{
            Academic, Ahsn, Charity, Commercial, Hospital, Icb, LocalAuthority, Network, NhsTreatmentCentre, NhsTrust,
            NhsTrustSite, PublicCorporation, Society, SubIcbLocation,
        };
        for (of, warns) in [
            (NhsTrust, true),
            (NhsTrustSite, true),
            (NhsTreatmentCentre, true),
            (PublicCorporation, true),
            (Icb, true),
            (SubIcbLocation, true),
            (Hospital, false),
            (Network, false),
            (Ahsn, false),
            (Society, false),
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
