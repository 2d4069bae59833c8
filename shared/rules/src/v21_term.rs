//! V21: the term is at most that of the shortest class that applies.

use dars_vocabulary::{
    ApplicationContent, Finding, Severity, Stage,
    calendar::days_after,
    code::{Cldc, Frequency, OrganisationType},
    refusal::Basis,
};
use jiff::{ToSpan, civil::Date};

use crate::{
    context::Context,
    finding::Rule,
    policy::{self, PolicyValue},
};

const V21: Rule = Rule { id: "V21", severity: Severity::Error, stage: Stage::Submit, basis: Basis::Reading };

/// The classes of use that bound the length of a term.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TermClass {
    /// Data collected with consent, held by a university.
    ConsentedAcademicArchiving,
    /// Other data held by a university without new flows.
    OtherAcademicArchiving,
    /// Any commercial element.
    Commercial,
    /// Others may use the data under a sub-licence.
    SubLicence,
    /// Everything else.
    Other,
}

impl TermClass {
    /// The policy value that bounds it, in years.
    pub fn bound(self) -> PolicyValue {
        match self {
            Self::ConsentedAcademicArchiving => policy::TERM_CONSENTED_ARCHIVING,
            Self::OtherAcademicArchiving => policy::TERM_OTHER_ARCHIVING,
            Self::Commercial => policy::TERM_COMMERCIAL,
            Self::SubLicence => policy::TERM_SUB_LICENCE,
            Self::Other => policy::TERM_OTHER,
        }
    }

    /// The classes that apply; `Other` where no other does. Archiving is a university's, known to be one: where nobody
    /// knows, the shorter bound of `Other` holds.
    pub fn of(content: &ApplicationContent, known: &Context) -> Vec<Self> {
        let commercial =
            content.commercial.as_ref().is_some_and(|said| said.is_commercial || said.solely || !said.uses.is_empty());
        let sub_licence = content.sub_licensing.as_ref().is_some_and(|said| said.allowed);
        let archived = archives(content, known).then(|| {
            let consented =
                !content.requests().is_empty() && content.requests().iter().all(|one| one.cldc == [Cldc::Consent]);
            if consented { Self::ConsentedAcademicArchiving } else { Self::OtherAcademicArchiving }
        });
        let classes: Vec<Self> = archived
            .into_iter()
            .chain(commercial.then_some(Self::Commercial))
            .chain(sub_licence.then_some(Self::SubLicence))
            .collect();
        if classes.is_empty() { vec![Self::Other] } else { classes }
    }
}

/// Whether a university keeps what it has, and nothing new flows: an ongoing flow is no archive.
fn archives(content: &ApplicationContent, known: &Context) -> bool {
    let said = content.term.as_ref().is_some_and(|term| term.archiving);
    let applicant = known.applicant.as_ref().and_then(|applicant| known.organisations.get(applicant));
    let ongoing = content.requests().iter().any(|request| request.frequency == Some(Frequency::Ongoing));
    said && !ongoing && applicant == Some(&OrganisationType::Academic)
}

/// Source: DARS standard 1, whose table is provisional here. It is asked at submission, and again at issue.
pub fn v21_term(content: &ApplicationContent, known: &Context) -> Vec<Finding> {
    let Some(term) = &content.term else { return Vec::new() };
    let Some(bound) = TermClass::of(content, known).into_iter().map(TermClass::bound).min_by_key(|bound| bound.value)
    else {
        return Vec::new();
    };
    let latest = last_day(term.start, bound.value);
    if term.end <= latest {
        return Vec::new();
    }
    let message = format!(
        "The term is longer than {} {} (a provisional value for this kind of use): choose {latest} or an earlier end.",
        bound.value,
        if bound.value == 1 { "year" } else { "years" },
    );
    vec![V21.again_at_issue(known.next).finding("term-too-long", "/term/end", message)]
}

/// The last day of a term of whole years: the day before the anniversary.
fn last_day(start: Date, years: u32) -> Date {
    let anniversary = start.saturating_add(i64::from(years).years());
    // From 29 February the calendar already gives the day before, 28 February.
    if anniversary.day() == start.day() { days_after(anniversary, -1) } else { anniversary }
}

#[cfg(test)]
mod tests {
    use dars_vocabulary::{
        code::CommercialUse,
        content::{Commercial, Term},
    };
    use jiff::civil::date;

    use super::*;
    use crate::{
        finding::seen,
        sample::{complete, sub_licensing},
    };

    #[test]
    fn a_term_is_at_most_three_years_and_one_with_a_commercial_element() {
        let no = Commercial { is_commercial: false, solely: false, uses: Vec::new(), ..Commercial::default() };
        let commercial = Commercial { is_commercial: true, ..no.clone() };
        let solely = Commercial { solely: true, ..no.clone() };
        let used = Commercial { uses: vec![CommercialUse::Marketing], ..no.clone() };
        let table: [(&Commercial, Date, Date, bool); 12] = [
            (&no, date(2025, 3, 3), date(2028, 3, 2), false),
            (&no, date(2025, 3, 3), date(2028, 3, 3), true),
            (&no, date(2025, 3, 3), date(2025, 3, 4), false),
            (&no, date(2024, 2, 29), date(2027, 2, 28), false),
            (&no, date(2024, 2, 29), date(2027, 3, 1), true),
            (&no, date(2025, 3, 1), date(2028, 2, 29), false),
            (&commercial, date(2026, 7, 1), date(2027, 6, 30), false),
            (&commercial, date(2026, 7, 1), date(2027, 7, 1), true),
            (&solely, date(2026, 7, 1), date(2027, 7, 1), true),
            (&used, date(2026, 7, 1), date(2027, 7, 1), true),
            (&commercial, date(2024, 2, 29), date(2025, 2, 28), false),
            (&commercial, date(2024, 2, 29), date(2025, 3, 1), true),
        ];
        for (commercial, start, end, fails) in table {
            let mut content = complete();
            content.commercial = Some(commercial.clone());
            let term = content.term.unwrap();
            content.term = Some(Term { start, end, ..term });
            for (next, stage) in
                [(Stage::Submit, Stage::Submit), (Stage::Approve, Stage::Submit), (Stage::Issue, Stage::Issue)]
            {
                let findings = v21_term(&content, &Context { next, ..Context::default() });
                let expected: &[_] = if fails { &[("term-too-long", "/term/end")] } else { &[] };
                assert_eq!(seen(&findings), expected, "{commercial:?} {start} to {end}");
                assert!(findings.iter().all(|f| f.stage == stage && f.severity == Severity::Error));
            }
        }
    }

    #[test]
    fn sub_licensing_bounds_the_term_to_a_year_if_it_is_allowed() {
        for (allowed, end, fails) in [
            (true, date(2026, 3, 2), false),
            (true, date(2026, 3, 3), true),
            (false, date(2026, 3, 3), false),
            (false, date(2028, 3, 3), true),
        ] {
            let mut content = sub_licensing();
            content.sub_licensing.as_mut().unwrap().allowed = allowed;
            content.term.as_mut().unwrap().end = end;
            assert_eq!(v21_term(&content, &Context::default()).len(), usize::from(fails), "{allowed} {end}");
        }
        let mut both = sub_licensing();
        both.commercial.as_mut().unwrap().is_commercial = true;
        assert_eq!(TermClass::of(&both, &Context::default()), [TermClass::Commercial, TermClass::SubLicence]);
        assert_eq!(TermClass::of(&complete(), &Context::default()), [TermClass::Other]);
    }

    #[test]
    fn a_university_that_only_keeps_what_it_has_may_keep_it_longer() {
        use Frequency::{OneOff, Ongoing};
        use OrganisationType::{Academic, Charity, Research};
        type Row<'a> = (bool, Option<OrganisationType>, Frequency, &'a [Cldc], Date);
        let start = date(2025, 3, 3);
        let (three, five, fifteen) = (date(2028, 3, 2), date(2030, 3, 2), date(2040, 3, 2));
        let table: [Row; 9] = [
            (true, Some(Academic), OneOff, &[Cldc::Consent], fifteen),
            (true, Some(Academic), OneOff, &[Cldc::Consent, Cldc::S251], five),
            (true, Some(Academic), OneOff, &[Cldc::None], five),
            (true, Some(Academic), OneOff, &[], five),
            (true, Some(Academic), Ongoing, &[Cldc::Consent], three),
            (true, Some(Charity), OneOff, &[Cldc::Consent], three),
            (true, Some(Research), OneOff, &[Cldc::Consent], three),
            (true, None, OneOff, &[Cldc::Consent], three),
            (false, Some(Academic), OneOff, &[Cldc::Consent], three),
        ];
        for (archiving, of, frequency, cldc, last) in table {
            let applicant: dars_vocabulary::OrganisationId = "NU01".parse().unwrap();
            let known = Context {
                organisations: of.into_iter().map(|of| (applicant.clone(), of)).collect(),
                applicant: Some(applicant),
                ..Context::default()
            };
            let mut content = complete();
            let request = &mut content.data_sets.as_mut().unwrap().requests[0];
            (request.frequency, request.cldc) = (Some(frequency), cldc.to_vec());
            for (end, fails) in [(last, false), (days_after(last, 1), true)] {
                let term = content.term.as_mut().unwrap();
                (term.start, term.end, term.archiving) = (start, end, archiving);
                assert_eq!(v21_term(&content, &known).len(), usize::from(fails), "{of:?} {frequency} {cldc:?} {end}");
            }
        }
        let mut sold = complete();
        sold.commercial.as_mut().unwrap().is_commercial = true;
        sold.term.as_mut().unwrap().archiving = true;
        sold.term.as_mut().unwrap().end = date(2026, 3, 3);
        assert_eq!(v21_term(&sold, &Context::default()).len(), 1, "the shortest class counts");
    }

    #[test]
    fn the_table_of_terms_is_as_the_policy_says_and_provisional() {
        use TermClass::{Commercial, ConsentedAcademicArchiving, Other, OtherAcademicArchiving, SubLicence};
        let table = [
            (ConsentedAcademicArchiving, 15),
            (OtherAcademicArchiving, 5),
            (Commercial, 1),
            (SubLicence, 1),
            (Other, 3),
        ];
        for (class, years) in table {
            assert_eq!((class.bound().value, class.bound().provisional), (years, true));
            assert!(policy::ALL.contains(&class.bound()));
        }
    }
}
