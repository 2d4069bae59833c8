//! Of the form as a whole, of parties and places: `complete`, V01 to V09.

use super::case::*;

pub(super) const CASES: &[Row] = &[
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
        "V06",
        "toolkit-version-old",
        spoilt!(complete(), |c| {
            shown(&mut c, Some((AssuranceOutcome::Met, LATE)), Some(LATE));
            of_the_controller(&mut c).particulars.version = Some(2023);
        }),
    ),
    (
        "V06",
        "security-review-undated",
        spoilt!(complete(), |c| {
            shown(&mut c, Some((AssuranceOutcome::Met, LATE)), Some(LATE));
            of_the_controller(&mut c).kind = AssuranceKind::Iso27001;
        }),
    ),
    (
        "V06",
        "place-not-covered",
        spoilt!(complete(), |c| {
            shown(&mut c, Some((AssuranceOutcome::Met, LATE)), Some(LATE));
            let covers = vec![CoveredPlaces { kind: PlaceKind::Backup, country: "GB-ENG".to_owned() }];
            of_the_controller(&mut c).particulars.covers = covers;
        }),
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
        "named-country-missing",
        spoilt!(complete(), |c| c.content.term.as_mut().unwrap().territory = Territory::NamedCountries),
    ),
    (
        "V08",
        "transfer-tool-missing",
        spoilt!(complete(), |c| {
            let named = NamedCountry { country: "US".to_owned(), transfer_tool: String::new() };
            let term = c.content.term.as_mut().unwrap();
            (term.territory, term.countries) = (Territory::NamedCountries, vec![named]);
        }),
    ),
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
];
