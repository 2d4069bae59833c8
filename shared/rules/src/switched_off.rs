//! Each rule, caught in the act: a content that it alone objects to, for each of its codes. Switched off, nobody does.
//!
//! docs/rules.md is written from the same table, so that it shows what the rules really say.

use std::{collections::BTreeSet, env, fmt::Write as _, fs, path::PathBuf, sync::Arc};

use dars_vocabulary::{
    ApplicationContent, DataSetTraits, Finding, Severity, Stage,
    code::{
        AccessService, AssuranceKind, AssuranceOutcome, ChangeKind, Cldc, CommercialUse, EthicsOutcome, Frequency,
        LegalPower, Level, OptOutReason, OrganisationType, PlaceKind, PurposeOfUse, Territory,
    },
    content::{Condition, Controller, ControllerBasis, OptOuts, Owing, Period, Processor},
    refusal::Basis,
};
use jiff::civil::{Date, date};

use crate::{
    Assurance, Context, FrameworkCover, Listed, Look, NoticeCheck, RULES, by_rules,
    names::Names,
    sample::{catalogue, complete, paper, place, sub_licensing, supported},
};

/// The day on which all of it is looked at.
const TODAY: Date = date(2025, 2, 1);
const LATE: Date = date(2030, 1, 1);

/// What is looked at.
struct Case {
    content: ApplicationContent,
    known: Context,
}

impl Case {
    fn of(content: ApplicationContent) -> Self {
        Self { content, known: Context::default() }
    }

    fn look(&self) -> Look<'_> {
        Look { content: &self.content, today: TODAY, known: &self.known }
    }
}

/// A rule, its code, and a case in which it says so.
type Row = (&'static str, &'static str, fn() -> Case);

macro_rules! spoilt {
    ($content:expr, |$c:ident| $spoil:expr) => {
        || {
            let mut $c = Case::of($content);
            $spoil;
            $c
        }
    };
}

fn purpose(c: &mut Case) -> &mut dars_vocabulary::content::Purpose {
    c.content.purpose.as_mut().unwrap()
}

fn request(c: &mut Case) -> &mut dars_vocabulary::content::DataSetRequest {
    &mut c.content.data_sets.as_mut().unwrap().requests[0]
}

fn basis(c: &mut Case) -> &mut dars_vocabulary::content::LegalBasis {
    c.content.legal_basis.as_mut().unwrap()
}

fn support(c: &mut Case) -> &mut dars_vocabulary::content::Section251 {
    basis(c).section_251.as_mut().unwrap()
}

fn ethics(c: &mut Case) -> &mut dars_vocabulary::content::Ethics {
    c.content.ethics.as_mut().unwrap()
}

fn licence(c: &mut Case) -> &mut dars_vocabulary::content::SubLicensing {
    c.content.sub_licensing.as_mut().unwrap()
}

fn parties(c: &mut Case) -> &mut dars_vocabulary::content::Parties {
    c.content.parties.as_mut().unwrap()
}

fn places(c: &mut Case) -> &mut Vec<dars_vocabulary::content::Place> {
    &mut c.content.locations.as_mut().unwrap().places
}

fn term(c: &mut Case) -> &mut dars_vocabulary::content::Term {
    c.content.term.as_mut().unwrap()
}

fn papers(c: &mut Case) -> &mut Vec<dars_vocabulary::content::EvidenceItem> {
    &mut c.content.evidence.as_mut().unwrap().items
}

fn commercial(c: &mut Case) -> &mut dars_vocabulary::content::Commercial {
    c.content.commercial.as_mut().unwrap()
}

fn controller(organisation: &str) -> Controller {
    Controller { organisation: organisation.parse().unwrap(), also_processes: true }
}

fn covered(c: &mut Case, end: Date) {
    c.known.framework_contracts = Some(vec![FrameworkCover {
        contract: "CON-900201-B3N6W".parse().unwrap(),
        organisation: "NU01".parse().unwrap(),
        start: date(2024, 1, 1),
        end,
    }]);
}

/// What both organisations show; the first one's toolkit result and fee as given.
fn shown(c: &mut Case, dspt: Option<(AssuranceOutcome, Date)>, fee: Option<Date>) {
    use AssuranceKind::{Dspt, IcoFee};
    let one = |organisation: &str, kind, outcome, valid_to, plan_approved| Assurance {
        organisation: organisation.parse().unwrap(),
        kind,
        outcome,
        valid_to,
        plan_approved,
    };
    let met = AssuranceOutcome::Met;
    let planned = c.known.conditions.is_empty();
    let others = [one("CB01", Dspt, met, LATE, false), one("CB01", IcoFee, met, LATE, false)];
    let own = dspt.map(|(outcome, until)| one("NU01", Dspt, outcome, until, planned));
    let fee = fee.map(|until| one("NU01", IcoFee, met, until, false));
    c.known.assurances = Some(others.into_iter().chain(own).chain(fee).collect());
}

fn traits(c: &mut Case, traits: DataSetTraits) {
    c.known.catalogue = Some(catalogue("hes-apc", traits));
}

fn opt_outs(applied: bool, reason: Option<OptOutReason>, evidence: Option<&str>) -> Option<OptOuts> {
    Some(OptOuts { applied, reason, evidence: evidence.map(str::to_owned) })
}

const CASES: &[Row] = &[
    ("complete", "section-missing", spoilt!(complete(), |c| c.content.outputs = None)),
    ("complete", "text-missing", spoilt!(complete(), |c| purpose(&mut c).objective.clear())),
    ("complete", "legal-basis-missing", spoilt!(complete(), |c| basis(&mut c).gdpr_article_6.clear())),
    ("complete", "not-in-code-list", spoilt!(complete(), |c| basis(&mut c).gdpr_article_6.push("g".to_owned()))),
    ("complete", "title-too-long", spoilt!(complete(), |c| c.content.title = Some("a".repeat(201)))),
    ("complete", "text-too-long", spoilt!(complete(), |c| purpose(&mut c).objective = "a".repeat(20_001))),
    ("complete", "characters-not-allowed", spoilt!(complete(), |c| purpose(&mut c).objective.push('\u{202e}'))),
    (
        "complete",
        "not-an-address",
        spoilt!(sub_licensing(), |c| licence(&mut c).register_url = Some("here".to_owned())),
    ),
    ("complete", "list-too-long", spoilt!(complete(), |c| purpose(&mut c).uses = vec![PurposeOfUse::Research; 21])),
    ("complete", "place-missing", spoilt!(complete(), |c| places(&mut c).clear())),
    ("complete", "not-a-country", spoilt!(complete(), |c| places(&mut c)[0].country = "UK".to_owned())),
    ("complete", "paper-without-title", spoilt!(complete(), |c| papers(&mut c)[0].title.clear())),
    ("complete", "paper-without-reference", spoilt!(complete(), |c| papers(&mut c).push(paper("")))),
    ("complete", "paper-listed-twice", spoilt!(complete(), |c| papers(&mut c).push(paper("REC/1")))),
    ("complete", "not-a-sha256", spoilt!(complete(), |c| papers(&mut c)[0].sha256.push('0'))),
    ("V01", "controller-missing", spoilt!(complete(), |c| parties(&mut c).controllers.clear())),
    ("V01", "controller-listed-twice", spoilt!(complete(), |c| parties(&mut c).controllers.push(controller("NU01")))),
    ("V01", "controller-not-joint", spoilt!(complete(), |c| parties(&mut c).controller_basis = ControllerBasis::Joint)),
    ("V01", "controllers-not-sole", spoilt!(complete(), |c| parties(&mut c).controllers.push(controller("HC01")))),
    (
        "V01",
        "joint-arrangement-missing",
        spoilt!(complete(), |c| {
            parties(&mut c).controllers.push(controller("HC01"));
            parties(&mut c).controller_basis = ControllerBasis::Joint;
        }),
    ),
    (
        "V02",
        "framework-contract-not-active",
        spoilt!(complete(), |c| (c.known.framework_contracts, c.known.next) = (Some(Vec::new()), Stage::Issue)),
    ),
    ("V03", "framework-contract-ends-before-start", spoilt!(complete(), |c| covered(&mut c, date(2025, 3, 2)))),
    ("V03", "framework-contract-ends-before-end", spoilt!(complete(), |c| covered(&mut c, date(2028, 3, 1)))),
    ("V04", "place-of-unlisted-organisation", spoilt!(complete(), |c| parties(&mut c).processors.clear())),
    (
        "V04",
        "controller-does-not-process",
        spoilt!(complete(), |c| parties(&mut c).controllers[0].also_processes = false),
    ),
    (
        "V04",
        "instructions-not-in-place",
        spoilt!(complete(), |c| {
            parties(&mut c).processors[0].instructions_in_place = false;
        }),
    ),
    (
        "V05",
        "controller-listed-as-processor",
        spoilt!(complete(), |c| {
            parties(&mut c)
                .processors
                .push(Processor { organisation: "NU01".parse().unwrap(), instructions_in_place: true });
        }),
    ),
    (
        "V05",
        "processor-listed-twice",
        spoilt!(complete(), |c| {
            parties(&mut c)
                .processors
                .push(Processor { organisation: "CB01".parse().unwrap(), instructions_in_place: true });
        }),
    ),
    ("V06", "fee-not-valid", spoilt!(complete(), |c| shown(&mut c, Some((AssuranceOutcome::Met, LATE)), None))),
    (
        "V06",
        "fee-lapses-soon",
        spoilt!(complete(), |c| shown(&mut c, Some((AssuranceOutcome::Met, LATE)), Some(date(2025, 4, 2)))),
    ),
    ("V06", "security-not-accepted", spoilt!(complete(), |c| shown(&mut c, None, Some(LATE)))),
    (
        "V06",
        "security-lapses-soon",
        spoilt!(complete(), |c| shown(&mut c, Some((AssuranceOutcome::Met, date(2025, 4, 2))), Some(LATE))),
    ),
    (
        "V07",
        "improvement-plan-not-approved",
        spoilt!(complete(), |c| {
            // `shown` takes a condition for the sign that no plan is approved.
            let (text, due) = ("Finish the plan.".to_owned(), Some(LATE));
            c.known.conditions = vec![Condition { number: 1, text, due, owing: Owing::Applicant }];
            shown(&mut c, Some((AssuranceOutcome::NotMetPlan, LATE)), Some(LATE));
        }),
    ),
    (
        "V07",
        "improvement-condition-missing",
        spoilt!(complete(), |c| {
            shown(&mut c, Some((AssuranceOutcome::NotMetPlan, LATE)), Some(LATE));
        }),
    ),
    ("V08", "place-outside-territory", spoilt!(complete(), |c| places(&mut c)[0].country = "GB-WLS".to_owned())),
    (
        "V08",
        "transfer-safeguard-missing",
        spoilt!(complete(), |c| {
            places(&mut c)[0].country = "US".to_owned();
            term(&mut c).territory = Territory::Worldwide;
        }),
    ),
    ("V08", "cloud-risk-score-missing", spoilt!(complete(), |c| places(&mut c)[1].cloud_risk_score = None)),
    ("V08", "cloud-risk-evidence-missing", spoilt!(complete(), |c| places(&mut c)[1].cloud_risk_evidence = None)),
    (
        "V08",
        "paper-not-listed",
        spoilt!(complete(), |c| {
            places(&mut c)[1].cloud_risk_evidence = Some("NOWHERE".to_owned());
        }),
    ),
    (
        "V09",
        "remote-access-undeclared",
        spoilt!(complete(), |c| {
            places(&mut c).push(place("NU01", PlaceKind::Remote));
            purpose(&mut c).processing_activities.push_str(" Some work remotely.");
        }),
    ),
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
    ("V12", "opt-out-reason-missing", spoilt!(supported(), |c| request(&mut c).opt_outs = opt_outs(false, None, None))),
    (
        "V12",
        "opt-out-not-exempt",
        spoilt!(supported(), |c| {
            request(&mut c).opt_outs = opt_outs(false, Some(OptOutReason::CagExempt), Some("REC/1"));
        }),
    ),
    (
        "V12",
        "opt-out-evidence-missing",
        spoilt!(supported(), |c| {
            request(&mut c).opt_outs = opt_outs(false, Some(OptOutReason::ExemptPolicy), None);
        }),
    ),
    (
        "V12",
        "paper-not-listed",
        spoilt!(supported(), |c| {
            request(&mut c).opt_outs = opt_outs(false, Some(OptOutReason::ExemptPolicy), Some("NOWHERE"));
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
            request(&mut c).opt_outs = opt_outs(true, None, None);
        }),
    ),
    ("V14", "opt-outs-not-applied", spoilt!(complete(), |c| request(&mut c).opt_outs = opt_outs(false, None, None))),
    ("V14", "opt-outs-not-said", spoilt!(complete(), |c| request(&mut c).opt_outs = None)),
    (
        "V14",
        "opt-out-reason-does-not-fit",
        spoilt!(complete(), |c| {
            request(&mut c).opt_outs = opt_outs(false, Some(OptOutReason::NotIdentifying), None);
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
    ("V16", "ethics-missing", spoilt!(complete(), |c| c.content.ethics = None)),
    ("V16", "ethics-pending", spoilt!(complete(), |c| ethics(&mut c).outcome = EthicsOutcome::Pending)),
    ("V16", "ethics-tool-output-missing", spoilt!(complete(), |c| ethics(&mut c).outcome = EthicsOutcome::NotRequired)),
    ("V16", "ethics-reference-missing", spoilt!(complete(), |c| ethics(&mut c).reference = None)),
    ("V16", "ethics-letter-missing", spoilt!(complete(), |c| ethics(&mut c).letter = None)),
    ("V16", "paper-not-listed", spoilt!(complete(), |c| ethics(&mut c).letter = Some("NOWHERE".to_owned()))),
    ("V16", "protocol-version-missing", spoilt!(complete(), |c| ethics(&mut c).protocol_version = None)),
    ("V16", "letter-version-missing", spoilt!(complete(), |c| ethics(&mut c).letter_protocol_version = None)),
    (
        "V16",
        "protocol-versions-differ",
        spoilt!(complete(), |c| ethics(&mut c).protocol_version = Some("4".to_owned())),
    ),
    (
        "V17",
        "solely-commercial",
        spoilt!(complete(), |c| {
            commercial(&mut c).solely = true;
            term(&mut c).end = date(2026, 3, 2);
            purpose(&mut c).objective.push_str(" It is sold.");
        }),
    ),
    (
        "V17",
        "commercial-use-refused",
        spoilt!(complete(), |c| {
            commercial(&mut c).uses = vec![CommercialUse::Insurance];
            term(&mut c).end = date(2026, 3, 2);
            purpose(&mut c).objective.push_str(" It is for insurers.");
        }),
    ),
    ("V18", "sub-licence-template-missing", spoilt!(sub_licensing(), |c| licence(&mut c).template = None)),
    ("V18", "sub-licence-criteria-missing", spoilt!(sub_licensing(), |c| licence(&mut c).criteria = None)),
    ("V18", "sub-licence-terms-missing", spoilt!(sub_licensing(), |c| licence(&mut c).group_terms = None)),
    ("V18", "sub-licence-flow-down-missing", spoilt!(sub_licensing(), |c| licence(&mut c).flow_down = None)),
    ("V18", "sub-licence-value-missing", spoilt!(sub_licensing(), |c| licence(&mut c).added_value = None)),
    ("V18", "sub-licence-list-missing", spoilt!(sub_licensing(), |c| licence(&mut c).register_url = None)),
    ("V18", "paper-not-listed", spoilt!(sub_licensing(), |c| licence(&mut c).template = Some("NOWHERE".to_owned()))),
    ("V19", "covid-only-sub-licence", spoilt!(sub_licensing(), |c| covid(&mut c))),
    (
        "V19",
        "covid-only-practices",
        spoilt!(complete(), |c| {
            covid(&mut c);
            purpose(&mut c).identifies_practices = true;
        }),
    ),
    (
        "V19",
        "covid-only-use",
        spoilt!(complete(), |c| {
            traits(&mut c, DataSetTraits { covid_only: true, ..DataSetTraits::default() });
        }),
    ),
    ("V20", "start-before-issue", spoilt!(complete(), |c| term(&mut c).start = date(2025, 1, 31))),
    ("V20", "start-too-late", spoilt!(complete(), |c| term(&mut c).start = date(2026, 2, 2))),
    ("V20", "end-not-after-start", spoilt!(complete(), |c| term(&mut c).end = date(2025, 3, 3))),
    ("V21", "term-too-long", spoilt!(complete(), |c| term(&mut c).end = date(2028, 3, 3))),
    ("V22", "end-after-section-251", spoilt!(supported(), |c| support(&mut c).expires = Some(date(2028, 3, 1)))),
    ("V22", "end-after-funding", spoilt!(complete(), |c| purpose(&mut c).funded_until = Some(date(2028, 3, 1)))),
    ("V25", "yielded-benefits-missing", spoilt!(complete(), |c| c.known.change = Some(ChangeKind::Renewal))),
    ("V26", "lay-summary-too-long", spoilt!(complete(), |c| purpose(&mut c).lay_summary = "word. ".repeat(301))),
    (
        "V26",
        "abbreviation-unexplained",
        spoilt!(complete(), |c| purpose(&mut c).lay_summary.push_str(" AF is common.")),
    ),
    (
        "V26",
        "lay-summary-hard-to-read",
        spoilt!(complete(), |c| {
            purpose(&mut c).lay_summary =
                "Retrospective epidemiological characterisation of multimorbidity ".repeat(25);
        }),
    ),
    (
        "V27",
        "privacy-notice-unconfirmed",
        spoilt!(complete(), |c| {
            c.content.privacy_notice.as_mut().unwrap().confirmed = false;
        }),
    ),
    (
        "V27",
        "privacy-notice-dead",
        spoilt!(complete(), |c| {
            c.known.privacy_notice = Some(NoticeCheck::Done { live: false, code: "not-found".to_owned(), on: TODAY });
        }),
    ),
    ("V27", "privacy-notice-unchecked", spoilt!(complete(), |c| c.known.privacy_notice = Some(NoticeCheck::Never))),
    (
        "V28",
        "organisation-not-listed",
        spoilt!(complete(), |c| {
            let name = ("GH01".parse().unwrap(), "Gridlock Hosting Ltd".to_owned());
            c.known.names = Some(Arc::new(Names::of([name])));
            purpose(&mut c).objective.push_str(" Gridlock Hosting keeps a copy.");
        }),
    ),
    ("V29", "uses-not-listed", spoilt!(complete(), |c| purpose(&mut c).uses.clear())),
    ("V29", "use-not-written", spoilt!(complete(), |c| purpose(&mut c).uses.push(PurposeOfUse::Commissioning))),
    (
        "V29",
        "commercial-use-not-written",
        spoilt!(complete(), |c| {
            commercial(&mut c).is_commercial = true;
            term(&mut c).end = date(2026, 3, 2);
        }),
    ),
    (
        "V29",
        "sub-licensing-not-written",
        spoilt!(sub_licensing(), |c| {
            purpose(&mut c).processing_activities = "Records are kept in a cloud.".to_owned();
        }),
    ),
    (
        "V29",
        "linkage-not-written",
        spoilt!(complete(), |c| {
            let second = request(&mut c).clone();
            c.content.data_sets.as_mut().unwrap().requests.push(second);
            purpose(&mut c).processing_activities = "Records are kept in a cloud.".to_owned();
        }),
    ),
    (
        "V29",
        "processing-by-others-not-written",
        spoilt!(complete(), |c| {
            purpose(&mut c).processing_activities = "Records are kept.".to_owned();
        }),
    ),
    (
        "V29",
        "remote-access-not-written",
        spoilt!(complete(), |c| {
            let declared = dars_vocabulary::content::RemoteAccess {
                second_factor: true,
                managed_devices: true,
                within_territory: true,
            };
            places(&mut c)[0].remote_access = Some(declared);
        }),
    ),
    (
        "V34",
        "level-not-offered",
        spoilt!(complete(), |c| {
            traits(&mut c, DataSetTraits { levels: vec![Level::Aggregate], ..DataSetTraits::default() });
        }),
    ),
    (
        "V34",
        "service-not-offered",
        spoilt!(complete(), |c| {
            traits(&mut c, DataSetTraits { services: vec![AccessService::DigiTrials], ..DataSetTraits::default() });
        }),
    ),
    (
        "V34",
        "service-not-open",
        spoilt!(complete(), |c| {
            request(&mut c).access_service = Some(AccessService::Commissioners);
            c.known.applicant = Some("NU01".parse().unwrap());
            c.known.organisations = [("NU01".parse().unwrap(), OrganisationType::Academic)].into();
        }),
    ),
    (
        "V34",
        "service-does-not-fit-frequency",
        spoilt!(complete(), |c| {
            request(&mut c).frequency = Some(Frequency::SystemAccess);
        }),
    ),
    (
        "V34",
        "extract-reason-missing",
        spoilt!(complete(), |c| {
            let services = vec![AccessService::Extract, AccessService::Sde];
            traits(&mut c, DataSetTraits { services, ..DataSetTraits::default() });
        }),
    ),
    ("V35", "direct-care", spoilt!(complete(), |c| purpose(&mut c).direct_care = true)),
    (
        "V36",
        "published-already",
        spoilt!(complete(), |c| {
            request(&mut c).level = Some(Level::Aggregate);
            let published = vec!["Hospital activity".to_owned()];
            traits(&mut c, DataSetTraits { published, ..DataSetTraits::default() });
        }),
    ),
];

fn covid(c: &mut Case) {
    traits(c, DataSetTraits { covid_only: true, ..DataSetTraits::default() });
    purpose(c).uses.push(PurposeOfUse::Covid19);
    purpose(c).objective.push_str(" It is about COVID-19.");
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
    for row in CASES {
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
    let cases: BTreeSet<_> = CASES.iter().map(|(id, ..)| *id).collect();
    assert_eq!(cases, RULES.iter().map(|rule| rule.id).collect::<BTreeSet<_>>());
    let caught: BTreeSet<String> = CASES.iter().map(|(_, code, _)| (*code).to_owned()).collect();
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
    for row in CASES {
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
    for row in CASES {
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
        writeln!(text, "\n### {}\n\n| Code | | Field | Says |\n|---|---|---|---|", rule.id).unwrap();
        for row in CASES.iter().filter(|(id, ..)| *id == rule.id) {
            let found = said(row);
            let mark = if found.severity == Severity::Error { "E" } else { "W" };
            let message = found.message.replace('|', "\\|");
            writeln!(text, "| `{}` | {mark} | `{}` | {message} |", found.code, found.pointer).unwrap();
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
