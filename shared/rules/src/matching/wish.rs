//! What somebody asks for, as far as it is said.

use dars_vocabulary::{
    ApplicationContent,
    code::{Cldc, Frequency, Level, OrganisationType, PurposeOfUse, Territory},
    content::DataSetRequest,
};
use jiff::civil::Date;

use crate::finding::blank;

/// What somebody asks for; what is not said is held against no service.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wish {
    /// The data sets, and how each is wanted.
    pub data: Vec<Wanted>,
    /// Whether the applicant names the people.
    pub cohort: Option<bool>,
    /// Whether it is to be linked with data of the applicant's own.
    pub linkage: bool,
    /// What it is for.
    pub purposes: Vec<PurposeOfUse>,
    /// What kind of organisation asks.
    pub organisation: Option<OrganisationType>,
    /// Whether it is for a trial.
    pub trial: Option<bool>,
    /// Whether the organisation plans and pays for care.
    pub commissioner: bool,
    /// Where the data is to be used.
    pub territory: Option<Territory>,
    /// Whether a reason for an extract is given.
    pub extract_reason: bool,
    /// How many will work with the data; one, unless it is said.
    pub users: Option<u32>,
    /// For how many months; twelve, unless it is said.
    pub months: Option<u32>,
}

/// One data set, and how it is wanted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wanted {
    /// The catalogue's id.
    pub dataset: String,
    /// How far people can be told apart in it.
    pub level: Option<Level>,
    /// How often it flows.
    pub frequency: Option<Frequency>,
}

impl Wish {
    /// What an application asks for.
    pub fn of(content: &ApplicationContent, organisation: Option<OrganisationType>) -> Self {
        let requests = content.requests();
        let wanted = |request: &DataSetRequest| Wanted {
            dataset: request.dataset.clone(),
            level: request.level,
            frequency: request.frequency,
        };
        let named: Vec<_> = requests.iter().map(names_people).collect();
        let term = content.term.as_ref();
        Self {
            data: requests.iter().map(wanted).collect(),
            cohort: if named.contains(&Some(true)) { Some(true) } else { named.into_iter().flatten().next() },
            linkage: false,
            purposes: content.purpose.as_ref().map(|purpose| purpose.uses.clone()).unwrap_or_default(),
            organisation,
            trial: None,
            commissioner: organisation.is_some_and(is_commissioner),
            territory: term.map(|term| term.territory),
            extract_reason: requests.iter().any(|request| !blank(request.extract_reason.as_deref())),
            users: None,
            months: term.and_then(|term| months_between(term.start, term.end)),
        }
    }
}

/// Whether a request is about people whom the applicant names: those who consented are, and those of a cohort; whoever
/// narrows it down by nothing asks about everyone; of the rest the form does not say.
pub fn names_people(request: &DataSetRequest) -> Option<bool> {
    let kinds = request.filters.as_ref();
    let cohort = kinds.and_then(|kinds| kinds.cohort.as_deref());
    if !blank(cohort) || request.cldc.contains(&Cldc::Consent) {
        return Some(true);
    }
    let others = kinds.map(|kinds| [&kinds.geography, &kinds.age, &kinds.diagnosis]);
    let narrowed = others.into_iter().flatten().chain([&request.filter]).any(|said| !blank(said.as_deref()));
    if narrowed { None } else { Some(false) }
}

/// Whether an organisation of this type plans and pays for care.
pub const fn is_commissioner(organisation: OrganisationType) -> bool {
    matches!(organisation, OrganisationType::Icb | OrganisationType::SubIcbLocation | OrganisationType::Csu)
}

/// The months of a term, the last one begun counted whole.
fn months_between(start: Date, end: Date) -> Option<u32> {
    let begun =
        i32::from(end.month()) - i32::from(start.month()) + 12 * (i32::from(end.year()) - i32::from(start.year()));
    let whole = if end.day() >= start.day() { begun + 1 } else { begun };
    u32::try_from(whole).ok()
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::sample::{complete, request, supported};

    #[test]
    fn a_term_has_so_many_months() {
        for (start, end, months) in [
            (date(2026, 1, 1), date(2026, 12, 31), Some(12)),
            (date(2026, 1, 15), date(2027, 1, 14), Some(12)),
            (date(2026, 1, 15), date(2027, 1, 15), Some(13)),
            (date(2025, 3, 3), date(2028, 3, 2), Some(36)),
            (date(2026, 5, 5), date(2026, 5, 5), Some(1)),
            (date(2027, 5, 5), date(2026, 5, 4), None),
        ] {
            assert_eq!(months_between(start, end), months, "{start} {end}");
        }
    }

    #[test]
    fn who_consented_is_named_and_who_narrows_nothing_asks_about_everyone() {
        let narrowed = DataSetRequest { filter: Some("Aged 60 and over".to_owned()), cldc: Vec::new(), ..request() };
        let everyone = DataSetRequest { filter: Some(" ".to_owned()), ..narrowed.clone() };
        assert_eq!([request(), narrowed, everyone].map(|one| names_people(&one)), [Some(true), None, Some(false)]);
    }

    #[test]
    fn a_cohort_is_named_people_and_any_other_kind_of_filter_says_nothing_of_them() {
        use dars_vocabulary::content::Filters;
        let said = || Some("Said.".to_owned());
        for (filters, named) in [
            (Filters::default(), Some(false)),
            (Filters { cohort: said(), ..Filters::default() }, Some(true)),
            (Filters { cohort: said(), age: said(), ..Filters::default() }, Some(true)),
            (Filters { cohort: Some(" ".to_owned()), ..Filters::default() }, Some(false)),
            (Filters { geography: said(), ..Filters::default() }, None),
            (Filters { age: said(), ..Filters::default() }, None),
            (Filters { diagnosis: said(), ..Filters::default() }, None),
        ] {
            let one = DataSetRequest { filters: Some(filters), filter: None, cldc: Vec::new(), ..request() };
            assert_eq!(names_people(&one), named, "{:?}", one.filters);
        }
    }

    #[test]
    fn an_application_says_what_it_wishes_for() {
        let wish = Wish::of(&complete(), Some(OrganisationType::Csu));
        assert_eq!((wish.cohort, wish.months, wish.commissioner), (Some(true), Some(36), true));
        assert_eq!(wish.data.iter().map(|wanted| wanted.level).collect::<Vec<_>>(), [Some(Level::Identifiable)]);
        assert_eq!(Wish::of(&supported(), None).cohort, Some(false));
        assert_eq!(Wish::of(&ApplicationContent::default(), None), Wish::default());
    }
}
