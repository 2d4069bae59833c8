//! Of the data and the law: V10 to V15.

use super::case::*;

pub(super) const CASES: &[Row] = &[
    ("V10", "data-set-missing", spoilt!(complete(), |c| c.content.data_sets.as_mut().unwrap().requests.clear())),
    ("V10", "data-set-field-missing", spoilt!(complete(), |c| request(&mut c).period = None)),
    (
        "V10",
        "period-reversed",
        spoilt!(complete(), |c| {
            request(&mut c).period = Some(Period { from: date(2024, 1, 2), to: date(2024, 1, 1) });
        }),
    ),
    (
        "V10",
        "data-set-unknown",
        spoilt!(complete(), |c| {
            c.known.catalogue = Some(catalogue("ecds", DataSetTraits::default()));
        }),
    ),
    (
        "V10",
        "period-said-twice",
        spoilt!(complete(), |c| request(&mut c).latest_available_from = Some(date(2016, 4, 1))),
    ),
    (
        "V10",
        "field-unknown",
        spoilt!(complete(), |c| {
            request(&mut c).fields = vec!["shoe_size".to_owned()];
            let traits = DataSetTraits { fields: vec!["sex".to_owned()], ..DataSetTraits::default() };
            c.known.catalogue = Some(catalogue("hes-apc", traits));
        }),
    ),
    ("V10", "cldc-of-older-rows", spoilt!(complete(), |c| request(&mut c).cldc.push(Cldc::DeIdentified))),
    ("V11", "confidentiality-basis-missing", spoilt!(complete(), |c| request(&mut c).cldc = vec![Cldc::None])),
    ("V12", "section-251-missing", spoilt!(supported(), |c| basis(&mut c).section_251 = None)),
    ("V12", "section-251-reference-missing", spoilt!(supported(), |c| support(&mut c).cag_reference.clear())),
    (
        "V12",
        "section-251-reference-malformed",
        spoilt!(supported(), |c| {
            support(&mut c).cag_reference = "2020/CAG/12".to_owned();
        }),
    ),
    (
        "V12",
        "section-251-reference-old",
        spoilt!(supported(), |c| {
            support(&mut c).cag_reference = "ECC 1-02(FT12)/2012".to_owned();
        }),
    ),
    ("V12", "not-in-code-list", spoilt!(supported(), |c| support(&mut c).regulation = 4)),
    ("V12", "section-251-not-yet", spoilt!(supported(), |c| support(&mut c).approved_on = date(2025, 2, 2))),
    (
        "V12",
        "section-251-expired",
        spoilt!(supported(), |c| {
            support(&mut c).expires = Some(date(2025, 1, 31));
            term(&mut c).longer_because = Some("It is being renewed.".to_owned());
        }),
    ),
    ("V12", "section-251-review-overdue", spoilt!(supported(), |c| support(&mut c).review_due = date(2025, 1, 31))),
    ("V12", "section-251-lacks-data-set", spoilt!(supported(), |c| support(&mut c).data_sets.clear())),
    ("V12", "opt-outs-unsaid", spoilt!(supported(), |c| request(&mut c).opt_outs = None)),
    (
        "V12",
        "opt-out-reason-missing",
        spoilt!(supported(), |c| request(&mut c).opt_outs = Some(opt_outs(false, None, None))),
    ),
    (
        "V12",
        "opt-out-not-exempt",
        spoilt!(supported(), |c| {
            request(&mut c).opt_outs = Some(opt_outs(false, Some(OptOutReason::CagExempt), Some("REC/1")));
        }),
    ),
    (
        "V12",
        "opt-out-evidence-missing",
        spoilt!(supported(), |c| {
            request(&mut c).opt_outs = Some(opt_outs(false, Some(OptOutReason::ExemptPolicy), None));
        }),
    ),
    (
        "V12",
        "paper-not-listed",
        spoilt!(supported(), |c| {
            request(&mut c).opt_outs = Some(opt_outs(false, Some(OptOutReason::ExemptPolicy), Some("NOWHERE")));
        }),
    ),
    ("V13", "consent-missing", spoilt!(complete(), |c| basis(&mut c).consent = None)),
    ("V13", "consent-form-missing", spoilt!(complete(), |c| basis(&mut c).consent.as_mut().unwrap().form = None)),
    (
        "V13",
        "information-sheet-missing",
        spoilt!(complete(), |c| {
            basis(&mut c).consent.as_mut().unwrap().information_sheet = None;
        }),
    ),
    (
        "V13",
        "consent-lacks-linkage",
        spoilt!(complete(), |c| {
            basis(&mut c).consent.as_mut().unwrap().covers_linkage = false;
        }),
    ),
    (
        "V13",
        "consent-lacks-recipients",
        spoilt!(complete(), |c| {
            basis(&mut c).consent.as_mut().unwrap().covers_recipients = false;
        }),
    ),
    ("V13", "consent-power-suggested", spoilt!(complete(), |c| request(&mut c).legal_power = Some(LegalPower::S2611))),
    (
        "V13",
        "paper-not-listed",
        spoilt!(complete(), |c| {
            basis(&mut c).consent.as_mut().unwrap().form = Some("NOWHERE".to_owned());
        }),
    ),
    (
        "V14",
        "opt-outs-without-need",
        spoilt!(complete(), |c| {
            request(&mut c).level = Some(Level::Pseudonymised);
            request(&mut c).cldc = vec![Cldc::None];
            request(&mut c).opt_outs = Some(opt_outs(true, None, None));
        }),
    ),
    (
        "V14",
        "opt-outs-not-applied",
        spoilt!(complete(), |c| request(&mut c).opt_outs = Some(opt_outs(false, None, None))),
    ),
    ("V14", "opt-outs-not-said", spoilt!(complete(), |c| request(&mut c).opt_outs = None)),
    (
        "V14",
        "opt-out-reason-does-not-fit",
        spoilt!(complete(), |c| {
            request(&mut c).opt_outs = Some(opt_outs(false, Some(OptOutReason::NotIdentifying), None));
        }),
    ),
    ("V15", "article-9-missing", spoilt!(complete(), |c| basis(&mut c).gdpr_article_9.clear())),
    ("V15", "schedule-1-condition-missing", spoilt!(complete(), |c| basis(&mut c).schedule_1_condition = None)),
    ("V15", "interest-test-missing", spoilt!(complete(), |c| basis(&mut c).gdpr_article_6 = vec!["f".to_owned()])),
    (
        "V15",
        "interests-of-a-public-authority",
        spoilt!(complete(), |c| {
            basis(&mut c).gdpr_article_6 = vec!["f".to_owned()];
            basis(&mut c).interest_test = Some("Weighed.".to_owned());
            c.known.organisations = [("NU01".parse().unwrap(), OrganisationType::Icb)].into();
        }),
    ),
    ("V15", "article-6-unusual", spoilt!(complete(), |c| basis(&mut c).gdpr_article_6 = vec!["b".to_owned()])),
    ("V15", "article-9-unusual", spoilt!(complete(), |c| basis(&mut c).gdpr_article_9 = vec!["c".to_owned()])),
];
