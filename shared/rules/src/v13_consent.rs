//! V13: data that rests on consent has its form and information sheet, which cover the linkage and the recipients.

use dars_vocabulary::{
    ApplicationContent, Finding, Severity, Stage,
    code::{Cldc, LegalPower},
    content::Consent,
    refusal::Basis,
};

use crate::{finding::Rule, papers::Papers};

const V13: Rule = Rule { id: "V13", severity: Severity::Error, stage: Stage::Submit, basis: Basis::Reading };

/// Source: DARS standard 7b (scope of consent). The power for consented data is only suggested.
pub fn v13_consent(content: &ApplicationContent) -> Vec<Finding> {
    let resting = || content.requests().iter().enumerate().filter(|(_, one)| one.cldc.contains(&Cldc::Consent));
    if resting().next().is_none() {
        return Vec::new();
    }
    // Without the section completeness asks for it.
    let mut findings = content.legal_basis.as_ref().map_or_else(Vec::new, |basis| {
        basis.consent.as_ref().map_or_else(
            || vec![V13.finding("consent-missing", "/legal_basis/consent", "Say what people consented to.")],
            |consent| of_consent(consent, &Papers::of(content)),
        )
    });
    let other_power = resting().filter(|(_, one)| one.legal_power.is_some_and(|power| power != LegalPower::S2612c));
    findings.extend(other_power.map(|(at, _)| {
        let message =
            format!("Data that rests on consent is usually provided under {}: check the power.", LegalPower::S2612c);
        let pointer = format!("/data_sets/requests/{at}/legal_power");
        V13.warning().finding("consent-power-suggested", pointer, message)
    }));
    findings
}

fn of_consent(consent: &Consent, papers: &Papers) -> Vec<Finding> {
    let at = |field: &str| format!("/legal_basis/consent/{field}");
    let form = consent.form.as_deref();
    let sheet = consent.information_sheet.as_deref();
    let covered = |field, code, covers: bool, message: &str| (!covers).then(|| V13.finding(code, at(field), message));
    [
        papers.objection(V13, "consent-form-missing", &at("form"), "the consent form", form),
        papers.objection(V13, "information-sheet-missing", &at("information_sheet"), "the information sheet", sheet),
        covered(
            "covers_linkage",
            "consent-lacks-linkage",
            consent.covers_linkage,
            "The consent must cover the linkage: confirm that it does, or choose another basis.",
        ),
        covered(
            "covers_recipients",
            "consent-lacks-recipients",
            consent.covers_recipients,
            "The consent must cover the named recipients: confirm that it does, or choose another basis.",
        ),
    ]
    .into_iter()
    .flatten()
    .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{finding::seen, sample::complete};

    #[test]
    fn consent_has_its_papers_and_covers_what_is_done() {
        type Spoil = fn(&mut Consent);
        let table: [(Spoil, Option<(&str, &str)>); 8] = [
            (|_| {}, None),
            (|c| c.form = None, Some(("consent-form-missing", "/legal_basis/consent/form"))),
            (|c| c.form = Some(" ".to_owned()), Some(("consent-form-missing", "/legal_basis/consent/form"))),
            (|c| c.form = Some("CONSENT/4".to_owned()), Some(("paper-not-listed", "/legal_basis/consent/form"))),
            (
                |c| c.information_sheet = None,
                Some(("information-sheet-missing", "/legal_basis/consent/information_sheet")),
            ),
            (
                |c| c.information_sheet = Some("SHEET/4".to_owned()),
                Some(("paper-not-listed", "/legal_basis/consent/information_sheet")),
            ),
            (|c| c.covers_linkage = false, Some(("consent-lacks-linkage", "/legal_basis/consent/covers_linkage"))),
            (
                |c| c.covers_recipients = false,
                Some(("consent-lacks-recipients", "/legal_basis/consent/covers_recipients")),
            ),
        ];
        for (spoil, expected) in table {
            let mut content = complete();
            spoil(content.legal_basis.as_mut().unwrap().consent.as_mut().unwrap());
            let findings = v13_consent(&content);
            assert_eq!(seen(&findings), expected.into_iter().collect::<Vec<_>>());
            assert!(findings.iter().all(|f| f.stage == Stage::Submit && f.severity == Severity::Error));
        }
    }

    #[test]
    fn consent_is_asked_for_only_where_a_data_set_rests_on_it() {
        for (cldc, fails) in [
            (vec![Cldc::Consent], true),
            (vec![Cldc::S251, Cldc::Consent], true),
            (vec![Cldc::S251], false),
            (vec![Cldc::None], false),
            (vec![], false),
        ] {
            let mut content = complete();
            content.legal_basis.as_mut().unwrap().consent = None;
            content.data_sets.as_mut().unwrap().requests[0].cldc = cldc;
            let expected: &[_] = if fails { &[("consent-missing", "/legal_basis/consent")] } else { &[] };
            assert_eq!(seen(&v13_consent(&content)), expected);
        }
    }

    #[test]
    fn another_power_than_the_usual_one_is_warned_of() {
        for (power, warns) in [(Some(LegalPower::S2612c), false), (Some(LegalPower::S2611), true), (None, false)] {
            let mut content = complete();
            content.data_sets.as_mut().unwrap().requests[0].legal_power = power;
            let findings = v13_consent(&content);
            let expected: &[_] =
                if warns { &[("consent-power-suggested", "/data_sets/requests/0/legal_power")] } else { &[] };
            assert_eq!(seen(&findings), expected);
            assert!(findings.iter().all(|f| f.severity == Severity::Warning));
        }
    }
}
