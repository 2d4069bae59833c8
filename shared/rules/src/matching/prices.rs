//! What things cost, from when to when (domain.md §11). Prices are reviewed each April: a new one is a new line.

use jiff::civil::{Date, date};
use serde::Serialize;

/// One price, while it holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Price {
    /// What is paid for, as a code.
    pub code: &'static str,
    /// What is paid for, in words.
    pub what: &'static str,
    /// The lowest, in pence.
    pub low_pence: u64,
    /// The highest, in pence; the same where there is one price.
    pub high_pence: u64,
    /// What one of it is.
    pub per: &'static str,
    /// First day on which it holds.
    pub from: Date,
    /// Last day; `None` while nobody has set another.
    pub until: Option<Date>,
    /// Where it comes from.
    pub source: &'static str,
}

const CHARGES_2026: &str = "the published charges from 1 April 2026";

const fn price(code: &'static str, what: &'static str, pounds: (u64, u64), per: &'static str) -> Price {
    Price {
        code,
        what,
        low_pence: pounds.0 * 100,
        high_pence: pounds.1 * 100,
        per,
        from: date(2026, 4, 1),
        until: None,
        source: CHARGES_2026,
    }
}

/// A new application.
pub const NEW_APPLICATION: &str = "application.new";
/// The review of each full year after the first.
pub const ANNUAL_REVIEW: &str = "annual-review";
/// Taking a cohort into the secure data environment.
pub const COHORT_SUBMISSION: &str = "sde.cohort-submission";

/// Every price that is known.
pub const ALL: &[Price] = &[
    price(NEW_APPLICATION, "A new application", (1431, 1431), "application"),
    price("application.change", "An amendment, a renewal or an extension", (1138, 1138), "change"),
    price(ANNUAL_REVIEW, "An annual review", (694, 694), "full year after the first"),
    price("sde.set-up", "Setting up the secure data environment", (434, 434), "agreement"),
    price("sde.product", "A data product in the secure data environment", (488, 976), "data set"),
    price("sde.extra-period", "A further period of a data product", (38, 38), "product and period"),
    price("sde.refresh", "A refresh of a data product", (16, 54), "product and refresh"),
    price(COHORT_SUBMISSION, "Taking in a cohort", (586, 586), "submission"),
    price("sde.user-month", "A user's account, with an allowance for computing", (472, 472), "user and month"),
    price("sde.check", "A check of what goes in or out, beyond 20 a month for each user", (11, 11), "check"),
    Price {
        code: "sub-licence.year",
        what: "Leave to sub-license",
        low_pence: 1_000_000,
        high_pence: 1_000_000,
        per: "year",
        from: date(2018, 4, 1),
        until: Some(date(2019, 3, 31)),
        source: "the published charges of 2018/19; under review since",
    },
];

/// The price of something on a day, if one held then.
pub fn on(code: &str, day: Date) -> Option<&'static Price> {
    ALL.iter().find(|price| price.code == code && price.from <= day && price.until.is_none_or(|until| day <= until))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_price_holds_from_its_first_to_its_last_day() {
        for (code, day, pence) in [
            (NEW_APPLICATION, date(2026, 3, 31), None),
            (NEW_APPLICATION, date(2026, 4, 1), Some(143_100)),
            (NEW_APPLICATION, date(2030, 1, 1), Some(143_100)),
            ("sub-licence.year", date(2019, 3, 31), Some(1_000_000)),
            ("sub-licence.year", date(2019, 4, 1), None),
            ("tea", date(2026, 5, 1), None),
        ] {
            assert_eq!(on(code, day).map(|price| price.low_pence), pence, "{code} {day}");
        }
    }

    #[test]
    fn never_do_two_prices_of_one_thing_hold_on_one_day() {
        for (at, one) in ALL.iter().enumerate() {
            assert!(one.low_pence > 0 && one.low_pence <= one.high_pence && !one.source.is_empty());
            for other in ALL.iter().skip(at + 1).filter(|other| other.code == one.code) {
                let apart = one.until.is_some_and(|until| until < other.from)
                    || other.until.is_some_and(|until| until < one.from);
                assert!(apart, "{}", one.code);
            }
        }
    }
}
