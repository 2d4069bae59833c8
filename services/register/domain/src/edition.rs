//! When the register's monthly edition comes out.

use dars_rules::policy::REGISTER_EDITION;
use dars_vocabulary::calendar::working_days_after;
use jiff::civil::Date;

/// The day of the edition that follows the month of `day`: what was in force then should stand in it.
pub fn edition_after(day: Date) -> Date {
    working_days_after(day.last_of_month(), REGISTER_EDITION.value)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn an_edition_comes_out_on_the_third_working_day_of_the_next_month() {
        assert_eq!(edition_after(date(2026, 11, 22)), date(2026, 12, 3));
        assert_eq!(edition_after(date(2026, 12, 1)), date(2027, 1, 6), "after New Year's Day and a weekend");
        assert_eq!(edition_after(Date::MAX), Date::MAX);
    }
}
