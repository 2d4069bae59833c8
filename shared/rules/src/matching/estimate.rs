//! What a service would cost, as far as prices are known.

use jiff::civil::Date;
use serde::Serialize;

use super::{
    prices::{self, ANNUAL_REVIEW, COHORT_SUBMISSION, NEW_APPLICATION},
    services::ServiceTerms,
    wish::Wish,
};
use dars_vocabulary::code::AccessService;

const A_YEAR: u32 = 12;

/// What a service would cost: an estimate, to be agreed in the application.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Estimate {
    /// What it is made of.
    pub lines: Vec<EstimateLine>,
    /// The lowest sum of these, in pence.
    pub low_pence: u64,
    /// The highest.
    pub high_pence: u64,
    /// What comes on top, for which no price is known.
    pub not_included: Vec<&'static str>,
}

/// One line of an estimate.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct EstimateLine {
    /// What is paid for, as a code of the price table.
    pub code: &'static str,
    /// What is paid for.
    pub what: &'static str,
    /// How many.
    pub quantity: u64,
    /// What one of it is.
    pub per: &'static str,
    /// The lowest sum, in pence.
    pub low_pence: u64,
    /// The highest.
    pub high_pence: u64,
}

/// What `wish` would cost through a service at the prices of `day`.
pub fn estimate(wish: &Wish, service: &ServiceTerms, day: Date) -> Estimate {
    let months = wish.months.unwrap_or(A_YEAR).max(1);
    let users = wish.users.unwrap_or(1).max(1);
    let mut wanted = vec![(NEW_APPLICATION, 1), (ANNUAL_REVIEW, u64::from(reviews(months)))];
    wanted.extend(service.prices.iter().map(|code| {
        let quantity = match *code {
            "sde.product" => u64::try_from(wish.data.len()).unwrap_or(u64::MAX).max(1),
            "sde.user-month" => u64::from(users) * u64::from(months),
            _ => 1,
        };
        (*code, quantity)
    }));
    if service.id == AccessService::Sde && wish.cohort == Some(true) {
        wanted.push((COHORT_SUBMISSION, 1));
    }
    let mut lines = Vec::new();
    let mut not_included = service.unpriced.to_vec();
    for (code, quantity) in wanted.into_iter().filter(|(_, quantity)| *quantity > 0) {
        match prices::on(code, day) {
            Some(price) => lines.push(EstimateLine {
                code,
                what: price.what,
                quantity,
                per: price.per,
                low_pence: price.low_pence.saturating_mul(quantity),
                high_pence: price.high_pence.saturating_mul(quantity),
            }),
            // Before the first price, or after the last, something is owed that nobody can name.
            None => not_included.extend(prices::ALL.iter().find(|price| price.code == code).map(|price| price.what)),
        }
    }
    let sum = |of: fn(&EstimateLine) -> u64| lines.iter().map(of).fold(0, u64::saturating_add);
    let (low_pence, high_pence) = (sum(|line| line.low_pence), sum(|line| line.high_pence));
    Estimate { lines, low_pence, high_pence, not_included }
}

/// One for each full year after the first: 13 months have one, 25 have two.
const fn reviews(months: u32) -> u32 {
    months.saturating_sub(1) / A_YEAR
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::matching::{Wanted, services::terms};

    fn sum(wish: &Wish, service: AccessService, day: Date) -> (u64, u64, usize) {
        let estimate = estimate(wish, terms(service).unwrap(), day);
        (estimate.low_pence / 100, estimate.high_pence / 100, estimate.not_included.len())
    }

    #[test]
    fn a_review_is_paid_for_each_full_year_after_the_first() {
        for (months, count) in [(0, 0), (1, 0), (12, 0), (13, 1), (24, 1), (25, 2), (36, 2), (37, 3)] {
            assert_eq!(reviews(months), count, "{months}");
        }
    }

    #[test]
    fn an_environment_costs_by_data_set_user_and_month_and_an_extract_what_nobody_published() {
        let day = date(2026, 11, 22);
        let data = vec![Wanted::default(), Wanted::default()];
        let wish = Wish { data, users: Some(3), months: Some(24), cohort: Some(true), ..Wish::default() };
        let fixed = 1431 + 694;
        let (users, cohort) = (3 * 24 * 472, 586);
        let low = fixed + 434 + 2 * 488 + users + cohort;
        assert_eq!(sum(&wish, AccessService::Sde, day), (low, low + 2 * 488, 0));
        assert_eq!(sum(&wish, AccessService::Extract, day), (fixed, fixed, 1));
        let least = 1431 + 434 + 488 + 12 * 472;
        assert_eq!(sum(&Wish::default(), AccessService::Sde, day), (least, least + 488, 0));
    }

    #[test]
    fn before_the_first_price_nothing_is_made_up() {
        assert_eq!(sum(&Wish::default(), AccessService::Sde, date(2026, 3, 31)), (0, 0, 4));
    }
}
