//! V06: each controller and processor has paid the data protection fee and shows accepted security.

use dars_vocabulary::{
    ApplicationContent, Finding, OrganisationId, Severity, Stage, calendar::days_after, code::AssuranceKind,
};
use jiff::civil::Date;

use crate::{
    assurances::{Current, passes},
    context::Context,
    finding::{Rule, published},
    organisations::controllers_and_processors,
    policy,
};

const FEE: Rule = Rule { id: "V06", severity: Severity::Error, stage: Stage::Issue, basis: published("1b") };
const SECURITY: Rule = Rule { basis: published("2a"), ..FEE };

/// Source: DARS standards 1b and 1c (fee), 2a (security). `issue` is the day of issue or, before it is known, today.
///
/// A toolkit result that is short of the standards is V07's.
pub fn v06_assurances(content: &ApplicationContent, issue: Date, known: &Context) -> Vec<Finding> {
    let Some(shown) = &known.assurances else { return Vec::new() };
    let current = Current::on(issue, shown);
    controllers_and_processors(content)
        .iter()
        .flat_map(|(pointer, organisation)| {
            [fee(pointer, organisation, issue, &current), security(pointer, organisation, issue, &current)]
        })
        .flatten()
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
    let kinds = [AssuranceKind::Dspt, AssuranceKind::Iso27001, AssuranceKind::Slsp];
    let accepted = kinds.into_iter().filter_map(|kind| current.of(organisation, kind)).filter(|shown| passes(shown));
    let planned = current.short_of_standards(organisation);
    let Some(until) = accepted.chain(planned).map(|shown| shown.valid_to).max() else {
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
    use dars_vocabulary::code::AssuranceOutcome::{self, Approaching, Exceeded, Met, NotMet, NotPublished};
    use jiff::civil::date;

    use super::*;
    use crate::{context::Assurance, sample::complete};

    const ISSUE: Date = date(2025, 2, 1);
    const LATE: Date = date(2027, 6, 30);

    fn shows(organisation: &str, kind: AssuranceKind, outcome: AssuranceOutcome, valid_to: Date) -> Assurance {
        Assurance { organisation: organisation.parse().unwrap(), kind, outcome, valid_to, plan_approved: false }
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
}
