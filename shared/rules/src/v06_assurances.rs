//! V06: each controller and processor has paid the data protection fee and shows accepted security.

use dars_vocabulary::{
    ApplicationContent, Finding, OrganisationId, Severity, Stage, calendar::days_after, code::AssuranceKind,
};
use jiff::{ToSpan, civil::Date};

use crate::{
    assurances::{Current, passes},
    context::{Assurance, Context},
    finding::{Rule, published},
    organisations::controllers_and_processors,
    policy,
};

const FEE: Rule = Rule { id: "V06", severity: Severity::Error, stage: Stage::Issue, basis: published("1b") };
const SECURITY: Rule = Rule { basis: published("2a"), ..FEE };

/// The kinds of assurance that are accepted security (standard 2a).
const SECURITY_KINDS: [AssuranceKind; 3] = [AssuranceKind::Dspt, AssuranceKind::Iso27001, AssuranceKind::Slsp];

/// Source: DARS standards 1b and 1c (fee), 2a (security). `issue` is the day of issue or, before it is known, today.
///
/// A toolkit result that is short of the standards is V07's.
pub fn v06_assurances(content: &ApplicationContent, issue: Date, known: &Context) -> Vec<Finding> {
    let Some(shown) = &known.assurances else { return Vec::new() };
    let current = Current::on(issue, shown);
    let organisations = controllers_and_processors(content);
    let of_each = organisations
        .iter()
        .flat_map(|(pointer, organisation)| {
            let toolkit = toolkit_version(pointer, organisation, issue, &current);
            let review = review(pointer, organisation, &current);
            [
                fee(pointer, organisation, issue, &current),
                security(pointer, organisation, issue, &current),
                toolkit,
                review,
            ]
        })
        .flatten();
    of_each.chain(places(content, &current)).collect()
}

/// What an organisation shows for its security that is accepted, or has a plan that V07 looks at.
fn accepted<'a>(organisation: &'a OrganisationId, current: &Current<'a>) -> Vec<&'a Assurance> {
    let passing = SECURITY_KINDS.into_iter().filter_map(|kind| current.of(organisation, kind)).filter(|it| passes(it));
    passing.chain(current.short_of_standards(organisation)).collect()
}

/// The current version of the toolkit, or the one before where its result is at most twelve months old. What nobody
/// recorded is held against nobody; another accepted assurance stands in for an old result.
fn toolkit_version<'a>(
    pointer: &str,
    organisation: &'a OrganisationId,
    issue: Date,
    current: &Current<'a>,
) -> Option<Finding> {
    let toolkit = current.of(organisation, AssuranceKind::Dspt).filter(|shown| passes(shown))?;
    let others = accepted(organisation, current).into_iter().any(|shown| shown.kind != AssuranceKind::Dspt);
    let version = toolkit.particulars.version?;
    // A version ends with June.
    let newest = if issue.month() <= 6 { issue.year() } else { issue.year().saturating_add(1) };
    let months = i64::from(policy::TOOLKIT_PREVIOUS.value);
    let recent = |day: Date| issue <= day.saturating_add(months.months());
    let previous = version.saturating_add(1) == newest && toolkit.particulars.reviewed_on.is_none_or(recent);
    (version < newest && !previous && !others).then(|| {
        let message = format!(
            "Standard 2a: the toolkit result of {organisation} is of the version that ended in {version}, and more than \
             {months} months old: have the current one recorded."
        );
        SECURITY.finding("toolkit-version-old", pointer, message)
    })
}

/// A certificate or a policy counts once the security team reviewed it; where only one of these is shown, on which day.
fn review<'a>(pointer: &str, organisation: &'a OrganisationId, current: &Current<'a>) -> Option<Finding> {
    let shown = accepted(organisation, current);
    let undated = |it: &&Assurance| it.kind != AssuranceKind::Dspt && it.particulars.reviewed_on.is_none();
    (!shown.is_empty() && shown.iter().all(undated)).then(|| {
        let message =
            format!("Standard 2a: have the day recorded on which the security of {organisation} was reviewed.");
        SECURITY.warning().finding("security-review-undated", pointer, message)
    })
}

/// Each place is covered by the assurance that it names, or by any of its organisation's. Without accepted security there is
/// nothing that could cover it, which is said of the organisation.
fn places<'a>(content: &'a ApplicationContent, current: &Current<'a>) -> Vec<Finding> {
    let all = content.locations.iter().flat_map(|section| &section.places).enumerate();
    all.filter_map(|(at, place)| {
        let shown = accepted(&place.organisation, current);
        let named = place.security.as_ref().and_then(|security| security.assurance);
        let covers = |it: &&Assurance| named.is_none_or(|kind| it.kind == kind) && it.particulars.covers(place);
        (!shown.is_empty() && !shown.iter().any(covers)).then(|| {
            let pointer = match named {
                Some(_) => format!("/locations/places/{at}/security/assurance"),
                None => format!("/locations/places/{at}"),
            };
            let organisation = &place.organisation;
            let message = format!(
                "Standard 2a: nothing that {organisation} shows for its security covers this place: name what does, or \
                 have it recorded."
            );
            SECURITY.finding("place-not-covered", pointer, message)
        })
    })
    .collect()
}

fn fee<'a>(pointer: &str, organisation: &'a OrganisationId, issue: Date, current: &Current<'a>) -> Option<Finding> {
    let Some(paid) = current.of(organisation, AssuranceKind::IcoFee).filter(|fee| passes(fee)) else {
        let message = format!("Standard 1b: {organisation} shows no valid data protection fee. Have it recorded.");
        return Some(FEE.finding("fee-not-valid", pointer, message));
    };
    soon(paid.valid_to, issue).then(|| {
        let message = format!("The data protection fee of {organisation} lapses after {}: renew it.", paid.valid_to);
        FEE.warning().finding("fee-lapses-soon", pointer, message)
    })
}

fn security<'a>(
    pointer: &str,
    organisation: &'a OrganisationId,
    issue: Date,
    current: &Current<'a>,
) -> Option<Finding> {
    let Some(until) = accepted(organisation, current).into_iter().map(|shown| shown.valid_to).max() else {
        let message = format!(
            "Standard 2a: {organisation} shows no accepted security. Have its toolkit result, reviewed certificate or \
             reviewed security policy recorded."
        );
        return Some(SECURITY.finding("security-not-accepted", pointer, message));
    };
    soon(until, issue).then(|| {
        let message = format!("The security that {organisation} shows lapses after {until}: renew it.");
        SECURITY.warning().finding("security-lapses-soon", pointer, message)
    })
}

fn soon(valid_to: Date, issue: Date) -> bool {
    valid_to <= days_after(issue, i64::from(policy::ASSURANCE_LAPSING.value))
}

#[cfg(test)]
mod tests {
    use dars_vocabulary::{
        AssuranceParticulars, CoveredPlaces,
        code::AssuranceOutcome::{self, Approaching, Exceeded, Met, NotMet, NotPublished},
        code::PlaceKind,
        content::PlaceSecurity,
    };
    use jiff::civil::date;

    use super::*;
    use crate::{finding::seen, sample::complete};

    const ISSUE: Date = date(2025, 2, 1);
    const LATE: Date = date(2027, 6, 30);

    fn shows(organisation: &str, kind: AssuranceKind, outcome: AssuranceOutcome, valid_to: Date) -> Assurance {
        Assurance {
            organisation: organisation.parse().unwrap(),
            kind,
            outcome,
            valid_to,
            plan_approved: false,
            particulars: AssuranceParticulars { reviewed_on: Some(date(2025, 1, 10)), ..Default::default() },
        }
    }

    /// The findings on the controller, where the processor shows everything.
    fn on_the_controller(shown: &[(AssuranceKind, AssuranceOutcome, Date)]) -> Vec<(&'static str, Severity)> {
        let own = shown.iter().map(|&(kind, outcome, valid_to)| shows("NU01", kind, outcome, valid_to));
        let fee = shows("CB01", AssuranceKind::IcoFee, Met, LATE);
        let assurances = own.chain([fee, shows("CB01", AssuranceKind::Iso27001, Met, LATE)]).collect();
        let known = Context { assurances: Some(assurances), ..Context::default() };
        let findings = v06_assurances(&complete(), ISSUE, &known);
        for found in &findings {
            assert_eq!((found.pointer.as_str(), found.stage), ("/parties/controllers/0/organisation", Stage::Issue));
        }
        findings.iter().map(|found| (found.code, found.severity)).collect()
    }

    #[test]
    fn a_fee_and_one_accepted_security_hold_on_the_day_of_issue() {
        use AssuranceKind::{Dspt, IcoFee, Iso27001, Slsp};
        use Severity::{Error, Warning};
        type Row<'a> = (&'a [(AssuranceKind, AssuranceOutcome, Date)], &'a [(&'static str, Severity)]);
        let fee = (IcoFee, Met, LATE);
        let none = [("security-not-accepted", Error)];
        let soon = [("security-lapses-soon", Warning)];
        let unpaid = [("fee-not-valid", Error)];
        let table: [Row; 16] = [
            (&[fee, (Dspt, Met, LATE)], &[]),
            (&[fee, (Dspt, Exceeded, LATE)], &[]),
            (&[fee, (Iso27001, Met, LATE)], &[]),
            (&[fee, (Slsp, Met, LATE)], &[]),
            (&[fee], &none),
            (&[fee, (Dspt, NotPublished, LATE)], &none),
            (&[fee, (Iso27001, NotMet, LATE)], &none),
            // Short of the standards: V07 has its say, not this rule.
            (&[fee, (Dspt, Approaching, LATE)], &[]),
            (&[fee, (Dspt, NotMet, LATE)], &[]),
            (&[fee, (Dspt, Met, date(2025, 1, 31))], &none),
            (&[fee, (Dspt, Met, ISSUE)], &soon),
            (&[fee, (Dspt, Met, date(2025, 4, 2))], &soon),
            (&[fee, (Dspt, Met, date(2025, 4, 3))], &[]),
            (&[(Dspt, Met, LATE), (IcoFee, Met, date(2025, 1, 31))], &unpaid),
            (&[(Dspt, Met, LATE), (IcoFee, NotMet, LATE)], &unpaid),
            (&[(Dspt, Met, LATE), (IcoFee, Met, date(2025, 4, 2))], &[("fee-lapses-soon", Warning)]),
        ];
        for (shown, expected) in table {
            assert_eq!(on_the_controller(shown), expected, "{shown:?}");
        }
    }

    #[test]
    fn the_latest_result_of_a_kind_counts() {
        use AssuranceKind::{Dspt, IcoFee};
        let fee = (IcoFee, Met, LATE);
        let worse = [fee, (Dspt, NotPublished, LATE), (Dspt, Met, date(2026, 6, 30))];
        assert_eq!(on_the_controller(&worse), [("security-not-accepted", Severity::Error)]);
        assert_eq!(on_the_controller(&[fee, (Dspt, NotPublished, date(2026, 6, 30)), (Dspt, Met, LATE)]), []);
    }

    #[test]
    fn a_processor_is_asked_as_well_and_a_caller_without_assurances_says_nothing() {
        let known = Context { assurances: Some(Vec::new()), ..Context::default() };
        let findings = v06_assurances(&complete(), ISSUE, &known);
        let pointers: Vec<&str> = findings.iter().map(|found| found.pointer.as_str()).collect();
        let (one, two) = ("/parties/controllers/0/organisation", "/parties/processors/0/organisation");
        assert_eq!(pointers, [one, one, two, two]);
        assert_eq!(v06_assurances(&complete(), ISSUE, &Context::default()), []);
    }

    /// Both organisations pay and show this toolkit result, spoilt for the controller.
    fn with(spoil: impl Fn(&mut Assurance)) -> Context {
        let mut own = shows("NU01", AssuranceKind::Dspt, Met, LATE);
        spoil(&mut own);
        let fees = ["NU01", "CB01"].map(|of| shows(of, AssuranceKind::IcoFee, Met, LATE));
        let assurances = fees.into_iter().chain([own, shows("CB01", AssuranceKind::Iso27001, Met, LATE)]).collect();
        Context { assurances: Some(assurances), ..Context::default() }
    }

    #[test]
    fn the_toolkits_version_is_the_current_one_or_the_one_before_of_the_last_twelve_months() {
        let reviewed = |day| Some(day);
        for (issue, version, reviewed_on, old) in [
            (ISSUE, Some(2025), None, false),
            (ISSUE, Some(2026), None, false),
            (ISSUE, Some(2024), reviewed(date(2024, 2, 1)), false),
            (ISSUE, Some(2024), reviewed(date(2024, 1, 31)), true),
            // Nobody recorded the day.
            (ISSUE, Some(2024), None, false),
            (ISSUE, Some(2023), reviewed(date(2025, 1, 1)), true),
            (ISSUE, None, None, false),
            // From July on the next version is the current one.
            (date(2025, 6, 30), Some(2025), reviewed(date(2024, 1, 1)), false),
            (date(2025, 7, 1), Some(2025), reviewed(date(2024, 6, 30)), true),
            (date(2025, 7, 1), Some(2025), reviewed(date(2024, 7, 1)), false),
        ] {
            let known = with(|own| (own.particulars.version, own.particulars.reviewed_on) = (version, reviewed_on));
            let findings = v06_assurances(&complete(), issue, &known);
            let expected: &[_] =
                if old { &[("toolkit-version-old", "/parties/controllers/0/organisation")] } else { &[] };
            assert_eq!(seen(&findings), expected, "{issue} {version:?} {reviewed_on:?}");
        }
    }

    #[test]
    fn a_certificate_or_policy_alone_says_when_it_was_reviewed() {
        use AssuranceKind::{Dspt, Iso27001, Slsp};
        for (kind, dated, warns) in
            [(Iso27001, false, true), (Slsp, false, true), (Slsp, true, false), (Dspt, false, false)]
        {
            let known = with(|own| {
                own.kind = kind;
                own.particulars.reviewed_on = dated.then(|| date(2025, 1, 10));
            });
            let findings = v06_assurances(&complete(), ISSUE, &known);
            let expected: &[_] =
                if warns { &[("security-review-undated", "/parties/controllers/0/organisation")] } else { &[] };
            assert_eq!(seen(&findings), expected, "{kind}");
            assert!(findings.iter().all(|found| found.severity == Severity::Warning));
        }
    }

    /// What is covered, what the place names, and what is found.
    type Row<'a> = (Vec<CoveredPlaces>, Option<AssuranceKind>, &'a [(&'a str, &'a str)]);

    #[test]
    fn every_place_is_covered_by_what_its_organisation_shows() {
        let covering = |kind, country: &str| vec![CoveredPlaces { kind, country: country.to_owned() }];
        let place = ("place-not-covered", "/locations/places/0");
        let chosen = ("place-not-covered", "/locations/places/0/security/assurance");
        let table: [Row; 7] = [
            (Vec::new(), None, &[]),
            (covering(PlaceKind::Processing, "GB-ENG"), None, &[]),
            (covering(PlaceKind::Backup, "GB-ENG"), None, &[place]),
            (covering(PlaceKind::Processing, "IE"), None, &[place]),
            (covering(PlaceKind::Processing, "GB-ENG"), Some(AssuranceKind::Dspt), &[]),
            (Vec::new(), Some(AssuranceKind::Iso27001), &[chosen]),
            (Vec::new(), Some(AssuranceKind::Other), &[chosen]),
        ];
        for (covers, named, expected) in table {
            let mut content = complete();
            content.locations.as_mut().unwrap().places[0].security =
                named.map(|kind| PlaceSecurity { assurance: Some(kind), ..PlaceSecurity::default() });
            let known = with(|own| own.particulars.covers.clone_from(&covers));
            let findings = v06_assurances(&content, ISSUE, &known);
            assert_eq!(seen(&findings), expected, "{covers:?} {named:?}");
        }
        // Where nothing is accepted, that is said once, of the organisation.
        let known = with(|own| own.kind = AssuranceKind::Other);
        let alone = [("security-not-accepted", "/parties/controllers/0/organisation")];
        assert_eq!(seen(&v06_assurances(&complete(), ISSUE, &known)), alone);
    }
}
