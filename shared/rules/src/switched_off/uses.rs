//! Of the use, the term and what is public of it: V16 to V36.

use super::case::*;

pub(super) const CASES: &[Row] = &[
    ("V16", "ethics-missing", spoilt!(complete(), |c| c.content.ethics = None)),
    ("V16", "ethics-pending", spoilt!(complete(), |c| ethics(&mut c).outcome = EthicsOutcome::Pending)),
    ("V16", "ethics-tool-output-missing", spoilt!(complete(), |c| ethics(&mut c).outcome = EthicsOutcome::NotRequired)),
    ("V16", "ethics-reference-missing", spoilt!(complete(), |c| ethics(&mut c).reference = None)),
    ("V16", "ethics-letter-missing", spoilt!(complete(), |c| ethics(&mut c).letter = None)),
    ("V16", "protocol-missing", spoilt!(complete(), |c| ethics(&mut c).protocol = None)),
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
    ("V23", "renewal-leaves-a-gap", spoilt!(complete(), |c| changes(&mut c, ChangeKind::Renewal, date(2025, 3, 1)))),
    ("V23", "renewal-before-the-end", spoilt!(complete(), |c| changes(&mut c, ChangeKind::Renewal, date(2025, 3, 3)))),
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
    ("V32", "amendment-ends-later", spoilt!(complete(), |c| changes(&mut c, ChangeKind::Amendment, date(2027, 3, 2)))),
    ("V32", "end-not-later", spoilt!(complete(), |c| changes(&mut c, ChangeKind::Extension, date(2028, 3, 2)))),
    (
        "V32",
        "extension-changes-more",
        spoilt!(complete(), |c| {
            changes(&mut c, ChangeKind::Extension, date(2027, 3, 2));
            purpose(&mut c).objective.push_str(" And more.");
        }),
    ),
    (
        "V32",
        "not-simple",
        spoilt!(complete(), |c| {
            changes(&mut c, ChangeKind::SimpleAmendment, date(2028, 3, 2));
            purpose(&mut c).objective.push_str(" And more.");
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
        "service-does-not-fit-level",
        spoilt!(complete(), |c| request(&mut c).access_service = Some(AccessService::Sde)),
    ),
    (
        "V34",
        "service-does-not-fit-cohort",
        spoilt!(complete(), |c| request(&mut c).access_service = Some(AccessService::Commissioners)),
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
